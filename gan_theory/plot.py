"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends import BackendFilter, backend_registry
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from PIL import Image

from gan_theory import look
from gan_theory.border import check_count
from gan_theory.files import check_writable, complete
from gan_theory.frame import Frame
from gan_theory.look import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE
from gan_theory.notebook import show

P_DATA = dict(color=BLACK, linestyle=":", linewidth=3, label=r"$p_{\mathrm{data}}$")
P_G = dict(color=GREEN, linestyle="-", linewidth=3, label="$p_g$")
D = dict(color=BLUE, linestyle="--", linewidth=3, label="$D$")
D_STAR = dict(color=BLUE, linestyle="-", linewidth=1.5, label="$D^{*}$")
STYLE = {
    "font.size": 16,
    "axes.titlesize": 18,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 15,
    "lines.linewidth": 3,
    "xtick.major.pad": 7,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.08,
    "svg.hashsalt": "gan_theory",
    "figure.dpi": 100,
    "savefig.dpi": 100,
}
LOG_4 = np.log(4)
SIZE = (12.8, 7.2)  # in units of 100 pixels
UNDATED = {".png": {"Software": None}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
END = 2000  # milliseconds that a GIF shows its last picture for, before it starts again
NARROW = dict(borderaxespad=0, handlelength=1.5, columnspacing=1)


@contextmanager
def figure(path, rows: int = 1, columns: int = 1, size: tuple[float, float] = SIZE) -> Iterator:
    """Axes to draw on, in the house's style; at the end of the block the figure is in `path`, and the path printed.

    size: in units of 100 pixels. Where there is a display, or in a notebook, the figure is also shown. The same drawing
    gives the same file, which appears complete or not at all. Raises ValueError for another ending than .png, .svg or
    .pdf, or a folder that does not exist or can't be written to.
    """
    import matplotlib.pyplot as plt

    check_writable(path)
    undated = UNDATED.get(Path(path).suffix.lower())
    if undated is None:
        raise ValueError(f"expected a file name that ends in one of {', '.join(UNDATED)}; got {str(path)!r}")
    with matplotlib.rc_context(STYLE):
        fig, axes = plt.subplots(rows, columns, figsize=size, layout="constrained")
        try:
            yield axes
            with complete(path) as beside:
                fig.savefig(beside, metadata=undated)
            print(f"figure: {path}")
            show(path)
            if matplotlib.get_backend().lower() in backend_registry.list_builtin(BackendFilter.INTERACTIVE):
                plt.show()
        finally:
            plt.close(fig)


def densities(ax: Axes, p_data, p_g) -> list:
    """p_data and p_g over x, as densities; returns the two lines."""
    lines = [ax.plot(p.x, p.pdf, **style)[0] for p, style in ((p_data, P_DATA), (p_g, P_G))]
    ax.set(xlabel="$x$", ylabel="density", ylim=(0, None), xlim=p_data.edges[[0, -1]])
    return lines


def densities_behind(ax: Axes, p_data, p_g) -> list:
    """p_data and p_g as shaded shapes behind D, to a common scale of their own; returns the two shapes."""
    top = max(p_data.pdf.max(), p_g.pdf.max())
    shapes = [
        ax.fill_between(p.x, p.pdf / top, color=style["color"], alpha=0.35, linewidth=0, label=style["label"])
        for p, style in ((p_data, P_DATA), (p_g, P_G))
    ]
    ax.legend()
    return shapes


def discriminators(ax: Axes, x, curves: Mapping[str, np.ndarray]) -> list:
    """Discriminators D(x) over x, each with its label: D* thin, the others dashed and so on; returns the lines."""
    others = iter((D, dict(color=ORANGE, linestyle="-."), dict(color=PURPLE, linestyle=":"), dict(color=GREY)))
    lines = lines_of(
        ax, x, curves, [D_STAR if label.startswith(("$D^*$", "$D^{*}$")) else next(others) for label in curves]
    )
    ax.set(xlabel="$x$", ylabel="$D(x)$", ylim=(-0.02, 1.05), yticks=(0, 0.5, 1), xlim=(x[0], x[-1]))
    return lines


def lines_of(ax: Axes, x, curves: Mapping[str, np.ndarray], styles: Iterable[dict] | None = None) -> list:
    """Curves over x with their labels, told apart by colour and by line style; returns the lines."""
    colours = zip((BLUE, ORANGE, GREEN, PURPLE, BLACK), ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))))
    styles = cycle(styles or [dict(color=colour, linestyle=style) for colour, style in colours])
    lines = [ax.plot(x, y, **{**style, "label": label})[0] for (label, y), style in zip(curves.items(), styles)]
    ax.legend()
    return lines


