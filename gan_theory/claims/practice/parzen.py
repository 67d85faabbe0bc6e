"""Section 5, Table 1: the Parzen window's log-likelihood is that of p_g blurred by σ, which is not that of p_g."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.claims._shared.training_runs import FEW_SEEDS, SAMPLES, trained_frames
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.evaluation.parzen import parzen_log_likelihood, select_sigma
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.parzen_windows import PARZEN_CASES, ParzenCase, blurred, shrunk, variance
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation

if TYPE_CHECKING:
    from gan_theory.training.frame import Frame

X, LINE = grid(-14, 14, 1120), np.linspace(-14, 14, 5601)
SIGMAS = np.geomspace(1e-4, 1, 17)
"""The σ to choose from where a case gives none."""
REPETITIONS, TEST_POINTS = 20, 300
ENOUGH_SAMPLES = 1000
NARROW = 0.2
"""A σ is narrow if it is at most this share of each component's standard deviation."""


def there_are_many_samples(case: ParzenCase) -> bool:
    """There are at least a thousand samples."""
    return case.m >= ENOUGH_SAMPLES


def sigma_is_chosen_on_held_out_points(case: ParzenCase) -> bool:
    """σ is given, or chosen on other points than the samples around which the windows are centred."""
    return case.held_out


def window_does_not_favour_the_rival(case: ParzenCase) -> bool:
    """σ is at most a fifth of each component's standard deviation, or the rival is no narrower than p_g."""
    if case.sigma is not None and case.sigma <= NARROW * min(case.p_data.stds + case.p_g.stds + case.rival.stds):
        return True
    return variance(case.rival) >= variance(case.p_g)


def numeric(formulas: Formulas, case: ParzenCase) -> Iterator[Evidence]:
    """Compare the scores of drawn samples with their expectation by quadrature, and rank p_g against its rival."""
    sigma, validation = _choose_sigma(case)
    p, q, rival = (Density.from_pdf(each.pdf, X).p for each in (case.p_data, case.p_g, case.rival))
    q_blurred, rival_blurred = (Density.from_pdf(blurred(each, sigma).pdf, X).p for each in (case.p_g, case.rival))
    limit = _expectation(case.p_data, blurred(case.p_g, sigma).logpdf(LINE))
    entropy = entr(p).sum() + np.log(X[1] - X[0])
    divergence = formulas.kl(p, q_blurred)
    name = "E log (p_g blurred by σ) over p_data"
    yield equation(name, "−H(p_data) − KL(p_data‖p_g blurred)", limit, -entropy - divergence)
    what = "the score of the validation points, by the best σ for them <= −H(p_data) + 5 standard errors"
    yield at_most(what, validation.mean(), -entropy + STANDARD_ERRORS * _standard_error(validation))
    scores = np.array([_score(case, sigma, seed) for seed in range(REPETITIONS)])
    what = "|z| of the mean score of 20 sets of samples, against E log (p_g blurred by σ)"
    yield equal(what, (scores.mean() - limit) / _standard_error(scores), 0, STANDARD_ERRORS)
    yield at_most("the rival is worse: KL(p_data‖p_g) <= KL(p_data‖rival)", formulas.kl(p, q), formulas.kl(p, rival))
    what = "and so is its windows' score: KL(p_data‖p_g blurred) <= KL(p_data‖rival blurred)"
    yield at_most(what, divergence, formulas.kl(p, rival_blurred))
    yield from _wide_windows(formulas, p, case.p_data, -entropy)


def _wide_windows(formulas: Formulas, p: Array, p_data: GaussianMixture, greatest: float) -> Iterator[Evidence]:
    """With σ half of p_data's std, the score of p_data itself is too low, and a narrower density ranks above it."""
    std = variance(p_data) ** 0.5
    narrow, blurred_data = shrunk(p_data, 0.9), blurred(p_data, std / 2)
    what = "biased: E log (p_data blurred by half its std) <= E log p_data − 0.01"
    yield at_most(what, _expectation(p_data, blurred_data.logpdf(LINE)), greatest - 0.01)
    of_data, of_narrow, of_narrow_blurred = (
        formulas.kl(p, Density.from_pdf(each.pdf, X).p) for each in (blurred_data, narrow, blurred(narrow, std / 2))
    )
    yield at_most("p_data with its std a tenth smaller is worse: 0.001 <= KL", 0.001, of_narrow)
    what = "but ranks above p_data if both are blurred: KL(p_data‖the narrower blurred) <= KL(p_data‖p_data blurred)"
    yield at_most(what, of_narrow_blurred, of_data, 0)


