"""Arjovsky and Bottou 2017, Theorem 2.5: what G descends when D is D* at the present θ and held there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equation
from gan_theory.verification.hypotheses import D_is_optimal, supports_are_common

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)
REACH = 0.2  # how far θ goes, from −REACH to 0: G is narrowed, and stays on the grid


def shifted(law, theta):
    """The law of x + θ for x from `law`: G_θ(z) = G(z) + θ, which moves every x by 1 per θ."""
    return GaussianMixture(tuple(mean + theta for mean in law.means), law.stds, law.weights)


def scaled(law, theta):
    """The law of (1 + θ)x for x from `law`: G_θ(z) = (1 + θ)G(z), which moves x by x/(1 + θ) per θ."""
    return GaussianMixture(
        tuple((1 + theta) * mean for mean in law.means), tuple((1 + theta) * std for std in law.stds), law.weights
    )


FAMILIES = (
    ("the mean", shifted, lambda x, theta: np.ones_like(x)),
    ("the scale", scaled, lambda x, theta: x / (1 + theta)),
)


def numeric(formulas, case):
    p, x = case.masses()[0], case.x()
    thetas = REACH * (NODES - 1) / 2
    for name, family, speed in FAMILIES:
        slopes = [_slopes(formulas, case, family(case.mixtures[1], theta), speed(x, theta)) for theta in thetas]
        saturating, non_saturating = REACH * WEIGHTS @ np.array(slopes) / 2
        ends = [Density.from_pdf(family(case.mixtures[1], theta).pdf, x).p for theta in (0.0, -REACH)]
        two_jsd = 2 * np.subtract(*(formulas.jsd(p, end) for end in ends))
        after, before = (formulas.kl(end, p) for end in ends)
        kl = after - before if np.isfinite(after) else after
        tol = 1e-12 * max(1, abs(kl)) if np.isfinite(kl) else 0.0
        yield equation(
            f"the saturating gradient along {name}, integrated", "the change of 2·JSD", saturating, two_jsd, tol
        )
        yield equation(
            f"the non-saturating gradient along {name}, integrated",
            "the change of KL(p_g‖p_data) − 2·JSD",
            non_saturating,
            kl - two_jsd,
            tol,
        )
        yield equation(
            f"their sum along {name}, integrated", "the change of KL(p_g‖p_data)", saturating + non_saturating, kl, tol
        )


def _slopes(formulas, case, law, speed):
    """E_z of the derivatives in θ of log(1 − D*(G_θ(z))) and of −log D*(G_θ(z)), D* being that of this θ and frozen."""
    p, x = case.masses()[0], case.x()
    q = Density.from_pdf(law.pdf, x).p
    D = formulas.D_star(p, q) if case.D is None else case.D
    logit_slope = case.mixtures[0].score(x) - law.score(x)
    return -(q * speed) @ (D * logit_slope), -(q * speed) @ ((1 - D) * logit_slope)


def symbolic():
    from sympy import Function, diff, log, symbols

    from gan_theory.claims._shared.symbolic import C, D_star, U, kl, p, p_slope, q, q_slope, vanishes

    x, theta = symbols("x theta", real=True)
    P, Q = Function("p", positive=True)(x), Function("q", positive=True)(x)
    values = {diff(P, x): p_slope, diff(Q, x): q_slope, P: p, Q: q}
    saturating, non_saturating = (diff(f, x).subs(values) for f in (log(1 - D_star(P, Q)), -log(D_star(P, Q))))
    ratio_slope = diff(log(Q / P), x).subs(values)
    yield vanishes(
        "the two gradients at one x add up to that of log p_g/p_data", saturating + non_saturating - ratio_slope
    )
    D = D_star(p, q)
    yield vanishes("the saturating one is D* of it", saturating - D * ratio_slope)
    yield vanishes("the non-saturating one is 1 − D* of it", non_saturating - (1 - D) * ratio_slope)
    changes = diff(C(p, Q), x).subs(values), diff(U(Q, D, p), x).subs(values)  # p_g changes with θ in place of x
    yield vanishes("2·JSD changes with p_g as U does with D* frozen", changes[0] - changes[1])
    change = diff(kl(Q, p) - Q, x).subs(values)  # ∫ p_g is constant
    yield vanishes("KL(p_g‖p_data) changes with p_g by log p_g/p_data", change - q_slope * log(q / p))
    law = Function("law", positive=True)
    for name, density, speed in (
        ("θ + z", law(x - theta), 1),
        ("(1 + θ)z", law(x / (1 + theta)) / (1 + theta), x / (1 + theta)),
    ):
        flow = diff(density, theta) + diff(speed * density, x)
        yield vanishes(f"G_θ(z) = {name}: ∂p_g/∂θ = −∂(speed · p_g)/∂x, by parts the gradient through z", flow.doit())


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    saturating = certified.expectation(q, certified.score(q) - certified.score(p, q))
    non_saturating = certified.expectation(q, certified.score(p, q) - certified.score(p))
    if len(p.components) == len(q.components) == 1:
        (_, mean, std), (_, theta, _) = p.components[0], q.components[0]
        slope = certified.ball((theta - mean) / (std * std))
        yield encloses_equal(
            "the gradients in θ = the mean add up to ∂KL(p_g‖p_data)/∂θ = (θ − μ)/σ²",
            saturating + non_saturating,
            slope,
        )
    slope_of_two_jsd = -certified.expectation(
        q, certified.score(q) * (certified.log_density(q) - certified.log_sum(p, q))
    )
    yield encloses_equal(
        "the saturating gradient in the mean = ∂ 2·JSD/∂θ = ∫ log(1 − D*) ∂p_g/∂θ dx", saturating, slope_of_two_jsd
    )
    slope_of_kl = -certified.expectation(q, certified.score(q) * (certified.log_density(q) - certified.log_density(p)))
    yield encloses_equal(
        "the non-saturating one = ∂ [KL(p_g‖p_data) − 2·JSD]/∂θ", non_saturating, slope_of_kl - slope_of_two_jsd
    )


SHIFTED = FixedDCase.of(PAIRS["shifted"])
LEFT = np.where(SHIFTED.x() > 1, 0, SHIFTED.p_data.p)
STALE = SHIFTED.p_data.p / (SHIFTED.p_data.p + np.roll(SHIFTED.p_g.p, 20))
CLAIM = Claim(
    name="frozen_gradients",
    claim_id="C2",
    where="after the paper",
    statement="With D* frozen at this θ the two losses have the gradients of 2·JSD and of KL(p_g‖p_data) − 2·JSD.",
    figure="09_theory_and_practice.png",
    hypotheses=(D_is_optimal, supports_are_common),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(SHIFTED, name="D is that of another p_g", D=STALE),
        replace(SHIFTED, name="p_data has no mass for x > 1", p_data=Density(SHIFTED.x(), LEFT / LEFT.sum())),
    ),
    cases=tuple(case for case in PAIRS.values() if case.mixtures is not None),
    case_type=FixedDCase,
)
