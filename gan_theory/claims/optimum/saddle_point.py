"""Abstract and Section 3: the game has a saddle point, so that min and max may be exchanged.

For every D and every p_g, V(D, p_data) <= −log 4 = V(½, p_g). Hence inf_G sup_D V = sup_D inf_G V = −log 4, and p_g =
p_data with D = ½ is a Nash equilibrium of the game over all D and all p_g. In every equilibrium p_g is p_data, and D is
½ where p_data has mass; elsewhere any D <= ½ will do. If p_g or D is confined to a family, this may fail. Among single
Gaussians the best p_g for two modes leaves a gap between the two values. Against logistic D, every p_g with the mean of
p_data is an equilibrium.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import other_distributions, uniform_draws, wavy_D
from gan_theory.claims._shared.grid_search import best_logistic_D, clip_D
from gan_theory.densities.density import Density
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, FamilyCase, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import every_D_is_allowed, masses_sum_to_1

LOG_4 = np.log(4)
SLOPES = np.array([[-3.0], [-0.3], [1.0]])  # of the logits of logistic D, per unit of x


@dataclass(frozen=True, eq=False, repr=False)
class SaddleCase(FamilyCase):
    """A case with a family of discriminators and one of p_g.

    Parameters
    ----------
    generators : str
        The p_g allowed: "every", or "Gaussian", those of one component.
    """

    generators: str = "every"


def every_p_g_is_allowed(case: SaddleCase) -> bool:
    """p_g may be any distribution."""
    return case.generators == "every"


def numeric(formulas: Formulas, case: SaddleCase) -> Iterator[Evidence]:
    """Compare the values of the game for either order of the moves with −log 4, and V around the saddle point."""
    p, _ = case.masses()
    p_g, D, half = _generators(case), _discriminators(case), np.full(p.size, 0.5)
    yield equation("V at D = ½, for every p_g", "−log 4", formulas.V(half, p, p_g), -LOG_4)
    V = formulas.V(D, p, p)
    yield equation("V(D, p_data)", "Σ p_data log D(1 − D)", V, np.log(D * (1 - D)) @ p, formula="V")
    square = 4 * (D - 0.5) ** 2 @ p
    yield at_most("V(D, p_data) <= −log 4, with equality for D = ½ on the data alone", V + square, -LOG_4)
    greatest = _greatest_V(formulas, case, p_g)
    yield equation("inf_G sup_D V", "−log 4", greatest.min(), -LOG_4)
    square = (np.abs(p - p_g).sum(axis=-1) / 2) ** 2
    yield at_most("sup_D V >= −log 4 + TV²: p_g = p_data alone attains the value", square - LOG_4, greatest)
    least = _least_V(formulas, case, p_g, np.vstack([D, half]))
    yield equation("sup_D inf_G V", "−log 4", least.max(), -LOG_4)
    others = formulas.V(D[:3, None], p, p_g).min(axis=-1)
    yield at_most("inf_G V is attained at a point mass on argmax D: no p_g does better", least[:3], others)
    if case.generators == case.family == "every" and (p == 0).any():
        yield from _where_there_are_no_data(formulas, case)


def _generators(case: SaddleCase) -> Array:
    """Return the p_g (k, n) that are tried: p_data and others; or the best Gaussian, and the components of p_data."""
    p, q = case.masses()
    if case.generators == "every":
        return np.vstack([p, q] if case.family == "logistic" else [p, q, other_distributions(p)[1:]])
    if case.mixtures is None:
        raise ValueError(f"expected a case of Gaussian mixtures; got {case!r}")
    from gan_theory.explicit_models.gaussian_fits import best_gaussian  # it loads SciPy's optimisers

    p_data, _ = case.mixtures
    tried = best_gaussian(p_data, "jsd").gaussian, *map(gaussian, p_data.means, p_data.stds)
    return np.stack([Density.from_pdf(each.pdf, case.x()).p for each in tried])


def _discriminators(case: SaddleCase) -> Array:
    """Return the D (k, n) that are tried: random ones and a smooth one; or logistic ones."""
    x = case.x()
    if case.family == "logistic":
        return expit(SLOPES * x)
    return np.vstack([uniform_draws(0, 16, x.size, low=1e-3, high=0.999), wavy_D(x)])


def _greatest_V(formulas: Formulas, case: SaddleCase, p_g: Array) -> Array:
    """Return sup_D V for each p_g (k, n): at D*, or at the best logistic D."""
    p, _ = case.masses()
    if case.family == "logistic":
        return np.array([best_logistic_D(formulas.V, p, each, case.x())[1].sum() for each in p_g])
    return formulas.V(clip_D(formulas.D_star(p, p_g)), p, p_g)


def _least_V(formulas: Formulas, case: SaddleCase, p_g: Array, D: Array) -> Array:
    """Return inf_G V for each D (k, n): V is affine in p_g, so least at a point mass on argmax D, or at one of p_g."""
    p, _ = case.masses()
    if case.generators == "every":
        return formulas.V(D, p, np.eye(p.size)[D.argmax(axis=-1)])
    return formulas.V(D[:, None], p, p_g).min(axis=-1)


def _where_there_are_no_data(formulas: Formulas, case: SaddleCase) -> Iterator[Evidence]:
    """With D = ½ on the data and any D <= ½ elsewhere, p_data stays the best p_g; with D > ½ somewhere it does not."""
    p, _ = case.masses()
    D = np.where(p > 0, 0.5, uniform_draws(2, 8, p.size, high=0.5))
    least = _least_V(formulas, case, p[None], D)
    yield equation("inf_G V of any D <= ½ where there are no data", "V(D, p_data)", least, formulas.V(D, p, p))
    D = np.where(np.arange(p.size) == np.flatnonzero(p == 0)[0], 0.6, D[0])
    least = _least_V(formulas, case, p[None], D[None])
    yield equation("inf_G V of a D of 0.6 in one such cell", "log ½ + log 0.4 < −log 4", least, np.log(0.2))


def symbolic() -> Iterator[Evidence]:
    """At one x: V at D = ½ does not depend on p_g, and ½ is the strict maximum of V where p_g = p_data."""
    from sympy import diff, exp, log, solve

    from gan_theory.claims._shared.symbolic import HALF, V, is_formula, is_positive, log_4, p, q, r, vanishes, y

    yield is_formula("V", V(y, p, q), y, p, q)
    yield vanishes("V = −log 4 at D = ½, for every p_g", V(HALF, p, q) + log_4(p, q))
    slope, inside = diff(V(y, p, p), y), {y: r / (1 + r)}  # y in (0, 1)
    yield vanishes("where p_g = p_data, ½ is the only zero of ∂V/∂y", *(each - HALF for each in solve(slope, y)))
    yield is_positive(
        "and V strictly concave: V(D, p_data) <= −log 4, with equality at ½ only", -diff(slope, y).subs(inside)
    )
    yield vanishes("V is affine in p_g, with the slope log(1 − y)", diff(V(y, p, q), q) - log(1 - y))
    y_of_r = 1 - exp(-r)  # in (0, 1); at most ½ for r <= log 2
    what = "where p_data = 0, V is −r p_g for y = 1 − e⁻ʳ: at least −p_g log 2 if and only if y <= ½"
    yield vanishes(what, V(y_of_r, 0, q) + r * q, y_of_r.subs(r, log(2)) - HALF)
    yield is_positive("where y rises with r", diff(y_of_r, r))


def certified(case: SaddleCase) -> Iterator[Evidence]:
    """Enclose V at D = ½, V(D, p_data) for D given by their logits, and V(D*)."""
    from gan_theory import certified
    from gan_theory.certified.stationary_points import log_D_of
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    log_4 = certified.log(4)
    for name, p_g in (("p_g", q), ("p_data", p)):
        yield encloses_equal(f"V(½, {name}) = −log 4", certified.V((0,), p, p_g), -log_4)
    for logit in ((1,), (1, -2), (0, 1, 1)):
        value, where = certified.V(logit, p, p), f"for the logit {certified.format_polynomial(logit)}"
        yield encloses_positive(f"V(D, p_data) < −log 4 {where}", -log_4 - value)
    of_components = (w * certified.V(logit, p, certified.ExactMixture.gaussian(m, s)) for w, m, s in p.components)
    what = "V is affine in p_g: V(D, p_data) = the mean of V at the components of p_data"
    yield encloses_equal(what, value, sum(of_components, certified.ZERO))
    if p == q:
        yield encloses_equal("sup_D V = −log 4 for p_g = p_data", certified.C(p, q), -log_4)
    else:
        log_odds = certified.log_density(p) - certified.log_density(q)
        at_D_star = certified.integral((p, log_D_of(log_odds)), (q, log_D_of(-log_odds)))
        yield encloses_positive("V(D*) > −log 4 for any other p_g", at_D_star + log_4)


COVERED = SaddleCase.of(PAIRS["two-modes-covered"])  # p_g has the mean of p_data
CLAIM = Claim(
    name="saddle_point",
    claim_id="A15",
    where="abstract, §3",
    statement="V(D, p_data) <= −log 4 = V(½, p_g) for every D, p_g: inf_G sup_D V = sup_D inf_G V = −log 4.",
    figure="03_the_global_optimum.png",
    hypotheses=(masses_sum_to_1, every_p_g_is_allowed, every_D_is_allowed),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A15")},
    formulas=("V", "D_star"),
    falsifiers=(
        replace(COVERED, name="p_g is one Gaussian", generators="Gaussian"),
        replace(COVERED, name="D is one logistic curve in x", family="logistic"),
        replace(COVERED, name="masses of p_g sum to 1.1", p_g=1.1 * COVERED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SaddleCase,
)
