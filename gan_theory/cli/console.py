"""What a user gives: names, counts and numbers, checked, and told what was expected and what came."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # what a shell reports for Ctrl-C


def print_error(code: int, message: str) -> int:
    """The exit code, after a line on standard error."""
    print(f"gan-theory: {message}", file=sys.stderr)
    return code
