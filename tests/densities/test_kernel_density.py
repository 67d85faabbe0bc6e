"""Kernel densities: the mixture of their kernels, with many samples, and with duplicates left out."""

import mpmath
import numpy as np
import pytest
from scipy import stats
from scipy.special import logsumexp

from gan_theory.densities.kernel_density import MAX_UNBINNED, KernelDensity, kernel_logpdf

RNG = np.random.default_rng(0)
NORMAL = RNG.normal(size=400)


def test_the_kernel_density_is_the_mixture_of_its_kernels():
    x = np.array([-3.0, 0.1, NORMAL[5], 12.0])
    kernels = stats.norm(NORMAL, 0.3).logpdf(x[:, None])
    expected = logsumexp(kernels, axis=1) - np.log(NORMAL.size)
    got = KernelDensity(NORMAL, 0.3).logpdf(x)
    np.testing.assert_allclose(got[:3], expected[:3], rtol=1e-12)
    assert got[3] == -np.inf


def test_the_kernel_density_agrees_with_fifty_digits():
    with mpmath.workdps(50):
        exact = sum(mpmath.npdf(mpmath.mpf(0.25), mpmath.mpf(s), mpmath.mpf(0.5)) for s in (0.0, 0.0, 1.5)) / 3
        assert float(mpmath.log(exact)) == pytest.approx(
            KernelDensity([0.0, 0.0, 1.5], 0.5).logpdf([0.25])[0], rel=1e-14
        )


def test_cdf_sf_and_quantiles_agree():
    smoothed, u = KernelDensity(np.arange(9.0), 0.3), np.array([1e-5, 0.1, 0.5, 0.9, 1 - 1e-5])
    x = np.array([smoothed.ppf(v) for v in u])
    np.testing.assert_allclose(smoothed.cdf(x), u, rtol=1e-5)
    np.testing.assert_allclose(smoothed.cdf(x) + smoothed.sf(x), 1, rtol=1e-14)


def test_cdf_and_sf_are_means_over_the_kernels_in_either_tail():
    smoothed, x = KernelDensity(NORMAL, 0.3), np.array([-5.0, -1.0, 0.2, 5.0, 40.0])
    kernels = stats.norm(NORMAL, 0.3)
    np.testing.assert_allclose(smoothed.cdf(x), kernels.cdf(x[:, None]).mean(axis=1), rtol=1e-12)
    np.testing.assert_allclose(smoothed.sf(x), kernels.sf(x[:, None]).mean(axis=1), rtol=1e-12)


def test_many_samples_are_binned_without_harm():
    samples, h, x = RNG.normal(size=20 * MAX_UNBINNED), 0.05, np.linspace(-3, 3, 50)
    each = np.log(stats.norm(samples, h).pdf(x[:, None]).mean(axis=1))
    np.testing.assert_allclose(KernelDensity(samples, h).logpdf(x), each, atol=3e-3)


@pytest.mark.parametrize("size", [50, 3 * MAX_UNBINNED], ids=["few", "many"])
def test_values_that_equal_x_are_left_out(size):
    values, counts = np.unique(np.round(RNG.normal(size=size), 4), return_counts=True)
    for x in values[[0, 3, values.size // 2]]:
        others = values != x
        expected = np.log(counts[others] @ stats.norm(values[others], 0.2).pdf(x) / counts.sum())
        got = kernel_logpdf(values, counts, [x], 0.2, leave_out_equal=True)
        assert got[0] == pytest.approx(expected, abs=3e-3)
