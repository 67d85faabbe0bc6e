"""Parzen windows agree with two libraries and with 50 digits, also far into the tails; bandwidths are selected."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from gan_theory import across_folds, parzen_log_likelihood, select_sigma
from gan_theory.evaluation.parzen import ParzenEstimate, parzen
from tests.support.parzen_oracles import by_mpmath, by_scikit_learn, by_scipy, points, same


@pytest.mark.parametrize("oracle", [by_scikit_learn, by_scipy])
@pytest.mark.parametrize("sigma", [0.05, 0.2, 1.0, 5.0])
@pytest.mark.parametrize(("m", "k", "d"), [(2, 1, 1), (300, 200, 1), (1000, 700, 1), (300, 200, 2), (900, 50, 7)])
def test_two_libraries_compute_the_same(oracle, m, k, d, sigma):
    samples, x = points(m, d), points(k, d, seed=1)
    assert same(parzen_log_likelihood(samples, x, sigma), oracle(samples, x, sigma)).all()


@pytest.mark.parametrize("sigma", [0.1, 0.2, 1.0])
def test_scikit_learn_computes_the_same_of_images(sigma):
    samples, x = np.random.default_rng(0).random((600, 784)), np.random.default_rng(1).random((40, 784))
    assert same(parzen_log_likelihood(samples, x, sigma), by_scikit_learn(samples, x, sigma)).all()


FAR = {
    "near": (1.0, [0.0, 0.5]),
    "tails": (1.0, [50.0, -1414.2, 1e4]),
    "narrow": (1e-6, [0.1, 1.0, 3.0]),
    "wide": (1e6, [0.0, 1e3]),
    "where exp underflows": (1e-3, [0.0, 1.3, 2.0, -1.7]),
    "far from 0": (1.0, [1e8, 1e8 + 3]),
}


@pytest.mark.parametrize(("sigma", "values"), FAR.values(), ids=FAR)
@pytest.mark.parametrize("d", [1, 3])
def test_fifty_digits_agree_far_into_the_tails(sigma, values, d):
    samples = points(40, d)
    for value in values:
        x = np.full(d, value)
        found = parzen_log_likelihood(samples, x[None], sigma)[0]
        assert np.isfinite(found)
        assert same(found, by_mpmath(samples, x.tolist(), sigma), 1e-12)


@pytest.mark.parametrize("d", [1, 2, 5])
@pytest.mark.parametrize("sigma", [1e-9, 1e-7, 1e-5])
def test_a_narrow_window_at_a_sample_far_from_the_others_is_accurate(sigma, d):
    samples = points(40, d) * 100
    x = samples[3] + sigma / 2
    assert same(parzen_log_likelihood(samples, x[None], sigma)[0], by_mpmath(samples, x.tolist(), sigma), 1e-11)


def test_a_log_density_of_minus_a_million_does_not_underflow():
    (found,) = parzen_log_likelihood([0.0], [np.sqrt(2e6)], 1.0)
    assert found == pytest.approx(-1e6 - np.log(2 * np.pi) / 2, rel=1e-14)


def test_one_sample_gives_a_gaussian():
    x = np.linspace(-40, 40, 101)
    np.testing.assert_allclose(parzen_log_likelihood([1.0], x, 2.0), norm(1, 2).logpdf(x), rtol=1e-13)


def test_the_density_integrates_to_1():
    x = np.linspace(-12, 12, 4801)
    density = np.exp(parzen_log_likelihood(points(50, 1), x[:, None], 0.3))
    assert density.sum() * (x[1] - x[0]) == pytest.approx(1, abs=1e-12)


coordinates = st.floats(-100, 100).map(lambda x: round(x, 3))
clouds = st.integers(1, 3).flatmap(
    lambda d: st.tuples(*[st.lists(st.tuples(*[coordinates] * d), min_size=1, max_size=20)] * 2)
)
bandwidths = st.floats(0.1, 10)


@given(clouds, bandwidths, coordinates)
def test_a_translation_of_everything_changes_nothing(cloud, sigma, step):
    samples, x = map(np.array, cloud)
    moved = parzen_log_likelihood(samples + step, x + step, sigma)
    assert same(moved, parzen_log_likelihood(samples, x, sigma), 1e-9).all()


@given(clouds, bandwidths, st.floats(1e-3, 1e3))
def test_another_unit_of_length_adds_d_times_its_logarithm(cloud, sigma, unit):
    samples, x = map(np.array, cloud)
    scaled = parzen_log_likelihood(unit * samples, unit * x, unit * sigma) + samples.shape[1] * np.log(unit)
    assert same(scaled, parzen_log_likelihood(samples, x, sigma)).all()


@given(clouds, bandwidths, st.randoms(use_true_random=False))
def test_the_order_of_samples_and_of_points_does_not_matter(cloud, sigma, random):
    samples, x = map(np.array, cloud)
    i, j = (random.sample(range(len(each)), len(each)) for each in (samples, x))
    assert same(parzen_log_likelihood(samples[i], x[j], sigma), parzen_log_likelihood(samples, x, sigma)[j]).all()


@given(clouds, clouds, bandwidths)
def test_all_samples_give_the_mixture_of_the_densities_of_two_parts(one, other, sigma):
    (first, x), (second, _) = (tuple(np.array(each)[:, :1] for each in cloud) for cloud in (one, other))
    m, n = len(first), len(second)
    parts = [parzen_log_likelihood(each, x, sigma) + np.log(len(each) / (m + n)) for each in (first, second)]
    assert same(parzen_log_likelihood(np.concatenate([first, second]), x, sigma), np.logaddexp(*parts)).all()


def test_the_selected_bandwidth_is_the_best_on_the_validation_points():
    samples, validation = points(400, 1), points(300, 1, seed=1)
    sigmas = np.geomspace(0.01, 3, 40)
    scores = [by_scikit_learn(samples, validation, sigma).mean() for sigma in sigmas]
    assert select_sigma(samples, validation, sigmas) == sigmas[np.argmax(scores)]
    assert select_sigma(samples, validation, sigmas[::-1]) == sigmas[np.argmax(scores)]


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("d", [1, 5])
def test_the_default_grid_follows_the_standard_deviation_and_is_within_a_step_of_the_best(unit, d):
    samples, validation = unit * points(300, d), unit * points(200, d, seed=1)
    found = select_sigma(samples, validation)
    fine = found * np.geomspace(0.8, 1.25, 41)
    scores = [parzen_log_likelihood(samples, validation, sigma).mean() for sigma in fine]
    assert 0.85 <= fine[np.argmax(scores)] / found <= 1.18


@pytest.mark.parametrize("factor", [1e-3, 30.0])
def test_the_default_grid_is_continued_at_the_end_where_the_best_is(factor):
    """Samples whose standard deviation is no guide: two narrow clusters far apart, and samples much too narrow."""
    if factor < 1:
        samples = np.concatenate([factor * points(200, 1), 100 + factor * points(200, 1, seed=2)])
        validation = factor * points(200, 1, seed=1)
    else:
        samples, validation = points(200, 1), factor * points(200, 1, seed=1)
    found = select_sigma(samples, validation)
    assert not 0.02 * samples.std() < found < 2 * samples.std()
    scores = [parzen_log_likelihood(samples, validation, found * c).mean() for c in (0.8, 1, 1.25)]
    assert np.argmax(scores) == 1


def test_a_best_bandwidth_at_an_end_of_a_given_grid_is_warned_of():
    samples, validation = points(100, 1), points(100, 1, seed=1)
    for sigmas in ([0.001, 0.002], [50.0, 20.0]):
        with pytest.warns(UserWarning, match=f"the best sigma, {0.002 if sigmas[0] < 1 else 20:g}, is an end of the"):
            select_sigma(samples, validation, sigmas)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert select_sigma(samples, validation, [0.3]) == 0.3


def test_no_bandwidth_is_best_where_the_samples_validate_themselves():
    samples = points(50, 1)
    with pytest.raises(
        ValueError, match="expected validation points with a best sigma; got ever better scores for smaller"
    ):
        select_sigma(samples, samples)


def test_the_estimate_is_a_mean_over_the_test_points_with_its_standard_error():
    samples, validation, test = points(500, 2), points(100, 2, seed=1), points(80, 2, seed=2)
    found = parzen(samples, validation, test)
    values = by_scikit_learn(samples, test, select_sigma(samples, validation))
    assert found.sigma == select_sigma(samples, validation)
    assert found.mean == pytest.approx(values.mean(), rel=1e-12)
    assert found.standard_error == pytest.approx(values.std(ddof=1) / np.sqrt(80), rel=1e-10)


def test_bandwidths_may_come_in_any_order():
    """The best one comes last, and is no end of the grid, so that no warning is due."""
    assert select_sigma([-1.0, 0.0, 1.0], [-0.5, 0.5], sigmas=[0.1, 2.5, 0.5]) == 0.5


def test_the_validation_points_select_the_bandwidth_and_not_the_test_points():
    samples, near, far = np.linspace(-1, 1, 50), np.linspace(-1, 1, 9), np.array([-3.0, 3.0])
    by_near, by_far = select_sigma(samples, near), select_sigma(samples, far)
    assert by_near < by_far
    assert (parzen(samples, near, far).sigma, parzen(samples, far, near).sigma) == (by_near, by_far)


def test_across_folds_the_standard_error_is_that_of_the_folds_means():
    folds = [ParzenEstimate(0.1, 2.0, 9.0), ParzenEstimate(0.2, 4.0, 9.0), ParzenEstimate(0.3, 9.0, 9.0)]
    assert across_folds(folds) == ParzenEstimate((0.1, 0.2, 0.3), 5.0, pytest.approx(np.sqrt(13 / 3)))


def test_lists_and_integers_are_points_too():
    assert parzen_log_likelihood([0, 1], [0.5], 1) == pytest.approx(norm.logpdf(0.5))
    assert parzen_log_likelihood([[0, 0]], [[0, 0]], 1) == pytest.approx(-np.log(2 * np.pi))


def test_arguments_are_left_as_they_are():
    samples, x = points(20, 1), points(20, 1, seed=1)
    before = samples.copy(), x.copy()
    parzen_log_likelihood(samples, x, 0.1)
    assert (samples == before[0]).all() and (x == before[1]).all()


ONE = [0.0, 1.0]
MISTAKES = {
    "another dimension": ((ONE, [[0.0, 1.0]], 1), "expected points of the samples' dimension, 1; got dimension 2"),
    "no samples": (([], ONE, 1), r"expected samples of shape \(m,\) or \(m, d\), not empty; got shape \(0,\)"),
    "no points": ((ONE, np.empty((0, 1)), 1), r"expected x of shape .*; got shape \(0, 1\)"),
    "a number": ((ONE, 0.5, 1), r"expected x of shape .*; got shape \(\)"),
    "a stack": ((np.zeros((2, 2, 2)), ONE, 1), r"expected samples of shape .*; got shape \(2, 2, 2\)"),
    "nan": (([0.0, np.nan], ONE, 1), "expected finite samples; got 1 nan or infinite among 2"),
    "infinity": ((ONE, [np.inf, -np.inf], 1), "expected finite x; got 2 nan or infinite among 2"),
    "words": ((["a"], ONE, 1), "expected samples of real numbers; got list"),
    "zero": ((ONE, ONE, 0), r"expected sigma > 0, finite; got \[0\.\]"),
    "a negative bandwidth": ((ONE, ONE, -1.5), r"expected sigma > 0, finite; got \[-1\.5\]"),
    "a bandwidth of nan": ((ONE, ONE, np.nan), r"expected sigma > 0, finite; got \[nan\]"),
    "an infinite bandwidth": ((ONE, ONE, np.inf), r"expected sigma > 0, finite; got \[inf\]"),
    "None": ((ONE, ONE, None), "expected sigma of real numbers"),
    "points too far": ((ONE, [1e200], 1), r"expected points within 1e\+140 and within 1e\+140 sigma of 0; got 1e\+200"),
    "too small a bandwidth": ((ONE, ONE, 1e-200), "expected points within .* sigma of 0; got 1$"),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_an_error(arguments, message):
    with pytest.raises(ValueError, match=message):
        parzen_log_likelihood(*arguments)


def test_mistakes_about_validation_test_and_folds_are_errors():
    with pytest.raises(ValueError, match=r"expected validation of shape .*; got shape \(0,\)"):
        select_sigma(ONE, [])
    with pytest.raises(ValueError, match="expected sigma > 0, finite"):
        select_sigma(ONE, ONE, [])
    with pytest.raises(
        ValueError, match="expected at least two distinct values among samples and validation points; got"
    ):
        select_sigma([1.0, 1.0], [1.0])
    with pytest.raises(ValueError, match="expected at least 2 test points, for a standard error; got 1"):
        parzen(ONE, [0.5], [0.5])
    with pytest.raises(ValueError, match="expected at least 2 folds, for a standard error; got 1"):
        across_folds([ParzenEstimate(0.1, 0.0, 0.0)])
    with pytest.raises(ValueError, match=r"expected a ParzenEstimate of each fold; got \[1, 2\]"):
        across_folds([1, 2])
