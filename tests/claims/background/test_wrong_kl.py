"""The claims on explicit models refute a wrong KL."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAPER

WRONG_KL = {
    "reversed": lambda p, q: PAPER.kl(q, p),
    "in bits": lambda p, q: PAPER.kl(p, q) / np.log(2),
    "negative": lambda p, q: -PAPER.kl(p, q),
    "as a mean": lambda p, q: PAPER.kl(p, q) / np.shape(p)[-1],
    "without what p_g lacks": lambda p, q: PAPER.kl(np.where(p > 0.1, p, 0), q),
    "as a distance": lambda p, q: np.abs(p - q).sum(axis=-1),
}


@pytest.mark.parametrize("kl", WRONG_KL.values(), ids=WRONG_KL)
@pytest.mark.parametrize("claim", ["chain_rule", "elbo"])
def test_a_wrong_kl_is_refuted(claim, kl):
    assert not CLAIMS[claim].check(formulas=replace(PAPER, kl=kl)).holds
