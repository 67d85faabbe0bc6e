"""Section 6: p_g can be very sharp, even degenerate; a Markov chain needs a blurred density to mix between modes.

The chain is Metropolis's, with proposals within 1 of x, on two modes that are 4 apart. It is stationary and reversible
however sharp the modes are, and each step crosses the valley with a probability that falls with their density there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import entr, erf

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.training_runs import frames_of_seeds, succeeds_often
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.experiments.named_recipes import NARROW_BESIDE_WIDE
from gan_theory.explicit_models.markov_chain import crossing_rate, metropolis, spectral_gap
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation

if TYPE_CHECKING:
    from gan_theory.training.frame import Frame

X, CHAIN_X = grid(-4, 4, 401), grid(-4, 4, 160)
LEFT, RIGHT = X[[100, 300]]
"""The locations of spikes: −2 and 2, up to a rounding."""
NEAR, BLUR = 0.1, 0.25
THREE_CELLS = Density(np.arange(3.0), np.full(3, 1 / 3))


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
    """Push the noise forward through G, and follow Metropolis chains by their transition matrices."""
    p_g = _push_forward(case)
    spikes = np.zeros(X.size)
    spikes[np.searchsorted(X, case.locations - 1e-9)] = case.masses
    yield equation("p_g at the spikes", "their masses", p_g, spikes, x=X)
    yield equation("JSD of p_g from the spikes", "0", formulas.jsd(spikes, p_g), 0, formula="jsd")
    yield equation("the entropy of p_g", "that of the spikes, 0 for a single one", entr(p_g).sum(), entr(spikes).sum())
    yield from _chains()


def _push_forward(case: SpikeCase) -> Array:
    """p_g on X, shape (n,), with a node on either side of each jump."""
    sides = [side for jump in case.jumps for side in (np.nextafter(jump, -9), jump)]
    z = np.union1d(NOISES[case.noise].nodes(401), np.array(sides))
    p_g = push_forward(z, case.G(z), case.noise, X).p
    if case.blur_std:
        p_g = np.convolve(p_g, Density.from_pdf(gaussian(0, case.blur_std).pdf, X).p, "same")
    return p_g


def two_modes(std: float, x: Array = X) -> Density:
    """Return ½N(−2, std²) + ½N(2, std²).

    Parameters
    ----------
    std : float
        The standard deviation of each mode.
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    Density
        The mixture.
    """
    return Density.from_pdf(GaussianMixture((-2.0, 2.0), (std, std), (0.5, 0.5)).pdf, x)


@cache
def _chains() -> tuple[Evidence, ...]:
    """Check Metropolis chains for ever sharper modes, and follow the blurred and the sharp one from the left mode."""
    densities = [two_modes(std, CHAIN_X) for std in (0.8, 0.4, 0.2)]
    chains = [metropolis(p) for p in densities]
    rates = np.array([crossing_rate(p, P) for p, P in zip(densities, chains)])
    gaps = np.array([spectral_gap(p, P) for p, P in zip(densities[:2], chains[:2])])  # the third is below rounding
    leaps = np.array([[0.1, 0.2, 0.7], [0.2, 0.6, 0.2], [0.7, 0.2, 0.1]])  # with the eigenvalues 1, 0.4 and −0.6
    what = "each time the modes' std is halved, the chain crosses at most a tenth as often"
    return (
        *(each for p, P in zip(densities, chains) for each in _is_metropolis_chain(p, P)),
        equal("a chain with the eigenvalues 1, 0.4 and −0.6 has the gap 0.4", spectral_gap(THREE_CELLS, leaps), 0.4),
        at_most(what, rates[1:], rates[:-1] / 10, 0),
        at_most("and its spectral gap is at most a tenth as large", gaps[1:], gaps[:-1] / 10, 0),
        at_most(
            "the spectral gap is at most 4 times the rate of crossings: no faster than through the valley",
            gaps,
            4 * rates[:2],
            0,
        ),
        *_mixing(densities[0], chains[0], gaps[0], densities[2], chains[2], rates[2]),
    )


def _is_metropolis_chain(p: Density, P: Array) -> Iterator[Evidence]:
    """Check that P is stationary at p, reversible, and crosses as often as acceptance with min(1, p(y)/p(x)) says."""
    near = np.abs(np.subtract.outer(np.arange(p.n), np.arange(p.n))) * p.dx < 1 + p.dx / 2
    proposals = near.sum(axis=-1).max()
    yield equation("Σ_y P(x → y)", "1", P.sum(axis=-1), 1, x=p.x)
    yield equation("p P, the distribution after a step from p", "p", p.p @ P, p.p, x=p.x)
    off = near & ~np.eye(p.n, dtype=bool)
    flow, least = p.p[:, None] * P, np.minimum.outer(p.p, p.p)
    yield equation("p(x) P(x → y) K / min(p(x), p(y))", "1", flow[off] * proposals / least[off], 1)
    expected = (least * near)[np.ix_(p.x < 0, p.x > 0)].sum() / proposals
    yield equation("the rate of crossings over Σ min(p(x), p(y))/K", "1", crossing_rate(p, P) / expected, 1)


def _mixing(
    blurred: Density, to_mix: Array, gap: float, sharp: Density, stuck: Array, rate: float
) -> Iterator[Evidence]:
    """Start both chains in the left mode. A set of mass ½ is left at most at the rate of crossings over ½ a step."""
    many = 512
    after = _from_the_left(blurred) @ np.linalg.matrix_power(to_mix, many)
    later = after @ np.linalg.matrix_power(to_mix, many)
    missing = [0.5 - each[blurred.x > 0].sum() for each in (after, later)]
    what = (
        "between 512 and 1,024 steps the lack on the right shrinks by (1 − gap)⁵¹², to the rounding of a lack of 6e-5"
    )
    yield equal(what, missing[1] / missing[0], (1 - gap) ** many, 1e-10)
    yield at_most("modes of std 0.8: after 1,024 steps TV <= 0.001", np.abs(later - blurred.p).sum() / 2, 0.001, 0)
    right = (_from_the_left(sharp) @ np.linalg.matrix_power(stuck, 2 * many))[sharp.x > 0].sum()
    what = "modes of std 0.2: after 1,024 steps the mass on the right is at most 2,048 rates of crossing, and <= 1e-9"
    yield at_most(what, right, min(2 * 2 * many * rate, 1e-9), 1e-15)


def _from_the_left(p: Density) -> Array:
    """Return p on x < 0, normalised."""
    left = np.where(p.x < 0, p.p, 0)
    return left / left.sum()


def symbolic() -> Iterator[Evidence]:
    """Take the limit σ → 0 of G(z) = c + σz, and of two modes at ±2."""
    from sympy import exp, limit, log, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_so, jsd, log_normal, p, q, vanishes

    x, c = symbols("x c", real=True)
    sigma, t = symbols("sigma t", positive=True)
    density = exp(log_normal(x, c, sigma**2))  # of G(z) = c + σz
    yield vanishes("p_g(c) = 1/(σ√(2π))", density.subs(x, c) - 1 / sqrt(2 * pi * sigma**2))
    yield is_so("which → ∞ as σ → 0", limit(density.subs(x, c), sigma, 0, "+") == oo)
    yield is_so("p_g → 0 at every other x", limit(density.subs(x, c + t), sigma, 0, "+") == 0)
    log_density, log_mean = log_normal(x, c, sigma**2), sigma**2 * t**2 / 2
    what = "t(x − c) + log p_g(x) = σ²t²/2 + log p_g(x − σ²t)"
    yield vanishes(what, t * (x - c) + log_density - log_mean - log_density.subs(x, x - sigma**2 * t))
    what = "so E exp t(x − c) = exp(σ²t²/2) → 1: p_g becomes the point mass at c"
    yield vanishes(what, limit(exp(log_mean), sigma, 0, "+") - 1)
    yield vanishes("where a cell holds all of p_g and of p_data, JSD = 0", jsd(p, q).subs({p: 1, q: 1}))
    halves = limit(jsd(p, q), q, 0) - p * log(2) / 2, limit(jsd(p, q), p, 0) - q * log(2) / 2
    yield vanishes("a spike elsewhere has JSD = log 2, half of it from either cell", *halves)
    valley = (density.subs({x: 0}) / (density.subs({x: c}) / 2)).subs(c, 2)  # two modes, at ±2, of mass ½
    what = "between modes at ±2 the density falls to 2 exp(−2/σ²) of their height"
    yield vanishes(what, valley / 2 - exp(-2 / sigma**2))
    what = "which goes to 0 faster than σ⁹: a chain no longer crosses"
    yield is_so(what, limit(valley / sigma**9, sigma, 0, "+") == 0)


def run() -> Iterator[Evidence]:
    """Train on a narrow mode of std 0.05 beside a wide one, and compare with any distribution that is blurred by 0.25.

    Data are standardised, so that the scale of a single spike would show nothing: beside a wide mode it does. Whatever
    the distribution of y, y + ε with ε ~ N(0, 0.25²) has at most erf(0.1/(0.25√2)) = 0.311 of its mass within 0.1 of a
    point. p_data has 0.48 of its own there.
    """
    last = [frames[-1] for frames in frames_of_seeds(NARROW_BESIDE_WIDE, steps=2000, batch=128, frames=1)]
    blurred = erf(NEAR / (BLUR * np.sqrt(2)))
    what = f"p_g has more than {blurred:.3f} of its mass within 0.1 of the narrow mode: no noise of std 0.25 is added"
    yield succeeds_often(what, [frame is not None and mass_near_narrow_mode(frame) > blurred for frame in last])
    what = "and has both modes: JSD <= 0.1"
    yield succeeds_often(what, [frame is not None and frame.jsd <= 0.1 for frame in last])


def mass_near_narrow_mode(frame: Frame) -> float:
    """Return the mass of p_g within 0.1 of the narrow mode, by the push-forward.

    Parameters
    ----------
    frame : Frame
        A Frame of a run on NARROW_BESIDE_WIDE.

    Returns
    -------
    float
        The mass.
    """
    centre = NARROW_BESIDE_WIDE.means[1]
    cells = centre + 2 * NEAR * np.arange(-2, 3)  # the end cells also take what lies beyond them
    return float(push_forward(frame.z, frame.G_z, frame.noise, cells).p[2])


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
    figure="10_sharp_and_blurred.png",
    hypotheses=(nothing_is_added_to_G,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    formulas=("jsd",),
    falsifiers=(replace(CASES[0], name="noise is added to G(z)", blur_std=0.3),),
    cases=CASES,
    case_type=SpikeCase,
)
