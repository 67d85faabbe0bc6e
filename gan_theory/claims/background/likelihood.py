"""Maximum likelihood: argmax Π p_g(x_i; θ) → argmax E_p_data log p_g = argmin KL(p_data‖p_g), at the rate 1/√n."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.special import entr

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.claims.background._gaussians import best_gaussian_on_grid, kl_on_fine_grid, other_optima
from gan_theory.claims.background._special_likelihoods import special_values
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.likelihood_models import (
    LIKELIHOOD_MODELS,
    LikelihoodCase,
    X,
    case_on_grid,
    log_gaussian_of_std,
    log_uniform,
    normalised_masses,
)
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

THETAS, ZOOMS = 33, 6
"""How many θ are compared, and the zooms of a search after which values no longer distinguish θ."""
SIZES, REPETITIONS = (100, 10_000), 2000
"""Sizes of samples, and how many of each are drawn: the standard error of their mean square is 3 % of it."""


def samples_are_data(case: LikelihoodCase) -> bool:
    """All samples are drawn from p_data."""
    return case.sampled_from is None


def entropy_is_constant(case: LikelihoodCase) -> bool:
    """KL is that of p_g from p_data, whose entropy does not depend on θ."""
    return not case.reverse_kl


def support_stays(case: LikelihoodCase) -> bool:
    """At every θ p_g has mass wherever p_data has."""
    thetas = np.linspace(case.theta_min, case.theta_max, 5)
    return bool(np.isfinite(case.log_p_g(thetas)[:, case.p_data > 0]).all())


def numeric(formulas: Formulas, case: LikelihoodCase) -> Iterator[Evidence]:
    """Compare likelihood and KL on a grid of θ, search for the optimum of each, and estimate θ from samples."""
    p, theta = case.p_data, np.linspace(case.theta_min, case.theta_max, THETAS)
    entropy, likelihoods = entr(p).sum(), case.mean_log_likelihood(p, theta)
    tol = 1e-12 * np.abs(likelihoods[np.isfinite(likelihoods)]).max(initial=1)
    expected = -entropy - _kl(formulas, case, theta)
    right = "−H(p_data) − KL(p_data‖p_g), and H does not depend on θ"
    yield equation("E_p_data log p_g", right, likelihoods, expected, tol, x=theta)
    yield at_most("E_p_data log p_g <= −H(p_data)", likelihoods, -entropy, x=theta)
    likeliest = case.fit(p, ZOOMS)
    nearest = case.maximise(lambda theta: -_kl(formulas, case, theta), ZOOMS)
    greatest, least = case.mean_log_likelihood(p, likeliest), _kl(formulas, case, nearest)
    yield equation("the greatest E log p_g", "−H − the least KL", greatest, -entropy - least)
    yield equation("θ of the greatest E log p_g by a search", "that of the least KL", likeliest, nearest, 1e-6)
    yield equal("and it is that of the closed form", likeliest, case.theta_best, 1e-6)
    yield from special_values()
    yield from _from_samples(case)
    if case.mixtures is not None:
        yield from best_gaussian_on_grid(formulas, case.mixtures[0])


def _kl(formulas: Formulas, case: LikelihoodCase, theta: Array) -> Array:
    """KL at each θ (k,), reversed if the case says so."""
    p_g = np.exp(case.log_p_g(theta))
    return formulas.kl(p_g, case.p_data) if case.reverse_kl else formulas.kl(case.p_data, p_g)


def _from_samples(case: LikelihoodCase) -> Iterator[Evidence]:
    """√n (θ_n − θ) has the mean 0 and the variance of the limit, and θ_n − θ falls as 1/√n."""
    rng = np.random.default_rng(0)
    source = case.p_data if case.sampled_from is None else case.sampled_from
    with np.errstate(all="ignore"):  # where the support moves there is no such variance
        limit = case.asymptotic_variance()
    log_errors = []
    for n in SIZES:
        frequencies = rng.multinomial(n, source, size=REPETITIONS) / n
        error = case.fit(frequencies) - case.theta_best
        mean, square = error.mean(), n * (error**2).mean()
        yield score_estimate(f"|z| of the mean error of θ, from {n} samples", mean, 0, np.sqrt(limit / n / REPETITIONS))
        what = f"|z| of n · its mean square, from {n} samples, against Var ∂ log p_g / (E ∂² log p_g)²"
        yield score_estimate(what, square, limit, limit * np.sqrt(2 / REPETITIONS))
        log_errors.append(np.log(square / n) / 2)
    log_range = np.log(SIZES[-1] / SIZES[0])
    slope = (log_errors[-1] - log_errors[0]) / log_range
    what = "|z| of the slope of log error in log n, against −½"
    yield score_estimate(what, slope, -0.5, 1 / (log_range * np.sqrt(REPETITIONS)))


def score_estimate(what: str, value: float, expected: float, standard_error: float) -> Evidence:
    """Give evidence that an estimate from samples lies within 5 standard errors of the expected value.

    Parameters
    ----------
    what : str
        The statement.
    value, expected : float
        The estimate, and what it estimates.
    standard_error : float
        The standard error of the estimate.

    Returns
    -------
    Evidence
        Its gap is |z|; its values are the estimate and the expected value.
    """
    found = equal(what, (value - expected) / standard_error, 0, STANDARD_ERRORS)
    return replace(found, values=(float(value), float(expected)))


def symbolic() -> Iterator[Evidence]:
    """Differentiate in θ for any family, and in μ and σ for Gaussians."""
    yield from _any_family()
    yield from _best_gaussian()
    yield from _other_gaussians()


def _any_family() -> Iterator[Evidence]:
    from sympy import Function, diff, log, symbols

    from gan_theory.claims._shared.symbolic import is_formula, kl, p, q, q_slope, vanishes

    yield is_formula("kl", kl(p, q), p, q)

    theta, q_curvature = symbols("theta q''", real=True)
    Q = Function("q", positive=True)(theta)
    here = {diff(Q, theta, 2): q_curvature, diff(Q, theta): q_slope, Q: q}
    yield vanishes("p_data log p_g = p_data log p_data − the KL's term, at each x", p * log(q) - p * log(p) + kl(p, q))
    change = (diff(p * log(Q), theta) + diff(kl(p, Q), theta)).subs(here)
    yield vanishes("they change with θ by opposite amounts: the term of the entropy does not change", change)
    change = diff(kl(Q, p) + Q * log(p), theta).subs(here)
    what = "with the reverse KL the entropy is that of p_g, whose term does change: by −(1 + log p_g) ∂p_g"
    yield vanishes(what, change - (1 + log(q)) * q_slope)
    sum_of_terms = (diff(log(Q), theta, 2) + diff(log(Q), theta) ** 2).subs(here)
    what = "∂² log p_g + (∂ log p_g)² = ∂² p_g / p_g, whose mean over p_g is 0: both give Fisher's information"
    yield vanishes(what, sum_of_terms - q_curvature / q)


def _log_likelihood_of_gaussian(m: Any, v: Any, mu: Any, sigma: Any) -> Any:
    """E log N(μ, σ²) over any p_data of mean m and variance v, as an expression."""
    from sympy import expand_log, symbols

    from gan_theory.claims._shared.symbolic import log_normal

    x = symbols("x", real=True)
    powers = expand_log(log_normal(x, mu, sigma**2)).expand().collect(x)
    return sum(powers.coeff(x, k) * mean for k, mean in enumerate((1, m, v + m**2)))


def _best_gaussian() -> Iterator[Evidence]:
    from sympy import Matrix, diff, exp, log, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_positive, vanishes

    m, mu = symbols("m mu", real=True)
    v, sigma = symbols("v sigma", positive=True)
    likelihood, best = _log_likelihood_of_gaussian(m, v, mu, sigma), {mu: m, sigma: sqrt(v)}
    gradient = Matrix([diff(likelihood, mu), diff(likelihood, sigma)])
    curvature = -gradient.jacobian([mu, sigma]).subs(best)
    what = "∂ E log N(μ, σ²) = 0 where μ and σ² are the mean m and the variance v of p_data"
    yield vanishes(what, *gradient.subs(best))
    yield is_positive("and −∂² is positive definite there", curvature[0, 0], curvature.det())
    what = "the greatest is −½ log 2πev: minus the entropy of a Gaussian"
    yield vanishes(what, likelihood.subs(best) + log(2 * pi * exp(1) * v) / 2)


def _other_gaussians() -> Iterator[Evidence]:
    from sympy import diff, expand_log, log, sqrt, symbols

    from gan_theory.claims._shared.symbolic import HALF, is_positive, vanishes

    m, mu = symbols("m mu", real=True)
    v, sigma, r = symbols("v sigma r", positive=True)
    likelihood = _log_likelihood_of_gaussian(m, v, mu, sigma)
    lacking = expand_log(likelihood.subs({mu: m, sigma: sqrt(v)}) - likelihood).subs(sigma, sqrt(v / r))
    of_r = (r - 1 - log(r)) / 2
    what = "elsewhere it is less by (m − μ)²/2σ² + ½(r − 1 − log r), r = v/σ²"
    yield vanishes(what, (lacking - (m - mu) ** 2 * r / (2 * v) - of_r).expand())
    slope = diff(of_r, r)
    yield vanishes("the latter is 0 at r = 1, with the slope ½(1 − 1/r)", of_r.subs(r, 1), slope - HALF * (1 - 1 / r))
    yield is_positive("and convex: it is > 0 at every other r", diff(slope, r))


def certified(case: LikelihoodCase) -> Iterator[Evidence]:
    """Enclose the likelihood, the entropy and the KL, and the Gaussians that are best by other divergences."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal
    from gan_theory.claims.background._gaussian_derivatives import boxes_that_fail, derivatives_of_gaussians

    assert case.mixtures is not None  # by has_mixtures
    p, q = map(certified.ExactMixture.of, case.mixtures)
    likelihood = certified.expectation(p, certified.log_density(q))
    divergence = certified.kl(p, q)
    what = "E log p_g = −H(p_data) − KL(p_data‖p_g)"
    yield encloses_equal(what, likelihood, -certified.entropy(p) - divergence)
    yield encloses_equal("E log p_g from the mean and variance of p_data", likelihood, certified.log_likelihood(p, q))
    yield kl_on_fine_grid(*case.mixtures, divergence)
    if len(p.components) > 1:
        yield from other_optima(case.mixtures[0])
        yield from derivatives_of_gaussians()
        yield from boxes_that_fail()


