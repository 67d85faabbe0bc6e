"""A window that shows training while it runs, with any of matplotlib's GUI backends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from gan_theory._utils.streams import print_message
from gan_theory.plotting.style import SIZE, STYLE
from gan_theory.plotting.training_monitor import TrainingFigure
from gan_theory.training.frame import Frame

POLLING_INTERVAL = 0.1  # seconds, after which Ctrl-C is noticed


def live(frames: Iterable[Frame], *, last_step: int | None = None) -> Iterator[Frame]:
    """Yield the frames unchanged, and draw each in a window, which stays open after the last until it is closed.

    Closing the window ends the drawing, not the frames. Without a display, a line on standard error says so, and the
    frames are yielded all the same.

    Parameters
    ----------
    frames : iterable of Frame
        The frames, such as from `train`.
    last_step : int, optional
        The last step of the run, if it is known.

    Yields
    ------
    Frame
        The frames.
    """
    window = Window(last_step)
    yield from window.follow(frames)
    window.hold()


class Window:
    """A window with Figure 1 above the training monitor, if there is a display.

    Parameters
    ----------
    last_step : int, optional
        The last step of the run, if it is known.
    wait_for_key : bool
        After each frame, wait for a key or a click in the window. Closing the window ends the waiting.

    Attributes
    ----------
    fig : Figure or None
        The figure; None if there is no display, or the window has been closed.
    wait_for_key : bool
        Whether to wait after each frame.
    """

    def __init__(self, last_step: int | None = None, *, wait_for_key: bool = False) -> None:
        self.wait_for_key = wait_for_key
        self.fig = _open_figure(wait_for_key)
        self._last_step = last_step
        self._drawing: TrainingFigure | None = None
        self._background: Any = None
        self._key_pressed = False

    def follow(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """Yield the frames unchanged, and draw each while the window is open.

        Parameters
        ----------
        frames : iterable of Frame
            The frames, such as from `train`.

        Yields
        ------
        Frame
            The frames.
        """
        for frame in frames:
            self.show(frame)
            yield frame
            if self.wait_for_key:
                self._wait()

    def show(self, frame: Frame) -> None:
        """Draw the frame if the window is open; only what changes is drawn again, unless axes or labels changed."""
        if self.fig is None:
            return
        with matplotlib.rc_context(STYLE):
            if self._drawing is None:
                self._drawing = self._start_drawing(self.fig, frame)
            axes_before = self._axes_state(self.fig)
            self._drawing.update(frame)
            canvas: Any = self.fig.canvas
            if self._background is None or self._axes_state(self.fig) != axes_before:
                canvas.draw()
            else:
                canvas.restore_region(self._background)
                self._drawing.draw_artists()
                canvas.blit(self.fig.bbox)
            canvas.flush_events()

    def hold(self) -> None:
        """Wait until the window is closed."""
        self.wait_for_key = False
        while self.fig is not None:
            self.fig.canvas.start_event_loop(POLLING_INTERVAL)

    def _wait(self) -> None:
        self._key_pressed = False
        while self.fig is not None and not self._key_pressed:
            self.fig.canvas.start_event_loop(POLLING_INTERVAL)

    def _start_drawing(self, fig: Figure, frame: Frame) -> TrainingFigure:
        drawing, canvas = TrainingFigure(fig, [frame], self._last_step), fig.canvas
        drawing.set_animated(canvas.supports_blit)
        canvas.mpl_connect("draw_event", self._on_draw)
        canvas.mpl_connect("close_event", self._on_close)
        canvas.mpl_connect("key_press_event", self._on_key)
        canvas.mpl_connect("button_press_event", self._on_key)
        if canvas.manager is not None:
            canvas.manager.show()
        return drawing

    @staticmethod
    def _axes_state(fig: Figure) -> list[tuple[Any, ...]]:
        return [(*ax.get_xlim(), *ax.get_ylim(), ax.get_xlabel()) for ax in fig.axes]

    def _on_draw(self, _: Any) -> None:
        if self.fig is not None and self._drawing is not None and self.fig.canvas.supports_blit:
            canvas: Any = self.fig.canvas
            self._background = canvas.copy_from_bbox(self.fig.bbox)
            self._drawing.draw_artists()

    def _on_close(self, _: Any) -> None:
        if self.fig is not None:
            self.fig.canvas.stop_event_loop()
            self.fig = None

    def _on_key(self, _: Any) -> None:
        if self.fig is not None:
            self._key_pressed = True
            self.fig.canvas.stop_event_loop()


def _open_figure(wait_for_key: bool) -> Figure | None:
    """Make an empty figure in a window that is not shown yet; if there can be no window, say why, and return None."""
    import matplotlib.pyplot as plt

    reason = "it draws files only"
    try:
        with matplotlib.rc_context(STYLE):
            fig = plt.figure(figsize=SIZE, layout="constrained")
        if fig.canvas.required_interactive_framework is not None:
            hint = ": a key or a click shows the next step; closing the window lets training continue"
            if fig.canvas.manager is not None:
                fig.canvas.manager.set_window_title(f"gan_theory{hint if wait_for_key else ''}")
            return fig
        plt.close(fig)
    except Exception as error:  # each GUI toolkit raises its own
        reason = " ".join(str(error).split())
    backend = matplotlib.rcParams["backend"]
    print_message(f"no window (is there a display?): matplotlib's backend is {backend}; {reason}; training continues")
    return None
