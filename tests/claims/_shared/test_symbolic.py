"""The formulas at one x as SymPy expressions, and evidence by simplification."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Rational, exp, lambdify, log, simplify, true

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


RIGHT = {
    "V": (lambda y, p, q: log(y**p) + log((1 - y) ** q), "ypq"),
    "U": (lambda q, y, p: q * log(1 - y) + p * log(y), "qyp"),
    "D_star": (lambda p, q: 1 / (1 + q / p), "pq"),
    "C": (lambda p, q: -p * log(1 + q / p) - q * log(1 + p / q), "pq"),
    "kl": (lambda p, q: p * log(p) - p * log(q), "pq"),
    "grad_C": (lambda p, q: -log(1 + p / q), "pq"),
    "hess_C": (lambda p, q: 1 / q - 1 / (p + q), "pq"),
}
WRONG = {
    "V": (lambda y, p, q: p * log(1 - y) + q * log(y), "ypq"),
    "U": (lambda q, y, p: p * log(y) + p * log(1 - y), "qyp"),
    "D_star": (lambda p, q: q / (p + q), "pq"),
    "C": (lambda p, q: p * log(p / (p + q)) + q * log(q / (p + q)) + Rational(1, 10**10), "pq"),
    "kl": (lambda p, q: q * log(q / p), "pq"),
    "jsd": (lambda p, q: p * log(2 * p / (p + q)) + q * log(2 * q / (p + q)), "pq"),
    "grad_C": (lambda p, q: log(p / (p + q)), "pq"),
    "hess_C": (lambda p, q: q / (p * (p + q)), "pq"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_another_form_of_an_expression_is_the_formula_in_numbers(name):
    expression, letters = RIGHT[name]
    symbols = [getattr(symbolic, letter) for letter in letters]
    assert symbolic.is_formula(name, expression(*symbols), *symbols).holds


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_expression_is_not_the_formula(name):
    expression, letters = WRONG[name]
    symbols = [getattr(symbolic, letter) for letter in letters]
    found = symbolic.is_formula(name, expression(*symbols), *symbols)
    assert not found.holds
    assert found.what == f"{name} as an expression = {name} of arrays"
    assert abs(found.values[0] - found.values[1]) == found.gap > 1e-11


def test_a_constant_expression_is_compared_at_each_of_the_random_values(monkeypatch):
    p, q = symbolic.p, symbolic.q
    assert not symbolic.is_formula("D_star", symbolic.HALF, p, q).holds
    monkeypatch.setattr(symbolic, "PAPER", replace(PAPER, D_star=lambda p, q: np.full(p.shape, 0.5)))
    assert symbolic.is_formula("D_star", symbolic.HALF, p, q).holds
    assert not symbolic.is_formula("D_star", Rational(1, 3), p, q).holds


def test_symbols_in_another_order_stand_for_other_arguments():
    p, q = symbolic.p, symbolic.q
    assert not symbolic.is_formula("kl", symbolic.kl(p, q), q, p).holds
    assert symbolic.is_formula("kl", symbolic.kl(q, p), q, p).holds