FINE = grid(0, 1.5, 3000)


def _unnormalised(theta: ArrayLike) -> Array:
    """Return log N(0, θ²) on X without the constant that normalises it, shape (k, n)."""
    return log_gaussian_of_std(X, np.asarray(theta)[:, None]) + np.log(X[1] - X[0])


ONE_MODE, OFF_CENTRE = LIKELIHOOD_MODELS["N(1, 1), N(θ, 1)"], LIKELIHOOD_MODELS["modes of 0.3 and 0.7, N(θ, 0.5²)"]
CLAIM = Claim(
    name="likelihood",
    claim_id="B1",
    where="after the paper",
    statement="argmax_θ Π p_g(x_i; θ) → argmax_θ E log p_g = argmin_θ KL(p_data‖p_g), at 1/√n; the gap is H(p_data).",
    figure="12_likelihood.png",
    hypotheses=(samples_are_data, entropy_is_constant, masses_sum_to_1, support_stays),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("B1")},
    formulas=("kl",),
    falsifiers=(
        replace(ONE_MODE, name="samples come from N(1.2, 1)", sampled_from=normalised_masses(gaussian(1.2, 1), X)),
        replace(OFF_CENTRE, name="KL(p_g‖p_data) in place of KL(p_data‖p_g)", reverse_kl=True),
        replace(LIKELIHOOD_MODELS["two modes, N(0, θ²)"], name="p_g is not normalised", log_p_g=_unnormalised),
        case_on_grid("uniform on [0, θ]", FINE, FINE < 1, log_uniform, theta_min=0.9, theta_max=1.1, theta_best=1.0),
    ),
    cases=tuple(LIKELIHOOD_MODELS.values()),
    case_type=LikelihoodCase,
)
