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
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends import BackendFilter, backend_registry
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from PIL import Image

from gan_theory.border import check_count
from gan_theory.files import check_writable, complete
from gan_theory.frame import Frame
from gan_theory.pushforward import NOISES

BLACK, GREEN, BLUE, ORANGE, PURPLE, GREY = "#000000", "#009E73", "#0072B2", "#D55E00", "#AA4499", "#767676"
P_DATA = dict(color=BLACK, linestyle=":", linewidth=3, label=r"$p_{\mathrm{data}}$")
P_G = dict(color=GREEN, linestyle="-", linewidth=3, label="$p_g$")
D = dict(color=BLUE, linestyle="--", linewidth=3, label="$D$")
D_STAR = dict(color=BLUE, linestyle="-", linewidth=1.5, label="$D^*$")
STYLE = {
    "font.size": 16,
    "axes.titlesize": 18,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 15,
    "lines.linewidth": 3,
    "figure.dpi": 100,
    "savefig.dpi": 100,
}
LOG_4 = np.log(4)
NARROW = dict(borderaxespad=0, handlelength=1.5, columnspacing=1)
ARROWS = 33
X_AXIS, Z_AXIS, BOTTOM = -0.18, -0.45, -0.56  # heights in figure_1, where the densities' axis ends at 1


@contextmanager
def figure(path, rows: int = 1, columns: int = 1, size: tuple[float, float] = (12.8, 7.2)) -> Iterator:
    """Axes to draw on, in the house's style; at the end of the block the figure is in `path`, and the path printed.

    size: in units of 100 pixels. Where there is a display, the figure is also shown. The file appears complete or not
    at all. Raises ValueError for a folder that does not exist or can't be written to.
    """
    import matplotlib.pyplot as plt

    check_writable(path)
    formats = FigureCanvasBase.get_supported_filetypes()
    if Path(path).suffix[1:].lower() not in formats:
        raise ValueError(f"expected a file name that ends in one of .{', .'.join(formats)}; got {str(path)!r}")
    with matplotlib.rc_context(STYLE):
        fig, axes = plt.subplots(rows, columns, figsize=size, layout="constrained")
        try:
            yield axes
            with complete(path) as beside:
                fig.savefig(beside)
            print(f"figure: {path}")
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
        ax.fill_between(p.x, p.pdf / top, color=colour, alpha=0.35, linewidth=0, label=style["label"])
        for p, colour, style in ((p_data, GREY, P_DATA), (p_g, GREEN, P_G))
    ]
    ax.legend()
    return shapes


def discriminators(ax: Axes, x, curves: Mapping[str, np.ndarray]) -> list:
    """Discriminators D(x) over x, each with its label: D* thin, the others dashed and so on; returns the lines."""
    others = iter((D, dict(color=ORANGE, linestyle="-."), dict(color=PURPLE, linestyle=":"), dict(color=GREY)))
    lines = lines_of(ax, x, curves, [D_STAR if label.startswith("$D^*$") else next(others) for label in curves])
    ax.set(xlabel="$x$", ylabel="$D(x)$", ylim=(-0.02, 1.05), yticks=(0, 0.5, 1), xlim=(x[0], x[-1]))
    return lines


def lines_of(ax: Axes, x, curves: Mapping[str, np.ndarray], styles: Iterable[dict] | None = None) -> list:
    """Curves over x with their labels, told apart by colour and by line style; returns the lines."""
    colours = zip((BLUE, ORANGE, GREEN, PURPLE, BLACK), ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))))
    styles = cycle(styles or [dict(color=colour, linestyle=style) for colour, style in colours])
    lines = [ax.plot(x, y, **{**style, "label": label})[0] for (label, y), style in zip(curves.items(), styles)]
    ax.legend()
    return lines


@dataclass
class Scene:
    """Artists that move: `update(frame)` moves them, and does not draw."""

    moving: list
    update: Callable[[Frame], None]


def figure_1(ax: Axes, frame: Frame) -> Scene:
    """The paper's Figure 1 at one moment: p_data, p_g, D and D* over x, and below them the arrows z → x = G(z).

    D and D* are read off the right-hand axis. The arrows start at even quantiles of the noise, so that their heads
    crowd where p_g is large. Returns the artists that move. Source: Figure 1.
    """
    limits, top = frame.p_data.edges[[0, -1]], 1.45 * frame.p_data.pdf.max()
    right = ax.twinx()
    p_g_line = ax.plot(frame.x, frame.p_g.pdf, **P_G)[0]
    p_data_line = ax.plot(frame.x, frame.p_data.pdf, **P_DATA)[0]
    D_line = right.plot(frame.x, frame.D, **D)[0]
    D_star_line = right.plot(frame.x, frame.D_star, **D_STAR)[0]
    _scales(ax, right, limits, top)
    z, place = _z_axis(ax, frame, limits, top)
    shafts = ax.add_collection(LineCollection([], color=GREY, linewidth=1.2))
    heads = ax.plot([], [], linestyle="", marker="^", color=GREEN, markersize=8)[0]

    def update(frame: Frame) -> None:
        p_g_line.set_ydata(np.minimum(frame.p_g.pdf, 2 * top))
        D_line.set_ydata(frame.D)
        D_star_line.set_ydata(frame.D_star)
        ends = np.interp(z, frame.z, frame.G_z)
        seen = (ends >= limits[0]) & (ends <= limits[1])
        tips = np.column_stack([ends[seen], np.full(seen.sum(), (X_AXIS - 0.03) * top)])
        shafts.set_segments(np.stack([np.column_stack([place[seen], np.full(seen.sum(), Z_AXIS * top)]), tips], axis=1))
        heads.set_data(*tips.T)

    update(frame)
    lines = [p_data_line, p_g_line, D_line, D_star_line]
    ax.legend(handles=lines, loc="upper center", ncols=4, borderaxespad=0)
    return Scene([shafts, heads, p_g_line, p_data_line, D_star_line, D_line], update)


