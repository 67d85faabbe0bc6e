"""The losses of D and G, as the paper writes them, as functions of D's logit, and their derivatives.

D ascends (1/m) Σ log D(x) + log(1 − D(G(z))), an estimate of V: it descends the sum of D_LOSS_ON_DATA and D_LOSS_ON_G.
G descends one of G_LOSSES. Source: Algorithm 1; for the non-saturating loss Section 3.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from torch import Tensor
from torch.nn.functional import softplus


class Loss(NamedTuple):
    """A loss per sample.

    Parameters
    ----------
    formula : str
        The loss as the paper writes it.
    value : callable
        The loss [nats] as a function of the logit l = log D − log(1 − D). softplus(l) = log(1 + exp(l)).
    derivative : callable
        Its derivative with respect to the logit, as a function of D = 1/(1 + exp(−l)).
    """

    formula: str
    value: Callable[[Tensor], Tensor]
    derivative: Callable[[Tensor], Tensor]


D_LOSS_ON_DATA = Loss(
    formula="−log D(x)",
    value=lambda logit: softplus(-logit),
    derivative=lambda D: D - 1,
)
D_LOSS_ON_G = Loss(
    formula="−log(1 − D(G(z)))",
    value=softplus,
    derivative=lambda D: D,
)
G_LOSSES = {
    "non-saturating": Loss(
        formula="−log D(G(z))",
        value=lambda logit: softplus(-logit),
        derivative=lambda D: D - 1,
    ),
    "saturating": Loss(
        formula="log(1 − D(G(z)))",
        value=lambda logit: -softplus(logit),
        derivative=lambda D: -D,
    ),
}
"""The losses of G by their names, which are those of `Recipe.loss`."""
