"""Divergences of distributions on pieces against closed forms and against quadrature in 30 digits."""

import math

import pytest
from mpmath import mp, mpf

pytest.importorskip("flint")
from gan_theory.certified import piecewise
from gan_theory.certified.distributions import as_distribution
from tests.support.exact_mixtures import MIXTURES, STANDARD, TWO_MODES, certified, every_pair, flint, gap

arb, fmpq = flint.arb, flint.fmpq
N, N_SHIFTED = certified.normal(0, 1), certified.normal(1, 1)
EXPONENTIAL, FASTER = certified.exponential(1), certified.exponential(2)
UNIFORM, OVERLAPPING, APART = (certified.uniform(*ends) for ends in ((-1, 1), (0, 2), (2, 3)))
LAPLACE, WIDER = certified.laplace(0, 1), certified.laplace("0.5", 2)
CAUCHY, OTHER_CAUCHY = certified.cauchy(0, 1), certified.cauchy(1, 2)
LOG_2 = "0.69314718055994530941723212145817656807550013436026"

# p, q, and where their densities have breaks or cross over into tails: the points between which mpmath integrates.
PAIRS = {
    "exponential, normal": (EXPONENTIAL, N_SHIFTED, [-15, -4, 0, 1, 4, 15, 100]),
    "exponentials": (EXPONENTIAL, FASTER, [0, 1, 5, 20, 100]),
    "uniform, normal": (UNIFORM, N, [-15, -4, -1, 1, 4, 15]),
    "Laplace, Laplace": (LAPLACE, WIDER, [-200, -50, -10, 0, "0.5", 10, 50, 200]),
    "Laplace, normal": (LAPLACE, N, [-100, -15, -4, 0, 4, 15, 100]),
    "Cauchy, normal": (CAUCHY, N, [-mp.inf, -15, -4, -1, 0, 1, 4, 15, mp.inf]),
    "Cauchy, Cauchy": (CAUCHY, OTHER_CAUCHY, [-mp.inf, -10, -1, 0, 1, 3, 10, mp.inf]),
    "Cauchy, exponential": (CAUCHY, EXPONENTIAL, [-mp.inf, -10, -1, 0, 1, 4, 15, 100, mp.inf]),
    "Cauchy, uniform": (CAUCHY, UNIFORM, [-mp.inf, -10, -1, 0, 1, 10, mp.inf]),
}
DENSITIES = {
    N: mp.npdf,
    N_SHIFTED: lambda x: mp.npdf(x, 1, 1),
    EXPONENTIAL: lambda x: mp.exp(-x) if x > 0 else mpf(0),
    FASTER: lambda x: 2 * mp.exp(-2 * x) if x > 0 else mpf(0),
    UNIFORM: lambda x: mpf(1) / 2 if abs(x) < 1 else mpf(0),
    LAPLACE: lambda x: mp.exp(-abs(x)) / 2,
    WIDER: lambda x: mp.exp(-abs(x - 0.5) / 2) / 4,
    CAUCHY: lambda x: 1 / (mp.pi * (1 + x * x)),
    OTHER_CAUCHY: lambda x: 2 / (mp.pi * (4 + (x - 1) ** 2)),
}


def _times_log(a, b):
    return a * mp.log(b) if a else mpf(0)


@pytest.mark.parametrize(("p", "q", "points"), PAIRS.values(), ids=PAIRS)
def test_C_and_the_jsd_agree_with_quadrature_in_mpmath(p, q, points):
    a, b = DENSITIES[p], DENSITIES[q]

    def term(x):
        total = a(x) + b(x)
        return _times_log(a(x), a(x) / total) + _times_log(b(x), b(x) / total) if total else mpf(0)

    with mp.workdps(25):
        C = mp.quad(term, points)
    assert gap(certified.C(p, q, 1e-20), C) <= 1e-15
    assert gap(certified.jsd(p, q, 1e-20), (C + mp.log(4)) / 2) <= 1e-15


@pytest.mark.parametrize(("p", "q", "points"), PAIRS.values(), ids=PAIRS)
@pytest.mark.parametrize("width", [1e-13, 1e-25])
def test_every_enclosure_is_narrow_symmetric_and_the_identities_hold(p, q, points, width):
    C, JSD, TV = (getattr(certified, name)(p, q, width) for name in ("C", "jsd", "tv"))
    for name, enclosure in (("C", C), ("jsd", JSD), ("tv", TV)):
        assert certified.is_narrow(enclosure, width)
        assert certified.distance(getattr(certified, name)(q, p, width), enclosure) <= 2 * width
    with certified.precision(200):
        assert certified.distance(C, 2 * JSD - arb(4).log()) <= 4 * width
        assert certified.excess(TV**2, 2 * JSD) == certified.excess(JSD, arb(2).log() * TV) == 0


