"""Enclosures against the paper's numbers, closed forms and quadrature in 50 digits."""

import math

import pytest
from mpmath import mp, mpf

pytest.importorskip("flint")
from tests.support.exact_mixtures import MIXTURES, STANDARD, TWO_MODES, certified, every_pair, flint, gap, gaussian, pdf

arb = flint.arb


# Part D of the paper's numbers: p_data, p_g, C, JSD, KL(p_data‖p_g), KL(p_g‖p_data)
ROWS = {
    "two modes, N(0, 1)": (
        *MIXTURES["two modes, covered"],
        "-0.997683554194 0.194305403463 0.753849247531 1.158434608205",
    ),
    "two modes, N(2.4, 0.35²)": (
        *MIXTURES["two modes, one found"],
        "-0.442604666144 0.471844847488 32.16831283732 2.414822122406",
    ),
    "N(0, 1), N(1, 0.5²)": (
        *MIXTURES["narrow, wide"],
        "-0.938326808022888 0.223983776548501 2.806852819440 0.818147180560",
    ),
    "N(0, 1), N(8, 1)": (*MIXTURES["far apart"], "? 0.693053645483 32.0000000000000 32.0000000000000"),
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
    points = [*mp.linspace(-16, 16, 17)]

    def C_term(x):
        total = p(x) + q(x)
        return p(x) * mp.log(p(x) / total) + q(x) * mp.log(q(x) / total)

    assert gap(certified.C(TWO_MODES, STANDARD, 1e-30), mp.quad(C_term, points)) <= 2e-30
    kl = mp.quad(lambda x: p(x) * mp.log(p(x) / q(x)), points)
    assert gap(certified.kl(TWO_MODES, STANDARD, 1e-30), kl) <= 2e-30


def test_total_variation_agrees_with_the_masses_between_crossings():
    p, q = pdf(TWO_MODES), pdf(STANDARD)
    crossings = [mp.findroot(lambda x: p(x) - q(x), start) for start in (mpf("0.7"), mpf("2.5"))]
    excess = [mp.ncdf(2 * x - 3) / 2 + mp.ncdf(2 * x + 3) / 2 - mp.ncdf(x) for x in crossings]
    assert gap(certified.tv(TWO_MODES, STANDARD, 1e-30), 2 * (excess[1] - excess[0])) <= 2e-30


@every_pair
def test_expected_scores_are_those_of_integration_by_parts(p, q):
    assert certified.is_narrow(certified.expectation(p, certified.score(p)))
    assert gap(certified.expectation(p, certified.score(p)), "0") <= 1e-13
    assert gap(certified.integral((p, certified.score(p, q)), (q, certified.score(p, q))), "0") <= 1e-13


def test_V_reaches_C_at_the_best_discriminator_and_nowhere_else():
    p, q = MIXTURES["shifted"]
    C = certified.C(p, q)
    assert certified.distance(certified.V(("0.5", -1), p, q), C) <= 2e-13
    assert certified.V(("0.5", "-1.000001"), p, q) < C


@every_pair
@pytest.mark.parametrize("width", [1e-13, 1e-30])
def test_every_enclosure_is_narrow_enough_and_the_identities_hold(p, q, width):
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


def test_an_expectation_is_that_over_the_noise():
    log = certified.log_1_minus_D(("0.2", "1.5", "-0.4"))
    over_z = certified.expectation(STANDARD, log.of_affine("-0.35", "2.4"), 1e-25)
    assert certified.distance(over_z, certified.expectation(gaussian("2.4", "0.35"), log, 1e-25)) <= 2e-25
    assert certified.distance(over_z, certified.expectation(gaussian("2.4", "0.36"), log, 1e-25)) == math.inf


def test_restricting_to_nearly_the_whole_line_changes_little():
    p, q = MIXTURES["narrow, wide"]
    assert certified.distance(certified.jsd_within(p, q, -20.0, 20.0, 1e-25), certified.jsd(p, q, 1e-25)) <= 1e-24
