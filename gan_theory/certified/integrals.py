"""Rigorous enclosures of the game's integrals over the whole line, in nats: quadrature, tails and rounding included.

The functions take distributions p and q, ExactMixtures or others, and return a ball (arb) that contains the exact
value. Its width, the length of the interval, is at most `width`; they raise ValueError for a width that is not positive
and finite, and ArithmeticError if that width is not reached. The values of a pair are computed once and then kept.

References
----------
Johansson 2018, "Numerical integration in arbitrary-precision ball arithmetic".
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from gan_theory.certified import piecewise
from gan_theory.certified.arithmetic import HALF, Rational
from gan_theory.certified.distributions import Distribution, ExactDistribution, as_distribution, or_on_pieces
from gan_theory.certified.integrands import Integrand, log_1_minus_D, log_D, log_density, log_of_components, log_sum
from gan_theory.certified.mixtures import Components, ExactMixture, merged, scaled
from gan_theory.certified.quadrature import (
    WIDTH,
    Interval,
    enclose_to,
    integral_of_absolute,
    integral_of_components,
    tails,
)


def expectation(p: Distribution, f: Integrand, width: float = WIDTH) -> arb:
    """Return E f(x) over x ~ p.

    Parameters
    ----------
    p : ExactMixture or ExactDistribution
        The distribution of x.
    f : Integrand
        A function of x.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.
    """
    if isinstance(p, ExactDistribution):
        return piecewise.expectation(p, f, width)
    return integral((p, f), width=width)


def expectation_over_noise(p_g: ExactMixture, f: Integrand, width: float = WIDTH) -> arb:
    """Return E f(G(z)) over z ~ N(0, 1), where p_g is the distribution of G(z).

    Parameters
    ----------
    p_g : ExactMixture
        Each component is the image of the noise under an affine G(z) = std·z + mean, chosen with its weight.
    f : Integrand
        A function of x = G(z).
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure. Errors as for `integral`.
    """
    noise = ExactMixture.gaussian(0, 1)
    return integral(*((noise, w * f.of_affine(std, mean)) for w, mean, std in p_g.components), width=width)


def integral(*terms: tuple[ExactMixture, Integrand], width: float = WIDTH) -> arb:
    """Return Σ ∫ p(x) f(x) dx over the line and over the terms (p, f).

    Parameters
    ----------
    *terms : (ExactMixture, Integrand)
        A density p and a function f each.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure.

    Raises
    ------
    ValueError
        For a width that is not positive and finite.
    ArithmeticError
        If the width is not reached.
    """
    return enclose_to(width, lambda: sum((integral_of_components(p.components, f) for p, f in terms), arb(0)))


def entropy(p: ExactMixture, width: float = WIDTH) -> arb:
    """Return the differential entropy −E_p log p.

    Parameters
    ----------
    p : ExactMixture
        The distribution.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, in nats.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.
    """
    return integral((p, -log_density(p)), width=width)


@or_on_pieces(piecewise.kl)
def kl(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return KL(p‖q) = E_p[log p − log q], which is infinite between some distributions that are no mixtures.

    Parameters
    ----------
    p, q : ExactMixture or ExactDistribution
        The distributions.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, in nats.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.
    """
    return integral((p, log_density(p) - log_density(q)), width=width)


@or_on_pieces(piecewise.C)
def C(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return C(G) = E_p log(p/(p + q)) + E_q log(q/(p + q)), for p_data = p and p_g = q.

    Parameters
    ----------
    p, q : ExactMixture or ExactDistribution
        The distributions.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, in nats.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.

    References
    ----------
    §4.1, eq. 4.
    """
    total = log_sum(p, q)
    return integral((p, log_density(p) - total), (q, log_density(q) - total), width=width)


def V(logit: Sequence[Rational], p: Distribution, q: Distribution, width: float = WIDTH) -> arb:
    """Return V(D, G) = E_p log D + E_q log(1 − D), for p_data = p and p_g = q.

    Parameters
    ----------
    logit : sequence of rational
        The coefficients of the logit of D, as for `log_D`.
    p, q : ExactMixture or ExactDistribution
        The distributions.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, in nats.

    Raises
    ------
    ValueError, ArithmeticError
        As for `log_D` and `integral`.

    References
    ----------
    §3, eq. 1.
    """
    if not (isinstance(p, ExactMixture) and isinstance(q, ExactMixture)):
        return piecewise.V(logit, as_distribution(p), as_distribution(q), width)
    return integral((p, log_D(logit)), (q, log_1_minus_D(logit)), width=width)


@or_on_pieces(piecewise.jsd)
def jsd(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m), with m = (p + q)/2.

    Parameters
    ----------
    p, q : ExactMixture or ExactDistribution
        The distributions.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, in nats.

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.

    References
    ----------
    §4.1, eq. 6.
    """
    m = p.mix(q, HALF)
    return enclose_to(width, lambda: _jsd(p.components, q.components, m.components))


def jsd_within(p: ExactMixture, q: ExactMixture, lo: float, hi: float, width: float = WIDTH) -> arb:
    """Return the JSD of p and q, each restricted to lo <= x <= hi and renormalised.

    Parameters
    ----------
    p, q : ExactMixture
        The distributions.
    lo, hi : float
        The ends of the interval, exactly the doubles.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure. Errors as for `integral`.
    """
    ends = arb(lo), arb(hi)

    def enclose() -> arb:
        a, b = (scaled(each, 1 / (1 - tails(each, [arb(1)], *ends))) for each in (p.components, q.components))
        return _jsd(a, b, merged(scaled(a + b, HALF)), ends)

    return enclose_to(width, enclose)


def _jsd(p: Components, q: Components, m: Components, within: Interval | None = None) -> arb:
    log_m = log_of_components(m)
    terms = [integral_of_components(each, log_of_components(each) - log_m, within) for each in (p, q)]
    return (terms[0] + terms[1]) / 2


@or_on_pieces(piecewise.tv)
def tv(p: ExactMixture, q: ExactMixture, width: float = WIDTH) -> arb:
    """Return TV(p, q) = ½ ∫ |p − q| dx.

    Parameters
    ----------
    p, q : ExactMixture or ExactDistribution
        The distributions.
    width : float
        The greatest width of the enclosure.

    Returns
    -------
    arb
        The enclosure, a mass in [0, 1].

    Raises
    ------
    ValueError, ArithmeticError
        As for `integral`.
    """
    difference = merged(p.components + scaled(q.components, -1))
    return enclose_to(width, lambda: integral_of_absolute(difference) / 2) if difference else arb(0)
