"""The ELBO, its posterior and EM: against loops, 50 digits, and a search that knows only the likelihood."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from gan_theory import Density, GaussianMixture, grid, kl
from gan_theory.explicit_models.chain_rule import conditionals
from gan_theory.explicit_models.latent_variable import (
    ascend,
    elbo,
    em_step,
    log_likelihood,
    m_step,
    mixture_joint,
    posterior,
)
from gan_theory.verification.cases.latent_models import LATENT_MODELS

X = grid(-8, 8, 256)
MIXTURE = GaussianMixture((-1.0, 0.5), (1.0, 0.75), (0.25, 0.75))


@st.composite
def models(draw):
    """p(x, z) (n, k) and q(z|x) (n, k), with zeros among both, and tiny masses."""
    n, k = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = st.lists(
        st.one_of(st.sampled_from([0.0, 1e-300, 1e-12, 1.0]), st.floats(0, 1)), min_size=n * k, max_size=n * k
    )
    joint, q = (np.array(draw(cells)).reshape(n, k) for _ in range(2))
    joint[0, 0] = 1.0
    q[:, draw(st.integers(0, k - 1))] += 0.5
    return joint / joint.sum(), q / q.sum(axis=-1, keepdims=True)


def exact_elbo(q, joint):
    """Σ q log(joint/q) of one row to 50 digits."""
    with mpmath.workdps(50):
        q, joint = map(mpmath.mpf, map(float, q)), map(mpmath.mpf, map(float, joint))
        terms = [
            mpmath.mpf(0) if a == 0 else -mpmath.inf if b == 0 else a * mpmath.log(b / a) for a, b in zip(q, joint)
        ]
        return float(mpmath.fsum(terms))


@given(models())
def test_the_elbo_is_right_to_its_last_digits_and_never_above_log_p(model):
    joint, q = model
    bound = elbo(q, joint)
    np.testing.assert_allclose(bound, [exact_elbo(*row) for row in zip(q, joint)], rtol=1e-13, atol=1e-14)
    assert (bound <= log_likelihood(joint) + 1e-12).all()


@given(models())
def test_the_gap_is_the_kl_to_the_posterior(model):
    joint, q = model
    there = joint.sum(axis=-1) > 0
    gap = log_likelihood(joint)[there] - elbo(q, joint)[there]
    np.testing.assert_allclose(gap, kl(q, posterior(joint))[there], rtol=1e-12, atol=1e-12)


@given(models())
def test_the_posterior_is_bayes_rule_and_the_joint_s_other_conditional(model):
    joint, _ = model
    exact, prior = posterior(joint), joint.sum(axis=0)
    for row, found in zip(joint, exact):
        expected = row / row.sum() if row.sum() > 0 else prior
        np.testing.assert_allclose(found, expected, rtol=1e-14)
    seen = joint.sum(axis=-1) > 0
    np.testing.assert_array_equal(exact[seen], conditionals(joint, (0, 1))[1][seen])


@given(models(), st.floats(0.05, 1))
def test_a_step_up_the_gradient_raises_the_elbo_and_a_whole_one_closes_the_gap(model, eta):
    joint, q = model
    some = joint.sum(axis=-1) > 0
    two_spacings = 2 * np.nextafter(0.0, 1.0)  # subnormal masses are rounded twice, in exp and in the division
    np.testing.assert_allclose(ascend(q, joint, 1.0)[some], posterior(joint)[some], rtol=1e-12, atol=two_spacings)
    climbs = (np.minimum(q, joint) > 0).any(axis=-1)  # else no step below 1 gets anywhere
    assert (elbo(ascend(q, joint, eta), joint) >= elbo(q, joint) - 1e-12)[climbs].all()


def test_a_small_step_goes_along_the_elbo_s_gradient():
    joint = mixture_joint(MIXTURE, grid(-3, 3, 40))
    q = np.random.default_rng(0).dirichlet([1, 1], 40)
    step, eps = 1e-6, 1e-6
    moved = (np.log(ascend(q, joint, step)) - np.log(q)) / step
    slope = np.array(
        [
            (_unnormalised_elbo(q + eps * side, joint) - _unnormalised_elbo(q - eps * side, joint)) / (2 * eps)
            for side in np.eye(2)
        ]
    ).T
    np.testing.assert_allclose(moved - moved[:, :1], slope - slope[:, :1], rtol=1e-4, atol=1e-4)


def _unnormalised_elbo(q, joint):
    return (q * np.log(joint / q)).sum(axis=-1)


def test_a_row_that_neither_side_allows_stays():
    q, joint = np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.0, 0.5], [0.25, 0.25]])
    assert ascend(q, joint, 0.5).tolist() == q.tolist()


def test_a_mixture_s_joint_has_its_weights_and_its_components():
    joint = mixture_joint(MIXTURE, X)
    np.testing.assert_allclose(joint.sum(axis=0), MIXTURE.weights, rtol=1e-14)
    dx = X[1] - X[0]
    np.testing.assert_allclose(joint[:, 1], 0.75 * stats.norm(0.5, 0.75).pdf(X) * dx, rtol=1e-9)
    np.testing.assert_allclose(np.exp(log_likelihood(joint)), MIXTURE.pdf(X) * dx, rtol=1e-9)


def test_the_m_step_is_found_by_a_search_that_knows_only_the_elbo():
    p_data = LATENT_MODELS["old-faithful"].p_data
    q = posterior(mixture_joint(LATENT_MODELS["old-faithful"].start, p_data.x))

    def mixture(parameters):
        means, stds, weight = parameters[:2], np.exp(parameters[2:4]), 1 / (1 + np.exp(-parameters[4]))
        return GaussianMixture(tuple(means), tuple(stds), (weight, 1 - weight))

    best = optimize.minimize(
        lambda parameters: -(p_data.p @ elbo(q, mixture_joint(mixture(parameters), p_data.x))),
        [3, 4, 0, 0, 0],
        tol=1e-12,
    )
    found, exact = mixture(best.x), m_step(q, p_data)
    for name in ("means", "stds", "weights"):
        np.testing.assert_allclose(getattr(exact, name), getattr(found, name), rtol=1e-4)


def test_the_m_step_of_a_sure_q_is_the_moments_of_each_half():
    p_data = Density.from_pdf(stats.norm(0, 1).pdf, X)
    q = np.column_stack([X < 0, X > 0]).astype(float)
    mixture = m_step(q, p_data)
    half = stats.halfnorm()
    np.testing.assert_allclose(mixture.means, [-half.mean(), half.mean()], rtol=1e-3)
    np.testing.assert_allclose(mixture.stds, half.std(), rtol=1e-3)
    np.testing.assert_allclose(mixture.weights, 0.5, rtol=1e-12)


@pytest.mark.parametrize("case", LATENT_MODELS.values(), ids=LATENT_MODELS)
def test_em_s_steps_never_lower_the_likelihood_of_samples_either(case):
    mixture, x = case.start, case.p_data.sample(2000, seed=0)
    expected = [mixture := em_step(mixture, case.p_data) for _ in range(5)]
    before, after = (np.mean(each.logpdf(case.p_data.x) * case.p_data.p) for each in (case.start, expected[-1]))
    assert after >= before - 1e-12
    assert np.isfinite(expected[-1].logpdf(x)).all()


def test_em_finds_the_mixture_that_the_data_came_from():
    truth, mixture = LATENT_MODELS["two modes"].mixture, LATENT_MODELS["two modes"].start
    for _ in range(200):
        mixture = em_step(mixture, LATENT_MODELS["two modes"].p_data)
    for name in ("means", "stds", "weights"):
        np.testing.assert_allclose(getattr(mixture, name), getattr(truth, name), rtol=1e-9)


BAD = {
    "a vector": (lambda: posterior([1.0]), r"p\(x, z\) of shape \(n, k\); got \(1,\)"),
    "masses": (lambda: log_likelihood([[0.5, 0.6]]), r"masses p\(x, z\) that sum to 1 within 1e-09; got a sum of 1.1"),
    "words": (lambda: posterior([["a"]]), r"p\(x, z\) of real numbers; got list"),
    "q's shape": (lambda: elbo([[1.0]], [[0.5, 0.5]]), r"q\(z\|x\) of shape \(..., 1, 2\); got \(1, 1\)"),
    "q's sum": (lambda: elbo([[0.5, 0.6]], [[0.5, 0.5]]), r"q\(z\|x\) that sum to 1 within 1e-09; got a sum of 1.1"),
    "a stack": (
        lambda: m_step(np.ones((3, 256, 1)), LATENT_MODELS["uniform"].p_data),
        r"one q\(z\|x\), of shape \(256, k\); got \(3,",
    ),
    "no Density": (lambda: m_step(np.ones((256, 1)), np.full(256, 1 / 256)), "p_data, a Density; got ndarray"),
    "no grid": (lambda: em_step(GaussianMixture((0.0,), (1.0,)), np.ones(3)), "p_data, a Density; got ndarray"),
    "no mixture": (lambda: mixture_joint(3, X), "a GaussianMixture; got int"),
    "off the grid": (
        lambda: mixture_joint(GaussianMixture((1e3,), (1.0,)), X),
        r"components with mass on the grid .* N\(1000, 1²\)",
    ),
    "a step in words": (lambda: ascend([[0.5, 0.5]], [[0.5, 0.5]], "a"), r"a step eta in \(0, 1\]; got 'a'"),
    "a number": (lambda: ascend(1.0, [[0.5, 0.5]], 1), r"q\(z\|x\) of shape \(..., 1, 2\); got \(\)"),
    "few cells": (
        lambda: m_step([[1.0]], LATENT_MODELS["uniform"].p_data),
        r"q\(z\|x\) of shape \(..., 256, k\); got \(1, 1\)",
    ),
    "a step of 0": (lambda: ascend([[0.5, 0.5]], [[0.5, 0.5]], 0), r"a step eta in \(0, 1\]; got 0"),
    "a step of 2": (lambda: ascend([[0.5, 0.5]], [[0.5, 0.5]], 2), r"a step eta in \(0, 1\]; got 2"),
    "a z without mass": (
        lambda: m_step(np.eye(2)[np.zeros(256, int)], Density(X, np.full(256, 1 / 256))),
        "a q that gives each z some mass",
    ),
    "a z without spread": (
        lambda: m_step(np.ones((256, 1)), Density(X, np.eye(256)[9])),
        "finite means, and stds that are positive and finite",
    ),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD)
def test_bad_models_and_posteriors_are_reported(call, message):
    with pytest.raises(ValueError, match=f"^expected {message}"):
        call()
