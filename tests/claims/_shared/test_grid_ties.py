"""Values on the grid of a case against values on the line, and the error of the midpoint rule."""

import numpy as np
import pytest

from gan_theory import PAIRS, PAPER

pytest.importorskip("flint")
from gan_theory import certified
from gan_theory.claims._shared.enclosures import exact_distributions
from gan_theory.claims._shared.grid_ties import OnGrid, OnLine, midpoint_error, tv_on_a_finer_grid, values_on_the_grid


def _ties(case, **changed):
    p, q = exact_distributions(case)
    values = {"C": certified.C(p, q), "jsd": certified.jsd(p, q), "kl": certified.kl(p, q)}
    on_line = OnLine(**values, reverse_kl=certified.kl(q, p))._replace(**changed)
    return {found.left: found.holds for found in values_on_the_grid(case, p, q, on_line) if found.left}


@pytest.mark.parametrize("name", [name for name, case in PAIRS.items() if case.mixtures or case.on_line])
def test_values_on_the_grid_are_those_on_the_line(name):
    assert all(_ties(PAIRS[name]).values())


@pytest.mark.parametrize("name", ["shifted", "heavy-tail", "one-sided", "uniforms-overlap"])
def test_a_value_that_is_off_by_a_thousandth_is_noticed(name):
    p, q = exact_distributions(PAIRS[name])
    for quantity, left in (("C", "C on the grid"), ("jsd", "JSD on the grid")):
        wrong = getattr(certified, quantity)(p, q) + certified.ball("0.001")
        assert not _ties(PAIRS[name], **{quantity: wrong})[left]


def test_the_midpoint_rule_is_exact_without_breaks_and_of_order_dx_squared_with_one():
    case = PAIRS["one-sided"]
    values = OnGrid.of(case)
    assert midpoint_error(PAIRS["heavy-tail"], PAPER.C, OnGrid.of(PAIRS["heavy-tail"])) == 0
    assert midpoint_error(PAIRS["shifted"], PAPER.C, OnGrid.of(PAIRS["shifted"])) == 0
    bound, finer = (midpoint_error(case, PAPER.C, each) for each in (values, OnGrid.finer(case)))
    assert 1e-5 < bound < 1e-4
    assert finer == pytest.approx(bound / 128**2, rel=0.2)


def test_the_total_variation_on_a_finer_grid_is_that_in_closed_form():
    from scipy.special import erf

    assert tv_on_a_finer_grid(PAIRS["shifted"]) == pytest.approx(erf(1 / np.sqrt(8)), abs=1e-8)
    assert tv_on_a_finer_grid(PAIRS["uniforms-overlap"]) == pytest.approx(0.5, abs=1e-10)
