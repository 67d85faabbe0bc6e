"""Explicit, intractable densities: log p(x) − ELBO = KL(q(z|x)‖p(z|x)) >= 0 for every q(z|x), and EM closes the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import xlogy

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims.background._em import (
    GRID_WIDTH,
    certified_evidence_of_em,
    evidence_of_em,
    evidence_of_partial_steps,
)
from gan_theory.explicit_models.latent_variable import (
    elbo_unchecked,
    log_likelihood_unchecked,
    mixture_joint,
    posterior_unchecked,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.latent_models import LATENT_MODELS, LatentCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

GUESSES = 8


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
    yield from evidence_of_partial_steps(formulas, joint / case.total_mass)
    yield from evidence_of_em(formulas, case, joint)


def _gap(formulas: Formulas, case: LatentCase, joint: Array) -> Iterator[Evidence]:
    x, log_p = case.p_data.x, log_likelihood_unchecked(joint)
    yield equation("Σ_x p(x, z)", "p(z), the weights", joint.sum(axis=0), case.start.weights)
    with_0 = np.array([[0.5, 0.25], [0, 0], [0.25, 0]])
    what = "p(z|x) = p(x, z)/p(x), and p(z) at an x of probability 0"
    yield equal(what, posterior_unchecked(with_0), np.array([[2 / 3, 1 / 3], [0.75, 0.25], [1, 0]]))
    exact = posterior_unchecked(joint if case.assumed_model is None else mixture_joint(case.assumed_model, x))
    q = case.q_sum * _guesses(*joint.shape)
    bound = elbo_unchecked(q, joint)
    yield at_most("ELBO <= log p(x) for every q(z|x)", bound, log_p, x=x)
    yield equation("KL(q(z|x)‖p(z|x))", "log p(x) − ELBO", formulas.kl(q, exact), log_p - bound, x=x, formula="kl")
    yield equation("ELBO", "log p(x) at q(z|x) = p(z|x)", elbo_unchecked(case.q_sum * exact, joint), log_p, x=x)
    prior = joint.sum(axis=0)
    rebuilt = xlogy(q, joint / prior).sum(axis=-1) - formulas.kl(q, np.broadcast_to(prior, joint.shape))
    yield equation("ELBO", "E_q log p(x|z) − KL(q(z|x)‖p(z))", bound, rebuilt, x=x)


@lru_cache(maxsize=8)
def _guesses(n: int, k: int) -> Array:
    """Tables q(z|x), shape (GUESSES, n, k), from uniform to concentrated on one z, often a wrong one."""
    rng = np.random.default_rng(0)
    concentration = np.geomspace(0.1, 10, GUESSES)[:, None, None]
    masses = rng.gamma(concentration, size=(GUESSES, n, k)) + 1e-6
    return masses / masses.sum(axis=-1, keepdims=True)


def symbolic() -> Iterator[Evidence]:
    """Expand the gap for two values of z, differentiate what the E and M steps do to it, and integrate a Gaussian z."""
    yield from _two_values_of_z()
    yield from _partial_step()
    yield from _m_step()
    yield from _gaussian_latent()


def _elbo(guess: Sequence[Any], joint: Sequence[Any]) -> Any:
    """Return the ELBO at one x, as an expression."""
    from gan_theory.claims._shared.symbolic import kl

    return -sum(map(kl, guess, joint))


def _two_values_of_z() -> Iterator[Evidence]:
    from sympy import diff, expand_log, log, symbols

    from gan_theory.claims._shared.symbolic import is_formula, is_positive, kl, p, q, vanishes

    yield is_formula("kl", kl(p, q), p, q)
    a = symbols("a_1 a_2", positive=True)  # p(x, z) at one x, for two z
    b = symbols("b_1 b_2", positive=True)  # the same after an M step
    q_1 = symbols("q_1", positive=True)
    guess = (q_1, 1 - q_1)
    exact, later = ([each / sum(joint) for each in joint] for joint in (a, b))
    gap = log(sum(a)) - _elbo(guess, a) - sum(map(kl, guess, exact))
    yield vanishes("log p(x) − ELBO = KL(q(z|x)‖p(z|x)), for two z", expand_log(gap, force=True).expand())
    excess = kl(q, p) - q + p
    what = "q log(q/p) >= q − p: both and their slopes agree at q = p"
    yield vanishes(what, excess.subs(q, p), diff(excess, q).subs(q, p))
    yield is_positive("and the left side is convex in q, so that KL >= 0", diff(excess, q, 2))
    at_posterior = expand_log(log(sum(a)) - _elbo(exact, a)).factor()
    yield vanishes("ELBO = log p(x) at q(z|x) = p(z|x)", at_posterior)
    rise = log(sum(b)) - log(sum(a)) - (_elbo(exact, b) - _elbo(exact, a)) - sum(map(kl, exact, later))
    yield vanishes("log p(x) rises by what the M step adds to the ELBO, and a KL", expand_log(rise).factor())


def _partial_step() -> Iterator[Evidence]:
    """For two z: p(z|x) has the odds o and q the odds o u, and a step of size s turns d = log u into (1 − s) d."""
    from sympy import diff, expand_log, log, symbols

    from gan_theory.claims._shared.symbolic import is_positive, kl, vanishes

    o, u = symbols("o u", positive=True)
    gap = expand_log(kl(o * u / (1 + o * u), o / (1 + o)) + kl(1 / (1 + o * u), 1 / (1 + o)))
    by_d = u * diff(gap, u)
    variance = o * u / (1 + o * u) ** 2 * log(u) ** 2
    what = "a small E step of size s shrinks the gap by s·Var_q log(q/p(z|x))"
    yield vanishes(what, expand_log(log(u) * by_d - variance).factor())
    second = (u * diff(by_d, u)).subs(u, 1)
    what = "near the posterior the gap is quadratic in d: the step leaves (1 − s)² of it"
    yield vanishes(what, gap.subs(u, 1), by_d.subs(u, 1), second - o / (1 + o) ** 2)
    yield is_positive("and the gap is least there", second)


def _m_step() -> Iterator[Evidence]:
    from sympy import diff, fraction, symbols

    from gan_theory.claims._shared.symbolic import V, log_normal, p, q, vanishes, y

    x_1, x_2, mu = symbols("x_1 x_2 mu", real=True)
    v = symbols("v", positive=True)
    slope = diff(V(y, p, q), y)  # of p log y + q log(1 − y): here of two weights, y and 1 − y
    yield vanishes("the M step: the weights' slope is 0 at E q(z|x)", slope.subs(y, p / (p + q)))
    mean = (p * x_1 + q * x_2) / (p + q)
    variance = (p * (x_1 - mean) ** 2 + q * (x_2 - mean) ** 2) / (p + q)
    of_component = p * log_normal(x_1, mu, v) + q * log_normal(x_2, mu, v)
    slopes = [diff(of_component, each).subs({mu: mean, v: variance}, simultaneous=True).together() for each in (mu, v)]
    numerators = (fraction(slope)[0].expand() for slope in slopes)
    yield vanishes("and those of the mean and the variance are 0 at q(z|x)'s own", *numerators)


def _gaussian_latent() -> Iterator[Evidence]:
    from sympy import expand_log, log, symbols

    from gan_theory.claims._shared.symbolic import log_normal, vanishes

    def kl_of_gaussians(mean: Any, variance: Any, other_mean: Any, other_variance: Any) -> Any:
        scaled = (variance + (mean - other_mean) ** 2) / other_variance
        return (log(other_variance / variance) + scaled - 1) / 2

    m, x = symbols("m x", real=True)
    s, v = symbols("s v", positive=True)
    gap = log_normal(x, 0, 1 + s) - log_normal(x, m, s) + v / (2 * s) + kl_of_gaussians(m, v, 0, 1)
    posterior = {m: x / (1 + s), v: s / (1 + s)}
    what = "the same for z ~ N(0, 1), x ~ N(z, s), q = N(m, v)"
    remainder = gap - kl_of_gaussians(m, v, posterior[m], posterior[v])
    yield vanishes(what, expand_log(remainder).factor())
    closed = expand_log(gap.subs(posterior)).factor()
    yield vanishes("and its gap is closed by N(x/(1 + s), s/(1 + s))", closed)


def certified(case: LatentCase) -> Iterator[Evidence]:
    """Enclose E log p(x) and the ELBO of the mixture that EM starts from, an EM step, and a Gaussian latent."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert case.mixture is not None  # by _is_mixture
    p, q = certified.ExactMixture.of(case.mixture), certified.ExactMixture.of(case.start)
    log_p = certified.expectation(p, certified.log_density(q))
    yield encloses_equal("E log p(x) = −H(p_data) − KL(p_data‖p_g)", log_p, -certified.entropy(p) - certified.kl(p, q))
    on_grid = case.p_data.p @ (log_likelihood_unchecked(case.joint()) - np.log(case.p_data.dx))
    enclosure = certified.ball(float(on_grid), GRID_WIDTH / 4)
    yield encloses_equal("E log p(x) = its value on the grid", log_p, enclosure, GRID_WIDTH)
    components = [
        (w, certified.log_density(certified.ExactMixture.gaussian(mean, std))) for w, mean, std in q.components
    ]
    if len(components) > 1:
        bound = sum(w * certified.expectation(p, log_x_given_z) for w, log_x_given_z in components)
        yield encloses_positive("E log p(x) − ELBO > 0 for q(z|x) = p(z)", log_p - bound)
    yield from certified_evidence_of_em(case, p, log_p)
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
    figure="14_elbo.png",
    hypotheses=(masses_sum_to_1, q_is_normalised, posterior_matches_model),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("B4")},
    formulas=("kl",),
    falsifiers=(
        replace(AT_REST, name="masses of p(x, z) sum to 1.1", total_mass=1.1),
        replace(TWO_MODES, name="q(z|x) sums to 1.1", q_sum=1.1),
        replace(TWO_MODES, name="the posterior is another model's", assumed_model=AT_REST.start),
    ),
    cases=tuple(LATENT_MODELS.values()),
    can_certify=_is_mixture,
    case_type=LatentCase,
)
