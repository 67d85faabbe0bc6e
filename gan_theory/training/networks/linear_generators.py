"""Generators that are linear in their weights: polynomials, splines and tables of values, for z ~ U(−1, 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from gan_theory._utils.arrays import Array, array_namespace
from gan_theory._utils.validation import check_count


class LinearGenerator:
    """G(z) = Σ_j θ_j φ_j(z) with given basis functions φ_j, on z in [−1, 1]."""

    def basis(self, z: Any) -> list[Any]:
        """Return φ_1(z), …, φ_J(z).

        Parameters
        ----------
        z : array or tensor, shape (..., m)
            The noise, in [−1, 1].

        Returns
        -------
        list of J arrays or tensors, shape (..., m) each
            The values of the basis functions.
        """
        raise NotImplementedError

    def __call__(self, theta: Array, z: Array) -> Array:
        """Return G(z), shape (m,), in NumPy.

        Parameters
        ----------
        theta : array, shape (J,)
            The coefficients.
        z : array, shape (m,)
            The noise.

        Returns
        -------
        array, shape (m,)
            x = G(z).
        """
        return np.stack(self.basis(z), axis=-1) @ theta


@dataclass(frozen=True)
class Polynomial(LinearGenerator):
    """A polynomial, in the Legendre polynomials, which are orthogonal under z ~ U(−1, 1).

    Parameters
    ----------
    degree : int
        The degree, 1 to 100.
    """

    degree: int = 9

    def __post_init__(self) -> None:
        check_count("degree", self.degree, 1, 100)

    def basis(self, z: Any) -> list[Any]:
        """Return √(2j + 1) P_j(z) for j = 0 to the degree, by the recurrence of the Legendre polynomials P_j.

        It is j P_j = (2j − 1) z P_{j−1} − (j − 1) P_{j−2}.

        Parameters
        ----------
        z : array or tensor, shape (..., m)
            The noise, in [−1, 1].

        Returns
        -------
        list of degree + 1 arrays or tensors, shape (..., m) each
            The values of the polynomials.
        """
        legendre = [0 * z + 1, z]
        for j in range(2, self.degree + 1):
            legendre.append(((2 * j - 1) * z * legendre[-1] - (j - 1) * legendre[-2]) / j)
        return [(2 * j + 1) ** 0.5 * P_j for j, P_j in enumerate(legendre)]

    def start(self, rng: np.random.Generator) -> Array:
        """Return the initial theta, shape (degree + 1,): G(z) = √3 z, of variance 1, plus a little of every degree."""
        return np.eye(1, self.degree + 1, 1)[0] + 0.05 * rng.standard_normal(self.degree + 1)

    @property
    def constant(self) -> Array:
        """The direction in which theta moves if a constant is added to G, shape (degree + 1,)."""
        return np.eye(1, self.degree + 1)[0]


@dataclass(frozen=True)
class LocalBasis(LinearGenerator):
    """One bump on each of evenly spaced knots. The bumps sum to 1 at each z; theta is close to the values at the knots.

    Parameters
    ----------
    knots : int
        The number of knots, and so of weights.
    """

    knots: int = 32
    margin: ClassVar[int]  # how many of the knots lie outside [−1, 1]

    def __post_init__(self) -> None:
        check_count("knots", self.knots, 2 + self.margin, 10**4)

    @staticmethod
    def bump(u: Any) -> Any:
        """Return the bump at the distance u >= 0 from its knot, in units of the distance between knots."""
        raise NotImplementedError

    def basis(self, z: Any) -> list[Any]:
        """Return the bumps, one for each knot.

        Parameters
        ----------
        z : array or tensor, shape (..., m)
            The noise, in [−1, 1].

        Returns
        -------
        list of arrays or tensors, shape (..., m) each
            The values of the bumps at z.
        """
        h = self._spacing()
        distances = [(j - self.margin / 2) * h for j in range(self.knots)]  # of the knots from −1
        from_minus_1 = array_namespace(z).asarray(distances, dtype=z.dtype, device=z.device)
        bumps = self.bump(abs((z + 1)[..., None] - from_minus_1) / h)
        return [bumps[..., j] for j in range(self.knots)]

    def start(self, rng: np.random.Generator) -> Array:
        """Return the initial theta, shape (knots,): G(z) = √3 z, of variance 1, with a little noise at each knot."""
        j = np.arange(self.knots) - (self.knots - 1) / 2
        return 3**0.5 * 2 / (self.knots - 1 - self.margin) * j + 0.05 * rng.standard_normal(self.knots)

    @property
    def constant(self) -> Array:
        """The direction in which theta moves if a constant is added to G, shape (knots,)."""
        return np.ones(self.knots)

    def _spacing(self) -> float:
        return 2 / (self.knots - 1 - self.margin)


class Table(LocalBasis):
    """A table of values of G with linear interpolation: its bumps are hat functions."""

    margin = 0

    @staticmethod
    def bump(u: Any) -> Any:
        """Return the hat function, 1 − u for u < 1 and 0 beyond."""
        return (1 - u).clip(0)


class Spline(LocalBasis):
    """A cubic spline; theta are its control points, one of them beyond either end."""

    margin = 2

    @staticmethod
    def bump(u: Any) -> Any:
        """Return the cubic B-spline at the distance u >= 0 from its knot, in units of the distance between knots."""
        outer, inner = (2 - u).clip(0), (1 - u).clip(0)
        return (outer * outer * outer - 4 * inner * inner * inner) / 6  # NumPy takes four times as long for ** 3