def common_legend(axes) -> None:
    """One legend above all the axes, in place of their own: each label once."""
    handles = {}
    for ax in np.ravel(axes):
        if ax.get_legend():
            handles |= {handle.get_label(): handle for handle in ax.get_legend().legend_handles}
            ax.get_legend().remove()
        handles |= {label: handle for handle, label in zip(*ax.get_legend_handles_labels())}
    fig = np.ravel(axes)[0].figure
    fig.legend(handles.values(), handles, loc="outside upper center", ncols=len(handles), borderaxespad=0.2)


@dataclass
class Scene:
    """Artists that move: `update(frame)` moves them, and does not draw."""

    moving: list
    update: Callable[[Frame], None]


def figure_1(ax: Axes, frame: Frame, unit: str = "") -> Scene:
    """The paper's Figure 1 at one moment: p_data, p_g, D and D* over x, and below them the arrows z → x = G(z).

    D and D* are read off the right-hand axis. The arrows start at even quantiles of the noise, so that their heads
    crowd where p_g is large. The curve of a player who alone has moved is thicker. unit: of x, if it has one. Returns
    the artists that move. Source: Figure 1.
    """
    limits, height = look.limits(frame), look.top(frame)
    right = ax.twinx()
    p_g_line = ax.plot(frame.x, frame.p_g.pdf, **P_G)[0]
    p_data_line = ax.plot(frame.x, frame.p_data.pdf, **P_DATA)[0]
    D_line = right.plot(frame.x, frame.D, **D)[0]
    D_star_line = right.plot(frame.x, frame.D_star, **D_STAR)[0]
    _scales(ax, right, limits, height, f"$x$ [{unit}]" if unit else "$x$")
    z, place = _z_axis(ax, frame, limits, height)
    shafts = ax.add_collection(LineCollection([], color=GREY, linewidth=1.2))
    heads = ax.plot([], [], linestyle="", marker="^", color=GREEN, markersize=8)[0]

    def update(frame: Frame) -> None:
        p_g_line.set_ydata(np.minimum(frame.p_g.pdf, 2 * height))
        D_line.set_ydata(frame.D)
        D_star_line.set_ydata(frame.D_star)
        for line, player in ((p_g_line, "G"), (D_line, "D")):
            line.set_linewidth(5 if frame.moved == player else 3)
        x = look.ends(z, frame)
        seen = (x >= limits[0]) & (x <= limits[1])
        tips = np.column_stack([x[seen], np.full(seen.sum(), (look.X_AXIS - 0.03) * height)])
        tails = np.column_stack([place[seen], np.full(seen.sum(), look.Z_AXIS * height)])
        shafts.set_segments(np.stack([tails, tips], axis=1))
        heads.set_data(*tips.T)

    update(frame)
    lines = [p_data_line, p_g_line, D_line, D_star_line]
    ax.legend(handles=lines, loc="upper center", ncols=4, borderaxespad=0)
    return Scene([shafts, heads, p_g_line, p_data_line, D_star_line, D_line], update)


def _scales(ax, right, limits, height, name):
    """Densities on the left and D on the right from 0 up; the x axis hangs below, and leaves room for the z axis."""
    ax.set(xlim=limits, ylim=(look.BOTTOM * height, height))
    ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick < height])
    ax.set_xticks([tick for tick in ax.get_xticks() if limits[0] <= tick <= limits[1]])
    ax.set_ylabel("density", y=0.7)
    ax.spines["left"].set_bounds(0, height)
    ax.spines["bottom"].set_position(("data", look.X_AXIS * height))
    ax.tick_params(axis="x", pad=-3.5)
    for label in ax.get_xticklabels():  # halfway between the two axes
        label.set(y=-look.X_AXIS * height / 2, va="center")
    ax.ticklabel_format(axis="x", useOffset=False, scilimits=(-4, 7))
    ax.annotate(name, (limits[0], look.X_AXIS * height), (-10, 0), textcoords="offset points", ha="right", va="center")
    right.set(ylim=(look.BOTTOM * look.D_TOP, look.D_TOP), yticks=(0, 0.5, 1), yticklabels=("0", "½", "1"))
    right.set_ylabel("$D(x)$", color=BLUE, y=0.65)
    right.tick_params(axis="y", colors=BLUE)
    right.axhline(0.5, color=BLUE, linewidth=1, linestyle=(0, (2, 4)))
    for side in ("top", "left", "right", "bottom"):
        right.spines[side].set_visible(False)


