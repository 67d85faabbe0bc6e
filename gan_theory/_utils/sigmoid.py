"""The logistic function of an array of logits."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike


def sigmoid(logit: ArrayLike) -> Array:
    """Return 1/(1 + exp(−logit)), by tanh.

    scipy.special.expit differs in the last bit; published frames and figures have the digits of this expression.

    Parameters
    ----------
    logit : array_like
        log D − log(1 − D).

    Returns
    -------
    array, of the shape of logit
        D.
    """
    return (1 + np.tanh(np.asarray(logit) / 2)) / 2
