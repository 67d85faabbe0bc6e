"""Assemble one HTML page, which loads nothing, from HTML, CSS and JavaScript files and data."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_theory.playground.javascript_modules import join_modules

WEB = Path(__file__).with_name("web")
"""The folder of the HTML, CSS and JavaScript files."""


def assemble(
    page: str,
    *,
    script: str,
    styles: Sequence[str],
    data: Mapping[str, Any],
    texts: Mapping[str, str] | None = None,
    root: Path = WEB,
) -> str:
    """Join an HTML file with its fragments, styles, modules and data.

    The HTML file has placeholders. ``@INCLUDE folder/file.html@`` stands for another HTML file, which may include
    further ones. ``@CSS@``, ``@DATA@`` and ``@JAVASCRIPT@`` stand for the styles, for the data as JSON, and for the
    modules; other words in capitals, such as ``@NAME@``, for texts. What has been filled in is not searched again.

    Parameters
    ----------
    page : str
        The path of the HTML file within the root.
    script : str
        The path of the first module; `join_modules` adds those that it imports.
    styles : sequence of str
        The paths of the CSS files, in order.
    data : mapping
        What JSON can hold, without nan and infinity.
    texts : mapping from str to str, optional
        Further placeholders, with texts that are shown as they are, whatever characters they have.
    root : Path
        The folder of the files.

    Returns
    -------
    str
        The page.

    Raises
    ------
    ValueError
        If a file does not exist, a file includes itself, a placeholder is unknown, or `join_modules` raises.
    """
    parts = {name: html.escape(text) for name, text in (texts or {}).items()} | {
        "CSS": "".join(_read_style(path, root) for path in styles),
        "DATA": json_for_script(data),
        "JAVASCRIPT": join_modules(script, root),
    }

    def part(found: re.Match[str]) -> str:
        if found[1] not in parts:
            raise ValueError(f"expected placeholders in {page} among {', '.join(parts)}; got {found[0]}")
        return parts[found[1]]

    return re.sub("@([A-Z]+)@", part, _with_fragments(page, root, ()))


def html_path(path: str | os.PathLike[str]) -> Path:
    """Return the path of a page, checked.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    ValueError
        If it does not end in .html.
    """
    path = Path(path)
    if path.suffix.lower() != ".html":
        raise ValueError(f"expected a file name that ends in .html; got {str(path)!r}")
    return path


def json_for_script(data: Mapping[str, Any]) -> str:
    """Write JSON that an HTML parser cannot take for markup.

    Parameters
    ----------
    data : mapping
        What JSON can hold.

    Returns
    -------
    str
        The JSON, without "<".

    Raises
    ------
    ValueError
        If a number is nan or infinite.
    """
    return json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def _with_fragments(path: str, root: Path, includers: tuple[str, ...]) -> str:
    """Return an HTML file in which included ones have been filled in."""
    if path in includers:
        raise ValueError(f"expected HTML files that do not include themselves; got {' → '.join((*includers, path))}")
    return re.sub(
        "@INCLUDE ([^@\n]+)@",
        lambda found: _with_fragments(found[1].strip(), root, (*includers, path)).rstrip("\n"),
        _read(path, root),
    )


def _read_style(path: str, root: Path) -> str:
    text = _read(path, root)
    if "</style" in text.lower():
        raise ValueError(f"expected {path} without what HTML takes for markup; got '</style'")
    return text


def _read(path: str, root: Path) -> str:
    try:
        return (root / path).read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"expected a file {path} of the page; got: {error.strerror}") from None
