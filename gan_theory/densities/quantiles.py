"""Laws on the line by their closed forms, with the methods of a frozen scipy.stats distribution."""

from __future__ import annotations

import numpy as np


def invert_cdf(cdf, u, lo, hi) -> float:
    from scipy.optimize import brentq

    try:
        return brentq(lambda x: float(np.squeeze(cdf(x))) - u, lo, hi, xtol=1e-9 * (hi - lo))
    except (RuntimeError, ValueError):
        raise ValueError(f"expected a law whose quantiles floats can tell; got one on [{lo:g}, {hi:g}]") from None
