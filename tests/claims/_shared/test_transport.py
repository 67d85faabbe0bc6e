"""W₁ on the line by quadrature against SciPy's quadrature and closed forms."""

import numpy as np
import pytest
from scipy import integrate, stats

from gan_theory.claims._shared import _transport
from gan_theory.verification.cases.named_distributions import NamedDistribution

FORMS = (_transport.w1_in_x, _transport.w1_in_quantiles, _transport.best_critic_value)


def folded_normal(mean, std):
    return std * np.sqrt(2 / np.pi) * np.exp(-(mean**2) / (2 * std**2)) + mean * (1 - 2 * stats.norm.cdf(-mean / std))


CLOSED = {
    ("normal", (0, 1), "normal", (0, 1)): 0.0,
    ("normal", (0, 1), "normal", (1, 1)): 1.0,
    ("normal", (0, 1), "normal", (1, 0.5)): folded_normal(1, 0.5),
    ("normal", (3, 0.25), "normal", (3, 2)): 1.75 * np.sqrt(2 / np.pi),
    ("uniform", (-1, 1), "uniform", (2, 3)): 2.5,
    ("uniform", (-1, 1), "uniform", (-0.5, 0.25)): 0.325,  # ∫ |½ − 1.25u| du
    ("exponential", (1,), "exponential", (0.4,)): 1.5,
    ("laplace", (0, 1), "laplace", (1, 2)): 1 + np.exp(-1),
    ("point", (0,), "point", (-0.001,)): 0.001,
    ("point", (0.3,), "normal", (0, 1)): folded_normal(0.3, 1),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("pair", "expected"), CLOSED.items(), ids=str)
def test_each_form_has_its_closed_form(form, pair, expected):
    p, q = NamedDistribution(*pair[:2]), NamedDistribution(*pair[2:])
    assert form(p, q) == pytest.approx(expected, abs=2e-15, rel=1e-14)
    assert form(q, p) == pytest.approx(expected, abs=2e-15, rel=1e-14)


@pytest.mark.parametrize("form", FORMS)
def test_distribution_functions_that_cross_three_times(form):
    laplace, normal = NamedDistribution("laplace", (0, 1)), NamedDistribution("normal", (0, 1))

    def apart(x):
        return abs(stats.laplace.sf(x) - stats.norm.sf(x))

    expected = 2 * integrate.quad(apart, 0, 60, limit=500, epsabs=1e-12, points=[0.75, 2])[0]
    assert form(laplace, normal) == pytest.approx(expected, abs=1e-9)
    inner = [x for x in _transport._crossings(laplace, normal) if abs(x) > 0.1]
    assert len(inner) == 2 and sum(inner) == pytest.approx(0, abs=1e-12)


def test_without_a_mean_the_three_forms_differ():
    cauchy, normal = NamedDistribution("cauchy", (0, 1)), NamedDistribution("normal", (0, 1))
    values = [form(cauchy, normal) for form in FORMS]
    assert min(abs(a - b) for a, b in ((values[0], values[1]), (values[0], values[2]))) > 0.5


def test_a_critic_s_value_is_the_difference_of_its_means():
    p, q = NamedDistribution("normal", (0, 1)), NamedDistribution("point", (1,))
    values = _transport.critic_values_on_line([np.square, np.sin], p, q)
    assert values == pytest.approx([0, -np.sin(1)], abs=1e-13)
