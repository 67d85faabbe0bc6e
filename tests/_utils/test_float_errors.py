"""What underflows is 0, whatever the error state, which stays as it is."""

import numpy as np
import pytest

from gan_theory._utils.float_errors import UNDERFLOW_IS_0, without_underflow_errors


@UNDERFLOW_IS_0
def square(x):
    return np.square(x)


def squares(numbers):
    for x in numbers:
        yield np.square(x)


def test_a_decorated_function_does_not_raise_and_leaves_the_state_as_it_was():
    with np.errstate(all="raise"):
        assert square(np.array([1e-200])) == 0
        assert np.geterr()["under"] == "raise"
        with pytest.raises(FloatingPointError):
            np.square(np.array([1e-200]))


def test_items_are_computed_without_errors_and_read_in_the_callers_state():
    with np.errstate(all="raise"):
        found = []
        for item in without_underflow_errors(squares(np.array([[1e-200], [2.0]]))):
            assert np.geterr()["under"] == "raise"
            found.append(item.item())
    assert found == [0, 4]
