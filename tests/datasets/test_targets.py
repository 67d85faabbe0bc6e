"""Targets: the named ones, and those made of a distribution, a density or samples."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import stats

from gan_theory import TARGETS, Density, Target, grid, read_column
from gan_theory.datasets.targets import OLD_FAITHFUL, as_target


@pytest.mark.parametrize("name", TARGETS)
def test_each_named_target_is_a_density_with_its_name(name):
    target = as_target(name.title())
    assert target.name == name
    assert target.p_data.n == 512
    assert target.centre == target.p_data.mean()
    assert target.scale == target.p_data.std() > 0
    assert (target.samples is None) != name.startswith("old-faithful")


def test_the_named_targets_are_the_stated_distributions():
    for name, expected in (("exponential", stats.expon()), ("uniform", stats.uniform()), ("skewed", stats.gamma(2))):
        np.testing.assert_array_equal(as_target(name).p_data.p, Density.from_scipy(expected).p)
    for column, name in (("eruption_minutes", "old-faithful"), ("waiting_minutes", "old-faithful-waiting")):
        np.testing.assert_array_equal(as_target(name).samples, read_column(OLD_FAITHFUL, column).values)


def test_samples_are_smoothed():
    minutes = read_column(OLD_FAITHFUL).values
    target = as_target(minutes)
    assert target.name == "ndarray"
    assert target.p_data.bandwidth == pytest.approx(0.1501, abs=5e-5)
    np.testing.assert_array_equal(target.p_data.p, Density.from_samples(minutes).p)


def test_a_density_and_a_target_stay_as_they_are():
    density = Density.from_scipy(stats.norm(2, 1), grid(-3, 7, 100))
    target = as_target(density)
    assert (target.name, target.p_data is density) == ("Density", True)
    assert as_target(target) is target


def test_the_grid_of_a_distribution_has_512_cells_beyond_the_1e_5_quantiles():
    target = as_target(stats.norm(4, 0.5))
    density = target.p_data
    assert (target.name, density.n) == ("norm", 512)
    assert density.edges[0] < stats.norm(4, 0.5).ppf(1e-5)
    assert density.edges[-1] > stats.norm(4, 0.5).isf(1e-5)


def test_a_dataset_is_drawn_from_the_samples_or_else_from_the_density():
    minutes = read_column(OLD_FAITHFUL).values
    target = Target("eruptions", Density.from_samples(minutes), minutes)
    assert set(target.dataset(20, 0)) <= set(minutes)
    assert target.dataset(minutes.size, 0) is target.samples
    for drawn in (target, as_target("gaussian")):
        assert drawn.dataset(50, 7).shape == (50,)
        assert drawn.dataset(50, 7).tolist() == drawn.dataset(50, 7).tolist()
        assert drawn.dataset(50, 7).tolist() != drawn.dataset(50, 8).tolist()


def test_no_sample_is_in_a_dataset_twice():
    samples = np.random.default_rng(0).normal(size=50)
    target = as_target(samples)
    for seed in range(5):
        drawn = target.dataset(40, seed)
        assert set(drawn) <= set(samples)
        assert len(set(drawn)) == 40


BAD = {
    "near": ("two-mode", "expected the name of a target; got 'two-mode' .near it: two-modes"),
    "far": ("zzz", "expected the name of a target; got 'zzz' .known: gaussian, wide-gaussian, "),
    "nan": ([1.0, np.nan, 2.0], "finite samples; got 1"),
    "one value": ([1.0, 1.0], "two distinct samples"),
    "nothing": (None, "expected a target: a name, .*; got None"),
    "a point": (
        Density([0, 1, 2], [0, 1, 0]),
        r"^expected a p_data with a finite standard deviation > 0; got Density\(.*\), with 0$",
    ),
    "not frozen": (stats.gamma, "frozen scipy.stats distribution"),
}


@pytest.mark.parametrize(("target", "message"), BAD.values(), ids=BAD)
def test_bad_targets_are_rejected(target, message):
    with pytest.raises(ValueError, match=message):
        as_target(target)


def test_the_targets_load_scipy_stats_only_when_they_need_it():
    script = """
import sys
from gan_theory.datasets.targets import as_target
as_target("two-modes"), as_target("old-faithful")
assert "scipy.stats" not in sys.modules
as_target("skewed")
assert "scipy.stats" in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)
