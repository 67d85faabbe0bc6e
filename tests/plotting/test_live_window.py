"""A window shows training if there is a display; otherwise a line says so, and the frames are yielded all the same."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.backend_bases import CloseEvent, FigureManagerBase, KeyEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gan_theory.cli.main import main
from gan_theory.plotting.animation import render_frames
from gan_theory.plotting.live_window import Window, live
from gan_theory.plotting.style import SIZE, STYLE
from gan_theory.plotting.training_monitor import TrainingFigure

SHORT = ["train", "--steps", "20", "--seed", "1"]


class Screen(FigureManagerBase):
    """A window that is not shown."""

    title = ""

    def show(self):
        self.shown = True

    def set_window_title(self, title):
        self.title = title


@pytest.fixture
def display(monkeypatch):
    """Agg in place of the canvas of a GUI toolkit, and counts of its whole drawings and of its blits."""
    plt.switch_backend("agg")  # before it looks like a GUI's, which would need a display
    counts = {"draw": 0, "blit": 0}
    real = FigureCanvasAgg.draw

    def draw(self):
        counts["draw"] += 1
        real(self)

    monkeypatch.setattr(FigureCanvasAgg, "required_interactive_framework", "test")
    monkeypatch.setattr(FigureCanvasAgg, "manager_class", Screen)
    monkeypatch.setattr(FigureCanvasAgg, "draw", draw)
    monkeypatch.setattr(FigureCanvasAgg, "blit", lambda self, box: counts.update(blit=counts["blit"] + 1))
    yield counts
    plt.close("all")


def close(window):
    CloseEvent("close_event", window.fig.canvas)._process()
    plt.close("all")


def press(window, after=0):
    """Press a key when the window has waited for it that many times."""
    canvas, waited, all_waits = window.fig.canvas, [], []
    real = FigureCanvasAgg.start_event_loop

    def start_event_loop(timeout=0):
        waited.append(timeout)
        all_waits.append(timeout)
        if len(waited) > after:
            waited.clear()
            KeyEvent("key_press_event", canvas, "right")._process()
        real(canvas, 0.001)

    canvas.start_event_loop = start_event_loop
    return all_waits


def test_the_frames_are_yielded_and_each_is_drawn(frames, display):
    window, shown = Window(40), []
    for _ in window.follow(iter(frames)):
        shown.append(np.asarray(window.fig.canvas.buffer_rgba()).copy())
        assert window.fig.canvas.manager.shown
    assert len(shown) == len(frames)
    assert all((a != b).any() for a, b in pairwise(shown))
    assert display["blit"] >= 4
    assert display["draw"] + display["blit"] == len(frames)


def test_the_window_shows_what_the_animation_does(frames, display):
    window = Window(40)
    for _ in window.follow(frames):
        pass
    upper = np.asarray(window.fig.canvas.buffer_rgba())[40:480]
    *_, last = (picture[40:480].copy() for picture in render_frames(frames))
    np.testing.assert_array_equal(upper, last)


@pytest.mark.parametrize("last_step", [None, 40])
def test_the_window_renews_axes_and_labels(frames, display, last_step):
    """As if everything were drawn for each frame; the last frames show moves, which are counted from then on."""
    run = [replace(frame, jsd=frame.jsd / 10**i, moved="D" if i > 5 else "") for i, frame in enumerate(frames)]
    window = Window(last_step)
    with matplotlib.rc_context(STYLE):
        canvas = FigureCanvasAgg(Figure(figsize=SIZE, layout="constrained"))
        drawing = TrainingFigure(canvas.figure, run[:1], last_step)
        drawing.set_animated(True)
    for frame in window.follow(run):
        with matplotlib.rc_context(STYLE):
            drawing.update(frame)
            canvas.draw()
            drawing.draw_artists()
        np.testing.assert_array_equal(window.fig.canvas.buffer_rgba(), canvas.buffer_rgba())


def test_a_canvas_that_cannot_blit_is_drawn_whole(frames, display, monkeypatch):
    monkeypatch.setattr(FigureCanvasAgg, "supports_blit", False)
    assert list(Window(40).follow(frames[:4])) == frames[:4]
    assert display == {"draw": 4, "blit": 0}


def test_closing_the_window_stops_the_drawing_and_not_the_frames(frames, display):
    window, seen = Window(40), []
    for frame in window.follow(frames):
        seen.append(frame)
        if len(seen) == 3:
            close(window)
    window.hold()
    assert seen == frames
    assert display["draw"] + display["blit"] == 3


def test_a_key_makes_the_next_move(frames, display):
    moves = [replace(frame, moved=player) for frame, player in zip(frames, ("", "D", "G"))]
    window, seen = Window(2, wait_for_key=True), []
    waits = press(window, after=2)
    for frame in window.follow(moves):
        seen.append(frame.moved)
        assert f"{frame.moved} moved" in window.fig.axes[0].get_title("left") or not frame.moved
    assert seen == ["", "D", "G"]
    assert len(waits) == 3 * len(seen)


def test_the_title_of_a_window_that_waits_for_keys_says_so(display):
    titles = [Window(2, wait_for_key=wait).fig.canvas.manager.title for wait in (False, True)]
    assert titles[0] == "gan_theory"
    assert titles[1].startswith("gan_theory: a key or a click shows the next step")


def test_closing_a_window_that_waits_for_keys_ends_the_waiting(frames, display):
    window, seen = Window(2, wait_for_key=True), []
    for frame in window.follow(frames):
        if not seen:
            close(window)
        seen.append(frame)
    assert seen == frames


def test_live_holds_the_window_until_it_is_closed(frames, display, monkeypatch):
    held = []
    monkeypatch.setattr(Window, "hold", lambda window: held.append(window))
    assert list(live(frames, last_step=40)) == frames
    (window,) = held
    assert window.fig is not None


def test_hold_waits_for_the_window_to_be_closed(frames, display, monkeypatch):
    window = Window(40)
    window.show(frames[0])
    waits = []

    def start_event_loop(timeout=0):
        waits.append(timeout)
        if len(waits) == 3:
            close(window)

    window.fig.canvas.start_event_loop = start_event_loop
    window.hold()
    assert len(waits) == 3
    assert window.fig is None


def test_train_writes_its_files_before_it_holds_the_window(display, tmp_path, monkeypatch):
    held = []
    monkeypatch.setattr(Window, "hold", lambda window: held.append((window.wait_for_key, sorted(os.listdir(tmp_path)))))
    assert main([*SHORT, "--show", "--out", str(tmp_path / "run.html")]) == 0
    assert held == [(False, ["run.html", "run.json"])]
    assert display["draw"] + display["blit"] == 21


def test_ctrl_c_at_the_window_keeps_what_there_is(display, tmp_path, monkeypatch, capsys):
    real = Window.show

    def show(window, frame):
        if frame.step == 7:
            raise KeyboardInterrupt
        real(window, frame)

    monkeypatch.setattr(Window, "show", show)
    monkeypatch.setattr(Window, "hold", lambda window: pytest.fail("held"))
    assert main([*SHORT, "--show", "--no-animation", "--out", str(tmp_path / "run.json")]) == 130
    assert "interrupted; the frames up to step 7 are kept" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["run.json"]


def test_without_a_display_a_line_says_so_and_the_frames_are_yielded(frames, capsys):
    assert list(live(frames)) == frames
    line = capsys.readouterr().err
    reason = "matplotlib's backend is agg; it draws files only; training continues"
    assert line == f"gan-theory: no window (is there a display?): {reason}\n"
    assert plt.get_fignums() == []


def test_a_gui_toolkit_that_fails_is_reported_in_one_line(frames, capsys, monkeypatch):
    def broken(**_):
        raise RuntimeError("no display\nname")

    monkeypatch.setattr(plt, "figure", broken)
    assert list(live(frames)) == frames
    assert capsys.readouterr().err.endswith("matplotlib's backend is agg; no display name; training continues\n")


REAL = """
from gan_theory import Recipe, train
from gan_theory.plotting.live_window import Window

