"""The worksheet of the exercise: read from a file, its library recognised, each of its functions judged."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from gan_theory.grading.training_step.finding import Finding
from gan_theory.grading.training_step.game.losses import LOSSES
from gan_theory.grading.training_step.loss_check import check_loss
from gan_theory.grading.training_step.round_check import NAME as ROUND
from gan_theory.grading.training_step.round_check import check_round
from gan_theory.verification.python_files import read_python_file

FUNCTIONS = (*LOSSES, ROUND)


class Worksheet(NamedTuple):
    """A student's file.

    Parameters
    ----------
    path : Path
        Where it is.
    names : mapping
        Its global names.
    library : {"numpy", "torch"}
        What it is written in: PyTorch if it imports torch.
    """

    path: Path
    names: Mapping[str, Any]
    library: str

    def check(self, name: str, k: int | None = None) -> Finding:
        """Judge a function.

        Parameters
        ----------
        name : {"loss_D", "loss_G", "loss_G_saturating", "one_round"}
            Which.
        k : int, optional
            For `one_round`: judge this number of steps of D only.

        Returns
        -------
        Finding
            What is wrong.

        Examples
        --------
        >>> from gan_theory.grading.training_step.game import losses
        >>> Worksheet(Path("mine.py"), vars(losses), "numpy").check("loss_D").is_right
        True
        """
        function = self.names.get(name)
        if not callable(function):
            what = f"{name} is {type(function).__name__}" if name in self.names else f"there is no {name}"
            return Finding(name, f"expected {self.path.name} to define the function {name}; {what}")
        if name == ROUND:
            return check_round(function, self.library, self.path, k)
        return check_loss(name, function, self.library, self.path)


def read_worksheet(path: str | PathLike[str]) -> Worksheet:
    """Read a student's file.

    Parameters
    ----------
    path : str or path-like
        A Python file.

    Returns
    -------
    Worksheet
        The file; its functions may be missing or blank.

    Raises
    ------
    ValueError
        If it cannot be read or imported.
    """
    path = Path(path)
    names = read_python_file(path)
    return Worksheet(path, names, "torch" if any(map(_is_of_torch, names.values())) else "numpy")


def _is_of_torch(value: Any) -> bool:
    """Whether a value is the package torch, a module of it, or something from one."""
    origin = value.__name__ if isinstance(value, ModuleType) else str(getattr(value, "__module__", ""))
    return origin.split(".")[0] == "torch"
