"""D between the cell centres, and a step of G's samples along its gradient, as in Figure 1."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.sigmoid import sigmoid


class DAtSamples(NamedTuple):
    """D at samples x, shape (m,) each.

    Parameters
    ----------
    D, slope : array
        D(x) and D′(x).
    lo, hi : array
        The cell centres on either side of x, between which the logit of D is linear; both x itself beyond the grid,
        where D is constant.
    """

    D: Array
    slope: Array
    lo: Array
    hi: Array


def D_at(samples: Array, x: Array, logit: Array) -> DAtSamples:
    """Evaluate D, whose logit is linear between the cell centres, and its derivative.

    Parameters
    ----------
    samples : array, shape (m,)
        Where.
    x, logit : array, shape (n,)
        The cell centres, increasing, and log D − log(1 − D) there, finite.

    Returns
    -------
    DAtSamples
        D, its slope D (1 − D) l′, and the interval in which the logit l has this slope l′.
    """
    i = np.clip(np.searchsorted(x, samples, "right") - 1, 0, x.size - 2)
    inside = (samples >= x[0]) & (samples < x[-1])
    D = sigmoid(np.interp(samples, x, logit))
    slope_of_logit = (logit[i + 1] - logit[i]) / (x[i + 1] - x[i])
    slope = np.where(inside, D * (1 - D) * slope_of_logit, 0.0)
    return DAtSamples(D, slope, np.where(inside, x[i], samples), np.where(inside, x[i + 1], samples))


def follow_gradient(samples: Array, x: Array, logit: Array, step: float) -> Array:
    """Move samples of G along the gradient of D: x + step·D′(x), but not beyond the next cell centre.

    Parameters
    ----------
    samples, x, logit
        As for `D_at`.
    step : float
        The step, >= 0, in the square of the unit of x.

    Returns
    -------
    array, shape (m,)
        The samples after the step.

    References
    ----------
    Figure 1 (c).

    Examples
    --------
    >>> import numpy as np
    >>> follow_gradient(np.array([0.0, 5.0]), x=np.array([-1.0, 1.0]), logit=np.array([-2.0, 2.0]), step=0.4)
    array([0.2, 5. ])
    """
    at = D_at(samples, x, logit)
    return np.clip(samples + step * at.slope, at.lo, at.hi)
