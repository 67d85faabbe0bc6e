"""A discretized density: the centres of the cells of an even grid, and the mass in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

import numpy as np

from gan_theory._utils.csv import read_column
from gan_theory._utils.validation import as_float64, as_samples, check_count
from gan_theory.densities.bandwidth import leave_one_out_bandwidth
from gan_theory.densities.grid import as_even_grid, cell_edges, cell_width, grid, grid_for
from gan_theory.densities.kernel_density import KernelDensity


@dataclass(frozen=True, eq=False)
class Density:
    """Masses p (n,) in the cells around x (n,), with Σ p = 1; array-like, as the array of its masses.

    x: cell centres, even, increasing, n >= 2. p: non-negative, finite, |Σ p − 1| <= 1e-9; kept in float64, unchanged.
    outside: the mass that the law has beyond the grid. The constructors that know a whole law (`from_scipy`,
    `from_samples`, a push-forward) put it into the end cells; `from_pdf` leaves it out of p. bandwidth: the width
    of the kernel, if samples were smoothed. Raises ValueError for anything else.
    """

    x: np.ndarray
    p: np.ndarray
    outside: float = 0.0
    bandwidth: float | None = None

    def __post_init__(self):
        x, p = as_even_grid(self.x), as_float64(self.p, "masses").copy()
        if not (isinstance(self.outside, Real) and 0 <= self.outside <= 1 + 1e-9):
            raise ValueError(f"expected outside, a mass in [0, 1]; got {self.outside!r}")
        if p.shape != x.shape:
            raise ValueError(f"expected masses of the shape of x, {x.shape}; got {p.shape}")
        check_masses(p, 1e-9)
        for name, array in (("x", x), ("p", p)):
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    @classmethod
    def from_pdf(cls, pdf, x, *, total: float = 1.0) -> Density:
        """p ∝ pdf(x) at the cell centres, which converges geometrically for smooth decaying densities.

        pdf: a function of x, or its values (n,). total: its integral over the line, so that
        `outside` = 1 − Σ pdf(x)·dx / total. Raises ValueError if the grid holds clearly more than the total.
        """
        x = as_even_grid(x)
        if not (isinstance(total, Real) and 0 < total < np.inf):
            raise ValueError(f"expected total > 0, finite; got {total!r}")
        values = as_float64(pdf(x) if callable(pdf) else pdf, "a pdf")
        if values.shape != x.shape:
            raise ValueError(f"expected a pdf with values of the shape of x, {x.shape}; got {values.shape}")
        if not (np.isfinite(values).all() and (values >= 0).all() and values.any()):
            raise ValueError("expected a pdf that is finite, non-negative and somewhere positive; got another")
        dx = cell_width(x)
        inside = values.sum() * dx / total
        slack = 1e-9 + np.abs(np.diff(values)).sum() * dx / total / 2  # the midpoint rule's error, by total variation
        if inside > 1 + slack:
            raise ValueError(
                f"expected a pdf that integrates to at most {total:g} on the grid; got {inside * total:g}: "
                "normalise it, or give its integral as total="
            )
        return cls(x, values / values.sum(), outside=max(0.0, 1.0 - inside))

    @classmethod
    def from_scipy(cls, law, x=None) -> Density:
        """Exact cell masses of a frozen scipy.stats distribution; the end cells take what lies outside.

        law: anything with methods `cdf`, `sf` and `ppf`. x: cell centres (n,), by default `grid_for(law)`. An atom on
        an edge counts to the cell above it. Raises ValueError for anything else, or if cdf and sf are not a law's.
        """
        if not all(callable(getattr(law, method, None)) for method in ("cdf", "sf", "ppf")):
            raise ValueError(f"expected a frozen scipy.stats distribution; got {type(law).__name__}")
        try:
            return cls._of_law(law, grid_for(law) if x is None else as_even_grid(x))
        except TypeError as error:
            raise ValueError(f"expected a frozen scipy.stats distribution; got one that says: {error}") from None

    @classmethod
    def _of_law(cls, law, x, *, bandwidth=None) -> Density:
        edges = cell_edges(x)
        edges[:-1] = np.nextafter(edges[:-1], -np.inf)
        below, above = (np.asarray(f(edges), dtype=np.float64) for f in (law.cdf, law.sf))
        if not (np.isfinite(below).all() and np.isfinite(above).all()):
            raise ValueError("expected a distribution whose cdf is finite; got nan: check its parameters")
        p = np.where(below[1:] <= 0.5, np.diff(below), -np.diff(above))  # each tail from its own end: no cancellation
        p[0] += below[0]
        p[-1] += above[-1]
        p = np.maximum(p, 0)
        if not abs(p.sum() - 1) <= 1e-6:
            raise ValueError(f"expected a distribution whose cdf and sf sum to 1; got masses that sum to {p.sum():g}")
        return cls(x, p / p.sum(), outside=float(below[0] + above[-1]), bandwidth=bandwidth)

    @classmethod
    def from_samples(cls, samples, x=None, *, bandwidth: float | None = None) -> Density:
        """The law of the samples (m,), each smoothed by a Gaussian of standard deviation `bandwidth`.

        bandwidth: by default the one that best predicts left-out samples (`likelihood_bandwidth`); 0 gives the
        histogram. x: cell centres (n,), by default over the smoothed law's 1e-5 quantiles with a margin. Cell masses
        are exact; the end cells take what lies outside. Raises ValueError for nan or fewer than two distinct samples.
        """
        h = leave_one_out_bandwidth(samples) if bandwidth is None else bandwidth
        if not (isinstance(h, Real) and 0 <= h < np.inf):
            raise ValueError(f"expected a bandwidth >= 0; got {bandwidth!r}")
        if h == 0:
            return cls._histogram(as_samples(samples), x)
        law = KernelDensity(samples, h)
        return cls._of_law(law, grid_for(law) if x is None else as_even_grid(x), bandwidth=law.h)

    @classmethod
    def _histogram(cls, samples, x) -> Density:
        margin = np.ptp(samples) / 8
        x = grid(samples.min() - margin, samples.max() + margin) if x is None else as_even_grid(x)
        edges = cell_edges(x)
        counts = np.histogram(np.clip(samples, x[0], x[-1]), edges)[0]
        outside = np.mean((samples < edges[0]) | (samples > edges[-1]))
        return cls(x, counts / samples.size, outside=float(outside), bandwidth=0.0)

    @classmethod
    def from_csv(cls, path, column: str | None = None, x=None, *, bandwidth: float | None = None) -> Density:
        """`from_samples` of one column of a CSV or text file (see `read_column`)."""
        return cls.from_samples(read_column(path, column)[1], x, bandwidth=bandwidth)

    @property
    def n(self) -> int:
        """The number of cells."""
        return self.x.size

    @property
    def dx(self) -> float:
        """The width of a cell."""
        return cell_width(self.x)

    @property
    def edges(self) -> np.ndarray:
        """The ends (n + 1,) of the cells."""
        return cell_edges(self.x)

    @property
    def pdf(self) -> np.ndarray:
        """p/dx (n,): the density to plot."""
        return self.p / self.dx

    def mean(self) -> float:
        """E x = Σ x p."""
        return float(self.x @ self.p)

    def std(self) -> float:
        """√Var x, over the cell centres."""
        return float(self.dx * np.sqrt(((self.x - self.mean()) / self.dx) ** 2 @ self.p))

    def ppf(self, u) -> np.ndarray:
        """The quantiles of u in [0, 1], the mass being even within each cell."""
        return np.interp(u, np.concatenate([[0.0], np.cumsum(self.p)]), self.edges)

    def sample(self, n: int, seed=None) -> np.ndarray:
        """n samples (n,), even within each cell; seed: an int, a numpy Generator, or None for others each time."""
        check_count("n", n, 0, 10**9)
        return self.ppf(np.random.default_rng(seed).random(n))

    def __array__(self, dtype=None, copy=None):
        return np.array(self.p, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return self.n

    def __repr__(self) -> str:
        lo, hi = self.edges[[0, -1]]
        smooth = "" if self.bandwidth is None else f", bandwidth={self.bandwidth:.3g}"
        return f"Density({self.n} cells on [{lo:.4g}, {hi:.4g}], outside={self.outside:.2g}{smooth})"


def check_masses(p: np.ndarray, tol: float, name: str = "masses") -> None:
    """Raise ValueError unless p (..., n) is non-negative and finite and |Σ p − 1| <= tol along the last axis."""
    if p.ndim == 0 or p.size == 0:
        raise ValueError(f"expected {name} of shape (..., n); got shape {p.shape}")
    if not p.min() >= 0:  # nan compares false
        raise ValueError(f"expected {name} that are non-negative; got {p.min():g}")
    total = p.sum(axis=-1)
    off = np.abs(total - 1)
    if not off.max() <= tol:
        worst = float(np.ravel(total)[np.argmax(off)])
        raise ValueError(
            f"expected {name} that sum to 1 within {tol:g}; got a sum of {worst:.12g}: "
            "divide by the sum, or let Density.from_pdf normalise"
        )
