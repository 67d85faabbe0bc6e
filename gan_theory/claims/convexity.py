"""Proposition 2, first half: U(p_g, D) is affine in p_g, so C = sup_D U is convex in p_g."""

from __future__ import annotations

import numpy as np

from gan_theory.cases import TWO_MODES, Case, gaussian
from gan_theory.claim import Claim, Evidence, chord_is_straight, distance, excess
from gan_theory.claims.cells import mean_over, stretches
from gan_theory.claims.maximiser import SMALLEST_JUDGED, clip
from gan_theory.density import Density, grid

T = np.linspace(0, 1, 9)[:, None]


def others(p, q):
    """Laws (8, n) at the far ends of chords from p_g: the data, a uniform law, and random ones, smooth to sparse."""
    rng = np.random.default_rng(0)
    sharpness = np.array([0.01, 0.03, 0.1, 0.3, 1, 3])
    random = rng.gamma(sharpness[:, None], size=(6, p.size)) + 1e-300
    return np.vstack([p, np.full(p.size, 1 / p.size), random / random.sum(axis=-1, keepdims=True)])


def numeric(formulas, case):
    p, q = case.masses()
    laws = others(p, q)
    yield from _affine(formulas, p, q, laws)
    yield from _supremum(formulas, p, q, laws)
    chords = (1 - T) * q + T * laws[:, None] if case.chord is None else np.array([case.chord(t) for t in T[:, 0]])
    on_chord = formulas.C(p, chords)
    line = on_chord[..., :1] + T[:, 0] * (on_chord[..., -1:] - on_chord[..., :1])
    yield Evidence("C lies below its chords", excess(on_chord, line), 1e-12)
    yield from _second_derivative(formulas, p, q)


def _affine(formulas, p, q, laws):
    D = np.random.default_rng(1).uniform(0.01, 0.99, p.size)
    bent = formulas.U((1 - T) * q + T * laws[:, None], D, p)
    straight = (1 - T[:, 0]) * formulas.U(q, D, p) + T[:, 0] * formulas.U(laws, D, p)[:, None]
    yield Evidence("U is affine in p_g for fixed D", distance(bent, straight), 1e-12)
    yield Evidence("U(p_g, D) = V(D, G)", distance(formulas.U(laws, D, p), formulas.V(D, p, laws)), 1e-12)


def _supremum(formulas, p, q, laws):
    D, C = clip(formulas.D_star(p, np.vstack([q, laws]))), formulas.C(p, laws)
    beyond = excess(formulas.U(laws[:, None], D, p), C[:, None])
    yield Evidence("C(r) >= U(r, D) for the D* of any law", beyond, 1e-12)
    yield Evidence("C(r) = U(r, D*_r)", distance(formulas.U(laws, D[1:], p), C), 1e-12)


def _second_derivative(formulas, p_data, p_g):
    p, a = stretches(p_data, p_g)
    rise = formulas.grad_C(p, 2 * a) - formulas.grad_C(p, a)
    curvature = mean_over(formulas.hess_C, p, a)
    yield Evidence("∂²C/∂p_g² integrates to the rise of ∂C/∂p_g", distance(curvature * a, rise), 1e-12)
    both = (p_data > SMALLEST_JUDGED) & (p_g > SMALLEST_JUDGED)
    p_d, b = p_data[both], p_g[both]
    log_rise = np.log(2 * (p_d + b) / (p_d + 2 * b))
    curvature = mean_over(formulas.hess_C, p_d, b)
    yield Evidence("∂²C/∂p_g² integrates to that of log p_g/(p_data + p_g)", distance(curvature * b, log_rise), 1e-12)
    bend = formulas.hess_C(p, a)
    yield Evidence("∂²C/∂p_g² >= 0, and 0 where p_data = 0", max(excess(0, bend), distance(bend[p == 0], 0)), 0)
    at_0 = formulas.hess_C(p, 0 * a)[p > SMALLEST_JUDGED]
    yield Evidence("∂²C/∂p_g² is infinite at p_g = 0 < p_data", np.count_nonzero(~np.isposinf(at_0)), 0)


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
    hypotheses=(chord_is_straight,),
    grades={"numeric": numeric},
    falsifiers=(_two_parameter_generator(),),
)
