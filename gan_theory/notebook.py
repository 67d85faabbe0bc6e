"""Pictures in a notebook: shown below the cell that makes them, from the very file."""

from __future__ import annotations

import sys
from pathlib import Path

SHOWN = (".png", ".jpg", ".jpeg", ".gif")


def show(path) -> None:
    """Show the picture in the file `path`, if this runs in a notebook and browsers know pictures of its kind."""
    IPython = sys.modules.get("IPython")
    if IPython is None or not hasattr(IPython.get_ipython(), "kernel") or Path(path).suffix.lower() not in SHOWN:
        return
    from IPython.display import Image, display

    display(Image(filename=path))
