"""Every figure can be read from the back row and by the colour-blind, is made the same again; few are committed."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from gan_theory import plot, train
from gan_theory.datasets.targets import TARGETS, as_target
from gan_theory.plotting import figure_1_geometry
from tests.support.figure_checks import EYES, PALETTE, faults, seen

matplotlib.use("agg")
ROOT = Path(__file__).parents[2]
PAGES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))))


def drawn(tmp_path, draw, **keywords):
    with plot.figure(tmp_path / "one.png", **keywords) as ax:
        draw(ax)
        return faults(np.ravel(ax)[0].figure)


def well(ax):
    plot.plot_curves(ax, [0, 1, 2], {"one": [0, 1, 2], "other": [0, 0, 0]})
    ax.fill_between([0, 1], 0.1, 0.2, color=plot.BLACK, alpha=0.35, linewidth=0, label="dark")
    ax.fill_between([0, 1], 0.3, 0.4, color=plot.GREEN, alpha=0.35, linewidth=0, label="bright")
    ax.set(xlabel="$x$", ylabel="$C$ [nats]", title="title")


def test_a_figure_that_can_be_read_has_no_faults(tmp_path):
    assert drawn(tmp_path, well) == []
    assert drawn(tmp_path, lambda axes: [well(ax) for ax in axes.flat], rows=2, columns=2) == []


FAULTY = {
    "'title' has 13.0 points at 1280 × 720": lambda ax: ax.set_title("title", fontsize=13),
    "'far' is cut off by the edge": lambda ax: ax.annotate("far", (0.99, 0.5), xycoords="figure fraction"),
    "'1st' and '2nd' overlap": lambda ax: [ax.text(1.5, 0.5, text) for text in ("1st", "2nd")],
    "'on it' lies on 'one'": lambda ax: ax.text(1.5, 1.5, "on it", ha="center", va="center"),
    "'on the mark' lies on 'mark'": lambda ax: [
        ax.plot([0.5], [1.5], "kx", label="mark"),
        ax.text(0.5, 1.5, "on the mark", ha="center", va="center"),
    ],
    "the x axis of 'title' has no label": lambda ax: ax.set_xlabel(""),
    "the y axis of 'title' has no label": lambda ax: ax.set_ylabel(""),
    "the y axis '$C$' of 'title' has no unit": lambda ax: ax.set_ylabel("$C$"),
    "'one' and 'third' differ at most in colour": lambda ax: ax.plot(
        [0, 1], [2, 1], "-", color=plot.GREEN, label="third"
    ),
    "'other' and a line of 3 points differ at most in colour": lambda ax: ax.plot([0, 1, 2], [1, 1, 2], "k--"),
    "'one' and 'same' differ at most in colour": lambda ax: ax.plot([0, 1], [2, 1], color=plot.BLUE, label="same"),
    "a line of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.axhline(1, color="red"),
    "a text of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.text(0, 1, "a", color="red"),
    "a shape of 'title' has the colour #ff0000, which is not of the palette": lambda ax: ax.axvspan(0, 1, color="red"),
    "a map of 'title' has the colours jet, not viridis or cividis or Greys": lambda ax: ax.imshow([[0, 1]], cmap="jet"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_each_fault_is_found_and_named(fault, tmp_path):
    def badly(ax):
        well(ax)
        FAULTY[fault](ax)

    assert fault in drawn(tmp_path, badly)


def test_shapes_that_look_alike_to_some_eyes_are_found_unless_hatching_tells_them_apart(tmp_path):
    def shapes(hatch):
        def draw(ax):
            ax.set(xlabel="$x$", ylabel="$y$")
            ax.bar([0], [1], color=plot.BLUE, label="one")
            ax.bar([1], [1], color=plot.PURPLE, label="other", hatch=hatch)

        return draw

    found = drawn(tmp_path, shapes(None))
    assert found == [f"shapes of colours #0072b2 and #bb4488 look alike {eyes}" for eyes in EYES]
    assert drawn(tmp_path, shapes("//")) == []


def test_a_larger_figure_needs_larger_text(tmp_path):
    assert any("10.0 points" in fault for fault in drawn(tmp_path, well, size=(20.48, 7.2)))
    assert any("10.0 points" in fault for fault in drawn(tmp_path, well, size=(12.8, 11.52)))
    assert drawn(tmp_path, well, size=(10, 6)) == []


def test_moving_artists_are_looked_at_and_go_on_moving():
    with matplotlib.rc_context(plot.STYLE):
        fig = Figure(figsize=plot.SIZE)
        ax = fig.subplots()
        well(ax)
        moving = ax.text(1.5, 1.5, "on it", ha="center", va="center", animated=True)
        assert "'on it' lies on 'one'" in faults(fig, [moving])
        assert moving.get_animated()


@pytest.mark.parametrize("target", TARGETS)
def test_the_animation_of_each_target_can_be_read(target):
    frames = [replace(frame, moved=moved) for frame, moved in zip(train(target, steps=20, frames=2, seed=0), ("", "D"))]
    with matplotlib.rc_context(plot.STYLE):
        fig = Figure(figsize=plot.SIZE, layout="constrained")
        scene = plot.figure_1_with_monitor(fig, frames)
        for frame in frames:
            scene.update(frame)
            assert faults(fig, scene.moving) == []


@pytest.mark.parametrize("shape", [(1, 1), (3, 4), (12, 12)])
def test_the_map_of_rates_can_be_read(shape, tmp_path):
    def draw(ax):
        plot.success_rates(
            ax, range(1, shape[0] + 1), range(1, shape[1] + 1), np.linspace(0, 1, shape[0] * shape[1]).reshape(shape)
        )
        ax.set_title("old-faithful-waiting: share of 10 seeds that reach JSD ≤ 0.01")

    assert drawn(tmp_path, draw) == []


def test_a_common_legend_stands_for_all(tmp_path):
    with plot.figure(tmp_path / "one.png", columns=2) as (left, right):
        plot.plot_curves(left, [0, 1], {"one": [0, 1], "other": [1, 0]})
        plot.plot_curves(right, [0, 1], {"one": [1, 1]})
        right.plot([0, 1], [0, 0], label="late")
        plot.common_legend((left, right))
        (legend,) = left.figure.legends
        assert [text.get_text() for text in legend.get_texts()] == ["one", "other", "late"]
        assert left.get_legend() is right.get_legend() is None


def lab(colour, eyes):
    """CIELAB under the white of daylight. Source: CIE 15; IEC 61966-2-1."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    x, y, z = np.cbrt(np.maximum(to_xyz @ seen(colour, eyes) / (0.95047, 1, 1.08883), 1e-6))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eyes", EYES)
