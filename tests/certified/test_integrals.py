"""Certified enclosures against the paper's numbers, closed forms and 50-digit quadrature; exact JSDs of doubles."""

import importlib
import math
import sys

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp, mpf

from gan_theory import PAIRS, PAPER, GaussianMixture, jsd
from tests.conftest import mass_pairs

flint = pytest.importorskip("flint")
certified = pytest.importorskip("gan_theory.certified")
from gan_theory.certified import integrals
from gan_theory.certified.float_bounds import _farthest
from gan_theory.certified.integrals import _tails

arb, acb, Law = flint.arb, flint.acb, certified.ExactMixture


def gaussian(mean, std):
    return Law(((1, mean, std),))


STANDARD, TWO_MODES = gaussian(0, 1), Law.of(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)))
LAWS = {
    "equal": (STANDARD, STANDARD),
    "near": (STANDARD, gaussian("0.1", 1)),
    "nearly equal": (STANDARD, gaussian("0.001", 1)),
    "shifted": (STANDARD, gaussian(1, 1)),
    "narrow, wide": (STANDARD, gaussian(1, "0.5")),
    "underflowing": (STANDARD, gaussian(0, "0.1")),
    "wide, narrow": (gaussian(0, "0.25"), gaussian(0, 2)),
    "far apart": (STANDARD, gaussian(8, 1)),
    "two modes, one found": (TWO_MODES, gaussian("2.4", "0.35")),
    "two modes, covered": (TWO_MODES, STANDARD),
    "a spike within": (Law((("0.99", 0, 1), ("0.01", "0.5", "0.001"))), STANDARD),
}
pairs = pytest.mark.parametrize(("p", "q"), LAWS.values(), ids=LAWS)


@pytest.fixture(autouse=True)
def many_digits():
    before = flint.ctx.prec
    with mp.workdps(50):
        yield
    assert flint.ctx.prec == before


def gap(enclosure, value):
    """The farthest that the enclosed number can be from an mpf or a decimal."""
    with certified.precision(300):
        return _farthest(enclosure, arb(mp.nstr(value, 50) if isinstance(value, mpf) else value))


def pdf(law):
    parts = [[mpf(int(c.p)) / int(c.q) for c in component] for component in law.components]
    return lambda x: mp.fsum(w * mp.npdf(x, mean, std) for w, mean, std in parts)


# Part D of the paper's numbers: p_data, p_g, C, JSD, KL(p_data‖p_g), KL(p_g‖p_data)
ROWS = {
    "two modes, N(0, 1)": (
        *LAWS["two modes, covered"],
        "-0.997683554194 0.194305403463 0.753849247531 1.158434608205",
    ),
    "two modes, N(2.4, 0.35²)": (
        *LAWS["two modes, one found"],
        "-0.442604666144 0.471844847488 32.16831283732 2.414822122406",
    ),
    "N(0, 1), N(1, 0.5²)": (
        *LAWS["narrow, wide"],
        "-0.938326808022888 0.223983776548501 2.806852819440 0.818147180560",
    ),
    "N(0, 1), N(8, 1)": (*LAWS["far apart"], "? 0.693053645483 32.0000000000000 32.0000000000000"),
}


@pytest.mark.parametrize("width", [1e-13, 1e-30])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_numbers_of_the_paper_s_table_are_right_to_every_digit(row, width):
    p, q, digits = row
    enclosures = (
        certified.C(p, q, width),
        certified.jsd(p, q, width),
        certified.kl(p, q, width),
        certified.kl(q, p, width),
    )
    for enclosure, known in zip(enclosures, digits.split()):
        assert certified.is_narrow(enclosure, width)
        assert known == "?" or gap(enclosure, known) <= 0.5 * 10.0 ** -len(known.partition(".")[2]) + width


@pairs
@pytest.mark.parametrize("width", [1e-13, 1e-30])
def test_every_enclosure_is_as_narrow_as_asked_for_and_the_identities_hold(p, q, width):
    C, JSD, TV = certified.C(p, q, width), certified.jsd(p, q, width), certified.tv(p, q, width)
    logit = ("0.3", "-1.2", "0.25")
    enclosures = (
        C,
        JSD,
        TV,
        certified.kl(p, q, width),
        certified.kl(q, p, width),
        certified.V(logit, p, q, width),
        certified.entropy(p, width),
    )
    assert all(certified.is_narrow(enclosure, width) for enclosure in enclosures)
    with certified.precision(200):
        assert certified.distance(C, 2 * JSD - arb(4).log()) <= 4 * width
        assert certified.excess(TV**2, 2 * JSD) <= 4 * width
        assert certified.excess(JSD, arb(2).log() * TV) <= 4 * width
    assert certified.V(logit, p, q, width) < C


