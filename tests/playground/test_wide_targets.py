"""The targets on wide grids are the named ones, with room for a standard normal p_g."""

import pytest

from gan_theory.datasets.targets import as_target
from gan_theory.playground.wide_targets import WIDE_GRIDS, wide_target


@pytest.mark.parametrize("name", WIDE_GRIDS)
def test_a_wide_target_has_the_same_p_data_on_a_grid_that_holds_a_standard_normal_p_g(name):
    p_data, target = wide_target(name), as_target(name)
    assert (p_data.mean(), p_data.std()) == pytest.approx((target.centre, target.scale), rel=2e-3)
    assert p_data.outside < 1e-4
    assert p_data.edges[0] <= -4 and p_data.edges[-1] >= 4
