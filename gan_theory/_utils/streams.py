"""Standard error where it may be missing (pythonw, `2>&-`), closed or full: messages are lost, and nothing else."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from typing import TextIO, cast


class NullStream(io.TextIOBase):
    """A stream that forgets what is written to it."""

    def write(self, text: str) -> int:
        """Forget the text.

        Parameters
        ----------
        text : str
            The text.

        Returns
        -------
        int
            Its length.
        """
        return len(text)


def standard_error() -> TextIO:
    """Return standard error, for what would fail without one.

    Returns
    -------
    text stream
        A `NullStream` if the process has none, or it is closed.
    """
    missing = sys.stderr is None or getattr(sys.stderr, "closed", False)
    return cast(TextIO, NullStream()) if missing else sys.stderr


def print_message(message: str) -> None:
    """Print a line on standard error, if it can be written to: "gan-theory: " and the message.

    Parameters
    ----------
    message : str
        The message.
    """
    with suppress(OSError):  # it is full, or nobody reads it any more
        print(f"gan-theory: {message}", file=standard_error())
