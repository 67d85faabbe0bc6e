"""Figure 1 shows the frame: its curves, its arrows, and who has moved."""

from contextlib import contextmanager

import matplotlib
import numpy as np
import pytest
from PIL import Image
from scipy.special import ndtri

from gan_theory import figure_1_stages, plot, train
from gan_theory.plotting import figure_1
from gan_theory.plotting import figure_1_geometry as geometry
from tests.support.figure_checks import faults, new_figure


def test_the_artists_of_figure_1_show_the_frame(frames):
    with new_figure() as ax:
        drawing = plot.figure_1(ax, frames[0])
        lines = {line.get_label(): line for axes in ax.figure.axes for line in axes.get_lines()}
        for frame in frames:
            drawing.update(frame)
            np.testing.assert_allclose(lines["$D$"].get_ydata(), frame.D)
            rare = np.maximum(frame.p_data.pdf, frame.p_g.pdf) < 0.01 * frame.p_data.pdf.max()
            expected = np.where(rare, np.nan, frame.D_star)
            np.testing.assert_allclose(lines["$D^{*}$"].get_ydata(), expected)
            assert 0.1 < rare.mean() < 0.9
            shown = lines["$p_g$"].get_ydata()
            np.testing.assert_allclose(shown, np.minimum(frame.p_g.pdf, 2.9 * frame.p_data.pdf.max()))
            segments = drawing.artists[0].get_segments()
            assert len(segments) > 10
        np.testing.assert_allclose(lines[r"$p_{\mathrm{data}}$"].get_ydata(), frames[0].p_data.pdf)
        styles = {name: (line.get_color(), line.get_linestyle()) for name, line in lines.items()}
        assert styles[r"$p_{\mathrm{data}}$"] == (plot.BLACK, ":")
        assert styles["$p_g$"] == (plot.GREEN, "-")
        assert styles["$D$"] == (plot.BLUE, "--")
        assert lines["$D^{*}$"].get_linewidth() < lines["$D$"].get_linewidth()


def test_the_axes_have_the_labels_of_their_values(frames):
    with new_figure() as ax:
        drawing = plot.figure_1(ax, frames[-1], "min")
        _, right = ax.figure.axes
        labels = {label.get_text(): tick for label, tick in zip(right.get_yticklabels(), right.get_yticks())}
        assert labels == {"0": 0, "½": 0.5, "1": 1}
        assert [0.5, 0.5] in [list(line.get_ydata()) for line in right.get_lines()]
        texts = {text.get_text(): text.xy[0] for text in ax.texts}
        assert "$x$ [min]" in texts
        starts = [start[0] for start, _ in drawing.artists[0].get_segments()]
        outer = 1.1 * ndtri(1 - 0.5 / geometry.ARROWS)
        middle, half = np.mean(ax.get_xlim()), np.ptp(ax.get_xlim()) / 2
        for tick in (-2, -1, 0, 1, 2):
            np.testing.assert_allclose(texts[f"{tick}".replace("-", "−")], middle + half * tick / outer, atol=1e-3)
        assert min(starts) < texts["−1"] < texts["1"] < max(starts)


def test_arrows_lead_from_z_to_G_of_z(frames):
    with new_figure() as ax:
        drawing = plot.figure_1(ax, frames[-1])
        heads = np.array([end[0] for _, end in drawing.artists[0].get_segments()])
    quantiles = (np.arange(geometry.ARROWS) + 0.5) / geometry.ARROWS

    expected = np.interp(ndtri(quantiles), frames[-1].z, frames[-1].G_z)
    inside = (expected >= frames[-1].p_data.edges[0]) & (expected <= frames[-1].p_data.edges[-1])
    np.testing.assert_allclose(heads, expected[inside], atol=1e-4)


ABOUT_0 = np.round(np.random.default_rng(0).normal([-0.5, 0.5], [0.2, 0.25], (150, 2)).ravel() * 1024) / 1024


@pytest.mark.parametrize(
    ("centre", "unit"), [(1e9, 1.0), (-1e9, 1.0), (1e4, 1.0), (0.0, 1e39), (0.0, 1e-39), (1.0, 1e-4), (0.0, 1e6)]
)
def test_data_far_from_0_and_in_extreme_units_can_be_read(centre, unit):
    _, frame = train(centre + unit * ABOUT_0, steps=5, frames=1, seed=0)
    with new_figure() as ax:
        drawing = plot.figure_1(ax, frame)
        assert faults(ax.figure, drawing.artists) == []
        note = ax.xaxis.get_offset_text().get_text().replace("−", "-")
        offset, factor = (float(note), 1.0) if note[:1] in ("+", "-") else (0.0, float(note or 1))
        shown = [offset + factor * float(label.get_text().replace("−", "-")) for label in ax.get_xticklabels()]
        np.testing.assert_allclose(shown, ax.get_xticks(), atol=1e-6 * unit)
        heads = drawing.artists[1].get_xdata()
        assert len(np.unique(heads)) == len(heads) > 20


def test_four_panels_are_drawn(tmp_path):
    four = figure_1_stages("gaussian", steps=100, seed=0)
    plot.figure_1_panels(tmp_path / "panels.png", four, dict(a="one", b="two", c="three", d="four"))
    with Image.open(tmp_path / "panels.png") as image:
        assert image.size == (1280, 720)


def test_in_a_panel_the_curves_are_larger_and_fit(frames):
    with new_figure(columns=2) as (left, right):
        alone, panel = plot.figure_1(left, frames[-1]), figure_1.Figure1(right, frames[-1], panel=True)
        largest = frames[-1].p_data.pdf.max()
        assert right.get_ylim()[1] == pytest.approx(1.2 * largest)
        assert left.get_ylim()[1] == pytest.approx(1.45 * largest)
        tops = [drawing.D_axes.get_ylim()[1] for drawing in (panel, alone)]
        assert 1 < tops[0] < tops[1]
        for drawing, ax in ((panel, right), (alone, left)):  # D = 0 is at the height of density 0
            at = ax.transData.transform((0, 0))[1], drawing.D_axes.transData.transform((0, 0))[1]
            assert at[0] == pytest.approx(at[1])


def test_panels_in_a_row_share_their_axes(tmp_path, monkeypatch):
    drawn = []

    @contextmanager
    def kept_figure(path, rows, columns):
        with new_figure(rows, columns) as axes:
            drawn.append(axes)
            yield axes

    monkeypatch.setattr(figure_1, "figure", kept_figure)
    four = figure_1_stages("gaussian", steps=100, seed=0)
    plot.figure_1_panels(tmp_path / "panels.png", four, dict(a="one", b="two", c="three", d="four"))
    fig = drawn[0][0, 0].figure
    assert faults(fig) == []
    densities, discriminators = fig.axes[:4], fig.axes[4:]
    assert [ax.get_ylabel() for ax in densities] == ["density", "", "density", ""]
    assert [ax.get_ylabel() for ax in discriminators] == ["", "$D(x)$", "", "$D(x)$"]


def test_text_is_legible_from_the_back_row(frames):
    with new_figure(columns=2) as (left, right):
        plot.figure_1(left, frames[0])
        plot.plot_curves(right, [0, 1], {"a": [0, 1]})
        right.set(title="a", xlabel="b", ylabel="c")
        figure = left.figure
        sizes = [text.get_fontsize() for text in figure.findobj(matplotlib.text.Text) if text.get_text()]
    assert min(sizes) >= 14
