"""The expressions of W₁ are in numbers those of SciPy's distributions, and integrate as quadrature does."""

import pytest
from scipy import stats
from sympy import Rational

from gan_theory.claims._shared import _wasserstein_expressions as expressions
from gan_theory.claims._shared._wasserstein_expressions import u, x


@pytest.mark.parametrize(
    ("make", "parameters", "expected"),
    [
        ("exponential_cdf", (3,), stats.expon(scale=1 / 3).cdf),
        ("normal_cdf", (2,), stats.norm(0, 2).cdf),
        ("normal_pdf", (2,), stats.norm(0, 2).pdf),
        ("uniform_cdf", (-1, 3), stats.uniform(-1, 4).cdf),
    ],
)
def test_functions_of_x(make, parameters, expected):
    expression = getattr(expressions, make)(*parameters)
    assert [float(expression.subs(x, at)) for at in (0.25, 2)] == pytest.approx(expected([0.25, 2]), abs=1e-14)


@pytest.mark.parametrize(
    ("make", "parameters", "expected"),
    [
        ("exponential_quantile", (3,), stats.expon(scale=1 / 3).ppf),
        ("uniform_quantile", (-1, 3), stats.uniform(-1, 4).ppf),
    ],
)
def test_functions_of_u(make, parameters, expected):
    expression = getattr(expressions, make)(*parameters)
    assert [float(expression.subs(u, at)) for at in (0.25, 0.75)] == pytest.approx(expected([0.25, 0.75]), abs=1e-14)


def test_sums_over_points():
    p, q, third = [Rational(1, 2), Rational(1, 2), 0], [0, Rational(1, 3), Rational(2, 3)], Rational(1, 3)
    assert expressions.excess_of_cdf(p, q) == [-Rational(1, 2), third - 1]
    assert expressions.critic_value([6, 0, 3], p, q) == 3 - 2


def test_integrals_in_x_and_in_u():
    assert expressions.in_x(1, expressions.uniform_cdf(0, 2), 0, 1) == Rational(3, 4)
    assert expressions.in_quantiles(expressions.uniform_quantile(0, 1), expressions.uniform_quantile(1, 4)) == 2
