"""Proposition 1 with atoms: one dominating measure, and what becomes of the JSD without it."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Density, grid, jsd
from gan_theory.claims.optimum.proposition_1 import MixedCase
from gan_theory.verification.cases.pairs import STANDARD

CLAIM = CLAIMS["proposition_1"]


def with_atom(n, weight, cell):
    """N(0, 1) on n cells with an atom at the centre, in a cell of its own (None) or counted to one of the density."""
    q = Density.from_pdf(STANDARD.pdf, grid(-8, 8, n)).p
    case = MixedCase("", q, q, atom_in_cell=cell)
    return case.with_atom(q, weight), np.append(q, 0.0)


@pytest.mark.parametrize("n", [64, 512, 4096])
def test_with_a_cell_of_its_own_an_atom_has_a_jsd_that_no_grid_changes(n):
    assert jsd(*with_atom(n, 1.0, None)) == pytest.approx(np.log(2), abs=1e-15)
    assert jsd(*with_atom(n, 0.5, None)) == pytest.approx(0.215761554339, abs=1e-12)  # of [1, 0] and [½, ½]


def test_counted_to_a_cell_of_the_density_its_jsd_depends_on_the_width_of_the_cells():
    dx = 16 / np.array([64, 512, 4096])
    m = dx * np.exp(-dx * dx / 8) / np.sqrt(2 * np.pi)  # what p_g has in the cell, whose centre is dx/2
    expected = np.log(2) - ((1 + m) * np.log1p(m) - m * np.log(m)) / 2
    assert expected == pytest.approx([0.526847, 0.659547, 0.687331], abs=1e-6)
    values = [jsd(*with_atom(n, 1.0, n // 2)) for n in (64, 512, 4096)]
    assert values == pytest.approx(expected, abs=1e-12)


def test_the_falsifiers_fail_for_the_reason_that_they_name():
    logistic, unsure, smeared = (
        [found for found in CLAIM.evidence(case) if not found.holds] for case in CLAIM.falsifiers
    )
    assert {found.left for found in logistic} == {found.left for found in unsure} == {"V(D*)", "D*"}
    assert all("atom" in found.what for found in smeared) and len(smeared) == 3


def test_over_an_open_interval_C_is_approached_and_not_reached():
    p, q = PAIRS["disjoint-supports"].masses()
    values = [PAPER.V(np.clip(PAPER.D_star(p, q), eps, 1 - eps), p, q) for eps in (0.1, 1e-3, 1e-6)]
    assert values == pytest.approx([2 * np.log(1 - eps) for eps in (0.1, 1e-3, 1e-6)], abs=1e-14)
    assert PAPER.C(p, q) == 0
