"""Evidence of grade run for B6: the gradients of each kind of G, and what it learns against the best straight line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from gan_theory._utils.arrays import Array, array_namespace
from gan_theory.claims._shared.training_runs import SEEDS, succeeds_often
from gan_theory.densities.density import Density
from gan_theory.game.divergences import jsd
from gan_theory.training.networks.generators import MLP, GeneratorFamily, Polynomial, Spline, Table
from gan_theory.verification.evidence import Evidence, at_most, equation

if TYPE_CHECKING:
    from gan_theory.training.engine.updates import State, Updates
    from gan_theory.training.frame import Frame

IMAGINARY_STEP = 1e-30
FACTOR = 0.75
"""The final JSD of a G that bends, over that of the best straight line, is to be at most this."""
LOSSES: dict[str, Callable[[Array], Array]] = {
    "saturating": lambda logit: -np.log(1 + np.exp(logit)),
    "non-saturating": lambda logit: np.log(1 + np.exp(-logit)),
}
"""log(1 − D) and −log D, as functions of the logit of D, for complex numbers too."""


@dataclass(frozen=True)
class Fraction:
    """A user's own G(theta, z): θ_0 + θ_1 z/(1 + θ_2² z²)."""

    @property
    def constant(self) -> Array:
        """The direction in which theta moves if a constant is added to G, shape (3,)."""
        return np.array([1.0, 0.0, 0.0])

    def start(self, rng: np.random.Generator) -> Array:
        """Return initial weights, shape (3,).

        Parameters
        ----------
        rng : numpy.random.Generator
            The generator to draw from.

        Returns
        -------
        array, shape (3,)
            The weights.
        """
        return rng.uniform(0.5, 1.5, 3)

    def __call__(self, theta: Any, z: Any) -> Any:
        """Return G(z), shape (m,)."""
        return theta[0] + theta[1] * z / (1 + theta[2] * theta[2] * z * z)


def run() -> Iterator[Evidence]:
    """Compare the gradients of every kind of G with imaginary steps, and train a polynomial, spline, table and line."""
    for G in (MLP(8), Polynomial(), Spline(), Table(), Fraction()):
        yield from _gradients(G)
        yield _gradient_of_D(G)
    best = best_line("two-modes")
    yield from _lines(best, [frame for frame in final_frames("line") if frame is not None])
    for name in ("polynomial", "spline", "table"):
        what = f"G a {name}: final JSD <= {FACTOR:g} × {best:.4f}, that of the best straight line"
        yield succeeds_often(what, (frame is not None and frame.jsd <= FACTOR * best for frame in final_frames(name)))


def _gradients(G: GeneratorFamily) -> Iterator[Evidence]:
    """Compare the gradient of either loss in each weight of G, by the backward passes, with imaginary steps."""
    z = np.random.default_rng(0).uniform(-1, 1, (2, 32))
    for loss, value in LOSSES.items():
        updates, state, as_array = _start(G, (0, 1), loss)
        found = np.asarray(updates.gradient_G(state, as_array(z[..., None])))
        expected = []
        for theta_G, theta_D, each in zip(np.asarray(state.G), np.asarray(state.D), z):
            layers = updates.D.mlp.split(theta_D)
            steps = theta_G + 1j * IMAGINARY_STEP * np.eye(theta_G.size)
            means = [value(_logit(layers, G(moved, each))).mean() for moved in steps]
            expected.append(np.imag(means) / IMAGINARY_STEP)
        left = f"gradient of the {loss} loss in the weights of a {type(G).__name__.lower()}, by the backward passes"
        yield equation(left, "by imaginary steps", found, expected)


def _gradient_of_D(G: GeneratorFamily) -> Evidence:
    """Compare the gradient of D's loss on data and on samples of G in each weight of D with imaginary steps."""
    x, z = np.random.default_rng(1).uniform(-1, 1, (2, 1, 32))
    updates, state, as_array = _start(G, (0,), "non-saturating")
    found = np.asarray(updates.gradient_D(state, *(as_array(each[..., None]) for each in (x, z))))[0]
    theta_D, G_z = np.asarray(state.D)[0], G(np.asarray(state.G)[0], z[0])
    expected = []
    for direction in np.eye(theta_D.size):
        layers = updates.D.mlp.split(theta_D + 1j * IMAGINARY_STEP * direction)
        on_data, on_G = LOSSES["non-saturating"](_logit(layers, x[0])), LOSSES["saturating"](_logit(layers, G_z))
        expected.append((on_data - on_G).mean().imag / IMAGINARY_STEP)
    left = f"gradient of −V in the weights of D against a {type(G).__name__.lower()}, by the backward passes"
    return equation(left, "by imaginary steps", found, expected)