def _scales(ax, right, limits, top):
    """Densities on the left and D on the right from 0 up; the x axis hangs below, and leaves room for the z axis."""
    ax.set(xlim=limits, ylim=(BOTTOM * top, top))
    ax.set_yticks([tick for tick in ax.get_yticks() if 0 <= tick < top])
    ax.set_ylabel("density", y=0.7)
    ax.spines["left"].set_bounds(0, top)
    ax.spines["bottom"].set_position(("data", X_AXIS * top))
    ax.tick_params(axis="x", pad=-30)
    ax.ticklabel_format(axis="x", useOffset=False, scilimits=(-4, 7))
    ax.annotate("$x$", (limits[0], X_AXIS * top), (-10, 0), textcoords="offset points", ha="right", va="center")
    right.set(ylim=(BOTTOM * 1.35, 1.35), yticks=(0, 0.5, 1), yticklabels=("0", "½", "1"))
    right.set_ylabel("$D(x)$", color=BLUE, y=0.65)
    right.tick_params(axis="y", colors=BLUE)
    right.axhline(0.5, color=BLUE, linewidth=1, linestyle=(0, (2, 4)))
    for side in ("top", "left", "right", "bottom"):
        right.spines[side].set_visible(False)


def _z_axis(ax, frame, limits, top):
    """Draw the z axis across the limits of x; returns the z (ARROWS,) that arrows start from, and their places on x."""
    parts = NOISES[frame.noise].mass(frame.z[:-1], frame.z[1:])
    quantiles = (np.arange(ARROWS) + 0.5) / ARROWS
    z = np.interp(quantiles, np.concatenate([[0.0], np.cumsum(parts)]), frame.z)
    reach = 1.1 * np.abs(z).max()
    place = lambda z: np.interp(z, (-reach, reach), limits)  # noqa: E731
    ax.plot(limits, (Z_AXIS * top, Z_AXIS * top), color=BLACK, linewidth=1.5)
    ax.annotate("$z$", (limits[0], Z_AXIS * top), (-10, 0), textcoords="offset points", ha="right", va="center")
    for tick in range(int(-reach), int(reach) + 1):
        label = str(tick).replace("-", "−")
        ax.annotate(label, (place(tick), Z_AXIS * top), (0, -4), textcoords="offset points", ha="center", va="top")
    return z, place(z)


def meters(ax_V: Axes, ax_jsd: Axes, frames: Sequence[Frame]) -> Scene:
    """V, C and −log 4 on one axis, the JSD on another, over the steps; `update(frame)` draws them up to a frame."""
    steps = np.array([frame.step for frame in frames])
    values = {name: np.array([getattr(frame, name) for frame in frames]) for name in ("V", "C", "jsd")}
    styles = {"V": D | {"label": "$V$"}, "C": P_G | {"label": "$C$"}, "jsd": dict(color=ORANGE)}
    ax_V.axhline(-LOG_4, color=BLACK, linewidth=1.5, linestyle=":", label="−log 4")
    lines = {name: (ax_jsd if name == "jsd" else ax_V).plot([], [], **style)[0] for name, style in styles.items()}
    for ax in (ax_V, ax_jsd):
        ax.set(xlim=(0, max(1, steps[-1])), xlabel="step of $G$")
    lowest = max(-3.0, min(-LOG_4 - 0.2, values["V"].min() - 0.1))
    ax_V.set(ylim=(lowest, max(-LOG_4 + 0.3, values["C"].max() + 0.1)), ylabel="nats")
    ax_V.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, **NARROW)
    ax_jsd.set(yscale="log", ylim=(min(1e-3, values["jsd"].min() / 2) + 1e-9, np.log(2) * 1.01), ylabel="JSD [nats]")
    ax_jsd.axhline(np.log(2), color=BLACK, linewidth=1.5, linestyle=":")
    ax_jsd.annotate("log 2", (steps[-1], np.log(2)), (0, 4), textcoords="offset points", ha="right", va="bottom")

    def update(frame: Frame) -> None:
        upto = np.searchsorted(steps, frame.step, "right")
        for name, line in lines.items():
            line.set_data(steps[:upto], values[name][:upto])

    update(frames[-1])
    return Scene(list(lines.values()), update)


