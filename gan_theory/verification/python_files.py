"""Python files that users supply: read and run as if imported; their errors in one line."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import Any

from gan_theory._utils.streams import standard_error


def read_python_file(path: str | PathLike[str]) -> dict[str, Any]:
    """Run a Python file as if it were imported; what it prints goes to standard error.

    Parameters
    ----------
    path : str or path-like
        The file.

    Returns
    -------
    dict
        From the global names of the file to their values.

    Raises
    ------
    ValueError
        If the file cannot be read or imported.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "mine.py"
    >>> _ = file.write_text("k = 2")
    >>> read_python_file(file)["k"]
    2
    """
    path = Path(path)
    try:
        source = path.read_bytes()
    except OSError as error:
        raise ValueError(f"expected a Python file that can be read; got {str(path)!r}: {error.strerror}") from None
    module = ModuleType(path.stem)
    try:
        with _importing(module, path), redirect_stdout(standard_error()):
            exec(compile(source, str(path), "exec", dont_inherit=True), vars(module))
    except (Exception, SystemExit) as error:
        reason = describe_with_line(path, error)
        raise ValueError(f"expected a Python file that can be imported; got {str(path)!r}: {reason}") from None
    return vars(module)


@contextmanager
def _importing(module: ModuleType, path: Path) -> Iterator[None]:
    """Register the module and let it find the files beside it, as if it were run; write no bytecode."""
    module.__file__ = str(path)
    bytecode, registered, search_path = sys.dont_write_bytecode, sys.modules.get(module.__name__), list(sys.path)
    sys.dont_write_bytecode, sys.modules[module.__name__] = True, module
    sys.path.insert(0, str(path.parent))
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.path[:] = bytecode, search_path
        del sys.modules[module.__name__]
        if registered is not None:
            sys.modules[module.__name__] = registered


def describe_with_line(path: Path, error: BaseException) -> str:
    """Return an error as `describe_error` does, after the last line of a file that led to it.

    Parameters
    ----------
    path : Path
        The file.
    error : BaseException
        The error.

    Returns
    -------
    str
        Such as "line 3, ZeroDivisionError: division by zero"; without the line if the file has no part in it.
    """
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = f"line {lines[-1]}, " if lines else ""
    return f"{line}{describe_error(error)}"


def describe_error(error: BaseException) -> str:
    """Return the type of an error and its message, in one line.

    Parameters
    ----------
    error : BaseException
        The error.

    Returns
    -------
    str
        Such as "ValueError: expected …".
    """
    try:
        printable = "".join(letter if letter.isprintable() else " " for letter in str(error))
    except Exception:
        printable = "its message cannot be printed"
    return f"{type(error).__name__}: {' '.join(printable.split())}"
