"""Held-out evaluation: G is judged on unseen data; copies are reported, and a good G is not."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import stats

from gan_theory import Density, GaussianMixture, push_forward
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.densities.noise import NOISES
from gan_theory.evaluation.held_out import evaluate, nearest_neighbours, p_g_pdf
from gan_theory.evaluation.held_out_report import SIGNIFICANCE
from gan_theory.evaluation.parzen import parzen
from gan_theory.evaluation.two_samples import kolmogorov_smirnov, mann_whitney
from gan_theory.training.frame import Frame, Generator

NODES = 4097


def frame_of(G, noise, p_data):
    """A Frame of the function G; its D is ½ everywhere."""
    z = NOISES[noise].nodes(NODES)
    p_g = push_forward(z, G(z), noise, p_data.x)
    generator = Generator(lambda theta, z: G(z), np.zeros(0), noise, 0.0, 1.0)
    return Frame(0, noise, z, G(z), p_data, p_g, np.zeros(p_data.n), 0.0, 0.0, 0.0, generator)


def copier(points):
    """A G with each of the points as a value, and no others, for z ~ U(−1, 1)."""
    return lambda z: points[np.clip((z + 1) / 2 * points.size, 0, points.size - 1).astype(int)]


def test_an_atom_counts_as_spread_evenly_over_its_cell():
    p_data = Density.from_scipy(stats.norm())
    frame = frame_of(lambda z: 0.5 + 0 * z, "normal", p_data)
    assert p_g_pdf(frame, np.array([0.5])) == pytest.approx(1 / p_data.dx)
    assert p_g_pdf(frame, np.array([0.6])) == 0


def test_distance_is_the_mass_to_the_nearest_datum_seen():
    p_data, seen = Density.from_scipy(stats.norm()), np.array([2.0, -1.0, 0.0, 2.0])
    x = np.array([-1.5, -0.9, 0.0, 0.4, 1.9, 3.0])
    neighbours, distances = nearest_neighbours(p_data, seen, x)
    assert neighbours.tolist() == [0, 0, 1, 1, 2, 2]
    expected = abs(stats.norm.cdf(x) - stats.norm.cdf(np.array([-1.0, 0.0, 2.0])[neighbours]))
    np.testing.assert_allclose(distances, expected, atol=1e-4)


TWO_MODES = GaussianMixture((-2.0, 2.0), (0.5, 1.0), (0.4, 0.6))
Z = np.linspace(-6, 6, NODES)


@cache
def quantiles():
    return np.array([TWO_MODES.ppf(u) for u in stats.norm.cdf(np.clip(Z, -5, 5))])


def exact_G(z):
    """The G whose p_g is TWO_MODES, for z ~ N(0, 1)."""
    return np.interp(z, Z, quantiles())


def evaluate_exact_G(seed, m=500):
    split = train_validation_test_split(TWO_MODES.rvs(m, seed), seed)
    return evaluate(frame_of(exact_G, "normal", split.target("data").p_data), split, seed=seed)


def evaluate_copies(seed, m=500, points=None):
    """Evaluate the G that copies the first points of the training data, which are all that D sees."""
    split = train_validation_test_split(TWO_MODES.rvs(m, seed), seed)
    seen = split.train[:points]
    return evaluate(frame_of(copier(seen), "uniform", split.target("data").p_data), split, seen, seed)


def test_the_log_likelihood_is_that_of_the_distribution_at_the_test_data():
    samples = TWO_MODES.rvs(500, 0)
    test = train_validation_test_split(samples, 0).test
    found = evaluate_exact_G(0)
    expected = TWO_MODES.logpdf(test)
    assert found.log_p_g.mean == pytest.approx(expected.mean(), abs=0.01)
    assert found.log_p_g.standard_error == pytest.approx(expected.std(ddof=1) / 10, rel=0.05)
    assert (found.n, found.outside_support) == (100, 0)
    assert found.gap.mean == pytest.approx(found.log_p_data.mean - found.log_p_g.mean, abs=1e-12)
    assert abs(found.parzen.mean - expected.mean()) < 3 * found.parzen.standard_error


def test_the_exact_distribution_counts_as_memorising_as_rarely_as_stated():
    """And the two-sample test rejects it as rarely: 40 seeds, five standard deviations."""
    found = [evaluate_exact_G(seed, 200) for seed in range(40)]

    def most(alpha):
        return 40 * alpha + 5 * np.sqrt(40 * alpha * (1 - alpha))

    assert sum(each.memorised for each in found) <= most(SIGNIFICANCE)
    assert sum(each.ks.pvalue <= 0.05 for each in found) <= most(0.05)
    assert np.mean([each.nearest.statistic for each in found]) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("points", [10, 20, None], ids=["10 points", "20 points", "all of them"])
def test_a_g_that_copies_what_it_saw_counts_as_memorising(points):
    for seed in range(10):
        found = evaluate_copies(seed, 200, points)
        assert found.memorised
        assert found.nearest.statistic > 0.9
        assert found.effective_neighbours == pytest.approx(points or 120, rel=0.1)
        assert found.n_seen == (points or 120)
        assert found.gap.mean > 5 * found.gap.standard_error
        assert found.seen_gain.mean > 5 * found.seen_gain.standard_error


def test_a_collapsed_g_does_not_count_as_memorising():
    split = train_validation_test_split(TWO_MODES.rvs(500, 0))
    for value in split.train[:5]:
        frame = frame_of(lambda z, value=value: value + 0 * z, "normal", split.target("data").p_data)
        found = evaluate(frame, split)
        assert (found.effective_neighbours, found.memorised) == (1, False)
        assert found.nearest.statistic == 1


def test_copies_of_unseen_data_are_no_sign_of_memorising():
    """Half of the data have one value, without a rounding step: unseen data are copies too, of what both have seen."""

    def draw(rng):
        return np.where(rng.random(400) < 0.5, 0.0, rng.normal(3, 1, 400))

    for seed in range(5):
        rng = np.random.default_rng(seed)
        split, others = train_validation_test_split(draw(rng), seed), draw(rng)
        assert split.rounding_step == 0 < split.bandwidth
        assert not evaluate(frame_of(copier(others), "uniform", split.target("data").p_data), split).memorised


def test_an_outlier_that_leaves_parzen_windows_without_a_best_bandwidth_is_reported():
    split = train_validation_test_split(TWO_MODES.rvs(300, 0))
    far = replace(split, validation=np.append(split.validation, 1e13))
    found = evaluate(frame_of(exact_G, "normal", split.target("data").p_data), far)
    assert found.parzen is None
    assert found.parzen_error == (
        "expected validation points with a best sigma; got ever better scores for larger ones"
    )
    assert f"\nParzen    none: {found.parzen_error}\n" in found.in_words()
    assert found.log_p_g == evaluate_exact_G(0, 300).log_p_g


def test_the_report_follows_the_unit():
    def evaluate_in(unit):
        split = train_validation_test_split(unit * TWO_MODES.rvs(300, 0))
        return evaluate(frame_of(lambda z: unit * exact_G(z), "normal", split.target("").p_data), split)

    one, other = evaluate_in(1.0), evaluate_in(1e150)
    assert other.log_p_g.mean == pytest.approx(one.log_p_g.mean - np.log(1e150), abs=1e-6)
    assert other.ks == one.ks
    assert other.gap.mean == pytest.approx(one.gap.mean, abs=1e-6)


def in_other_units(frame, centre, scale):
    """The frame with a G that computes x in other units, as those of training do; its values are the same."""
    G = Generator(lambda theta, z: (frame.G(z) - centre) / scale, frame.G.theta, frame.noise, centre, scale)
    return replace(frame, G=G)


def test_the_parzen_estimate_does_not_depend_on_the_units_of_g():
    """And it is that of the samples as they are, for units far from 0 and 1."""
    split = train_validation_test_split(TWO_MODES.rvs(300, 0), 0)
    frame = frame_of(exact_G, "normal", split.target("data").p_data)
    expected = parzen(frame.sample(10_000, 0), split.validation, split.test)
    for centre, scale in ((0.0, 1.0), (0.5, 3.0), (-1.0, 0.01)):
        found = evaluate(in_other_units(frame, centre, scale), split).parzen
        assert found.sigma == pytest.approx(expected.sigma, rel=1e-9)
        assert found.mean == pytest.approx(expected.mean, abs=1e-9)
        assert found.standard_error == pytest.approx(expected.standard_error, abs=1e-9)


def test_the_seed_of_an_evaluation_is_that_of_its_samples_and_permutations():
    split = train_validation_test_split(TWO_MODES.rvs(300, 0), 0)
    frame = frame_of(exact_G, "normal", split.target("data").p_data)
    for seed in (1, 2):
        found, generated = evaluate(frame, split, seed=seed), frame.sample(10_000, seed)
        assert found.ks == kolmogorov_smirnov(generated, split.test)
        distances = [nearest_neighbours(frame.p_data, split.train, x)[1] for x in (generated, split.test)]
        assert found.nearest == mann_whitney(*distances, seed)


def test_the_effective_number_of_neighbours_weighs_each_by_its_share_of_the_samples():
    """Three quarters of the samples at one datum and a quarter at another: 1/(9/16 + 1/16) of them."""
    split = train_validation_test_split(TWO_MODES.rvs(300, 0), 0)
    often, seldom = split.train[:2]
    frame = frame_of(lambda z: np.where(z < 0.5, often, seldom), "uniform", split.target("data").p_data)
    assert evaluate(frame, split).effective_neighbours == pytest.approx(1.6, rel=0.05)


def test_an_outlier_among_the_test_data_costs_a_bounded_number_of_nats():
    split = train_validation_test_split(TWO_MODES.rvs(300, 0), 0)
    far = replace(split, test=np.append(split.test, 1e3))
    found = evaluate(frame_of(exact_G, "normal", split.target("data").p_data), far)
    for estimate in (found.log_p_g, found.log_p_data, found.gap):
        assert np.isfinite([estimate.mean, estimate.standard_error]).all()


def test_data_where_p_g_is_0_are_counted():
    split = train_validation_test_split(TWO_MODES.rvs(300, 0), 0)
    found = evaluate(frame_of(lambda z: np.abs(exact_G(z)), "normal", split.target("data").p_data), split)
    assert found.outside_support == np.count_nonzero(split.test < 0) > 0
    assert f"p_g = 0 at {found.outside_support} of the 60" in found.in_words()


def test_no_evaluation_without_test_data():
    split = train_validation_test_split(np.arange(10.0) ** 1.5)
    with pytest.raises(ValueError, match="expected a number of test data, an integer >= 2; got 0"):
        evaluate(frame_of(np.exp, "normal", split.target("data").p_data), split)
