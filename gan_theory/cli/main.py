"""The command line: its parser, and what happens to errors."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from typing import Any, NoReturn

from gan_theory import __version__
from gan_theory._utils.streams import print_message
from gan_theory.cli import claims, grade, play, sweep, train, verify
from gan_theory.cli.console import BAD_INPUT, INTERRUPTED, print_error


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message, and exit."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; by default those that the process was started with.

    Returns
    -------
    int
        The exit code: 0, 1 if a claim fails or training diverges, 2 for invalid input, 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _print_warning
            code = options.command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except ValueError as error:
        return print_error(BAD_INPUT, str(error))
    except KeyboardInterrupt:
        return print_error(INTERRUPTED, "interrupted")
    except OSError as error:  # of standard output: files raise ValueError
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return print_error(BAD_INPUT, f"expected an output that can be written to; got: {error.strerror}")


def _print_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    print_message(str(message))


def _parser() -> Parser:
    parser = Parser(prog="gan-theory", description="The GAN paper (Goodfellow et al. 2014), executable.")
    parser.add_argument("--version", action="version", version=f"gan-theory {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (verify, claims, grade, train, sweep, play):
        command.add_parser(commands)
    return parser