def follow(how):
    window, seen = Window(8, wait_for_key=how == "by keys"), []
    canvas, tk = window.fig.canvas.get_tk_widget(), window.fig.canvas.manager.window

    def close():  # as a click on the window's cross does
        tk.tk.call(tk.protocol("WM_DELETE_WINDOW"))

    def click():
        canvas.event_generate("<Button-1>", x=9, y=9) if len(seen) < 4 else close()
        if len(seen) < 4:
            tk.after(20, click)

    if how == "by keys":
        tk.after(100, click)
    for frame in window.follow(train("gaussian", Recipe(steps=8, frames=8))):
        seen.append(frame)
        if len(seen) == 4 and how == "closed during training":
            close()
    if how == "closed after training":
        assert window.fig is not None
        tk.after(100, close)
    window.hold()
    print(f"{how}: {len(seen)}, {window.fig}")

for how in ("closed after training", "closed during training", "by keys"):
    follow(how)
"""


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb on the PATH")
def test_a_real_window_follows_training_and_may_be_closed():
    pytest.importorskip("tkinter")
    read, write = os.pipe()
    server = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[write], stderr=subprocess.DEVNULL) as xvfb, os.fdopen(read) as number:
        os.close(write)
        try:
            environment = {**os.environ, "DISPLAY": f":{number.readline().strip()}", "MPLBACKEND": "tkagg"}
            command = [sys.executable, "-W", "error", "-c", REAL]
            run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)
        finally:
            xvfb.terminate()
    assert run.stderr == ""
    assert run.stdout == "closed after training: 9, None\nclosed during training: 9, None\nby keys: 9, None\n"
