"""Section 6: p_g can be very sharp, even degenerate; a Markov chain needs a blurred density to mix between modes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.special import entr

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.training_runs import FEW_SEEDS, trained_frames
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

X = grid(-4, 4, 401)
LEFT, RIGHT = X[[100, 300]]
"""The locations of spikes: −2 and 2, up to a rounding."""


@dataclass(frozen=True, eq=False)
class SpikeCase:
    """A generator whose distribution should be spikes.

    Parameters
    ----------
    name : str
        The name of the case.
    G : callable
        The generator: z, shape (m,), to x, shape (m,).
    noise : str
        The distribution of z, "normal" or "uniform".
    locations, masses : array, shape (k,)
        Where the spikes are on X, and their masses.
    jumps : tuple of float
        The z at which G jumps.
    blur_std : float
        The standard deviation of noise that is added to G(z).
    """

    name: str
    G: Callable[[Array], Array]
    noise: str
    locations: Array
    masses: Array
    jumps: tuple[float, ...] = ()
    blur_std: float = 0.0


def nothing_is_added_to_G(case: SpikeCase) -> bool:
    """Each sample is G(z) itself, with no noise added to it."""
    return case.blur_std == 0


def numeric(formulas: Formulas, case: SpikeCase) -> Iterator[Evidence]:
    """Push the noise forward through G, and power a Metropolis chain's transition matrix."""
    p_g = _push_forward(case)
    spikes = np.zeros(X.size)
    spikes[np.searchsorted(X, case.locations - 1e-9)] = case.masses
    yield equation("p_g at the spikes", "their masses", p_g, spikes, x=X)
    yield equation("JSD of p_g from the spikes", "0", formulas.jsd(spikes, p_g), 0, formula="jsd")
    yield equation("the entropy of p_g", "that of the spikes, 0 for a single one", entr(p_g).sum(), entr(spikes).sum())
    rates = np.array([_crossing_rate(std) for std in (0.8, 0.4, 0.2)])
    what = "each time the modes' std is halved, the chain crosses at most a tenth as often"
    yield at_most(what, rates[1:], rates[:-1] / 10)


def _push_forward(case: SpikeCase) -> Array:
    """p_g on X, shape (n,), with a node on either side of each jump."""
    sides = [side for jump in case.jumps for side in (np.nextafter(jump, -9), jump)]
    z = np.union1d(NOISES[case.noise].nodes(401), np.array(sides))
    p_g = push_forward(z, case.G(z), case.noise, X).p
    if case.blur_std:
        p_g = np.convolve(p_g, Density.from_pdf(gaussian(0, case.blur_std).pdf, X).p, "same")
    return p_g


def two_modes(std: float) -> Density:
    """Return ½N(−2, std²) + ½N(2, std²) on X.

    Parameters
    ----------
    std : float
        The standard deviation of each mode.

    Returns
    -------
    Density
        The mixture, on the grid X.
    """
    return Density.from_pdf(GaussianMixture((-2.0, 2.0), (std, std), (0.5, 0.5)).pdf, X)


def metropolis(p: Array) -> Array:
    """Return the transition matrix of a Metropolis chain on X whose proposals lie within 1 of x.

    Parameters
    ----------
    p : array, shape (n,)
        The masses of the stationary distribution.

    Returns
    -------
    array, shape (n, n)
        P(x → y), each row x summing to 1.
    """
    near = np.abs(np.subtract.outer(X, X)) <= 1
    accepted = np.minimum(1, np.divide(p, p[:, None], out=np.ones(near.shape), where=p[:, None] > 0))
    moves = near * accepted / near.sum(axis=-1).max()
    np.fill_diagonal(moves, 0)
    return moves + np.diag(1 - moves.sum(axis=-1))


@cache
def _crossing_rate(std: float) -> float:
    """Σ p(x) P(x → y) over all x < 0 < y."""
    p = two_modes(std).p
    return (p[:, None] * metropolis(p))[np.ix_(X < 0, X > 0)].sum()


