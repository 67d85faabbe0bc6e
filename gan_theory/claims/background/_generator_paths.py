"""Cases of B6: generators G(θ, z) along a path in θ, with a discriminator, and the definitions of the package's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.polynomial.legendre import legvander

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.training.networks.generators import MLP, GeneratorFamily, Polynomial, Spline, Table
from gan_theory.training.networks.linear_generators import LinearGenerator

SEGMENTS = 2
"""Segments of the path in θ, each with its Gauss–Legendre nodes."""
PATH_WEIGHTS = np.tile(WEIGHTS, SEGMENTS) / (2 * SEGMENTS)
"""The weights of the nodes of the path, which sum to 1."""
IMAGINARY_STEP = 1e-30
"""Its square is negligible beside 1."""
GeneratorFunction = Callable[[Array, Array], Array]


class Discriminator(NamedTuple):
    """The logit of D on the line, and its derivative in x.

    Parameters
    ----------
    logit, slope : callable
        x, any shape, to log D(x) − log(1 − D(x)) and to its derivative.
    """

    logit: Callable[[Array], Array]
    slope: Callable[[Array], Array]


WAVY = Discriminator(lambda x: 0.3 + x - np.sin(2 * x) / 2, lambda x: 1 - np.cos(2 * x))
STEEP = Discriminator(lambda x: np.tanh(4 * x), lambda x: 4 / np.cosh(4 * x) ** 2)
WITH_JUMP = Discriminator(np.sign, np.zeros_like)
"""The limit of ever steeper ones; its derivative is 0 wherever it has one."""


@dataclass(frozen=True, eq=False)
class GeneratorPathCase:
    """Generators G(θ, z) along the straight path from theta to theta + change.

    Parameters
    ----------
    name : str
        The name of the case.
    G : callable
        θ, shape (P,), and z, shape (m,), to x, shape (m,); for complex θ too.
    theta, change : array, shape (P,)
        Where the path starts, and the vector from there to its end.
    noise : str
        The distribution of z, "normal" or "uniform".
    D : Discriminator
        The discriminator.
    expected : callable, optional
        The function that G is by its name, computed otherwise, where G is one of the package's.
    G_is_smooth, D_is_smooth : bool
        Whether ∂G/∂θ determines how G changes along the path, and D′ how D changes along the line.
    """

    name: str
    G: GeneratorFunction | GeneratorFamily
    theta: Array
    change: Array
    noise: str = "uniform"
    D: Discriminator = WAVY
    expected: GeneratorFunction | None = None
    G_is_smooth: bool = True
    D_is_smooth: bool = True

    def along_path(self, z: Array) -> tuple[Array, Array]:
        """Return G and its derivative along the path, at each node of the path.

        A generator that is linear in θ has its basis functions for a derivative. That of another is taken by an
        imaginary step in θ, exact to rounding.

        Parameters
        ----------
        z : array, shape (m,)
            The noise.

        Returns
        -------
        G, derivative : array, shape (len(PATH_WEIGHTS), m)
            G(θ, z), and ∂G/∂θ · change.
        """
        if isinstance(self.G, LinearGenerator):
            basis = np.stack(self.G.basis(z))
            derivative = self.change @ basis
            return np.stack([self.G(theta, z) for theta in self._path()]), np.tile(derivative, (PATH_WEIGHTS.size, 1))
        step = 1j * IMAGINARY_STEP * self.change
        values = np.stack([self.G(theta + step, z) for theta in self._path()])
        return values.real, values.imag / IMAGINARY_STEP

    def _path(self) -> Iterator[Array]:
        """Yield θ at the Gauss–Legendre nodes of each segment, shape (P,) each."""
        for segment in range(SEGMENTS):
            for node in NODES:
                yield self.theta + (segment + (1 + node) / 2) / SEGMENTS * self.change


def legendre_series(theta: Array, z: Array) -> Array:
    """Return Σ_j θ_j √(2j + 1) P_j(z), by NumPy's Legendre polynomials.

    Parameters
    ----------
    theta, z : array, shapes (J,) and (m,)
        The coefficients, and the noise in [−1, 1].

    Returns
    -------
    array, shape (m,)
        The series.
    """
    return legvander(z, theta.size - 1) @ (theta * np.sqrt(2 * np.arange(theta.size) + 1))


def interpolated_table(theta: Array, z: Array) -> Array:
    """Return the linear interpolant of values at even knots from −1 to 1.

    Parameters
    ----------
    theta, z : array, shapes (J,) and (m,)
        The values, and the noise in [−1, 1].

    Returns
    -------
    array, shape (m,)
        The interpolant.
    """
    return np.interp(z, np.linspace(-1, 1, theta.size), theta)


def cubic_spline(theta: Array, z: Array) -> Array:
    """Return the cubic spline with these control points, from the fourth differences of truncated powers.

    Parameters
    ----------
    theta, z : array, shapes (J,) and (m,)
        The control points, the second and the last but one at −1 and 1; and the noise in [−1, 1].

    Returns
    -------
    array, shape (m,)
        The spline.
    """
    u = (z + 1)[:, None] * (theta.size - 3) / 2 - np.arange(theta.size) + 1  # from the knot, in knot distances
    signed = enumerate((1, -4, 6, -4, 1))
    return sum(sign * np.maximum(u + 2 - i, 0) ** 3 for i, sign in signed) @ theta / 6


def layered_perceptron(theta: Array, z: Array) -> Array:
    """Return the perceptron of two hidden layers of 8 tanh units, unit by unit.

    Parameters
    ----------
    theta, z : array, shapes (97,) and (m,)
        Its weights, layer by layer, and the noise.

    Returns
    -------
    array, shape (m,)
        Its values.
    """
    first = [np.tanh(theta[i] * z + theta[8 + i]) for i in range(8)]
    second = [np.tanh(sum(theta[16 + 8 * i + j] * h for i, h in enumerate(first)) + theta[80 + j]) for j in range(8)]
    return sum(theta[88 + j] * h for j, h in enumerate(second)) + theta[96]


def _of_package(G: GeneratorFamily, expected: GeneratorFunction, noise: str = "uniform") -> GeneratorPathCase:
    """One of the package's generators, from its random start along a random path."""
    rng = np.random.default_rng(0)
    theta = G.start(rng)
    change = 0.3 * rng.standard_normal(theta.size)
    return GeneratorPathCase(type(G).__name__.lower(), G, theta, change, noise, expected=expected)


