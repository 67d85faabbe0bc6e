"""Generators for equation 3, monotone, folding and flat ones, with the distributions of their outputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.special import erf, ndtr

from gan_theory._utils.arrays import Array

Function = Callable[[Any], Any]


class Branch(NamedTuple):
    """An interval of z on which G is monotone, and one formula.

    Parameters
    ----------
    start, end : float
        The interval.
    G : callable
        G there, from z to x: of arrays, and of complex balls if the output has a name.
    inverse : callable or None
        The inverse of G there; None where G is constant.
    square_bound : tuple of int
        Coefficients of a bound of G(z)², Σ_j c_j z²ʲ, where the interval is infinite.
    """

    start: float
    end: float
    G: Function
    inverse: Function | None
    square_bound: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class GeneratorCase:
    """A generator of one variable, and the distribution of its output.

    Parameters
    ----------
    name : str
        The name of the case.
    noise : str
        The noise: "normal" or "uniform".
    branches : tuple of Branch
        The generator, branch by branch, in the order of z.
    cdf : callable
        P(G(z) <= x) in closed form, for arrays.
    piecewise_linear : bool
        Whether G is linear between nodes, so that its push-forward is exact.
    atom_at_0 : float
        The mass of the atom at 0, if p_g has one.
    output : tuple
        The distribution of G(z) by its name in `gan_theory.certified`, and its parameters; empty if it has no name.
    p_g : array, shape (256,), optional
        Masses on the grid X, if they are not the push-forward by G.
    """

    name: str
    noise: str
    branches: tuple[Branch, ...]
    cdf: Function
    piecewise_linear: bool = False
    atom_at_0: float = 0.0
    output: tuple[Any, ...] = ()
    p_g: Array | None = None

    def G(self, z: Array) -> Array:
        """Return the generator's output.

        Parameters
        ----------
        z : array, shape (m,)
            The noise.

        Returns
        -------
        array, shape (m,)
            The x = G(z).
        """
        return np.select([z <= branch.end for branch in self.branches], [branch.G(z) for branch in self.branches])


def affine(a: float, b: float, noise: str = "normal") -> GeneratorCase:
    """Return the case of G(z) = az + b."""
    reach, size = (np.inf, abs(a)) if noise == "normal" else (1.0, abs(a))
    return GeneratorCase(
        f"affine, {a}z + {b}, {noise}",
        noise,
        (Branch(-reach, reach, lambda z: a * z + b, lambda x: (x - b) / a, (2 * b * b, 2 * a * a)),),
        cdf=lambda x: ndtr((x - b) / size) if noise == "normal" else np.clip((x - b) / size + 1, 0, 2) / 2,
        piecewise_linear=True,
        output=("normal", b, size) if noise == "normal" else ("uniform", b - size, b + size),
    )


def monotone(name: str, G: Function, inverse: Function, cdf: Function, noise: str = "normal") -> GeneratorCase:
    """Return the case of an increasing G that is not linear between nodes."""
    reach = np.inf if noise == "normal" else 1.0
    return GeneratorCase(name, noise, (Branch(-reach, reach, G, inverse),), cdf)


def root(x: Array) -> Array:
    """Return √x, and 0 below 0."""
    return np.sqrt(np.maximum(x, 0))


def positive_log(x: Array) -> Array:
    """Return log x, and that of the smallest number below 0."""
    return np.log(np.maximum(x, 1e-300))


def cubic_root(x: Array) -> Array:
    """Return the real root z of 2z³ + z = x."""
    return np.sqrt(2 / 3) * np.sinh(np.arcsinh(3 * np.sqrt(1.5) * x) / 3)


def cos_pi(z: Any) -> Any:
    """Return cos πz of an array or of a ball."""
    return z.cos_pi() if hasattr(z, "cos_pi") else np.cos(np.pi * z)


def arc_cosine(x: Array) -> Array:
    """Return the z >= 0 with 3 cos πz = x."""
    return np.arccos(np.clip(x / 3, -1, 1)) / np.pi


FOLDED = GeneratorCase(
    "folding, |z|",
    "normal",
    (
        Branch(-np.inf, 0.0, lambda z: -z, lambda x: -x, (0, 1)),
        Branch(0.0, np.inf, lambda z: z, lambda x: x, (0, 1)),
    ),
    cdf=lambda x: erf(np.maximum(x, 0) / np.sqrt(2)),
    piecewise_linear=True,
    output=("half_normal",),
)
RECTIFIED = GeneratorCase(
    "flat, max(z, 0): an atom",
    "normal",
    (Branch(-np.inf, 0.0, lambda z: 0 * z, None, (0,)), Branch(0.0, np.inf, lambda z: z, lambda x: x, (0, 1))),
    cdf=lambda x: np.where(x >= 0, ndtr(x), 0.0),
    piecewise_linear=True,
    atom_at_0=0.5,
    output=("rectified_normal",),
)
SQUARED = GeneratorCase(
    "folding, z²: an infinite density",
    "normal",
    (
        Branch(-np.inf, 0.0, lambda z: z * z, lambda x: -root(x), (0, 0, 1)),
        Branch(0.0, np.inf, lambda z: z * z, root, (0, 0, 1)),
    ),
    cdf=lambda x: erf(root(x / 2)),
    output=("chi_square",),
)
COSINE = GeneratorCase(
    "folding, 3 cos πz, uniform",
    "uniform",
    (
        Branch(-1.0, 0.0, lambda z: 3 * cos_pi(z), lambda x: -arc_cosine(x)),
        Branch(0.0, 1.0, lambda z: 3 * cos_pi(z), arc_cosine),
    ),
    cdf=lambda x: 1 - arc_cosine(x),
    output=("arcsine", 3),
)
CASES = (
    affine(2, 1),
    affine(-0.5, 3),
    affine(1.5, 0, "uniform"),
    FOLDED,
    RECTIFIED,
    SQUARED,
    COSINE,
    monotone("monotone, sinh z", np.sinh, np.arcsinh, lambda x: ndtr(np.arcsinh(x))),
    monotone("monotone, exp z", np.exp, positive_log, lambda x: ndtr(positive_log(x))),
    monotone(
        "monotone, 2z³ + z, uniform",
        lambda z: 2 * z**3 + z,
        cubic_root,
        lambda x: (np.clip(cubic_root(x), -1, 1) + 1) / 2,
        "uniform",
    ),
)
