"""Payoffs as SymPy expressions: a wrong one is not taken for that of the scoring rule."""

import pytest
from sympy import diff

from gan_theory.claims._shared import _symbolic_payoffs as payoffs
from gan_theory.claims._shared.symbolic import p, q, y
from gan_theory.game.scoring_rules import SCORING_RULES


@pytest.mark.parametrize("name", SCORING_RULES)
def test_an_expression_is_the_payoff_of_its_rule_only(name):
    for other in SCORING_RULES:
        assert payoffs.is_payoff(name, getattr(payoffs, f"{other}_payoff")).holds == (other == name)
    assert not payoffs.is_payoff(name, lambda y: getattr(payoffs, f"{name}_payoff")(y) + 1e-10).holds


def test_the_expected_payoff_is_that_of_both_kinds_of_samples():
    paid = payoffs.expected_payoff(payoffs.linear_payoff, y, p, q)
    assert diff(paid, y) == p - q
    assert paid.subs({y: 1}) == p
