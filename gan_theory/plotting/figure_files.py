"""Figures as files: the folder for them, the file that a figure is saved to, and how a notebook shows it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.backends import BackendFilter, backend_registry

from gan_theory._utils.files import atomic_write, check_writable
from gan_theory.plotting.style import SIZE, STYLE

# What keeps the date and matplotlib's version out of a file, by its ending: the same drawing gives the same file.
METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}
DPI = "GAN_THEORY_DPI"  # the environment variable with the pixels per unit of `size`, 100 by default
SHOWN_IN_NOTEBOOKS = (".png", ".jpg", ".jpeg", ".gif")


def figures_folder() -> Path:
    """Return the folder for figures, which is made if it does not exist.

    Returns
    -------
    Path
        The folder figures/ beside the folder of the script or notebook that runs, if there is one; otherwise figures/
        in the folder of the script or notebook. In a notebook the path is relative, so that the output of a lesson
        does not depend on where it runs.
    """
    script = getattr(sys.modules["__main__"], "__file__", None)
    here = Path(script).resolve().parent if script else Path()
    parent = here.parent if script else Path("..")
    folder = parent / "figures" if (parent / "figures").is_dir() else here / "figures"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def figure(
    path: str | os.PathLike[str], rows: int = 1, columns: int = 1, size: tuple[float, float] = SIZE
) -> Iterator[Any]:
    """Yield axes to draw on, in the style of all figures; at the end of the block save the figure and print its path.

    Where there is a display, or in a notebook, the figure is also shown. The same drawing gives the same file. The file
    appears when it is complete, or not at all. A .png has 1280 × 720 pixels by default, the size of a slide; for more
    of them set the environment variable GAN_THEORY_DPI, from 100 to 600: 300 gives 3840 × 2160.

    Parameters
    ----------
    path : path
        The file, which ends in .png, .svg or .pdf.
    rows, columns : int
        How many axes.
    size : (float, float)
        Width and height, in units of 100 pixels.

    Yields
    ------
    Axes or ndarray of Axes
        The axes, as from `matplotlib.pyplot.subplots`.

    Raises
    ------
    ValueError
        For another ending, a folder that does not exist or cannot be written to, or another GAN_THEORY_DPI.
    """
    import matplotlib.pyplot as plt

    check_writable(path)
    metadata = METADATA.get(Path(path).suffix.lower())
    if metadata is None:
        raise ValueError(f"expected a file name that ends in one of {', '.join(METADATA)}; got {str(path)!r}")
    dpi = _dots_per_unit()
    with matplotlib.rc_context(STYLE):
        fig, axes = plt.subplots(rows, columns, figsize=size, layout="constrained")
        try:
            yield axes
            with atomic_write(path) as temporary:
                fig.savefig(temporary, metadata=metadata, dpi=dpi)
            print(f"figure: {path}")
            show_in_notebook(path)
            if matplotlib.get_backend().lower() in backend_registry.list_builtin(BackendFilter.INTERACTIVE):
                plt.show()
        finally:
            plt.close(fig)


def _dots_per_unit() -> float:
    """Return the value of GAN_THEORY_DPI."""
    value = os.environ.get(DPI, "100")
    try:
        dpi = float(value)
    except ValueError:
        dpi = np.nan
    if not 100 <= dpi <= 600:
        raise ValueError(f"expected a number from 100 to 600 in the environment variable {DPI}; got {value!r}")
    return dpi


def common_legend(axes: Any, columns: int | None = None) -> None:
    """Draw one legend above all the axes, in place of their own, with each label once.

    Parameters
    ----------
    axes : Axes or array of Axes
        The axes, of one figure.
    columns : int, optional
        How many columns the legend has; by default all labels are in one row.
    """
    every = np.ravel(axes)
    handles: dict[str, Any] = {}
    for ax in every:
        if ax.get_legend():
            handles |= {handle.get_label(): handle for handle in ax.get_legend().legend_handles}
            ax.get_legend().remove()
        handles |= {label: handle for handle, label in zip(*ax.get_legend_handles_labels())}
    fig = every[0].figure
    fig.legend(handles.values(), handles, loc="outside upper center", ncols=columns or len(handles), borderaxespad=0.2)


def show_in_notebook(path: str | os.PathLike[str]) -> None:
    """Show a picture below the cell of the notebook that this runs in, if it does, and browsers can show the file.

    Parameters
    ----------
    path : path
        The file.
    """
    IPython = sys.modules.get("IPython")
    in_notebook = IPython is not None and hasattr(IPython.get_ipython(), "kernel")
    if not in_notebook or Path(path).suffix.lower() not in SHOWN_IN_NOTEBOOKS:
        return
    from IPython.display import Image, display

    display(Image(filename=path))
