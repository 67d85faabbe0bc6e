"""What keeps a figure from being read from the back row, in grey, or by the colour-blind: in sentences."""

import re
from collections.abc import Iterator
from itertools import combinations
from unittest.mock import patch

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex, to_rgba, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from gan_theory.plotting import figure_1_geometry

LEAST = 14  # points, where the figure fills 1280 × 720 pixels of 100 to the inch
PALETTE = {
    each.lower()
    for each in (
        figure_1_geometry.BLACK,
        figure_1_geometry.GREEN,
        figure_1_geometry.BLUE,
        figure_1_geometry.ORANGE,
        figure_1_geometry.PURPLE,
        figure_1_geometry.GREY,
    )
}
MAPS = ("viridis", "cividis", "Greys")  # their lightness changes one way from end to end
APART = 12  # in CIELAB's L*, of two shapes that nothing but colour tells apart
NATS = re.compile(r"JSD|KL|\\log|\$[CUV][ $(]")
EYES = {  # in linear RGB. Source: Machado, Oliveira and Fernandes 2009, severity 1
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


def faults(fig, moving=()) -> list[str]:
    """All that is wrong with a figure, the moving artists of an animation included; empty if it can be read."""
    boxes = _drawn(fig, moving)
    found = [*_small(fig, boxes), *_cut(fig, boxes), *_crossed(fig, boxes)]
    for ax in (ax for ax in fig.axes if ax.axison):
        found += [*_unnamed(ax), *_off_palette(ax)]
        if ax is next(other for other in fig.axes if _place(other) == _place(ax)):  # twins are looked at together
            twins = [other for other in fig.axes if _place(other) == _place(ax)]
            found += [*_alike(twins), *_merged(twins)]
    return found


def _drawn(fig, moving) -> dict[Text, Bbox]:
    """The texts that are drawn (not those of ticks beyond the limits), and the boxes that they fill."""
    texts, draw, renderer = {}, Text.draw, RendererAgg(fig.bbox.width, fig.bbox.height, fig.dpi)
    animated = [artist.get_animated() for artist in moving]

    def noted(text, renderer):
        if text.get_visible() and text.get_text().strip():
            texts[text] = Text.get_window_extent(text, renderer)  # an annotation's own would take its arrow in
        draw(text, renderer)

    for artist in moving:
        artist.set_animated(False)
    with patch.object(Text, "draw", noted):
        fig.draw(renderer)
    for artist, before in zip(moving, animated):
        artist.set_animated(before)
    return texts


def _small(fig, boxes) -> Iterator[str]:
    scale = min(12.8 / fig.get_figwidth(), 7.2 / fig.get_figheight())
    for text in boxes:
        if text.get_fontsize() * scale < LEAST - 1e-9:
            yield f"{text.get_text()!r} has {text.get_fontsize() * scale:.1f} points at 1280 × 720"


def _cut(fig, boxes) -> Iterator[str]:
    for text, box in boxes.items():
        if min(box.x0, box.y0, fig.bbox.x1 - box.x1, fig.bbox.y1 - box.y1) < -0.5:
            yield f"{text.get_text()!r} is cut off by the edge"


def _crossed(fig, boxes) -> Iterator[str]:
    """Texts that lie on one another or on a line."""
    inner = {text: box.padded(-1) for text, box in boxes.items() if min(box.size) > 2}
    for (one, a), (other, b) in combinations(inner.items(), 2):
        if a.overlaps(b):
            yield f"{one.get_text()!r} and {other.get_text()!r} overlap"
    for line in (line for ax in fig.axes for line in _lines(ax)):
        for text, box in ((text, box) for text, box in inner.items() if not _has_ground(text)):
            seen = Bbox.intersection(box, line.axes.bbox)
            if seen and _comes_into(line, seen):
                yield f"{text.get_text()!r} lies on {_name(line)}"


def _has_ground(text) -> bool:
    """Whether a box of its own keeps what lies behind from the text."""
    patch = text.get_bbox_patch()
    return patch is not None and to_rgba(patch.get_facecolor())[3] == 1


def _comes_into(line, box) -> bool:
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


def _place(ax):
    return tuple(ax.get_position().bounds)


def _unnamed(ax) -> Iterator[str]:
    """Axes without a label, or without their unit. Figure 1 has $x$ at the end of its axis, as it has $z$."""
    bar = ax.get_label() == "<colorbar>" and (ax.get_xlabel() or ax.get_ylabel())
    at_the_end = any(text.get_text().startswith("$x$") for text in ax.texts)
    for axis, name, known in ((ax.xaxis, "x", at_the_end or bar), (ax.yaxis, "y", bar)):
        text = axis.get_label_text()
        if axis.get_visible() and len(axis.get_ticklocs()) and not (text or known):
            yield f"the {name} axis of {ax.get_title()!r} has no label"
        if NATS.search(text) and "nats" not in text:
            yield f"the {name} axis {text!r} of {ax.get_title()!r} has no unit"


def _alike(twins) -> Iterator[str]:
    """Pairs of lines that colour alone tells apart, or nothing. Unlabelled lines of two points are axes and marks."""
    lines = [line for ax in twins for line in _lines(ax)]
    lines = [line for line in lines if _labelled(line) or len(line.get_xdata()) > 2 or line.get_linestyle() == "None"]
    for one, other in combinations(lines, 2):
        of_one_kind = _look(one) == _look(other) and not (_labelled(one) and _labelled(other))
        widths = sorted((one.get_linewidth(), other.get_linewidth()))
        if not of_one_kind and _look(one)[1:] == _look(other)[1:] and widths[1] < 1.9 * widths[0]:
            yield f"{_name(one)} and {_name(other)} differ at most in colour"


def _look(line):
    dashes = line._unscaled_dash_pattern if line.get_linestyle() != "None" else "None"  # '--' stands for every tuple
    return to_hex(line.get_color()), dashes, str(line.get_marker())


def _merged(twins) -> Iterator[str]:
    """Pairs of labelled shapes that neither lightness nor an outline or hatching tells apart, for some eyes."""
    handles = [handle for ax in twins for handle in ax.get_legend_handles_labels()[0]]
    shapes = [getattr(handle, "patches", [handle])[0] for handle in handles if not isinstance(handle, Line2D)]
    for one, other in combinations(shapes, 2):
        if _pattern(one) == _pattern(other):
            for eyes, matrix in EYES.items():
                if abs(lightness(_face(one), matrix) - lightness(_face(other), matrix)) < APART:
                    yield f"shapes of colours {to_hex(_face(one))} and {to_hex(_face(other))} look alike {eyes}"


def _pattern(shape):
    return shape.get_hatch(), str(shape.get_linestyle()) if np.any(shape.get_linewidth()) else None


def _face(shape):
    """The colour of a shape on white."""
    *colour, alpha = to_rgba_array(shape.get_facecolor())[0]
    return 1 - alpha * (1 - np.array(colour))


def lightness(colour, eyes) -> float:
    """CIELAB's L* of a colour as these eyes see it, 0 for black and 100 for white."""
    luminance = seen(colour, eyes) @ (0.2126, 0.7152, 0.0722)
    return float(116 * np.cbrt(luminance) - 16 if luminance > 0.008856 else 903.3 * luminance)


def seen(colour, eyes) -> np.ndarray:
    """A colour in linear RGB (3,), as these eyes see it. Source: IEC 61966-2-1 (sRGB)."""
    colour = np.array(to_rgba(colour)[:3])
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return np.clip(eyes @ linear, 0, 1)


def _off_palette(ax) -> Iterator[str]:
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
        if image.get_cmap().name not in MAPS:
            yield f"a map of {ax.get_title()!r} has the colours {image.get_cmap().name}, not {' or '.join(MAPS)}"
