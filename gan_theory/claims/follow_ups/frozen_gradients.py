"""Arjovsky and Bottou 2017, Theorem 2.5: what G descends when D is D* at the present θ and held there.

With a common support the saturating loss has the gradient of 2·JSD, the non-saturating one that of
KL(p_g‖p_data) − 2·JSD, and their sum that of KL(p_g‖p_data). The minus sign does not drive p_g away from p_data:
KL(p_g‖p_data) − 2·JSD = 2·KL(m‖p_data) >= 0 with m = (p_data + p_g)/2. By Pinsker's inequality both 2·JSD and
2·KL(m‖p_data) are at least TV², so that both are divergences, and p_g = p_data is the one minimum of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase, gaussian, pair_of_mixtures
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal, masses_sum_to_1, supports_are_common

THREE_CELLS = np.array([[0.1, 0.4, 0.5], [0.3, 0.3, 0.4]])
"""p_data and p_g of which KL(p_g‖p_data) − 2·JSD is known: it is 0.0889624333, computed elsewhere."""
REACH = 0.2
"""θ runs from −REACH to 0: G is narrowed, and stays on the grid."""


def shifted(mixture: GaussianMixture, theta: float) -> GaussianMixture:
    """Return the density of x + θ, which is p_g of G_θ(z) = G(z) + θ.

    Parameters
    ----------
    mixture : GaussianMixture
        The density of x.
    theta : float
        θ.

    Returns
    -------
    GaussianMixture
        The density.
    """
    return GaussianMixture(tuple(mean + theta for mean in mixture.means), mixture.stds, mixture.weights)


def scaled(mixture: GaussianMixture, theta: float) -> GaussianMixture:
    """Return the density of (1 + θ)x, which is p_g of G_θ(z) = (1 + θ)G(z).

    Parameters
    ----------
    mixture : GaussianMixture
        The density of x.
    theta : float
        θ > −1.

    Returns
    -------
    GaussianMixture
        The density.
    """
    means, stds = (tuple((1 + theta) * each for each in values) for values in (mixture.means, mixture.stds))
    return GaussianMixture(means, stds, mixture.weights)


class _Family(NamedTuple):
    """A family of G_θ: what θ is, p_g at θ, and the speed ∂x/∂θ of a sample at x (n,)."""

    name: str
    at: Callable[[GaussianMixture, float], GaussianMixture]
    speed: Callable[[Array, float], Array]


FAMILIES = (
    _Family("the mean", at=shifted, speed=lambda x, theta: np.ones_like(x)),
    _Family("the scale", at=scaled, speed=lambda x, theta: x / (1 + theta)),
)


def numeric(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    """Integrate both gradients along two families of G, against the change of the divergences, and compare these.

    The gradients need scores: they are judged where p_data and p_g are Gaussian mixtures.
    """
    for family in FAMILIES if case.mixtures is not None else ():
        yield from _along(family, formulas, case)
    yield from _both_are_divergences(formulas, *case.masses())
    p, q = THREE_CELLS
    known = formulas.kl(q, p) - 2 * formulas.jsd(p, q)
    yield equation("KL(p_g‖p_data) − 2·JSD on three cells", "0.0889624333", known, 0.0889624333, 5e-11)  # its digits


def _both_are_divergences(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    kl, two_jsd, of_m, tv = formulas.kl(q, p), 2 * formulas.jsd(p, q), formulas.kl((p + q) / 2, p), formulas.tv(p, q)
    tol = 1e-12 * max(1, kl) if np.isfinite(kl) else 0.0
    yield equation("KL(p_g‖p_data) − 2·JSD", "2·KL(m‖p_data)", kl - two_jsd, 2 * of_m, tol)
    yield at_most("0 <= 2·KL(m‖p_data)", 0, 2 * of_m)
    yield at_most("TV² <= 2·JSD, the objective with the saturating gradient", tv**2, two_jsd)
    yield at_most("TV² <= KL(p_g‖p_data) − 2·JSD, that with the non-saturating one", tv**2, kl - two_jsd)
    at_equality = [formulas.jsd(p, p), formulas.kl(p, p), formulas.tv(p, p)]
    yield equation("JSD, KL and TV of p_data from itself", "0: the minimum is at p_g = p_data", at_equality, 0)


def _along(family: _Family, formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    p, name = case.masses()[0], family.name
    assert case.mixtures is not None
    slopes = [_slopes(formulas, case, family, theta) for theta in REACH * (NODES - 1) / 2]
    saturating, non_saturating = REACH * WEIGHTS @ np.array(slopes) / 2
    after, before = (Density.from_pdf(family.at(case.mixtures[1], theta).pdf, case.x()).p for theta in (0.0, -REACH))
    two_jsd = 2 * (formulas.jsd(p, after) - formulas.jsd(p, before))
    kl_after, kl_before = formulas.kl(after, p), formulas.kl(before, p)
    kl = kl_after - kl_before if np.isfinite(kl_after) else kl_after
    tol = 1e-12 * max(1, abs(kl)) if np.isfinite(kl) else 0.0
    left = f"the saturating gradient along {name}, integrated"
    yield equation(left, "the change of 2·JSD", saturating, two_jsd, tol)
    left = f"the non-saturating gradient along {name}, integrated"
    yield equation(left, "the change of KL(p_g‖p_data) − 2·JSD", non_saturating, kl - two_jsd, tol)
    left = f"their sum along {name}, integrated"
    yield equation(left, "the change of KL(p_g‖p_data)", saturating + non_saturating, kl, tol)


def _slopes(formulas: Formulas, case: FixedDCase, family: _Family, theta: float) -> tuple[float, float]:
    """E_z of the derivatives in θ of log(1 − D*(G_θ(z))) and of −log D*(G_θ(z)), D* being that of this θ and frozen."""
    assert case.mixtures is not None
    p, x = case.masses()[0], case.x()
    p_data, p_g = case.mixtures[0], family.at(case.mixtures[1], theta)
    q = Density.from_pdf(p_g.pdf, x).p
    D = formulas.D_star(p, q) if case.D is None else case.D
    logit_slope = p_data.score(x) - p_g.score(x)
    flow = q * family.speed(x, theta)
    return -flow @ (D * logit_slope), -flow @ ((1 - D) * logit_slope)


def symbolic() -> Iterator[Evidence]:
    """Differentiate both losses and the divergences at one x, check the flow of p_g, and compare the divergences."""
    yield from _gradients_at_one_x()
    yield from _flows()
    yield from _identity()


def _gradients_at_one_x() -> Iterator[Evidence]:
    from sympy import diff, log

    from gan_theory.claims._shared.symbolic import C, D_star, U, V, kl, p, p_slope, q, q_slope, vanishes, y

    D, ratio_slope = D_star(p, q), q_slope / q - p_slope / p  # of log p_g/p_data, along x
    D_slope = diff(D, p) * p_slope + diff(D, q) * q_slope
    saturating, non_saturating = (diff(loss, y).subs(y, D) * D_slope for loss in (V(y, 0, 1), -V(y, 1, 0)))
    what = "the two gradients at one x add up to that of log p_g/p_data"
    yield vanishes(what, saturating + non_saturating - ratio_slope)
    yield vanishes("the saturating one is D* times it", saturating - D * ratio_slope)
    yield vanishes("the non-saturating one is (1 − D*) times it", non_saturating - (1 - D) * ratio_slope)
    of_C, of_U = diff(C(p, q), q), diff(U(q, y, p), q).subs(y, D)
    yield vanishes("2·JSD changes with p_g as U does with D* frozen", of_C - of_U)
    of_kl = diff(kl(q, p) - q, q)  # ∫ p_g is constant
    yield vanishes("KL(p_g‖p_data) changes with p_g by log p_g/p_data", of_kl - log(q / p))


def _flows() -> Iterator[Evidence]:
    from sympy import Function, diff, symbols

    from gan_theory.claims._shared.symbolic import vanishes

    x, theta = symbols("x theta", real=True)
    pdf = Function("pdf", positive=True)
    for name, density, speed in (
        ("θ + z", pdf(x - theta), 1),
        ("(1 + θ)z", pdf(x / (1 + theta)) / (1 + theta), x / (1 + theta)),
    ):
        flow = diff(density, theta) + diff(speed * density, x)
        what = f"G_θ(z) = {name}: ∂p_g/∂θ = −∂(speed · p_g)/∂x, by parts the gradient through z"
        yield vanishes(what, flow.doit())


def _identity() -> Iterator[Evidence]:
    from sympy import Rational, diff

    from gan_theory.claims._shared.symbolic import is_formula, is_positive, is_so, jsd, kl, p, q, vanishes

    m = (p + q) / 2
    other = kl(q, p) - 2 * jsd(p, q)
    yield vanishes("KL(p_g‖p_data) − 2·JSD = 2·KL(m‖p_data), at each x", other - 2 * kl(m, p))
    above_0 = kl(m, p) - m + p  # ∫ m = ∫ p_data
    slope = diff(above_0, q)
    yield vanishes(
        "KL(m‖p_data) is 0 at p_g = p_data, and so is its slope in p_g", above_0.subs(q, p), slope.subs(q, p)
    )
    yield is_positive("and it is strictly convex in p_g: it is 0 at p_g = p_data only", diff(slope, q))
    cells = [{p: Rational(str(a)), q: Rational(str(b))} for a, b in THREE_CELLS.T.tolist()]
    value = sum(other.subs(cell).evalf(20) for cell in cells)
    what = "KL(p_g‖p_data) − 2·JSD is 0.0889624333 for (.1, .4, .5) and (.3, .3, .4)"
    yield is_so(what, abs(float(value) - 0.0889624333) < 5e-11)
    yield is_formula("kl", kl(p, q), p, q)
    yield is_formula("jsd", jsd(p, q), p, q)


def certified(case: FixedDCase) -> Iterator[Evidence]:
    """Enclose both gradients in the mean of p_g, and the derivatives of the divergences; judge bounds of integrands."""
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import bounds_of_combinations, within_bound
    from gan_theory.claims._shared.enclosures import encloses_equal

    assert case.mixtures is not None  # by has_mixtures
    p, q = map(certified.ExactMixture.of, case.mixtures)
    log_p, log_q = certified.log_density(p), certified.log_density(q)
    saturating = certified.expectation(q, certified.score(q) - certified.score(p, q))
    non_saturating = certified.expectation(q, certified.score(p, q) - certified.score(p))
    if len(p.components) == len(q.components) == 1:
        what = "the gradients in θ = the mean add up to ∂KL(p_g‖p_data)/∂θ = (θ − μ)/σ²"
        yield encloses_equal(what, saturating + non_saturating, _slope_of_kl_of_gaussians(p, q))
    slope_of_two_jsd = -certified.expectation(q, certified.score(q) * (log_q - certified.log_sum(p, q)))
    what = "the saturating gradient in the mean = ∂ 2·JSD/∂θ = ∫ log(1 − D*) ∂p_g/∂θ dx"
    yield encloses_equal(what, saturating, slope_of_two_jsd)
    slope_of_kl = -certified.expectation(q, certified.score(q) * (log_q - log_p))
    what = "the non-saturating one = ∂ [KL(p_g‖p_data) − 2·JSD]/∂θ"
    yield encloses_equal(what, non_saturating, slope_of_kl - slope_of_two_jsd)
    yield within_bound("log p_g − log p_data", log_q - log_p)
    yield from bounds_of_combinations()
    yield from _certified_identity(p, q)


def _certified_identity(p: Any, q: Any) -> Iterator[Evidence]:
    """Yield the identity for two mixtures, that both sides are positive unless they are equal, and on three cells."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    two_jsd, of_m = 2 * certified.jsd(p, q), certified.kl(p.mix(q, certified.HALF), p)
    what = "KL(p_g‖p_data) − 2·JSD = 2·KL(m‖p_data)"
    yield encloses_equal(what, certified.kl(q, p) - two_jsd, 2 * of_m)
    if p != q:
        yield encloses_positive("2·KL(m‖p_data) > 0", 2 * of_m)
        yield encloses_positive("2·JSD > 0", two_jsd)
    masses = [[certified.ball(certified.to_rational(mass)) for mass in each] for each in THREE_CELLS.tolist()]
    known = certified.kl_of_masses(*masses[::-1]) - 2 * certified.jsd_of_masses(*masses)
    digits = certified.ball("0.0889624333", 5e-11)
    yield encloses_equal(f"{what} is 0.0889624333 to its digits on three cells", known, digits, 2e-10)


