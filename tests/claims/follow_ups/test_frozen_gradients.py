"""The two families of G, on a mixture with unequal weights; the two objectives; and why the falsifiers fail."""

import numpy as np
import pytest

from gan_theory import CLAIMS, Case, jsd, kl
from gan_theory.claims.follow_ups.frozen_gradients import THREE_CELLS, scaled, shifted
from gan_theory.densities.gaussian_mixture import GaussianMixture

CLAIM = CLAIMS["frozen_gradients"]


def test_a_shifted_or_scaled_mixture_keeps_its_weights():
    mixture = GaussianMixture((0.0, 1.0), (1.0, 2.0), (0.25, 0.75))
    assert shifted(mixture, 0.5) == GaussianMixture((0.5, 1.5), (1.0, 2.0), (0.25, 0.75))
    assert scaled(mixture, 0.5) == GaussianMixture((0.0, 1.5), (1.5, 3.0), (0.25, 0.75))


def test_both_objectives_are_divergences_of_three_cells():
    """0.0889624333: computed elsewhere."""
    p, q = THREE_CELLS
    assert kl(q, p) - 2 * jsd(p, q) == pytest.approx(0.0889624333, abs=5e-11)
    assert 2 * kl((p + q) / 2, p) == pytest.approx(0.0889624333, abs=5e-11)


def test_each_falsifier_fails_for_its_reason():
    other_D, less_support, unnormalised = (
        [found for found in CLAIM.evidence(case) if not found.holds] for case in CLAIM.falsifiers
    )
    assert {found.left.split(" along")[0] for found in other_D} == {
        "the saturating gradient",
        "the non-saturating gradient",
    }
    infinite = [found for found in less_support if found.values[1] == np.inf]
    assert {found.right for found in infinite} == {
        "the change of KL(p_g‖p_data) − 2·JSD",
        "the change of KL(p_g‖p_data)",
    }
    assert [found.what for found in unnormalised] == [
        "0 <= 2·KL(m‖p_data)",
        "TV² <= KL(p_g‖p_data) − 2·JSD, that with the non-saturating one",
    ]


def test_the_two_objectives_are_judged_on_any_masses_with_a_common_support():
    rng = np.random.default_rng(0)
    cases = [Case(f"pair {i}", *rng.dirichlet(np.full(2 + i % 20, 0.5), 2)) for i in range(200)]
    assert sum(map(CLAIM.applies, cases)) == 200
    assert CLAIM.check(cases).failures == []
