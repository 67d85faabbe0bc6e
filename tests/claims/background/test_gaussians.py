"""Evidence about the nearest Gaussians: it holds, and fails for another KL or another Gaussian."""

from dataclasses import replace

import pytest

from gan_theory import PAPER
from gan_theory.claims.background._gaussians import best_gaussian_on_grid, kl_on_fine_grid, other_optima
from gan_theory.explicit_models import gaussian_fits
from gan_theory.verification.cases.likelihood_models import SKEWED
from gan_theory.verification.cases.pairs import TWO_MODES, gaussian
from tests.support.wrong_formulas import WRONG_KL


@pytest.mark.parametrize("p_data", [TWO_MODES, SKEWED, gaussian(1, 0.5)], ids=str)
def test_the_kl_of_gaussians_has_its_closed_form(p_data):
    assert all(found.holds for found in best_gaussian_on_grid(PAPER, p_data))


@pytest.mark.parametrize("kl", WRONG_KL.values(), ids=WRONG_KL)
def test_a_wrong_kl_of_gaussians_is_refuted(kl):
    assert not all(found.holds for found in best_gaussian_on_grid(replace(PAPER, kl=kl), TWO_MODES))


def test_a_kl_that_is_off_by_1e_11_is_refuted():
    certified = pytest.importorskip("gan_theory.certified")
    p_g = gaussian(0.5, 1.25)
    exact = certified.kl(*map(certified.ExactMixture.of, (SKEWED, p_g)))
    assert kl_on_fine_grid(SKEWED, p_g, exact).holds
    assert not kl_on_fine_grid(SKEWED, p_g, exact + certified.to_rational("1e-11")).holds


def test_a_gaussian_beside_the_minimum_or_on_a_saddle_is_refuted(monkeypatch):
    pytest.importorskip("gan_theory.certified")
    right = gaussian_fits.fit_at
    saddles = [fit for fit in gaussian_fits.stationary_gaussians(TWO_MODES, "jsd") if not fit.is_minimum]
    monkeypatch.setattr(gaussian_fits, "fit_at", lambda search, t: right(search, t + 1e-3))
    assert [found.holds for found in other_optima(TWO_MODES)] == [True, False, True] * 2
    monkeypatch.setattr(gaussian_fits, "fit_at", lambda search, t: saddles[0])
    assert [found.holds for found in other_optima(TWO_MODES)][3:] == [True, True, False]
