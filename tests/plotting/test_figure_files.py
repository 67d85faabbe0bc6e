"""A figure's file is complete or does not appear, and is the same whenever it is made; few are committed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from gan_theory import plot
from tests.support.figure_checks import new_figure

ROOT = Path(__file__).parents[2]
PAGES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))))


def test_no_file_is_left_if_drawing_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), plot.figure(tmp_path / "one.png"):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_an_unknown_format_is_an_error_before_anything_is_drawn(tmp_path):
    with pytest.raises(ValueError, match=r"ends in one of .*\.png.*; got"), plot.figure(tmp_path / "fig"):
        pytest.fail("the block ran")


def test_figures_have_the_size_of_a_slide_and_more_pixels_if_asked(tmp_path, monkeypatch):
    for dpi, size in ((None, (1280, 720)), ("300", (3840, 2160)), ("150.0", (1920, 1080))):
        if dpi:
            monkeypatch.setenv("GAN_THEORY_DPI", dpi)
        with plot.figure(tmp_path / "one.png") as ax:
            ax.plot([0, 1])
        with Image.open(tmp_path / "one.png") as image:
            assert image.size == size


@pytest.mark.parametrize("dpi", ["", "sharp", "99", "601", "nan"])
def test_a_wrong_number_of_pixels_is_an_error_before_anything_is_drawn(dpi, tmp_path, monkeypatch):
    monkeypatch.setenv("GAN_THEORY_DPI", dpi)
    expected = rf"from 100 to 600 in the environment variable GAN_THEORY_DPI; got '{dpi}'"
    with pytest.raises(ValueError, match=expected), plot.figure(tmp_path / "one.png"):
        pytest.fail("the block ran")
    assert os.listdir(tmp_path) == []


def test_a_common_legend_has_each_label_once():
    with new_figure(columns=2) as (left, right):
        plot.plot_curves(left, [0, 1], {"one": [0, 1], "other": [1, 0]})
        plot.plot_curves(right, [0, 1], {"one": [1, 1]})
        right.plot([0, 1], [0, 0], label="late")
        plot.common_legend((left, right))
        (legend,) = left.figure.legends
        assert [text.get_text() for text in legend.get_texts()] == ["one", "other", "late"]
        assert left.get_legend() is right.get_legend() is None


def test_a_common_legend_has_as_many_columns_as_one_asks_for():
    for columns, rows in ((None, 1), (2, 2), (1, 3)):
        with new_figure() as ax:
            plot.plot_curves(ax, [0, 1], {"one": [0, 1], "other": [1, 0], "third": [1, 1]})
            plot.common_legend(ax, columns)
            (legend,) = ax.figure.legends
            ax.figure.canvas.draw()
            heights = {round(text.get_window_extent().y0) for text in legend.get_texts()}
            assert len(heights) == rows


MAKE = """
from gan_theory import PAIRS, plot, train
from gan_theory.playground.player import page

frames = list(train("two-modes", steps=20, frames=4, seed=0))
for name in ("a.png", "a.svg", "a.pdf"):
    with plot.figure(name, columns=2) as (left, right):
        plot.densities(left, PAIRS["shifted"].p_data, PAIRS["shifted"].p_g)
        plot.shaded_densities(left, PAIRS["shifted"].p_data, PAIRS["shifted"].p_g)
        plot.figure_1(right, frames[-1])
plot.animate(frames, "a.gif")
page(frames, "a.html")
"""


def test_files_are_the_same_at_any_time_and_with_any_hash_seed(tmp_path, monkeypatch):
    """Made once here, and once by a process with another hash seed and another date."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    exec(MAKE, {})
    other_seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    others = {"PYTHONHASHSEED": other_seed, "SOURCE_DATE_EPOCH": "1000000000", "MPLBACKEND": "agg"}
    command = [sys.executable, "-W", "error", "-c", MAKE]
    subprocess.run(command, cwd=tmp_path / "there", env={**os.environ, **others}, check=True)
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there"))
    assert sorted(here) == ["a.gif", "a.html", "a.pdf", "a.png", "a.svg"]
    assert here == there


def test_the_figures_that_are_kept_are_few_and_those_that_the_readme_shows():
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    kept = [line.removeprefix("!figures/") for line in lines if line.startswith("!figures/")]
    assert "figures/*" in lines
    assert kept == sorted(set(re.findall(r"!\[[^\]]+\]\((?:\.\./)?figures/([^)]+)\)", PAGES)))
    assert sum((ROOT / "figures" / name).stat().st_size for name in kept) <= 5e6
