"""A discretized density: the centres of the cells of an even grid, and the mass in each cell."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np
import numpy.typing as npt

from gan_theory._utils.arrays import Array, ArrayLike, Seed
from gan_theory._utils.csv import read_column
from gan_theory._utils.float_errors import UNDERFLOW_IS_0
from gan_theory._utils.read_only import ReadOnlyArrays
from gan_theory._utils.validation import as_float64, as_samples, check_count
from gan_theory.densities.bandwidth import leave_one_out_bandwidth
from gan_theory.densities.cell_masses import (
    Distribution,
    check_masses,
    distribution_masses,
    has_cell_masses,
    histogram_masses,
    pdf_masses,
)
from gan_theory.densities.grid import as_even_grid, cell_edges, cell_width, grid, grid_for
from gan_theory.densities.kernel_density import KernelDensity


@dataclass(frozen=True, eq=False)
class Density(ReadOnlyArrays):
    """Masses in the cells of an even grid; array-like, as the array of its masses.

    `Density.from_scipy`, `from_pdf`, `from_samples` and `from_csv` make one.

    Parameters
    ----------
    x : array-like, shape (n,)
        The centres of the cells, increasing in even steps; n >= 2.
    p : array-like, shape (n,)
        The masses, not negative, with |Σ p − 1| <= 1e-9. They are not renormalised.
    outside : float
        The mass of the distribution outside the grid. `from_scipy`, `from_samples` and `push_forward` add it to the
        end cells; `from_pdf` leaves it out of p.
    bandwidth : float, optional
        The standard deviation of the Gaussian kernel, if samples were smoothed.

    Raises
    ------
    ValueError
        If x is not an even grid, p are not such masses, or `outside` is not in [0, 1].

    Examples
    --------
    >>> p = Density([0.5, 1.5], [0.25, 0.75])
    >>> p
    Density(2 cells on [0, 2], outside=0)
    >>> p.mean(), p.pdf
    (1.25, array([0.25, 0.75]))
    """

    x: Array
    p: Array
    outside: float = 0.0
    bandwidth: float | None = None

    def __post_init__(self) -> None:
        x, p = as_even_grid(self.x), as_float64(self.p, "masses").copy()
        if not (isinstance(self.outside, Real) and 0 <= self.outside <= 1 + 1e-9):
            raise ValueError(f"expected outside, a mass in [0, 1]; got {self.outside!r}")
        if p.shape != x.shape:
            raise ValueError(f"expected masses of the shape of x, {x.shape}; got {p.shape}")
        check_masses(p, 1e-9)
        vars(self).update(x=x, p=p)
        super().__post_init__()

    @classmethod
    @UNDERFLOW_IS_0
    def from_pdf(cls, pdf: Callable[[Array], ArrayLike] | ArrayLike, x: ArrayLike, *, total: float = 1.0) -> Density:
        """Discretize a density function: p ∝ pdf at the cell centres.

        For smooth densities that decay, this converges geometrically in the number of cells.

        Parameters
        ----------
        pdf : callable or array-like, shape (n,)
            The density as a function of x, or its values at x.
        x : array-like, shape (n,)
            The cell centres.
        total : float
            The integral of `pdf` over the line, so that `outside` = 1 − Σ pdf(x) dx / total.

        Returns
        -------
        Density
            With masses that sum to 1.

        Raises
        ------
        ValueError
            If the values are negative or not finite, or their integral over the grid clearly exceeds `total`.

        Examples
        --------
        >>> triangle = Density.from_pdf(lambda x: 1 - abs(x), grid(-1, 1, 4))
        >>> triangle.p
        array([0.125, 0.375, 0.375, 0.125])
        """
        x = as_even_grid(x)
        if not (isinstance(total, Real) and 0 < total < np.inf):
            raise ValueError(f"expected total > 0, finite; got {total!r}")
        masses = pdf_masses(as_float64(pdf(x) if callable(pdf) else pdf, "a pdf"), x, total)
        return cls(x, masses.p, outside=masses.outside)

    @classmethod
    @UNDERFLOW_IS_0
    def from_scipy(cls, distribution: Distribution, x: ArrayLike | None = None) -> Density:
        """Discretize a distribution by its cdf: the cell masses are exact.

        Parameters
        ----------
        distribution : scipy.stats distribution
            A frozen one, a later one such as ``stats.Normal()``, or any object with the methods `cdf`, `sf`
            and `ppf`. An atom on an edge counts to the cell above it.
        x : array-like, shape (n,), optional
            The cell centres; by default `grid_for(distribution)`.

        Returns
        -------
        Density
            The end cells have the mass outside the grid as well.

        Raises
        ------
        ValueError
            If it is not such a distribution, or cdf and sf are not those of one distribution.

        Examples
        --------
        >>> from scipy import stats
        >>> Density.from_scipy(stats.uniform(), grid(0, 1, 4)).p
        array([0.25, 0.25, 0.25, 0.25])
        """
        if not has_cell_masses(distribution):
            raise ValueError(f"expected a frozen scipy.stats distribution; got {type(distribution).__name__}")
        try:
            x = grid_for(distribution) if x is None else as_even_grid(x)
            masses = distribution_masses(distribution, x)
        except TypeError as error:
            raise ValueError(f"expected a frozen scipy.stats distribution; got one that raises: {error}") from None
        return cls(x, masses.p, outside=masses.outside)

    @classmethod
    @UNDERFLOW_IS_0
    def from_samples(cls, samples: ArrayLike, x: ArrayLike | None = None, *, bandwidth: float | None = None) -> Density:
        """Smooth samples by a Gaussian kernel, or count them in a histogram.

        Parameters
        ----------
        samples : array-like, shape (m,)
            The samples, at least two of them distinct.
        x : array-like, shape (n,), optional
            The cell centres; by default `grid_for` the smoothed samples.
        bandwidth : float, optional
            The standard deviation of the kernel; by default `leave_one_out_bandwidth(samples)`. 0 gives the histogram.

        Returns
        -------
        Density
            With exact cell masses and its `bandwidth`; the end cells have the mass outside the grid as well.

        Raises
        ------
        ValueError
            If the samples are not finite, fewer than two are distinct, or the bandwidth is negative or not finite.

        Examples
        --------
        >>> Density.from_samples([0, 1, 3], grid(0, 4, 4), bandwidth=0).p.round(4)
        array([0.3333, 0.3333, 0.    , 0.3333])
        """
        h = leave_one_out_bandwidth(samples) if bandwidth is None else bandwidth
        if not (isinstance(h, Real) and 0 <= h < np.inf):
            raise ValueError(f"expected a bandwidth >= 0; got {bandwidth!r}")
        if h == 0:
            return cls._histogram(as_samples(samples), x)
        smoothed = KernelDensity(samples, h)
        x = grid_for(smoothed) if x is None else as_even_grid(x)
        masses = distribution_masses(smoothed, x)
        return cls(x, masses.p, outside=masses.outside, bandwidth=smoothed.bandwidth)

    @classmethod
    def _histogram(cls, samples: Array, x: ArrayLike | None) -> Density:
        margin = np.ptp(samples) / 8
        x = grid(samples.min() - margin, samples.max() + margin) if x is None else as_even_grid(x)
        masses = histogram_masses(samples, x)
        return cls(x, masses.p, outside=masses.outside, bandwidth=0.0)

    @classmethod
    def from_csv(
        cls,
        path: str | os.PathLike[str],
        column: str | int | None = None,
        x: ArrayLike | None = None,
        *,
        bandwidth: float | None = None,
        delimiter: str | None = None,
        decimal: str | None = None,
    ) -> Density:
        """Read one column of a CSV or text file, and smooth it.

        Parameters
        ----------
        path, column, delimiter, decimal
            As for `read_column`.
        x, bandwidth
            As for `from_samples`.

        Returns
        -------
        Density
            `from_samples` of the column.
        """
        samples = read_column(path, column, delimiter=delimiter, decimal=decimal).values
        return cls.from_samples(samples, x, bandwidth=bandwidth)

    @property
    def n(self) -> int:
        """The number of cells."""
        return self.x.size

    @property
    def dx(self) -> float:
        """The width of a cell."""
        return cell_width(self.x)

    @property
    def edges(self) -> Array:
        """The ends of the cells, shape (n + 1,)."""
        return cell_edges(self.x)

    @property
    def pdf(self) -> Array:
        """The density p/dx, shape (n,): what to plot."""
        return self.p / self.dx

    def mean(self) -> float:
        """Return E x = Σ x p."""
        return float(self.x @ self.p)

    def std(self) -> float:
        """Return the standard deviation √Var x, over the cell centres."""
        return float(self.dx * np.sqrt(((self.x - self.mean()) / self.dx) ** 2 @ self.p))

    def ppf(self, u: ArrayLike) -> Array:
        """Return quantiles, with the mass even within each cell.

        Parameters
        ----------
        u : array-like
            Probabilities in [0, 1].

        Returns
        -------
        array
            The quantiles, in the shape of u.
        """
        return np.interp(np.asarray(u), np.concatenate([[0.0], np.cumsum(self.p)]), self.edges)

    def sample(self, n: int, seed: Seed = None) -> Array:
        """Draw samples, even within each cell.

        Parameters
        ----------
        n : int
            The number of samples.
        seed : int or numpy Generator, optional
            The seed, or the generator to draw from; by default other samples each time.

        Returns
        -------
        array, shape (n,)
            The samples.
        """
        check_count("n", n, 0, 10**9)
        return self.ppf(np.random.default_rng(seed).random(n))

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> Array:
        return np.array(self.p, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return self.n

    def __repr__(self) -> str:
        lo, hi = self.edges[[0, -1]]
        bandwidth = "" if self.bandwidth is None else f", bandwidth={self.bandwidth:.3g}"
        return f"Density({self.n} cells on [{lo:.4g}, {hi:.4g}], outside={self.outside:.2g}{bandwidth})"
