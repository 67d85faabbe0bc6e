"""Diagnosis of a formula's values: the correction after which they are the paper's says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from gan_theory.game.formulas import Formula
from gan_theory.grading.corrections import Correction, constants, factors, powers, swaps
from gan_theory.grading.mistaken_formulas import mistaken_formulas
from gan_theory.grading.samples import all_samples, is_right, regular_samples
from gan_theory.grading.small_masses import corrections_at_empty_cells, precision

AS_IT_IS = Correction("", lambda formula: formula)


def diagnose(name: str, formula: Formula) -> str | None:
    """Return what is wrong with the values of a formula.

    Each correction is tried on random densities, on densities with empty cells, and on `PAIRS`. A mistake is reported
    only if its correction gives the paper's values.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.
    formula : callable
        The formula.

    Returns
    -------
    str or None
        A sentence that follows "your JSD"; empty if the formula is right, None if no correction helps.

    Examples
    --------
    >>> from gan_theory import PAPER
    >>> diagnose("kl", lambda p, q: PAPER.kl(q, p))
    'has p and q swapped'
    """
    if is_right(name, formula, all_samples()):
        return ""
    where_positive = None
    is_right_as_it_is = is_right(name, formula, regular_samples())
    for correction in _corrections(name):
        if not is_right(name, correction.apply(formula), regular_samples()):
            continue
        sentences = _complete(name, formula, correction)
        if sentences:
            return "; it ".join(sentences)
        where_positive = where_positive or correction.sentence
    if is_right_as_it_is or where_positive is None:
        return None
    return f"{where_positive} (seen where no mass is 0 or tiny)"


def _corrections(name: str) -> Iterator[Correction]:
    yield AS_IT_IS
    for family in (swaps, factors, constants, powers, mistaken_formulas, precision):
        yield from family(name)


def _complete(name: str, formula: Formula, correction: Correction) -> list[str]:
    """Return the sentences that explain all values, at empty cells too; none if the correction does not suffice."""
    corrected = correction.apply(formula)
    if is_right(name, corrected, all_samples(), correction.finite):
        return [correction.sentence]
    is_finite_right = is_right(name, corrected, all_samples(), finite=True)
    for further in corrections_at_empty_cells(name):
        if further.finite and is_finite_right:
            continue
        both = correction.apply(further.apply(formula)) if further.raw else further.apply(corrected)
        if is_right(name, both, all_samples(), correction.finite or further.finite):
            return [sentence for sentence in (correction.sentence, further.sentence) if sentence]
    return []
