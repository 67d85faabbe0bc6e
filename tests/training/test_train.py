"""train yields Frames from the first step to the last, the same for the same seed; the default recipe works."""

import numpy as np
import pytest
import torch
from scipy import stats

from gan_theory import Density, Recipe, grid, train, train_many
from gan_theory._utils.csv import read_column
from gan_theory.datasets.targets import OLD_FAITHFUL, TARGETS, as_target
from tests.support.training import SHORT


def test_frames_run_from_before_the_first_step_to_after_the_last(short_run):
    assert [frame.step for frame in short_run] == [0, 10, 20, 30, 40, 50, 60]


def test_fewer_steps_than_frames_give_a_frame_each():
    assert [frame.step for frame in train("two-modes", steps=3)] == [0, 1, 2, 3]


def test_the_same_seed_gives_the_same_frames_to_the_bit(short_run):
    again = list(train("two-modes", SHORT, seed=3))
    for one, other in zip(short_run, again):
        np.testing.assert_array_equal(one.G_z, other.G_z)
        np.testing.assert_array_equal(one.logit, other.logit)
        np.testing.assert_array_equal(one.p_g.p, other.p_g.p)
    *_, different = train("two-modes", SHORT, seed=4)
    assert not np.array_equal(short_run[-1].G_z, different.G_z)


def test_training_touches_no_global_generator_and_no_thread_count():
    torch.manual_seed(0)
    np.random.seed(0)  # noqa: NPY002
    state, legacy, threads = torch.get_rng_state(), np.random.get_state()[1].copy(), torch.get_num_threads()  # noqa: NPY002
    list(train("two-modes", steps=2))
    assert torch.equal(torch.get_rng_state(), state)
    assert np.array_equal(np.random.get_state()[1], legacy)  # noqa: NPY002
    assert torch.get_num_threads() == threads


@pytest.mark.parametrize("target", [*TARGETS])
def test_the_default_recipe_brings_the_jsd_under_a_hundredth(target):
    *_, frames = train_many(target, Recipe(frames=1), seeds=(0, 1))
    assert max(frame.jsd for frame in frames) < 0.01
    assert max(frame.D_from_half for frame in frames) < 0.05


SHIFTED = Recipe(steps=300, frames=1)
SHIFTS = {"far from 0": (400.0, 0.5), "wide": (0.0, 1e4), "very far": (1e9, 0.5), "narrow": (4.0, 1e-3)}


@pytest.fixture(scope="module")
def centred_jsd():
    *_, centred = train(stats.norm(0, 1), SHIFTED, seed=0)
    return centred.jsd


@pytest.mark.parametrize(("mean", "std"), SHIFTS.values(), ids=SHIFTS)
def test_data_far_from_0_or_wide_train_as_well_as_centred_data(mean, std, centred_jsd):
    *_, moved = train(stats.norm(mean, std), SHIFTED, seed=0)
    assert moved.jsd == pytest.approx(centred_jsd, abs=2e-3)


def test_real_samples_are_smoothed_and_so_trained_on():
    _, minutes = read_column(OLD_FAITHFUL)
    target = as_target(minutes)
    assert 0.05 < target.p_data.bandwidth < 0.3
    np.testing.assert_array_equal(target.p_data.p, Density.from_samples(minutes).p)


def test_a_density_is_a_target():
    density = Density.from_pdf(stats.norm(2, 1).pdf, grid(-3, 7, 100))
    *_, frame = train(density, steps=5)
    assert frame.p_data is density


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("two-mode", "expected the name of a target; got 'two-mode' .near it: two-modes"),
        ("zzz", "expected the name of a target; got 'zzz' .known: gaussian, wide-gaussian, "),
        ([1.0, np.nan, 2.0], "finite samples; got 1"),
        ([1.0, 1.0], "two distinct samples"),
        (None, "expected a target: a name, .*; got None"),
        (Density([0, 1, 2], [0, 1, 0]), "finite standard deviation > 0; got Density"),
        (stats.gamma, "frozen scipy.stats distribution"),
    ],
    ids=["near", "far", "nan", "one value", "nothing", "a point", "not frozen"],
)
def test_bad_targets_raise_at_once(target, message):
    with pytest.raises(ValueError, match=message):
        train(target)


def test_bad_seeds_raise_at_once():
    for seed, message in (
        (-1, "expected seed, an integer >= 0; got -1"),
        (2**64, "expected seed <= "),
        (0.5, "got 0.5"),
        (range(3), r"got range\(0, 3\)"),
    ):
        with pytest.raises(ValueError, match=message):
            train("two-modes", seed=seed)


SAMPLES = np.round(np.random.default_rng(0).normal([-0.5, 0.5], [0.2, 0.25], (150, 2)).ravel() * 1024) / 1024


@pytest.mark.parametrize("changes", [{}, {"dataset_size": 50}], ids=["fresh samples", "a data set"])
def test_training_does_not_depend_on_where_the_data_are_and_in_which_unit(changes):
    def measures(samples):
        return [(frame.V, frame.jsd) for frame in train(samples, steps=20, frames=2, seed=1, **changes)]

    about_0 = measures(SAMPLES)
    for unit in (2.0**130, 2.0**-130):  # beyond float32, and exact
        assert measures(unit * SAMPLES) == about_0
    for offset in (1e9, -1e9):  # where samples are exact, and float64 rounds the cells to 1e-7
        np.testing.assert_allclose(measures(offset + SAMPLES), about_0, rtol=1e-5)
