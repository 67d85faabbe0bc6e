"""Files that appear under their names only when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def check_writable(path) -> None:
    """Raise ValueError unless a file of this name can be made: its folder exists and can be written to."""
    path = Path(path)
    folder = path.parent
    if not folder.is_dir():
        raise ValueError(f"expected a folder that exists; got {str(folder)!r}")
    if path.is_dir():
        raise ValueError(f"expected the name of a file; got the folder {str(path)!r}")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}")


@contextmanager
def complete(path) -> Iterator[Path]:
    """The name of a file beside `path` to write to, which becomes `path` if nothing is raised, and vanishes if so.

    Raises ValueError if the folder does not exist or can't be written to.
    """
    check_writable(path)
    path = Path(path)
    beside = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield beside
        os.replace(beside, path)
    except OSError as error:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
