"""Proposition 2, first half: U(p_g, D) is affine in p_g, so C = sup_D U is convex in p_g."""

from __future__ import annotations

import numpy as np

from gan_theory.cases import PAIRS, TWO_MODES, Case, gaussian
from gan_theory.claim import Claim, chord_is_straight
from gan_theory.claims.cells import SMALLEST_JUDGED, by_cell, mean_over, stretches
from gan_theory.claims.maximiser import clip
from gan_theory.density import Density, grid
from gan_theory.evidence import at_most, equal

T = np.linspace(0, 1, 9)[:, None]


def others(p):
    """Laws (8, n) at the far ends of chords from p_g: the data, a uniform law, and random ones, smooth to sparse."""
    rng = np.random.default_rng(0)
    sharpness = np.array([0.01, 0.03, 0.1, 0.3, 1, 3])
    random = rng.gamma(sharpness[:, None], size=(6, p.size)) + 1e-300
    return np.vstack([p, np.full(p.size, 1 / p.size), random / random.sum(axis=-1, keepdims=True)])


def numeric(formulas, case):
    p, q = case.masses()
    laws = others(p)
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
    yield equal("U between two p_g = the line between its values, D fixed", bent, straight)
    cells = lambda: (by_cell(formulas.U, laws[0], D, p), by_cell(formulas.V, D, p, laws[0]))  # noqa: E731
    yield equal("U(p_g, D) = V(D, G)", formulas.U(laws, D, p), formulas.V(D, p, laws), x=x, cells=cells)


def _supremum(formulas, p, q, laws):
    D, C = clip(formulas.D_star(p, np.vstack([q, laws]))), formulas.C(p, laws)
    yield at_most("U(r, D) <= C(r) for the D* of any law", formulas.U(laws[:, None], D, p), C[:, None])
    yield equal("U(r, D*_r) = C(r)", formulas.U(laws, D[1:], p), C)


def _second_derivative(formulas, p_data, p_g, x):
    judged, p, a = stretches(p_data, p_g)
    rise = formulas.grad_C(p, 2 * a) - formulas.grad_C(p, a)
    curvature = mean_over(formulas.hess_C, p, a)
    yield equal("∂²C/∂p_g², integrated = the rise of ∂C/∂p_g", curvature * a, rise, x=x[judged])
    both = (p_data > SMALLEST_JUDGED) & (p_g > SMALLEST_JUDGED)
    p_d, b = p_data[both], p_g[both]
    log_rise = np.log(2 * (p_d + b) / (p_d + 2 * b))
    curvature = mean_over(formulas.hess_C, p_d, b)
    yield equal("∂²C/∂p_g², integrated = the rise of log p_g/(p_data + p_g)", curvature * b, log_rise, x=x[both])
    bend = formulas.hess_C(p, a)
    yield at_most("∂²C/∂p_g² >= 0", 0, bend, 0, x=x[judged])
    yield equal("∂²C/∂p_g² = 0 where p_data is", bend[p == 0], 0, 0, x=x[judged][p == 0])
    some = p_data > SMALLEST_JUDGED
    for name, derivative, value in (
        ("∂C/∂p_g = −∞", formulas.grad_C, -np.inf),
        ("∂²C/∂p_g² = ∞", formulas.hess_C, np.inf),
    ):
        at_0 = derivative(p_data[some], 0 * p_data[some])
        yield equal(f"{name} at p_g = 0 < p_data", at_0, value, 0, x=x[some])


def symbolic():
    from sympy import diff, limit, oo

    from gan_theory.claims.pointwise import C, U, grad_C, hess_C, is_positive, is_so, p, q, vanishes, y

    yield vanishes("U is affine in p_g: ∂²U/∂p_g² = 0", diff(U(q, y, p), q, 2))
    yield vanishes("∂²C/∂p_g² = p_data/(p_g (p_data + p_g))", diff(C(p, q), q, 2) - hess_C(p, q))
    yield vanishes("it is the derivative of ∂C/∂p_g", diff(grad_C(p, q), q) - hess_C(p, q))
    yield is_positive("it is > 0 where p_data > 0: C is convex", hess_C(p, q))
    yield vanishes("it is 0 where p_data = 0: C is linear there", hess_C(0, q))
    yield is_so("∂C/∂p_g → −∞ at p_g = 0 < p_data", limit(grad_C(p, q), q, 0, "+") == -oo)


def certified(case):
    from gan_theory import ball

    p, q = (ball.Law.of(law) for law in case.laws)
    ends = ball.C(p, q), ball.C(p, p)
    for t in (ball.QUARTER, ball.HALF, 3 * ball.QUARTER):
        chord = (1 - ball.real(t)) * ends[0] + ball.real(t) * ends[1]
        below = chord - ball.C(p, q.mix(p, t))
        what = f"C lies below its chord from p_g to p_data, at t = {t}"
        yield ball.overlap(what, below, ball.ZERO) if p == q else ball.positive(what, below)
    if len(p.components) == 2:
        yield from _not_in_theta(p)


def _not_in_theta(p):
    """G_θ(z) = μ + σz with θ = (μ, σ): the middle of the θ of the two modes is worse than either."""
    from gan_theory import ball

    modes = [ball.Law.gaussian(mean, std) for _, mean, std in p.components]
    middle = ball.Law.gaussian(*((a + b) / 2 for a, b in zip(*(each.components[0][1:] for each in modes))))
    above = ball.C(p, middle) - (ball.C(p, modes[0]) + ball.C(p, modes[1])) / 2
    yield ball.positive("but not convex in θ = (μ, σ): halfway between two modes C is above its chord", above)


def _two_parameter_generator():
    """G_θ(z) = μ + σz with θ = (μ, σ): halfway between the two modes in θ lies a law that fits neither."""
    x = grid(-8, 8)
    at = lambda t: Density.from_pdf(gaussian(-1.5 + 3 * t, 0.5).pdf, x).p  # noqa: E731
    p_data = Density.from_pdf(TWO_MODES.pdf, x)
    return Case("the chord runs in θ = (μ, σ)", p_data, at(0.0), chord=at)


CLAIM = Claim(
    name="convexity",
    row="A6",
    where="§4.2, Prop. 2",
    statement="U(p_g, D) is affine in p_g for fixed D, so C = sup_D U is convex: C″ = p_data/(p_g(p_data + p_g)).",
    figure="04_convexity_and_convergence.png",
    hypotheses=(chord_is_straight,),
    grades={"numeric": numeric, "symbolic": symbolic, "certified": certified},
    falsifiers=(_two_parameter_generator(),),
    cases=PAIRS,
)
