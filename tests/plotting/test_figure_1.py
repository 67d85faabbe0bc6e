"""Figures show what they say, move only what moves, and appear complete or not at all."""

import os
import shutil
import stat
import sys
from dataclasses import replace
from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from PIL import Image

from gan_theory import PAIRS, Recipe, figure_1_stages, plot, train
from gan_theory.plotting import figure_1_geometry

matplotlib.use("agg")


@pytest.fixture(scope="module")
def frames():
    return list(train("two-modes", Recipe(steps=40, frames=8), seed=0))


def pictures(path):
    with Image.open(path) as image:
        for i in range(image.n_frames):
            image.seek(i)
            yield np.asarray(image.convert("RGB")).astype(int)


def near(picture, colour):
    return (np.abs(picture - np.array(matplotlib.colors.to_rgb(colour)) * 255).max(axis=-1) < 40).sum()


def test_a_gif_has_a_picture_for_each_frame(frames, tmp_path):
    path = plot.animate(frames, tmp_path / "run.gif")
    shown = list(pictures(path))
    assert len(shown) == len(frames)
    assert shown[0].shape == (720, 1280, 3)
    for colour in (plot.BLACK, plot.GREEN, plot.BLUE):
        assert near(shown[-1], colour) > 300
    assert all((a != b).any() for a, b in pairwise(shown))
    assert os.listdir(tmp_path) == ["run.gif"]


def test_a_gif_rests_on_its_last_picture(frames, tmp_path):
    with Image.open(plot.animate(frames, tmp_path / "run.gif", fps=10)) as image:
        shown = [image.seek(i) or image.info["duration"] for i in range(image.n_frames)]
    assert shown == [*(len(frames) - 1) * [100], 2000]


def test_a_gif_of_120_frames_is_small(tmp_path):
    many = list(train("three-modes", Recipe(steps=238, frames=119), seed=0))
    assert len(many) == 120
    assert plot.animate(many, tmp_path / "run.gif").stat().st_size <= 2e6


def test_a_frame_redrawn_is_the_frame_drawn_afresh(frames):
    last = [picture.copy() for picture in plot._pictures(frames)][-1]
    fresh = next(iter(plot._pictures([frames[-1], *frames])))
    upper = slice(40, 480)  # the strip below differs: it has seen fewer steps
    np.testing.assert_array_equal(last[upper], fresh[upper])


def test_the_same_frames_give_the_same_file(frames, tmp_path):
    one, other = (plot.animate(frames, tmp_path / name).read_bytes() for name in ("a.gif", "b.gif"))
    assert one == other


def test_the_artists_of_figure_1_carry_the_frame(frames, tmp_path):
    with plot.figure(tmp_path / "one.png") as ax:
        scene = plot.figure_1(ax, frames[0])
        lines = {line.get_label(): line for axes in ax.figure.axes for line in axes.get_lines()}
        for frame in frames:
            scene.update(frame)
            np.testing.assert_allclose(lines["$D$"].get_ydata(), frame.D)
            np.testing.assert_allclose(lines["$D^{*}$"].get_ydata(), frame.D_star)
            shown = lines["$p_g$"].get_ydata()
            np.testing.assert_allclose(shown, np.minimum(frame.p_g.pdf, shown.max()))
            segments = scene.moving[0].get_segments()
            assert len(segments) > 10
        np.testing.assert_allclose(lines[r"$p_{\mathrm{data}}$"].get_ydata(), frames[0].p_data.pdf)
        styles = {name: (line.get_color(), line.get_linestyle()) for name, line in lines.items()}
        assert styles[r"$p_{\mathrm{data}}$"] == (plot.BLACK, ":")
        assert styles["$p_g$"] == (plot.GREEN, "-")
        assert styles["$D$"] == (plot.BLUE, "--")
        assert lines["$D^{*}$"].get_linewidth() < lines["$D$"].get_linewidth()


