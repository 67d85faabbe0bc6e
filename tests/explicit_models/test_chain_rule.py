"""The chain rule on joints of one to three variables: against loops over every cell, and SciPy's distributions."""

from itertools import permutations
from itertools import product as cells

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sympy import symbols

from gan_theory import grid
from gan_theory.explicit_models.chain_rule import (
    conditionals,
    conditionals_unchecked,
    gibbs,
    marginal,
    product,
    sample_chain,
)
from gan_theory.verification.cases.joints import JOINTS, X

FINE = grid(-9, 9, 300)
TINY = [0.0, 0.0, 5e-324, 1e-300, 1e-17, 0.25, 1.0]


@st.composite
def joints(draw):
    """Masses of one to three variables of 1 to 4 cells each, zeros and tiny ones among them, and an order of these."""
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    size = int(np.prod(shape))
    raw = np.array(draw(st.lists(st.one_of(st.sampled_from(TINY), st.floats(0, 1)), min_size=size, max_size=size)))
    raw[draw(st.integers(0, size - 1))] = 1.0
    return (raw / raw.sum()).reshape(shape), draw(st.permutations(range(len(shape))))


def by_loops(joint, order, i):
    """p(x_i | those before it) (n_1, …, n_d), cell by cell, by its definition; nan where that is undefined."""
    table = np.empty(joint.shape)
    for cell in cells(*map(range, joint.shape)):
        chance = [
            sum(joint[other] for other in cells(*map(range, joint.shape)) if all(other[a] == cell[a] for a in known))
            for known in (order[: i + 1], order[:i])
        ]
        table[cell] = chance[0] / (chance[1] if i else 1.0) if chance[1] > 0 else np.nan
    return table


@given(joints())
def test_a_conditional_is_that_of_its_definition_in_every_cell(drawn):
    joint, order = drawn
    for i, table in enumerate(conditionals(joint, order)):
        expected = by_loops(joint, order, i)
        defined = ~np.isnan(expected)
        np.testing.assert_allclose(np.broadcast_to(table, joint.shape)[defined], expected[defined], rtol=1e-12, atol=0)


@given(joints())
def test_the_product_of_the_conditionals_is_the_joint_and_each_sums_to_1(drawn):
    joint, order = drawn
    tables = conditionals(joint, order)
    np.testing.assert_allclose(product(tables), joint, rtol=1e-12, atol=1e-322)
    for axis, table in zip(order, tables):
        np.testing.assert_allclose(table.sum(axis=axis), 1, rtol=1e-14)


def test_a_conditional_on_an_event_of_probability_0_is_uniform():
    first, second = conditionals([[0.0, 0.0], [0.25, 0.75]])
    assert first.tolist() == [[0.0], [1.0]]
    assert second.tolist() == [[0.5, 0.5], [0.25, 0.75]]


def test_conditionals_of_symbols_are_quotients_of_sums():
    a, b, c = symbols("a b c", positive=True)
    first, second = conditionals_unchecked(np.array([[a, b], [c, 0 * a]]), (1, 0))
    assert first.tolist() == [[a + c, b]]
    assert second.tolist() == [[a / (a + c), 1], [c / (a + c), 0]]


def test_a_correlated_gaussian_has_the_conditionals_of_the_closed_form():
    table = conditionals(JOINTS["correlated, ρ = 0.8"], (0, 1))[1]
    for x, row in zip(X, table):
        exact = stats.norm(0.8 * x, 0.6).pdf(X)
        np.testing.assert_allclose(row, exact / exact.sum(), rtol=1e-12)


def test_a_marginal_keeps_its_axes_and_does_not_depend_on_the_order_of_the_axes():
    joint = JOINTS["2 × 3 × 5, random"]
    assert marginal(joint, (2, 0)).shape == (2, 1, 5)
    np.testing.assert_allclose(marginal(joint, (0, 2)), np.einsum("ijk->ik", joint)[:, None, :], rtol=1e-15)
    assert marginal(joint, ()).item() == pytest.approx(1)


def test_bits_are_independent_in_pairs_and_sure_given_both_others():
    joint = JOINTS["z = x xor y, independent in pairs"]
    for order in permutations(range(3)):
        first, second, third = conditionals(joint, order)
        assert {*first.flat, *second.flat} == {0.5}
        assert {*third.flat} == {0.0, 1.0}


@pytest.mark.parametrize("name", JOINTS)
def test_counts_of_samples_are_those_of_the_joint_by_pearson_s_test(name):
    """On cells with at least five expected; the others counted as one."""
    joint, n = JOINTS[name], 50_000
    for order in permutations(range(joint.ndim)):
        samples = sample_chain(conditionals(joint, order), order, n, seed=3)
        edges = [np.arange(size + 1) - 0.5 for size in joint.shape]
        counts = np.histogramdd(samples, edges)[0].ravel()
        common = joint.ravel() >= 5 / n
        rest = joint.ravel()[~common].sum()
        assert not counts[joint.ravel() == 0].any()
        expected, seen = n * joint.ravel()[common], counts[common]
        if n * rest >= 5:
            expected, seen = np.append(expected, n * rest), np.append(seen, counts[~common].sum())
        expected *= seen.sum() / expected.sum()
        assert expected.size == 1 or stats.chisquare(seen, expected).pvalue > 1e-6


