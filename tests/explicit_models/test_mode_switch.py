"""The distances at which a Gaussian on one of two modes becomes a minimum, and the best."""

import pytest

from gan_theory import best_gaussian, stationary_gaussians
from gan_theory.explicit_models.gaussian_search import DIVERGENCES
from gan_theory.explicit_models.mode_switch import best_for_two_modes, best_switches_at, mode_appears_at, two_modes

# The d from which a Gaussian on one of two modes ±d of standard deviation 1 is a minimum, and from which it is best.
SWITCHES = {"reverse-kl": (2.41222971801, 2.8000822177), "jsd": (2.75684095068, 4.2447110426)}


@pytest.mark.parametrize("divergence", SWITCHES)
def test_the_modes_appear_at_one_distance_and_are_best_from_a_greater_one(divergence):
    first, equal = SWITCHES[divergence]
    assert mode_appears_at(divergence).d == pytest.approx(first, abs=1e-9)
    assert mode_appears_at(divergence).fit.curvatures[0] == pytest.approx(0, abs=1e-7)
    assert best_switches_at(divergence) == pytest.approx(equal, abs=1e-8)
    assert len(stationary_gaussians(two_modes(first - 0.01), divergence)) == 1
    assert len(stationary_gaussians(two_modes(first + 0.01), divergence)) == 5
    assert best_gaussian(two_modes(equal - 1e-4), divergence).mean == pytest.approx(0, abs=1e-9)
    assert abs(best_gaussian(two_modes(equal + 1e-4), divergence).mean) == pytest.approx(equal, abs=0.05)


@pytest.mark.parametrize("d", [0.0, 1.0, 2.6, 3.0, 5.0])
@pytest.mark.parametrize("divergence", DIVERGENCES)
def test_the_best_for_two_modes_is_the_best_gaussian(divergence, d):
    fit, best = best_for_two_modes(d, divergence), best_gaussian(two_modes(d), divergence)
    assert fit.value == pytest.approx(best.value, abs=1e-12)
    assert (fit.mean, fit.std) == pytest.approx((-best.mean, best.std), abs=1e-7)


def test_by_the_forward_kl_no_mode_appears():
    for find in (mode_appears_at, best_switches_at):
        with pytest.raises(ValueError, match="expected a divergence by which a mode can be best; got 'kl'"):
            find("kl")