def test_arrows_lead_from_z_to_G_of_z(frames, tmp_path):
    with plot.figure(tmp_path / "one.png") as ax:
        scene = plot.figure_1(ax, frames[-1])
        heads = np.array([end[0] for _, end in scene.moving[0].get_segments()])
    quantiles = (np.arange(figure_1_geometry.ARROWS) + 0.5) / figure_1_geometry.ARROWS
    from scipy.special import ndtri

    expected = np.interp(ndtri(quantiles), frames[-1].z, frames[-1].G_z)
    inside = (expected >= frames[-1].p_data.edges[0]) & (expected <= frames[-1].p_data.edges[-1])
    np.testing.assert_allclose(heads, expected[inside], atol=1e-4)


def test_the_meters_stop_at_the_frame(frames, tmp_path):
    with plot.figure(tmp_path / "one.png", columns=2) as (left, right):
        scene = plot.training_monitor(left, right, frames)
        scene.update(frames[3])
        assert_shown(scene, frames[:4])
        np.testing.assert_array_equal(scene.moving[0].get_xdata(), [frame.step for frame in frames[:4]])
        assert right.get_yscale() == "log"
        assert [line.get_label() for line in scene.moving] == ["$V$", "$C$", "$D$ is not optimal", "$G$ is not there"]
        assert {(line.get_color(), line.get_linestyle()) for line in scene.moving} == {
            (plot.BLUE, "--"),
            (plot.GREEN, "-"),
        }


def assert_shown(scene, frames):
    for line, name in zip(scene.moving, ("V", "C", "D_gap", "G_gap")):
        np.testing.assert_allclose(line.get_ydata(), [getattr(frame, name) for frame in frames])


@pytest.mark.parametrize("end", [None, 40])
def test_the_meters_grow(frames, tmp_path, end):
    with plot.figure(tmp_path / "one.png", columns=2) as (left, right):
        scene = plot.training_monitor(left, right, frames[:1], end)
        for i, frame in enumerate(frames):
            scene.update(frame)
            assert_shown(scene, frames[: i + 1])
            for ax, names in ((left, ("C",)), (right, ("D_gap", "G_gap"))):
                assert ax.get_xlim()[1] >= frame.step
                low, high = ax.get_ylim()
                assert all(low <= getattr(frame, name) <= high for name in names)
        assert end is None or left.get_xlim() == (0, end)


def test_a_gap_of_zero_is_drawn_at_the_floor_of_the_logarithmic_axis(frames, tmp_path):
    with plot.figure(tmp_path / "one.png", columns=2) as (left, right):
        scene = plot.training_monitor(left, right, [replace(frames[0], V=frames[0].C, jsd=0.0)])
        assert [line.get_ydata()[0] for line in scene.moving[2:]] == [figure_1_geometry.LEAST] * 2
        assert right.get_ylim()[0] <= figure_1_geometry.LEAST


def test_who_moved_is_told_and_drawn_thicker(frames, tmp_path):
    moves = [replace(frames[0], moved=player) for player in ("", "D", "G")]
    with plot.figure(tmp_path / "one.png", columns=3) as axes:
        scene = plot.figure_1(axes[0], moves[0])
        lines = {line.get_label(): line for ax in axes[0].figure.axes for line in ax.get_lines()}
        strip = plot.training_monitor(axes[1], axes[2], moves)
        np.testing.assert_array_equal(strip.moving[0].get_xdata(), [0, 1, 2])
        assert axes[1].get_xlabel() == "moves of $D$ and $G$"
        for frame, widths in zip(moves, [(3, 3), (5, 3), (3, 5)]):
            scene.update(frame)
            assert (lines["$D$"].get_linewidth(), lines["$p_g$"].get_linewidth()) == widths
    assert [" moved" in plot._title(frame) for frame in moves] == [False, True, True]
    assert "G moved" in plot._title(moves[2])


def test_four_panels_are_drawn(tmp_path):
    four = figure_1_stages("gaussian", steps=100, seed=0)
    plot.figure_1_panels(tmp_path / "panels.png", four, dict(a="one", b="two", c="three", d="four"))
    with Image.open(tmp_path / "panels.png") as image:
        assert image.size == (1280, 720)