def test_the_palette_stands_out_from_white_and_its_colours_from_each_other(eyes):
    for colour in PALETTE:
        assert 1.05 / (seen(colour, EYES[eyes]) @ (0.2126, 0.7152, 0.0722) + 0.05) >= 3  # WCAG 2, 1.4.11
    for one, other in combinations(PALETTE, 2):
        assert np.linalg.norm(lab(one, EYES[eyes]) - lab(other, EYES[eyes])) >= 15


@pytest.mark.parametrize("target", TARGETS)
def test_the_x_axis_shows_p_data_and_little_else(target):
    p_data = as_target(target).p_data
    low, high = figure_1_geometry.x_limits(SimpleNamespace(p_data=p_data))
    assert p_data.edges[0] <= low < high <= p_data.edges[-1]
    inside = (p_data.x > low) & (p_data.x < high)
    assert p_data.p[inside].sum() >= 0.998
    span = np.ptp(p_data.ppf(np.array([0.001, 0.999])))
    assert span >= (high - low) / 1.41


MAKE = """
import sys, warnings
from gan_theory import PAIRS, page, plot, train
frames = list(train("two-modes", steps=20, frames=4, seed=0))
for name in ("a.png", "a.svg", "a.pdf"):
    with plot.figure(name, columns=2) as (left, right):
        plot.densities(left, PAIRS["shifted"].p_data, PAIRS["shifted"].p_g)
        plot.densities_behind(left, PAIRS["shifted"].p_data, PAIRS["shifted"].p_g)
        plot.figure_1(right, frames[-1])
plot.animate(frames, "a.gif")
page.page(frames, "a.html")
"""


def test_files_are_the_same_whenever_and_however_hashed_they_are_made(tmp_path):
    made = []
    for seed, epoch in (("1", "0"), ("2", "1000000000")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "MPLBACKEND": "agg"}
        subprocess.run([sys.executable, "-W", "error", "-c", MAKE], cwd=folder, env=environment, check=True)
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert sorted(made[0]) == ["a.gif", "a.html", "a.pdf", "a.png", "a.svg"]
    assert made[0] == made[1]


def test_the_figures_that_are_kept_are_few_and_those_that_the_readme_and_docs_show():
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    kept = [line.removeprefix("!figures/") for line in lines if line.startswith("!figures/")]
    assert "figures/*" in lines
    assert kept == sorted(set(re.findall(r"!\[[^\]]+\]\((?:\.\./)?figures/([^)]+)\)", PAGES)))
    assert sum((ROOT / "figures" / name).stat().st_size for name in kept) <= 5e6
