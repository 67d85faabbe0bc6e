"""The functions of F_DIVERGENCES as SymPy expressions, with evidence that they are the same."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sympy import Expr, exp, log

from gan_theory.claims._shared.symbolic import is_function, p, q, r
from gan_theory.game.f_divergences import F_DIVERGENCES
from gan_theory.verification.evidence import Evidence


def f(name: str, u: Expr) -> Expr:
    """Return f(u) of the f-divergence of this name."""
    return {
        "KL": u * log(u),
        "reverse KL": -log(u),
        "chi-squared": (u - 1) ** 2,
        "GAN": u * log(u) - (u + 1) * log(u + 1),
    }[name]


def conjugate(name: str, t: Expr) -> Expr:
    """Return f*(t) of the f-divergence of this name, inside its domain; for χ², where t >= −2."""
    return {
        "KL": exp(t - 1),
        "reverse KL": -1 - log(-t),
        "chi-squared": t + t**2 / 4,
        "GAN": -log(1 - exp(t)),
    }[name]


def best_T(name: str, p: Expr, q: Expr) -> Expr:
    """Return T = f′(p/q) of the f-divergence of this name."""
    return {
        "KL": 1 + log(p / q),
        "reverse KL": -q / p,
        "chi-squared": 2 * (p / q - 1),
        "GAN": log(p / (p + q)),
    }[name]


def lower_bound(name: str, T: Expr, p: Expr, q: Expr) -> Expr:
    """Return p·T − q·f*(T), what the lower bound by T adds up at one x."""
    return p * T - q * conjugate(name, T)


def is_f_divergence(name: str) -> Iterator[Evidence]:
    """Give evidence that the expressions are, in numbers, the functions of the f-divergence of this name.

    Parameters
    ----------
    name : str
        The name in `F_DIVERGENCES`.

    Yields
    ------
    Evidence
        For f, f* and T; the gaps are the greatest differences over 60 ratios.
    """
    each, u = F_DIVERGENCES[name], np.geomspace(0.05, 20, 60)
    t = each.best_T(u, np.ones(60))
    yield is_function(f"f of {name}", f(name, r), {r: u}, each.f(u))
    yield is_function(f"f* of {name}", conjugate(name, r), {r: t}, each.conjugate(t))
    mass = np.linspace(0.1, 0.9, 60)
    yield is_function(f"T of {name}", best_T(name, p, q), {p: u * mass, q: mass}, each.best_T(u * mass, mass))
