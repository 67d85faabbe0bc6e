"""Section 5, Table 1: the Parzen window's log-likelihood is that of p_g blurred by σ, which is not that of p_g."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import entr

from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.evaluation.parzen import parzen_log_likelihood
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equal, equation

X, LINE = grid(-14, 14, 1120), np.linspace(-14, 14, 5601)
SIGMAS = np.geomspace(1e-4, 1, 17)
TIMES, TEST, ERRORS = 20, 300, 5
ENOUGH, NARROW = 1000, 0.2


@dataclass(frozen=True)
class ParzenCase:
    """m samples of p_g, each in a window of width σ, which test points of p_data judge; and a rival worse than p_g.

    sigma: None if it is chosen among SIGMAS, on fresh points of p_data, or on the samples themselves if not held_out.
    """

    name: str
    p_data: GaussianMixture
    p_g: GaussianMixture
    rival: GaussianMixture
    sigma: float | None = None
    m: int = 2000
    held_out: bool = True

    @property
    def mixtures(self):
        """p_data, and what windows make of p_g and of its rival; None if σ is not given."""
        return self.sigma and (self.p_data, blurred(self.p_g, self.sigma), blurred(self.rival, self.sigma))


def there_are_many_samples(case) -> bool:
    """At least a thousand."""
    return case.m >= ENOUGH


def sigma_is_chosen_on_held_out_points(case) -> bool:
    """σ is given, or chosen on other points than the samples around which the windows stand."""
    return case.held_out


def window_does_not_favour_the_rival(case) -> bool:
    """The rival is no narrower than p_g; or σ is at most a fifth of any width that p_data, p_g or the rival has."""
    if case.sigma is not None and case.sigma <= NARROW * min(case.p_data.stds + case.p_g.stds + case.rival.stds):
        return True
    return _variance(case.rival) >= _variance(case.p_g)


def _variance(law):
    means, stds, weights = map(np.array, (law.means, law.stds, law.weights))
    return weights @ (means**2 + stds**2) - (weights @ means) ** 2


def blurred(law, sigma) -> GaussianMixture:
    """The law of x + σε, ε ~ N(0, 1): the mean over samples x of the windows' density."""
    return replace(law, stds=tuple(float(np.hypot(std, sigma)) for std in law.stds))


def shrunk(law, share) -> GaussianMixture:
    """The law of mean + share·(x − mean)."""
    mean = float(np.dot(law.weights, law.means))
    means = tuple(mean + share * (each - mean) for each in law.means)
    return replace(law, means=means, stds=tuple(share * std for std in law.stds))


def numeric(formulas, case):
    sigma, validated = _chosen(case)
    p, q, rival = (Density.from_pdf(law.pdf, X) for law in (case.p_data, case.p_g, case.rival))
    wide, rival_wide = (Density.from_pdf(blurred(law, sigma).pdf, X) for law in (case.p_g, case.rival))
    limit = _over_line(case.p_data, blurred(case.p_g, sigma).logpdf(LINE))
    entropy = entr(p.p).sum() + np.log(X[1] - X[0])
    yield equation(
        "E log (p_g blurred by σ) over p_data",
        "−H(p_data) − KL(p_data‖p_g blurred)",
        limit,
        -entropy - formulas.kl(p.p, wide.p),
    )
    what = "the score of the validation points, by the σ that suits them best <= −H(p_data) + 5 standard errors"
    yield at_most(what, validated.mean(), -entropy + ERRORS * _error(validated))
    scores = np.array([_score(case, sigma, seed) for seed in range(TIMES)])
    what = "|z| of the mean score of 20 sets of samples, against E log (p_g blurred by σ)"
    yield equal(what, (scores.mean() - limit) / _error(scores), 0, ERRORS)
    yield at_most("the rival is worse: KL(p_data‖p_g) <= KL", formulas.kl(p.p, q.p), formulas.kl(p.p, rival.p))
    what = "and its windows' score is: KL(p_data‖p_g blurred) <= KL(p_data‖rival blurred)"
    yield at_most(what, formulas.kl(p.p, wide.p), formulas.kl(p.p, rival_wide.p))
    yield from _biased(formulas, p.p, case.p_data, -entropy)


