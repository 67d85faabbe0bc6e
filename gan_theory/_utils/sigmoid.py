"""The logistic function of an array of logits."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Tensor, array_namespace


def sigmoid(logit: Tensor) -> Tensor:
    """Return D = 1/(1 + exp(−logit)), without overflow.

    Parameters
    ----------
    logit : array or tensor
        log D − log(1 − D).

    Returns
    -------
    array or tensor, of the shape of logit
        D.
    """
    xp = array_namespace(logit)
    return expit(logit) if xp is np else xp.sigmoid(logit)
