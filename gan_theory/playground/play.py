"""The playground: one HTML page, which needs no network, in which a visitor is D, is G, and trains both live."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from gan_theory._utils.files import atomic_write
from gan_theory.playground.assembly import WEB, assemble, html_path
from gan_theory.playground.page_data import page_data


def page(path: str | os.PathLike[str], *, on_site: bool = False) -> Path:
    """Write the playground's page.

    The page loads nothing from a network. It is the same each time. The file appears when it is complete, or not at
    all.

    Parameters
    ----------
    path : path
        The file, which ends in .html.
    on_site : bool
        Whether the page is to stand beside the pages of the website, to which its links then lead. Otherwise they lead
        to the files of the repository.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        For another ending, or a folder that does not exist or cannot be written to.
    """
    path = html_path(path)
    styles = sorted(file.relative_to(WEB).as_posix() for file in WEB.glob("css/*.css"))
    with atomic_write(path) as temporary:
        data = page_data(on_site=on_site)
        text = assemble("playground.html", script="playground.js", styles=styles, data=data)
        temporary.write_text(text, encoding="utf-8", newline="\n")
    return path


def temporary_file() -> Path:
    """Return the name of a file in a new temporary folder, which stays: a browser reads the file later.

    Returns
    -------
    Path
        The name, which ends in playground.html.

    Raises
    ------
    ValueError
        If no folder for temporary files can be written to.
    """
    try:
        return Path(tempfile.mkdtemp(prefix="gan-theory-")) / "playground.html"
    except OSError as error:
        raise ValueError(f"expected a folder for temporary files; got: {error.strerror}") from None


def open_in_browser(path: Path) -> bool:
    """Open a page in the user's browser.

    Parameters
    ----------
    path : Path
        The page.

    Returns
    -------
    bool
        Whether there is a browser with a screen, and it was started.
    """
    try:
        return _has_screen() and webbrowser.open(path.resolve().as_uri())
    except (OSError, webbrowser.Error):
        return False


def _has_screen() -> bool:
    """Return whether a browser can show pictures: without a screen only those that show text in a terminal start."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("win32", "cygwin", "darwin") or any(os.environ.get(name) for name in variables)
