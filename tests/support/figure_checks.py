"""Checks that a figure can be read from the back row, in grey, and by the colour-blind: each fault is a sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from unittest.mock import patch

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_hex, to_rgba, to_rgba_array
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from gan_theory.plotting.style import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SIZE, STYLE

SMALLEST_FONT = 14  # points, where the figure fills 1280 × 720 pixels, 100 to the inch
PALETTE = {colour.lower() for colour in (BLACK, GREEN, BLUE, ORANGE, PURPLE, GREY)}
COLOUR_MAPS = ("viridis", "cividis", "Greys")  # their lightness is monotonic
LIGHTNESS_DIFFERENCE = 12  # least, in CIELAB's L*, of two shapes that differ only in colour
NATS = re.compile(r"JSD|KL|\\log|\$[CUV][ $(]")
VISION = {  # matrices in linear RGB. Source: Machado, Oliveira and Fernandes 2009, severity 1
    "in grey": np.eye(3),
    "with protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "with deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


@contextmanager
def new_figure(rows=1, columns=1, size=SIZE):
    """Axes as from `plot.figure`, of a figure that is not saved."""
    with matplotlib.rc_context(STYLE):
        fig = Figure(figsize=size, layout="constrained")
        FigureCanvasAgg(fig)
        yield fig.subplots(rows, columns)


def faults(fig, animated=()) -> list[str]:
    """All faults of a figure, with the animated artists drawn too; empty if it can be read."""
    boxes = _text_boxes(fig, animated)
    found = [*_small_texts(fig, boxes), *_cut_texts(fig, boxes), *_overlapping_texts(fig, boxes)]
    for ax in (ax for ax in fig.axes if ax.axison):
        found += [*_missing_labels(ax), *_foreign_colours(ax)]
        if ax is next(other for other in fig.axes if _position(other) == _position(ax)):  # twins are checked together
            twins = [other for other in fig.axes if _position(other) == _position(ax)]
            found += [*_similar_lines(twins), *_similar_shapes(twins)]
    return found


def _text_boxes(fig, animated) -> dict[Text, Bbox]:
    """The texts that are drawn (not those of ticks outside the limits), and the boxes around them."""
    texts, draw, renderer = {}, Text.draw, RendererAgg(fig.bbox.width, fig.bbox.height, fig.dpi)
    were_animated = [artist.get_animated() for artist in animated]

    def note_and_draw(text, renderer):
        if text.get_visible() and text.get_text().strip():
            texts[text] = Text.get_window_extent(text, renderer)  # an annotation's own would include its arrow
        draw(text, renderer)

    for artist in animated:
        artist.set_animated(False)
    with patch.object(Text, "draw", note_and_draw):
        fig.draw(renderer)
    for artist, before in zip(animated, were_animated):
        artist.set_animated(before)
    return texts


def _small_texts(fig, boxes) -> Iterator[str]:
    scale = min(12.8 / fig.get_figwidth(), 7.2 / fig.get_figheight())
    for text in boxes:
        if text.get_fontsize() * scale < SMALLEST_FONT - 1e-9:
            yield f"{text.get_text()!r} has {text.get_fontsize() * scale:.1f} points at 1280 × 720"


def _cut_texts(fig, boxes) -> Iterator[str]:
    for text, box in boxes.items():
        if min(box.x0, box.y0, fig.bbox.x1 - box.x1, fig.bbox.y1 - box.y1) < -0.5:
            yield f"{text.get_text()!r} is cut off by the edge"


def _overlapping_texts(fig, boxes) -> Iterator[str]:
    """Texts that overlap with another text or a line."""
    inner = {text: box.padded(-1) for text, box in boxes.items() if min(box.size) > 2}
    for (one, a), (other, b) in combinations(inner.items(), 2):
        if a.overlaps(b):
            yield f"{one.get_text()!r} and {other.get_text()!r} overlap"
    for line in (line for ax in fig.axes for line in _lines(ax)):
        for text, box in ((text, box) for text, box in inner.items() if not _has_background(text)):
            visible = Bbox.intersection(box, line.axes.bbox)
            if visible and _crosses(line, visible):
                yield f"{text.get_text()!r} lies on {_name(line)}"


def _has_background(text) -> bool:
    """Whether an opaque box hides what is behind the text."""
    patch = text.get_bbox_patch()
    return patch is not None and to_rgba(patch.get_facecolor())[3] == 1


def _crosses(line, box) -> bool:
    path = line.get_transform().transform_path(line.get_path())
    points = path.vertices[np.isfinite(path.vertices).all(axis=1)]
    if line.get_linestyle() == "None":
        return box.padded(line.get_markersize() / 3).count_contains(points) > 0
    return len(points) > 1 and type(path)(points).intersects_bbox(box, filled=False)


def _lines(ax) -> list[Line2D]:
    drawn = (line for line in ax.get_lines() if line.get_visible() and len(line.get_xdata()))
    return [line for line in drawn if line.get_linestyle() != "None" or line.get_marker() not in ("None", "")]


def _name(line) -> str:
    return repr(line.get_label()) if _labelled(line) else f"a line of {len(line.get_xdata())} points"


def _labelled(artist) -> bool:
    return not str(artist.get_label()).startswith("_")


def _position(ax):
    return tuple(ax.get_position().bounds)


def _missing_labels(ax) -> Iterator[str]:
    """Axes without a label or a unit. Figure 1 has $x$ at the end of its axis, as it has $z$."""
    bar = ax.get_label() == "<colorbar>" and (ax.get_xlabel() or ax.get_ylabel())
    at_the_end = any(text.get_text().startswith("$x$") for text in ax.texts)
    for axis, name, known in ((ax.xaxis, "x", at_the_end or bar), (ax.yaxis, "y", bar)):
        text = axis.get_label_text()
        if axis.get_visible() and len(axis.get_ticklocs()) and not (text or known):
            yield f"the {name} axis of {ax.get_title()!r} has no label"
        if NATS.search(text) and "nats" not in text:
            yield f"the {name} axis {text!r} of {ax.get_title()!r} has no unit"


def _similar_lines(twins) -> Iterator[str]:
    """Pairs of lines that differ at most in colour. Unlabelled lines of two points are axes and marks."""
    lines = [line for ax in twins for line in _lines(ax)]
    lines = [line for line in lines if _labelled(line) or len(line.get_xdata()) > 2 or line.get_linestyle() == "None"]
    for one, other in combinations(lines, 2):
        same_kind = _line_style(one) == _line_style(other) and not (_labelled(one) and _labelled(other))
        widths = sorted((one.get_linewidth(), other.get_linewidth()))
        if not same_kind and _line_style(one)[1:] == _line_style(other)[1:] and widths[1] < 1.9 * widths[0]:
            yield f"{_name(one)} and {_name(other)} differ at most in colour"


def _line_style(line):
    dashes = line._unscaled_dash_pattern if line.get_linestyle() != "None" else "None"  # '--' stands for every tuple
    return to_hex(line.get_color()), dashes, str(line.get_marker())


def _similar_shapes(twins) -> Iterator[str]:
    """Pairs of labelled shapes that look alike to some readers: neither lightness, outline nor hatching differs."""
    handles = [handle for ax in twins for handle in ax.get_legend_handles_labels()[0]]
    shapes = [getattr(handle, "patches", [handle])[0] for handle in handles if not isinstance(handle, Line2D)]
    for one, other in combinations(shapes, 2):
        if _pattern(one) == _pattern(other):
            for vision, matrix in VISION.items():
                if abs(lightness(_face(one), matrix) - lightness(_face(other), matrix)) < LIGHTNESS_DIFFERENCE:
                    yield f"shapes of colours {to_hex(_face(one))} and {to_hex(_face(other))} look alike {vision}"


def _pattern(shape):
    return shape.get_hatch(), str(shape.get_linestyle()) if np.any(shape.get_linewidth()) else None


def _face(shape):
    """The colour of a shape on white."""
    *colour, alpha = to_rgba_array(shape.get_facecolor())[0]
    return 1 - alpha * (1 - np.array(colour))


def lightness(colour, vision) -> float:
    """CIELAB's L* of a colour as seen with this matrix of VISION, 0 for black and 100 for white."""
    luminance = seen(colour, vision) @ (0.2126, 0.7152, 0.0722)
    return float(116 * np.cbrt(luminance) - 16 if luminance > 0.008856 else 903.3 * luminance)


def seen(colour, vision) -> np.ndarray:
    """A colour in linear RGB (3,), as seen with this matrix of VISION. Source: IEC 61966-2-1 (sRGB)."""
    colour = np.array(to_rgba(colour)[:3])
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return np.clip(vision @ linear, 0, 1)


def _foreign_colours(ax) -> Iterator[str]:
    shapes = [*ax.collections, *ax.patches]
    colours = {
        "a line": [get() for line in _lines(ax) for get in (line.get_color, line.get_markerfacecolor)],
        "a text": [text.get_color() for text in ax.texts],
        "a shape": [get() for shape in shapes for get in (shape.get_facecolor, shape.get_edgecolor)],
    }
    for what, several in colours.items():
        found = {to_hex(colour) for each in several for colour in to_rgba_array(each) if colour[3]}
        for colour in sorted(found - PALETTE - {"#ffffff"}):
            yield f"{what} of {ax.get_title()!r} has the colour {colour}, which is not of the palette"
    for image in ax.images:
        if image.get_cmap().name not in COLOUR_MAPS:
            yield f"a map of {ax.get_title()!r} has the colours {image.get_cmap().name}, not {' or '.join(COLOUR_MAPS)}"