@pytest.mark.parametrize("width", [1e-13, 1e-30])
@pytest.mark.parametrize(("m", "s"), [("0.1", "1"), ("1", "0.5"), ("0", "0.1"), ("0", "2"), ("8", "1"), ("0", "0.01")])
def test_the_closed_forms_of_gaussians_are_enclosed(m, s, width):
    q, exact_m, exact_s = gaussian(m, s), mpf(m), mpf(s)
    kl_there = mp.log(exact_s) + (1 + exact_m**2) / (2 * exact_s**2) - mpf(1) / 2
    kl_back = -mp.log(exact_s) + (exact_s**2 + exact_m**2) / 2 - mpf(1) / 2
    assert gap(certified.kl(STANDARD, q, width), kl_there) <= width
    assert gap(certified.kl(q, STANDARD, width), kl_back) <= width
    assert gap(certified.entropy(q, width), mp.log(2 * mp.pi * mp.e * exact_s**2) / 2) <= width


@pytest.mark.parametrize("m", ["0.001", "1", "8"])
def test_the_total_variation_of_shifted_gaussians_is_enclosed(m):
    assert gap(certified.tv(STANDARD, gaussian(m, 1), 1e-30), mp.erf(mpf(m) / mp.sqrt(8))) <= 1e-30


def test_integrals_agree_with_quadrature_in_50_digits():
    p, q = pdf(TWO_MODES), pdf(STANDARD)
    part = lambda a, b: a * mp.log(a / (a + b))  # noqa: E731
    points = [*mp.linspace(-16, 16, 17)]
    C = mp.quad(lambda x: part(p(x), q(x)) + part(q(x), p(x)), points)
    assert gap(certified.C(TWO_MODES, STANDARD, 1e-30), C) <= 2e-30
    kl = mp.quad(lambda x: p(x) * mp.log(p(x) / q(x)), points)
    assert gap(certified.kl(TWO_MODES, STANDARD, 1e-30), kl) <= 2e-30


def test_total_variation_agrees_with_the_masses_between_crossings():
    p, q = pdf(TWO_MODES), pdf(STANDARD)
    crossings = [mp.findroot(lambda x: p(x) - q(x), start) for start in (mpf("0.7"), mpf("2.5"))]
    excess = [mp.ncdf(2 * x - 3) / 2 + mp.ncdf(2 * x + 3) / 2 - mp.ncdf(x) for x in crossings]
    assert gap(certified.tv(TWO_MODES, STANDARD, 1e-30), 2 * (excess[1] - excess[0])) <= 2e-30


def test_with_too_short_a_stretch_of_the_line_the_truth_is_still_enclosed(monkeypatch):
    for reach in (0.5, 2, 4, 6):
        monkeypatch.setattr(integrals, "_ends", lambda components, reach=reach: (arb(-reach), arb(reach)))
        kl, tv = certified.kl(STANDARD, gaussian(1, "0.5"), 100), certified.tv(STANDARD, gaussian(1, 1), 100)
        assert kl.contains(4 - arb(1) / 2 - arb(2).log())
        assert tv.contains((1 / arb(8).sqrt()).erf())
        assert 1e-12 < kl.rad() < 60


@pytest.mark.parametrize("edges", [(-1, 2), (-4, 0.5), (3, 4)])
def test_the_bound_of_the_tails_is_their_integral(edges):
    component, (lo, hi) = (flint.fmpq(1, 3), flint.fmpq(1, 2), flint.fmpq(3, 4)), edges
    f = lambda x: mp.npdf(x, 0.5, 0.75) / 3 * (5 + 7 * x**2 + 2 * x**4)  # noqa: E731
    exact = mp.quad(f, [-mp.inf, lo - 1, lo]) + mp.quad(f, [hi, hi + 1, mp.inf])
    with certified.precision(150):
        assert gap(_tails([component], (5, 7, 2), arb(lo), arb(hi)), exact) <= 1e-30 + 1e-30 * float(exact)


