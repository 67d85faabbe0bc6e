"""Proposition 2, first half: U(p_g, D) is affine in p_g, so C = sup_D U is convex in p_g."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import D_with_ends, other_distributions, uniform_draws
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, integration_intervals, mean_over_interval, per_cell
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, TWO_MODES, Case, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

if TYPE_CHECKING:  # it needs python-flint
    from flint import acb, arb

    from gan_theory.certified.mixtures import ExactMixture

T = np.linspace(0, 1, 5)[:, None]
WIDE = 1e-11  # the width of a second difference: four enclosures over h² = 2⁻¹², and more than all else has
NARROW = 1e-16  # the width of C where a second difference divides it by (1/64)²


@dataclass(frozen=True, eq=False, repr=False)
class ChordCase(Case):
    """A case with a chord from p_g.

    Parameters
    ----------
    chord : callable, optional
        A function from t in [0, 1] to masses, shape (n,), in place of the straight line between two p_g.
    """

    chord: Callable[[float], Array] | None = None


def chord_is_straight(case: ChordCase) -> bool:
    """Chords are straight in the space of distributions p_g, and not in that of G's parameters."""
    return case.chord is None


def numeric(formulas: Formulas, case: ChordCase) -> Iterator[Evidence]:
    """Compare U and C with their chords, U with its supremum C, and the second derivative with integrals."""
    p, q = case.masses()
    others = other_distributions(p)[::2]
    yield from _affine(formulas, p, q, others, case.x())
    yield from _supremum(formulas, p, q, others)
    chords = (1 - T) * q + T * others[:, None] if case.chord is None else np.array([case.chord(t) for t in T[:, 0]])
    on_chord = formulas.C(p, chords)
    line = on_chord[..., :1] + T[:, 0] * (on_chord[..., -1:] - on_chord[..., :1])
    yield at_most("C lies below its chords", on_chord, line)
    yield from _linear_without_data(formulas, p, q)
    yield from _second_derivative(formulas, p, q, case.x())
    yield from _derivatives_at_0(formulas, p, case.x())
    yield from _conventions(formulas, p, q)


def _affine(formulas: Formulas, p: Array, q: Array, others: Array, x: Array) -> Iterator[Evidence]:
    """U is V as a function of p_g, and lies on its chords."""
    D = uniform_draws(1, p.size, low=0.01, high=0.99)
    on_chord = formulas.U((1 - T) * q + T * others[:, None], D, p)
    ends = formulas.U(others, D, p)
    line = (1 - T[:, 0]) * formulas.U(q, D, p) + T[:, 0] * ends[:, None]
    yield equation("U between two p_g", "the line between its values, D fixed", on_chord, line)
    yield equation(
        "U(p_g, D)",
        "V(D, G)",
        ends,
        formulas.V(D, p, others),
        x=x,
        cells=lambda: (per_cell(formulas.U, others[0], D, p), per_cell(formulas.V, D, p, others[0])),
    )


