"""Pairs of mixtures with rational parameters, and the distance of an enclosure from a value in 50 digits."""

import pytest
from mpmath import mp, mpf

from gan_theory import GaussianMixture

flint = pytest.importorskip("flint")
certified = pytest.importorskip("gan_theory.certified")
ExactMixture = certified.ExactMixture


def gaussian(mean, std):
    return ExactMixture(((1, mean, std),))


STANDARD, TWO_MODES = gaussian(0, 1), ExactMixture.of(GaussianMixture((-1.5, 1.5), (0.5, 0.5), (0.5, 0.5)))


MIXTURES = {
    "equal": (STANDARD, STANDARD),
    "near": (STANDARD, gaussian("0.1", 1)),
    "nearly equal": (STANDARD, gaussian("0.001", 1)),
    "shifted": (STANDARD, gaussian(1, 1)),
    "narrow, wide": (STANDARD, gaussian(1, "0.5")),
    "underflowing": (STANDARD, gaussian(0, "0.1")),
    "wide, narrow": (gaussian(0, "0.25"), gaussian(0, 2)),
    "far apart": (STANDARD, gaussian(8, 1)),
    "two modes, one found": (TWO_MODES, gaussian("2.4", "0.35")),
    "two modes, covered": (TWO_MODES, STANDARD),
    "a spike within": (ExactMixture((("0.99", 0, 1), ("0.01", "0.5", "0.001"))), STANDARD),
}


every_pair = pytest.mark.parametrize(("p", "q"), MIXTURES.values(), ids=MIXTURES)


def gap(enclosure, value):
    """The farthest that the enclosed number can be from an mpf or a decimal."""
    text = mp.nstr(value, 50) if isinstance(value, mpf) else value
    with certified.precision(300):
        return certified.excess(abs(enclosure - flint.arb(text)), flint.arb(0))


def pdf(mixture):
    parts = [[mpf(int(c.p)) / int(c.q) for c in component] for component in mixture.components]
    return lambda x: mp.fsum(w * mp.npdf(x, mean, std) for w, mean, std in parts)