def panels(path, moments: Mapping[str, Frame], captions: Mapping[str, str]) -> None:
    """The four panels of Figure 1 in the file `path`: a Frame and a caption each; (c) shows the p_g of (b) too."""
    with figure(path, 2, 2, size=(16, 10)) as axes:
        for ax, (letter, frame) in zip(axes.flat, moments.items()):
            figure_1(ax, frame)
            ax.set_title(f"({letter}) {captions[letter]}")
            if letter == "c":
                before = moments["b"].p_g
                ax.plot(before.x, before.pdf, color=ORANGE, linestyle="-.", linewidth=2)
                ax.annotate("$p_g$ in (b)", (0.02, 0.78), xycoords="axes fraction", color=ORANGE)


def animate(frames: Iterable[Frame], path, *, fps: int = 12) -> Path:
    """Figure 1 and the meters, frame by frame, as a GIF, or as an mp4 if ffmpeg is found. Returns the path.

    Only what moves is drawn again. The file appears complete or not at all. Raises ValueError for no frames, another
    ending than .gif or .mp4, a folder that does not exist or can't be written, or .mp4 without ffmpeg.
    """
    frames, path = list(frames) if isinstance(frames, Iterable) else frames, Path(path)
    if not (isinstance(frames, list) and frames and all(isinstance(frame, Frame) for frame in frames)):
        raise ValueError(f"expected at least one Frame, in a list or from train; got {frames!r:.60}")
    check_count("fps", fps, 1, 100)
    check_animation(path)
    with complete(path) as beside:
        write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
        write(_pictures(frames), beside, fps)
    return path


def check_animation(path) -> None:
    """Raise ValueError unless an animation can be written to a file of this name."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".gif", ".mp4"):
        raise ValueError(f"expected a file name that ends in .gif or .mp4; got {str(path)!r}")
    if suffix == ".mp4" and not shutil.which("ffmpeg"):
        raise ValueError(f"expected ffmpeg for {str(path)!r}; got none on the PATH: install it, or write a .gif")


def _pictures(frames):
    """Each frame as an array (height, width, 3) of bytes, which the next one overwrites."""
    with matplotlib.rc_context(STYLE):
        fig = Figure(figsize=(12.8, 7.2), layout="constrained")
        canvas = FigureCanvasAgg(fig)
        upper, left, right = fig.subplot_mosaic("AA;BC", height_ratios=(3, 1)).values()
        scene, strip = figure_1(upper, frames[0]), meters(left, right, frames)
        handles = upper.get_legend().legend_handles  # above the axes, out of p_g's way
        upper.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=4, **NARROW)
        title = upper.set_title(_title(frames[-1]), family="monospace", loc="left", fontsize=16)
        canvas.draw()
        fig.set_layout_engine("none")
        moving = [*scene.moving, *strip.moving, title]
        for artist in moving:
            artist.set_animated(True)
        canvas.draw()
        background = canvas.copy_from_bbox(fig.bbox)
        for frame in frames:
            canvas.restore_region(background)
            scene.update(frame)
            strip.update(frame)
            title.set_text(_title(frame))
            for artist in moving:
                artist.axes.draw_artist(artist)
            yield np.asarray(canvas.buffer_rgba())[..., :3]


def _title(frame):
    text = f"step {frame.step:5d}   V = {frame.V:.3f}   C = {frame.C:.3f}   JSD = {frame.jsd:.4f}"
    return text.replace("-", "−")


def _write_gif(pictures, path, fps):
    palette = _palette()
    images = [Image.fromarray(picture).quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    images[0].save(path, format="GIF", save_all=True, append_images=images[1:], duration=1000 // fps, loop=0)


def _palette():
    """White, and each colour of the house in five shades towards white: few, since they make the file small."""
    colours = np.array([matplotlib.colors.to_rgb(c) for c in (BLACK, GREEN, BLUE, ORANGE)])
    shades = 1 - np.linspace(1, 0, 6)[:, None, None] * (1 - colours)
    image = Image.new("P", (1, 1))
    image.putpalette(np.rint(255 * shades).astype(np.uint8).tobytes())
    return image


def _write_mp4(pictures, path, fps):
    first = next(pictures)
    height, width = first.shape[:2]
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
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
    lines = ax.plot(theta, psi, color=BLUE, linewidth=1.5, marker=".", markersize=5)
    lines += ax.plot(theta[:1], psi[:1], color=ORANGE, marker="s", markersize=12, linestyle="")
    lines += ax.plot([0], [0], color=BLACK, marker="+", markersize=16, markeredgewidth=3, linestyle="")
    ax.set(xlabel="$\\theta$", ylabel="$\\psi$", aspect="equal", adjustable="datalim")
    return lines


def eigenvalues(ax: Axes, values) -> list:
    """The eigenvalues of a step in the complex plane, beside the circle of radius 1; returns the circle and them."""
    turn = np.linspace(0, 2 * np.pi, 361)
    lines = ax.plot(np.cos(turn), np.sin(turn), color=BLACK, linestyle=":", linewidth=2)
    lines += ax.plot(np.real(values), np.imag(values), color=ORANGE, marker="o", markersize=12, linestyle="")
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    return lines
