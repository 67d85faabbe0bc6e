"""The stages of Figure 1 are what its caption says."""

import numpy as np
import pytest

from gan_theory import figure_1_stages, tv


def test_the_four_stages_are_what_the_caption_of_figure_1_says():
    four = figure_1_stages("gaussian", steps=800, seed=1)
    a, b, c, d = four.values()
    assert list(four) == ["a", "b", "c", "d"]
    assert a.jsd <= 0.2
    assert -np.log(4) < a.V < a.C - 0.01
    np.testing.assert_array_equal(a.G_z, b.G_z)
    assert b.C - b.V <= 0.01
    np.testing.assert_array_equal(b.logit, c.logit)
    assert tv(b.p_g, c.p_g) >= 0.1
    assert c.V < b.V
    assert d.step == 800
    assert d.jsd < 0.02
    assert d.D_from_half < 0.05


def test_a_stage_that_is_not_reached_raises():
    with pytest.raises(RuntimeError, match="of Figure 1 within 1 steps; the last Frame is Frame"):
        figure_1_stages("gaussian", steps=1, lr_D=1e-9)
