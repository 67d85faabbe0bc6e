"""The axes of Figure 1 show p_data and little else."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from gan_theory import Density, plot
from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.playground.player import page
from gan_theory.plotting import figure_1_geometry as geometry
from gan_theory.plotting.animation import animate
from tests.support.figure_checks import new_figure


@pytest.mark.parametrize("target", TARGETS)
def test_the_x_axis_shows_p_data_and_little_else(target):
    p_data = as_target(target).p_data
    low, high = geometry.x_limits(SimpleNamespace(p_data=p_data))
    assert p_data.edges[0] <= low < high <= p_data.edges[-1]
    inside = (p_data.x > low) & (p_data.x < high)
    assert p_data.p[inside].sum() >= 0.998
    span = np.ptp(p_data.ppf(np.array([0.001, 0.999])))
    assert span >= (high - low) / 1.41


def test_frames_of_two_runs_are_an_error(frames, tmp_path):
    first = frames[0]
    p, x = first.p_data.p, first.p_data.x
    reversed_p = replace(first, p_data=Density(x, np.roll(p, 1)))
    moved = replace(first, p_data=Density(x + 1, p), p_g=Density(x + 1, first.p_g.p))
    coarse = replace(first, p_data=Density(x[:100], np.full(100, 0.01)))
    for other, message in (
        (reversed_p, "expected frames of one run, with one p_data; got two p_data on one grid"),
        (moved, r"expected frames of one run, with one p_data; got Density\(512 cells .* and Density\(512 cells"),
        (coarse, r"expected frames of one run, with one p_data; got Density\(512 cells .* and Density\(100 cells"),
        (
            replace(first, noise="uniform"),
            "expected frames of one run; got some with normal and some with uniform noise",
        ),
    ):
        for write, name in ((animate, "run.gif"), (page, "run.html")):
            with pytest.raises(ValueError, match=message):
                write([*frames, other], tmp_path / name)
        with new_figure() as ax, pytest.raises(ValueError, match=message):
            plot.figure_1(ax, first).update(other)
    assert list(tmp_path.iterdir()) == []


def test_frames_of_one_p_data_that_is_not_one_object_are_taken(frames):
    again = replace(frames[1], p_data=Density(frames[0].p_data.x, frames[0].p_data.p))
    assert geometry.check_frames([frames[0], again]) == [frames[0], again]
