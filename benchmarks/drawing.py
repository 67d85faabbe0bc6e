"""What watching costs: frames drawn and saved, as a GIF and as a page, and the first of them one by one."""

import tempfile
import time
from pathlib import Path

from gan_theory import Recipe, plot, train
from gan_theory.playground.player import page
from gan_theory.plotting.animation import render_frames


def row(what, frames, write, *arguments):
    start = time.perf_counter()
    path = write(frames, *arguments)
    size = f"{path.stat().st_size / 1e6:9.2f}" if path else f"{'–':>9}"
    print(f"{what:20} {len(frames):6} {time.perf_counter() - start:9.2f} {size}")


def one_by_one(frames):
    for frame in frames:
        next(render_frames([frame]))


print(f"{'':20} {'frames':>6} {'seconds':>9} {'MB':>9}")
for name in ("old-faithful", "two-modes"):
    frames = list(train(name, Recipe(steps=595, frames=119), seed=0))
    with tempfile.TemporaryDirectory() as folder:
        for n in (100, 120):
            row(f"{name}.gif", frames[:n], plot.animate, Path(folder) / "run.gif")
        row(f"{name}.html", frames, page, Path(folder) / "run.html")
row("each frame afresh", frames[:5], one_by_one)