def _conventions(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """U has 0·log 0 = 0, and C does not depend on cells where neither distribution has mass."""
    D, values = D_with_ends(p, q)
    left = "U of a D that is 0 where only p_g has mass, and 1 where only p_data has"
    yield equation(left, "the sum over the other cells: 0·log 0 = 0", formulas.U(q, D, p), values.sum())
    p, q = np.append(p, 0.0), np.append(q, 0.0)
    yield equation("∂C/∂p_g where neither has mass", "0", formulas.grad_C(p, q)[-1], 0, 0)
    yield equation("∂²C/∂p_g² where neither has mass", "0", formulas.hess_C(p, q)[-1], 0, 0)


def _supremum(formulas: Formulas, p: Array, q: Array, others: Array) -> Iterator[Evidence]:
    """C(r) is the largest U(r, D), attained by the D* of r, among the D* of several distributions."""
    D, C = clip_D(formulas.D_star(p, np.vstack([q, others]))), formulas.C(p, others)
    yield at_most("U(r, D) <= C(r) for the D* of any distribution", formulas.U(others[:, None], D, p), C[:, None])
    yield equation("U(r, D*_r)", "C(r)", formulas.U(others, D[1:], p), C)


def _linear_without_data(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Where p_data is 0, C is linear: it is the same however p_g is spread over such cells. Two are added."""
    left_over = np.array([[1.0, 0.0], [0.75, 0.25], [0.0, 1.0]])  # of the half of p_g in the two cells
    beside = np.hstack([np.tile(q, (3, 1)), left_over]) / 2
    C = formulas.C(np.append(p, [0.0, 0.0]), beside)
    yield equation("C where p_g moves between cells without p_data", "what it was: C is linear there", C, C[0])


def _second_derivative(formulas: Formulas, p_data: Array, p_g: Array, x: Array) -> Iterator[Evidence]:
    """∂²C/∂p_g², integrated over p_g in each cell, is the rise of ∂C/∂p_g; it is nowhere negative."""
    judged, p, a = integration_intervals(p_data, p_g)
    name = "∂²C/∂p_g², integrated"
    rise = formulas.grad_C(p, 2 * a) - formulas.grad_C(p, a)
    mean = mean_over_interval(formulas.hess_C, p, a)
    yield equation(name, "the rise of ∂C/∂p_g", mean * a, rise, x=x[judged])
    both = (p_data > SMALLEST_JUDGED) & (p_g > SMALLEST_JUDGED)
    p_both, a_both = p_data[both], p_g[both]
    rise = np.log(2 * (p_both + a_both) / (p_both + 2 * a_both))
    mean = mean_over_interval(formulas.hess_C, p_both, a_both)
    yield equation(name, "the rise of log p_g/(p_data + p_g)", mean * a_both, rise, x=x[both])
    curvature = formulas.hess_C(p, a)
    yield at_most("∂²C/∂p_g² >= 0", 0, curvature, 0, x=x[judged])
    without_data = p == 0
    at = x[judged][without_data]
    yield equation("∂²C/∂p_g²", "0 where p_data is 0", curvature[without_data], 0, 0, x=at, formula="hess_C")


def _derivatives_at_0(formulas: Formulas, p_data: Array, x: Array) -> Iterator[Evidence]:
    """Both derivatives are infinite where p_g = 0 < p_data."""
    some = p_data > SMALLEST_JUDGED
    p, none = p_data[some], np.zeros(np.count_nonzero(some))
    yield equation("∂C/∂p_g where only p_data has mass", "−∞", formulas.grad_C(p, none), -np.inf, 0, x=x[some])
    yield equation("∂²C/∂p_g² where only p_data has mass", "∞", formulas.hess_C(p, none), np.inf, 0, x=x[some])


def symbolic() -> Iterator[Evidence]:
    """Link U to V, C to the supremum of U over D, and the derivatives of C to C; at one x."""
    from sympy import diff, limit, oo

    from gan_theory.claims._shared.symbolic import (
        C,
        D_star,
        U,
        V,
        grad_C,
        hess_C,
        is_formula,
        is_positive,
        is_so,
        p,
        q,
        r,
        vanishes,
        y,
    )

    for name, expression in (
        ("C", C(p, q)),
        ("D_star", D_star(p, q)),
        ("grad_C", grad_C(p, q)),
        ("hess_C", hess_C(p, q)),
    ):
        yield is_formula(name, expression, p, q)
    yield is_formula("U", U(q, y, p), q, y, p)
    value = U(q, y, p)
    yield vanishes("U(p_g, D) is V(D, G)", value - V(y, p, q))
    yield vanishes("U is affine in p_g: ∂²U/∂p_g² = 0", diff(value, q, 2))
    yield vanishes("∂U/∂D = 0 at D*", diff(value, y).subs(y, D_star(p, q)))
    yield is_positive("−∂²U/∂D² > 0: D* is the maximum", -diff(value, y, 2).subs(y, r / (1 + r)))
    yield vanishes("C = U at D*: it is the supremum of U over D", U(q, D_star(p, q), p) - C(p, q))
    yield vanishes("∂²C/∂p_g² = p_data/(p_g (p_data + p_g))", diff(C(p, q), q, 2) - hess_C(p, q))
    yield vanishes("it is the derivative of ∂C/∂p_g", diff(grad_C(p, q), q) - hess_C(p, q))
    yield is_positive("it is > 0 where p_data > 0: C is convex", hess_C(p, q))
    yield vanishes("it is 0 where p_data = 0: C is linear there", hess_C(0, q))
    yield is_so("∂C/∂p_g → −∞ at p_g = 0 < p_data", limit(grad_C(p, q), q, 0, "+") == -oo)


def certified(case: ChordCase) -> Iterator[Evidence]:
    """Enclose the second difference of C on the chord from p_g to p_data, and ∫ C″ there; and C between two modes.

    Along p_t = (1 − t) p_g + t p_data the second derivative is ∫ (p_data − p_g)² p_data/(p_t (p_data + p_t)) dx. It is
    convex in t, so that a second difference of C is at least its value in the middle, and at most a sixth of its values
    at the three points, weighted 1, 4, 1. For t = ½ ± h these points lie between 1 − 2h and 1 + 2h times p_t, so that
    this is at most (2 + b)/3 of the middle's, with b = (1 + 4h²)/(1 − 4h²)²: 1.001 for h = 1/64.
    """
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    h = certified.to_rational("1/64")
    below, middle, above = (certified.C(p, q.mix(p, certified.HALF + s), NARROW) for s in (-h, 0, h))
    yield encloses_equal("C of p_data itself = −log 4", certified.C(p, p), -certified.log(4))
    rise, curvature = (below - 2 * middle + above) / h**2, _second_derivative_on_chord(p, q)
    least, largest = certified.to_rational("0.999"), (2 + (1 + 4 * h**2) / (1 - 4 * h**2) ** 2) / 3
    margins = {
        "C lies below its chord in the middle from p_g to p_data": rise,
        "its second difference there >= 0.999 ∫ (p_data − p_g)² p_data/(p_t (p_data + p_t)) dx": rise
        - least * curvature,
        "and <= 1.001 times this integral": largest * curvature - rise,
    }
    for what, margin in margins.items():
        yield encloses_equal(what, margin, certified.ZERO, WIDE) if p == q else encloses_positive(what, margin, WIDE)
    if len(p.components) == 2:
        yield _not_convex_in_theta(p)


def _second_derivative_on_chord(p: ExactMixture, q: ExactMixture) -> arb:
    """Enclose ∫ (p_data − p_g)² p_data/(p_t (p_data + p_t)) dx at t = ½, by ratios to the largest component."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.certified.mixtures import largest_component

    largest, of_p = largest_component(p.components + q.components), len(p.components)

    def at(x: acb, _: bool) -> acb:
        ratios = largest(x)[1]
        p_data, p_g = sum(ratios[:of_p], acb(0)), sum(ratios[of_p:], acb(0))
        middle = (p_data + p_g) / 2
        return (p_data - p_g) ** 2 / (middle * (p_data + middle))

    bound = certified.ball(4)  # since |p_data − p_g| <= 2 p_t, and p_t <= p_data + p_t
    return certified.expectation(p, certified.Integrand(at, (bound,)))


def _not_convex_in_theta(p: ExactMixture) -> Evidence:
    """G_θ(z) = μ + σz with θ = (μ, σ): halfway between the θ of the two modes C is larger than at either."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive

    (_, mean_a, std_a), (_, mean_b, std_b) = p.components
    modes = certified.ExactMixture.gaussian(mean_a, std_a), certified.ExactMixture.gaussian(mean_b, std_b)
    middle = certified.ExactMixture.gaussian((mean_a + mean_b) / 2, (std_a + std_b) / 2)
    above = certified.C(p, middle) - (certified.C(p, modes[0]) + certified.C(p, modes[1])) / 2
    return encloses_positive("but not convex in θ = (μ, σ): halfway between two modes C is above its chord", above)


def _chord_in_theta(name: str, last: tuple[float, float]) -> ChordCase:
    """G_θ(z) = μ + σz, θ = (μ, σ) from (−1.5, 0.5), the left of two modes, to another θ: halfway p_g fits neither."""
    x, first = grid(-8, 8), np.array([-1.5, 0.5])

    def p_g(t: float) -> Array:
        return Density.from_pdf(gaussian(*(first + t * (np.array(last) - first))).pdf, x).p

    return ChordCase(name, Density.from_pdf(TWO_MODES.pdf, x), p_g(0.0), chord=p_g)


CLAIM = Claim(
    name="convexity",
    claim_id="A6",
    where="§4.2, Prop. 2",
    statement="U(p_g, D) is affine in p_g for fixed D, so C = sup_D U is convex: C″ = p_data/(p_g(p_data + p_g)).",
    figure="04_convexity_and_convergence.png",
    hypotheses=(chord_is_straight,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A6")},
    formulas=("V", "D_star", "C", "grad_C", "hess_C", "U"),
    falsifiers=(
        _chord_in_theta("the chord runs in θ = (μ, σ)", (1.5, 0.5)),
        _chord_in_theta("the chord runs in both parameters of θ = (μ, σ)", (1.5, 0.7)),
    ),
    cases=tuple(PAIRS.values()),
    case_type=ChordCase,
)
