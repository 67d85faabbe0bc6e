"""W₁ as SymPy expressions: the expectations of a critic by parts, and the integrals in x and in the quantiles' u."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Expr, Symbol, erfc, exp, integrate, log, oo, pi, sqrt

x, u = Symbol("x", real=True), Symbol("u", positive=True)


def critic_value(f: Sequence[Expr], p: Sequence[Expr], q: Sequence[Expr]) -> Expr:
    """Return E_p f − E_q f of masses p and q at points where the critic has the values f."""
    return sum(value * (a - b) for value, a, b in zip(f, p, q))


def excess_of_cdf(p: Sequence[Expr], q: Sequence[Expr]) -> list[Expr]:
    """Return F_q − F_p after each point but the last."""
    return [sum(q[: i + 1]) - sum(p[: i + 1]) for i in range(len(p) - 1)]


def in_x(cdf_p: Expr, cdf_q: Expr, lo: Expr, hi: Expr = oo) -> Expr:
    """Return ∫ (F_p − F_q) dx from lo to hi, where F_p >= F_q."""
    return integrate(cdf_p - cdf_q, (x, lo, hi))


def in_quantiles(quantile_p: Expr, quantile_q: Expr) -> Expr:
    """Return ∫₀¹ (F_q⁻¹ − F_p⁻¹) du, where F_q⁻¹ >= F_p⁻¹."""
    return integrate(quantile_q - quantile_p, (u, 0, 1))


def exponential_cdf(rate: Expr) -> Expr:
    """Return 1 − exp(−rate·x), the distribution function for x > 0."""
    return 1 - exp(-rate * x)


def exponential_quantile(rate: Expr) -> Expr:
    """Return −log(1 − u)/rate."""
    return -log(1 - u) / rate


def normal_cdf(std: Expr) -> Expr:
    """Return the distribution function of N(0, std²)."""
    return 1 - erfc(x / (std * sqrt(2))) / 2


def normal_pdf(std: Expr) -> Expr:
    """Return the density of N(0, std²)."""
    return exp(-(x**2) / (2 * std**2)) / (std * sqrt(2 * pi))


def uniform_quantile(lo: Expr, hi: Expr) -> Expr:
    """Return lo + (hi − lo)·u."""
    return lo + (hi - lo) * u


def uniform_cdf(lo: Expr, hi: Expr) -> Expr:
    """Return (x − lo)/(hi − lo), the distribution function on [lo, hi]."""
    return (x - lo) / (hi - lo)
