"""Explicit, tractable densities: p(x) = Π_i p(x_i | x_1 … x_{i−1}), in any order of the variables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from scipy.special import entr

from gan_theory.claims._shared.draws import standard_error_bound
from gan_theory.explicit_models.chain_rule import conditionals_unchecked, marginal, product, sample_chain_unchecked
from gan_theory.verification.cases.joints import JOINTS
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

DRAWS, EVENTS, SIGMAS = 10_000, 64, 5


@dataclass(frozen=True, eq=False)
class JointCase:
    """Masses (n_1, …, n_d) of d variables.

    source: the joint that the conditionals are taken from, if it is another. in_order: whether each variable is
    conditioned on those before it, and not on those after it.
    """

    name: str
    joint: np.ndarray
    source: np.ndarray | None = None
    in_order: bool = True

    def masses(self) -> tuple[np.ndarray]:
        """The joint."""
        return (self.joint,)

    def chain(self, order) -> list[np.ndarray]:
        """The tables of the variables in this order."""
        source = self.joint if self.source is None else self.source
        tables = conditionals_unchecked(source, order)
        return tables if self.in_order else [tables[0], *conditionals_unchecked(source, order[::-1])[1:]]


def conditionals_are_the_joint_s(case) -> bool:
    """The conditionals are those of this joint."""
    return case.source is None


def variables_are_in_order(case) -> bool:
    """Each variable is conditioned on those before it."""
    return case.in_order


def numeric(formulas, case):
    p, orders = case.joint, list(permutations(range(case.joint.ndim)))
    chains = [case.chain(order) for order in orders]
    sums = [table.sum(axis=axis).ravel() for chain, order in zip(chains, orders) for table, axis in zip(chain, order)]
    yield equal("each conditional sums to 1 over its variable, in every order", np.concatenate(sums), 1)
    products = np.stack([product(chain) for chain in chains])
    yield equation("the product of the conditionals", "the joint, in every order", products, p)
    filled = np.stack([product(_refilled(p, *pair)) for pair in zip(chains, orders)])
    yield equal("also if those on events of probability 0 are any other numbers", filled, p)
    z = _z(p, chains, orders)
    yield equal("|z| of how often samples by the chain fall into 64 events, against the joint", z, 0, SIGMAS)
    yield from _kl(formulas, p, chains, orders)


def _refilled(p, chain, order):
    """The chain with other numbers in place of each conditional on an event of probability 0."""
    return [np.where(marginal(p, order[:i]) > 0, table, 9.0) for i, table in enumerate(chain)]


def _z(p, chains, orders):
    """How far the frequencies (d!, EVENTS) of random events among samples are from their chances, in errors."""
    events = 1.0 * (np.random.default_rng(1).random((EVENTS, p.size)) < 0.5)
    errors = np.array([standard_error_bound(p.ravel(), event, DRAWS) for event in events])
    counts = np.zeros((len(orders), *p.shape))
    for count, chain, order in zip(counts, chains, orders):
        np.add.at(count, tuple(sample_chain_unchecked(chain, order, DRAWS, np.random.default_rng(0)).T), 1)
    return (counts.reshape(len(orders), -1) @ events.T / DRAWS - events @ p.ravel()) / errors


def _kl(formulas, p, chains, orders):
    q = np.random.default_rng(2).gamma(1.0, size=p.shape) + 0.1
    q /= q.sum()
    whole, parts = formulas.kl(p.ravel(), q.ravel()), []
    for chain, order in zip(chains, orders):
        others, total = conditionals_unchecked(q, order), 0.0
        for i, axis in enumerate(order):
            weights = np.moveaxis(marginal(p, order[:i]), axis, -1)[..., 0]
            rows = (np.moveaxis(tables[i], axis, -1) for tables in (chain, others))
            total += np.sum(weights * formulas.kl(*rows))
        parts.append(total)
    yield equation(
        "KL of the joint from another", "the sum of the mean KLs of its conditionals", parts, whole, formula="kl"
    )
    alone = [marginal(p, (axis,)) for axis in range(p.ndim)]
    shared = sum(entr(each).sum() for each in alone) - entr(p).sum()
    independent = formulas.kl(p.ravel(), product(alone).ravel())
    yield equation(
        "KL of the joint from the product of its marginals", "Σ H(x_i) − H(x)", independent, shared, formula="kl"
    )


def symbolic():
    from sympy import exp, log, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import kl, vanishes

    p = np.array(symbols("p_:2:2:2", positive=True)).reshape(2, 2, 2)
    for order in permutations(range(3)):
        names = "".join("xyz"[axis] for axis in order)
        first, second = marginal(p, order[:1]), marginal(p, order[:2])
        tables = (first, second / first, p / second)
        yield vanishes(
            f"p({names[0]}) p({names[1]}|{names[0]}) p({names[2]}|{names[:2]}) = p", *(product(tables) - p).flat
        )
        sums = [table.sum(axis=axis) - 1 for table, axis in zip(tables[1:], order[1:])]
        yield vanishes("each conditional sums to 1", *np.concatenate([each.ravel() for each in sums]))

    p, q = (np.array(symbols(f"{name}_:2:2", positive=True)).reshape(2, 2) for name in "pq")
    p_x, q_x = marginal(p, (0,)), marginal(q, (0,))
    whole, rows = sum(map(kl, p.flat, q.flat)), map(kl, (p / p_x).flat, (q / q_x).flat)
    mean = sum(weight * each for weight, each in zip(np.repeat(p_x, 2), rows))
    yield vanishes("KL(p‖q) = KL of x + the mean KL of y given x", whole - sum(map(kl, p_x.flat, q_x.flat)) - mean)
    minus_entropy = lambda masses: sum(each * log(each) for each in masses.flat)  # noqa: E731
    p_y = marginal(p, (1,))
    unlike = sum(map(kl, p.flat, (p_x * p_y).flat)) - minus_entropy(p) + minus_entropy(p_x) + minus_entropy(p_y)
    yield vanishes("KL(p‖p(x) p(y)) = H(x) + H(y) − H(x, y)", unlike)

    x, y, rho = symbols("x y rho", real=True)
    normal = lambda u, mean, square: exp(-((u - mean) ** 2) / (2 * square)) / sqrt(2 * pi * square)  # noqa: E731
    rest = 1 - rho**2
    both = exp(-(x**2 - 2 * rho * x * y + y**2) / (2 * rest)) / (2 * pi * sqrt(rest))
    for a, b in ((x, y), (y, x)):
        what = f"on the plane: N(0, 1) of {a} times N(ρ{a}, 1 − ρ²) of {b} is the Gaussian of correlation ρ"
        yield vanishes(what, normal(a, 0, 1) * normal(b, rho * a, rest) / both - 1)


CASES = tuple(JointCase(name, joint) for name, joint in JOINTS.items())
RING = JointCase("a ring", JOINTS["a ring"])
ALONE = marginal(RING.joint, (0,)) * marginal(RING.joint, (1,))
CLAIM = Claim(
    name="chain_rule",
    claim_id="B3",
    where="after the paper",
    statement="A joint is the product of its conditionals in any order of the variables; sampling one by one gives it.",
    figure="11_chain_rule.png",
    hypotheses=(masses_sum_to_1, conditionals_are_the_joint_s, variables_are_in_order),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic},
    falsifiers=(
        replace(RING, name="masses sum to 1.1", joint=1.1 * RING.joint),
        replace(RING, name="the conditionals are another joint's", source=JOINTS["correlated, ρ = 0.8"]),
        replace(RING, name="the variables are taken as independent", source=ALONE),
        replace(RING, name="each variable is conditioned on those after it", in_order=False),
    ),
    cases=CASES,
    case_type=JointCase,
)
