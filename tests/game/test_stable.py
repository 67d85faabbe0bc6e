"""Formulas of many cells go by blocks, and the JSD computes no logarithm whose value is known."""

import numpy as np
import pytest

from gan_theory import PAPER, jsd
from gan_theory.game import formulas, stable
from gan_theory.game.stable import BLOCK


def record_shapes(module, name, monkeypatch):
    """Return a list that grows by the shape of the first argument at each call of the module's function."""
    shapes, function = [], getattr(module, name)

    def recorded(*arrays):
        shapes.append(arrays[0].shape)
        return function(*arrays)

    monkeypatch.setattr(module, name, recorded)
    return shapes


def test_jsd_takes_each_cell_once_and_a_block_at_a_time(monkeypatch):
    cells = record_shapes(formulas, "jsd_terms", monkeypatch)
    jsd(*np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK + 5), 2))
    assert cells == [(BLOCK,), (BLOCK,), (5,)]


BLOCKED = {
    "jsd": "jsd_terms",
    "C": "_C_terms",
    "D_star": "_D_star_cells",
    "grad_C": "_grad_C_cells",
    "hess_C": "_hess_C_cells",
    "tv": "_absolute_difference",
}


@pytest.mark.parametrize("name", BLOCKED)
def test_a_formula_of_many_cells_goes_by_blocks_and_gives_the_same(name, monkeypatch):
    p, q = np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK + 5), 2)
    p[7] = q[11] = p[-1] = q[-1] = 0
    cells = record_shapes(formulas, BLOCKED[name], monkeypatch)
    whole = getattr(PAPER, name)(p, q)
    assert [shape for shape in cells if shape != (1,)] == [(BLOCK,), (BLOCK,), (5,)]
    halves = [
        getattr(PAPER, name)(p[part], q[part])
        for part in (slice(BLOCK), slice(BLOCK, 2 * BLOCK), slice(2 * BLOCK, None))
    ]
    if np.ndim(whole):
        np.testing.assert_array_equal(whole, np.concatenate(halves))
    else:
        assert whole == pytest.approx(sum(halves), rel=1e-14)


def test_V_goes_by_blocks_for_a_D_of_every_shape():
    p, q = np.random.default_rng(0).dirichlet(np.ones(2 * BLOCK), 2)
    D = np.random.default_rng(1).uniform(0.1, 0.9, (3, 2 * BLOCK))
    expected = (np.log(D) * p + np.log1p(-D) * q).sum(axis=-1)
    assert PAPER.V(D, p, q) == pytest.approx(expected, rel=1e-13)
    assert [PAPER.V(row, p, q) for row in D] == pytest.approx(expected, rel=1e-13)
    assert PAPER.V(0.5, p, q) == pytest.approx(-2 * np.log(2), rel=1e-13)


def test_jsd_computes_no_logarithm_whose_value_is_known(monkeypatch):
    by_phi = record_shapes(stable, "_terms_by_phi", monkeypatch)
    small_t = record_shapes(stable, "_phi_of_small_t", monkeypatch)
    jsd([0.5, 0.25, 0.25, 0.0, 0.0], [0.5, 0.0, 0.0, 0.25, 0.25])
    assert (by_phi, small_t) == ([], [])
    jsd([0.5, 0.4, 0.1, 0.0], [0.5, 0.01, 0.0, 0.49])
    assert (by_phi, small_t) == ([(1,)], [])
    jsd([0.9, 0.1], [0.1, 0.9])
    assert (by_phi, small_t) == ([(1,), (2,)], [])
    jsd([0.6, 0.4], [0.4, 0.6])
    assert (by_phi, small_t) == ([(1,), (2,), (2,)], [(2,)])