def _cross_entropy_of_normal_and_cauchy():
    return mp.quad(lambda x: mp.npdf(x) * mp.log(mp.pi * (1 + x * x)), [-15, -4, 0, 4, 15])


CLOSED_KL = {
    "exponentials": (EXPONENTIAL, FASTER, lambda: 1 - mp.log(2)),
    "exponential, normal": (EXPONENTIAL, N_SHIFTED, lambda: mp.log(2 * mp.pi) / 2 - mpf(1) / 2),
    "uniform, normal": (UNIFORM, N, lambda: mp.log(2 * mp.pi) / 2 + mpf(1) / 6 - mp.log(2)),
    "uniform within a uniform": (UNIFORM, certified.uniform(-2, 2), lambda: mp.log(2)),
    "Laplace, its double": (LAPLACE, certified.laplace(0, 2), lambda: mp.log(2) - mpf(1) / 2),
    "Laplace, shifted": (LAPLACE, certified.laplace(1, 1), lambda: mp.exp(-1)),
    "Laplace, normal": (LAPLACE, N, lambda: mp.log(mp.pi / 2) / 2),
    "normal, Cauchy": (N, CAUCHY, lambda: _cross_entropy_of_normal_and_cauchy() - mp.log(2 * mp.pi * mp.e) / 2),
    "Cauchy, Cauchy": (CAUCHY, OTHER_CAUCHY, lambda: mp.log(mpf(10) / 8)),
    "Cauchy, narrow": (certified.cauchy(0, "0.01"), certified.cauchy(3, 1), lambda: mp.log((mpf("1.0201") + 9) * 25)),
}


@pytest.mark.parametrize("width", [1e-13, 1e-25])
@pytest.mark.parametrize(("p", "q", "closed"), CLOSED_KL.values(), ids=CLOSED_KL)
def test_the_kl_is_that_in_closed_form(p, q, closed, width):
    assert gap(certified.kl(p, q, width), closed()) <= width


INFINITE = {
    "no mass below 0": (N, EXPONENTIAL),
    "beside": (UNIFORM, OVERLAPPING),
    "no second moment": (CAUCHY, N),
    "no mean": (CAUCHY, LAPLACE),
    "an atom": (certified.rectified_normal(), certified.half_normal()),
}


@pytest.mark.parametrize(("p", "q"), INFINITE.values(), ids=INFINITE)
def test_the_kl_is_infinite_where_it_should_be(p, q):
    assert certified.kl(p, q) == arb("inf")


def test_the_kl_of_a_cauchy_distribution_from_a_normal_one_grows_with_the_interval():
    """The integral from −L to L is at least L/π − log²L − 4: what `kl` says without an integral."""
    for L in (64, 1024, 65536):
        within = float(certified.kl_within(CAUCHY, N, L, 1e-6))
        assert L / math.pi - math.log(L) ** 2 - 4 < within < L / math.pi + 4
    assert gap(certified.kl_within(EXPONENTIAL, FASTER, 100, 1e-20), 1 - mp.log(2)) <= 1e-20


def test_uniform_distributions_have_closed_forms():
    for name, values in {"C": (f"-{LOG_2}", "0"), "jsd": (None, LOG_2), "tv": ("0.5", "1")}.items():
        for q, value in zip((OVERLAPPING, APART), values):
            if value is not None:
                assert gap(getattr(certified, name)(UNIFORM, q, 1e-30), value) <= 1e-30
    with certified.precision(200):
        assert gap(2 * certified.jsd(UNIFORM, OVERLAPPING, 1e-30), LOG_2) <= 2e-30


def test_the_total_variation_of_exponentials_is_that_between_their_crossing():
    """They cross at log 2, where their cdfs are ½ and ¾."""
    assert gap(certified.tv(EXPONENTIAL, FASTER, 1e-25), "0.25") <= 1e-25
    assert gap(certified.tv(UNIFORM, N, 1e-25), 1 - mp.erf(1 / mp.sqrt(2))) <= 1e-25


@every_pair
def test_a_mixture_on_one_piece_has_the_values_of_the_mixture(p, q):
    for name in ("C", "jsd", "kl"):
        on_pieces = getattr(piecewise, name)(as_distribution(p), as_distribution(q))
        assert certified.distance(getattr(certified, name)(p, q), on_pieces) <= 2e-13
    V = piecewise.V((1, -2), as_distribution(p), as_distribution(q))
    assert certified.distance(certified.V((1, -2), p, q), V) <= 2e-13


