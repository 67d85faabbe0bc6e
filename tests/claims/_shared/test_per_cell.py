"""Values per cell, stacks, and integrals over p_g in one cell."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims._shared.per_cell import integration_intervals, mean_over_interval, per_cell, stacking_evidence

P, Q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.0, 0.75])


def test_the_values_per_cell_add_up_to_the_sum():
    assert per_cell(PAPER.jsd, P, Q).shape == (3,)
    assert per_cell(PAPER.jsd, P, Q).sum() == pytest.approx(PAPER.jsd(P, Q))


def test_a_formula_that_sums_over_stacks_is_refuted():
    assert all(found.holds for found in stacking_evidence("JSD", PAPER.jsd, P, Q))
    wrong = [found.holds for found in stacking_evidence("JSD", lambda p, q: PAPER.jsd(p, q) + 0.1 * p.ndim, P, Q)]
    assert not all(wrong)


def test_an_interval_starts_at_p_g_or_at_a_sixteenth_of_p_data():
    judged, p, a = integration_intervals(P, Q)
    assert judged.tolist() == [True, True, True]
    assert np.array_equal(p, P)
    assert a.tolist() == [0.25, 0.5 / 16, 0.75]


def test_the_mean_over_an_interval_is_that_of_the_integral():
    p, a = np.array([0.5]), np.array([0.25])
    rise = PAPER.grad_C(p, 2 * a) - PAPER.grad_C(p, a)
    assert mean_over_interval(PAPER.hess_C, p, a) * a == pytest.approx(rise, rel=1e-14)
