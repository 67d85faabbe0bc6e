"""An animation shows each frame, redraws only what changes, and is complete or does not appear."""

import os
import shutil
import stat
import sys
from hashlib import sha256
from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from PIL import Image

from gan_theory import Recipe, plot, train
from gan_theory.plotting import animation
from gan_theory.plotting.animation import render_frames


def pictures(path):
    with Image.open(path) as image:
        for i in range(image.n_frames):
            image.seek(i)
            yield np.asarray(image.convert("RGB")).astype(int)


def near(picture, colour):
    return (np.abs(picture - np.array(matplotlib.colors.to_rgb(colour)) * 255).max(axis=-1) < 40).sum()


@pytest.fixture(scope="module")
def gif(frames, tmp_path_factory):
    return plot.animate(frames, tmp_path_factory.mktemp("gif") / "run.gif", fps=10)


def test_a_gif_has_a_picture_for_each_frame(frames, gif):
    shown = list(pictures(gif))
    assert len(shown) == len(frames)
    assert shown[0].shape == (720, 1280, 3)
    for colour in (plot.BLACK, plot.GREEN, plot.BLUE):
        assert near(shown[-1], colour) > 300
    assert all((a != b).any() for a, b in pairwise(shown))
    assert os.listdir(gif.parent) == ["run.gif"]


def test_a_gif_pauses_at_its_last_picture(frames, gif):
    with Image.open(gif) as image:
        shown = [image.seek(i) or image.info["duration"] for i in range(image.n_frames)]
        assert image.info["loop"] == 0  # for ever
    assert shown == [*(len(frames) - 1) * [100], 2000]


def test_the_unit_of_x_is_shown(frames):
    with_unit, without = (next(iter(render_frames(frames, unit))).copy() for unit in ("min", ""))
    assert (with_unit != without).any()


def test_a_gif_of_120_frames_is_small(tmp_path):
    many = list(train("three-modes", Recipe(steps=238, frames=119), seed=0))
    assert len(many) == 120
    assert plot.animate(many, tmp_path / "run.gif").stat().st_size <= 2e6


def test_a_frame_redrawn_is_the_frame_drawn_afresh(frames):
    last = [picture.copy() for picture in render_frames(frames)][-1]
    fresh = next(iter(render_frames([frames[-1], *frames])))
    upper = slice(40, 480)  # the monitor below differs: it has seen fewer steps
    np.testing.assert_array_equal(last[upper], fresh[upper])


def test_the_same_frames_give_the_same_file(frames, gif, tmp_path):
    assert plot.animate(frames, tmp_path / "again.gif", fps=10).read_bytes() == gif.read_bytes()


def test_an_animation_that_is_interrupted_keeps_the_old_file(frames, tmp_path, monkeypatch):
    path = tmp_path / "run.gif"
    path.write_text("old")

    def broken(frames, unit):
        yield np.zeros((2, 2, 4), np.uint8)
        raise KeyboardInterrupt

    monkeypatch.setattr(animation, "render_frames", broken)
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
def test_bad_paths_are_an_error(frames, tmp_path, monkeypatch, name, message):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValueError, match=message):
        plot.animate(frames, tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_no_frames_are_an_error():
    for nothing in ([], None, "frames"):
        with pytest.raises(ValueError, match="expected at least one Frame, in a list or from train; got"):
            plot.animate(nothing, "run.gif")


def test_a_bad_speed_is_an_error(frames):
    with pytest.raises(ValueError, match="expected fps, an integer >= 1; got 0"):
        plot.animate(frames, "run.gif", fps=0)


FAKE = """#!{python}
import sys
from hashlib import sha256
data = sys.stdin.buffer.read()
if {fails}:
    sys.exit("no such codec")
rate = sys.argv[sys.argv.index("-framerate") + 1]
open(sys.argv[-1], "wb").write(f"{{len(data)}} {{sha256(data).hexdigest()}} {{rate}}".encode())
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
    path = plot.animate(frames, tmp_path / "run.mp4", fps=7)
    size, digest, rate = path.read_text().split()
    assert rate == "7"
    assert size == str(len(frames) * 1280 * 720 * 4)
    assert digest == sha256(b"".join(picture.tobytes() for picture in render_frames(frames))).hexdigest()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for ffmpeg is a script")
def test_the_error_of_ffmpeg_is_reported(frames, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", fake_ffmpeg(tmp_path / "bin", True))
    with pytest.raises(ValueError, match=r"expected ffmpeg to write the pictures; got no such codec"):
        plot.animate(frames, tmp_path / "run.mp4")
    assert os.listdir(tmp_path) == ["bin"]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_an_mp4_is_written_by_ffmpeg(frames, tmp_path):
    path = plot.animate(frames, tmp_path / "run.mp4")
    assert path.read_bytes()[4:8] == b"ftyp"
