"""Explicit, intractable densities: log p(x) − ELBO = KL(q(z|x)‖p(z|x)) >= 0 for every q(z|x), and EM closes the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from scipy.special import entr, xlogy

from gan_theory._utils.arrays import Array
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.latent_variable import (
    ascend,
    elbo_unchecked,
    log_likelihood_unchecked,
    m_step,
    mixture_joint,
    posterior_unchecked,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.latent_models import LATENT_MODELS, LatentCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

STEPS, GUESSES = 8, 16


def q_is_normalised(case: LatentCase) -> bool:
    """q(z|x) sums to 1 for each x."""
    return case.q_sum == 1


def posterior_matches_model(case: LatentCase) -> bool:
    """p(z|x) is that of this model."""
    return case.assumed_model is None


def numeric(formulas: Formulas, case: LatentCase) -> Iterator[Evidence]:
    """Compare the ELBO of many q(z|x) with log p(x), and follow its ascent and EM step by step."""
    joint = case.joint()
    yield from _gap(formulas, case, joint)
    yield from _ascent(joint / case.total_mass)
    yield from _em(formulas, case, joint)


def _gap(formulas: Formulas, case: LatentCase, joint: Array) -> Iterator[Evidence]:
    x, log_p = case.p_data.x, log_likelihood_unchecked(joint)
    exact = posterior_unchecked(joint if case.assumed_model is None else mixture_joint(case.assumed_model, x))
    q = case.q_sum * _guesses(*joint.shape)
    bound = elbo_unchecked(q, joint)
    yield at_most("ELBO <= log p(x) for every q(z|x)", bound, log_p, x=x)
    yield equation("KL(q(z|x)‖p(z|x))", "log p(x) − ELBO", formulas.kl(q, exact), log_p - bound, x=x, formula="kl")
    yield equation("ELBO", "log p(x) at q(z|x) = p(z|x)", elbo_unchecked(case.q_sum * exact, joint), log_p, x=x)
    prior = joint.sum(axis=0)
    rebuilt = xlogy(q, joint / prior).sum(axis=-1) - formulas.kl(q, np.broadcast_to(prior, joint.shape))
    yield equation("ELBO", "E_q log p(x|z) − KL(q(z|x)‖p(z))", bound, rebuilt, x=x)


def _guesses(n: int, k: int) -> Array:
    """Tables q(z|x), shape (GUESSES, n, k), from uniform to concentrated on one z, often a wrong one."""
    rng = np.random.default_rng(0)
    concentration = np.geomspace(0.1, 10, GUESSES)[:, None, None]
    masses = rng.gamma(concentration, size=(GUESSES, n, k)) + 1e-6
    return masses / masses.sum(axis=-1, keepdims=True)


def _ascent(joint: Array) -> Iterator[Evidence]:
    """From a uniform q(z|x), ascend the ELBO by steps of ½."""
    q, bounds = np.full(joint.shape, 1 / joint.shape[1]), []
    for _ in range(60):
        bounds.append(elbo_unchecked(q, joint))
        q = ascend(q, joint, 0.5)
    yield at_most("each step along the ELBO's gradient in q raises it, at each x", bounds[:-1], bounds[1:])
    yield equal("and 60 steps of ½ bring it to log p(x)", bounds[-1], log_likelihood_unchecked(joint))


class _EMStep(NamedTuple):
    """One step of EM: p_g (n,) before it, the mean ELBO after its halves, and the slopes (3k,) at its end."""

    p_g: Array
    after_E: float
    after_M: float
    slopes: Array


def _em_steps(case: LatentCase, joint: Array) -> Iterator[_EMStep]:
    p, x = case.p_data.p, case.p_data.x
    for _ in range(STEPS):
        q, before = posterior_unchecked(joint), joint
        mixture = m_step(q, case.p_data)
        joint = mixture_joint(mixture, x)
        yield _EMStep(
            p_g=before.sum(axis=-1),
            after_E=float(p @ elbo_unchecked(q, before)),
            after_M=float(p @ elbo_unchecked(q, joint)),
            slopes=_slopes(mixture, q * p[:, None], x),
        )


def _em(formulas: Formulas, case: LatentCase, joint: Array) -> Iterator[Evidence]:
    p, steps = case.p_data.p, list(_em_steps(case, joint))
    p_g, after_E, after_M = (np.stack(each) for each in list(zip(*steps))[:3])
    likelihoods = xlogy(p, p_g).sum(axis=-1)
    yield equation("after each E step the mean ELBO", "the mean log p(x)", after_E, likelihoods)
    yield at_most("each M step raises the mean ELBO", after_E, after_M)
    name = "the slope of E log p(x, z) under q, after each M step, along each mean, std and weight"
    yield equation(name, "0", [step.slopes for step in steps], 0, 1e-6)
    yield at_most("so that each step raises the mean log p(x)", likelihoods[:-1], likelihoods[1:])
    expected = -entr(p).sum() - formulas.kl(p, p_g)
    yield equation("the mean log p(x)", "−H(p_data) − KL(p_data‖p_g) at each step", likelihoods, expected)


def _slopes(mixture: GaussianMixture, mass: Array, x: Array, h: float = 1e-4) -> Array:
    """Slopes (3k,) of Σ mass log p(x, z), by central differences: along means in stds, and logs of stds and weights."""
    parameters = np.array((mixture.means, mixture.stds, mixture.weights))
    ends = [
        _mean_log_joint(_move(parameters, h * sign * unit), mass, x)
        for sign in (1, -1)
        for unit in np.eye(parameters.size)
    ]
    return np.subtract(*np.split(np.array(ends), 2)) / (2 * h)


def _mean_log_joint(parameters: Array, mass: Array, x: Array) -> float:
    """Σ mass(x, z) log p(z) p(x|z), by the densities on the line, for the parameters (3, k)."""
    logs = [np.log(weight) + GaussianMixture((mean,), (std,)).logpdf(x) for mean, std, weight in parameters.T]
    return (mass * np.transpose(logs)).sum()


def _move(parameters: Array, step: Array) -> Array:
    """Means, stds and weights (3, k) after a step (3k,) along means in stds, and logs of stds and weights."""
    means, stds, weights = parameters
    of_means, of_stds, of_weights = step.reshape(parameters.shape)
    weights = weights * np.exp(of_weights)
    return np.array((means + stds * of_means, stds * np.exp(of_stds), weights / weights.sum()))


def symbolic() -> Iterator[Evidence]:
    """Expand the gap for two values of z, differentiate what the M step maximises, and integrate a Gaussian latent."""
    yield from _two_values_of_z()
    yield from _m_step()
    yield from _gaussian_latent()


def _two_values_of_z() -> Iterator[Evidence]:
    from sympy import diff, log, symbols

    from gan_theory.claims._shared.symbolic import is_positive, kl, p, q, r, vanishes

    def elbo(guess: Sequence[Any], joint: Sequence[Any]) -> Any:
        return -sum(map(kl, guess, joint))

    a = symbols("a_1 a_2", positive=True)  # p(x, z) at one x, for two z
    b = symbols("b_1 b_2", positive=True)  # the same after an M step
    guess = (r / (1 + r), 1 / (1 + r))
    exact, later = ([each / sum(joint) for each in joint] for joint in (a, b))
    gap = log(sum(a)) - elbo(guess, a)
    yield vanishes("log p(x) − ELBO = KL(q(z|x)‖p(z|x)), for two z", gap - sum(map(kl, guess, exact)))
    excess = kl(q, p) - q + p
    what = "q log(q/p) >= q − p: both and their slopes agree at q = p"
    yield vanishes(what, excess.subs(q, p), diff(excess, q).subs(q, p))
    yield is_positive("and the left side is convex in q, so that KL >= 0", diff(excess, q, 2))
    yield vanishes("ELBO = log p(x) at q(z|x) = p(z|x)", log(sum(a)) - elbo(exact, a))
    rise = log(sum(b)) - log(sum(a)) - (elbo(exact, b) - elbo(exact, a))
    yield vanishes("log p(x) rises by what the M step adds to the ELBO, and a KL", rise - sum(map(kl, exact, later)))


def _m_step() -> Iterator[Evidence]:
    from sympy import diff, log, symbols

    from gan_theory.claims._shared.symbolic import log_normal, p, q, vanishes, y

    x_1, x_2, mu = symbols("x_1 x_2 mu", real=True)
    v = symbols("v", positive=True)
    of_weights = p * log(y) + q * log(1 - y)
    yield vanishes("the M step: the weights' slope is 0 at E q(z|x)", diff(of_weights, y).subs(y, p / (p + q)))
    mean = (p * x_1 + q * x_2) / (p + q)
    variance = (p * (x_1 - mean) ** 2 + q * (x_2 - mean) ** 2) / (p + q)
    of_component = p * log_normal(x_1, mu, v) + q * log_normal(x_2, mu, v)
    slopes = [diff(of_component, each).subs({mu: mean, v: variance}, simultaneous=True) for each in (mu, v)]
    yield vanishes("and those of the mean and the variance are 0 at q(z|x)'s own", *slopes)


def _gaussian_latent() -> Iterator[Evidence]:
    from sympy import log, symbols

    from gan_theory.claims._shared.symbolic import log_normal, vanishes

    def kl_of_gaussians(mean: Any, variance: Any, other_mean: Any, other_variance: Any) -> Any:
        scaled = (variance + (mean - other_mean) ** 2) / other_variance
        return (log(other_variance / variance) + scaled - 1) / 2

    m, x = symbols("m x", real=True)
    s, v = symbols("s v", positive=True)
    gap = log_normal(x, 0, 1 + s) - log_normal(x, m, s) + v / (2 * s) + kl_of_gaussians(m, v, 0, 1)
    posterior = {m: x / (1 + s), v: s / (1 + s)}
    what = "the same for z ~ N(0, 1), x ~ N(z, s), q = N(m, v)"
    yield vanishes(what, gap - kl_of_gaussians(m, v, posterior[m], posterior[v]))
    yield vanishes("and its gap is closed by N(x/(1 + s), s/(1 + s))", gap.subs(posterior))


def certified(case: LatentCase) -> Iterator[Evidence]:
    """Enclose E log p(x) and the ELBO of the mixture that EM starts from, and of a Gaussian latent."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert case.mixture is not None  # by _is_mixture
    p, q = certified.ExactMixture.of(case.mixture), certified.ExactMixture.of(case.start)
    log_p = certified.expectation(p, certified.log_density(q))
    yield encloses_equal("E log p(x) = −H(p_data) − KL(p_data‖p_g)", log_p, -certified.entropy(p) - certified.kl(p, q))
    components = [
        (w, certified.log_density(certified.ExactMixture.gaussian(mean, std))) for w, mean, std in q.components
    ]
    if len(components) > 1:
        bound = sum(w * certified.expectation(p, log_x_given_z) for w, log_x_given_z in components)
        yield encloses_positive("E log p(x) − ELBO > 0 for q(z|x) = p(z)", log_p - bound)
    yield from _certified_gaussian_latent(certified.ExactMixture.gaussian(*q.components[0][1:]))


