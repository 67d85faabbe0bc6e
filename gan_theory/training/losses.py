"""The losses of D and G, as the paper writes them, as functions of D's logit, and their derivatives.

D ascends (1/m) Σ log D(x) + log(1 − D(G(z))), an estimate of V: it descends the sum of D_LOSS_ON_DATA and D_LOSS_ON_G.
G descends one of G_LOSSES. Source: Algorithm 1; for the non-saturating loss Section 3. They take torch tensors and
NumPy arrays, and this module does not need torch.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np


class Loss(NamedTuple):
    """A loss per sample, of a torch tensor or of a NumPy array.

    Parameters
    ----------
    formula : str
        The loss as the paper writes it.
    value : callable
        The loss [nats] as a function of the logit l = log D − log(1 − D).
    derivative : callable
        Its derivative with respect to the logit, as a function of D = 1/(1 + exp(−l)).

    Examples
    --------
    >>> logit, D = np.array([0.0]), np.array([0.5])
    >>> loss = G_LOSSES["saturating"]
    >>> loss.formula, loss.value(logit), loss.derivative(D)
    ('log(1 − D(G(z)))', array([-0.69314718]), array([-0.5]))
    """

    formula: str
    value: Callable[[Any], Any]
    derivative: Callable[[Any], Any]


def _softplus(logit: Any) -> Any:
    """Return log(1 + exp(l)) = −log(1 − D)."""
    if isinstance(logit, np.ndarray):
        return np.logaddexp(0.0, logit)
    from torch.nn.functional import softplus

    return softplus(logit)


def _D_on_data(logit: Any) -> Any:
    return _softplus(-logit)


def _slope_of_D_on_data(D: Any) -> Any:
    return D - 1


def _D_on_G(logit: Any) -> Any:
    return _softplus(logit)


def _slope_of_D_on_G(D: Any) -> Any:
    return D


def _non_saturating(logit: Any) -> Any:
    return _softplus(-logit)


def _slope_of_non_saturating(D: Any) -> Any:
    return D - 1


def _saturating(logit: Any) -> Any:
    return -_softplus(logit)


def _slope_of_saturating(D: Any) -> Any:
    return -D


D_LOSS_ON_DATA = Loss("−log D(x)", _D_on_data, _slope_of_D_on_data)
D_LOSS_ON_G = Loss("−log(1 − D(G(z)))", _D_on_G, _slope_of_D_on_G)
G_LOSSES = {
    "non-saturating": Loss("−log D(G(z))", _non_saturating, _slope_of_non_saturating),
    "saturating": Loss("log(1 − D(G(z)))", _saturating, _slope_of_saturating),
}
"""The losses of G by their names, which are those of `Recipe.loss`."""
