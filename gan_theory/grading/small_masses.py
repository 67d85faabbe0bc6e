"""Corrections of a formula that is wrong where a mass is 0 or tiny, or that has few digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import Formula
from gan_theory.grading.corrections import Change, Correction
from gan_theory.grading.samples import WITH_D, Sample, is_close, paper

TINY = 1e-300
LEAST_SHARE = 1e-15  # of a cell's mass: where D* does not round to 0 or 1 yet
SCALE = 2.0**900
HOMOGENEOUS = {"D_star": 0, "grad_C": 0, "kl": 1, "jsd": 1, "tv": 1, "C": 1}
"""By which power of a factor the values grow, if all masses grow by it."""
ZERO_OVER_ZERO = "0/0 is nan: use np.divide with where=, or np.where"
ZERO_LOG_ZERO = "0·log 0 is nan in NumPy, and counts as 0: use scipy.special.xlogy, or np.where"
INFINITE = {
    "V": "must be −∞ where D is 0 and p_data is not, or D is 1 and p_g is not: is there an ε, or a clipped D?",
    "U": "must be −∞ where D is 0 and p_data is not, or D is 1 and p_g is not: is there an ε, or a clipped D?",
    "kl": "must be ∞ if there is a cell where q is 0 and p is not",
    "grad_C": "must be −∞ where p_g is 0 and p_data is not",
    "hess_C": "must be ∞ where p_g is 0 and p_data is not",
}


def corrections_at_empty_cells(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula that is wrong where a mass is 0 or tiny.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        Divisions 0/0, 0·log 0, a D* that rounds to 1, and values that must be infinite, or 0 by definition.
    """
    if name in ("grad_C", "hess_C"):
        sentence = f"is nan where neither p_data nor p_g has mass, and must be 0: {ZERO_OVER_ZERO}"
        yield Correction(sentence, _nan_is_0, raw=True)
        yield Correction("must be 0 where neither p_data nor p_g has mass", _is_0)
    elif name not in WITH_D:
        yield _in_place_of_nan(f"divides by 0 where neither has mass: {ZERO_OVER_ZERO}", name, _fill_empty)
    yield _in_place_of_nan(f"is nan where a mass is 0: {ZERO_LOG_ZERO}", name, _fill_zeros)
    if name == "C":
        sentence = "goes through D*, which rounds to 1 where p_g is tiny, so that log(1 − D*) is −∞: write C without D*"
        yield _in_place_of_nan(sentence, name, _fill_small)
    if name in INFINITE:
        yield Correction(INFINITE[name], _paper_where_infinite(name))


def _in_place_of_nan(sentence: str, name: str, fill: Callable[[Sample], Sample]) -> Correction:
    """Return the correction of values that are not finite: those of filled cells in their place."""

    def change(formula: Formula) -> Formula:
        def corrected(*arguments: Array) -> Array:
            values = np.asarray(formula(*arguments), np.float64)
            if np.isfinite(values).all():
                return values
            return np.where(np.isfinite(values), values, formula(*fill(Sample.of(name, arguments)).arguments(name)))

        return corrected

    return Correction(sentence, change, finite=True, raw=True)


def _fill_empty(sample: Sample) -> Sample:
    empty = sample.p + sample.q == 0
    return Sample(np.where(empty, TINY, sample.p), np.where(empty, TINY, sample.q), sample.D)


def _fill_zeros(sample: Sample) -> Sample:
    p, q = (np.where(mass == 0, TINY, mass) for mass in (sample.p, sample.q))
    return Sample(p, q, np.clip(sample.D, 1e-16, 1 - 1e-16))


def _fill_small(sample: Sample) -> Sample:
    p, q = _fill_zeros(sample)[:2]
    least = LEAST_SHARE * (p + q)
    return Sample(np.maximum(p, least), np.maximum(q, least), sample.D)


def _paper_where_infinite(name: str) -> Change:
    def change(formula: Formula) -> Formula:
        def corrected(*arguments: Array) -> Array:
            values, exact = np.asarray(formula(*arguments), np.float64), paper(name)(*arguments)
            return np.where(np.isinf(exact), exact, values)

        return corrected

    return change


def _is_0(formula: Formula) -> Formula:
    return lambda *arguments: np.where(_is_empty(arguments), 0.0, formula(*arguments))


def _nan_is_0(formula: Formula) -> Formula:
    def corrected(*arguments: Array) -> Array:
        values = np.asarray(formula(*arguments), np.float64)
        return np.where(_is_empty(arguments) & np.isnan(values), 0.0, values)

    return corrected


def _is_empty(arguments: tuple[Array, ...]) -> Array:
    empty: Array = sum(arguments) == 0  # type: ignore[assignment]
    return empty


def precision(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula with small numbers added, or with few digits.

    Parameters
    ----------
    name : str
        Its name in `Formulas`.

    Yields
    ------
    Correction
        An ε among the masses vanishes beside masses that are 2⁶⁰ times as large.
    """
    if name in HOMOGENEOUS:
        sentence = "treats small numbers in another way (an ε that is added, a clip, a threshold): leave that out"
        yield Correction(sentence, lambda formula: _scaled(formula, HOMOGENEOUS[name]), finite=True)
    yield Correction("is of single precision: compute in float64", lambda formula: _rounded(name, formula))


def _scaled(formula: Formula, power: int) -> Formula:
    """Evaluate at large masses a formula of cells; nan if a value is not the sum of what its cells add alone."""

    def corrected(*arguments: Array) -> Array:
        value = np.asarray(formula(*(SCALE * each for each in arguments)), np.float64) / SCALE**power
        if power == 0:
            return value
        alone = np.asarray(formula(*(each[..., None] for each in np.broadcast_arrays(*arguments))), np.float64)
        return np.where(is_close(formula(*arguments), alone.sum(axis=-1)), value, np.nan)

    return corrected


def _rounded(name: str, formula: Formula) -> Formula:
    """Put the paper's values in place of those that are rounded to float32."""

    def corrected(*arguments: Array) -> Array:
        value, exact = np.asarray(formula(*arguments), np.float64), paper(name)(*arguments)
        same = np.isclose(value, exact, rtol=1e-4, atol=1e-6) & (value == np.float32(value))
        return np.where(same, exact, np.nan)

    return corrected
