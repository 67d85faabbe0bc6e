"""What a function returns and contains, and functions with other values of global names."""

import math
import sys
from math import log

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.grading.python_functions import has_loop, is_blank, numpy_for_math, returns_a_value, with_globals


def forgotten(p):
    p + 1


def bare_return(p):
    if p:
        return
    return None


def value(p):
    return p


def constant(p):
    return 1.0


def in_a_branch(p):
    if p:
        return p


@pytest.mark.parametrize(
    ("function", "returns"), [(forgotten, 0), (bare_return, 0), (value, 1), (constant, 1), (in_a_branch, 1)]
)
def test_a_return_of_a_value_is_seen(function, returns):
    assert returns_a_value(function) == bool(returns)
    assert returns_a_value(np.sum)


def loop(p):
    for _ in p:
        pass


def nested_loop(p):
    return sum(each for each in p)


def test_loops_are_seen_also_in_comprehensions():
    assert has_loop(loop) and has_loop(nested_loop)
    assert not has_loop(value)
    assert not has_loop(np.sum)


def by_module(p):
    return math.log(p)


def by_name(p):
    return log(p) + by_module(p)


def test_math_is_replaced_by_numpy_in_the_functions_beside_too():
    p = np.array([1.0, math.e])
    changes = numpy_for_math(by_name)
    assert changes["math"] is np and changes["log"] is np.log
    assert with_globals(by_name, changes)(p).tolist() == [0.0, 2.0]
    with pytest.raises(TypeError):
        by_name(p)


def test_without_changes_a_function_stays_itself():
    assert with_globals(by_name, {}) is by_name
    assert with_globals(np.sum, {"math": np}) is np.sum


def test_a_formula_is_blank_if_it_returns_dots():
    assert is_blank("C", lambda p, q: ...)
    assert is_blank("V", lambda D, p, q: ...)
    assert not is_blank("C", PAPER.C)
    assert not is_blank("C", lambda p: ...)
    assert not is_blank("C", lambda p, q: sys.exit(1))