def _custom(name: str, G: GeneratorFunction, *theta: float) -> GeneratorPathCase:
    return GeneratorPathCase(name, G, np.array(theta), np.linspace(0.3, 0.5, len(theta)), noise="normal")


LINE = _custom("a line", lambda theta, z: theta[0] + theta[1] * z, -0.5, 1.0)
CASES = (
    _of_package(MLP(8), layered_perceptron, "normal"),
    _of_package(Polynomial(), legendre_series),
    _of_package(Spline(), cubic_spline),
    _of_package(Table(), interpolated_table),
    LINE,
    replace(LINE, name="a line, against a steep D", D=STEEP),
    _custom("a sine", lambda theta, z: theta[0] * np.sin(theta[1] * z + theta[2]), 1.0, 2.0, 0.1),
    _custom("a fraction", lambda theta, z: (theta[0] + theta[1] * z) / (1 + theta[2] * z * z), 0.2, 1.5, 0.5),
    _custom("softplus", lambda theta, z: theta[0] + np.log1p(np.exp(theta[1] * z)), -1.0, 1.0),
    _custom("a folded hill", lambda theta, z: theta[0] * np.exp(-theta[1] * z * z), 2.0, 0.5),
    _custom("a kink in z", lambda theta, z: theta[0] + theta[1] * np.abs(z), -0.5, 1.0),
    _custom("jumps in z", lambda theta, z: theta[0] * np.sign(z) + theta[1] * np.floor(2 * z), 0.5, 0.3),
    _custom("a steep step that moves", lambda theta, z: np.tanh(4 * (z - theta[0])), -0.2),
)
FALSIFIERS = (
    GeneratorPathCase(
        "G jumps from −1 to 1 at z = θ",
        lambda theta, z: np.where(z < np.real(theta[0]), -1.0, 1.0),
        np.array([-0.2]),
        np.array([0.5]),
        G_is_smooth=False,
    ),
    replace(LINE, name="D jumps at x = 0", D=WITH_JUMP, D_is_smooth=False),
)
