"""Maximum likelihood: argmax Π p_g(x_i; θ) → argmax E_p_data log p_g = argmin KL(p_data‖p_g), at the rate 1/√n."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.verification.cases import likelihood_models
from gan_theory.verification.cases.likelihood_models import (
    POINTS,
    LikelihoodCase,
    likelihood_case,
    most_likely,
    search,
    variance,
)
from gan_theory.verification.cases.pairs import PAIRS, STANDARD, TWO_MODES, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

ZOOMS = 7  # until values no longer tell θ apart
SIZES, TIMES, SIGMAS = (100, 1000, 10_000), 100, 5  # of samples, how often each, and how far a mean may stray
NEAR = 1e-6  # how near to the best Gaussian that floats find the best one is, in its mean and in its std


def samples_are_data(case) -> bool:
    """The samples are drawn from p_data."""
    return case.sampled is None


def entropy_is_constant(case) -> bool:
    """The entropy that a KL is short of is that of p_data, and does not depend on θ."""
    return not case.reversed


def support_stays(case) -> bool:
    """At every θ p_g has mass wherever p_data has."""
    return bool(np.isfinite(case.log_p_g(np.linspace(case.least, case.most, 5))[:, case.p_data > 0]).all())


def numeric(formulas, case):
    p, theta = case.p_data, np.linspace(case.least, case.most, POINTS)
    entropy, values = entr(p).sum(), case.mean_log(p, theta)

    def kl(theta):
        p_g = np.exp(case.log_p_g(theta))
        return formulas.kl(p_g, p) if case.reversed else formulas.kl(p, p_g)

    scale = np.abs(values[np.isfinite(values)]).max(initial=1)
    yield equation(
        "E_p_data log p_g",
        "−H(p_data) − KL(p_data‖p_g), and H does not depend on θ",
        values,
        -entropy - kl(theta),
        1e-12 * scale,
        x=theta,
    )
    yield at_most("E_p_data log p_g <= −H(p_data)", values, -entropy, x=theta)
    likely, nearest = most_likely(case, p, ZOOMS), search(lambda theta: -kl(theta), case, ZOOMS)
    yield equation("the greatest E log p_g", "−H − the least KL", case.mean_log(p, likely), -entropy - kl(nearest))
    yield equation("θ of the greatest E log p_g that a search finds", "that of the least KL", likely, nearest, 1e-6)
    yield equal("and it is that of the closed form", likely, case.best, 1e-6)
    yield from _from_samples(case)


def _from_samples(case):
    """√n (θ_n − θ) over the root of its variance in the limit has mean 0 and variance 1; and θ_n − θ falls as 1/√n."""
    rng = np.random.default_rng(0)
    law = case.p_data if case.sampled is None else case.sampled
    with np.errstate(all="ignore"):  # where the support moves there is no such variance
        limit, spreads = variance(case), []
    for n in SIZES:
        shares = rng.multinomial(n, law, size=TIMES) / n
        error = most_likely(case, shares) - case.best
        mean, square = error.mean(), n * (error**2).mean()
        yield _scored(f"|z| of the mean error of θ, from {n} samples", mean, 0, np.sqrt(limit / n / TIMES))
        what = f"|z| of n · its mean square, from {n} samples, against Var ∂ log p_g / (E ∂² log p_g)²"
        yield _scored(what, square, limit, limit * np.sqrt(2 / TIMES))
        spreads.append(np.log(square / n) / 2)
    reach = np.log(SIZES[-1] / SIZES[0])
    slope = (spreads[-1] - spreads[0]) / reach
    yield _scored("|z| of the slope of log error in log n, against −½", slope, -0.5, 1 / (reach * np.sqrt(TIMES)))


def _scored(what, value, expected, error):
    """Evidence that a value of samples is the expected one, within 5 standard errors."""
    return replace(equal(what, (value - expected) / error, 0, SIGMAS), values=(float(value), float(expected)))


def symbolic():
    from sympy import Function, Matrix, diff, exp, expand_log, log, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import HALF, is_positive, kl, p, q, q_slope, vanishes

    x, theta, m, mu, q_bend = symbols("x theta m mu q''", real=True)
    v, sigma, r = symbols("v sigma r", positive=True)
    Q = Function("q", positive=True)(theta)
    here = {diff(Q, theta, 2): q_bend, diff(Q, theta): q_slope, Q: q}
    yield vanishes("p_data log p_g = p_data log p_data − the KL's term, at each x", p * log(q) - p * log(p) + kl(p, q))
    change = (diff(p * log(Q), theta) + diff(kl(p, Q), theta)).subs(here)
    yield vanishes("they change with θ by opposite amounts: the term of the entropy does not change", change)
    change = diff(kl(Q, p) + Q * log(p), theta).subs(here)
    what = "what the reverse KL falls short of is the entropy of p_g, whose term does change: by −(1 + log p_g) ∂p_g"
    yield vanishes(what, change - (1 + log(q)) * q_slope)
    twice = (diff(log(Q), theta, 2) + diff(log(Q), theta) ** 2).subs(here)
    what = "∂² log p_g + (∂ log p_g)² = ∂² p_g / p_g, whose mean over p_g is 0: both are Fisher's information"
    yield vanishes(what, twice - q_bend / q)

    log_p_g = expand_log(log(exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * sqrt(2 * pi))))
    powers = log_p_g.expand().collect(x)
    likelihood = sum(powers.coeff(x, k) * mean for k, mean in enumerate((1, m, v + m**2)))  # over any p_data
    best = {mu: m, sigma: sqrt(v)}
    slopes = Matrix([diff(likelihood, mu), diff(likelihood, sigma)])
    bend = -slopes.jacobian([mu, sigma]).subs(best)
    yield vanishes(
        "∂ E log N(μ, σ²) = 0 where μ and σ² are the mean m and the variance v of p_data", *slopes.subs(best)
    )
    yield is_positive("and −∂² is positive definite there", bend[0, 0], bend.det())
    most = likelihood.subs(best)
    yield vanishes("the greatest is −½ log 2πev: less the entropy of a Gaussian", most + log(2 * pi * exp(1) * v) / 2)
    short = expand_log(most - likelihood).subs(sigma, sqrt(v / r))
    of_r = (r - 1 - log(r)) / 2
    what = "elsewhere it is less by (m − μ)²/2σ² + ½(r − 1 − log r), r = v/σ²"
    yield vanishes(what, (short - (m - mu) ** 2 * r / (2 * v) - of_r).expand())
    slope = diff(of_r, r)
    yield vanishes("the latter is 0 at r = 1, with the slope ½(1 − 1/r)", of_r.subs(r, 1), slope - HALF * (1 - 1 / r))
    yield is_positive("and bends upwards: it is > 0 at every other r", diff(slope, r))


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    likelihood = certified.expectation(p, certified.log_density(q))
    yield encloses_equal(
        "E log p_g = −H(p_data) − KL(p_data‖p_g)", likelihood, -certified.entropy(p) - certified.kl(p, q)
    )
    yield encloses_equal("E log p_g from the mean and variance of p_data", likelihood, certified.log_likelihood(p, q))
    if len(p.components) > 1:
        yield from _other_optima(case.mixtures[0], p)


def _other_optima(law, p):
    """The best Gaussians by the other divergences, where floats find them: each a strict minimum in (μ, σ)."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive
    from gan_theory.explicit_models.gaussian_fits import best_gaussian

    for divergence, name in (("reverse-kl", "KL(p_g‖p_data)"), ("jsd", "JSD")):
        found = best_gaussian(law, divergence).gaussian
        single, least = certified.certify_minimum(p, divergence, certified.Box(found.means[0], found.stds[0], NEAR))
        what = f"one Gaussian, within {NEAR:g} of the best found, is where {name}"
        yield encloses_positive(f"{what} is stationary", single, certified.COARSE_WIDTH)
        yield encloses_positive(
            f"{what} is least nearby: its second derivative is positive definite", least, certified.COARSE_WIDTH
        )


