"""Certified stationary Gaussians: boxes with and without one, and the enclosed derivatives against differences."""

import numpy as np
import pytest
from scipy.special import expit, log_expit

from gan_theory import GaussianMixture, best_gaussian, stationary_gaussians
from gan_theory.explicit_models.mode_switch import best_switches_at, two_modes
from gan_theory.verification.cases.likelihood_models import SKEWED
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian

pytest.importorskip("flint")
from flint import acb

from gan_theory import certified
from gan_theory.certified.stationary_points import D_of, derivatives, log_D_of, power
from gan_theory.claims._shared.enclosures import encloses_equal

MODE_SEEKING = ("reverse-kl", "jsd")


def _enclosed(p, divergence, gaussian):
    q = certified.ExactMixture.of(gaussian)
    return certified.jsd(p, q) if divergence == "jsd" else certified.kl(q, p)


@pytest.mark.parametrize("divergence", MODE_SEEKING)
def test_every_stationary_gaussian_and_its_kind_is_certified(divergence):
    p = certified.ExactMixture.of(TWO_MODES)
    for fit in stationary_gaussians(TWO_MODES, divergence):
        certificate = certified.certify_minimum(p, divergence, certified.Box(fit.mean, fit.std, 1e-9))
        assert certificate.unique > 0
        assert (certificate.minimum > 0, certificate.minimum < 0) == (fit.is_minimum, not fit.is_minimum)
        value = certified.ball(fit.value) + certified.ball(0, 1e-13)
        assert encloses_equal("", _enclosed(p, divergence, fit.gaussian), value).holds


@pytest.mark.parametrize("divergence", MODE_SEEKING)
def test_the_enclosed_values_change_order_within_a_millionth_of_the_switch(divergence):
    for d, nearer in ((best_switches_at(divergence) - 1e-6, "middle"), (best_switches_at(divergence) + 1e-6, "mode")):
        fits = stationary_gaussians(two_modes(d), divergence)
        middle, mode = (
            _enclosed(certified.ExactMixture.of(two_modes(d)), divergence, fit.gaussian) for fit in (fits[2], fits[4])
        )
        assert (middle < mode, mode < middle) == (nearer == "middle", nearer == "mode")


@pytest.mark.parametrize("divergence", MODE_SEEKING)
def test_a_box_without_a_stationary_gaussian_is_not_certified(divergence):
    fit = best_gaussian(TWO_MODES, divergence)
    (mean,), (std,) = fit.gaussian.means, fit.gaussian.stds
    for box in (certified.Box(mean + 1e-3, std, 1e-4), certified.Box(mean, std - 1e-3, 1e-4)):
        assert not certified.certify_minimum(certified.ExactMixture.of(TWO_MODES), divergence, box).unique > 0
    with pytest.raises(ValueError, match="expected the name of a divergence; got 'kl'"):
        certified.certify_minimum(certified.ExactMixture.of(TWO_MODES), "kl", box)


@pytest.mark.parametrize("divergence", MODE_SEEKING)
def test_the_enclosed_derivatives_are_those_of_the_enclosed_divergence(divergence):
    p, middle, steps = certified.ExactMixture.of(SKEWED), np.array([0.3, 0.8]), 1e-4 * np.eye(2)

    def value(t):
        return float(_enclosed(p, divergence, GaussianMixture((t[0],), (t[1],))))

    def enclosures(t):
        return derivatives(p, divergence, certified.Box(*t.tolist(), 0), over_box=False)

    def gradient(t):
        return np.array([float(each) for each in enclosures(t).gradient])

    slopes = [(value(middle + step) - value(middle - step)) / 2e-4 for step in steps]
    assert gradient(middle) == pytest.approx(slopes, abs=1e-6)
    curvatures = np.array([(gradient(middle + step) - gradient(middle - step)) / 2e-4 for step in steps])
    hessian = np.array([[float(each) for each in row] for row in enclosures(middle).hessian])
    assert hessian == pytest.approx(curvatures, abs=1e-5)


def test_the_likelihood_of_a_gaussian_gives_the_known_kl():
    """KL(p_data‖p_g) = −H(p_data) − E log p_g, with digits that were computed elsewhere."""
    p = certified.ExactMixture.of(TWO_MODES)
    for q, known in ((STANDARD, 0.753849247531), (gaussian(2.4, 0.35), 32.16831283732)):
        value = -certified.entropy(p) - certified.log_likelihood(p, certified.ExactMixture.of(q))
        assert float(value) == pytest.approx(known, abs=1e-11)
    with pytest.raises(ValueError, match="expected one Gaussian; got a mixture of 2"):
        certified.log_likelihood(p, p)


@pytest.mark.parametrize("x", [-30.0, -1.5, 0.0, 0.25, 40.0])
def test_D_of_a_logit_and_its_logarithm_are_the_logistic_function(x):
    logit = certified.constant(1) - 2 * power(1)
    found = [f(acb(x)).real for f in (D_of(logit), log_D_of(logit), log_D_of(-logit))]
    expected = expit(1 - 2 * x), log_expit(1 - 2 * x), log_expit(2 * x - 1)
    assert [float(each) for each in found] == pytest.approx(expected, rel=1e-14)
    assert float(found[1]) >= -float(log_D_of(logit).bound[0] + log_D_of(logit).bound[1] * x * x)
