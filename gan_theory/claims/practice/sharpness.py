"""Section 6: p_g can be very sharp, even degenerate; a Markov chain needs a blurred law to mix between modes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.special import entr

from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation

X = grid(-4, 4, 401)
PLACES = X[[100, 300]]  # −2 and 2 to a rounding


@dataclass(frozen=True, eq=False)
class SpikeCase:
    """A G whose law should be spikes at `places`, with the masses given.

    jumps: the z at which G leaps. blur: the spread of noise added to G(z).
    """

    name: str
    G: Callable
    noise: str
    places: np.ndarray
    masses: np.ndarray
    jumps: tuple[float, ...] = ()
    blur: float = 0.0


def nothing_is_added_to_G(case) -> bool:
    """The sample is G(z) itself, with no noise added to it."""
    return case.blur == 0


def numeric(formulas, case):
    z = np.union1d(NOISES[case.noise].nodes(401), [side for z in case.jumps for side in (np.nextafter(z, -9), z)])
    p_g = push_forward(z, case.G(z), case.noise, X).p
    if case.blur:
        p_g = np.convolve(p_g, Density.from_pdf(gaussian(0, case.blur).pdf, X).p, "same")
    spikes = np.zeros(X.size)
    spikes[np.searchsorted(X, case.places - 1e-9)] = case.masses
    yield equation("p_g at the spikes", "their masses", p_g, spikes, x=X)
    yield equation("JSD of p_g from the spikes", "0", formulas.jsd(spikes, p_g), 0)
    yield equation("the entropy of p_g", "that of the spikes, 0 for a single one", entr(p_g).sum(), entr(spikes).sum())
    yield from _chain()


def _chain():
    """How often a Metropolis chain crosses x = 0, by sharpness."""
    rates = np.array([_crossings(std) for std in (0.8, 0.4, 0.2)])
    yield at_most(
        "each time the modes get half as wide, the chain crosses at most a tenth as often", rates[1:], rates[:-1] / 10
    )


def two_modes(std: float) -> Density:
    """½N(−2, std²) + ½N(2, std²) on X."""
    return Density.from_pdf(GaussianMixture((-2.0, 2.0), (std, std), (0.5, 0.5)).pdf, X)


def metropolis(p) -> np.ndarray:
    """P(x → y) (n, n) of a Metropolis chain on X with the stationary law p (n,), whose proposals lie within 1 of x."""
    near = np.abs(np.subtract.outer(X, X)) <= 1
    accepted = np.minimum(1, np.divide(p, p[:, None], out=np.ones(near.shape), where=p[:, None] > 0))
    moves = near * accepted / near.sum(axis=-1).max()
    np.fill_diagonal(moves, 0)
    return moves + np.diag(1 - moves.sum(axis=-1))


@cache
def _crossings(std):
    """Σ p(x) P(x → y) over all x < 0 < y."""
    p = two_modes(std).p
    return (p[:, None] * metropolis(p))[np.ix_(X < 0, X > 0)].sum()


def symbolic():
    from sympy import exp, limit, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_so, jsd, p, q, vanishes

    x, c = symbols("x c", real=True)
    sigma, t = symbols("sigma t", positive=True)
    density = exp(-((x - c) ** 2) / (2 * sigma**2)) / (sigma * sqrt(2 * pi))  # of G(z) = c + σz
    yield vanishes("p_g(c) = 1/(σ√(2π))", density.subs(x, c) - 1 / sqrt(2 * pi * sigma**2))
    yield is_so("which → ∞ as σ → 0", limit(density.subs(x, c), sigma, 0, "+") == oo)
    yield is_so("p_g → 0 at every other x", limit(density.subs(x, c + t), sigma, 0, "+") == 0)
    mean = exp(sigma**2 * t**2 / 2)
    yield vanishes(
        "exp t(x − c) p_g(x) = exp(σ²t²/2) p_g(x − σ²t)",
        exp(t * (x - c)) * density - mean * density.subs(x, x - sigma**2 * t),
    )
    what = "so E exp t(x − c) = exp(σ²t²/2) → 1: p_g becomes the point mass at c"
    yield vanishes(what, limit(mean, sigma, 0, "+") - 1)
    yield vanishes("where a cell holds all of p_g and of p_data, JSD = 0", jsd(p, q).subs({p: 1, q: 1}))
    valley = (density.subs({x: 0}) / (density.subs({x: c}) / 2)).subs(c, 2)  # two modes, at ±2, of mass ½
    yield vanishes(
        "the valley between modes at ±2 is 2 exp(−2/σ²) as high as they are", valley / 2 - exp(-2 / sigma**2)
    )
    yield is_so(
        "which falls to 0 faster than any power of σ: a chain no longer crosses",
        limit(valley / sigma**9, sigma, 0, "+") == 0,
    )


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.sharpness()


def _constant(place, noise):
    return SpikeCase(
        f"G(z) = {place:.3g}, {noise}", lambda z: np.full_like(z, place), noise, np.array([place]), np.array([1.0])
    )


def _narrow(std):
    return SpikeCase(
        f"G(z) = {PLACES[0]:.3g} + {std:g} z", lambda z: PLACES[0] + std * z, "normal", PLACES[:1], np.array([1.0])
    )


def _two(name, noise, share, turn):
    masses = np.array([share, 1 - share])
    return SpikeCase(name, lambda z: np.where(z < turn, *PLACES), noise, PLACES, masses, jumps=(turn,))


CASES = (
    _constant(PLACES[0], "normal"),
    _constant(PLACES[1], "uniform"),
    *(_narrow(std) for std in (1e-3, 1e-6, 1e-12)),
    _two("two points, normal", "normal", 0.5, 0.0),
    _two("two points, uniform", "uniform", 0.5, 0.0),
    _two("two points of mass ¼ and ¾", "uniform", 0.25, -0.5),
)
CLAIM = Claim(
    name="sharpness",
    claim_id="A14",
    where="§6",
    statement="p_g can be very sharp, even degenerate, where a Markov chain needs a blurred law to mix between modes.",
    figure="08_sharp_and_blurred.png",
    hypotheses=(nothing_is_added_to_G,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(CASES[0], name="noise is added to G(z)", blur=0.3),),
    cases=CASES,
    case_type=SpikeCase,
)
