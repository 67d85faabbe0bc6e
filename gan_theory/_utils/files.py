"""Files that appear under their names only when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def check_writable(path: str | os.PathLike[str]) -> None:
    """Check that a file of this name can be written: a temporary file is made beside it, and removed.

    Parameters
    ----------
    path : str or path
        The name of the file, which may exist.

    Raises
    ------
    ValueError
        If `path` is empty or a folder, its folder does not exist, or the file cannot be written to.
    """
    try:
        path = Path(path)
        names_a_file, folder_exists = bool(path.name) and not path.is_dir(), _folder(path).is_dir()
        if names_a_file and folder_exists:
            _temporary(path).touch()
            _temporary(path).unlink()
        writable = not path.exists() or os.access(path, os.W_OK)
    except (OSError, TypeError, ValueError):
        names_a_file = folder_exists = True
        writable = False
    if not names_a_file:
        raise ValueError(f"expected the name of a file; got {str(path)!r}")
    if not folder_exists:
        raise ValueError(f"expected a folder that exists; got {str(_folder(Path(path)))!r}")
    if not writable:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}")


@contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Write a file so that it appears under its name only when it is complete.

    Parameters
    ----------
    path : str or path
        The name of the file, which may exist.

    Yields
    ------
    Path
        A temporary file in the same folder to write to. It replaces `path`, or the file that this symbolic link leads
        to, at the end of the `with` block, and is removed if the block raises.

    Raises
    ------
    ValueError
        If `path` is no name of a file, its folder does not exist, or the file cannot be written to.
    """
    check_writable(path)
    path = Path(path)
    try:
        yield _temporary(path)
        os.replace(_temporary(path), path.resolve())
    except OSError as error:
        raise ValueError(f"expected a path that can be written to; got {str(path)!r}: {error.strerror}") from error
    finally:
        _temporary(path).unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    """Name a file beside the file, or beside the file that a symbolic link leads to, with the ending of the path."""
    return path.resolve().with_name(f".{path.stem}.{os.getpid()}{path.suffix}")


def _folder(path: Path) -> Path:
    return path.resolve().parent if path.is_symlink() else path.parent
