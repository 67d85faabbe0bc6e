"""Gaussian mixtures for Hypothesis, and their moments."""

import numpy as np
from hypothesis import strategies as st

from gan_theory import GaussianMixture

mixtures = st.builds(
    lambda means, stds, share: GaussianMixture(tuple(means), tuple(stds), (share, 1 - share)),
    st.lists(st.floats(-2, 2), min_size=2, max_size=2),
    st.lists(st.floats(0.4, 1.5), min_size=2, max_size=2),
    st.floats(0.1, 0.9),
)


def moments(mixture):
    """The mean and the standard deviation of a mixture."""
    means, stds, weights = (np.array(each) for each in (mixture.means, mixture.stds, mixture.weights))
    mean = weights @ means
    return mean, np.sqrt(weights @ (stds**2 + (means - mean) ** 2))
