"""The saddle point of the game, and what is left of it when p_g or D is confined to a family."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, best_gaussian
from gan_theory.claims._shared.grid_search import best_logistic_D
from gan_theory.densities.density import Density
from gan_theory.verification.cases.pairs import TWO_MODES, gaussian

CLAIM = CLAIMS["saddle_point"]
ONE_GAUSSIAN, LOGISTIC, _ = CLAIM.falsifiers
LOG_4 = np.log(4)


def failures(case):
    """The names of the checks that fail, with the left side of each."""
    return {found.left or found.what: found.values for found in CLAIM.evidence(case) if not found.holds}


def test_among_single_gaussians_min_max_is_above_max_min():
    best = best_gaussian(TWO_MODES, "jsd")
    assert (best.mean, best.std) == pytest.approx((0, 1.5599), abs=5e-5)
    ((name, (value, _)),) = failures(ONE_GAUSSIAN).items()
    assert name == "inf_G sup_D V"
    assert value == pytest.approx(-1.129473, abs=5e-7)
    assert value + LOG_4 == pytest.approx(0.2568, abs=5e-5)
    assert 2 * best.value == pytest.approx(value + LOG_4, abs=1e-6)  # the grid of the case leaves out 3e-7 of p_g


def test_the_value_of_the_best_gaussian_is_certified():
    """That it is a minimum is certified in tests/certified/test_stationary_points.py."""
    certified = pytest.importorskip("gan_theory.certified")
    best = best_gaussian(TWO_MODES, "jsd")
    value = certified.C(certified.ExactMixture.of(TWO_MODES), certified.ExactMixture.gaussian(0, best.std))
    assert float(value) == pytest.approx(-1.129472617620, abs=1e-12)
    assert float(value) == pytest.approx(2 * best.value - LOG_4, abs=1e-12)


def test_against_logistic_D_every_p_g_with_the_mean_of_p_data_is_an_equilibrium():
    (name,) = failures(LOGISTIC)
    assert name.endswith("p_g = p_data alone attains the value")
    p, x = PAIRS["two-modes-covered"].masses()[0], PAIRS["two-modes-covered"].x()
    same_mean = Density.from_pdf(gaussian(0, 0.3).pdf, x).p
    D, values = best_logistic_D(PAPER.V, p, same_mean, x)
    assert values.sum() == pytest.approx(-LOG_4, abs=1e-12)
    assert D == pytest.approx(0.5, abs=1e-6)
    shifted = Density.from_pdf(gaussian(0.3, 0.3).pdf, x).p
    assert best_logistic_D(PAPER.V, p, shifted, x)[1].sum() > -LOG_4 + 0.01


def test_the_conditions_on_D_where_there_are_no_data_are_checked():
    empty = [name for name, case in PAIRS.items() if (case.masses()[0] == 0).any()]
    assert {"uniforms-overlap", "disjoint-supports", "spike"} <= set(empty)
    for name in ("uniforms-overlap", "near"):
        whats = [found.left for found in CLAIM.evidence(PAIRS[name])]
        assert ("inf_G V of a D of 0.6 in one such cell" in whats) == (name in empty)


def test_a_discriminator_that_leaves_one_half_on_the_data_is_worse_against_p_data():
    p, _ = PAIRS["two-modes-covered"].masses()
    D = np.full(p.size, 0.5)
    D[200] = 0.4
    assert PAPER.V(D, p, p) < -LOG_4


def test_the_claim_is_judged_on_plain_masses_too():
    p = np.array([0.5, 0.5, 0.0])
    assert CLAIM.check([replace(PAIRS["equal"], p_data=p, p_g=p[::-1], log_p_g=None, mixtures=None)]).holds
