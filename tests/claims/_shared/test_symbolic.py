"""The formulas at one x as SymPy expressions, and evidence by simplification."""

import numpy as np
import pytest
from sympy import exp, lambdify, log, simplify, true

from gan_theory import PAPER
from gan_theory.claims._shared import symbolic
from gan_theory.verification.evidence import Evidence

AT = {
    "V": "ypq",
    "U": "qyp",
    "D_star": "pq",
    "C": "pq",
    "kl": "pq",
    "jsd": "pq",
    "tv": "pq",
    "grad_C": "pq",
    "hess_C": "pq",
}


@pytest.mark.parametrize("name", AT)
def test_an_expression_is_the_paper_s_formula_in_one_cell(name):
    symbols = [getattr(symbolic, letter) for letter in AT[name]]
    expression = lambdify(symbols, getattr(symbolic, name)(*symbols), "numpy")
    values = np.random.default_rng(0).uniform(0.05, 0.95, (len(symbols), 100, 1))
    formula = getattr(PAPER, name)(*values)
    assert formula.ravel() == pytest.approx(expression(*values).ravel(), rel=1e-12)


def test_the_density_of_an_output_sums_over_branches():
    s, z = symbolic.p, symbolic.y
    density = symbolic.push_forward(exp(-z), z, s, (s**2, 1), (1 / s, -1))
    assert simplify(density - 2 * s * exp(-(s**2)) - exp(-1 / s) / s**2) == 0


def test_a_remainder_is_shown():
    found = symbolic.vanishes("p = q", symbolic.p - symbolic.q)
    assert found.what == "p = q: there remains p - q"
    assert not found.holds
    p, q = symbolic.p, symbolic.q
    assert symbolic.vanishes("p = q", p - p, q - p, 2 * p).what == "p = q: there remains -p + q, 2*p"
    assert symbolic.vanishes("p = p", p - p, log(p * q) - log(p) - log(q)) == Evidence("p = p", 0.0, 0.0)
    assert symbolic.is_positive("p > 0", p, p * (1 + q) - p * q) == Evidence("p > 0", 0.0, 0.0)
    assert symbolic.is_positive("p > q", p, p - q) == Evidence("p > q", float("inf"), 0.0)
    assert symbolic.is_so("true", true).holds
    assert not symbolic.is_so("unknown", None).holds
    assert not symbolic.is_so("p > q", symbolic.p > symbolic.q).holds
