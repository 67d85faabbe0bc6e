"""One planted fault of behaviour: the wrong line, and the tests that must notice it."""

from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]


class Fault(NamedTuple):
    """One wrong line in a function of the package.

    Parameters
    ----------
    what : str
        What is wrong, in words.
    where : str
        The function: "training.schedules.ema_decay", or "training.frame.Frame.D" for a method.
    old, new : str
        The text in its source, which occurs there once, and the text in its place.
    tests : str
        The tests of which at least one must fail, separated by blanks: "training/test_frame.py::test_name".
    """

    what: str
    where: str
    old: str
    new: str
    tests: str

    @property
    def nodes(self) -> list[tuple[Path, str]]:
        """The file and the name of each test."""
        return [(TESTS / file, name) for file, name in (test.split("::") for test in self.tests.split())]
