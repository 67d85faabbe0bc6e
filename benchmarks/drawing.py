"""What 100 frames of Figure 1 cost, drawn and saved as a GIF, beside drawing each figure afresh."""

import tempfile
import time
from pathlib import Path

from gan_theory import Recipe, plot, train

frames = list(train("old-faithful", Recipe(steps=495, frames=99), seed=0))

with tempfile.TemporaryDirectory() as folder:
    start = time.perf_counter()
    path = plot.animate(frames, Path(folder) / "run.gif")
    seconds, size = time.perf_counter() - start, path.stat().st_size
start = time.perf_counter()
for frame in frames[:5]:
    next(iter(plot._pictures([frame])))
afresh = (time.perf_counter() - start) / 5 * len(frames)
print(f"{len(frames)} frames drawn and saved: {seconds:.1f} s, {size / 1e6:.2f} MB")
print(f"each figure drawn afresh, unsaved: {afresh:.1f} s, {afresh / seconds:.1f} times as long")
