"""W₁: no false alarm on random distributions, and each falsifier fails for its reason."""

import numpy as np
import pytest

from gan_theory import CLAIMS
from gan_theory.claims.follow_ups.wasserstein import LineCase
from gan_theory.verification.cases.named_distributions import NamedDistribution

CLAIM = CLAIMS["wasserstein"]


def _random_distribution(rng):
    family = str(rng.choice(["normal", "uniform", "exponential", "laplace", "point"]))
    location, scale = float(rng.normal(0, 2)), float(10 ** rng.uniform(-1, 0.7))
    parameters = {"uniform": (location, location + scale), "exponential": (scale,), "point": (location,)}
    return NamedDistribution(family, parameters.get(family, (location, scale)))


def test_no_false_alarm_on_random_distributions():
    rng = np.random.default_rng(0)
    cases = [LineCase(f"pair {i}", _random_distribution(rng), _random_distribution(rng)) for i in range(150)]
    assert len({case.p_data.family + case.p_g.family for case in cases}) == 25
    assert CLAIM.check(cases).failures == []


def test_no_false_alarm_on_random_distributions_that_are_certified():
    pytest.importorskip("flint")
    rng = np.random.default_rng(1)
    cases = [LineCase(f"pair {i}", _random_distribution(rng), _random_distribution(rng)) for i in range(20)]
    verdict = CLAIM.check(cases, grade="certified")
    assert len(verdict.cases) >= 5 and verdict.failures == []


def test_each_falsifier_fails_for_its_reason():
    cauchy, two_cauchy, steep = (
        {found.what for found in CLAIM.evidence(case) if not found.holds} for case in CLAIM.falsifiers
    )
    on_line = {
        "∫ |F_p − F_q| dx = ∫₀¹ |F_p⁻¹ − F_q⁻¹| du",
        "E_p f − E_q f of the critic with f′ = sign(F_q − F_p) = ∫ |F_p − F_q| dx",
    }
    assert on_line <= cauchy and on_line <= two_cauchy
    assert steep == {"E_p f − E_q f <= W₁ for the best critic, as steep as is allowed"}


def test_without_a_mean_nothing_can_be_certified():
    pytest.importorskip("flint")
    cauchy = NamedDistribution("cauchy", (0.0, 1.0))
    case = LineCase("Cauchy and a point", cauchy, NamedDistribution("point", (0.0,)))
    assert CLAIM.can_certify(case) and not CLAIM.applies(case)
    assert CLAIM.check(case, grade="certified").judged == 0


@pytest.mark.parametrize("theta", [3.0, -0.001, 1e6])
def test_two_points_are_log_2_apart_by_the_jsd_and_their_distance_by_W1(theta):
    case = LineCase("points", *(NamedDistribution("point", (each,)) for each in (1.0, 1.0 + theta)))
    found = {each.left: each for each in CLAIM.evidence(case)}
    assert found["W₁ of two points"].values[0] == pytest.approx(abs(theta), rel=2e-3)
    assert found["the JSD of two points"].values[0] == pytest.approx(np.log(2))
    assert found["the slope of W₁ in θ"].values[0] == pytest.approx(np.sign(theta))
