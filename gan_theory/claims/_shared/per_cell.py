"""Cells: what each adds to a sum, integrals over p_g in one, which tell a derivative from its multiples, and draws."""

from __future__ import annotations

import numpy as np

from gan_theory.verification.evidence import equation

SMALLEST_JUDGED = 1e-292  # the digits of a lesser mass are not all there
NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


def per_cell(formula, *arrays):
    """What each cell adds to a sum over cells, (..., n): the formula's value on that cell alone."""
    return formula(*(np.asarray(array)[..., None] for array in arrays))


def stacking_evidence(name, formula, p, q):
    """Evidence that a sum over cells takes stacks of laws, of any depth on either side, one by one; and long laws."""
    laws = np.stack([p, q, (p + q) / 2])
    each = np.array([[formula(a, b) for b in laws] for a in laws])
    tol = 1e-12 * max(1, np.abs(each[np.isfinite(each)]).max())
    yield equation(f"the {name} of a law and a stack of laws", "that of each", formula(p, laws), each[0], tol)
    yield equation(f"the {name} of a stack of laws and a law", "that of each", formula(laws, q), each[:, 1], tol)
    yield equation(f"the {name} of all pairs from two stacks", "that of each", formula(laws[:, None], laws), each, tol)
    if laws[laws > 0].min() > SMALLEST_JUDGED:
        copies = formula(np.tile(p, 3) / 3, np.tile(q, 3) / 3)
        yield equation(f"the {name} of three copies side by side, a third each", "that of one", copies, each[0, 1], tol)


def integration_intervals(p, q):
    """The cells judged (n,), their p (m,) and masses a (m,), such that [a, 2a] starts at p_g, or at p_data/16.

    The latter where p_g is smaller: below that, C changes by less than the rounding of p_data, which tells nothing.
    """
    a = np.maximum(q, p / 16)
    judged = a > SMALLEST_JUDGED
    return judged, p[judged], a[judged]


def mean_over_interval(f, p, a):
    """The mean (m,) of f(p_data, p_g) while p_g goes from a to 2a: Gauss–Legendre, whose error here is below 1e-20."""
    p_g = a * (1.5 + NODES[:, None] / 2)
    return WEIGHTS @ f(np.broadcast_to(p, p_g.shape), p_g) / 2


def standard_error_bound(masses, values, draws):
    """How far the mean of a value per cell (n,) over so many draws strays: its standard error, and, for rare cells,
    the range of the values over the number of draws.

    By Bernstein's inequality 5 of these sums are exceeded with a chance below 1e-5, however rare a cell is.
    """
    variance = masses @ (values - masses @ values) ** 2
    return np.sqrt(variance / draws) + (np.ptp(values[masses > 0]) + 1e-12) / draws