FUNCTIONS = {
    "log density": lambda p, q: certified.log_density(p),
    "log p − log q": lambda p, q: certified.log_density(p) - certified.log_density(q),
    "log sum": certified.log_sum,
    "score": lambda p, q: certified.score(q),
    "score of the sum": certified.score,
    "log D": lambda p, q: certified.log_D((1, "-2.5", "0.75")),
    "log(1 − D)": lambda p, q: certified.log_1_minus_D((1, "-2.5")),
    "multiples and a constant": lambda p, q: 3 * certified.log_density(p) - certified.constant("-2.5") * 2,
    "a product": lambda p, q: certified.score(p) * (certified.log_density(q) - certified.log_sum(p, q)),
    "a product of an affine map": lambda p, q: (certified.score(p) * certified.log_density(q)).of_affine("-1.5", "0.7"),
    "of an affine map": lambda p, q: certified.log_sum(p, q).of_affine("-1.5", "0.7"),
}


@pairs
@pytest.mark.parametrize("make", FUNCTIONS.values(), ids=FUNCTIONS)
def test_functions_stay_within_their_bounds(make, p, q):
    f = make(p, q)
    for x in np.concatenate([np.linspace(-10, 10, 41), [-1e6, -100, 100, 1e6]]):
        assert not abs(f(acb(x)).real) > sum(c * arb(x) ** (2 * i) for i, c in enumerate(f.bound))
        assert f(acb(x)).imag == 0


@pairs
def test_functions_are_those_of_50_digits(p, q):
    a, b = pdf(p), pdf(q)
    for x in (-3.25, -0.5, 0.0, 0.499, 1.125, 7.0):
        with certified.precision(200):
            values = [
                FUNCTIONS[name](p, q)(acb(x)).real for name in ("log density", "log sum", "score of the sum", "log D")
            ]
        with mp.workdps(80):
            slope = mp.diff(lambda t: mp.log(a(t) + b(t)), x)
            D = 1 / (1 + mp.exp(-(1 - mpf("2.5") * x + mpf("0.75") * x * x)))
            exact = mp.log(a(x)), mp.log(a(x) + b(x)), slope, mp.log(D)
        assert max(map(gap, values, exact)) <= 1e-25


def test_an_enclosure_over_a_branch_cut_or_a_pole_is_not_finite():
    wide = acb(arb(0, 1), arb(0, 4))
    assert not certified.log_D((0, 1))(wide, True).is_finite()
    assert not certified.log_sum(STANDARD, gaussian(1, 1))(wide, True).is_finite()
    assert not certified.score(STANDARD, gaussian(1, 1))(wide, True).is_finite()
    three = certified.log_density(Law(tuple(("1/3", mean, 1) for mean in (-1, 0, 1))))
    across = acb(arb(0, 1e-3), arb(math.pi, 1e-3))
    assert three(across).is_finite()
    assert not three(across, True).is_finite()


@pairs
def test_expected_scores_are_those_of_integration_by_parts(p, q):
    assert certified.is_narrow(certified.expectation(p, certified.score(p)))
    assert gap(certified.expectation(p, certified.score(p)), "0") <= 1e-13
    assert gap(certified.integral((p, certified.score(p, q)), (q, certified.score(p, q))), "0") <= 1e-13


def test_a_law_s_expectation_is_that_over_its_noise():
    log = certified.log_1_minus_D(("0.2", "1.5", "-0.4"))
    over_z = certified.expectation(STANDARD, log.of_affine("-0.35", "2.4"), 1e-25)
    assert certified.distance(over_z, certified.expectation(gaussian("2.4", "0.35"), log, 1e-25)) <= 2e-25
    assert certified.distance(over_z, certified.expectation(gaussian("2.4", "0.36"), log, 1e-25)) == math.inf


def test_V_reaches_C_at_the_best_discriminator_and_nowhere_else():
    p, q = LAWS["shifted"]
    C = certified.C(p, q)
    assert certified.distance(certified.V(("0.5", -1), p, q), C) <= 2e-13
    assert certified.V(("0.5", "-1.000001"), p, q) < C