def _certified_gaussian_latent(q: Any) -> Iterator[Evidence]:
    """Take z ~ N(0, 1) and x ~ N(z, 0.75²), so that p(x) = N(0, 1.25²) and p(z|x) = N(0.64 x, 0.6²)."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    gaussian = certified.ExactMixture.gaussian
    for x in (1, -2):
        log_p = certified.log_density(gaussian(0, 1.25))(acb(x)).real
        log_x_given_z = certified.expectation(q, certified.log_density(gaussian(x, 0.75)))
        bound = log_x_given_z - certified.kl(q, gaussian(0, 1))
        gap = certified.kl(q, gaussian(0.64 * x, 0.6))
        yield encloses_equal(f"z on the line: log p({x}) = ELBO + KL(q‖p(z|x))", log_p, bound + gap)


def _is_mixture(case: LatentCase) -> bool:
    """Whether p_data is known on the line, as a Gaussian mixture."""
    return case.mixture is not None


TWO_MODES, AT_REST = LATENT_MODELS["two modes"], LATENT_MODELS["two modes, at rest"]
CLAIM = Claim(
    name="elbo",
    claim_id="B4",
    where="after the paper",
    statement="log p(x) − ELBO = KL(q‖posterior) >= 0 for every q(z|x); EM closes it and raises E log p(x) in steps.",
    figure="11_elbo.png",
    hypotheses=(masses_sum_to_1, q_is_normalised, posterior_matches_model),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(AT_REST, name="masses of p(x, z) sum to 1.1", total_mass=1.1),
        replace(TWO_MODES, name="q(z|x) sums to 1.1", q_sum=1.1),
        replace(TWO_MODES, name="the posterior is another model's", assumed_model=AT_REST.start),
    ),
    cases=tuple(LATENT_MODELS.values()),
    can_certify=_is_mixture,
    case_type=LatentCase,
)
