"""Minibatches depend on the seed and their number alone, and are of p_data or of the data set."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import Algorithm1, Recipe
from gan_theory._utils.csv import read_column
from gan_theory.datasets.targets import OLD_FAITHFUL, TARGETS, as_target
from tests.support.training import SHORT, draw_data


def test_minibatches_depend_on_the_seed_and_their_number_alone():
    one, other = Algorithm1("two-modes", SHORT, 3), Algorithm1("two-modes", SHORT, [1, 3])
    other.rounds(1, 70, 0)
    first = [next(one._data) for _ in range(71)]
    assert np.array_equal(next(other._data)[1], first[70][0])
    assert len({float(batch.sum()) for batch in first}) == 71
    assert not np.array_equal(next(one._noise), next(one._data))


def test_D_sees_only_the_points_of_the_data_set():
    _, minutes = read_column(OLD_FAITHFUL)
    drawn = draw_data(Algorithm1(minutes, Recipe(dataset_size=minutes.size)), 64)
    near = np.abs(drawn[:, None] - np.unique(minutes)).min(axis=1)
    assert near.max() < 1e-5
    fifty = draw_data(Algorithm1("gaussian", Recipe(dataset_size=50), 7), 64)
    assert len(np.unique(fifty)) == 50
    np.testing.assert_allclose(np.unique(fifty), np.sort(as_target("gaussian").dataset(50, 7)), rtol=1e-5)
    assert not np.isin(fifty, draw_data(Algorithm1("gaussian", Recipe(dataset_size=50), 8), 64)).any()
    assert set(as_target(minutes).dataset(20, 0)) <= set(minutes)


@pytest.mark.parametrize("target", TARGETS)
def test_D_sees_the_density_that_G_is_compared_with(target):
    game = Algorithm1(target, Recipe(batch=4096))
    p_data = game.target.p_data
    drawn = draw_data(game, 64)
    inside, expected = np.histogram(drawn, p_data.edges)[0], drawn.size * p_data.p
    judged = expected > 25
    assert judged.sum() > 100
    assert (np.abs(inside - expected)[judged] / np.sqrt(expected[judged])).max() < 5
    assert inside.sum() > drawn.size - 5


@pytest.mark.parametrize("dataset_size", [0, 20])
def test_noise_and_data_are_independent(dataset_size):
    """Their correlation is within five standard deviations of 0."""
    game = Algorithm1("uniform", Recipe(noise="uniform", dataset_size=dataset_size), 3)
    x, z = (np.concatenate([next(stream).ravel() for _ in range(64)]) for stream in (game._data, game._noise))
    assert abs(np.corrcoef(x, z)[0, 1]) < 5 / np.sqrt(x.size)


def test_each_seed_has_noise_and_data_of_its_own():
    game = Algorithm1("uniform", Recipe(noise="uniform"), [3, 4])
    for stream in (game._data, game._noise):
        one, other = np.concatenate([next(stream)[..., 0] for _ in range(64)], axis=1)
        assert abs(np.corrcoef(one, other)[0, 1]) < 5 / np.sqrt(one.size)


@pytest.mark.parametrize(("noise", "distribution"), [("normal", stats.norm()), ("uniform", stats.uniform(-1, 2))])
def test_noise_has_the_distribution_that_the_recipe_names(noise, distribution):
    game = Algorithm1("two-modes", Recipe(noise=noise), 3)
    z = np.concatenate([next(game._noise).ravel() for _ in range(64)])
    assert stats.kstest(z, distribution.cdf).pvalue > 1e-6


def test_each_point_of_a_data_set_is_drawn_as_often_as_others():
    """Within five standard deviations of the mean number of times."""
    drawn = draw_data(Algorithm1("gaussian", Recipe(dataset_size=20), 7), 64)
    _, counts = np.unique(drawn, return_counts=True)
    assert counts.size == 20
    assert np.abs(counts - drawn.size / 20).max() < 5 * np.sqrt(drawn.size / 20)
