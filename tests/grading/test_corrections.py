"""Corrections undo the mistake that their sentence names, and no correction leaves a right formula right."""

from itertools import permutations

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.grading.corrections import constants, factors, label, powers, swaps
from gan_theory.grading.samples import is_right, regular_samples
from gan_theory.verification.user_formulas import FORMULA_NAMES


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_a_correction_makes_a_right_formula_wrong(name):
    formula = getattr(PAPER, name)
    families = [constants, factors, powers, swaps]
    with np.errstate(all="ignore"):
        for family in families:
            for correction in family(name):
                assert not is_right(name, correction.apply(formula), regular_samples()), correction.sentence


@pytest.mark.parametrize("name", ["V", "U", "kl", "D_star", "grad_C", "hess_C"])
def test_every_order_of_arguments_is_corrected_by_one_swap(name):
    formula = getattr(PAPER, name)
    number = 3 if name in ("V", "U") else 2
    for order in list(permutations(range(number)))[1:]:

        def reordered(*args, order=order):
            return formula(*(args[i] for i in order))

        with np.errstate(all="ignore"):
            right = [c.sentence for c in swaps(name) if is_right(name, c.apply(reordered), regular_samples())]
        assert len(right) == 1


def test_factors_have_the_size_that_their_sentence_names():
    sizes = {
        **{"is 2 times": 2, "is half": 0.5, "is 4 times": 4, "is a quarter": 0.25, "in bits": 1 / np.log(2)},
        **{"base 10": 1 / np.log(10), "is log 2 times": np.log(2), "has the wrong sign": -1},
    }
    for words, size in sizes.items():
        right = [c for c in factors("jsd") if is_right("jsd", c.apply(_times("jsd", size)), regular_samples())]
        assert [words in correction.sentence for correction in right] == [True]


def test_constants_have_the_size_that_their_sentence_names():
    for words, size in {
        "is log 4 above": np.log(4),
        "is log 2 below": -np.log(2),
        "is 2·log 4 above": np.log(16),
    }.items():
        right = [c for c in constants("C") if is_right("C", c.apply(_plus("C", size)), regular_samples())]
        assert [correction.sentence.startswith(words) for correction in right] == [True]


def _times(name, factor):
    return lambda *args: factor * getattr(PAPER, name)(*args)


def _plus(name, constant):
    return lambda *args: getattr(PAPER, name)(*args) + constant


def test_a_mean_and_a_multiple_by_the_number_of_cells_are_told_apart():
    mean, multiple = (lambda p, q: PAPER.tv(p, q) / p.shape[-1]), (lambda p, q: PAPER.tv(p, q) * p.shape[-1])
    for formula, words in ((mean, "is a mean over the cells"), (multiple, "is multiplied by the number of cells")):
        right = [c.sentence for c in factors("tv") if is_right("tv", c.apply(formula), regular_samples())]
        assert [sentence.startswith(words) for sentence in right] == [True]


def test_labels_are_those_of_the_paper():
    assert [label(name) for name in ("V", "D_star", "grad_C")] == ["V", "D*", "∂C/∂p_g"]


def test_arguments_of_a_symmetric_formula_cannot_be_swapped():
    p, q = regular_samples()[0][:2]
    for name in FORMULA_NAMES:
        formula = getattr(PAPER, name)
        symmetric = name not in ("V", "U") and np.allclose(formula(p, q), formula(q, p))
        assert (list(swaps(name)) == []) == symmetric
