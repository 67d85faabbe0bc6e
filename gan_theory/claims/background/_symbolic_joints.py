"""Symbolic evidence for the chain rule: joints whose masses are symbols, factored by the library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.explicit_models.chain_rule import conditionals_unchecked, marginal, product
from gan_theory.verification.evidence import Evidence


def symbolic() -> Iterator[Evidence]:
    """Factor a joint of three bits with free masses in every order, split KLs of two, and factor a Gaussian."""
    yield from _three_bits()
    yield from _impossible_events()
    yield from _kl_of_two_bits()
    yield from _gaussian_on_the_plane()


def _three_bits() -> Iterator[Evidence]:
    from gan_theory.claims._shared.symbolic import vanishes

    p = _free_masses("p", 2, 2, 2)
    for order in permutations(range(3)):
        a, b, c = ("xyz"[axis] for axis in order)
        chain = conditionals_unchecked(p, order)
        yield vanishes(f"p({a}) p({b}|{a}) p({c}|{a}{b}) = p", *(product(chain) - p).flat)
        shares = [
            table[tuple(np.minimum(cell, np.subtract(table.shape, 1)))] * _probability(p, order[:i], cell)
            - _probability(p, order[: i + 1], cell)
            for i, table in enumerate(chain)
            for cell in np.ndindex(p.shape)
        ]
        yield vanishes("each factor is the share of one event in another: sums over the cells", *shares)


def _free_masses(letter: str, *shape: int) -> Array:
    """Return symbols for the masses of a joint; the last mass is what the others lack of 1."""
    from sympy import symbols

    free = symbols(f"{letter}_:{int(np.prod(shape)) - 1}", positive=True)
    return np.array([*free, 1 - sum(free)]).reshape(shape)


def _probability(p: Array, axes: tuple[int, ...], cell: tuple[int, ...]) -> Any:
    """Return the sum of the masses of all cells that agree with one on some axes."""
    return sum(p[other] for other in np.ndindex(p.shape) if all(other[axis] == cell[axis] for axis in axes))


def _impossible_events() -> Iterator[Evidence]:
    from sympy import Integer, nsimplify, symbols

    from gan_theory.claims._shared.symbolic import vanishes

    a = symbols("a", positive=True)
    p = np.array([[a, 1 - a], [Integer(0), Integer(0)]])
    for order in permutations(range(2)):
        chain = conditionals_unchecked(p, order)
        sums = [table.sum(axis=axis) - 1 for table, axis in zip(chain, order)]
        what = "a conditional given an event of probability 0 sums to 1, and does not count"
        remainders = np.concatenate([each.ravel() for each in (product(chain) - p, *sums)])
        yield vanishes(what, *map(nsimplify, remainders))


def _kl_of_two_bits() -> Iterator[Evidence]:
    from sympy import expand_log, log

    from gan_theory.claims._shared.symbolic import is_formula, kl, vanishes
    from gan_theory.claims._shared.symbolic import p as p_x
    from gan_theory.claims._shared.symbolic import q as q_x

    def vanish(what: str, remainder: Any) -> Evidence:
        return vanishes(what, expand_log(remainder, force=True).expand())

    def entropy(masses: Array) -> Any:
        return -sum(mass * log(mass) for mass in masses.flat)

    yield is_formula("kl", kl(p_x, q_x), p_x, q_x)
    p, q = _free_masses("p", 2, 2), _free_masses("q", 2, 2)
    whole = sum(map(kl, p.flat, q.flat))
    for order in permutations(range(2)):
        (of_p, given_p), (of_q, given_q) = (conditionals_unchecked(joint, order) for joint in (p, q))
        rows = np.reshape([kl(*pair) for pair in zip(given_p.flat, given_q.flat)], (2, 2))
        a, b = ("xy"[axis] for axis in order)
        split = sum(map(kl, of_p.flat, of_q.flat)) + (of_p * rows).sum()
        yield vanish(f"KL(p‖q) = KL of {a} + the mean KL of {b} given {a}", whole - split)
    p_x, p_y = marginal(p, (0,)), marginal(p, (1,))
    remainder = sum(map(kl, p.flat, (p_x * p_y).flat)) - entropy(p_x) - entropy(p_y) + entropy(p)
    yield vanish("KL(p‖p(x) p(y)) = H(x) + H(y) − H(x, y)", remainder)


def _gaussian_on_the_plane() -> Iterator[Evidence]:
    from sympy import expand_log, log, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import log_normal, vanishes

    x, y = symbols("x y", real=True)
    v = symbols("v", positive=True)
    rho = sqrt(1 - v)
    log_joint = -(x**2 - 2 * rho * x * y + y**2) / (2 * v) - log(2 * pi * sqrt(v))
    for a, b in ((x, y), (y, x)):
        what = f"on the plane: N(0, 1) of {a} times N(ρ{a}, v) of {b} is the Gaussian of correlation ρ, v = 1 − ρ²"
        remainder = log_normal(a, 0, 1) + log_normal(b, rho * a, v) - log_joint
        yield vanishes(what, expand_log(remainder).expand())