def _expectation(p_data: GaussianMixture, values: Array) -> float:
    """∫ p_data(x) f(x) dx, for the values of f on LINE."""
    return p_data.pdf(LINE) @ values * (LINE[1] - LINE[0])


def _standard_error(values: Array) -> float:
    """Return the standard error of the values' mean."""
    return values.std(ddof=1) / np.sqrt(values.size)


def _score(case: ParzenCase, sigma: float, seed: int) -> float:
    samples, test = _draw(case, seed)
    return parzen_log_likelihood(samples, test, sigma).mean()


def _choose_sigma(case: ParzenCase) -> tuple[float, Array]:
    """Return the best σ of those allowed, and the log-likelihoods of the points that it was chosen on."""
    samples, fresh = _draw(case, REPETITIONS)
    allowed = SIGMAS if case.sigma is None else (case.sigma,)
    tried = [parzen_log_likelihood(samples, fresh if case.held_out else samples, sigma) for sigma in allowed]
    best = int(np.argmax([values.mean() for values in tried]))
    return allowed[best], tried[best]


def _draw(case: ParzenCase, seed: int) -> tuple[Array, Array]:
    """Draw m samples of p_g, and test points of p_data."""
    rng = np.random.default_rng((seed, case.m))
    return case.p_g.rvs(case.m, rng), case.p_data.rvs(TEST_POINTS, rng)


def symbolic() -> Iterator[Evidence]:
    """Integrate the windows' density over a Gaussian sample, expand what the blur costs, and let σ go to 0."""
    yield from _blurred_gaussians()
    yield from _worse_generator()
    yield from _limits()


def _kl_of_gaussians(x: Any, s: Any, variance: Any) -> Any:
    """Return KL(N(0, s²)‖N(0, variance)), as an expression."""
    from sympy import expand

    from gan_theory.claims._shared.symbolic import log_normal

    return expand(log_normal(x, 0, s**2) - log_normal(x, 0, variance)).subs(x**2, s**2)


def _windows_over_sample(x: Any, s_i: Any, s: Any, sigma: Any) -> tuple[Any, Any]:
    """Return log N(x; s_i, σ²) N(s_i; 0, s²), and the log of the density in s_i that it is a multiple of."""
    from gan_theory.claims._shared.symbolic import log_normal

    both = log_normal(x, s_i, sigma**2) + log_normal(s_i, 0, s**2)
    v = s**2 + sigma**2
    return both, log_normal(s_i, s**2 * x / v, s**2 * sigma**2 / v)


def _blurred_gaussians() -> Iterator[Evidence]:
    from sympy import log, symbols

    from gan_theory.claims._shared.symbolic import kl, log_normal, p, q, vanishes

    x, s_i = symbols("x s_i", real=True)
    s, sigma = symbols("s sigma", positive=True)
    both, of_sample = _windows_over_sample(x, s_i, s, sigma)
    what = "N(x; s_i, σ²) N(s_i; 0, s²) is N(x; 0, s² + σ²) times a density in s_i: windows average to p_g blurred"
    yield vanishes(what, both - log_normal(x, 0, s**2 + sigma**2) - of_sample)
    what = "p log q = p log p − KL(p‖q), at each x: a score is −H(p_data) − KL(p_data‖p_g blurred)"
    yield vanishes(what, p * log(q) - p * log(p) + kl(p, q))


def _worse_generator() -> Iterator[Evidence]:
    """Expand what a blur costs p_g = p_data, and show that it favours a narrower p_g."""
    from sympy import diff, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_positive, log_normal, vanishes

    x, s_i = symbols("x s_i", real=True)
    s, sigma, r = symbols("s sigma r", positive=True)
    wider, narrower = s**2 + sigma**2, s**2 - sigma**2
    of_wider, of_narrower = (_kl_of_gaussians(x, s, each) for each in (wider, narrower))
    what = "where p_g = p_data = N(0, s²) the blur costs a KL that is 0 for σ = 0 and has the slope σ³/(s² + σ²)²"
    yield vanishes(what, of_wider.subs(sigma, 0), diff(of_wider, sigma) - sigma**3 / wider**2)
    what = "the KL of the worse G = N(0, s² − σ²) from p_data is 0 for σ = 0 and has the slope σ³/(s² − σ²)²"
    yield vanishes(what, of_narrower.subs(sigma, 0), diff(of_narrower, sigma) - sigma**3 / narrower**2)
    slopes = sigma**3 / wider**2, (sigma**3 / narrower**2).subs(s, sqrt(r**2 + sigma**2))
    yield is_positive("both slopes are > 0", *slopes)
    both, of_sample = _windows_over_sample(x, s_i, s, sigma)
    blurred_narrow = (both - of_sample).subs(s, sqrt(narrower))
    what = "but blurred by σ the worse G is p_data, and p_data blurred is not: the worse G has the higher score"
    yield vanishes(what, blurred_narrow - log_normal(x, 0, s**2))


