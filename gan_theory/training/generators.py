"""G as any differentiable function of z: a multilayer perceptron, a polynomial, a spline, a table, one's own (B6)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import check_count, match_name


@dataclass(frozen=True)
class MLP:
    """Two hidden layers of tanh. theta (P,) has W (1, h), b (h,), W (h, h), b (h,), W (h, 1), b (1,) in this order."""

    width: int = 32

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """Of the weights and, as rows, of the biases, in the order in which theta holds them."""
        h = self.width
        return (1, h), (1, h), (h, h), (1, h), (h, 1), (1, 1)

    def split(self, theta) -> list:
        """Views of theta (..., P), an array or a tensor, as the matrices (..., rows, columns) of `shapes`."""
        views, i = [], 0
        for rows, columns in self.shapes:
            views.append(theta[..., i : i + rows * columns].reshape(*theta.shape[:-1], rows, columns))
            i += rows * columns
        return views

    def start(self, rng: np.random.Generator) -> np.ndarray:
        """Weights (P,) of a G that increases in z: one that starts with folds seldom loses them."""
        h = self.width
        slopes = rng.uniform(*SLOPES, h)
        parts = slopes, 2.5 * slopes * rng.uniform(-1, 1, h), 4 / h * rng.random(h * h), rng.uniform(-0.7, 0.7, h)
        return np.concatenate([*parts, 4 / h * rng.random(h), [0.0]])

    @property
    def constant(self) -> np.ndarray:
        """The direction (P,) in which theta moves if a constant is added to G."""
        P = sum(rows * columns for rows, columns in self.shapes)
        return np.eye(1, P, P - 1)[0]

    def __call__(self, theta, z) -> np.ndarray:
        """x = G(z) (m,) in NumPy."""
        W_1, b_1, W_2, b_2, W_3, b_3 = self.split(theta)
        return (np.tanh(np.tanh(z[:, None] @ W_1 + b_1) @ W_2 + b_2) @ W_3 + b_3)[:, 0]


SLOPES = (0.5, 1.5)  # of the first layer of G at the start


class Linear:
    """G(z) = Σ_j θ_j φ_j(z): `basis(z)` lists the J φ_j(z) (..., m), for an array or a tensor z (..., m) in [−1, 1]."""

    def __call__(self, theta, z) -> np.ndarray:
        """x = G(z) (m,) in NumPy."""
        return np.stack(self.basis(z), axis=-1) @ theta


@dataclass(frozen=True)
class Polynomial(Linear):
    """Of this degree, in Legendre's polynomials, which are orthogonal under z ~ U(−1, 1)."""

    degree: int = 9

    def __post_init__(self):
        check_count("degree", self.degree, 1, 100)

    def basis(self, z):
        """P_0(z) to P_degree(z), by j P_j = (2j − 1) z P_{j−1} − (j − 1) P_{j−2}, each times √(2j + 1)."""
        powers = [0 * z + 1, z]
        for j in range(2, self.degree + 1):
            powers.append(((2 * j - 1) * z * powers[-1] - (j - 1) * powers[-2]) / j)
        return [(2 * j + 1) ** 0.5 * each for j, each in enumerate(powers)]

    def start(self, rng: np.random.Generator) -> np.ndarray:
        """G(z) = √3 z, of variance 1, and a little of every degree."""
        return np.eye(1, self.degree + 1, 1)[0] + 0.05 * rng.standard_normal(self.degree + 1)

    @property
    def constant(self) -> np.ndarray:
        """The direction (J,) in which theta moves if a constant is added to G."""
        return np.eye(1, self.degree + 1)[0]


@dataclass(frozen=True)
class LocalBasis(Linear):
    """One bump on each of even knots, that sum to 1 at each z; theta are about the values of G at the knots."""

    knots: int = 32

    def __post_init__(self):
        check_count("knots", self.knots, 2 + self.margin, 10**4)

    def basis(self, z):
        """The bumps at z (..., m), one for each knot."""
        h = 2 / (self.knots - 1 - self.margin)
        return [self.bump(abs(z + 1 - (j - self.margin / 2) * h) / h) for j in range(self.knots)]

    def start(self, rng: np.random.Generator) -> np.ndarray:
        """G(z) = √3 z, of variance 1, with a little noise at each knot."""
        j = np.arange(self.knots) - (self.knots - 1) / 2
        return 3**0.5 * 2 / (self.knots - 1 - self.margin) * j + 0.05 * rng.standard_normal(self.knots)

    @property
    def constant(self) -> np.ndarray:
        """The direction (J,) in which theta moves if a constant is added to G."""
        return np.ones(self.knots)


class Table(LocalBasis):
    """A table of values of G, read with linear interpolation: its bumps are hats."""

    margin = 0

    @staticmethod
    def bump(u):
        """1 − u for u < 1, else 0, at the distance u >= 0 from a knot in units of theirs."""
        return (1 - u).clip(0)


class Spline(LocalBasis):
    """A cubic spline; theta are its control points, one of them beyond either end."""

    margin = 2

    @staticmethod
    def bump(u):
        """The cubic B-spline at the distance u >= 0 from its knot, in units of the knots' distance."""
        return ((2 - u).clip(0) ** 3 - 4 * (1 - u).clip(0) ** 3) / 6


GENERATORS = {"mlp": MLP, "polynomial": Polynomial, "spline": Spline, "table": Table}


def as_generator(G, width: int):
    """What computes G: one of GENERATORS by name, the perceptron of this width; or an object of one's own, as it is.

    Such an object is hashable, has `start(rng) -> theta (P,)` and `constant (P,)`, and `G(theta, z) -> x (m,)` for
    NumPy arrays and for torch tensors alike. Raises ValueError for anything else.
    """
    if isinstance(G, str):
        name = match_name(G, GENERATORS, "generator")
        return MLP(width) if name == "mlp" else GENERATORS[name]()
    parts = callable(G) and callable(getattr(G, "start", None)) and hasattr(G, "constant") and isinstance(G, Hashable)
    if not parts or isinstance(G, type):
        raise ValueError(f"expected G, a name or a hashable object with start, constant and G(theta, z); got {G!r}")
    return G