def _start(G: GeneratorFamily, seeds: Sequence[int], loss: str) -> tuple[Updates, State, Callable[[Any], Any]]:
    """Return the updates, a State in float64, and what makes arrays of float64 of the library that trains this G."""
    from gan_theory.training.engine.array_library import choose_array_library
    from gan_theory.training.engine.updates import State, Updates
    from gan_theory.training.recipe import Recipe

    updates = Updates(G, Recipe(width=8, loss=loss))
    weights = updates.initial_state(seeds, choose_array_library(G, compile=False, device="cpu"))
    xp = array_namespace(weights.G)
    as_float64 = partial(xp.asarray, dtype=xp.float64)
    return updates, State(*map(as_float64, weights)), as_float64


def _logit(layers: Sequence[Array], x: Array) -> Array:
    """Return the logit of D at x (m,), which may be complex, from the weights of its three layers."""
    (W_1, b_1), W_2, b_2, W_3, b_3 = layers
    return (np.sin(np.sin(x[:, None] * W_1 + b_1) @ W_2 + b_2) @ W_3 + b_3)[:, 0]


@cache
def final_frames(name: str) -> list[Frame | None]:
    """Return the last Frame of the named recipe from each of SEEDS, None if that run has diverged.

    Parameters
    ----------
    name : str
        A name in RECIPES.

    Returns
    -------
    list of Frame or None
        The Frames.
    """
    from gan_theory.experiments.named_recipes import RECIPES

    return [frames[-1] for frames in RECIPES[name].runs(SEEDS)]


def _lines(best: float, frames: Sequence[Frame]) -> Iterator[Evidence]:
    """Compare p_g of trained lines with uniform densities, and their JSD with the best of these."""
    found = [frame.jsd for frame in frames]
    expected = [uniform_jsd(frame.p_data, *frame.G(np.array([-1.0, 1.0]))) for frame in frames]
    yield equation("final JSD, G a straight line", "JSD of p_data and U(G(−1), G(1))", found, expected)
    what = f"no trained line is better than the best one, as none can be: {len(frames)} runs"
    yield at_most(what, best, found, 1e-5)  # in another pair of cells the least JSD might be lower by less than that


def uniform_jsd(p_data: Density, end: Array | float, other_end: Array | float) -> Array:
    """Return the JSD of p_data and of uniform densities on the cells of p_data, the end cells taking what lies beyond.

    Parameters
    ----------
    p_data : Density, n cells
        The target.
    end, other_end : array, shape (...)
        The ends of the uniform densities, in either order.

    Returns
    -------
    array, shape (...)
        In nats.
    """
    low, high = np.minimum(end, other_end)[..., None], np.maximum(end, other_end)[..., None]
    below = np.clip((p_data.edges - low) / (high - low), 0, 1)
    below[..., 0], below[..., -1] = 0, 1
    return np.asarray(jsd(p_data.p, np.diff(below)))


@cache
def best_line(target: str) -> float:
    """Return the least JSD that G(z) = a + b z, z ~ U(−1, 1), can have, by a search over location and scale.

    On a grid the JSD has a local minimum in each pair of cells that hold the ends G(±1). So the search goes from a
    coarse grid of all lines to the ends within two cells of the best, at 16 points a cell, and then into one cell.

    Parameters
    ----------
    target : str
        The name of p_data.

    Returns
    -------
    float
        In nats.
    """
    from gan_theory.datasets.targets import as_target

    p_data = as_target(target).p_data
    cell = p_data.edges[1] - p_data.edges[0]
    reach = np.ptp(p_data.edges) / 2
    ends, JSD = _best_ends(p_data, (p_data.mean(), p_data.mean()), reach, 33)
    ends, JSD = _best_ends(p_data, ends, reach / 16, 33)
    ends, JSD = _best_ends(p_data, ends, 2 * cell, 65)
    for halvings in range(24):
        ends, JSD = _best_ends(p_data, ends, cell / 16 / 2**halvings, 9)
    return JSD


def _best_ends(
    p_data: Density, ends: tuple[float, float], reach: float, points: int
) -> tuple[tuple[float, float], float]:
    """Return the best G(−1) < G(1) of a grid that goes so far on either side of both ends, and its JSD."""
    steps = np.linspace(-reach, reach, points)
    low, high = np.meshgrid(ends[0] + steps, ends[1] + steps, indexing="ij")
    high = np.maximum(high, low + 1e-3 * np.ptp(p_data.edges))
    values = uniform_jsd(p_data, low, high)
    best = np.unravel_index(values.argmin(), values.shape)
    return (float(low[best]), float(high[best])), float(values[best])
