"""Evidence about the enclosed derivatives of divergences of Gaussians, and about boxes that must not be certified."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from flint import arb, fmpq

from gan_theory import certified
from gan_theory._utils.arrays import Array
from gan_theory.certified.stationary_points import Derivatives, derivatives
from gan_theory.claims._shared.enclosures import encloses_equal
from gan_theory.explicit_models.gaussian_search import GaussianSearch
from gan_theory.verification.evidence import Evidence, at_most, equal

MEAN, STD = 1, 2  # of p_data
BOX = certified.Box(0.5, 1.5, 1e-6)
H, WIDTH_OF_JSD = certified.to_rational("1/4096"), 1e-18
DIFFERENCE_ERROR = 1e-6  # h²/6 and h²/12, at most 1e-8, times derivatives of third and fourth order, below 20 here
RADIUS = 1e-6


def derivatives_of_gaussians() -> Iterator[Evidence]:
    """Compare the derivatives in (μ, σ), for p_data = N(1, 2²), with closed forms and with differences of the JSD.

    KL(p_g‖p_data) is log(s/σ) + (σ² + (μ − m)²)/(2s²) − ½.

    Yields
    ------
    Evidence
        The comparisons.
    """
    p = certified.ExactMixture.gaussian(MEAN, STD)
    mu, sigma = certified.to_rational(BOX.mean), certified.to_rational(BOX.std)
    variance = STD**2
    exact = (mu - MEAN) / variance, sigma / variance - 1 / sigma
    curvatures = fmpq(1, variance), fmpq(0), 1 / sigma**2 + fmpq(1, variance)
    found = derivatives(p, "reverse-kl", BOX, over_box=False)
    for (name, value), expected in zip(_named(found), (*exact, *curvatures)):
        yield encloses_equal(f"{name} of KL(p_g‖p_data) = its closed form", value, arb(expected))
    of_jsd = derivatives(p, "jsd", BOX, over_box=False)
    for (name, value), quotient in zip(_named(of_jsd), _differences_of_jsd(p, mu, sigma)):
        widened = quotient + certified.ball(0, DIFFERENCE_ERROR / 4)
        yield encloses_equal(f"{name} of JSD = its difference quotient", value, widened, DIFFERENCE_ERROR)


def _named(found: Derivatives) -> Iterator[tuple[str, arb]]:
    (by_mean, by_both), (_, by_std) = found.hessian
    yield from zip(("∂/∂μ", "∂/∂σ", "∂²/∂μ²", "∂²/∂μ∂σ", "∂²/∂σ²"), (*found.gradient, by_mean, by_both, by_std))


def _differences_of_jsd(p: certified.ExactMixture, mu: fmpq, sigma: fmpq) -> tuple[arb, ...]:
    """Return the central differences in μ, in σ, and of second order in both."""

    def at(i: int, j: int) -> arb:
        return certified.jsd(p, certified.ExactMixture.gaussian(mu + i * H, sigma + j * H), WIDTH_OF_JSD)

    first = [(at(*step) - at(*(-k for k in step))) / (2 * H) for step in ((1, 0), (0, 1))]
    second = [(at(*step) - 2 * at(0, 0) + at(*(-k for k in step))) / H**2 for step in ((1, 0), (0, 1))]
    mixed = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * H**2)
    return (*first, second[0], mixed, second[1])


def boxes_that_fail() -> Iterator[Evidence]:
    """Ask for certificates of boxes without a minimum, and of one in which the second derivative varies.

    For p_data = N(1, 2²) and the reverse KL, ∂²/∂σ² varies in a box about (1, 2) by r/σ of its value, which no linear
    model of the gradient follows.

    Yields
    ------
    Evidence
        The comparisons.
    """
    p = certified.ExactMixture.gaussian(MEAN, STD)
    beside = certified.certify_minimum(p, "reverse-kl", certified.Box(MEAN + 1.01 * RADIUS, STD, RADIUS))
    yield at_most("a box beside the minimum is not certified", float(beside.unique.lower()), 0, 0)
    about = certified.certify_minimum(p, "reverse-kl", certified.Box(MEAN, STD, RADIUS))
    what = "a certificate leaves room for how the second derivative varies in the box"
    yield at_most(what, float(about.unique.lower()), 1 - RADIUS / STD, 0)
    left, right = (
        certified.ExactMixture.gaussian(-1, certified.HALF),
        certified.ExactMixture.gaussian(certified.HALF, 1),
    )
    skewed = right.mix(left, certified.QUARTER)
    saddle = certified.certify_minimum(skewed, "jsd", certified.Box(-1.5, 1.5, RADIUS))
    what = "nor is a minimum certified where ∂²/∂μ² and ∂²/∂σ² are positive, but the determinant is not"
    yield at_most(what, float(saddle.minimum.lower()), 0, 0)


def hessian_of_search(search: GaussianSearch, t: Array, p: certified.ExactMixture, divergence: str) -> Evidence:
    """Compare the second derivative in (μ/σ, log σ), by differences on a grid, with the enclosed one.

    Parameters
    ----------
    search : GaussianSearch
        The search.
    t : array, shape (2,)
        Where its gradient is 0.
    p : ExactMixture
        p_data.
    divergence : str
        That of the search.

    Returns
    -------
    Evidence
        The comparison.
    """
    mean, std = float(search.mean + search.std * t[0]), float(search.std * np.exp(t[1]))
    enclosed = derivatives(p, divergence, certified.Box(mean, std, RADIUS), over_box=False).hessian
    exact = std**2 * np.array([[float(each) for each in row] for row in enclosed])
    what = f"the second derivative of the {divergence} by differences of gradients = the enclosed one"
    return equal(what, search.hessian(t), exact, DIFFERENCE_ERROR)
