"""Named distributions: their densities, tails and bounds against mpmath."""

import pytest
from mpmath import mp, mpf

pytest.importorskip("flint")
from tests.support.exact_mixtures import certified, flint, gap

arb, acb, fmpq = flint.arb, flint.acb, flint.fmpq

FAMILIES = {
    "normal": (certified.normal(1, 2), lambda x: mp.npdf(x, 1, 2)),
    "uniform": (certified.uniform(-1, 3), lambda x: mpf(1) / 4 if -1 < x < 3 else mpf(0)),
    "exponential": (certified.exponential("0.5"), lambda x: mp.exp(-x / 2) / 2 if x > 0 else mpf(0)),
    "Laplace": (certified.laplace("1.5", "0.75"), lambda x: mp.exp(-abs(x - 1.5) / 0.75) / 1.5),
    "Cauchy": (certified.cauchy("0.5", 2), lambda x: 2 / mp.pi / (4 + (x - 0.5) ** 2)),
    "half normal": (certified.half_normal(), lambda x: 2 * mp.npdf(x) if x > 0 else mpf(0)),
    "rectified normal": (certified.rectified_normal(), lambda x: mp.npdf(x) if x > 0 else mpf(0)),
    "chi square": (certified.chi_square(), lambda x: mp.exp(-x / 2) / mp.sqrt(2 * mp.pi * x) if x > 0 else mpf(0)),
    "arcsine": (certified.arcsine(2), lambda x: 1 / (mp.pi * mp.sqrt(4 - x * x)) if abs(x) < 2 else mpf(0)),
}
every_family = pytest.mark.parametrize(("p", "density"), FAMILIES.values(), ids=FAMILIES)


@every_family
def test_the_density_is_that_of_mpmath(p, density):
    for x in ("-4.5", "-0.75", "0.125", "1.25", "2.75", "7.5"):
        at = certified.to_rational(x)
        log_pdf = p.log_pdf_at(at)
        with certified.precision(150):
            value = arb(0) if log_pdf is None else log_pdf(acb(at), True).real.exp()
        assert gap(value, density(mpf(x))) <= 1e-30


@every_family
def test_the_tail_is_the_integral_beyond(p, density):
    edge, bound = p.reach(2), [arb(5), arb(7), arb(2)]
    L = mpf(int(edge.p)) / int(edge.q)

    def beyond(f):
        return mp.quad(f, [-mp.inf, -4 * L, -L]) + mp.quad(f, [L, 4 * L, mp.inf])

    with certified.precision(150):
        mass, tail = p.tail([arb(1)], edge), p.tail(bound, edge)
    assert gap(mass, beyond(density)) <= 1e-12
    if p.at_infinity:
        assert tail == arb("inf")
    else:
        assert gap(tail, beyond(lambda x: density(x) * (5 + 7 * x**2 + 2 * x**4))) <= 1e-10


@every_family
def test_the_mass_on_the_pieces_and_in_the_atoms_is_1(p, density):
    assert gap(certified.expectation(p, certified.constant(1), 1e-10), "1") <= 1e-10


@every_family
def test_log_densities_stay_within_their_bounds(p, density):
    if p.name.startswith(("z²", "arcsine")):
        pytest.skip("their logs are not bounded by a polynomial")
    for x in (-40.0, -3.0, -0.25, 0.0625, 1.0, 2.5, 100.0):
        log_pdf = p.log_pdf_at(certified.to_rational(x))
        if log_pdf:
            value = abs(log_pdf(acb(x), True).real)
            assert not value > sum((c * arb(x) ** (2 * i) for i, c in enumerate(p.log_bound)), arb(0))


@pytest.mark.parametrize("p", [certified.cauchy("0.5", 2)], ids=repr)
def test_a_heavy_tail_is_analytic_in_the_reciprocal_of_x(p):
    for w in ("0.25", "-0.125"):
        x = 1 / certified.to_rational(w)
        folded = p.at_infinity(acb(1 / x), True).real
        assert gap(folded - p.log_pdf_at(x)(acb(x), True).real - 2 * arb(abs(x)).log(), "0") <= 1e-13
    assert p.at_infinity(acb(0), True).is_finite()


WRONG = {
    "uniform": (lambda: certified.uniform(1, 1), "expected lo < hi; got 1 and 1"),
    "rate": (lambda: certified.exponential(0), "expected a rate > 0; got 0"),
    "scale": (lambda: certified.cauchy(0, -1), "expected a scale > 0; got -1"),
    "Laplace": (lambda: certified.laplace(0, "x"), "expected a rational number; got 'x'"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_bad_parameters_are_reported(call, message):
    with pytest.raises(ValueError, match=message):
        call()