def test_a_mixture_of_laws_is_a_law():
    assert STANDARD.mix(STANDARD, "0.3") == STANDARD
    assert gaussian("-1.5", "0.5").mix(gaussian("1.5", "0.5"), 0.5) == TWO_MODES
    assert certified.tv(TWO_MODES, TWO_MODES) == 0
    r, f = TWO_MODES.mix(STANDARD, "0.25"), certified.log_density(STANDARD)
    chord = certified.integral((TWO_MODES, f * "0.75"), (STANDARD, "0.25" * f))
    assert certified.distance(certified.expectation(r, f), chord) <= 2e-13


def test_what_is_restricted_to_nearly_the_whole_line_changes_little():
    p, q = LAWS["narrow, wide"]
    assert certified.distance(certified.jsd_within(p, q, -20.0, 20.0, 1e-25), certified.jsd(p, q, 1e-25)) <= 1e-24


def test_an_enclosure_that_is_not_finite_or_too_wide_never_counts():
    for enclosure in (arb("nan"), arb("inf"), arb(0, "inf"), arb(0, 1e-12)):
        assert not certified.is_narrow(enclosure)
    assert certified.is_narrow(arb(1, 4e-14))
    for other in (arb("nan"), arb(0, "inf"), arb(2)):
        assert certified.distance(arb(1), other) == math.inf
    assert certified.excess(arb(1), arb("nan")) == certified.excess(arb(0, "inf"), arb(1)) == math.inf
    assert certified.excess(arb(1), arb(2)) == 0


def test_a_width_that_is_not_reached_is_an_arithmetic_error(monkeypatch):
    monkeypatch.setattr(integrals, "EVALUATIONS", 10)
    with pytest.raises(ArithmeticError, match=r"expected an enclosure at most 1e-13 wide; got .* after 6 tries"):
        certified.C(STANDARD, gaussian(1, 1))


def test_what_interrupts_an_integral_is_passed_on():
    def interrupt(x, analytic):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        certified.expectation(STANDARD, certified.Integrand(interrupt, (arb(1),)))


def test_masses_that_may_be_0_give_no_finite_enclosure():
    assert not certified.jsd_of_masses([arb(0, 1e-9)], [0.5]).is_finite()


WRONG = {
    "weights": (
        lambda: Law.of(GaussianMixture((0.0, 1.0, 2.0), (1.0,) * 3, (1 / 3,) * 3)),
        "weights that sum to 1 exactly",
    ),
    "no component": (lambda: Law(()), "weights that sum to 1 exactly; got $"),
    "std": (lambda: gaussian(0, 0), "expected stds > 0; got 0"),
    "nan": (lambda: gaussian(math.nan, 1), "expected a rational number; got nan"),
    "mixture": (lambda: STANDARD.mix(TWO_MODES, 2), "positive weights"),
    "logit": (lambda: certified.log_D((1, 2, 3, 4)), "expected a logit of 1 to 3 coefficients; got 4"),
    "width": (lambda: certified.kl(STANDARD, STANDARD, 0), "expected a width > 0, finite; got 0"),
    "shapes": (lambda: certified.exact_jsd([1.0], [0.5, 0.5]), r"of one shape \(n,\); got"),
    "negative": (lambda: certified.exact_jsd([-1.0], [1.0]), "expected finite masses >= 0"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_mistakes_are_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_float_means_its_decimal():
    assert certified.to_rational(0.35) == certified.to_rational(np.float64(0.35)) == flint.fmpq(7, 20)
    weights = [w for w, _, _ in Law.of(GaussianMixture((0.0, 1.0, 2.0), (1.0,) * 3, (0.1, 0.2, 0.7))).components]
    assert weights == [flint.fmpq(n, 10) for n in (1, 2, 7)]


def test_without_flint_the_import_fails(monkeypatch):
    monkeypatch.setitem(sys.modules, "flint", None)
    monkeypatch.delitem(sys.modules, "gan_theory.certified")
    with pytest.raises(ImportError):
        importlib.import_module("gan_theory.certified")


def mp_jsd(p, q):
    part = lambda a, total: a * mp.log(2 * a / total) if a else mpf(0)  # noqa: E731
    cells = [(mpf(a), mpf(b)) for a, b in zip(p.tolist(), q.tolist())]
    return mp.fsum(part(a, a + b) + part(b, a + b) for a, b in cells) / 2


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
