"""The axes of Figure 1 show p_data and little else."""

from types import SimpleNamespace

import numpy as np
import pytest

from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.plotting import figure_1_geometry as geometry


@pytest.mark.parametrize("target", TARGETS)
def test_the_x_axis_shows_p_data_and_little_else(target):
    p_data = as_target(target).p_data
    low, high = geometry.x_limits(SimpleNamespace(p_data=p_data))
    assert p_data.edges[0] <= low < high <= p_data.edges[-1]
    inside = (p_data.x > low) & (p_data.x < high)
    assert p_data.p[inside].sum() >= 0.998
    span = np.ptp(p_data.ppf(np.array([0.001, 0.999])))
    assert span >= (high - low) / 1.41
