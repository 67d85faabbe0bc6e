"""The three scoring rules: payoffs, best answers found by a search, and values of the game computed by hand."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from gan_theory import V
from gan_theory.game.scoring_rules import SCORING_RULES

P, Q = np.array([0.5, 0.5, 0.0]), np.array([0.125, 0.375, 0.5])
PAIRS_AT_X = [(3.0, 1.0), (1.0, 3.0), (0.2, 0.7), (5.0, 4.0), (1e-3, 2e-3)]


@pytest.mark.parametrize(("name", "expected"), [("log", np.log(0.25)), ("quadratic", -0.5625), ("linear", 0.25)])
def test_the_payoff_of_an_answer_of_a_quarter(name, expected):
    assert SCORING_RULES[name].payoff(0.25) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("name", ["log", "quadratic"])
@pytest.mark.parametrize(("a", "b"), PAIRS_AT_X)
def test_the_best_answer_to_a_proper_rule_is_where_a_search_finds_it(name, a, b):
    rule = SCORING_RULES[name]
    found = minimize_scalar(
        lambda y: -float(rule.expected_payoff(y, a, b)) / (a + b),
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-10},
    )
    assert float(rule.best_D(a, b)) == pytest.approx(found.x, abs=1e-6) == pytest.approx(a / (a + b), abs=1e-6)


@pytest.mark.parametrize(("a", "b"), PAIRS_AT_X)
def test_the_best_answer_to_the_linear_rule_says_only_which_density_is_larger(a, b):
    rule, y = SCORING_RULES["linear"], np.linspace(0, 1, 101)
    assert rule.best_D(a, b) == y[rule.expected_payoff(y, a, b).argmax()] == (a > b)
    assert rule.best_D(a, a) == 0.5
    assert np.ptp(rule.expected_payoff(y, a, a)) <= 1e-15 * a  # every answer is best


def test_the_sum_of_the_log_payoffs_is_the_value_function():
    D = np.array([0.9, 0.2, 0.0])
    assert SCORING_RULES["log"].expected_payoff(D, P, Q).sum() == pytest.approx(V(D, P, Q), rel=1e-15)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # (½)(⅛)/(⅝) = 1/10 and (½)(⅜)/(⅞) = 3/14
        ("log", np.log(0.8) / 2 + np.log(0.2) / 8 + np.log(4 / 7) / 2 + 3 / 8 * np.log(3 / 7)),
        ("quadratic", -1 / 10 - 3 / 14),
        ("linear", 0.5 + 0.5 + 0.5),
    ],
)
def test_the_value_of_the_game(name, expected):
    rule = SCORING_RULES[name]
    assert rule.value(P, Q) == pytest.approx(expected, rel=1e-14)
    assert rule.expected_payoff(rule.best_D(P, Q), P, Q).sum() == pytest.approx(expected, rel=1e-14)
    assert rule.value(np.stack([P, Q]), Q) == pytest.approx([expected, float(rule.value(Q, Q))], rel=1e-14)


@pytest.mark.parametrize("name", SCORING_RULES)
def test_cells_with_one_mass_or_none(name):
    """Where one mass is 0 the best answer is certain and costs nothing; an empty cell adds 0."""
    rule, p, q = SCORING_RULES[name], np.array([0.3, 0.0, 0.0]), np.array([0.0, 0.3, 0.0])
    assert rule.best_D(p, q).tolist() == [1.0, 0.0, 0.5]
    paid = float(rule.payoff(1.0))
    assert rule.expected_payoff([1.0, 0.0, 0.0], p, q) == pytest.approx([0.3 * paid, 0.3 * paid, 0.0], abs=1e-16)
    assert rule.value(p, q) == pytest.approx(0.6 * paid, abs=1e-16)


def test_a_log_payoff_is_infinitely_bad_only_where_there_is_mass():
    log = SCORING_RULES["log"]
    assert log.expected_payoff([0.0, 1.0], [0.0, 1.0], [1.0, 0.0]).tolist() == [0.0, 0.0]
    assert log.expected_payoff([0.0, 1.0], [1.0, 0.0], [0.0, 1.0]).tolist() == [-np.inf, -np.inf]


def test_the_quadratic_value_of_tiny_masses_does_not_underflow():
    assert SCORING_RULES["quadratic"].value(np.array([1e-200]), np.array([3e-200])) == pytest.approx(-0.75e-200)
    assert SCORING_RULES["quadratic"].value(np.array([1.0]), np.array([1e-300])) == pytest.approx(-1e-300, rel=1e-14)