@pytest.mark.parametrize("name", ["shifted", "narrow, wide", "underflowing", "two modes, one found"])
def test_a_mixture_on_one_piece_has_the_total_variation_of_the_mixture(name):
    p, q = MIXTURES[name]
    assert certified.distance(certified.tv(p, q), piecewise.tv(as_distribution(p), as_distribution(q))) <= 2e-13


def test_breaks_that_are_no_binary_fractions():
    third = certified.laplace("1/3", "0.1")
    assert gap(certified.kl(third, certified.laplace("1/3", "0.2"), 1e-25), mp.log(2) - mpf(1) / 2) <= 1e-25
    assert (
        gap(certified.tv(certified.uniform("0.1", "0.7"), certified.uniform("0.3", "0.9"), 1e-25), mpf(1) / 3) <= 1e-25
    )
    C, JSD = certified.C(third, N, 1e-20), certified.jsd(third, N, 1e-20)
    with certified.precision(100):
        assert certified.distance(C, 2 * JSD - arb(4).log()) <= 4e-20


def test_V_and_expectations_take_either_kind_of_distribution():
    logit = ("0.5", "-1")
    assert certified.distance(certified.V(logit, STANDARD, N_SHIFTED), certified.C(N, N_SHIFTED)) <= 3e-13
    score = certified.score(TWO_MODES)
    assert gap(certified.expectation(as_distribution(TWO_MODES), score), "0") <= 1e-13
    value = mp.quad(lambda x: -mp.exp(-x) * mp.log(1 + mp.exp(x - 0.5)), [0, 1, 5, 20, 100])
    q_part = mp.quad(lambda x: -mp.npdf(x) * mp.log(1 + mp.exp(0.5 - x)), [-15, -4, 0, 4, 15])
    assert gap(certified.V(logit, EXPONENTIAL, N), value + q_part) <= 1e-13


def test_an_atom_and_a_density_have_no_mass_in_common():
    point = certified.point(1)
    assert gap(certified.jsd(point, N), LOG_2) <= 1e-13
    assert gap(certified.tv(point, N), "1") <= 1e-13
    assert certified.C(point, N).contains(0)
    assert certified.kl(point, N) == certified.kl(N, point) == arb("inf")
    assert certified.kl(point, point) == 0


def test_common_atoms_count_with_their_masses():
    half_atom = certified.rectified_normal()
    assert gap(certified.tv(half_atom, certified.half_normal(), 1e-20), "0.5") <= 1e-20
    # Half of the mass is an atom against nothing; elsewhere the densities are in the ratio 1 : 2.
    shared = (mp.log(mpf(2) / 3) / 2 + mp.log(mpf(4) / 3)) / 2
    assert gap(certified.jsd(half_atom, certified.half_normal(), 1e-20), mp.log(2) / 4 + shared) <= 1e-20
    assert gap(certified.jsd(half_atom, half_atom, 1e-20), "0") <= 1e-20


@pytest.mark.parametrize("far", [2, 5, 40])
def test_with_too_short_an_interval_the_truth_is_still_enclosed(far, monkeypatch):
    monkeypatch.setattr(piecewise, "_edge", lambda p, q: fmpq(far))
    for name in ("C", "jsd", "tv"):
        truth = {"C": "-1.21995418146397", "jsd": "0.0831700898279604", "tv": "0.2511645542889"}[name]
        enclosure = getattr(certified, name)(CAUCHY, N, 10)
        assert enclosure.overlaps(arb(truth, 1e-12))
        assert far == 40 or enclosure.rad() > 1e-8


def test_a_width_that_is_not_reached_is_an_arithmetic_error():
    with pytest.raises(ArithmeticError, match="expected an enclosure at most 1e-13 wide"):
        certified.V((0, 1), CAUCHY, N)  # −∞: log D falls like x


def test_without_a_bound_of_the_log_density_no_kl_is_enclosed():
    unknown = certified.ExactDistribution(N.name, N.pieces, N.reach, N.tail)
    with pytest.raises(ArithmeticError, match="expected an enclosure at most"):
        certified.kl(unknown, CAUCHY, 1e-3)
    with pytest.raises(ArithmeticError, match="expected an enclosure"):
        certified.kl(certified.half_normal(), certified.chi_square())
    assert certified.distance(certified.jsd(unknown, CAUCHY), certified.jsd(N, CAUCHY)) <= 2e-13
