"""Pictures in a notebook: shown below the cell that makes them, from the very file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends import BackendFilter, backend_registry

from gan_theory._utils.files import atomic_write, check_writable
from gan_theory.plotting.colours import BLACK, BLUE, GREEN


def figures_folder() -> Path:
    """figures/ beside the folder of the script that runs, or of the notebook; if there is none, in it, and made.

    In a notebook the path is relative, so that what a lesson prints does not name one machine's folders.
    """
    script = getattr(sys.modules["__main__"], "__file__", None)
    here = Path(script).resolve().parent if script else Path()
    above = here.parent if script else Path("..")
    folder = above / "figures" if (above / "figures").is_dir() else here / "figures"
    folder.mkdir(exist_ok=True)
    return folder


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
            with atomic_write(path) as beside:
                fig.savefig(beside, metadata=undated)
            print(f"figure: {path}")
            show_in_notebook(path)
            if matplotlib.get_backend().lower() in backend_registry.list_builtin(BackendFilter.INTERACTIVE):
                plt.show()
        finally:
            plt.close(fig)


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


SHOWN = (".png", ".jpg", ".jpeg", ".gif")


def show_in_notebook(path) -> None:
    """Show the picture in the file `path`, if this runs in a notebook and browsers know pictures of its kind."""
    IPython = sys.modules.get("IPython")
    if IPython is None or not hasattr(IPython.get_ipython(), "kernel") or Path(path).suffix.lower() not in SHOWN:
        return
    from IPython.display import Image, display

    display(Image(filename=path))
