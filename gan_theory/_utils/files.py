"""Files that appear under their names only when they are complete, and the folder for a lesson's figures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def check_writable(path) -> None:
    """Raise ValueError unless a file of this name can be made: tried out beside it, and nothing is left."""
    try:
        path = Path(path)
        named, housed = bool(path.name) and not path.is_dir(), path.parent.is_dir()
        if named and housed:
            _beside(path).touch()
            _beside(path).unlink()
        writable = not path.exists() or os.access(path, os.W_OK)
    except (OSError, TypeError, ValueError):
        named = housed = True
        writable = False
    if not named:
        raise ValueError(f"expected the name of a file; got {str(path)!r}")
    if not housed:
        raise ValueError(f"expected a folder that exists; got {str(path.parent)!r}")
    if not writable:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}")


@contextmanager
def atomic_write(path) -> Iterator[Path]:
    """The name of a file beside `path` to write to, which becomes `path` if nothing is raised, and vanishes if so.

    Raises ValueError if the folder does not exist or can't be written to.
    """
    check_writable(path)
    path = Path(path)
    try:
        yield _beside(path)
        os.replace(_beside(path), path)
    except OSError as error:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}: {error.strerror}") from error
    finally:
        _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