def test_text_is_legible_from_the_back_row(frames, tmp_path):
    with plot.figure(tmp_path / "one.png", columns=2) as (left, right):
        plot.figure_1(left, frames[0])
        plot.plot_curves(right, [0, 1], {"a": [0, 1]})
        right.set(title="a", xlabel="b", ylabel="c")
        figure = left.figure
        sizes = [text.get_fontsize() for text in figure.findobj(matplotlib.text.Text) if text.get_text()]
    assert min(sizes) >= 14


def test_the_map_of_rates_is_written_in_its_cells_and_legible(tmp_path):
    rates = np.array([[0, 0.25, 0.45], [0.5, 1, np.nan]])
    with plot.figure(tmp_path / "map.png") as ax:
        image, *texts = plot.success_rates(ax, [1, 5], [1, 2.5, 10], rates)
        np.testing.assert_array_equal(image.get_array().filled(np.nan), rates)
        assert [text.get_text() for text in texts] == ["0%", "25%", "45%", "50%", "100%", "–"]
        assert [label.get_text() for label in ax.get_xticklabels()] == ["1 : 1", "2.5 : 1", "10 : 1"]
        assert [label.get_text() for label in ax.get_yticklabels()] == ["1", "5"]
        ax.figure.canvas.draw()
        (below, _), (above, _) = (label.get_window_extent().min[::-1] for label in ax.get_yticklabels())
        assert below < above
        for text, rate in zip(texts, rates.flat):
            back = np.power(image.cmap(image.norm(rate))[:3], 2.2) @ (0.2126, 0.7152, 0.0722) if rate >= 0 else 1
            front = 0 if text.get_color() == plot.BLACK else 1
            assert (max(front, back) + 0.05) / (min(front, back) + 0.05) > 4
        assert min(text.get_fontsize() for text in ax.findobj(matplotlib.text.Text) if text.get_text()) >= 14
    assert (np.diff(matplotlib.colormaps["viridis"](np.linspace(0, 1, 50))[:, :3] @ (0.2126, 0.7152, 0.0722)) > 0).all()


def test_many_cells_are_still_legible(tmp_path):
    with plot.figure(tmp_path / "map.png") as ax:
        _, *texts = plot.success_rates(ax, range(1, 13), range(1, 13), np.full((12, 12), 1.0))
        ax.figure.canvas.draw()
        widths = [text.get_window_extent().width for text in texts]
        assert max(widths) < ax.get_window_extent().width / 12
        assert texts[0].get_fontsize() >= 14


def test_rates_of_another_shape_are_told(tmp_path):
    with plot.figure(tmp_path / "map.png") as ax, pytest.raises(ValueError, match=r"shape \(1, 2\); got \(2,\)"):
        plot.success_rates(ax, [1], [1, 2], [0.5, 1])


def test_densities_and_discriminators_are_drawn(tmp_path):
    case = PAIRS["shifted"]
    with plot.figure(tmp_path / "two.png", columns=2) as (left, right):
        p_data, p_g = plot.densities(left, case.p_data, case.p_g)
        np.testing.assert_allclose(p_g.get_ydata(), case.p_g.pdf)
        np.testing.assert_allclose(p_data.get_ydata(), case.p_data.pdf)
        assert len(plot.shaded_densities(right, case.p_data, case.p_g)) == 2


