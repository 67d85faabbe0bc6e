"""Arrays of frozen dataclasses are read-only, also in copies and after unpickling; those of users stay writeable."""

import copy
import pickle

import numpy as np
import pytest

from gan_theory import Case, Density, train
from gan_theory._utils.read_only import read_only
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.datasets.targets import Target, as_target

SAMPLES = np.random.default_rng(0).normal(size=200)
(FRAME,) = [frame for frame in train("gaussian", steps=1, frames=1) if frame.step]
OBJECTS = {
    "Density": Density([0.0, 1.0], [0.5, 0.5]),
    "smoothed samples": Density.from_samples(SAMPLES),
    "Target": as_target(SAMPLES),
    "Target by name": Target("two", Density([0.0, 1.0], [0.5, 0.5]), np.array([0.0, 1.0])),
    "Split": train_validation_test_split(SAMPLES, 0),
    "Frame": FRAME,
    "Generator": FRAME.G,
    "Case": Case("two", np.array([0.5, 0.5]), np.array([0.25, 0.75]), np.log([0.25, 0.75])),
}
COPIES = {
    "itself": lambda value: value,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": lambda value, p=protocol: pickle.loads(pickle.dumps(value, p)) for protocol in range(6)},
}


def arrays(value):
    """The arrays of a dataclass and of those within it."""
    for each in vars(value).values():
        if isinstance(each, np.ndarray):
            yield each
        elif hasattr(each, "__dataclass_fields__"):
            yield from arrays(each)


@pytest.mark.parametrize("make", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("value", OBJECTS.values(), ids=OBJECTS)
def test_arrays_are_read_only_in_every_copy(value, make):
    made = make(value)
    for array, original in zip(arrays(made), arrays(value), strict=True):
        np.testing.assert_array_equal(array, original)
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


def test_the_user_s_own_arrays_stay_writeable_and_are_not_changed():
    mine = SAMPLES.copy()
    target, case = as_target(mine), Case("mine", mine, mine)
    assert not target.samples.flags.writeable and not case.p_data.flags.writeable
    mine[0] = 7.0
    assert mine.flags.writeable


def test_what_is_no_array_stays_as_it_is():
    for value in (None, 1.5, "a", [1.0]):
        assert read_only(value) is value
