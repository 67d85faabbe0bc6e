"""V, D*, C, U and the derivatives of C against exact arithmetic, at every scale of mass."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf
from scipy import stats

from gan_theory import PAPER, C, D_star, Density, U, V, V_from_logit, grad_C, grid, hess_C, jsd, kl, tv
from tests.conftest import mass_pairs, mass_vectors
from tests.support.exact_values import exact_C, exact_sum, times_log


@given(mass_pairs())
def test_C_is_right(pair):
    assert float(abs(mpf(C(*pair)) - exact_C(*pair))) <= 1e-14


@given(mass_pairs())
def test_C_is_at_least_minus_log_4(pair):
    assert C(*pair) >= -np.log(4) - 1e-15


@given(mass_pairs())
def test_D_star_is_right(pair):
    for D, a, b in zip(D_star(*pair), *pair):
        exact = mpf(a) / (mpf(a) + mpf(b)) if a + b else mpf("0.5")
        assert abs(float(mpf(float(D)) - exact)) <= 2e-16


@given(mass_pairs())
def test_grad_C_is_right_to_the_last_digits_in_both_tails(pair):
    for slope, a, b in zip(grad_C(*pair), *pair):
        if a + b == 0:
            assert slope == 0
        elif b == 0:
            assert slope == -np.inf
        else:
            exact = -mp.log1p(mpf(a) / mpf(b))
            assert float(abs(mpf(float(slope)) - exact)) <= 1e-14 * float(abs(exact)) + 5e-324


@given(mass_pairs())
def test_hess_C_is_right(pair):
    for curvature, a, b in zip(hess_C(*pair), *pair):
        if a == 0:
            assert curvature == 0
        elif b == 0:
            assert curvature == np.inf
        else:
            exact = float(mpf(a) / (mpf(b) * (mpf(a) + mpf(b))))
            assert curvature == pytest.approx(exact, rel=1e-14)


@given(mass_pairs(), st.data())
def test_V_is_right_for_D_and_for_its_logit(pair, data):
    p, q = pair
    D = np.array(data.draw(st.lists(st.floats(1e-300, 1 - 1e-10), min_size=len(p), max_size=len(p))))
    sure = np.array(data.draw(st.lists(st.booleans(), min_size=len(p), max_size=len(p))))
    D = np.where(sure & (q == 0), 1.0, np.where(sure & (p == 0), 0.0, D))
    exact = exact_sum(lambda d, a, b: times_log(a, d) + times_log(b, 1 - d), D, p, q)
    assert V(D, p, q) == pytest.approx(float(exact), rel=1e-13)
    with np.errstate(divide="ignore"):
        logit = np.log(D) - np.log1p(-D)
    assert V_from_logit(logit, p, q) == pytest.approx(float(exact), rel=1e-12)
    assert U(q, D, p) == PAPER.U(q, D, p) == V(D, p, q)


def test_V_at_the_logit_of_D_star_is_C_where_D_star_rounds_to_1():
    p, q = np.array([1.0, 0.0]), np.array([1e-30, 1.0])
    with np.errstate(divide="ignore"):
        logit = np.log(p) - np.log(q)
    assert V(D_star(p, q), p, q) == -np.inf
    assert V_from_logit(logit, p, q) == pytest.approx(C(p, q), rel=1e-14)


def test_V_survives_D_0_and_1_where_no_mass_sits():
    assert V([1, 0], [1, 0], [0, 1]) == 0
    assert V_from_logit([np.inf, -np.inf], [1, 0], [0, 1]) == 0
    assert V([0, 1], [1, 0], [0, 1]) == -np.inf


def test_V_takes_a_number_for_D():
    assert V(0.5, [0.2, 0.8], [0.7, 0.3]) == pytest.approx(-np.log(4), rel=1e-15)


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(*[mass_vectors(n)] * 4)))
def test_every_function_works_over_leading_axes(masses):
    p, q = np.stack(masses[:2]), np.stack(masses[2:])
    D = np.random.default_rng(0).random(p.shape)
    for f in (C, jsd, tv, kl, D_star, grad_C, hess_C, lambda a, b: V(D, a, b)):
        whole = f(p[:, None], q[None])
        assert whole.shape[:2] == (2, 2)
    for f in (C, jsd, tv, kl, D_star, grad_C, hess_C):
        parts = [[f(a, b) for b in q] for a in p]
        np.testing.assert_allclose(f(p[:, None], q[None]), parts, rtol=1e-14)
    rows = [V_from_logit(logit, *pair) for logit, *pair in zip(D, p, q)]
    np.testing.assert_allclose(V_from_logit(D, p, q), rows, rtol=1e-14)


def test_one_pair_gives_a_plain_float():
    p, q = [0.2, 0.8], [0.7, 0.3]
    for value in (C(p, q), jsd(p, q), tv(p, q), kl(p, q), V(0.5, p, q), U(q, 0.5, p), V_from_logit(0.0, p, q)):
        assert type(value) is float


def test_densities_and_plain_arrays_give_the_same():
    x = grid(-5, 5)
    p, q = (Density.from_pdf(stats.norm(mean).pdf, x) for mean in (0, 1))
    for f in (C, jsd, tv, kl):
        assert f(p, q) == f(p.p, q.p) == f(p, q.p)
