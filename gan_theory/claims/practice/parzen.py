"""Section 5, Table 1: the Parzen window's log-likelihood is that of p_g blurred by σ, which is not that of p_g.

Blurred by σ means convolved with N(0, σ²). On average over samples the windows have exactly this density, and for many
samples nearly so in each set of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import entr, gammainc

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.claims._shared.training_runs import SEEDS, frames_of_seeds, succeeds_often
from gan_theory.claims.practice._parzen_of_trained import Judged, judge
from gan_theory.claims.practice._parzen_procedure import procedure, samples_of_noise, samples_of_p_g
from gan_theory.claims.practice._parzen_symbolic import symbolic
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.evaluation.parzen import parzen_log_likelihood, select_sigma
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.parzen_windows import PARZEN_CASES, ParzenCase, blurred, shrunk, variance
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation

if TYPE_CHECKING:
    from gan_theory.certified.mixtures import ExactMixture

X, LINE = grid(-14, 14, 1120), np.linspace(-14, 14, 5601)
SIGMAS = np.geomspace(1e-4, 1, 9)
"""The σ to choose from where a case gives none."""
TEST_POINTS, VALIDATION_POINTS = 200, 60
ENOUGH_SAMPLES, ENOUGH_IN_A_WINDOW, ENOUGH_ON_DATA = 1000, 40, 100
NARROW = 0.2
"""A σ is narrow if it is at most this share of each component's standard deviation."""


def there_are_many_samples(case: ParzenCase) -> bool:
    """There are many samples: m >= 1000, m·weight·σ/std >= 40 of each component, m >= 100 E p_data/(p_g blurred)."""
    if case.m < ENOUGH_SAMPLES:
        return False
    p_data, p_g = _pdf(case.p_data), _pdf(case.p_g, case.sigma or 0.0)
    if case.m < ENOUGH_ON_DATA * (p_data**2 / np.maximum(p_g, 1e-300)).sum() * (LINE[1] - LINE[0]):
        return False
    return case.sigma is None or _least_in_a_window(case, case.sigma) >= ENOUGH_IN_A_WINDOW


def _pdf(mixture: GaussianMixture, sigma: float = 0.0) -> Array:
    """Return the density on LINE, blurred by σ: a hypothesis does not rest on what the evidence judges."""
    variances = np.square(mixture.stds) + sigma**2
    peaks = mixture.weights / np.sqrt(2 * np.pi * variances)
    return np.exp(-((LINE[:, None] - mixture.means) ** 2) / (2 * variances)) @ peaks


def _least_in_a_window(case: ParzenCase, sigma: float) -> float:
    """Return the least m·weight·σ/std over the components of p_g."""
    return float((case.m * sigma * np.divide(case.p_g.weights, case.p_g.stds)).min())


def sigma_is_chosen_on_held_out_points(case: ParzenCase) -> bool:
    """σ is given, or chosen on other points than the samples around which the windows are centred."""
    return case.held_out


def window_does_not_favour_the_rival(case: ParzenCase) -> bool:
    """σ is at most a fifth of each component's standard deviation, or the rival is no narrower than p_g."""
    if case.sigma is not None and case.sigma <= NARROW * min(case.p_data.stds + case.p_g.stds + case.rival.stds):
        return True
    return variance(case.rival) >= variance(case.p_g)


def numeric(formulas: Formulas, case: ParzenCase) -> Iterator[Evidence]:
    """Compare windows with the blurred density, scores with their expectation, and rank p_g against its rival.

    A sample s adds ∫ N(x; s, σ²) p_data(x)/(p_g blurred)(x) dx − 1, over m, to a score. By Jensen's inequality the
    variance of that is at most χ²(p_data‖p_g blurred)/m².
    """
    yield from procedure(*_draw(case, 2, TEST_POINTS), default=case.sigma is None)
    yield samples_of_p_g(case.p_g)
    sigma, validation = _choose_sigma(case)
    yield _density_of_windows(case, sigma)
    p, q, rival = (Density.from_pdf(each.pdf, X).p for each in (case.p_data, case.p_g, case.rival))
    q_blurred, rival_blurred = (Density.from_pdf(blurred(each, sigma).pdf, X).p for each in (case.p_g, case.rival))
    limit = _expectation(case.p_data, blurred(case.p_g, sigma).logpdf(LINE))
    entropy = entr(p).sum() + np.log(X[1] - X[0])
    divergence = formulas.kl(p, q_blurred)
    name, tol = "E log (p_g blurred by σ) over p_data", 1e-12 * max(1, abs(limit))
    yield equation(name, "−H(p_data) − KL(p_data‖p_g blurred)", limit, -entropy - divergence, tol)
    what = "the score of the validation points, by the best σ for them <= −H(p_data) + 5 standard errors"
    error = np.sqrt(p @ (np.log(np.maximum(p, 1e-300) / (X[1] - X[0])) + entropy) ** 2 / validation.size)
    yield at_most(what, validation.mean(), -entropy + STANDARD_ERRORS * error)
    samples, test = _draw(case, 0, TEST_POINTS)
    score = parzen_log_likelihood(samples, test, sigma)
    chi_square = np.divide(p**2, q_blurred, out=np.zeros(p.size), where=q_blurred > 0).sum() - 1
    error = np.sqrt(score.var(ddof=1) / score.size + chi_square / case.m)  # over test points, and samples, by χ²/m
    what = "|z| of the score of drawn samples, against E log (p_g blurred by σ)"
    yield equal(what, (score.mean() - limit) / error, 0, STANDARD_ERRORS)
    yield at_most("the rival is worse: KL(p_data‖p_g) <= KL(p_data‖rival)", formulas.kl(p, q), formulas.kl(p, rival))
    what = "and so is its windows' score: KL(p_data‖p_g blurred) <= KL(p_data‖rival blurred)"
    yield at_most(what, divergence, formulas.kl(p, rival_blurred))
    yield from _wide_windows(formulas, p, case.p_data, -entropy)


