"""A user's own G must be a function of arrays and of tensors."""

import numpy as np
import pytest

from gan_theory import train
from tests.support.training import Wave


class Numpys(Wave):
    def __call__(self, theta, z):
        return theta[0] + np.exp(theta[1] * z)


class Scalar(Wave):
    def __call__(self, theta, z):
        return theta[0]


@pytest.mark.parametrize("G", [Numpys(), Scalar()])
def test_a_G_that_is_not_a_function_of_arrays_and_tensors_raises(G):
    with pytest.raises(
        ValueError, match=r"expected G\(theta, z\) of the shape of z \(m,\), for NumPy arrays and torch"
    ):
        train("gaussian", G=G)
