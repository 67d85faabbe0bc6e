"""The Dirac-GAN's V, the steps for which the claim is made, and why its falsifiers fail."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAPER
from gan_theory.claims.follow_ups.dirac_gan import (
    alternating_steps_are_short,
    penalised_steps_are_short,
    value_on_two_points,
)
from gan_theory.game.dirac_gan import DiracGAN

CLAIM = CLAIMS["dirac_gan"]


def test_the_dirac_gan_s_value_is_that_of_two_points():
    assert value_on_two_points(PAPER, 3.0, 0.5) == pytest.approx(-np.log(2) - np.log(1 + np.exp(1.5)))
    np.testing.assert_allclose(value_on_two_points(PAPER, np.array([0.0, 3.0]), 0.5)[0], -2 * np.log(2))


@pytest.mark.parametrize(("h", "k", "within"), [(3.9, 1, True), (4, 1, False), (2, 3, True), (2, 4, False)])
def test_alternating_steps_are_bounded_by_4_over_the_root_of_k(h, k, within):
    assert alternating_steps_are_short(DiracGAN("", h=h, k=k)) == within
    assert alternating_steps_are_short(DiracGAN("", h=h, simultaneous=True))


def _random_gan(rng):
    simultaneous = rng.random() < 0.5
    h, k = 10 ** rng.uniform(-3, 1), 1 if simultaneous else int(rng.integers(1, 20))
    gamma = rng.choice([0, 1, 10 ** rng.uniform(-3, 1), 10 ** rng.uniform(-3, 1), -(10 ** rng.uniform(-3, 1))])
    return DiracGAN("random", h=h, k=k, simultaneous=simultaneous, gamma=float(gamma))


def test_the_hypotheses_are_those_under_which_the_predicted_radius_is_right():
    """Without penalty 1 for alternating steps, otherwise below 1; simultaneous ones without penalty always diverge."""
    rng = np.random.default_rng(0)
    for gan in [_random_gan(rng) for _ in range(2000)]:
        if gan.gamma:
            assert CLAIM.applies(gan) == (gan.gamma > 0 and gan.radius() < 1)
        elif not gan.simultaneous:
            assert CLAIM.applies(gan) == (gan.radius() <= 1 + 1e-12)
        else:
            assert CLAIM.applies(gan) and gan.radius() > 1


def test_no_false_alarm_on_random_steps():
    rng = np.random.default_rng(1)
    assert CLAIM.check([_random_gan(rng) for _ in range(200)]).failures == []


WHY = {
    "alternating_steps_are_short": "an alternating step turns: its eigenvalues are not real",
    "gamma_is_not_negative": "with the penalty a step comes closer",
    "penalised_steps_are_short": "with the penalty a step comes closer",
}


@pytest.mark.parametrize("gan", CLAIM.falsifiers, ids=lambda gan: gan.name)
def test_a_falsifier_fails_since_its_steps_move_away_and_its_eigenvalues_are_as_predicted(gan):
    (broken,) = (hypothesis.__name__ for hypothesis in CLAIM.hypotheses if not hypothesis(gan))
    found = {evidence.what: evidence.holds for evidence in CLAIM.evidence(gan)}
    assert [holds for what, holds in found.items() if what.startswith(WHY[broken])] == [False]
    assert all(holds for what, holds in found.items() if "polynomial" in what or "six" in what or "growth" in what)


def test_two_cases_beyond_the_bound_of_the_penalty_are_not_judged():
    assert not penalised_steps_are_short(DiracGAN("", h=0.2, simultaneous=True, gamma=0.01))
    assert not penalised_steps_are_short(DiracGAN("", h=3, simultaneous=True, gamma=0.3))
