"""A player: one HTML page, which needs no network, that plays the frames of a run in a browser.

The files of web/player/ become one page, with the frames as JSON.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.files import atomic_write
from gan_theory._utils.validation import check_count
from gan_theory.playground.assembly import assemble, html_path
from gan_theory.plotting import figure_1_geometry as geometry
from gan_theory.plotting import style
from gan_theory.training.frame import Frame

MAX_CELLS = 1024  # of a finer grid, evenly spaced cells are shown
FARTHEST = 1e30  # of what float32 holds, in lengths of an axis
MEASURES = ("step", "moved", "V", "D_gap", "G_gap", "D_from_half")
APPEARANCE = {
    "BLACK": style.BLACK,
    "GREEN": style.GREEN,
    "BLUE": style.BLUE,
    "GREY": style.GREY,
    "X_AXIS": geometry.X_AXIS,
    "Z_AXIS": geometry.Z_AXIS,
    "BOTTOM": geometry.BOTTOM,
    "D_TOP": geometry.D_TOP,
    "LEAST": geometry.SMALLEST_GAP,
}


def page(frames: Iterable[Frame], path: str | os.PathLike[str], *, name: str = "", fps: int = 12) -> Path:
    """Write Figure 1 and four curves of training, frame by frame, as one HTML page with buttons to play and step.

    The page loads nothing from a network. The same frames give the same file. Curves and arrows are stored in float32,
    as shares of the axes, to 1e-7; the limits of the axes, V and the gaps in float64. The file appears when it is
    complete, or not at all.

    Parameters
    ----------
    frames : iterable of Frame
        The frames of a run.
    path : path
        The file, which ends in .html.
    name : str
        The name of p_data, for the heading.
    fps : int
        Frames per second at first, 1 to 100.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        For no frames or those of two runs, another ending, or a folder that does not exist or cannot be written to.
    """
    frames, path = geometry.check_frames(frames), html_path(path)
    check_count("fps", fps, 1, 100)
    text = assemble(
        "player/player.html",
        script="player/player.js",
        styles=["player/player.css"],
        data=_data(frames, fps),
        texts={"NAME": name or "p_data"},
    )
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
    return path


def _data(frames: Sequence[Frame], fps: int) -> dict[str, Any]:
    """Collect what player/recording.js reads."""
    first = frames[0]
    z, cells = geometry.arrow_starts(first), slice(None, None, -(-first.x.size // MAX_CELLS))
    limits, top = geometry.x_limits(first), geometry.density_limit(first)
    return {
        "look": APPEARANCE,
        "fps": fps,
        "limits": limits,
        "top": top,
        "reach": geometry.z_limit(z),
        **{measure: [getattr(frame, measure) for frame in frames] for measure in MEASURES},
        "x": _base64(_relative(first.x[cells], limits)),
        "p_data": _base64(first.p_data.pdf[cells] / top),
        "p_g": _base64([np.minimum(frame.p_g.pdf[cells] / top, FARTHEST) for frame in frames]),
        "D": _base64([frame.D[cells] for frame in frames]),
        "D_star": _base64([frame.D_star[cells] for frame in frames]),
        "z": _base64(z),
        "G_z": _base64([_relative(geometry.arrow_ends(z, frame), limits) for frame in frames]),
    }


def _relative(x: Array, limits: tuple[float, float]) -> Array:
    """Return x as a share of the x axis, from 0 to 1: float32 would round x itself away where it is far from 0."""
    return np.clip((x - limits[0]) / (limits[1] - limits[0]), -FARTHEST, FARTHEST)


def _base64(values: ArrayLike | Sequence[Array]) -> str:
    """Encode the values as little-endian float32, row by row, in base64."""
    return base64.b64encode(np.asarray(values, "<f4").tobytes()).decode("ascii")
