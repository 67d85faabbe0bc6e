"""Check each figure that a lesson draws: in its notebook, or by python lesson_figures.py LESSON FAULTS.json"""

import json
import runpy
import sys
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import numpy as np

from gan_theory import plot
from gan_theory.plotting import figure_1
from gan_theory.plotting.training_monitor import TrainingFigure
from tests.support.figure_checks import faults

figure, animate, draw_artists = plot.figure, plot.animate, TrainingFigure.draw_artists
found = {}


@contextmanager
def checked_figure(path, *args, **keywords):
    """Draw and save a figure, and check it with the layout with which it was saved."""
    with figure(path, *args, **keywords) as axes:
        yield axes
    saved = np.ravel(axes)[0].figure
    saved.set_layout_engine("none")
    with matplotlib.rc_context(plot.STYLE):
        found[Path(path).name] = faults(saved)


def checked_animation(frames, path, **keywords):
    """Write an animation, and check its first picture, its last, and three between."""
    frames, of_this_file = list(frames), found.setdefault(Path(path).name, [])
    numbers = iter(range(len(frames)))
    checked = {round(share * (len(frames) - 1)) for share in (0, 0.25, 0.5, 0.75, 1)}

    def check_and_draw_artists(drawing):
        number = next(numbers)
        if number in checked:
            fig = drawing.artists[0].axes.figure
            of_this_file.extend(f"picture {number}: {fault}" for fault in faults(fig, drawing.artists))
        draw_artists(drawing)

    TrainingFigure.draw_artists = check_and_draw_artists
    return animate(frames, path, **keywords)


def look():
    """From now on, `found` has the faults of each figure that is drawn, by the name of its file."""
    plot.figure = figure_1.figure = checked_figure
    plot.animate = checked_animation


if __name__ == "__main__":
    look()
    runpy.run_path(sys.argv[1], run_name="__main__")
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
