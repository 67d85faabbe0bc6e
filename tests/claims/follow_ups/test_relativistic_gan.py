"""The relativistic Dirac-GAN: where its hypotheses end, no false alarm on random ones, and why its falsifiers fail."""

import numpy as np
import pytest

from gan_theory import CLAIMS
from gan_theory.claims.follow_ups.relativistic_gan import PenalisedCase
from gan_theory.game.dirac_gan import DiracGAN

CLAIM = CLAIMS["relativistic_gan"]


def _random_case(rng):
    gamma_1, gamma_2 = rng.choice([-1, 1, 1, 1], 2) * 10 ** rng.uniform(-2, 0.7, 2)
    h = float(10 ** rng.uniform(-2, 0.7))
    return PenalisedCase("random", h, float(gamma_1), float(gamma_2), simultaneous=bool(rng.random() < 0.5))


def test_the_hypotheses_are_those_under_which_a_step_comes_closer():
    rng = np.random.default_rng(0)
    for case in [_random_case(rng) for _ in range(2000)]:
        total = case.gamma_1 + case.gamma_2
        gan = DiracGAN("", h=case.h, simultaneous=case.simultaneous, gamma=total)
        assert CLAIM.applies(case) == (total > 0 and gan.radius() < 1)


def test_no_false_alarm_on_random_weights():
    rng = np.random.default_rng(1)
    verdict = CLAIM.check([_random_case(rng) for _ in range(300)])
    assert verdict.judged > 100
    assert verdict.failures == []


WHY = {
    "the logit has a bias": "the pairing value at six (θ, ψ) = the V of 2014 + log 2",
    "the logit is curved: R1 is not R2": "R1 of the weight 1 at six (θ, ψ) = R2 of the weight 1",
}


@pytest.mark.parametrize("case", CLAIM.falsifiers, ids=lambda case: case.name)
def test_a_falsifier_fails_for_its_reason(case):
    failing = [found.what for found in CLAIM.evidence(case) if not found.holds]
    assert WHY.get(case.name, "steps come closer: the spectral radius is below 1") in failing
    if case.name == "the logit has a bias":
        assert len(failing) == 1
