"""The formulas at one x, as SymPy expressions in p = p_data(x), q = p_g(x) and y = D(x): what the integrals sum up."""

from __future__ import annotations

from sympy import Rational, expand_log, log, simplify, symbols

from gan_theory.verification.evidence import Evidence

p, q, r, y = symbols("p q r y", positive=True)
p_slope, q_slope = symbols("p' q'", real=True)  # of p_data and p_g, along x or along a parameter of G


def V(y, p, q):
    return p * log(y) + q * log(1 - y)


def U(q, y, p):
    return V(y, p, q)


def D_star(p, q):
    return p / (p + q)


def C(p, q):
    return p * log(p / (p + q)) + q * log(q / (p + q))


def kl(p, q):
    return p * log(p / q)


def jsd(p, q):
    m = (p + q) / 2
    return (p * log(p) + q * log(q)) / 2 - m * log(m)


def grad_C(p, q):
    return log(q / (p + q))


def hess_C(p, q):
    return p / (q * (p + q))


def log_4(p, q):
    """log 4 spread over x: it adds up to log 4 if p and q each add up to 1."""
    return log(4) * (p + q) / 2


def vanishes(what, *remainders) -> Evidence:
    """Evidence that each expression is 0 for every value of its symbols."""
    rests = [simplify(expand_log(remainder)) for remainder in remainders]
    left = ", ".join(str(rest) for rest in rests if rest != 0)
    return Evidence(f"{what}: there remains {left}" if left else what, float("inf") if left else 0.0, 0.0)


def is_positive(what, *expressions) -> Evidence:
    """Evidence that each expression is > 0 for every value of its symbols."""
    return is_so(what, all(simplify(expression).is_positive for expression in expressions))


def is_so(what, statement) -> Evidence:
    """Evidence that a statement is true, and is known to be."""
    return Evidence(what, 0.0 if statement is True or statement == True else float("inf"), 0.0)  # noqa: E712


HALF = Rational(1, 2)
