"""Corrections of a wrong formula, each with the sentence that names the mistake: swaps, factors, constants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import Formula
from gan_theory.grading.samples import is_close, paper
from gan_theory.verification.user_formulas import PER_CELL

LOG_2 = np.log(2)
LABELS = {"D_star": "D*", "kl": "KL", "jsd": "JSD", "tv": "TV", "grad_C": "∂C/∂p_g", "hess_C": "∂²C/∂p_g²"}
SYMMETRIC = ("C", "jsd", "tv")
ARGUMENTS = {"V": ("D", "p_data", "p_g"), "U": ("p_g", "D", "p_data"), "kl": ("p", "q")}

Change = Callable[[Formula], Formula]


@dataclass(frozen=True)
class Correction:
    """A way to correct a formula.

    Parameters
    ----------
    sentence : str
        What is wrong if this corrects it; it follows "your JSD".
    apply : callable
        From the formula to the corrected one.
    finite : bool
        Whether it corrects only values that are finite by the paper.
    raw : bool
        Whether it is applied to the formula as it is, before a correction of its values.
    """

    sentence: str
    apply: Change
    finite: bool = False
    raw: bool = False


def label(name: str) -> str:
    """Return what a formula is called in a sentence.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Returns
    -------
    str
        Such as "D*".
    """
    return LABELS.get(name, name)


def in_place_of(sentence: str, name: str, wrong: Formula) -> Correction:
    """Return the correction of a formula that has the values of a wrong one: the paper's in their place.

    Parameters
    ----------
    sentence : str
        What is wrong.
    name : str
        The name of the formula in `Formulas`.
    wrong : callable
        The wrong formula.

    Returns
    -------
    Correction
        It gives nan where the formula has other values than the wrong one.
    """

    def change(formula: Formula) -> Formula:
        def corrected(*arguments: Array) -> Array:
            same = is_close(formula(*arguments), wrong(*arguments))
            return np.where(same, paper(name)(*arguments), np.nan)

        return corrected

    return Correction(sentence, change)


def of_the_value(sentence: str, change: Callable[[Array, int], Array]) -> Correction:
    """Return the correction that changes a formula's value.

    Parameters
    ----------
    sentence : str
        What is wrong.
    change : callable
        From the value and the number of cells to the corrected value.

    Returns
    -------
    Correction
        The correction.
    """

    def corrected(formula: Formula) -> Formula:
        return lambda *arguments: change(np.asarray(formula(*arguments), np.float64), arguments[0].shape[-1])

    return Correction(sentence, corrected)


def swaps(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula that takes its arguments in another order.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        One for each order but the right one; none for a symmetric formula.
    """
    names = ARGUMENTS.get(name, ("p_data", "p_g"))
    for order in permutations(range(len(names))) if name not in SYMMETRIC else ():
        moved = [names[i] for i in range(len(names)) if order[i] != i]
        if len(moved) == 2:
            also = ", or D and 1 − D" if name in ("V", "U") and "D" not in moved else ""
            also = ": it is 1 − D*" if name == "D_star" else also
            yield Correction(f"has {moved[0]} and {moved[1]} swapped{also}", _reordered(order))
        elif moved:
            yield Correction(f"takes its arguments in a wrong order: {', '.join(names)} is right", _reordered(order))


def _reordered(order: tuple[int, ...]) -> Change:
    return lambda formula: lambda *arguments: formula(*(arguments[i] for i in order))


def factors(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula that is a multiple of the right one.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        One for each factor that has a name.
    """
    yield of_the_value("has the wrong sign", lambda value, _: -value)
    known = {
        "is 2 times what it must be: a ½ is missing, or one 2 is too many": 2.0,
        "is half of what it must be: a 2 is missing, or one ½ is too many": 0.5,
        "is 4 times what it must be: a ¼ is missing, or one 4 is too many": 4.0,
        "is a quarter of what it must be: a 4 is missing, or one ¼ is too many": 0.25,
        "is in bits (log2): use np.log, which gives nats": 1 / LOG_2,
        "has logarithms to the base 10 (log10): use np.log": 1 / np.log(10),
        "is log 2 times what it must be: np.log gives nats already": LOG_2,
        "is −2 times what it must be: the sign is wrong, and a ½ is missing or one 2 is too many": -2.0,
        "is −½ times what it must be: the sign is wrong, and a 2 is missing or one ½ is too many": -0.5,
        "is in bits (log2), and has the wrong sign: use np.log, which gives nats": -1 / LOG_2,
    }
    for sentence, factor in known.items():
        yield of_the_value(sentence, lambda value, _, factor=factor: value / factor)  # type: ignore[misc]
    if name not in PER_CELL:
        yield of_the_value("is a mean over the cells: use sum in place of mean", lambda value, n: value * n)
        yield of_the_value("is multiplied by the number of cells", lambda value, n: value / n)


def constants(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula with a constant too much, or without one.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        One for each constant that has a name.
    """
    known = {"log 2": LOG_2, "log 4": 2 * LOG_2, "2·log 4": 4 * LOG_2, "½": 0.5, "1": 1.0}
    reasons = {"C": {"log 4": "−log 4 is missing", "2·log 4": "the sign of log 4 is wrong"}}
    reasons_below = {
        "C": {"log 4": "−log 4 is there twice, or m is p + q in place of (p + q)/2"},
        "jsd": {"log 2": "m must be (p + q)/2, and not p + q"},
    }
    for text, constant in known.items():
        above = reasons.get(name, {}).get(text, "a constant is missing, or there is one too many")
        below = reasons_below.get(name, {}).get(text, "a constant is missing, or there is one too many")
        yield of_the_value(f"is {text} above what it must be: {above}", lambda value, _, c=constant: value - c)  # type: ignore[misc]
        yield of_the_value(f"is {text} below what it must be: {below}", lambda value, _, c=constant: value + c)  # type: ignore[misc]
    if name == "C":
        sentence = "has −log 4 once for each cell: subtract it once, after the sum"
        yield of_the_value(sentence, lambda value, n: value + (n - 1) * 2 * LOG_2)


def powers(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula that is the root or the square of the right one.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        Two, for formulas that are not negative.
    """
    if name in ("D_star", "kl", "jsd", "tv", "hess_C"):
        yield of_the_value(
            "is the square root of what it must be", lambda value, _: np.where(value >= 0, value * value, np.nan)
        )
        yield of_the_value("is the square of what it must be", lambda value, _: np.sqrt(value))
