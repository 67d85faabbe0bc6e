"""Proposition 2, first half: U(p_g, D) is affine in p_g, so C = sup_D U is convex in p_g."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, integration_intervals, mean_over_interval, per_cell
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.verification.cases.pairs import PAIRS, TWO_MODES, Case, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation

T = np.linspace(0, 1, 9)[:, None]


def other_distributions(p):
    """Laws (8, n) at the far ends of chords from p_g: the data, a uniform law, and random ones, smooth to sparse."""
    rng = np.random.default_rng(0)
    sharpness = np.array([0.01, 0.03, 0.1, 0.3, 1, 3])
    random = rng.gamma(sharpness[:, None], size=(6, p.size)) + 1e-300
    return np.vstack([p, np.full(p.size, 1 / p.size), random / random.sum(axis=-1, keepdims=True)])


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
    """The chord is a straight line in the space of distributions p_g, not one in the space of G's parameters."""
    return case.chord is None


def numeric(formulas, case):
    p, q = case.masses()
    laws = other_distributions(p)
    yield from _affine(formulas, p, q, laws, case.x())
    yield from _supremum(formulas, p, q, laws)
    chords = (1 - T) * q + T * laws[:, None] if case.chord is None else np.array([case.chord(t) for t in T[:, 0]])
    on_chord = formulas.C(p, chords)
    line = on_chord[..., :1] + T[:, 0] * (on_chord[..., -1:] - on_chord[..., :1])
    yield at_most("C lies below its chords", on_chord, line)
    yield from _second_derivative(formulas, p, q, case.x())


def _affine(formulas, p, q, laws, x):
    D = np.random.default_rng(1).uniform(0.01, 0.99, p.size)
    bent = formulas.U((1 - T) * q + T * laws[:, None], D, p)
    straight = (1 - T[:, 0]) * formulas.U(q, D, p) + T[:, 0] * formulas.U(laws, D, p)[:, None]
    yield equation("U between two p_g", "the line between its values, D fixed", bent, straight)
    cells = lambda: (per_cell(formulas.U, laws[0], D, p), per_cell(formulas.V, D, p, laws[0]))  # noqa: E731
    yield equation("U(p_g, D)", "V(D, G)", formulas.U(laws, D, p), formulas.V(D, p, laws), x=x, cells=cells)


def _supremum(formulas, p, q, laws):
    D, C = clip_D(formulas.D_star(p, np.vstack([q, laws]))), formulas.C(p, laws)
    yield at_most("U(r, D) <= C(r) for the D* of any law", formulas.U(laws[:, None], D, p), C[:, None])
    yield equation("U(r, D*_r)", "C(r)", formulas.U(laws, D[1:], p), C)


def _second_derivative(formulas, p_data, p_g, x):
    judged, p, a = integration_intervals(p_data, p_g)
    rise = formulas.grad_C(p, 2 * a) - formulas.grad_C(p, a)
    curvature = mean_over_interval(formulas.hess_C, p, a)
    yield equation("∂²C/∂p_g², integrated", "the rise of ∂C/∂p_g", curvature * a, rise, x=x[judged])
    both = (p_data > SMALLEST_JUDGED) & (p_g > SMALLEST_JUDGED)
    p_d, b = p_data[both], p_g[both]
    log_rise = np.log(2 * (p_d + b) / (p_d + 2 * b))
    curvature = mean_over_interval(formulas.hess_C, p_d, b)
    yield equation("∂²C/∂p_g², integrated", "the rise of log p_g/(p_data + p_g)", curvature * b, log_rise, x=x[both])
    bend = formulas.hess_C(p, a)
    yield at_most("∂²C/∂p_g² >= 0", 0, bend, 0, x=x[judged])
    yield equation("∂²C/∂p_g²", "0 where p_data is", bend[p == 0], 0, 0, x=x[judged][p == 0], formula="hess_C")
    some = p_data > SMALLEST_JUDGED
    for name, derivative, value in (
        ("∂C/∂p_g = −∞", formulas.grad_C, -np.inf),
        ("∂²C/∂p_g² = ∞", formulas.hess_C, np.inf),
    ):
        at_0 = derivative(p_data[some], 0 * p_data[some])
        yield equation(f"{name} at p_g", "0 < p_data", at_0, value, 0, x=x[some])


def symbolic():
    from sympy import diff, limit, oo

    from gan_theory.claims._shared.symbolic import C, U, grad_C, hess_C, is_positive, is_so, p, q, vanishes, y

    yield vanishes("U is affine in p_g: ∂²U/∂p_g² = 0", diff(U(q, y, p), q, 2))
    yield vanishes("∂²C/∂p_g² = p_data/(p_g (p_data + p_g))", diff(C(p, q), q, 2) - hess_C(p, q))
    yield vanishes("it is the derivative of ∂C/∂p_g", diff(grad_C(p, q), q) - hess_C(p, q))
    yield is_positive("it is > 0 where p_data > 0: C is convex", hess_C(p, q))
    yield vanishes("it is 0 where p_data = 0: C is linear there", hess_C(0, q))
    yield is_so("∂C/∂p_g → −∞ at p_g = 0 < p_data", limit(grad_C(p, q), q, 0, "+") == -oo)


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    ends = certified.C(p, q), certified.C(p, p)
    for t in (certified.QUARTER, certified.HALF, 3 * certified.QUARTER):
        chord = (1 - certified.ball(t)) * ends[0] + certified.ball(t) * ends[1]
        below = chord - certified.C(p, q.mix(p, t))
        what = f"C lies below its chord from p_g to p_data, at t = {t}"
        yield (encloses_equal(what, below, certified.ZERO) if p == q else encloses_positive(what, below))
    if len(p.components) == 2:
        yield from _not_in_theta(p)


def _not_in_theta(p):
    """G_θ(z) = μ + σz with θ = (μ, σ): the middle of the θ of the two modes is worse than either."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive

    modes = [certified.ExactMixture.gaussian(mean, std) for _, mean, std in p.components]
    middle = certified.ExactMixture.gaussian(
        *((a + b) / 2 for a, b in zip(*(each.components[0][1:] for each in modes)))
    )
    above = certified.C(p, middle) - (certified.C(p, modes[0]) + certified.C(p, modes[1])) / 2
    yield encloses_positive("but not convex in θ = (μ, σ): halfway between two modes C is above its chord", above)


def _two_parameter_generator():
    """G_θ(z) = μ + σz with θ = (μ, σ): halfway between the two modes in θ lies a law that fits neither."""
    x = grid(-8, 8)
    at = lambda t: Density.from_pdf(gaussian(-1.5 + 3 * t, 0.5).pdf, x).p  # noqa: E731
    p_data = Density.from_pdf(TWO_MODES.pdf, x)
    return ChordCase("the chord runs in θ = (μ, σ)", p_data, at(0.0), chord=at)


CLAIM = Claim(
    name="convexity",
    claim_id="A6",
    where="§4.2, Prop. 2",
    statement="U(p_g, D) is affine in p_g for fixed D, so C = sup_D U is convex: C″ = p_data/(p_g(p_data + p_g)).",
    figure="04_convexity_and_convergence.png",
    hypotheses=(chord_is_straight,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(_two_parameter_generator(),),
    cases=tuple(PAIRS.values()),
    case_type=ChordCase,
)
