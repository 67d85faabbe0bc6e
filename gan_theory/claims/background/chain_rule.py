"""Explicit, tractable densities: p(x) = Π_i p(x_i | x_1 … x_{i−1}), in any order of the variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
from scipy.special import entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import STANDARD_ERRORS, standard_error_bound
from gan_theory.claims.background._symbolic_joints import symbolic
from gan_theory.explicit_models.chain_rule import (
    conditionals_unchecked,
    gibbs,
    marginal,
    product,
    sample_chain_unchecked,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.joints import JOINTS
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

DRAWS, EVENTS = 4000, 64

Order = tuple[int, ...]
Tables = Sequence[Array]


@dataclass(frozen=True, eq=False)
class JointCase:
    """A joint density of d variables, and where its conditionals are taken from.

    Parameters
    ----------
    name : str
        The name of the case.
    joint : array, shape (n_1, …, n_d)
        The masses.
    conditionals_of : array, shape (n_1, …, n_d), optional
        The joint that the conditionals are taken from, if it is another.
    in_order : bool
        Whether each variable is conditioned on those before it, and not on those after it.
    """

    name: str
    joint: Array
    conditionals_of: Array | None = None
    in_order: bool = True

    def masses(self) -> tuple[Array]:
        """Return the joint."""
        return (self.joint,)

    def chain(self, order: Order) -> list[Array]:
        """Return a conditional for each variable of an order.

        Parameters
        ----------
        order : tuple of int
            The variables, by number.

        Returns
        -------
        list of array, shape (n_1 or 1, …, n_d or 1) each
            The conditionals.
        """
        source = self.joint if self.conditionals_of is None else self.conditionals_of
        tables = conditionals_unchecked(source, order)
        return tables if self.in_order else [tables[0], *conditionals_unchecked(source, order[::-1])[1:]]


def conditionals_match_joint(case: JointCase) -> bool:
    """All conditionals are those of this joint."""
    return case.conditionals_of is None


def variables_are_in_order(case: JointCase) -> bool:
    """Each variable is conditioned on those before it."""
    return case.in_order


def numeric(formulas: Formulas, case: JointCase) -> Iterator[Evidence]:
    """Multiply the conditionals in every order, sample with them, and sum the KLs of conditionals."""
    p, orders = case.joint, list(permutations(range(case.joint.ndim)))
    chains = [case.chain(order) for order in orders]
    sums = [table.sum(axis=axis).ravel() for chain, order in zip(chains, orders) for table, axis in zip(chain, order)]
    yield equal("each conditional sums to 1 over its variable, in every order", np.concatenate(sums), 1)
    cells = [
        table.shape[axis]
        for chain, order in zip(chains, orders)
        for i, table in enumerate(chain)
        for axis in order[i + 1 :]
    ]
    yield equal("and has one value for all values of later variables", cells, 1)
    products = np.stack([product(chain) for chain in chains])
    yield equation("the product of the conditionals", "the joint, in every order", products, p)
    refilled = np.stack([product(_refill(p, chain, order)) for chain, order in zip(chains, orders)])
    yield equal("also if those given events of probability 0 are any other numbers", refilled, p)
    z_scores = _z_scores(p, chains, orders)
    what = "|z| of how often samples by the chain fall into 64 events, against the joint"
    yield equal(what, z_scores, 0, STANDARD_ERRORS)
    if p.ndim == 2:
        yield from _gibbs(p / p.sum())
    yield from _kl_of_conditionals(formulas, p, chains, orders)
    yield _kl_from_independence(formulas, p)


def _refill(p: Array, chain: Tables, order: Order) -> list[Array]:
    """Replace each conditional given an event of probability 0 by another number."""
    return [np.where(marginal(p, order[:i]) > 0, table, 9.0) for i, table in enumerate(chain)]


def _z_scores(p: Array, chains: Sequence[Tables], orders: Sequence[Order]) -> Array:
    """How far the frequencies of random events among samples are from their probabilities, shape (d!, EVENTS)."""
    events = 1.0 * (np.random.default_rng(1).random((EVENTS, p.size)) < 0.5)
    errors = np.array([standard_error_bound(p.ravel(), event, DRAWS) for event in events])
    drawn = [
        sample_chain_unchecked(chain, order, DRAWS, np.random.default_rng(0)) for chain, order in zip(chains, orders)
    ]
    counts = [np.bincount(np.ravel_multi_index(tuple(cells.T), p.shape), minlength=p.size) for cells in drawn]
    return (counts @ events.T / DRAWS - events @ p.ravel()) / errors


def _gibbs(p: Array) -> Iterator[Evidence]:
    """Check that drawing y given x, then x′ given y, moves from x to x′ as often as two samples share their y."""
    transitions, p_x, p_y = gibbs(p), p.sum(axis=1), p.sum(axis=0)
    shared = p @ (p / np.where(p_y > 0, p_y, 1)).T
    found, expected = transitions[p_x > 0], shared[p_x > 0] / p_x[p_x > 0, None]
    yield equation("P(x → x′) of Gibbs sampling", "Σ_y p(x, y) p(x′, y)/(p(y) p(x))", found, expected)
    yield equal(
        "each row of P sums to 1, and p(x) is stationary",
        [transitions.sum(axis=1), p_x @ transitions],
        [1 + 0 * p_x, p_x],
    )


def _kl_of_conditionals(
    formulas: Formulas, p: Array, chains: Sequence[Tables], orders: Sequence[Order]
) -> Iterator[Evidence]:
    q = np.random.default_rng(2).gamma(1.0, size=p.shape) + 0.1
    q /= q.sum()
    whole = formulas.kl(p.ravel(), q.ravel())
    sums = [_sum_of_mean_kls(formulas, p, q, chain, order) for chain, order in zip(chains, orders)]
    right = "the sum of the mean KLs of its conditionals"
    yield equation("KL of the joint from another", right, whole, sums, formula="kl")


def _sum_of_mean_kls(formulas: Formulas, p: Array, q: Array, chain: Tables, order: Order) -> float:
    """Σ_i E_p KL(p(x_i | before)‖q(x_i | before)), the first conditionals being those of the chain."""
    others, total = conditionals_unchecked(q, order), 0.0
    for i, axis in enumerate(order):
        weights = np.moveaxis(marginal(p, order[:i]), axis, -1)[..., 0]
        rows = (np.moveaxis(tables[i], axis, -1) for tables in (chain, others))
        total += np.sum(weights * formulas.kl(*rows))
    return total


def _kl_from_independence(formulas: Formulas, p: Array) -> Evidence:
    marginals = [marginal(p, (axis,)) for axis in range(p.ndim)]
    shared = sum(entr(each).sum() for each in marginals) - entr(p).sum()
    divergence = formulas.kl(p.ravel(), product(marginals).ravel())
    name = "KL of the joint from the product of its marginals"
    return equation(name, "Σ H(x_i) − H(x)", divergence, shared, formula="kl")


RING = JointCase("a ring", JOINTS["a ring"])
INDEPENDENT = marginal(RING.joint, (0,)) * marginal(RING.joint, (1,))
CLAIM = Claim(
    name="chain_rule",
    claim_id="B3",
    where="after the paper",
    statement="A joint density is the product of its conditionals in any order; sampling them in turn samples from it.",
    figure="13_chain_rule.png",
    hypotheses=(masses_sum_to_1, conditionals_match_joint, variables_are_in_order),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.FORMAL: Proofs("B3")},
    formulas=("kl",),
    falsifiers=(
        replace(RING, name="masses sum to 1.1", joint=1.1 * RING.joint),
        replace(RING, name="the conditionals are another joint's", conditionals_of=JOINTS["correlated, ρ = 0.8"]),
        replace(RING, name="the variables are taken as independent", conditionals_of=INDEPENDENT),
        replace(RING, name="each variable is conditioned on those after it", in_order=False),
    ),
    cases=tuple(JointCase(name, joint) for name, joint in JOINTS.items()),
    case_type=JointCase,
)