def symbolic() -> Iterator[Evidence]:
    """Take the limit σ → 0 of G(z) = c + σz, and of two modes at ±2."""
    from sympy import exp, limit, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_so, jsd, p, q, vanishes

    x, c = symbols("x c", real=True)
    sigma, t = symbols("sigma t", positive=True)
    density = exp(-((x - c) ** 2) / (2 * sigma**2)) / (sigma * sqrt(2 * pi))  # of G(z) = c + σz
    yield vanishes("p_g(c) = 1/(σ√(2π))", density.subs(x, c) - 1 / sqrt(2 * pi * sigma**2))
    yield is_so("which → ∞ as σ → 0", limit(density.subs(x, c), sigma, 0, "+") == oo)
    yield is_so("p_g → 0 at every other x", limit(density.subs(x, c + t), sigma, 0, "+") == 0)
    mean = exp(sigma**2 * t**2 / 2)
    what = "exp t(x − c) p_g(x) = exp(σ²t²/2) p_g(x − σ²t)"
    yield vanishes(what, exp(t * (x - c)) * density - mean * density.subs(x, x - sigma**2 * t))
    what = "so E exp t(x − c) = exp(σ²t²/2) → 1: p_g becomes the point mass at c"
    yield vanishes(what, limit(mean, sigma, 0, "+") - 1)
    yield vanishes("where a cell holds all of p_g and of p_data, JSD = 0", jsd(p, q).subs({p: 1, q: 1}))
    valley = (density.subs({x: 0}) / (density.subs({x: c}) / 2)).subs(c, 2)  # two modes, at ±2, of mass ½
    what = "between modes at ±2 the density falls to 2 exp(−2/σ²) of their height"
    yield vanishes(what, valley / 2 - exp(-2 / sigma**2))
    what = "which goes to 0 faster than σ⁹: a chain no longer crosses"
    yield is_so(what, limit(valley / sigma**9, sigma, 0, "+") == 0)


def run() -> Iterator[Evidence]:
    """Train on N(4, 0.001²): on a coarse grid p_g is a spike, and inside it has the std of the data."""
    x = np.linspace(2, 6, 401)
    for seed in FEW_SEEDS:
        last = trained_frames(GaussianMixture((4.0,), (1e-3,)), seed, steps=1000, frames=1)[-1]
        p_g = push_forward(last.z, last.G_z, NOISES[last.noise], x)
        yield equation(f"the mass of p_g in the cell of the spike, seed {seed}", "1", p_g.p.max(), 1, 1e-3)
        yield equation(f"the std of p_g over that of the data, seed {seed}", "1", last.p_g.std() / 1e-3, 1, 0.1)


def _constant_G(location: float, noise: str) -> SpikeCase:
    return SpikeCase(
        f"G(z) = {location:.3g}, {noise}",
        G=lambda z: np.full_like(z, location),
        noise=noise,
        locations=np.array([location]),
        masses=np.array([1.0]),
    )


def _narrow_G(std: float) -> SpikeCase:
    return SpikeCase(
        f"G(z) = {LEFT:.3g} + {std:g} z",
        G=lambda z: LEFT + std * z,
        noise="normal",
        locations=np.array([LEFT]),
        masses=np.array([1.0]),
    )


def _two_point_G(name: str, noise: str, left_mass: float, jump: float) -> SpikeCase:
    return SpikeCase(
        name,
        G=lambda z: np.where(z < jump, LEFT, RIGHT),
        noise=noise,
        locations=np.array([LEFT, RIGHT]),
        masses=np.array([left_mass, 1 - left_mass]),
        jumps=(jump,),
    )


CASES = (
    _constant_G(LEFT, "normal"),
    _constant_G(RIGHT, "uniform"),
    *(_narrow_G(std) for std in (1e-3, 1e-6, 1e-12)),
    _two_point_G("two points, normal", "normal", left_mass=0.5, jump=0.0),
    _two_point_G("two points, uniform", "uniform", left_mass=0.5, jump=0.0),
    _two_point_G("two points of mass ¼ and ¾", "uniform", left_mass=0.25, jump=-0.5),
)
CLAIM = Claim(
    name="sharpness",
    claim_id="A14",
    where="§6",
    statement="p_g can be very sharp, even degenerate; a Markov chain needs a blurred density to mix between modes.",
    figure="08_sharp_and_blurred.png",
    hypotheses=(nothing_is_added_to_G,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(replace(CASES[0], name="noise is added to G(z)", blur_std=0.3),),
    cases=CASES,
    case_type=SpikeCase,
)
