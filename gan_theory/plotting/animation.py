"""Animations of a run: Figure 1 above the training monitor, frame by frame, as a GIF or an mp4."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.animation import FFMpegWriter
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from gan_theory._utils.arrays import Array
from gan_theory._utils.files import atomic_write
from gan_theory._utils.validation import check_count
from gan_theory.plotting.figure_1_geometry import check_frames
from gan_theory.plotting.figure_files import show_in_notebook
from gan_theory.plotting.style import BLACK, BLUE, GREEN, SIZE, STYLE
from gan_theory.plotting.training_monitor import TrainingFigure
from gan_theory.training.frame import Frame

LAST_PICTURE_MS = 2000  # how long a GIF shows its last picture before it starts again


def animate(frames: Iterable[Frame], path: str | os.PathLike[str], *, fps: int = 12, unit: str = "") -> Path:
    """Write Figure 1 above the training monitor, frame by frame, as a GIF, or as an mp4 if ffmpeg is installed.

    A GIF pauses at its last picture; a notebook shows it. The file appears when it is complete, or not at all.

    Parameters
    ----------
    frames : iterable of Frame
        The frames of a run.
    path : path
        The file, which ends in .gif or .mp4.
    fps : int
        Frames per second, 1 to 100.
    unit : str
        The unit of x; empty if it has none.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        For no frames or those of two runs, another ending, a folder that does not exist or cannot be written to, or
        .mp4 without ffmpeg.
    """
    frames, path = check_frames(frames), Path(path)
    check_count("fps", fps, 1, 100)
    check_animation(path)
    write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
    with closing(render_frames(frames, unit)) as pictures, atomic_write(path) as temporary:
        write(pictures, temporary, fps)
    show_in_notebook(path)
    return path


def check_animation(path: str | os.PathLike[str]) -> None:
    """Check that an animation can be written to a file of this name.

    Parameters
    ----------
    path : path
        The file.

    Raises
    ------
    ValueError
        If it does not end in .gif or .mp4, or if it ends in .mp4 and ffmpeg is not installed.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in (".gif", ".mp4"):
        raise ValueError(f"expected a file name that ends in .gif or .mp4; got {str(path)!r}")
    if suffix == ".mp4" and not FFMpegWriter.isAvailable():
        raise ValueError(f"expected ffmpeg for {str(path)!r}; got none on the PATH: install it, or write a .gif")


def render_frames(frames: Sequence[Frame], unit: str = "") -> Generator[Array, None, None]:
    """Render each frame; only what changes is drawn again.

    Parameters
    ----------
    frames : sequence of Frame
        The frames of a run.
    unit : str
        The unit of x; empty if it has none.

    Yields
    ------
    (height, width, 4) ndarray of uint8
        Red, green, blue and 255 for each pixel. The next picture overwrites the array.
    """
    with matplotlib.rc_context(STYLE):
        fig = Figure(figsize=SIZE, layout="constrained")
        canvas = FigureCanvasAgg(fig)
        drawing = TrainingFigure(fig, frames, unit=unit)
        drawing.set_animated(True)
        canvas.draw()
        background = canvas.copy_from_bbox(fig.bbox)
        for frame in frames:
            canvas.restore_region(background)
            drawing.update(frame)
            drawing.draw_artists()
            yield np.asarray(canvas.buffer_rgba())


def _write_gif(pictures: Iterable[Array], path: Path, fps: int) -> None:
    palette = _palette()
    images = [_image(picture).quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    durations = [*(len(images) - 1) * [1000 // fps], LAST_PICTURE_MS]
    images[0].save(path, format="GIF", save_all=True, append_images=images[1:], duration=durations, loop=0)


def _image(picture: Array) -> Image.Image:
    height, width = picture.shape[:2]
    return Image.frombytes("RGB", (width, height), picture.data, "raw", "RGBX")


def _palette() -> Image.Image:
    """White, and each colour that moves, full and half: few colours make a small file."""
    colours = np.array([matplotlib.colors.to_rgb(colour) for colour in (BLACK, GREEN, BLUE)])
    shades = np.concatenate([colours, (1 + colours) / 2, np.ones((1, 3))])
    image = Image.new("P", (1, 1))
    image.putpalette(np.rint(255 * shades).astype(np.uint8).tobytes())
    return image


def _write_mp4(pictures: Iterator[Array], path: Path, fps: int) -> None:
    writer = FFMpegWriter(fps, codec="h264")
    try:
        with matplotlib.rc_context():  # the pictures and the writer both change settings, and restore them in turns
            first = next(pictures)
            fig = Figure(figsize=SIZE)
            image = fig.figimage(first)  # FFMpegWriter takes figures: this one is the picture, pixel by pixel
            with writer.saving(fig, str(path), dpi=first.shape[1] / SIZE[0]):
                writer.grab_frame()
                for picture in pictures:
                    image.set_data(picture)
                    writer.grab_frame()
    except subprocess.CalledProcessError as error:
        raise ValueError(f"expected ffmpeg to write the pictures; got {error.stderr.strip() or 'an error'}") from error
