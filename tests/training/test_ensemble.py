"""An ensemble equals its single runs, and ends once all of them have diverged."""

import numpy as np
import pytest

from gan_theory import Recipe, train, train_many
from gan_theory.training.algorithm_1 import Algorithm1
from gan_theory.training.ensemble import block_size
from tests.support.training import SHORT


def test_an_ensemble_equals_its_single_runs_to_rounding(monkeypatch):
    """Computed in two blocks. To the bit with OpenBLAS, but that depends on the library."""
    monkeypatch.setattr("gan_theory.training.ensemble.usable_cores", lambda: 2)
    seeds = (5, 0, 11, *range(20, 37))
    ensemble = list(train_many("two-modes", SHORT, seeds=seeds))
    for i in (0, 2, 15, 16, 18):
        for frames, single in zip(ensemble, train_many("two-modes", SHORT, seeds=seeds[i : i + 1]), strict=True):
            np.testing.assert_allclose(frames[i].G_z, single[0].G_z, atol=1e-4)
            np.testing.assert_allclose(frames[i].V, single[0].V, atol=1e-4)
    *_, last = train("two-modes", SHORT, seed=11)
    np.testing.assert_allclose(ensemble[-1][2].G_z, last.G_z, atol=1e-4)


def test_an_ensemble_ends_once_all_have_diverged():
    frames = []
    with pytest.raises(FloatingPointError, match="training diverged by step 10: "):
        for each in train_many("two-modes", SHORT, seeds=range(18), lr_G=1e38):
            frames.append(each)
    assert [len(each) for each in frames] == [18]
    with pytest.raises(ValueError, match="expected at least one seed; got none"):
        train_many("two-modes", seeds=())


def test_a_large_ensemble_is_taken_a_few_at_a_time(monkeypatch):
    whole = list(train_many("two-modes", steps=5, frames=1, seeds=range(5)))
    monkeypatch.setattr("gan_theory.training.ensemble.LARGEST_BLOCK", 3)  # the second block has two
    for frames, others in zip(whole, train_many("two-modes", steps=5, frames=1, seeds=range(5)), strict=True):
        assert [frame.V for frame in frames] == [frame.V for frame in others]


def test_each_GAN_of_an_ensemble_has_its_own_data_set():
    recipe = Recipe(dataset_size=10, steps=20, frames=1)
    *_, ensemble = train_many("gaussian", recipe, seeds=(3, 4))
    for seed, frame in zip((3, 4), ensemble):
        *_, alone = train("gaussian", recipe, seed=seed)
        np.testing.assert_allclose(frame.G_z, alone.G_z, atol=1e-4)
        np.testing.assert_allclose(frame.logit, alone.logit, atol=1e-3)


@pytest.mark.parametrize(
    ("cores", "E", "size"),
    [(1, 1, 1), (1, 32, 32), (1, 33, 17), (4, 7, 7), (4, 15, 15), (4, 16, 8), (4, 64, 16), (4, 999, 32), (64, 64, 8)],
)
def test_blocks_are_as_many_as_cores_unless_they_are_small_or_large(cores, E, size):
    assert block_size(E, cores) == size


@pytest.mark.parametrize(("cores", "size"), [(1, 20), (2, 10)])
def test_an_ensemble_is_computed_in_a_block_on_each_core(cores, size, monkeypatch):
    sizes = []

    class Counted(Algorithm1):
        def __init__(self, target, recipe, seeds, **keywords):
            sizes.append(len(seeds))
            super().__init__(target, recipe, seeds, **keywords)

    monkeypatch.setattr("gan_theory.training.ensemble.Algorithm1", Counted)
    monkeypatch.setattr("gan_theory.training.ensemble.usable_cores", lambda: cores)
    next(train_many("two-modes", SHORT, seeds=range(20)))
    assert sizes == [size] * (20 // size)
