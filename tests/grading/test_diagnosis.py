"""A diagnosis names a mistake only if its correction gives the paper's values; a mistake without a name gets none."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.grading.diagnosis import diagnose
from gan_theory.verification.user_formulas import FORMULA_NAMES


@pytest.fixture(autouse=True)
def quiet():
    """Values of wrong formulas may be infinite or nan."""
    with np.errstate(all="ignore"):
        yield


DISTORTIONS = {
    "a factor without a name": lambda value: 0.77 * value,
    "a constant without a name": lambda value: value + 0.123,
    "both": lambda value: 2 * value + 0.123,
    "a curve": lambda value: value + 0.01 * np.sin(value),
    "a cube": lambda value: value**3,
    "zero": lambda value: 0 * value,
    "rounded to five places": lambda value: np.round(value, 5),
    "a little off": lambda value: value * (1 + 1e-7),
}


@pytest.mark.parametrize("distort", DISTORTIONS.values(), ids=DISTORTIONS)
@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_a_mistake_without_a_name_gets_no_sentence(name, distort):
    expected = "is 0 for all densities: the differences cancel without np.abs" if name == "tv" else None
    zero = distort is DISTORTIONS["zero"]
    assert diagnose(name, lambda *args: distort(getattr(PAPER, name)(*args))) == (expected if zero else None)


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_a_right_formula_gets_an_empty_sentence(name):
    assert diagnose(name, lambda *args: getattr(PAPER, name)(*args)) == ""


def test_two_mistakes_are_both_named_if_one_is_at_empty_cells():
    def jsd(p, q):
        m = (p + q) / 2
        return (p * np.log2(p / m) + q * np.log2(q / m)).sum(axis=-1) / 2

    sentence = diagnose("jsd", jsd)
    assert sentence.startswith("is in bits (log2)")
    assert "; it is nan where a mass is 0: 0·log 0" in sentence


def test_a_mistake_beside_an_unknown_one_at_empty_cells_is_named_with_its_limits():
    def kl(p, q):
        return np.where((p > 0).all(axis=-1), 2 * PAPER.kl(p, q), 0.3)

    assert diagnose("kl", kl).endswith("(seen where no mass is 0 or tiny)")


def test_a_right_formula_that_is_wrong_at_empty_cells_in_an_unknown_way_gets_none():
    assert diagnose("kl", lambda p, q: np.where((p > 0).all(axis=-1), PAPER.kl(p, q), 0.3)) is None


def test_nan_that_has_another_cause_is_not_0_log_0():
    def kl(p, q):
        return np.where((p == 0).any(axis=-1) | (q == 0).any(axis=-1), np.nan, PAPER.kl(p, q) * 1.5)

    assert diagnose("kl", kl) is None
    assert "0·log 0" not in (diagnose("D_star", lambda p, q: np.where(p > q, np.nan, PAPER.D_star(p, q))) or "")


def test_a_constant_is_not_taken_for_an_epsilon():
    assert diagnose("C", lambda p, q: PAPER.C(p, q) - 1e-6) is None
    assert "an ε" in diagnose("jsd", lambda p, q: PAPER.jsd(p + 1e-6, q + 1e-6))
