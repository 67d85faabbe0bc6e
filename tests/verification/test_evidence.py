"""Evidence: a gap and a tolerance, both sides, and the location where they differ most."""

import numpy as np
import pytest

from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation


def test_evidence_holds_up_to_its_tolerance_and_never_for_nan():
    assert Evidence("", 1e-12, 1e-12).holds
    assert not Evidence("", 1.1e-12, 1e-12).holds
    assert not Evidence("", float("nan"), 1.0).holds
    assert Evidence("", float("nan"), 1.0).severity == Evidence("", 1e-300, 0.0).severity == float("inf")
    assert Evidence("", 0.0, 0.0).severity == 0


def test_equal_infinities_are_at_no_distance_and_nan_is_kept():
    inf = np.inf
    assert equal("", [inf, 1], [inf, 3]).gap == 2
    assert equal("", [inf], [-inf]).gap == inf
    assert np.isnan(equal("", [np.nan, 1], [0, 1]).gap)
    assert at_most("", [1, -inf], [0.25, -inf]).gap == 0.75
    assert at_most("", [0], [1]).gap == 0
    assert np.isnan(at_most("", [np.nan], [1]).gap)


def test_evidence_says_where_two_values_differ_most():
    found = equal("a = b", [1.0, 2.0, 5.0], [1.0, 2.5, 4.0], x=np.array([-1.0, 0.0, 1.0]))
    assert (found.gap, found.values, found.x) == (1.0, (5.0, 4.0), 1.0)
    assert str(found) == "FAILS: a = b (5 against 4 at x = 1; gap 1.0e+00, tolerance 1e-12)"
    assert str(equal("a = b", 1, 1)) == "holds: a = b (gap 0.0e+00, tolerance 1e-12)"
    summed = equal(
        "a = b", 3.0, 2.0, x=np.array([-1.0, 1.0]), cells=lambda: (np.array([1.0, 2.0]), np.array([1.5, 0.5]))
    )
    assert (summed.values, summed.x, summed.at_x) == ((3.0, 2.0), 1.0, (2.0, 0.5))
    assert str(summed) == "FAILS: a = b (3 against 2, most of it at x = 1: 2 against 0.5; gap 1.0e+00, tolerance 1e-12)"
    assert at_most("a <= b", [1.0, 4.0], [2.0, 3.0], x=np.array([0.0, 9.0])).x == 9.0
    assert np.isnan(equal("", [np.nan], [0.0]).gap)


def test_the_location_is_known_in_a_stack_and_where_a_sum_is_nan():
    x = np.array([-1.0, 0.0, 1.0])
    stack = equal("a = b", np.zeros((2, 3)), [[0.0, 0.0, 1.0], [0.0, 2.0, 0.0]], x=x)
    assert (stack.gap, stack.values, stack.x) == (2.0, (0.0, 2.0), 0.0)
    of_nan = equal("a = b", np.nan, 1.0, x=x, cells=lambda: (np.array([1.0, np.nan, 3.0]), np.array([1.0, 1.0, 9.0])))
    assert (of_nan.x, of_nan.at_x[1]) == (0.0, 1.0)


def test_cells_are_evaluated_only_if_the_sums_differ():
    assert equal("a = b", 1.0, 1.0, x=np.arange(1), cells=pytest.fail).holds


def test_an_equation_names_its_sides():
    found = equation("C", "−log 4 + 2·JSD", 1.0, [1.0, 2.0], x=np.array([0.0, 3.0]), formula="C")
    assert (found.what, found.left, found.right, found.formula) == ("C = −log 4 + 2·JSD", "C", "−log 4 + 2·JSD", "C")
    assert (found.gap, found.values, found.x) == (1.0, (1.0, 2.0), 3.0)
    assert (equal("", 1.0, 1.0).left, equal("", 1.0, 1.0).right) == ("", "")


@pytest.mark.parametrize("a", [0.5, np.inf, -np.inf, np.nan, 1e308])
@pytest.mark.parametrize("b", [0.5, np.inf, -np.inf, np.nan, -1e308])
def test_two_numbers_are_compared_as_arrays_of_one_are(a, b):
    with np.errstate(over="ignore"):
        for compare in (equal, at_most):
            one, many = compare("", a, b), compare("", [a], [b])
            assert repr((one.gap, one.values)) == repr((many.gap, many.values))


def test_no_values_are_equal():
    assert equal("", [], []) == Evidence("", 0.0, 1e-12)


def test_a_grade_is_its_name_and_says_what_it_rests_on():
    assert Grade("numeric") == "numeric" == str(Grade.NUMERIC)
    assert all(grade.description for grade in Grade)
