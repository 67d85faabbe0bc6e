"""Exit codes of the command line, and errors as one line."""

from __future__ import annotations

import sys

SUCCESS, FAILURE, BAD_INPUT = 0, 1, 2
INTERRUPTED = 130  # what a shell reports for Ctrl-C


def print_error(code: int, message: str) -> int:
    """Print a line on standard error.

    Parameters
    ----------
    code : int
        The exit code that the error leads to.
    message : str
        The message.

    Returns
    -------
    int
        The exit code.
    """
    print(f"gan-theory: {message}", file=sys.stderr)
    return code