def _density_of_windows(case: ParzenCase, sigma: float) -> Evidence:
    """Compare the density of windows around stratified samples with the blurred density, near each mean of p_g.

    At x it is the midpoint rule, in u, for E N(x; s, σ²) = ∫ N(x; F⁻¹(u), σ²) du. In general its error is at most
    1/(mσ√(2π)), the product of the discrepancy 1/(2m) and the variation of a window (Koksma). If σ is narrow, the
    integrand is smooth and dies out 10σ before the ends. Then the error falls faster than any power of 1/m, as
    exp(−½(2π·mσp_g(x))²) by Poisson's formula, and is less than the rounding.
    """
    offsets = np.multiply.outer(case.p_g.stds, np.linspace(1, -1, 9))  # falling: windows have no order
    x = (np.array(case.p_g.means)[:, None] + offsets).ravel()
    windows = np.exp(parzen_log_likelihood(case.p_g.stratified(case.m), x, sigma))
    expected = blurred(case.p_g, sigma).pdf(x)
    is_smooth = sigma <= NARROW * min(case.p_g.stds)
    if case.sigma is None:  # a given σ has enough samples by hypothesis
        is_smooth &= _least_in_a_window(case, sigma) >= ENOUGH_IN_A_WINDOW
    tol = 1e-12 if is_smooth else float((1 / (case.m * sigma * np.sqrt(2 * np.pi)) / expected).max())
    what = "the density of windows around m quantiles of p_g, over that of p_g blurred by σ, is 1"
    return equal(what, windows / expected, 1, tol, x=x)


def _wide_windows(formulas: Formulas, p: Array, p_data: GaussianMixture, greatest: float) -> Iterator[Evidence]:
    """With σ half of p_data's std, p_data itself scores too low; if it is Gaussian, a narrower one ranks above it."""
    std = variance(p_data) ** 0.5
    narrow, blurred_data = shrunk(p_data, 0.9), blurred(p_data, std / 2)
    what = "biased: E log (p_data blurred by half its std) <= E log p_data − 0.01"
    yield at_most(what, _expectation(p_data, blurred_data.logpdf(LINE)), greatest - 0.01)
    of_data, of_narrow, of_narrow_blurred = (
        formulas.kl(p, Density.from_pdf(each.pdf, X).p) for each in (blurred_data, narrow, blurred(narrow, std / 2))
    )
    yield at_most("p_data with its std a tenth smaller is worse: 0.001 <= KL", 0.001, of_narrow)
    what = "but ranks above p_data if both are blurred: KL(p_data‖the narrower blurred) <= KL(p_data‖p_data blurred)"
    if _is_gaussian(p_data):
        yield at_most(what, of_narrow_blurred, of_data, 0)


def _is_gaussian(mixture: GaussianMixture) -> bool:
    """Return whether a mixture has one component: two of them, far apart, may rank in either order when blurred."""
    return len(mixture.means) == 1


def _expectation(p_data: GaussianMixture, values: Array) -> float:
    """∫ p_data(x) f(x) dx, for the values of f on LINE."""
    return p_data.pdf(LINE) @ values * (LINE[1] - LINE[0])


def _choose_sigma(case: ParzenCase) -> tuple[float, Array]:
    """Return the best σ of those allowed, and the log-likelihoods of the points that it was chosen on."""
    samples, fresh = _draw(case, 1, VALIDATION_POINTS)
    points = fresh if case.held_out else samples
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the best σ is the smallest, if it is chosen on the samples
        sigma = select_sigma(samples, points, SIGMAS if case.sigma is None else [case.sigma])
    return sigma, parzen_log_likelihood(samples, points, sigma)


def _draw(case: ParzenCase, seed: int, points: int) -> tuple[Array, Array]:
    """Draw m samples of p_g, and points of p_data."""
    rng = np.random.default_rng((seed, case.m))
    return case.p_g.rvs(case.m, rng), case.p_data.rvs(points, rng)