def _limits() -> Iterator[Evidence]:
    from sympy import diff, limit, log, oo, symbols

    from gan_theory.claims._shared.symbolic import is_positive, is_so, log_normal

    x = symbols("x", real=True)
    s, sigma, r = symbols("s sigma r", positive=True)
    window = log_normal(x, 0, sigma**2)
    what = "as σ → 0 windows give −∞ to all points but the samples"
    yield is_so(what, limit(window.subs(x, s), sigma, 0, "+") == -oo)
    yield is_so("and ∞ to the samples: they would choose σ = 0", limit(window.subs(x, 0), sigma, 0, "+") == oo)
    yield is_positive("log is concave: windows around few samples score less on average", -diff(log(r), r, 2))


def certified(case: ParzenCase) -> Iterator[Evidence]:
    """Enclose the entropy, the KLs and the expected score of the blurred mixtures."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert case.mixtures is not None  # by has_mixtures
    p, q_blurred, rival_blurred = map(certified.ExactMixture.of, case.mixtures)
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
    what = "but ranks above p_data if both are blurred by half its std"
    yield encloses_positive(what, of_data_blurred - of_narrow_blurred)


def run() -> Iterator[Evidence]:
    """Compare the Parzen score of a trained G, σ chosen on fresh data, with its expectation by the exact p_g."""
    for seed in FEW_SEEDS:
        last = trained_frames("two-modes", seed, steps=1000, frames=1)[-1]
        samples = last.sample(SAMPLES, seed)
        validation = last.p_data.sample(SAMPLES // 10, seed + 1000)
        test = last.p_data.sample(SAMPLES, seed + 100)
        sigma = select_sigma(samples, validation)
        scores = parzen_log_likelihood(samples, test, sigma)
        expected, variance_of_samples = _expected_score(last, sigma)
        error = np.sqrt((scores.var() + variance_of_samples) / SAMPLES)
        what = f"|z| of the Parzen score, seed {seed}, against E log (p_g blurred by σ), by the push-forward"
        yield equal(what, (scores.mean() - expected) / error, 0, STANDARD_ERRORS)
        missed = last.p_data.p[last.p_g.p == 0].sum()
        what = f"p_g has no mass where p_data has 1e-4 or more, seed {seed}: without windows its log-likelihood is −∞"
        yield at_most(what, 1e-4, missed, 0)


def _expected_score(frame: Frame, sigma: float) -> tuple[float, float]:
    """E_{p_data} log (p_g blurred by σ), and the variance over samples of G of what one of them adds to a score."""
    x = frame.x
    window = np.exp(-(np.subtract.outer(x, x) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    p_g_blurred = window @ frame.p_g.p
    influence = (frame.p_data.p / p_g_blurred) @ window  # of a sample there on a score, times m
    return frame.p_data.p @ np.log(p_g_blurred), influence**2 @ frame.p_g.p - 1


GIVEN, CHOSEN = PARZEN_CASES["p_g = p_data, σ = 0.1"], PARZEN_CASES["p_g = p_data, σ chosen"]
CLAIM = Claim(
    name="parzen",
    claim_id="A13",
    where="§5, Table 1",
    statement="A Parzen score is the log-likelihood of p_g blurred by σ: biased, it can rank a worse G higher.",
    figure="12_parzen_windows.png",
    hypotheses=(window_does_not_favour_the_rival, there_are_many_samples, sigma_is_chosen_on_held_out_points),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.RUN: run},
    falsifiers=(
        replace(GIVEN, name="σ = 0.5 is large: it favours the narrower rival", sigma=0.5),
        replace(GIVEN, name="ten samples", m=10),
        replace(CHOSEN, name="σ is chosen on the samples themselves", held_out=False),
    ),
    cases=tuple(PARZEN_CASES.values()),
    case_type=ParzenCase,
)