def test_no_file_is_left_if_drawing_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), plot.figure(tmp_path / "one.png"):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_an_animation_that_breaks_off_keeps_the_old_file(frames, tmp_path, monkeypatch):
    path = tmp_path / "run.gif"
    path.write_text("old")

    def broken(frames, unit):
        yield np.zeros((2, 2, 4), np.uint8)
        raise KeyboardInterrupt

    monkeypatch.setattr(plot, "_pictures", broken)
    with pytest.raises(KeyboardInterrupt):
        plot.animate(frames, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["run.gif"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/run.gif", "expected a folder that exists"),
        ("run.avi", r"ends in .gif or .mp4; got"),
        ("run.mp4", "expected ffmpeg for"),
        (".", r"ends in .gif or .mp4"),
    ],
)
def test_bad_paths_are_told_apart(frames, tmp_path, monkeypatch, name, message):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValueError, match=message):
        plot.animate(frames, tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_no_frames_are_told():
    for nothing in ([], None, "frames"):
        with pytest.raises(ValueError, match="expected at least one Frame, in a list or from train; got"):
            plot.animate(nothing, "run.gif")


def test_a_bad_speed_is_told(frames):
    with pytest.raises(ValueError, match="expected fps, an integer >= 1; got 0"):
        plot.animate(frames, "run.gif", fps=0)


def test_a_figure_of_no_known_format_is_told_before_it_is_drawn(tmp_path):
    with pytest.raises(ValueError, match=r"ends in one of .*\.png.*; got"), plot.figure(tmp_path / "fig"):
        pytest.fail("the block ran")


FAKE = """#!{python}
import sys
from itertools import pairwise
data = sys.stdin.buffer.read()
if {fails}:
    sys.exit("no such codec")
open(sys.argv[-1], "wb").write(b"%d %d" % (len(data), data[-1]))
"""


def fake_ffmpeg(folder, fails):
    folder.mkdir()
    script = folder / "ffmpeg"
    script.write_text(FAKE.format(python=sys.executable, fails=fails))
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    return str(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for ffmpeg is a script")
def test_an_mp4_gets_every_picture_if_ffmpeg_is_found(frames, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", fake_ffmpeg(tmp_path / "bin", False))
    path = plot.animate(frames, tmp_path / "run.mp4")
    assert path.read_text().split()[0] == str(len(frames) * 1280 * 720 * 4)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for ffmpeg is a script")
def test_what_ffmpeg_complains_of_is_told(frames, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", fake_ffmpeg(tmp_path / "bin", True))
    with pytest.raises(ValueError, match=r"expected ffmpeg to write the pictures; got no such codec"):
        plot.animate(frames, tmp_path / "run.mp4")
    assert os.listdir(tmp_path) == ["bin"]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_an_mp4_is_written_by_ffmpeg(frames, tmp_path):
    path = plot.animate(frames, tmp_path / "run.mp4")
    assert path.read_bytes()[4:8] == b"ftyp"


def test_a_band_holds_the_quartiles_over_the_seeds_and_leaves_out_what_diverged(tmp_path):
    values = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, np.nan], [5.0, np.nan]])
    with plot.figure(tmp_path / "bands.png") as ax:
        one, other = plot.quartile_bands(ax, [0, 1], {"one": values, "other": 2 * values})
        np.testing.assert_array_equal(one.get_ydata(), [3, 20])
        assert (one.get_color(), one.get_linestyle()) != (other.get_color(), other.get_linestyle())
        assert one.get_linestyle() != other.get_linestyle()
        corners = ax.collections[0].get_paths()[0].vertices
        assert {(0, 2), (0, 4), (1, 15), (1, 25)} <= {tuple(corner) for corner in corners}


def test_an_orbit_starts_at_its_square_and_a_step_s_eigenvalues_lie_beside_the_circle(tmp_path):
    places = np.array([[1.0, 0.0], [0.5, 0.2], [0.1, 0.1]])
    with plot.figure(tmp_path / "orbit.png", columns=2) as (left, right):
        path, start, end = plot.trajectory(left, places)
        np.testing.assert_array_equal(path.get_xydata(), places)
        np.testing.assert_array_equal(start.get_xydata(), places[:1])
        np.testing.assert_array_equal(end.get_xydata(), [[0, 0]])
        circle, found = plot.eigenvalues(right, [0.5 + 1j, 0.5 - 1j])
        np.testing.assert_allclose(np.hypot(*circle.get_xydata().T), 1)
        np.testing.assert_array_equal(found.get_xydata(), [[0.5, 1], [0.5, -1]])
