"""Explicit, intractable densities: log p(x) − ELBO = KL(q(z|x)‖p(z|x)) >= 0 for every q(z|x), and EM closes the gap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import entr, xlogy

from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.latent_variable import (
    ascend,
    elbo_unchecked,
    log_likelihood_unchecked,
    m_step,
    mixture_joint,
    posterior_unchecked,
)
from gan_theory.verification.cases.latent_models import LATENT, LATENTS, LatentCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

STEPS, GUESSES = 8, 16


def q_is_normalised(case) -> bool:
    """q(z|x) sums to 1 for each x."""
    return case.q_sum == 1


def posterior_is_the_model_s(case) -> bool:
    """p(z|x) is that of this model."""
    return case.believed is None


def numeric(formulas, case):
    x, joint = case.p_data.x, case.joint()
    log_p = log_likelihood_unchecked(joint)
    exact = posterior_unchecked(joint if case.believed is None else mixture_joint(case.believed, x))
    q = case.q_sum * _guesses(*joint.shape)
    bound = elbo_unchecked(q, joint)
    yield at_most("ELBO <= log p(x) for every q(z|x)", bound, log_p, x=x)
    yield equation("KL(q(z|x)‖p(z|x))", "log p(x) − ELBO", formulas.kl(q, exact), log_p - bound, x=x, formula="kl")
    yield equation("ELBO", "log p(x) at q(z|x) = p(z|x)", elbo_unchecked(case.q_sum * exact, joint), log_p, x=x)
    prior = joint.sum(axis=0)
    rebuilt = xlogy(q, joint / prior).sum(axis=-1) - formulas.kl(q, np.broadcast_to(prior, joint.shape))
    yield equation("ELBO", "E_q log p(x|z) − KL(q(z|x)‖p(z))", bound, rebuilt, x=x)
    yield from _ascent(joint / case.inflated)
    yield from _em(formulas, case, joint)


def _guesses(n, k):
    """Tables q(z|x) (GUESSES, n, k), from even ones to ones that are sure of a z, some of them wrongly."""
    rng = np.random.default_rng(0)
    sharpness = np.geomspace(0.1, 10, GUESSES)[:, None, None]
    masses = rng.gamma(sharpness, size=(GUESSES, n, k)) + 1e-6
    return masses / masses.sum(axis=-1, keepdims=True)


def _ascent(joint):
    """A q(z|x) that starts even and climbs the ELBO by steps of ½."""
    q, bounds = np.full(joint.shape, 1 / joint.shape[1]), []
    for _ in range(60):
        bounds.append(elbo_unchecked(q, joint))
        q = ascend(q, joint, 0.5)
    yield at_most("each step up the ELBO's gradient in q raises it, at each x", bounds[:-1], bounds[1:])
    yield equal("and 60 steps of ½ bring it to log p(x)", bounds[-1], log_likelihood_unchecked(joint))


def _em(formulas, case, joint):
    p, x, p_g, closed, raised, slopes = case.p_data.p, case.p_data.x, [], [], [], []
    for _ in range(STEPS):
        q = posterior_unchecked(joint)
        p_g.append(joint.sum(axis=-1))
        closed.append(p @ elbo_unchecked(q, joint))
        mixture = m_step(q, case.p_data)
        joint = mixture_joint(mixture, x)
        raised.append(p @ elbo_unchecked(q, joint))
        slopes.append(_slopes(mixture, q * p[:, None], x))
    likelihoods = xlogy(p, p_g).sum(axis=-1)
    yield equation("after each E step the mean ELBO", "the mean log p(x)", closed, likelihoods)
    yield at_most("each M step raises the mean ELBO", closed, raised)
    yield equation("the slope of E log p(x, z) under q", "0 there, along each mean, std and weight", slopes, 0, 1e-6)
    yield at_most("so that each step raises the mean log p(x)", likelihoods[:-1], likelihoods[1:])
    expected = -entr(p).sum() - formulas.kl(p, np.stack(p_g))
    yield equation("the mean log p(x)", "−H(p_data) − KL(p_data‖p_g) at each step", likelihoods, expected)


def _slopes(mixture, mass, x, h=1e-4):
    """Of Σ mass log p(x, z) (3k,), by central differences: along means, in stds, and the logs of stds and weights."""
    here = np.array((mixture.means, mixture.stds, mixture.weights))
    ends = [_mean_log(_moved(here, h * way * unit), mass, x) for way in (1, -1) for unit in np.eye(here.size)]
    return np.subtract(*np.split(np.array(ends), 2)) / (2 * h)


def _mean_log(moved, mass, x):
    """Σ mass(x, z) log p(z) p(x|z), by the densities on the line."""
    each = [np.log(weight) + GaussianMixture((mean,), (std,)).logpdf(x) for mean, std, weight in moved.T]
    return (mass * np.transpose(each)).sum()


def _moved(here, step):
    means, stds, weights = here
    of_means, of_stds, of_weights = step.reshape(here.shape)
    weights = weights * np.exp(of_weights)
    return np.array((means + stds * of_means, stds * np.exp(of_stds), weights / weights.sum()))


def symbolic():
    from sympy import diff, log, pi, symbols

    from gan_theory.claims._shared.symbolic import is_positive, kl, p, q, r, vanishes, y

    a = symbols("a_1 a_2", positive=True)  # p(x, z) at one x, for two z
    b = symbols("b_1 b_2", positive=True)  # the same after an M step
    guess = (r / (1 + r), 1 / (1 + r))
    elbo = lambda guess, joint: -sum(map(kl, guess, joint))  # noqa: E731
    exact, later = ([each / sum(joint) for each in joint] for joint in (a, b))
    gap = log(sum(a)) - elbo(guess, a)
    yield vanishes("log p(x) − ELBO = KL(q(z|x)‖p(z|x)), for two z", gap - sum(map(kl, guess, exact)))
    over = kl(q, p) - q + p
    yield vanishes(
        "q log(q/p) >= q − p: both and their slopes agree at q = p", over.subs(q, p), diff(over, q).subs(q, p)
    )
    yield is_positive("and the left side is convex in q, so that KL >= 0", diff(over, q, 2))
    yield vanishes("ELBO = log p(x) at q(z|x) = p(z|x)", log(sum(a)) - elbo(exact, a))
    rise = log(sum(b)) - log(sum(a)) - (elbo(exact, b) - elbo(exact, a))
    yield vanishes("log p(x) rises by what the M step adds to the ELBO, and a KL", rise - sum(map(kl, exact, later)))

    log_normal = lambda u, mean, square: -((u - mean) ** 2) / (2 * square) - log(2 * pi * square) / 2  # noqa: E731
    x_1, x_2, mu, m, x = symbols("x_1 x_2 mu m x", real=True)
    s, v = symbols("s v", positive=True)
    sums = p * log(y) + q * log(1 - y)
    yield vanishes("the M step: the weights' slope is 0 at E q(z|x)", diff(sums, y).subs(y, p / (p + q)))
    mean = (p * x_1 + q * x_2) / (p + q)
    square = (p * (x_1 - mean) ** 2 + q * (x_2 - mean) ** 2) / (p + q)
    sums = p * log_normal(x_1, mu, v) + q * log_normal(x_2, mu, v)
    slopes = [diff(sums, each).subs({mu: mean, v: square}, simultaneous=True) for each in (mu, v)]
    yield vanishes("and those of the mean and the variance at q(z|x)'s own", *slopes)
    kl_normal = lambda mean, square, a, b: (log(b / square) + (square + (mean - a) ** 2) / b - 1) / 2  # noqa: E731
    gap = log_normal(x, 0, 1 + s) - log_normal(x, m, s) + v / (2 * s) + kl_normal(m, v, 0, 1)
    exact = {m: x / (1 + s), v: s / (1 + s)}
    yield vanishes("the same for z ~ N(0, 1), x ~ N(z, s), q = N(m, v)", gap - kl_normal(m, v, exact[m], exact[v]))
    yield vanishes("and its gap is closed by N(x/(1 + s), s/(1 + s))", gap.subs(exact))


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    p, q = certified.ExactMixture.of(case.mixture), certified.ExactMixture.of(case.start)
    log_p = certified.expectation(p, certified.log_density(q))
    yield encloses_equal("E log p(x) = −H(p_data) − KL(p_data‖p_g)", log_p, -certified.entropy(p) - certified.kl(p, q))
    parts = [(w, certified.log_density(certified.ExactMixture.gaussian(mean, std))) for w, mean, std in q.components]
    if len(parts) > 1:
        bound = sum(w * certified.expectation(p, log_x_given_z) for w, log_x_given_z in parts)
        yield encloses_positive("E log p(x) − ELBO > 0 for q(z|x) = p(z)", log_p - bound)
    yield from _continuous(certified.ExactMixture.gaussian(*q.components[0][1:]))


def _continuous(q):
    """A latent z ~ N(0, 1) with x ~ N(z, 0.75²), so that p(x) = N(0, 1.25²) and p(z|x) = N(0.64 x, 0.6²)."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    for x in (1, -2):
        log_p = certified.log_density(certified.ExactMixture.gaussian(0, 1.25))(x).real
        bound = certified.expectation(
            q, certified.log_density(certified.ExactMixture.gaussian(x, 0.75))
        ) - certified.kl(q, certified.ExactMixture.gaussian(0, 1))
        gap = certified.kl(q, certified.ExactMixture.gaussian(0.64 * x, 0.6))
        yield encloses_equal(f"z on the line: log p({x}) = ELBO + KL(q‖p(z|x))", log_p, bound + gap)


TWO_MODES, AT_REST = LATENT["two modes"], LATENT["two modes, at rest"]
CLAIM = Claim(
    name="elbo",
    claim_id="B4",
    where="after the paper",
    statement="log p(x) − ELBO = KL(q‖posterior) >= 0 for every q(z|x); EM closes it and raises E log p(x) in steps.",
    figure="11_elbo.png",
    hypotheses=(masses_sum_to_1, q_is_normalised, posterior_is_the_model_s),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(AT_REST, name="masses of p(x, z) sum to 1.1", inflated=1.1),
        replace(TWO_MODES, name="q(z|x) sums to 1.1", q_sum=1.1),
        replace(TWO_MODES, name="the posterior is another model's", believed=AT_REST.start),
    ),
    cases=LATENTS,
    can_certify=lambda case: case.mixture is not None,
    case_type=LatentCase,
)
