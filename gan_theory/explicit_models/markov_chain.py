"""A Metropolis chain on a grid: its transition matrix, how often it crosses a point, and its spectral gap."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.densities.density import Density


def metropolis(p: Density, reach: float = 1.0) -> Array:
    """Return the transition matrix of a Metropolis chain that proposes all cells within a distance alike.

    A proposal y is accepted with the probability min(1, p(y)/p(x)); otherwise the chain stays at x. Then
    p(x) P(x → y) = min(p(x), p(y))/K, with K the number of cells within the distance: the chain is reversible.

    Parameters
    ----------
    p : Density, n cells
        The stationary distribution.
    reach : float
        The distance.

    Returns
    -------
    array, shape (n, n)
        P(x → y), each row x summing to 1.

    References
    ----------
    Metropolis et al. 1953, "Equation of State Calculations by Fast Computing Machines".

    Examples
    --------
    >>> metropolis(Density([0, 1], [0.25, 0.75])).round(3)
    array([[0.5  , 0.5  ],
           [0.167, 0.833]])
    """
    x, masses = p.x, p.p
    near = np.abs(np.subtract.outer(x, x)) <= reach * (1 + 1e-9)  # with a rounding of x
    from_x = masses[:, None]
    accepted = np.minimum(1, np.divide(masses, from_x, out=np.ones(near.shape), where=from_x > 0))
    moves = near * accepted / near.sum(axis=-1).max()
    np.fill_diagonal(moves, 0)
    return moves + np.diag(1 - moves.sum(axis=-1))


def crossing_rate(p: Density, transitions: Array, at: float = 0.0) -> float:
    """Return the probability that a step of the stationary chain goes from below a point to it or beyond.

    Parameters
    ----------
    p : Density, n cells
        The stationary distribution.
    transitions : array, shape (n, n)
        P(x → y).
    at : float
        The point.

    Returns
    -------
    float
        Σ p(x) P(x → y) over x < at <= y.
    """
    flow = p.p[:, None] * transitions
    return float(flow[np.ix_(p.x < at, p.x >= at)].sum())


def spectral_gap(p: Density, transitions: Array) -> float:
    """Return 1 − max |λ| over the eigenvalues λ of a reversible chain but the largest, which is 1.

    The total variation from p after n steps is at most ½‖start/p − 1‖ (1 − gap)ⁿ, by the norm of L²(p).

    Parameters
    ----------
    p : Density, n cells
        The stationary distribution, > 0 in each cell.
    transitions : array, shape (n, n)
        P(x → y), with p(x) P(x → y) = p(y) P(y → x).

    Returns
    -------
    float
        The gap, to about 1e-15.

    References
    ----------
    Levin, Peres 2017, "Markov Chains and Mixing Times", chapter 12.
    """
    root = np.sqrt(p.p)
    symmetric = root[:, None] * transitions / root
    eigenvalues = np.linalg.eigvalsh((symmetric + symmetric.T) / 2)
    return float(1 - max(eigenvalues[-2], -eigenvalues[0]))
