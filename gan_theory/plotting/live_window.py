"""A window that follows training, on any of matplotlib's GUI backends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import matplotlib

from gan_theory.plotting.animation import draw_artists, figure_1_with_monitor
from gan_theory.plotting.style import SIZE, STYLE
from gan_theory.training.frame import Frame

POLL = 0.1  # seconds between two looks at whether Ctrl-C was pressed


def live(frames: Iterable[Frame], *, end: int | None = None) -> Iterator[Frame]:
    """The frames, passed through, each drawn in a window as it comes; after the last it stays until it is closed.

    end: the last step, if it is known. Closing the window stops the drawing, and not the frames. Without a display a
    line on standard error says so, and the frames come all the same.
    """
    window = Window(end)
    yield from window.follow(frames)
    window.hold()


class Window:
    """Figure 1 above the meters in a window, if there can be one. end: the last step, if it is known.

    by_hand: after each frame, wait for a key or a click in the window; closing it runs on.
    """

    def __init__(self, end: int | None = None, *, by_hand: bool = False):
        self.end, self.by_hand = end, by_hand
        self.fig, self.stage, self.background, self.going = _figure(by_hand), None, None, False

    def follow(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """The frames, passed through, each drawn as it comes as long as the window is open."""
        for frame in frames:
            self.show(frame)
            yield frame
            if self.by_hand:
                self._wait()

    def show(self, frame: Frame) -> None:
        """Draw the frame, if the window is open: again only what moves, unless the scales have grown."""
        if self.fig is None:
            return
        with matplotlib.rc_context(STYLE):
            if self.stage is None:
                self._open(frame)
            before = self._scales()
            self.stage.update(frame)
            canvas = self.fig.canvas
            if self.background is None or self._scales() != before:
                canvas.draw()
            else:
                canvas.restore_region(self.background)
                draw_artists(self.stage.moving)
                canvas.blit(self.fig.bbox)
            canvas.flush_events()

    def hold(self) -> None:
        """Wait until the window is closed."""
        self.by_hand = False
        while self.fig is not None:
            self.fig.canvas.start_event_loop(POLL)

    def _wait(self):
        self.going = False
        while self.fig is not None and not self.going:
            self.fig.canvas.start_event_loop(POLL)

    def _open(self, frame):
        self.stage = figure_1_with_monitor(self.fig, [frame], self.end)
        for artist in self.stage.moving:
            artist.set_animated(self.fig.canvas.supports_blit)
        for event, heard in (("draw_event", self._drawn), ("close_event", self._closed)):
            self.fig.canvas.mpl_connect(event, heard)
        for event in ("key_press_event", "button_press_event"):
            self.fig.canvas.mpl_connect(event, self._go)
        self.fig.canvas.manager.show()

    def _scales(self):
        return [(*ax.get_xlim(), *ax.get_ylim(), ax.get_xlabel()) for ax in self.fig.axes]

    def _drawn(self, _):
        if self.fig.canvas.supports_blit:
            self.background = self.fig.canvas.copy_from_bbox(self.fig.bbox)
            draw_artists(self.stage.moving)

    def _closed(self, _):
        self.fig.canvas.stop_event_loop()
        self.fig = None

    def _go(self, _):
        self.going = True
        self.fig.canvas.stop_event_loop()


def _figure(by_hand):
    """An empty figure in a window that is not shown yet; None, and a line on standard error, if there can't be one."""
    import matplotlib.pyplot as plt

    reason = "it draws files only"
    try:
        with matplotlib.rc_context(STYLE):
            fig = plt.figure(figsize=SIZE, layout="constrained")
        if fig.canvas.required_interactive_framework is not None:
            hint = ": a key or a click makes the next move; closing the window runs on" if by_hand else ""
            fig.canvas.manager.set_window_title(f"gan_theory{hint}")
            return fig
        plt.close(fig)
    except Exception as error:  # each toolkit raises its own
        reason = " ".join(str(error).split())
    backend = matplotlib.rcParams["backend"]
    print(
        f"gan-theory: no window (is there a display?): matplotlib's backend is {backend}; {reason}; training goes on",
        file=sys.stderr,
    )
    return None
