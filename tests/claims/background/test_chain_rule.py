"""The evidence for the chain rule refutes a wrong KL, and fails on each falsifier for the reason that it names."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAPER
from tests.support.falsifiers import failing_statements
from tests.support.wrong_formulas import WRONG_KL


@pytest.mark.parametrize("kl", WRONG_KL.values(), ids=WRONG_KL)
def test_a_wrong_kl_is_refuted(kl):
    assert not CLAIMS["chain_rule"].check(formulas=replace(PAPER, kl=kl)).holds


SUM = "each conditional sums to 1 over its variable, in every order"
PRODUCT = "the product of the conditionals = the joint, in every order"
REFILLED = "also if those given events of probability 0 are any other numbers"
SAMPLES = "|z| of how often samples by the chain fall into 64 events, against the joint"
KL = "KL of the joint from another = the sum of the mean KLs of its conditionals"
REASONS = {
    "masses sum to 1.1": [SUM, SAMPLES, KL],
    "the conditionals are another joint's": [PRODUCT, REFILLED, SAMPLES, KL],
    "the variables are taken as independent": [PRODUCT, REFILLED, SAMPLES, KL],
    "each variable is conditioned on those after it": [SUM, PRODUCT, REFILLED, SAMPLES, KL],
}


@pytest.mark.parametrize("name", [case.name for case in CLAIMS["chain_rule"].falsifiers])
def test_a_falsifier_fails_for_the_reason_that_it_names(name):
    assert failing_statements("chain_rule", name) == REASONS[name]
