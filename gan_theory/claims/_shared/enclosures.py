"""Evidence by enclosures: that an equality or a sign holds; and the exact distributions of a case."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Protocol

from flint import acb, arb

from gan_theory.certified import families
from gan_theory.certified.distributions import Distribution
from gan_theory.certified.float_bounds import distance
from gan_theory.certified.integrands import Integrand, constant, log_density
from gan_theory.certified.mixtures import ExactMixture, largest_component
from gan_theory.certified.quadrature import WIDTH, is_narrow
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.verification.cases.named_distributions import NamedDistribution
from gan_theory.verification.evidence import Evidence


class HasMixtures(Protocol):
    """A case whose densities may be known on the line."""

    @property
    def mixtures(self) -> tuple[GaussianMixture, GaussianMixture] | None:
        """p_data and p_g, where they are Gaussian mixtures."""


def exact_mixtures(case: HasMixtures) -> tuple[ExactMixture, ExactMixture]:
    """Return p_data and p_g of a case as mixtures with rational parameters.

    Parameters
    ----------
    case : Case
        A case of Gaussian mixtures.

    Returns
    -------
    tuple of ExactMixture
        p_data and p_g.

    Raises
    ------
    ValueError
        If the case has no mixtures.
    """
    if case.mixtures is None:
        raise ValueError(f"expected a case of Gaussian mixtures; got {case!r}")
    p_data, p_g = case.mixtures
    return ExactMixture.of(p_data), ExactMixture.of(p_g)


def log_1_minus_D_star(p: ExactMixture, q: ExactMixture) -> Integrand:
    """Return log(1 − D*(x)) = log(p_g/(p_data + p_g)), from the ratios of all components to the largest one.

    Parameters
    ----------
    p, q : ExactMixture
        p_data and p_g.

    Returns
    -------
    Integrand
        A function of x, in nats.
    """
    largest, of_p = largest_component(p.components + q.components), len(p.components)
    bound = (log_density(p) + log_density(q) + constant(1)).bound  # |log(1 + p/q)| <= log 2 + |log p| + |log q|

    def at(x: acb, analytic: bool) -> acb:
        ratios = largest(x)[1]
        p_g = sum(ratios[of_p:], acb(0))
        return (p_g / (sum(ratios[:of_p], acb(0)) + p_g)).log(analytic=analytic)

    return Integrand(at, bound)


class HasDistributions(HasMixtures, Protocol):
    """A case whose densities may be known on the line, as mixtures or by names."""

    @property
    def on_line(self) -> tuple[NamedDistribution, NamedDistribution] | None:
        """p_data and p_g, where they are others."""


@lru_cache(maxsize=64)
def exact_distributions(case: HasDistributions) -> tuple[Distribution, Distribution]:
    """Return p_data and p_g of a case on the line.

    Parameters
    ----------
    case : Case
        A case whose densities are known on the line.

    Returns
    -------
    tuple of ExactMixture or ExactDistribution
        p_data and p_g.

    Raises
    ------
    ValueError
        If they are not known.
    """
    if case.on_line is None:
        return exact_mixtures(case)
    p_data, p_g = (getattr(families, name)(*parameters) for name, parameters in case.on_line)
    return p_data, p_g


def encloses_equal(what: str, a: arb, b: arb, width: float = 5 * WIDTH) -> Evidence:
    """Give evidence that a = b: their enclosures are finite and overlap.

    Parameters
    ----------
    what : str
        The statement.
    a, b : arb
        Enclosures of both sides.
    width : float
        How much |a − b| may be for any two numbers that they contain.

    Returns
    -------
    Evidence
        Its gap is the upper bound of |a − b|.
    """
    return Evidence(what, distance(a, b), width, values=(float(a), float(b)))


def encloses_positive(what: str, a: arb, width: float = 5 * WIDTH) -> Evidence:
    """Give evidence that a > 0: its enclosure is finite and narrow, and contains no number <= 0.

    Parameters
    ----------
    what : str
        The statement.
    a : arb
        An enclosure.
    width : float
        How wide it may be.

    Returns
    -------
    Evidence
        Its gap is 0, or infinite.
    """
    proved = is_narrow(a, width) and a > 0
    return Evidence(what, 0.0 if proved else math.inf, 0.0, values=(float(a.lower()), 0.0))
