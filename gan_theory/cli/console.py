"""Exit codes of the command line, and errors as one line."""

from __future__ import annotations

from gan_theory._utils.streams import print_message

SUCCESS, FAILURE, BAD_INPUT = 0, 1, 2
INTERRUPTED = 130  # what a shell reports for Ctrl-C


def print_error(code: int, message: str) -> int:
    """Print a line on standard error, if there is one.

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
    print_message(message)
    return code
