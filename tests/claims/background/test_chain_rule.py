"""The evidence for the chain rule refutes a wrong KL."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAPER
from tests.support.wrong_formulas import WRONG_KL


@pytest.mark.parametrize("kl", WRONG_KL.values(), ids=WRONG_KL)
def test_a_wrong_kl_is_refuted(kl):
    assert not CLAIMS["chain_rule"].check(formulas=replace(PAPER, kl=kl)).holds
