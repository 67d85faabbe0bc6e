"""Advice on formulas that raise, or return something else than numbers of the right shape."""

import math

import numpy as np
import pytest
import torch

from gan_theory import PAPER
from gan_theory.grading.unusable_output import advise


@pytest.fixture(autouse=True)
def quiet():
    """Values of wrong formulas may be infinite or nan."""
    with np.errstate(all="ignore"):
        yield


def _forgotten(p, q):
    PAPER.tv(p, q)


def _printed(p, q):
    print(PAPER.tv(p, q))


def _in_place(p, q):
    p -= q
    return np.abs(p).sum(axis=-1) / 2


def _loop(p, q):
    return sum(abs(p[i] - q[i]) for i in range(len(p))) / 2


def _tensor(p, q):
    p = torch.tensor(np.array(p), requires_grad=True)
    return (p - torch.tensor(np.array(q))).abs().sum(-1) / 2


def _conditional(p, q):
    return (p - q if p > q else q - p).sum(axis=-1) / 2


# What a formula does instead of returning its value, and how the advice begins.
UNUSABLE = {
    "returns nothing": (_forgotten, "returns nothing: is return missing before its value?"),
    "prints": (_printed, "prints its value and returns nothing: write return in place of print"),
    "writes into its arguments": (_in_place, "changes its arguments in place: return a new array"),
    "loops": (_loop, "loops over cells, which does not work for a stack"),
    "a tensor that requires a gradient": (_tensor, "returns a tensor that requires a gradient"),
    "an if": (_conditional, "asks for one truth value"),
    "a comma": (lambda p, q: (PAPER.tv(p, q),), "returns a tuple: remove the comma after its value"),
    "two values": (
        lambda p, q: (p, PAPER.tv(p, q)),
        "returns a tuple of 2 values: return one array, the value at index 1",
    ),
    "the value twice": (
        lambda p, q: (PAPER.tv(p, q),) * 2,
        "returns a tuple of 2 values: return one array, the value at",
    ),
    "two terms": (lambda p, q: (PAPER.tv(p, q) - 1, 1), "returns a tuple of 2 values: return their sum"),
    "no sum": (lambda p, q: np.abs(p - q) / 2, "returns a value for each cell: sum over the last axis"),
    "keepdims": (lambda p, q: PAPER.tv(p, q)[..., None], "keeps the last axis: leave out keepdims"),
    "a sum over all": (lambda p, q: PAPER.tv(p, q).sum(), "works for one density and not for a stack"),
    "a sum over the first axis": (lambda p, q: np.abs(p - q).sum(axis=0) / 2, "works for one density and not for a"),
}


@pytest.mark.parametrize(("formula", "beginning"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_a_formula_does_instead_is_named(formula, beginning):
    assert advise("tv", formula).startswith(beginning)


# What no change mends, or what is not the reason.
WITHOUT_ADVICE = {
    "an unknown name": lambda p, q: nonsense,  # noqa: F821
    "one argument": lambda p: 0.0,
    "a constant": lambda p, q: 0.3,
    "text": lambda p, q: str(PAPER.tv(p, q)),
    "a list": lambda p, q: [PAPER.tv(p, q)],
    "a wrong value, summed over all": lambda p, q: (p * q).sum(),
    "a wrong value for each cell": lambda p, q: p * q,
    "usable values": lambda p, q: 0.77 * PAPER.tv(p, q),
    "another index error": lambda p, q: p[7, 7],
}


@pytest.mark.parametrize("formula", WITHOUT_ADVICE.values(), ids=WITHOUT_ADVICE)
def test_there_is_no_advice_without_a_known_reason(formula):
    assert advise("tv", formula) == ""


def test_a_value_for_each_cell_is_not_to_be_summed():
    advice = advise("D_star", lambda p, q: PAPER.D_star(p, q).sum(axis=-1))
    assert advice == "returns one value for all cells: a value for each cell is expected, without a sum"


def test_math_is_named_if_numpy_mends_it():
    assert advise("grad_C", lambda p, q: math.log(1 - PAPER.D_star(p, q))).startswith("uses the module math")
    assert advise("tv", lambda p, q: math.sqrt(nonsense)) == ""  # noqa: F821


def test_a_mistake_of_the_values_is_added():
    assert advise("tv", lambda p, q: np.abs(p - q)) == (
        "returns a value for each cell: sum over the last axis, .sum(axis=-1); it also is 2 times what it must be: "
        "a ½ is missing, or one 2 is too many"
    )
