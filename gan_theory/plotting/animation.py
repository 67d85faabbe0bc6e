"""Figures: axes in, artists out. p_data is black and dotted, p_g green and solid, D blue and dashed, as in Figure 1."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from gan_theory._utils.files import atomic_write
from gan_theory._utils.validation import check_count
from gan_theory.plotting import figure_1_geometry
from gan_theory.plotting.colours import BLACK, BLUE, GREEN
from gan_theory.plotting.figure_1 import Scene, figure_1
from gan_theory.plotting.style import NARROW, SIZE, STYLE, show_in_notebook
from gan_theory.plotting.training_monitor import training_monitor
from gan_theory.training.frame import Frame

END = 2000  # milliseconds that a GIF shows its last picture for, before it starts again


def animate(frames: Iterable[Frame], path, *, fps: int = 12, unit: str = "") -> Path:
    """Figure 1 and the meters, frame by frame, as a GIF, or as an mp4 if ffmpeg is found. Returns the path.

    unit: of x, if it has one. Only what moves is drawn again; a GIF rests on its last picture, and a notebook shows it.
    The file appears complete or not at all. Raises ValueError for no frames, another ending than .gif or .mp4, a folder
    that does not exist or can't be written, or .mp4 without ffmpeg.
    """
    frames, path = figure_1_geometry.check_frames(frames), Path(path)
    check_count("fps", fps, 1, 100)
    check_animation(path)
    with atomic_write(path) as beside:
        write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
        write(_pictures(frames, unit), beside, fps)
    show_in_notebook(path)
    return path


def check_animation(path) -> None:
    """Raise ValueError unless an animation can be written to a file of this name."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".gif", ".mp4"):
        raise ValueError(f"expected a file name that ends in .gif or .mp4; got {str(path)!r}")
    if suffix == ".mp4" and not shutil.which("ffmpeg"):
        raise ValueError(f"expected ffmpeg for {str(path)!r}; got none on the PATH: install it, or write a .gif")


def figure_1_with_monitor(fig, frames: Sequence[Frame], end: int | None = None, unit: str = "") -> Scene:
    """Figure 1 above the meters, on an empty figure; arguments as for them."""
    upper, left, right = fig.subplot_mosaic("AA;BC", height_ratios=(3, 1)).values()
    scene, strip = figure_1(upper, frames[0], unit), training_monitor(left, right, frames, end)
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


def draw_artists(moving: list) -> None:
    """Draw the artists on what is there."""
    for artist in moving:
        artist.axes.draw_artist(artist)


def _pictures(frames, unit=""):
    """Each frame as an array (height, width, 4) of bytes, red, green, blue and 255, which the next one overwrites."""
    with matplotlib.rc_context(STYLE):
        fig = Figure(figsize=SIZE, layout="constrained")
        canvas = FigureCanvasAgg(fig)
        scene = figure_1_with_monitor(fig, frames, unit=unit)
        for artist in scene.moving:
            artist.set_animated(True)
        canvas.draw()
        background = canvas.copy_from_bbox(fig.bbox)
        for frame in frames:
            canvas.restore_region(background)
            scene.update(frame)
            draw_artists(scene.moving)
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
