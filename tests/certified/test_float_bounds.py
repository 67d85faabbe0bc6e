"""Exact JSDs of doubles against 400 digits, the last digits of the float64 JSD, and bounds of differences."""

import math

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp, mpf

from gan_theory import PAIRS, PAPER, jsd
from tests.conftest import mass_pairs
from tests.support.exact_mixtures import (
    certified,
    flint,
    gap,
)

arb, acb = flint.arb, flint.acb


def mp_jsd(p, q):
    def term(a, total):
        return a * mp.log(2 * a / total) if a else mpf(0)

    cells = [(mpf(a), mpf(b)) for a, b in zip(p.tolist(), q.tolist())]
    return mp.fsum(term(a, a + b) + term(b, a + b) for a, b in cells) / 2


@given(mass_pairs())
def test_the_exact_jsd_of_doubles_is_that_of_400_digits(pair):
    with mp.workdps(400):
        exact, enclosure = mp_jsd(*pair), certified.exact_jsd(*pair)
        text = mp.nstr(exact, 60)
    with certified.precision(300):
        assert abs(enclosure - arb(text)) <= arb(2) ** -62 * arb(text)
    assert (enclosure == 0) == (pair[0] == pair[1]).all()


def test_the_exact_jsd_where_scipy_fails():
    x = np.nextafter(0.5, 0)
    assert gap(certified.exact_jsd([x, 1 - x], [1 - x, x]), "1.5407e-33") <= 5e-38
    p, q = np.float32([0.027501475, 0.055202297]), np.float32([0.027537677, 0.055334348])
    assert gap(certified.exact_jsd(p / p.sum(), q / q.sum()), "3.1976e-8") <= 5e-13
    assert 0 < certified.exact_jsd([0, 1], [5e-324, 1]) < 5e-324
    assert gap(certified.exact_jsd([1, 0], [0.5, 0.5]).sqrt(), "0.464501404022") <= 5e-13
    x = np.linspace(-8, 8, 1001)
    p, q = (np.exp(-((x - shift) ** 2) / 2) for shift in (0, 1e-10))
    assert gap(certified.exact_jsd(p / p.sum(), q / q.sum()), "1.25e-21") <= 5e-27


def arrays(n, rng):
    p = rng.dirichlet(np.ones(n))
    scaled = [p, rng.dirichlet(np.ones(n)), *(10.0 ** rng.uniform(-30, 0, (2, n))), p * (np.arange(n) % 3 > 0)]
    p, *others = [masses / masses.sum() for masses in scaled]
    yield from ((p, q) for q in others)
    yield others[1], others[2]
    for exponent in range(-15, 0, 2):
        q = p * (1 + 10.0**exponent * rng.uniform(-1, 1, n))
        yield p, q / q.sum()
    yield p, np.nextafter(p, rng.choice([0.0, 2.0], n))
    yield p, np.where(np.arange(n) == n // 2, np.nextafter(p, 1), p)
    yield p, np.where(np.arange(n) == 0, p, 5e-324)


@pytest.mark.parametrize(("n", "times"), [(2, 100), (10, 50), (512, 5), (4096, 1)])
def test_the_float64_jsd_is_within_four_units_of_the_last_digit(n, times):
    rng = np.random.default_rng(0)
    worst = max(
        certified.ulps(PAPER.jsd(p, q), certified.exact_jsd(p, q)) for _ in range(times) for p, q in arrays(n, rng)
    )
    assert worst <= (4 if n < 100 else 2)


@pytest.mark.parametrize("case", PAIRS.values(), ids=lambda case: case.name)
def test_the_float64_jsd_of_the_pairs_is_within_two_units_of_the_last_digit(case):
    p, q = case.masses()
    assert certified.ulps(jsd(p, q), certified.exact_jsd(p, q)) <= 2


def test_ulps_count_the_spacings_of_doubles():
    assert certified.ulps(1.0, arb(1)) == 0
    assert certified.ulps(1.0, arb(1) + 3 * arb(2) ** -52) == pytest.approx(3, rel=1e-12)
    assert certified.ulps(5e-324, arb(0)) == pytest.approx(1, rel=1e-12)
    assert certified.ulps(1.0, arb("nan")) == math.inf
    assert certified.ulps(math.nan, arb(1)) == certified.ulps(math.inf, arb(1)) == math.inf


def test_an_enclosure_that_is_not_finite_or_disjoint_has_no_bound():
    for other in (arb("nan"), arb(0, "inf"), arb(2)):
        assert certified.distance(arb(1), other) == math.inf
    assert certified.excess(arb(1), arb("nan")) == certified.excess(arb(0, "inf"), arb(1)) == math.inf
    assert certified.excess(arb(1), arb(2)) == 0


def test_masses_that_may_be_0_give_no_finite_enclosure():
    assert not certified.jsd_of_masses([arb(0, 1e-9)], [0.5]).is_finite()


WRONG = {
    "shapes": (lambda: certified.exact_jsd([1.0], [0.5, 0.5]), r"of one shape \(n,\); got"),
    "negative": (lambda: certified.exact_jsd([-1.0], [1.0]), "expected finite masses >= 0"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_bad_masses_are_reported(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@given(mass_pairs())
def test_the_kl_of_masses_is_that_of_400_digits(pair):
    """Against the average, which has mass wherever one of them has."""
    p, q = pair[0].tolist(), (pair[0] / 2 + pair[1] / 2).tolist()
    with mp.workdps(400):
        text = mp.nstr(mp.fsum(mpf(a) * mp.log(mpf(a) / mpf(b)) for a, b in zip(p, q) if a and b), 60)
    with certified.precision(300):
        found = certified.kl_of_masses(*zip(*((a, b) for a, b in zip(p, q) if b)))
        assert abs(found - arb(text)) <= arb(2) ** -150


def test_the_kl_is_not_finite_where_the_second_has_no_mass():
    assert not certified.kl_of_masses([0.5, 0.5], [1.0, 0.0]).is_finite()
    assert certified.kl_of_masses([1.0, 0.0], [0.5, 0.5]).overlaps(certified.log(2))
