"""Each known wrong formula differs from the right one and from the others, and is corrected to the right values."""

from itertools import combinations

import numpy as np
import pytest

from gan_theory.grading.mistaken_formulas import mistaken_formulas
from gan_theory.grading.samples import all_samples, is_right, paper
from gan_theory.verification.user_formulas import FORMULA_NAMES


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_a_right_formula_is_none_of_them(name):
    with np.errstate(all="ignore"):
        taken = [c.sentence for c in mistaken_formulas(name) if is_right(name, c.apply(paper(name)), all_samples())]
    assert taken == []


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_sentences_differ(name):
    sentences = [correction.sentence for correction in mistaken_formulas(name)]
    assert len(sentences) >= 10
    assert all(a != b for a, b in combinations(sentences, 2))
