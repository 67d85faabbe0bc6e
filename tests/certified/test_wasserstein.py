"""Enclosures of W₁ contain closed forms; distribution functions are those of SciPy."""

from fractions import Fraction

import pytest
from scipy import stats

flint = pytest.importorskip("flint")
from flint import acb, arb, fmpq  # noqa: E402

from gan_theory import certified  # noqa: E402

of = certified.LocationScale.of


def folded_normal(mean, std):
    m, s = (arb(fmpq(each.numerator, each.denominator)) for each in (Fraction(mean), Fraction(std)))
    return s * (2 / arb.pi()).sqrt() * (-m * m / (2 * s * s)).exp() + m * (m / (s * arb(2).sqrt())).erf()


CLOSED = [
    (("normal", 0, 1), ("normal", 0, 1), arb(0)),
    (("normal", 0, 1), ("normal", 1, 1), arb(1)),
    (("normal", 0, 1), ("normal", 1, 0.5), folded_normal("1", "1/2")),
    (("normal", 2, 0.25), ("normal", 2, 2), folded_normal("0", "7/4")),
    (("uniform", -1, 1), ("uniform", 2, 3), arb("2.5")),
    (("uniform", -1, 1), ("uniform", -0.5, 0.25), arb("0.325")),
    (("exponential", 1), ("exponential", 0.4), arb("1.5")),
    (("laplace", 0, 1), ("laplace", 1, 2), 1 + arb(-1).exp()),
    (("point", 0), ("point", -3), arb(3)),
    (("point", 0.3), ("normal", 0, 1), folded_normal("3/10", "1")),
]


@pytest.mark.parametrize(("p", "q", "expected"), CLOSED, ids=str)
def test_the_three_enclosures_contain_the_closed_form(p, q, expected):
    for a, b in ((of(*p), of(*q)), (of(*q), of(*p))):
        f = certified.best_critic(a, b)
        by_critic = certified.expectation(a.distribution, f) - certified.expectation(b.distribution, f)
        for enclosure in (certified.w1(a, b), certified.mean_transport(a, b), by_critic):
            assert enclosure.overlaps(expected)
            assert certified.is_narrow(enclosure, 3e-13)


def test_distributions_of_two_families_have_the_first_only():
    """0.314419980270122: by quadrature elsewhere."""
    p, q = of("exponential", 1), of("normal", 1, 1)
    assert float(certified.w1(p, q)) == pytest.approx(0.314419980270122, abs=1e-13)
    assert not certified.transport_is_affine(p, q)
    for function in (certified.mean_transport, certified.best_critic):
        with pytest.raises(ValueError, match="expected two distributions of one family, or a point; got exponential"):
            function(p, q)


def test_without_a_mean_nothing_is_enclosed():
    with pytest.raises(ArithmeticError, match="expected an enclosure"):
        certified.w1(of("cauchy", 0, 1), of("point", 0), width=0.5)


SCIPY = {
    "normal": ((1, 2), stats.norm(1, 2)),
    "uniform": ((-1, 3), stats.uniform(-1, 4)),
    "exponential": ((2,), stats.expon(scale=0.5)),
    "laplace": ((0.5, 0.75), stats.laplace(0.5, 0.75)),
    "cauchy": ((1, 2), stats.cauchy(1, 2)),
}


@pytest.mark.parametrize("family", SCIPY)
@pytest.mark.parametrize("x", ["-2", "-1/2", "3/4", "5/2", "4"])
def test_distribution_functions_are_those_of_scipy(family, x):
    parameters, expected = SCIPY[family]
    p, at, ratio = of(family, *parameters), float(Fraction(x)), fmpq(Fraction(x).numerator, Fraction(x).denominator)
    assert float(p.tail_function(ratio, above=False)(acb(ratio)).real) == pytest.approx(expected.cdf(at), abs=1e-15)
    assert float(p.tail_function(ratio, above=True)(acb(ratio)).real) == pytest.approx(expected.sf(at), abs=1e-15)


def test_the_distribution_function_of_a_point():
    p = of("point", 1)
    values = [[float(p.tail_function(fmpq(x), above)(acb(x)).real) for x in (0, 2)] for above in (False, True)]
    assert values == [[0, 1], [1, 0]]