X, TAIL, UNIT = grid(-10, 10, 240), grid(0, 60, 240), grid(0, 1.5, 3000)
GAMMA = TAIL * np.exp(-TAIL)
OLD_FAITHFUL = PAIRS["old-faithful"].p_data
LOPSIDED = GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.3, 0.7))
SKEWED = GaussianMixture((-1.0, 0.5), (0.5, 1.0), (0.25, 0.75))
COIN = LikelihoodCase(
    "a coin", np.array([0.3, 0.7]), lambda theta: np.log(np.stack([1 - theta, theta], axis=-1)), 0.01, 0.99, 0.7
)
TWO = likelihood_case(
    "two modes, N(0, θ²)",
    X,
    TWO_MODES,
    likelihood_models.of_std,
    0.5,
    5,
    np.sqrt(2.5),
    mixtures=(TWO_MODES, gaussian(0, 1.5)),
)
MODE = likelihood_case("modes of 0.3 and 0.7, N(θ, 0.5²)", X, LOPSIDED, likelihood_models.of_mean(0.5), -3, 4, 0.6)
ONE = likelihood_case(
    "N(1, 1), N(θ, 1)",
    X,
    gaussian(1, 1),
    likelihood_models.of_mean(1),
    -3,
    4,
    1.0,
    mixtures=(gaussian(1, 1), gaussian(0.5, 1)),
)
CASES = (
    COIN,
    ONE,
    likelihood_case(
        "N(0, 1), N(0, θ²)", X, STANDARD, likelihood_models.of_std, 0.5, 4, 1.0, mixtures=(STANDARD, gaussian(0, 1.5))
    ),
    likelihood_case(
        "N(1, 0.5²), N(θ, 1)",
        X,
        gaussian(1, 0.5),
        likelihood_models.of_mean(1),
        -3,
        4,
        1.0,
        mixtures=(gaussian(1, 0.5), STANDARD),
    ),
    TWO,
    MODE,
    likelihood_case(
        "skewed, N(θ, 1)", X, SKEWED, likelihood_models.of_mean(1), -3, 4, 0.125, mixtures=(SKEWED, gaussian(1, 1))
    ),
    likelihood_case(
        "modes of 0.3 and 0.7, the weight θ of the right one", X, LOPSIDED, likelihood_models.of_weight, 0.01, 0.99, 0.7
    ),
    likelihood_case("exponential, of mean θ", TAIL, np.exp(-TAIL), likelihood_models.of_decay, 0.3, 5, 1.0),
    likelihood_case(
        "Γ(2), exponential of mean θ",
        TAIL,
        GAMMA,
        likelihood_models.of_decay,
        0.3,
        5,
        likelihood_models.decay_of_mean(TAIL, GAMMA @ TAIL / GAMMA.sum()),
    ),
    likelihood_case(
        "Old Faithful, N(θ, 1)", OLD_FAITHFUL.x, OLD_FAITHFUL.p, likelihood_models.of_mean(1), 0, 7, OLD_FAITHFUL.mean()
    ),
)

FALSIFIERS = (
    replace(ONE, name="samples come from N(1.2, 1)", sampled=likelihood_models.masses(gaussian(1.2, 1), X)),
    replace(MODE, name="KL(p_g‖p_data) in place of KL(p_data‖p_g)", reversed=True),
    replace(
        TWO,
        name="p_g is not normalised",
        log_p_g=lambda theta: likelihood_models.of_std(X, theta[:, None]) + np.log(X[1] - X[0]),
    ),
    likelihood_case("uniform on [0, θ]", UNIT, UNIT < 1, likelihood_models.of_top, 0.5, 1.5, 1.0),
)
CLAIM = Claim(
    name="likelihood",
    claim_id="B1",
    where="after the paper",
    statement="argmax_θ Π p_g(x_i; θ) → argmax_θ E log p_g = argmin_θ KL(p_data‖p_g), at 1/√n; the gap is H(p_data).",
    figure="10_likelihood.png",
    hypotheses=(samples_are_data, entropy_is_constant, masses_sum_to_1, support_stays),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=FALSIFIERS,
    cases=CASES,
    case_type=LikelihoodCase,
)
