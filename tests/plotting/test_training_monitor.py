"""The training monitor shows a run up to a frame, and grows with it; the title says who has moved."""

from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from gan_theory import plot, train
from gan_theory.datasets.targets import TARGETS
from gan_theory.plotting.figure_1_geometry import SMALLEST_GAP
from gan_theory.plotting.training_monitor import TrainingFigure, title_text
from tests.support.figure_checks import faults, new_figure


def test_the_monitor_shows_the_run_up_to_the_frame(frames):
    with new_figure(columns=2) as (left, right):
        monitor = plot.training_monitor(left, right, frames)
        monitor.update(frames[3])
        assert_shown(monitor, frames[:4])
        np.testing.assert_array_equal(monitor.artists[0].get_xdata(), [frame.step for frame in frames[:4]])
        assert right.get_yscale() == "log"
        assert [line.get_label() for line in monitor.artists] == [
            "$V$",
            "$C$",
            "$D$'s gap, $C - V$",
            "$G$'s gap, 2·JSD",
        ]
        assert {(line.get_color(), line.get_linestyle()) for line in monitor.artists} == {
            (plot.BLUE, "--"),
            (plot.GREEN, "-"),
        }


def assert_shown(monitor, frames):
    for line, name in zip(monitor.artists, ("V", "C", "D_gap", "G_gap")):
        np.testing.assert_allclose(line.get_ydata(), [getattr(frame, name) for frame in frames])


@pytest.mark.parametrize("last_step", [None, 40])
def test_the_monitor_grows(frames, last_step):
    with new_figure(columns=2) as (left, right):
        monitor = plot.training_monitor(left, right, frames[:1], last_step)
        for i, frame in enumerate(frames):
            monitor.update(frame)
            assert_shown(monitor, frames[: i + 1])
            for ax, names in ((left, ("C",)), (right, ("D_gap", "G_gap"))):
                assert ax.get_xlim()[1] >= frame.step
                low, high = ax.get_ylim()
                assert all(low <= getattr(frame, name) <= high for name in names)
        assert last_step is None or left.get_xlim() == (0, last_step)


def test_a_gap_of_zero_is_drawn_at_the_floor_of_the_logarithmic_axis(frames):
    with new_figure(columns=2) as (left, right):
        monitor = plot.training_monitor(left, right, [replace(frames[0], V=frames[0].C, jsd=0.0)])
        assert [line.get_ydata()[0] for line in monitor.artists[2:]] == [SMALLEST_GAP] * 2
        assert right.get_ylim()[0] <= SMALLEST_GAP


def test_who_moved_is_in_the_title_and_drawn_thicker(frames):
    moves = [replace(frames[0], moved=player) for player in ("", "D", "G")]
    with new_figure(columns=3) as axes:
        drawing = plot.figure_1(axes[0], moves[0])
        lines = {line.get_label(): line for ax in axes[0].figure.axes for line in ax.get_lines()}
        monitor = plot.training_monitor(axes[1], axes[2], moves)
        np.testing.assert_array_equal(monitor.artists[0].get_xdata(), [0, 1, 2])
        assert axes[1].get_xlabel() == "moves of $D$ and $G$"
        for frame, widths in zip(moves, [(3, 3), (5, 3), (3, 5)]):
            drawing.update(frame)
            assert (lines["$D$"].get_linewidth(), lines["$p_g$"].get_linewidth()) == widths
    assert [" moved" in title_text(frame) for frame in moves] == [False, True, True]
    assert "G moved" in title_text(moves[2])


@pytest.mark.parametrize("target", TARGETS)
def test_the_animation_of_each_target_can_be_read(target):
    frames = [replace(frame, moved=moved) for frame, moved in zip(train(target, steps=20, frames=2, seed=0), ("", "D"))]
    with matplotlib.rc_context(plot.STYLE):
        fig = Figure(figsize=plot.SIZE, layout="constrained")
        drawing = TrainingFigure(fig, frames)
        for frame in frames:
            drawing.update(frame)
            assert faults(fig, drawing.artists) == []


def test_the_monitor_s_marks_labels_and_limits_are_those_of_its_values(frames):
    low = replace(frames[0], V=-2.5)
    with new_figure(columns=2) as (left, right):
        plot.training_monitor(left, right, [*frames, low])
        (mark,) = [line for line in left.get_lines() if line.get_label() == "−log 4"]
        np.testing.assert_allclose(mark.get_ydata(), -np.log(4))
        assert (left.get_ylabel(), right.get_ylabel()) == ("nats", "nats")
        assert left.get_ylim()[0] <= -2.5


def test_the_title_has_the_frame_s_numbers_and_the_colour_of_who_moved(frames):
    moves = [replace(frames[3], moved=player) for player in ("", "D", "G")]
    with matplotlib.rc_context(plot.STYLE):
        fig = Figure(figsize=plot.SIZE, layout="constrained")
        drawing = TrainingFigure(fig, moves)
        title = drawing.artists[-1]
        for frame, colour in zip(moves, (plot.BLACK, plot.BLUE, plot.GREEN)):
            drawing.update(frame)
            assert title.get_color() == colour
            assert title.get_text().startswith(f"step {frame.step:5d}")
            assert title.get_text().endswith(f"V = −{-frame.V:.3f}   JSD = {frame.jsd:.4f}")


@pytest.mark.parametrize("spacing", ["even", "early"])
def test_frames_that_are_closer_together_early_are_evenly_spaced_on_the_axis(spacing):
    run = list(train("gaussian", steps=512, frames=8, frame_spacing=spacing, seed=1))
    with new_figure(columns=2) as (left, right):
        plot.training_monitor(left, right, run)
        for ax in (left, right):
            at = ax.transData.transform([[frame.step, ax.get_ylim()[1]] for frame in run])[:, 0]
            expected = [frame.step for frame in run] if spacing == "even" else np.cbrt([frame.step for frame in run])
            np.testing.assert_allclose((at - at[0]) / (at[-1] - at[0]), np.array(expected) / expected[-1], atol=1e-9)
            assert ax.get_xlim() == pytest.approx((0, 512))
