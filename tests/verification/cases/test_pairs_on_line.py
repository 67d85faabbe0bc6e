"""Pairs that are no Gaussian mixtures: their densities on the grid, and breaks on edges of cells."""

import numpy as np
import pytest

from gan_theory.verification.cases.pairs_on_line import PAIRS_ON_LINE

BREAKS = {"exponentials": (0,), "laplace-against-normal": (0.5,), "uniform-against-normal": (-1, 2)}


@pytest.mark.parametrize("name", PAIRS_ON_LINE)
def test_the_masses_are_those_of_the_densities(name):
    case = PAIRS_ON_LINE[name]
    assert case.name == name
    for density, known in zip((case.p_data, case.p_g), case.on_line):
        values = known.pdf(density.x)
        assert density.p == pytest.approx(values / values.sum())


@pytest.mark.parametrize("name", BREAKS)
def test_breaks_lie_on_edges(name):
    edges = PAIRS_ON_LINE[name].p_data.edges
    for at in BREAKS[name]:
        assert np.abs(edges - at).min() <= 1e-12