@given(joints(), st.integers(0, 5))
def test_samples_fall_only_where_the_joint_has_mass(drawn, seed):
    joint, order = drawn
    samples = sample_chain(conditionals(joint, order), order, 50, seed)
    assert (joint[tuple(samples.T)] > 0).all()


def test_gibbs_sampling_leaves_the_marginal_as_it_is_and_is_reversible():
    for joint in (JOINTS["two moons"], JOINTS["correlated, ρ = 0.8"], np.array([[0.5, 0.0, 0.25], [0.0, 0.0, 0.25]])):
        transition, p_x = gibbs(joint), joint.sum(axis=1)
        flow = p_x[:, None] * transition
        np.testing.assert_allclose(transition.sum(axis=1), 1, rtol=1e-12)
        np.testing.assert_allclose(p_x @ transition, p_x, rtol=1e-12, atol=1e-300)
        np.testing.assert_allclose(flow, flow.T, rtol=1e-12, atol=1e-300)


def test_gibbs_sampling_reduces_the_mean_by_the_square_of_the_correlation():
    joint = np.exp(-(np.subtract.outer(FINE, 0.6 * FINE) ** 2) / (2 * 0.64) - FINE**2 / 2)
    start = stats.norm(1, 0.2).pdf(FINE)
    for moves in (1, 2, 3):
        p_x = start / start.sum() @ np.linalg.matrix_power(gibbs(joint / joint.sum()), moves)
        assert p_x @ FINE == pytest.approx(0.36**moves, abs=1e-9)


def test_samples_take_a_seed_or_a_generator():
    tables, order = conditionals(JOINTS["two moons"], (1, 0)), (1, 0)
    samples = sample_chain(tables, order, 20, 5)
    assert samples.shape == (20, 2)
    assert samples.tolist() == sample_chain(tables, order, 20, np.random.default_rng(5)).tolist()
    assert samples.tolist() != sample_chain(tables, order, 20, 6).tolist()
    assert sample_chain(tables, order, 0).shape == (0, 2)


def test_changing_a_joint_later_changes_no_conditional():
    joint = np.full((2, 2), 0.25)
    tables = conditionals(joint)
    joint[0, 0] = 9
    assert product(tables).tolist() == [[0.25, 0.25], [0.25, 0.25]]


BAD = {
    "masses": (lambda: conditionals([[0.5, 0.6]]), "masses of the joint that sum to 1 within 1e-09; got a sum of 1.1"),
    "negative": (lambda: conditionals([1.5, -0.5]), "masses of the joint that are non-negative; got -0.5"),
    "words": (lambda: conditionals(["a"]), "a joint of real numbers; got list"),
    "nothing": (lambda: conditionals([]), r"masses of the joint of shape \(..., n\)"),
    "order": (lambda: conditionals([[1.0]], (0, 0)), r"an order of the axes 0 to 1, each once; got \(0, 0\)"),
    "few": (lambda: sample_chain([[1.0]], (0, 1), 3), r"an order of the axes 0 to 0, each once; got \(0, 1\)"),
    "axes": (lambda: sample_chain([np.ones(1), np.ones(1)], (0, 1), 3), r"as many tables as axes; got shapes \[\(1,\)"),
    "sum": (lambda: sample_chain([np.ones(2)], (0,), 3), "masses of variable 0's table that sum to 1"),
    "three": (lambda: gibbs(np.full((2, 2, 2), 1 / 8)), r"a joint of two variables; got shape \(2, 2, 2\)"),
    "a single order": (lambda: conditionals([[1.0]], 1), r"an order of the axes 0 to 1, each once; got \(1,\)"),
    "a number": (lambda: conditionals(1.0), "a joint of one variable or more; got a number"),
    "a later variable": (
        lambda: sample_chain(conditionals(np.full((2, 2), 0.25), (1, 0))[::-1], (0, 1), 3),
        r"variable 0's table of shape \(2, 1\), later ones 1; got \(2, 2\)",
    ),
    "another size": (
        lambda: sample_chain([np.full((2, 1), 0.5), np.full((3, 2), 0.5)], (0, 1), 3),
        r"variable 1's table of shape \(2, 2\), later ones 1; got \(3, 2\)",
    ),
    "no such axis": (lambda: marginal([[1.0]], (2,)), r"axes among 0 to 1; got \(2,\)"),
    "no tables": (lambda: product([]), "a table for each variable; got none"),
    "count": (lambda: sample_chain([np.ones(1)], (0,), -1), "n, an integer >= 0; got -1"),
}


@pytest.mark.parametrize(("call", "message"), BAD.values(), ids=BAD)
def test_bad_joints_orders_and_tables_are_reported(call, message):
    with pytest.raises(ValueError, match=f"^expected {message}"):
        call()
