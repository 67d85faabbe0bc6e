"""Look at each figure that a lesson draws: in its notebook, or by python looking.py LESSON FINDINGS.json"""

import json
import runpy
import sys
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import numpy as np

from gan_theory import plot
from tests.support.figure_checks import faults

figure, animate, draw = plot.figure, plot.animate, plot.draw_artists
found = {}


@contextmanager
def figure_looked_at(path, *args, **keywords):
    """As it was saved: not laid out once more."""
    with figure(path, *args, **keywords) as axes:
        yield axes
    saved = np.ravel(axes)[0].figure
    saved.set_layout_engine("none")
    with matplotlib.rc_context(plot.STYLE):
        found[Path(path).name] = faults(saved)


def animation_looked_at(frames, path, **keywords):
    """At its first picture, its last one, and three between."""
    frames, seen = list(frames), found.setdefault(Path(path).name, [])
    left = iter(range(len(frames)))
    due = {round(share * (len(frames) - 1)) for share in (0, 0.25, 0.5, 0.75, 1)}

    def draw_looked_at(moving):
        number = next(left)
        if number in due:
            seen.extend(f"picture {number}: {fault}" for fault in faults(moving[0].axes.figure, moving))
        draw(moving)

    plot.draw_artists = draw_looked_at
    return animate(frames, path, **keywords)


def look():
    """From now on `found` has the faults of each figure that is drawn, by the name of its file."""
    plot.figure, plot.animate = figure_looked_at, animation_looked_at


if __name__ == "__main__":
    look()
    runpy.run_path(sys.argv[1], run_name="__main__")
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
