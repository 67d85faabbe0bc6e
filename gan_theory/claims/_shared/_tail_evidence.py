"""Evidence about what no integral shows at full precision: tails, bounds of integrands, and the width of enclosures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from flint import acb, arb

from gan_theory.certified.arithmetic import precision, to_rational
from gan_theory.certified.distributions import Distribution, ExactDistribution, as_distribution
from gan_theory.certified.integrals import integral
from gan_theory.certified.integrands import Integrand, constant
from gan_theory.certified.mixtures import ExactMixture
from gan_theory.certified.quadrature import integral_of_components, tails
from gan_theory.certified.stationary_points import power
from gan_theory.claims._shared.enclosures import encloses_equal
from gan_theory.verification.evidence import Evidence, at_most

EDGE = 2  # of the inner part, in place of an edge beyond which 2^−bits of the mass lies
WHERE = ("0", "-1/2", "1", "-3", "4", "10", "-100", "10000")  # the points at which a function is held to its bound
LARGE = 10**25
BITS = 90


def cut_at(p: Distribution, edge: int = EDGE) -> ExactDistribution:
    """Return the same distribution, of which integrals see what lies within ±edge, and bound what lies beyond.

    Parameters
    ----------
    p : ExactMixture or ExactDistribution
        The distribution; its pieces end within ±edge.
    edge : int
        The end of what integrals see.

    Returns
    -------
    ExactDistribution
        Its integrals are enclosed, but widely.
    """
    return replace(as_distribution(p), reach=lambda bits: to_rational(edge))


def encloses_value(what: str, wide: arb, exact: arb) -> Evidence:
    """Give evidence that a wide enclosure contains a number.

    Parameters
    ----------
    what : str
        The statement.
    wide : arb
        The enclosure.
    exact : arb
        A narrow enclosure of the number.

    Returns
    -------
    Evidence
        Its gap is the distance between the two; infinite if one is not finite.
    """
    finite = wide.is_finite() and exact.is_finite()
    gap = (
        max(0.0, float((abs(wide.mid() - exact.mid()) - wide.rad() - exact.rad()).lower())) if finite else float("inf")
    )
    return Evidence(what, gap, 0.0, values=(float(wide.mid()), float(exact)))


def cut_integral(
    name: str, divergence: Callable[..., arb], p: Distribution, q: Distribution, width: float
) -> Iterator[Evidence]:
    """Compare an integral within ±2, with the bound of what lies beyond, with the integral over the whole line.

    Parameters
    ----------
    name : str
        That of the integral.
    divergence : callable
        A function of p, q and a width.
    p, q : ExactMixture or ExactDistribution
        The distributions, whose pieces end within ±2.
    width : float
        The width that the bound needs at most.

    Yields
    ------
    Evidence
        The comparison.
    """
    wide = divergence(cut_at(p), cut_at(q), width)
    what = f"{name} lies within its integral over |x| <= {EDGE} and the bound of the rest"
    yield encloses_value(what, wide, divergence(p, q))


def moments_beyond(p: ExactMixture) -> Iterator[Evidence]:
    """Compare the mass and the moments of p beyond ±1 with those of the line less the integrals from −1 to 1.

    Parameters
    ----------
    p : ExactMixture
        The distribution.

    Yields
    ------
    Evidence
        The comparisons.
    """
    parts = [(w, m**2, s**2) for w, m, s in p.components]
    whole = (
        sum(w for w, _, _ in parts),
        sum(w * (m2 + v) for w, m2, v in parts),
        sum(w * (m2**2 + 6 * m2 * v + 3 * v**2) for w, m2, v in parts),
    )
    for j, name in enumerate(("mass", "second moment", "fourth moment")):
        with precision(BITS):
            within = integral_of_components(p.components, power(2 * j), (arb(-1), arb(1)))
            beyond = tails(p.components, [arb(0)] * j + [arb(1)], arb(-1), arb(1))
            rest = arb(whole[j]) - within
        yield encloses_equal(f"the {name} beyond ±1 is that of the line less that within", beyond, rest)


def within_bound(name: str, f: Integrand) -> Evidence:
    """Give evidence that a function obeys the bound by which its integral beyond an edge is judged.

    Parameters
    ----------
    name : str
        That of the function.
    f : Integrand
        The function, with its bound.

    Returns
    -------
    Evidence
        Over points near 0 and far out; both sides are divided by 1 plus the bound.
    """
    values, bounds = [], []
    for x in map(to_rational, WHERE):
        bound = sum((c * x ** (2 * j) for j, c in enumerate(f.bound)), arb(0))
        values.append(float(abs(f(acb(x)).real) / (1 + bound)))
        bounds.append(float(bound / (1 + bound)))
    return at_most(f"|{name}| is at most its bound, near 0 and far out", values, bounds)


def bounds_of_combinations() -> Iterator[Evidence]:
    """Compare a sum, a product and an affine change of 1 + x² with their bounds.

    Yields
    ------
    Evidence
        The comparisons.
    """
    f = constant(1) + power(2)
    yield within_bound("the sum 1 + x²", f)
    yield within_bound("the product (1 + x²)²", f * f)
    yield within_bound("(2z + 1)²", power(2).of_affine(2, 1))


def narrow_in_spite_of_cancellation(p: ExactMixture, q: ExactMixture) -> Evidence:
    """Give evidence that an integral is enclosed narrowly also where large terms cancel: E_p c − E_q c = 0.

    Parameters
    ----------
    p, q : ExactMixture
        The distributions.

    Returns
    -------
    Evidence
        For c = 10²⁵, so that the first precision does not suffice.
    """
    difference = integral((p, constant(LARGE)), (q, constant(-LARGE)))
    return encloses_equal("E_p_data c − E_p_g c = 0 for c = 10²⁵, to the width asked for", difference, arb(0))
