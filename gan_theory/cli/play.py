"""The command play: write the playground's page, and open it in a browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from gan_theory.cli.console import SUCCESS


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser(
        "play", allow_abbrev=False, help="open the playground: be D, be G, and train both, in a browser"
    )
    parser.set_defaults(command=play)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the page, an .html file (default: one in a temporary folder)"
    )
    parser.add_argument("--no-open", action="store_true", help="write the page only (default: off)")


def play(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options: out, no_open.

    Returns
    -------
    int
        The exit code, 0 also without a browser.

    Raises
    ------
    ValueError
        If the page cannot be written.
    """
    from gan_theory.playground.play import open_in_browser, page, temporary_file

    path = page(temporary_file() if options.out is None else options.out)
    print(f"written: {path}")
    if not options.no_open:
        if not open_in_browser(path):
            print("No browser was found. Open the file in one, on this computer or another: it needs no network.")
        elif options.out is None:
            print("If the browser may not read temporary files, use --out FILE.html.")
    return SUCCESS
