"""One self-contained page that plays the frames in a browser, offline."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from gan_theory._utils.files import atomic_write
from gan_theory._utils.validation import check_count
from gan_theory.plotting import colours, figure_1_geometry
from gan_theory.training.frame import Frame

TEMPLATE = Path(__file__).with_name("player.html")
CELLS = 1024  # of a finer grid, evenly spread cells are shown


def page(frames: Iterable[Frame], path, *, name: str = "", fps: int = 12) -> Path:
    """Figure 1 and four meters in one HTML file, with buttons to play, pause and step. Returns the path.

    name: p_data's, for the heading. fps: frames per second at first. The same frames give the same file. Curves and
    arrows are kept in float32, to 1e-7 of their values, the meters in float64. The file asks nothing of a network, and
    appears complete or not at all. Raises ValueError for no frames, another ending than .html, or a folder that does
    not exist or can't be written to.
    """
    frames, path = figure_1_geometry.check_frames(frames), Path(path)
    check_count("fps", fps, 1, 100)
    if path.suffix.lower() != ".html":
        raise ValueError(f"expected a file name that ends in .html; got {str(path)!r}")
    filled = {"NAME": html.escape(name or "p_data"), "DATA": _script(_data(frames, fps))}
    text = re.sub("@([A-Z]+)@", lambda found: filled[found[1]], TEMPLATE.read_text(encoding="utf-8"))
    with atomic_write(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return path


def _script(data) -> str:
    """JSON that no HTML parser takes for markup."""
    return json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def _data(frames, fps) -> dict:
    first = frames[0]
    z, cells = figure_1_geometry.arrow_starts(first), slice(None, None, -(-first.x.size // CELLS))
    look = {name: getattr(colours, name) for name in ("BLACK", "GREEN", "BLUE", "GREY")}
    look |= {name: getattr(figure_1_geometry, name) for name in ("X_AXIS", "Z_AXIS", "BOTTOM", "D_TOP", "LEAST")}
    return {
        "look": look,
        "fps": fps,
        "limits": figure_1_geometry.x_limits(first),
        "top": figure_1_geometry.density_limit(first),
        "reach": figure_1_geometry.z_limit(z),
        **{measure: [getattr(frame, measure) for frame in frames] for measure in MEASURES},
        "x": _base64(first.x[cells]),
        "p_data": _base64(first.p_data.pdf[cells]),
        "p_g": _base64([np.minimum(frame.p_g.pdf[cells], 1e30) for frame in frames]),
        "D": _base64([frame.D[cells] for frame in frames]),
        "D_star": _base64([frame.D_star[cells] for frame in frames]),
        "z": _base64(z),
        "G_z": _base64([np.clip(figure_1_geometry.arrow_ends(z, frame), -1e30, 1e30) for frame in frames]),
    }


MEASURES = ("step", "moved", "V", "D_gap", "G_gap", "D_from_half")


def _base64(values) -> str:
    """Little-endian float32, row by row, in base64."""
    return base64.b64encode(np.asarray(values, "<f4").tobytes()).decode("ascii")