def _biased(formulas, p, p_data, best):
    """A window of half p_data's width costs p_data itself its score, and makes up for what a narrower law lacks."""
    std = _variance(p_data) ** 0.5
    blur, narrow = blurred(p_data, std / 2), shrunk(p_data, 0.9)
    perfect, lacking, outranks = (Density.from_pdf(law.pdf, X).p for law in (blur, narrow, blurred(narrow, std / 2)))
    what = "biased: E log (p_data blurred by half its width) <= E log p_data − 0.01"
    yield at_most(what, _over_line(p_data, blur.logpdf(LINE)), best - 0.01)
    yield at_most("a tenth narrower than p_data is worse: 0.001 <= KL", 0.001, formulas.kl(p, lacking))
    what = "but, blurred so, ranks above p_data itself: KL(p_data‖the narrower blurred) <= KL(p_data‖p_data blurred)"
    yield at_most(what, formulas.kl(p, outranks), formulas.kl(p, perfect), 0)


def _over_line(p_data, values):
    """∫ p_data(x) f(x) dx, of the values f on LINE."""
    return p_data.pdf(LINE) @ values * (LINE[1] - LINE[0])


def _error(values):
    """The standard error of their mean."""
    return values.std(ddof=1) / np.sqrt(values.size)


def _score(case, sigma, seed):
    return parzen_log_likelihood(*_drawn(case, seed), sigma).mean()


def _chosen(case):
    """The best σ of those allowed, and the log-likelihoods (TEST,) or (m,) of the points that chose it."""
    samples, fresh = _drawn(case, TIMES)
    allowed = SIGMAS if case.sigma is None else (case.sigma,)
    tried = [parzen_log_likelihood(samples, fresh if case.held_out else samples, sigma) for sigma in allowed]
    best = int(np.argmax([values.mean() for values in tried]))
    return allowed[best], tried[best]


def _drawn(case, seed):
    """m samples of p_g, and test points of p_data."""
    rng = np.random.default_rng((seed, case.m))
    return case.p_g.rvs(case.m, rng), case.p_data.rvs(TEST, rng)


