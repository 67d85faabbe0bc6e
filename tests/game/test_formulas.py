"""The formulas without checks: masses that do not sum to 1."""

import numpy as np
import pytest

from gan_theory import PAPER
from tests.support.exact_values import exact_jsd

LOG_2 = np.log(2)


def test_bare_formulas_judge_masses_that_do_not_sum_to_1_as_they_are():
    p, q = np.array([0.5, 0.7]), np.array([0.9, 0.0])
    assert PAPER.jsd(p, q) == pytest.approx(float(exact_jsd(p, q)), rel=1e-14)
    assert PAPER.C(p, q) + np.log(4) - 2 * PAPER.jsd(p, q) == pytest.approx(LOG_2 * (2 - 1.2 - 0.9), rel=1e-13)
