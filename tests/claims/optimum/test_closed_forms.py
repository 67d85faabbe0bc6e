"""Closed forms of Gaussian integrals, against quadrature, SciPy and the definition."""

import math

import numpy as np
import pytest

pytest.importorskip("flint")

from flint import acb, arb, fmpq
from mpmath import mp, mpf
from scipy.stats import norm

from gan_theory import certified
from gan_theory.claims.optimum import _closed_forms as closed_forms
from gan_theory.verification.cases.pairs import STANDARD, TWO_MODES, gaussian


@pytest.mark.parametrize(("mean", "std"), [("0", "1"), ("1/3", "2"), ("-4", "1/4"), ("20", "7"), ("1/2", "1/1000")])
def test_the_mean_of_log_sigmoid_is_that_of_a_quadrature(mean, std):
    with certified.precision(closed_forms.BITS):
        found = closed_forms.mean_of_log_sigmoid(
            fmpq(*map(int, (mean + "/1").split("/")[:2])), certified.to_rational(std)
        )
    with mp.workdps(30):
        mu, sigma = (mpf(each.split("/")[0]) / mpf((each + "/1").split("/")[1]) for each in (mean, std))
        points = sorted({mpf(-12), *(z for z in range(-11, 12)), min(max(-mu / sigma, mpf(-12)), mpf(12)), mpf(12)})
        exact = mp.quad(lambda z: -mp.log1p(mp.exp(-(mu + sigma * z))) * mp.npdf(z), points)
    assert found.rad() < 1e-16
    assert abs(float(found) - float(exact)) < 1e-14 * max(1, abs(float(exact)))


def test_chebyshev_polynomials_at_3():
    assert [closed_forms.chebyshev_at_3(n) for n in range(5)] == [1, 3, 17, 99, 577]


def thresholds(p, q):
    return closed_forms.thresholds(*map(certified.ExactMixture.of, (p, q)))


def test_two_densities_cross_at_the_thresholds():
    assert thresholds(STANDARD, STANDARD) == []
    assert thresholds(STANDARD, gaussian(1, 1)) == pytest.approx([0.5], abs=1e-12)
    at = thresholds(TWO_MODES, STANDARD)
    assert len(at) == 4
    assert TWO_MODES.pdf(np.array(at)) == pytest.approx(STANDARD.pdf(np.array(at)), rel=1e-10)


def test_the_accuracy_of_the_likelier_label_is_that_of_scipy():
    p, q = certified.ExactMixture.gaussian(0, 1), certified.ExactMixture.gaussian(1, 1)
    accuracy = closed_forms.accuracy_of_likelier_label(p, q, [0.5])
    assert float(accuracy) == pytest.approx(norm.cdf(0.5), abs=1e-15)
    assert float(accuracy) == pytest.approx((1 + math.erf(1 / (2 * math.sqrt(2)))) / 2, abs=1e-15)


def test_the_density_at_a_point_is_that_of_the_mixture():
    p = certified.ExactMixture.of(TWO_MODES)
    assert float(closed_forms.density_at(p, fmpq(1, 3))) == pytest.approx(float(TWO_MODES.pdf(1 / 3)), rel=1e-14)


def test_the_logit_of_D_star_is_the_log_ratio_of_two_gaussians():
    p, q = certified.ExactMixture.gaussian(0, 1), certified.ExactMixture.gaussian(1, "0.5")
    logit = closed_forms.logit_of_D_star(p, q)
    for x in (-2.0, 0.3, 4.0, 1e3):
        log_ratio = norm.logpdf(x) - norm.logpdf(x, 1, 0.5)
        assert float(logit(acb(x)).real) == pytest.approx(log_ratio, rel=1e-12)
        assert abs(float(logit(acb(x)).real)) <= sum(float(c) * x ** (2 * i) for i, c in enumerate(logit.bound))


def test_the_normal_cdf_keeps_its_digits_in_the_lower_tail():
    assert float(closed_forms.normal_cdf(arb(-30))) == pytest.approx(norm.cdf(-30), rel=1e-12)
