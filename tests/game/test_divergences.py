"""KL, JSD and TV against exact arithmetic and SciPy, at every scale of mass."""

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp, mpf
from scipy import stats

from gan_theory import PAPER, Density, grid, jsd, kl, tv
from tests.conftest import mass_pairs
from tests.support.exact_values import exact_jsd, exact_sum, relative_error, times_log

LOG_2 = np.log(2)


@given(mass_pairs())
def test_jsd_is_right_to_1e_14_on_the_very_doubles(pair):
    exact = exact_jsd(*pair)
    if exact >= mpf("1e-30"):
        assert relative_error(jsd(*pair), min(exact, mp.log(2))) <= 1e-14
    else:
        assert 0 <= jsd(*pair) <= 1.1e-30


@given(mass_pairs())
def test_jsd_is_symmetric_and_within_its_bounds(pair):
    p, q = pair
    assert jsd(p, q) == jsd(q, p)
    assert 0 <= jsd(p, q) <= LOG_2
    assert jsd(p, p) == 0


@pytest.mark.parametrize("exponent", range(-15, 1))
@pytest.mark.parametrize("n", [10, 2000])
def test_jsd_is_right_to_1e_14_from_near_to_far(exponent, n):
    rng = np.random.default_rng(0)
    p = rng.dirichlet(np.ones(n))
    q = p * (1 + 10.0**exponent * rng.uniform(-1, 1, n))
    q /= q.sum()
    exact = exact_jsd(p, q)
    assert exact > mpf("1e-33")
    assert relative_error(jsd(p, q), exact) <= 1e-14


def test_jsd_across_the_switch_of_its_two_forms():
    t = np.linspace(0.69, 0.71, 101)
    p, q = np.stack([1 + t, 1 - t], axis=-1) / 2, np.stack([1 - t, 1 + t], axis=-1) / 2
    assert max(relative_error(a, exact_jsd(b, c)) for a, b, c in zip(jsd(p, q), p, q)) <= 1e-15


def test_jsd_of_disjoint_distributions_is_at_most_log_2_though_their_sum_may_round_beyond_it():
    p, q = np.kron(np.eye(2)[:, None], np.random.default_rng(0).dirichlet(np.ones(6), 1000))
    assert (PAPER.jsd(p, q) > LOG_2).any()
    assert jsd(p, q).max() == LOG_2
    np.testing.assert_allclose(jsd(p, q), LOG_2, rtol=1e-15)


def test_jsd_of_one_half_and_its_neighbour():
    x = np.nextafter(0.5, 0)
    assert jsd([x, 1 - x], [1 - x, x]) == pytest.approx(2.0**-109, rel=1e-14)


def test_jsd_of_float32_masses():
    p, q = np.float32([0.027501475, 0.055202297]), np.float32([0.027537677, 0.055334348])
    p, q = p / p.sum(), q / q.sum()
    assert p.dtype == np.float32
    assert jsd(p, q) == pytest.approx(3.1976e-8, rel=1e-4)
    assert relative_error(jsd(p, q), exact_jsd(p, q)) <= 1e-14


def float32_rows():
    half, tiny = np.float32(0.5), np.nextafter(np.float32(0), np.float32(1))
    below = np.nextafter(half, np.float32(0))
    yield "neighbours of one half", [below, 1 - below], [1 - below, below]
    yield "the smallest mass there is", [0, 1], [tiny, 1]
    x = grid(-9, 9, 200)
    yield "a shift by 1e-3", *(Density.from_pdf(stats.norm(shift).pdf, x).p for shift in (0, 1e-3))


FLOAT32 = {name: [np.array(masses, np.float32) for masses in pair] for name, *pair in float32_rows()}


@pytest.mark.parametrize(("p", "q"), FLOAT32.values(), ids=FLOAT32)
def test_jsd_of_hard_float32_masses_is_right_on_the_very_numbers(p, q):
    exact = exact_jsd(p, q)
    assert exact > 0
    assert relative_error(jsd(p, q), exact) <= 1e-14 or (exact < mpf("1e-30") and 0 <= jsd(p, q) <= 1.1e-30)
    assert jsd(p, p) == 0 and jsd(p, q) == jsd(q, p)


def test_jsd_of_the_smallest_mass_there_is():
    assert jsd([0, 1], [5e-324, 1]) == 0


def test_jsd_of_a_shift_by_1e_10():
    x = grid(-9, 9, 2000)
    p, q = (Density.from_pdf(stats.norm(shift).pdf, x) for shift in (0, 1e-10))
    assert jsd(p, q) == pytest.approx(1.25e-21, rel=1e-5)
    assert relative_error(jsd(p, q), exact_jsd(p.p, q.p)) <= 1e-14


@given(mass_pairs())
def test_kl_is_right(pair):
    p, q = pair
    if ((q == 0) & (p > 0)).any():
        assert kl(p, q) == np.inf
    else:
        exact = exact_sum(lambda a, b: times_log(a, a / b) if a else 0, p, q)
        assert float(abs(mpf(kl(p, q)) - exact)) <= 1e-14 * max(1, float(abs(exact)))


@given(mass_pairs())
def test_kl_agrees_with_scipy_s_entropy(pair):
    p, q = pair
    assert kl(p, q) == pytest.approx(stats.entropy(p, q), abs=1e-12)


@given(mass_pairs())
def test_tv_is_right(pair):
    exact = exact_sum(lambda a, b: abs(a - b) / 2, *pair)
    assert tv(*pair) == pytest.approx(float(exact), rel=1e-14, abs=0)
