"""Corrections at empty cells (0/0, 0·log 0, a D* that rounds to 1, values that are infinite or 0), and few digits."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.grading.diagnosis import diagnose
from gan_theory.grading.samples import is_right, regular_samples
from gan_theory.grading.small_masses import corrections_at_empty_cells, precision


@pytest.fixture(autouse=True)
def quiet():
    """Values of wrong formulas may be infinite or nan."""
    with np.errstate(all="ignore"):
        yield


def _V(D, p, q):
    return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)


# A formula that is right where all masses are positive, and what its sentence has.
WRONG_AT_EMPTY_CELLS = {
    "V by np.log": ("V", _V, "0·log 0"),
    "U by np.log": ("U", lambda q, D, p: _V(D, p, q), "0·log 0"),
    "V with finite logarithms": ("V", lambda D, p, q: np.maximum(PAPER.V(D, p, q), -1e6), "must be −∞"),
    "KL by np.log": ("kl", lambda p, q: (p * np.log(p / q)).sum(axis=-1), "0·log 0"),
    "KL without the cells where q is 0": ("kl", lambda p, q: PAPER.kl(np.where(q > 0, p, 0), q), "must be ∞"),
    "C with 0/0": ("C", lambda p, q: PAPER.C(p, q) + 0 * (p / (p + q)).sum(axis=-1), "divides by 0"),
    "C through D*": ("C", lambda p, q: _V(p / (p + q), p, q), "goes through D*"),
    "gradient with 0/0": ("grad_C", lambda p, q: np.log(1 - p / (p + q)), "0/0 is nan"),
    "gradient of log ½": ("grad_C", lambda p, q: np.log(1 - PAPER.D_star(p, q)), "must be 0 where neither"),
    "gradient of 0 where p_g is 0": ("grad_C", lambda p, q: np.where(q > 0, PAPER.grad_C(p, q), 0), "must be −∞"),
    "curvature with 0/0": ("hess_C", lambda p, q: p / q / (p + q), "0/0 is nan"),
    "curvature of 7": ("hess_C", lambda p, q: np.where(p + q > 0, PAPER.hess_C(p, q), 7), "must be 0 where neither"),
}


@pytest.mark.parametrize(("name", "formula", "words"), WRONG_AT_EMPTY_CELLS.values(), ids=WRONG_AT_EMPTY_CELLS)
def test_what_is_wrong_at_empty_cells_is_named(name, formula, words):
    assert words in diagnose(name, formula)
    others = {"0·log 0", "must be −∞", "must be ∞", "divides by 0", "goes through D*", "must be 0 where neither"} - {
        words
    }
    assert not any(other in diagnose(name, formula) for other in others)


@pytest.mark.parametrize("name", ["V", "U", "kl", "jsd", "C", "D_star", "grad_C", "hess_C"])
def test_a_formula_that_is_wrong_elsewhere_is_not_corrected(name):
    formula = getattr(PAPER, name)
    assert corrections_at_empty_cells(name)
    assert diagnose(name, lambda *args: 1.3 * formula(*args)) is None


def test_single_precision_and_an_epsilon_are_corrected():
    epsilon, single = precision("kl")
    assert is_right("kl", epsilon.apply(lambda p, q: PAPER.kl(p + 1e-3, q + 1e-3)), regular_samples())
    assert not is_right("kl", epsilon.apply(lambda p, q: PAPER.kl(p, q) + 1e-3), regular_samples())
    rounded = single.apply(lambda p, q: np.float32(PAPER.kl(p, q)))
    assert is_right("kl", rounded, regular_samples())
    assert not is_right("kl", single.apply(lambda p, q: PAPER.kl(p, q) * (1 + 1e-6)), regular_samples())