def _z_axis(ax, frame, limits, height):
    """Draw the z axis across the limits of x; returns the z that arrows start from (m,), and their places on x."""
    z = look.starts(frame)
    span = look.reach(z)
    place = lambda z: np.interp(z, (-span, span), limits)  # noqa: E731
    ax.plot(limits, (look.Z_AXIS * height, look.Z_AXIS * height), color=BLACK, linewidth=1.5)
    ax.annotate("$z$", (limits[0], look.Z_AXIS * height), (-10, 0), textcoords="offset points", ha="right", va="center")
    for tick in range(int(-span), int(span) + 1):
        label = str(tick).replace("-", "−")
        ax.annotate(
            label, (place(tick), look.Z_AXIS * height), (0, -4), textcoords="offset points", ha="center", va="top"
        )
    return z, place(z)


def rates(ax: Axes, k: Sequence[int], ratio: Sequence[float], rates) -> list:
    """The map of success rates (len(k), len(ratio)) over k, upwards, and the ratio of learning rates D : G.

    rates: shares in [0, 1], dark for 0 and bright for 1, and written in the cells; nan leaves a cell white. Returns the
    image and the texts. Raises ValueError for another shape.
    """
    rates = np.asarray(rates, dtype=np.float64)
    if rates.shape != (len(k), len(ratio)):
        raise ValueError(f"expected rates of shape {(len(k), len(ratio))}; got {rates.shape}")
    colours = matplotlib.colormaps["viridis"].with_extremes(bad="white")
    image = ax.imshow(np.ma.masked_invalid(rates), cmap=colours, vmin=0, vmax=1, aspect="auto", origin="lower")
    style = dict(ha="center", va="center", fontsize=14 if max(rates.shape) > 8 else 26)
    texts = [
        ax.text(j, i, f"{rate:.0%}" if rate >= 0 else "–", color=_readable_on(colours(rate)), **style)
        for (i, j), rate in np.ndenumerate(rates)
    ]
    ax.set_xticks(range(len(ratio)), [f"{each:.3g} : 1" for each in ratio])
    ax.set_yticks(range(len(k)), [f"{each}" for each in k])
    ax.set(xlabel="learning rates $D : G$", ylabel="$k$, steps of $D$ per step of $G$")
    ax.set_xticks(np.arange(len(ratio) - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(len(k) - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=4)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    return [image, *texts]


def _readable_on(colour) -> str:
    """Black or white, whichever has the greater contrast on the colour. Source: WCAG 2, relative luminance."""
    return BLACK if np.power(colour[:3], 2.2) @ (0.2126, 0.7152, 0.0722) > 0.18 else "white"


def meters(ax_V: Axes, ax_gaps: Axes, frames: Sequence[Frame], end: int | None = None) -> Scene:
    """Which player is to blame, over the steps: V, C and −log 4 on one axis; on the other, logarithmic, the two gaps.

    They are 2·JSD − log 4 − V (D is not optimal) and 2·JSD (G is not there). `update(frame)` draws them up to a frame;
    one that is not among the frames is put at their end, and the scales grow. end: the last step, if it is known.
    Where players have moved alone, their moves are counted in place of the steps.
    """
    rows = {frame: _measures(frame) for frame in frames}
    ax_V.axhline(-LOG_4, color=BLACK, linewidth=1.5, linestyle=":", label="−log 4")
    lines = [ax_V.plot([], [], **style)[0] for style in (D | {"label": "$V$"}, P_G | {"label": "$C$"})]
    labels = ("$D$ is not optimal", "$G$ is not there")
    lines += [ax_gaps.plot([], [], **style | {"label": label})[0] for style, label in zip((D, P_G), labels)]
    ax_gaps.set(yscale="log")
    for ax in (ax_V, ax_gaps):
        ax.set(ylabel="nats", xlim=(0, end or 1e-9))
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, **NARROW)

    def update(frame: Frame) -> None:
        rows.setdefault(frame, _measures(frame))
        steps, *values = np.array(list(rows.values())).T
        alone = any(frame.moved for frame in rows)
        moves, upto = np.arange(len(rows)) if alone else steps, list(rows).index(frame) + 1
        for line, value in zip(lines, values):
            line.set_data(moves[:upto], value[:upto])
        _scale(ax_V, ax_gaps, moves[-1], *values)
        for ax in (ax_V, ax_gaps):
            ax.set_xlabel("moves of $D$ and $G$" if alone else "step of $G$")

    update(frames[-1])
    return Scene(lines, update)


def _measures(frame):
    return frame.step, frame.V, frame.C, max(frame.D_gap, look.LEAST), max(frame.G_gap, look.LEAST)


def _scale(ax_V, ax_gaps, last, V, C, D_gap, G_gap):
    """Limits that hold the values, and that seldom change while these grow in number."""
    for ax in (ax_V, ax_gaps):
        right = ax.get_xlim()[1]
        if last > right or right < 1:
            ax.set_xlim(0, max(1, last if right < 1 else 1.5 * last))
    lowest = max(-3.0, min(-1.6, np.floor(10 * V.min() - 0.5) / 10))
    ax_V.set_ylim(lowest, max(-1.0, np.ceil(10 * C.max() + 0.5) / 10))
    decade = np.floor(np.log10(min(D_gap.min(), G_gap.min(), 0.01)))
    ax_gaps.set_ylim(10**decade, max(2.0, np.ceil(max(D_gap.max(), G_gap.max()))))


def panels(path, moments: Mapping[str, Frame], captions: Mapping[str, str]) -> None:
    """The four panels of Figure 1 in the file `path`: a Frame and a caption each; (c) shows the p_g of (b) too."""
    with figure(path, 2, 2) as axes:
        for ax, (letter, frame) in zip(axes.flat, moments.items()):
            figure_1(ax, frame)
            ax.set_title(f"({letter}) {captions[letter]}")
            if letter == "c":
                before = moments["b"].p_g
                ax.plot(before.x, before.pdf, color=ORANGE, linestyle="-.", linewidth=2, label="$p_g$ in (b)")
        common_legend(axes)


def animate(frames: Iterable[Frame], path, *, fps: int = 12, unit: str = "") -> Path:
    """Figure 1 and the meters, frame by frame, as a GIF, or as an mp4 if ffmpeg is found. Returns the path.

    unit: of x, if it has one. Only what moves is drawn again; a GIF rests on its last picture, and a notebook shows it.
    The file appears complete or not at all. Raises ValueError for no frames, another ending than .gif or .mp4, a folder
    that does not exist or can't be written, or .mp4 without ffmpeg.
    """
    frames, path = look.as_frames(frames), Path(path)
    check_count("fps", fps, 1, 100)
    check_animation(path)
    with complete(path) as beside:
        write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
        write(_pictures(frames, unit), beside, fps)
    show(path)
    return path


def check_animation(path) -> None:
    """Raise ValueError unless an animation can be written to a file of this name."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".gif", ".mp4"):
        raise ValueError(f"expected a file name that ends in .gif or .mp4; got {str(path)!r}")
    if suffix == ".mp4" and not shutil.which("ffmpeg"):
        raise ValueError(f"expected ffmpeg for {str(path)!r}; got none on the PATH: install it, or write a .gif")


def stage(fig, frames: Sequence[Frame], end: int | None = None, unit: str = "") -> Scene:
    """Figure 1 above the meters, on an empty figure; arguments as for them."""
    upper, left, right = fig.subplot_mosaic("AA;BC", height_ratios=(3, 1)).values()
    scene, strip = figure_1(upper, frames[0], unit), meters(left, right, frames, end)
    handles = upper.get_legend().legend_handles  # above the axes, out of p_g's way
    upper.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=4, **NARROW)
    title = upper.set_title(_title(frames[-1]), family="monospace", loc="left", fontsize=16)

    def update(frame: Frame) -> None:
        scene.update(frame)
        strip.update(frame)
        title.set(text=_title(frame), color={"D": BLUE, "G": GREEN}.get(frame.moved, BLACK))

    fig.get_layout_engine().execute(fig)
    fig.set_layout_engine("none")
    return Scene([*scene.moving, *strip.moving, title], update)


def _title(frame):
    who = f"   {frame.moved} moved" if frame.moved else ""
    return f"step {frame.step:5d}{who}   V = {frame.V:.3f}   JSD = {frame.jsd:.4f}".replace("-", "−")


def draw(moving: list) -> None:
    """Draw the artists on what is there."""
    for artist in moving:
        artist.axes.draw_artist(artist)


def _pictures(frames, unit=""):
    """Each frame as an array (height, width, 4) of bytes, red, green, blue and 255, which the next one overwrites."""
    with matplotlib.rc_context(STYLE):
        fig = Figure(figsize=SIZE, layout="constrained")
        canvas = FigureCanvasAgg(fig)
        scene = stage(fig, frames, unit=unit)
        for artist in scene.moving:
            artist.set_animated(True)
        canvas.draw()
        background = canvas.copy_from_bbox(fig.bbox)
        for frame in frames:
            canvas.restore_region(background)
            scene.update(frame)
            draw(scene.moving)
            yield np.asarray(canvas.buffer_rgba())


def _write_gif(pictures, path, fps):
    palette = _palette()
    images = [_image(picture).quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    durations = [*(len(images) - 1) * [1000 // fps], END]
    images[0].save(path, format="GIF", save_all=True, append_images=images[1:], duration=durations, loop=0)


def _image(picture):
    height, width = picture.shape[:2]
    return Image.frombytes("RGB", (width, height), picture.data, "raw", "RGBX")


def _palette():
    """White, and each colour that moves, full and half: few, since they make the file small."""
    colours = np.array([matplotlib.colors.to_rgb(c) for c in (BLACK, GREEN, BLUE)])
    shades = np.concatenate([colours, (1 + colours) / 2, np.ones((1, 3))])
    image = Image.new("P", (1, 1))
    image.putpalette(np.rint(255 * shades).astype(np.uint8).tobytes())
    return image


def _write_mp4(pictures, path, fps):
    first = next(pictures)
    height, width = first.shape[:2]
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{width}x{height}"]
    command += ["-r", str(fps), "-i", "-", "-an", "-pix_fmt", "yuv420p", "-f", "mp4", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as ffmpeg:
        try:
            for picture in (first, *pictures):
                ffmpeg.stdin.write(picture.tobytes())
            ffmpeg.stdin.close()
        except BrokenPipeError:
            pass
        complaint = ffmpeg.stderr.read().decode(errors="replace").strip()
    if ffmpeg.returncode:
        raise ValueError(f"expected ffmpeg to write the pictures; got {complaint or 'an error'}")


def bands(ax: Axes, steps, curves: Mapping[str, np.ndarray]) -> list:
    """Values (seeds, steps) with their labels: the median over the seeds as a line, the quartiles as a band behind.

    nan, where a run has diverged, is left out. Returns the lines.
    """
    quartiles = {label: np.nanpercentile(values, (25, 50, 75), axis=0) for label, values in curves.items()}
    lines = lines_of(ax, steps, {label: median for label, (_, median, _) in quartiles.items()})
    for line, (lower, _, upper) in zip(lines, quartiles.values()):
        ax.fill_between(steps, lower, upper, color=line.get_color(), alpha=0.2, linewidth=0)
    return lines


def orbit(ax: Axes, path) -> list:
    """A path (steps + 1, 2) in the plane of (θ, ψ), a square at its start, a cross at (0, 0); returns the three."""
    theta, psi = np.asarray(path).T
    lines = ax.plot(theta, psi, color=BLUE, linewidth=1.5, marker=".", markersize=5, label="step by step")
    lines += ax.plot(theta[:1], psi[:1], color=ORANGE, marker="s", markersize=12, linestyle="", label="start")
    lines += ax.plot([0], [0], color=BLACK, marker="+", markersize=16, mew=3, linestyle="", label="end of the game")
    ax.set(xlabel="$\\theta$", ylabel="$\\psi$", aspect="equal", adjustable="datalim")
    return lines


def eigenvalues(ax: Axes, values) -> list:
    """The eigenvalues of a step in the complex plane, beside the circle of radius 1; returns the circle and them."""
    turn = np.linspace(0, 2 * np.pi, 361)
    lines = ax.plot(np.cos(turn), np.sin(turn), color=BLACK, linestyle=":", linewidth=2, label="radius 1")
    style = dict(color=ORANGE, marker="o", markersize=12, linestyle="", label="eigenvalues of a step")
    lines += ax.plot(np.real(values), np.imag(values), **style)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return lines
