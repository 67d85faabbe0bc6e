"""The value of the game: by samples, and on a grid against the integrals over the line."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, V_from_logit
from gan_theory.claims.optimum.value_function import _cells
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid


def test_a_sample_lies_in_the_cell_between_whose_edges_it_is():
    density = Density(grid(-1, 1, 4), np.full(4, 0.25))
    assert _cells(density, np.array([-1, -0.9, -0.5, 0.2, 0.5, 1.0])).tolist() == [0, 0, 1, 2, 3, 3]


@pytest.mark.parametrize("name", PAIRS)
def test_the_mean_over_quantiles_is_within_a_bound_below_one_thousandth(name):
    found = next(each for each in CLAIMS["value_function"].evidence(PAIRS[name]) if "even quantiles" in each.what)
    assert found.holds and found.tol < 1e-3


MIXTURES = {name: case for name, case in PAIRS.items() if case.mixtures}


@pytest.mark.parametrize("logit", [(1,), (0, 1), (1, -2), (0, 1, 1)], ids=str)
@pytest.mark.parametrize("name", MIXTURES)
def test_V_on_the_grid_is_that_of_the_line_but_for_what_the_grid_leaves_out(name, logit):
    certified = pytest.importorskip("gan_theory.certified")
    case = MIXTURES[name]
    values = np.polynomial.polynomial.polyval(case.x(), logit) + 0 * case.x()
    left_out = (abs(case.p_data.outside) + abs(case.p_g.outside)) * (1 + np.abs(values).max())
    exact = certified.V(logit, *map(certified.ExactMixture.of, case.mixtures))
    assert V_from_logit(values, case.p_data, case.p_g) == pytest.approx(float(exact), abs=1e-12 + 2 * left_out)