def symbolic():
    from sympy import diff, expand, limit, log, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_positive, is_so, kl, p, q, vanishes

    x, s_i = symbols("x s_i", real=True)
    s, sigma, r = symbols("s sigma r", positive=True)
    log_normal = lambda x, v: -(x * x) / (2 * v) - log(2 * pi * v) / 2  # noqa: E731
    v = s**2 + sigma**2
    where = log_normal(s_i - s**2 * x / v, s**2 * sigma**2 / v)  # a density in s_i, the sample
    both = log_normal(x - s_i, sigma**2) + log_normal(s_i, s**2)
    what = "N(x; s_i, σ²) N(s_i; 0, s²) is N(x; 0, s² + σ²) times a density in s_i: the windows' mean is p_g blurred"
    yield vanishes(what, both - log_normal(x, v) - where)
    what = "p log q = p log p − KL(p‖q), at each x: a score is −H(p_data) − KL(p_data‖p_g blurred)"
    yield vanishes(what, p * log(q) - p * log(p) + kl(p, q))
    lost = lambda v: expand(log_normal(x, s**2) - log_normal(x, v)).subs(x**2, s**2)  # noqa: E731  KL(N(0, s²)‖N(0, v))
    what = "where p_g = p_data = N(0, s²) the blur costs a KL that is 0 for σ = 0 and has the slope σ³/(s² + σ²)²"
    yield vanishes(what, lost(v).subs(sigma, 0), diff(lost(v), sigma) - sigma**3 / v**2)
    what = "the worse G = N(0, s² − σ²) falls short of p_data by a KL that is 0 for σ = 0, of slope σ³/(s² − σ²)²"
    less = s**2 - sigma**2
    yield vanishes(what, lost(less).subs(sigma, 0), diff(lost(less), sigma) - sigma**3 / less**2)
    yield is_positive("both slopes are > 0", sigma**3 / v**2, (sigma**3 / less**2).subs(s, sqrt(r**2 + sigma**2)))
    what = "but blurred by σ it is p_data, which its own blur has left: it outranks p_data itself"
    narrow = (both - where).subs(s, sqrt(less))
    yield vanishes(what, narrow - log_normal(x, s**2))
    window = log_normal(x, sigma**2)
    yield is_so("ever narrower windows give −∞ to all but the samples", limit(window.subs(x, s), sigma, 0, "+") == -oo)
    yield is_so("and ∞ to these: they would choose σ = 0", limit(window.subs(x, 0), sigma, 0, "+") == oo)
    yield is_positive("log is concave: windows around few samples score less on the average", -diff(log(r), r, 2))


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    p, wide, rival = (certified.ExactMixture.of(law) for law in case.mixtures)
    entropy, divergence = certified.entropy(p), certified.kl(p, wide)
    what = "E log (p_g blurred by σ) over p_data = −H(p_data) − KL(p_data‖p_g blurred)"
    yield encloses_equal(what, certified.expectation(p, certified.log_density(wide)), -entropy - divergence)
    yield encloses_positive(
        "KL(p_data‖rival blurred) − KL(p_data‖p_g blurred) > 0", certified.kl(p, rival) - divergence
    )
    std = _variance(case.p_data) ** 0.5
    narrow = shrunk(case.p_data, 0.9)
    perfect, lacking, outranks = (
        certified.kl(p, certified.ExactMixture.of(law))
        for law in (blurred(case.p_data, std / 2), narrow, blurred(narrow, std / 2))
    )
    yield encloses_positive("a tenth narrower than p_data is worse: KL > 0", lacking)
    yield encloses_positive("but ranks above p_data itself, both blurred by half its width", perfect - outranks)


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.parzen()


def _gaussians(name, p_g, rival, **circumstances):
    return ParzenCase(name, STANDARD, gaussian(*p_g), gaussian(*rival), **circumstances)


UNEVEN = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.7, 0.3))
CASES = (
    _gaussians("p_g = p_data, σ = 0.1", (0, 1), (0, 0.9), sigma=0.1),
    _gaussians("p_g = p_data, σ = 0.15", (0, 1), (0, 0.8), sigma=0.15),
    _gaussians("shifted, σ = 0.2", (0.5, 1), (1, 1), sigma=0.2),
    _gaussians("narrow, σ = 0.1", (0, 0.8), (0, 0.6), sigma=0.1),
    _gaussians("wide, σ = 0.1", (0, 1.5), (0, 2), sigma=0.1),
    ParzenCase("two modes, σ = 0.1", TWO_MODES, TWO_MODES, STANDARD, sigma=0.1),
    ParzenCase("two modes, uneven, σ = 0.05", TWO_MODES, UNEVEN, STANDARD, sigma=0.05),
    _gaussians("p_g = p_data, σ chosen", (0, 1), (1, 1)),
    _gaussians("shifted, σ chosen", (0.5, 1), (1.5, 1)),
    ParzenCase("two modes, σ chosen", TWO_MODES, TWO_MODES, gaussian(0, 2)),
)
CLAIM = Claim(
    name="parzen",
    claim_id="A13",
    where="§5, Table 1",
    statement="A Parzen score is the log-likelihood of p_g blurred by σ: biased, it can rank a worse G higher.",
    figure="12_parzen_windows.png",
    hypotheses=(window_does_not_favour_the_rival, there_are_many_samples, sigma_is_chosen_on_held_out_points),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.RUN: run},
    falsifiers=(
        replace(CASES[0], name="σ = 0.5 is wide: it makes up for what the rival lacks", sigma=0.5),
        replace(CASES[0], name="ten samples", m=10),
        replace(CASES[7], name="σ is chosen on the samples themselves", held_out=False),
    ),
    cases=CASES,
    case_type=ParzenCase,
)
