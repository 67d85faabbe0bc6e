"""Run the command line: python -m gan_theory."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, and report Ctrl-C in one line, also during imports.

    Parameters
    ----------
    arguments : sequence of str, optional
        As for `gan_theory.cli.main.main`.

    Returns
    -------
    int
        The exit code, as for `gan_theory.cli.main.main`.
    """
    try:
        _open_missing_streams()
        from gan_theory.cli.main import main as run

        return run(arguments)
    except BaseException as error:
        if not _is_interrupt(error):
            raise
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C while the process ends
        from gan_theory.cli.console import INTERRUPTED, print_error

        return print_error(INTERRUPTED, "interrupted")
    finally:
        exec("")  # after Ctrl-C within `exec` Python would end by SIGINT, in spite of the exit code; this resets it


def _open_missing_streams() -> None:
    """Open the null device where standard input, output or error is closed: no file that is opened takes its place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is the error or its cause: compiled code may raise a SystemError for it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    sys.exit(main())