def certified(case: ParzenCase) -> Iterator[Evidence]:
    """Enclose the mean window at three x, and the entropy, the KLs and the expected score of the blurred mixtures."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert case.mixtures is not None  # by has_mixtures
    p, q_blurred, rival_blurred = map(certified.ExactMixture.of, case.mixtures)
    yield from _mean_window(case, q_blurred)
    score = certified.expectation(p, certified.log_density(q_blurred))
    divergence = certified.kl(p, q_blurred)
    what = "E log (p_g blurred by σ) over p_data = −H(p_data) − KL(p_data‖p_g blurred)"
    yield encloses_equal(what, score, -certified.entropy(p) - divergence)
    what = "KL(p_data‖rival blurred) − KL(p_data‖p_g blurred) > 0"
    yield encloses_positive(what, certified.kl(p, rival_blurred) - divergence)
    std, narrow = variance(case.p_data) ** 0.5, shrunk(case.p_data, 0.9)
    of_data_blurred, of_narrow, of_narrow_blurred = (
        certified.kl(p, certified.ExactMixture.of(each))
        for each in (blurred(case.p_data, std / 2), narrow, blurred(narrow, std / 2))
    )
    yield encloses_positive("p_data with its std a tenth smaller is worse: KL > 0", of_narrow)
    if _is_gaussian(case.p_data):
        what = "but ranks above p_data if both are blurred by half its std"
        yield encloses_positive(what, of_data_blurred - of_narrow_blurred)


def _mean_window(case: ParzenCase, q_blurred: ExactMixture) -> Iterator[Evidence]:
    """Enclose E N(x; s, σ²) over samples s of p_g: the density of p_g blurred by σ."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    assert case.sigma is not None  # where there are mixtures
    q, blurred_density = certified.ExactMixture.of(case.p_g), certified.density(q_blurred)
    for offset in (-1.5, 0.0, 1.0):
        x = certified.to_rational(round(case.p_g.means[0] + offset * case.p_g.stds[0], 6))
        window = certified.density(certified.ExactMixture.gaussian(x, case.sigma))
        what = f"E N(x; s, σ²) over samples s of p_g = the density of p_g blurred by σ, at x = {float(x):g}"
        yield encloses_equal(what, certified.expectation(q, window), blurred_density(acb(x)).real)


def run() -> Iterator[Evidence]:
    """Compare windows around what trained G generate with the exact p_g blurred by σ, which the push-forward gives.

    The z of stratified noise are Φ⁻¹((i + ½)/2000), and σ = 0.2: for N(0, 1) the mean of |ratio − 1| is 0.0003, and
    0.0021 if σ is 5 % off. 0.001 lies between.
    """
    yield samples_of_noise()
    last = [frames[-1] for frames in frames_of_seeds("two-modes", steps=1000, frames=1)]
    judged = [Judged() if frame is None else judge(frame, seed) for seed, frame in zip(SEEDS, last)]
    what = "windows around G(z), z stratified, have the density of p_g blurred by σ: mean |ratio − 1| <= 0.001"
    yield succeeds_often(what, [each.error <= 0.001 for each in judged])
    what = "a Parzen score is within 5 standard errors of E log (p_g blurred by σ), for σ = 0.2 and for the chosen σ"
    yield succeeds_often(what, [max(abs(each.z), abs(each.z_chosen)) <= STANDARD_ERRORS for each in judged])
    what = "p_g has no mass beyond its ends, where p_data has 1e-4 or more: without windows its log-likelihood is −∞"
    yield succeeds_often(what, [each.missed >= 1e-4 for each in judged])
    z = np.array([each.z for each in judged if np.isfinite(each.z)])
    below = gammainc(z.size / 2, (z @ z) / 2)  # the probability of a smaller Σ z², by χ²
    what = "and the standard error is right: Σ z² over the runs is neither in the lowest 1e-4 of χ² nor in the highest"
    yield at_most(what, 1e-4, min(below, 1 - below), 0)


GIVEN, CHOSEN = PARZEN_CASES["p_g = p_data, σ = 0.1"], PARZEN_CASES["p_g = p_data, σ chosen"]
CLAIM = Claim(
    name="parzen",
    claim_id="A13",
    where="§5, Table 1",
    statement="A Parzen score is the log-likelihood of p_g blurred by σ: biased, it can rank a worse G higher.",
    figure="15_parzen_windows.png",
    hypotheses=(window_does_not_favour_the_rival, there_are_many_samples, sigma_is_chosen_on_held_out_points),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.RUN: run},
    formulas=("kl",),
    falsifiers=(
        replace(GIVEN, name="σ = 0.5 is large: it favours the narrower rival", sigma=0.5),
        replace(GIVEN, name="ten samples", m=10),
        replace(GIVEN, name="σ = 0.001 is too small for 2,000 samples", sigma=0.001),
        replace(CHOSEN, name="σ is chosen on the samples themselves", held_out=False),
    ),
    cases=tuple(PARZEN_CASES.values()),
    case_type=ParzenCase,
)