def _slope_of_kl_of_gaussians(p: Any, q: Any) -> Any:
    """Return (θ − μ)/σ² for p = N(μ, σ²) and the mean θ of q, as an enclosure."""
    from gan_theory import certified

    (_, mean, std), (_, theta, _) = p.components[0], q.components[0]
    return certified.ball((theta - mean) / (std * std))


SHIFTED = FixedDCase.of(PAIRS["shifted"])
P_DATA, P_G = SHIFTED.masses()
UNEQUAL = GaussianMixture((-1.0, 2.0), (0.5, 1.0), (0.25, 0.75))
LEFT_HALF = np.where(SHIFTED.x() > 1, 0, P_DATA)
CLAIM = Claim(
    name="frozen_gradients",
    claim_id="C2",
    where="after the paper",
    statement="With D* frozen the losses have the gradients of two divergences, 2·JSD and KL(p_g‖p_data) − 2·JSD = "
    "2·KL(m‖p_data).",
    figure="11_theory_and_practice.png",
    hypotheses=(D_is_optimal, supports_are_common, masses_sum_to_1),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("C2")},
    formulas=("D_star", "kl", "jsd", "tv"),
    falsifiers=(
        replace(SHIFTED, name="D is that of another p_g", D=P_DATA / (P_DATA + np.roll(P_G, 20))),
        replace(SHIFTED, name="p_data has no mass for x > 1", p_data=Density(SHIFTED.x(), LEFT_HALF / LEFT_HALF.sum())),
        replace(SHIFTED, name="masses of p_g that sum to 0.5", p_g=0.5 * P_G),
    ),
    cases=(
        *(case for case in PAIRS.values() if case.mixtures is not None),
        pair_of_mixtures("unequal-components", UNEQUAL, gaussian(0.5, 1.25), -15, 15),
    ),
    case_type=FixedDCase,
)
