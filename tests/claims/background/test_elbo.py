"""The evidence for the ELBO refutes a wrong KL, and fails on each falsifier for the reason that it names."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAPER
from tests.support.falsifiers import failing_statements
from tests.support.wrong_formulas import WRONG_KL


@pytest.mark.parametrize("kl", WRONG_KL.values(), ids=WRONG_KL)
def test_a_wrong_kl_is_refuted(kl):
    assert not CLAIMS["elbo"].check(formulas=replace(PAPER, kl=kl)).holds


OF_THE_GAP = ["KL(q(z|x)‖p(z|x)) = log p(x) − ELBO", "ELBO = log p(x) at q(z|x) = p(z|x)"]
REASONS = {
    "masses of p(x, z) sum to 1.1": [
        "Σ_x p(x, z) = p(z), the weights",
        "each M step raises the mean ELBO by = KL(new weights‖old) + the mean KL(new component‖old)",
        "so that each step raises the mean log p(x)",
    ],
    "q(z|x) sums to 1.1": OF_THE_GAP,
    "the posterior is another model's": OF_THE_GAP,
}


@pytest.mark.parametrize("name", [case.name for case in CLAIMS["elbo"].falsifiers])
def test_a_falsifier_fails_for_the_reason_that_it_names(name):
    assert failing_statements("elbo", name) == REASONS[name]
