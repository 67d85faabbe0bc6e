"""Submissions: the files of a class, one student each, and a copy of one student's files to judge."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from gan_theory.grading.classroom.exercises import FORMULAS_FILE, TRAINING_STEP_FILE

LARGEST_FILE, MOST_FILES = 2**20, 1000


@dataclass(frozen=True)
class Submission:
    """What one student submitted.

    Parameters
    ----------
    name : str
        The student's name: that of the file without `.py`, or of the folder.
    paths : tuple of Path
        A file with formulas, or a folder with `formulas.py` and `training_step.py`. Both, under one name, are a fault.
    """

    name: str
    paths: tuple[Path, ...]

    def copy_to(self, folder: Path) -> None:
        """Copy the student's files to a folder, the file with formulas as `formulas.py`.

        Parameters
        ----------
        folder : Path
            A folder that exists, and is empty.

        Raises
        ------
        ValueError
            If there is nothing to judge: two submissions of one name, no file with one of both names, or files that
            cannot be read or are too large.
        """
        if len(self.paths) > 1:
            names = " and ".join(path.name for path in self.paths)
            raise ValueError(f"expected one submission for each name; got {names}")
        (path,) = self.paths
        try:
            if path.is_dir():
                _copy_folder(path, folder)
            else:
                _copy_file(path, folder / FORMULAS_FILE)
        except OSError as error:
            raise ValueError(f"expected files that can be read; got {path.name}: {error.strerror}") from None


def find_submissions(folder: str | os.PathLike[str]) -> list[Submission]:
    """Find the submissions in a folder: files NAME.py, and folders NAME; hidden ones and `__pycache__` do not count.

    Parameters
    ----------
    folder : path
        The folder of the class.

    Returns
    -------
    list of Submission
        Sorted by name, one for each name.

    Raises
    ------
    ValueError
        If the folder cannot be read, or holds no submission.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "ada.py").touch(); (folder / "bob").mkdir()
    >>> [submission.name for submission in find_submissions(folder)]
    ['ada', 'bob']
    """
    folder = Path(folder)
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise ValueError(f"expected a folder of submissions; got {str(folder)!r}: {error.strerror}") from None
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        if not path.name.startswith(".") and path.name != "__pycache__" and (path.is_dir() or path.suffix == ".py"):
            by_name.setdefault(path.name if path.is_dir() else path.stem, []).append(path)
    if not by_name:
        raise ValueError(f"expected files NAME.py or folders NAME in {str(folder)!r}; got none")
    return [Submission(name, tuple(by_name[name])) for name in sorted(by_name)]


def other_files(folder: str | os.PathLike[str]) -> list[str]:
    """List the files of a folder that are no submissions, such as `notes.pdf`; hidden ones do not count.

    Parameters
    ----------
    folder : path
        The folder of the class.

    Returns
    -------
    list of str
        Their names, sorted.
    """
    paths = sorted(Path(folder).iterdir())
    return [path.name for path in paths if path.name[0] != "." and not path.is_dir() and path.suffix != ".py"]


def _copy_folder(source: Path, folder: Path) -> None:
    """Copy the small files of a folder and of the folders in it; links to folders are not followed."""
    if not any((source / name).exists() for name in (FORMULAS_FILE, TRAINING_STEP_FILE)):
        raise ValueError(f"expected {FORMULAS_FILE} or {TRAINING_STEP_FILE} in the folder {source.name}; got neither")
    for name in (FORMULAS_FILE, TRAINING_STEP_FILE):
        if (source / name).exists():
            _copy_file(source / name, folder / name)
    copied = 0
    for parent, folders, names in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        target = folder / Path(parent).relative_to(source)
        target.mkdir(exist_ok=True)
        for path in (Path(parent) / name for name in sorted(names)):
            if copied < MOST_FILES and path.is_file() and path.stat().st_size <= LARGEST_FILE:
                shutil.copyfile(path, target / path.name)
                copied += 1


def _copy_file(source: Path, target: Path) -> None:
    """Copy a regular file: a pipe or a device would never end."""
    if not source.is_file():
        raise ValueError(f"expected {source.name} to be a file; got something else")
    if source.stat().st_size > LARGEST_FILE:
        raise ValueError(f"expected {source.name} to have at most 1 MiB; got {source.stat().st_size:,} bytes")
    shutil.copyfile(source, target)
