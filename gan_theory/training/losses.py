"""The losses of D and G, as the paper writes them, and their derivatives with respect to D's logit.

D ascends (1/m) Σ log D(x) + log(1 − D(G(z))), an estimate of V (equation 1): it descends the mean of its two losses,
on data and on samples of G. G descends the mean of one of its two losses (Section 3).

Each is a function of the logit l = log D − log(1 − D), since D itself rounds to 1 where l > 37. NumPy arrays and
torch tensors will do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from gan_theory._utils.arrays import Tensor, array_namespace
from gan_theory._utils.sigmoid import sigmoid
from gan_theory._utils.validation import match_name


@dataclass(frozen=True)
class Loss:
    """A player's loss at one sample.

    Parameters
    ----------
    formula : str
        The loss as the paper writes it.
    place : str
        Where it does.
    value : callable
        The loss [nats] as a function of D's logit at the sample.
    derivative : callable
        Its derivative with respect to the logit, as a function of the logit.

    Raises
    ------
    ValueError
        If value or derivative does not map an array of logits to an array of its shape.

    Examples
    --------
    >>> import numpy as np
    >>> loss = LOSSES["saturating"].G
    >>> loss.formula, loss.value(np.array([0.0])), loss.derivative(np.array([0.0]))
    ('log(1 − D(G(z)))', array([-0.69314718]), array([-0.5]))
    """

    formula: str
    place: str
    value: Callable[[Tensor], Tensor] = field(repr=False)
    derivative: Callable[[Tensor], Tensor] = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("value", "derivative"):
            _check_function(name, getattr(self, name))


@dataclass(frozen=True)
class Losses:
    """What the two players descend.

    Parameters
    ----------
    name : str
        The name, by which reports and files know the losses: other losses need another name.
    D_on_data, D_on_G : Loss
        The two parts of D's loss: at a sample x of the data, and at a sample G(z).
    G : Loss
        G's loss at a sample G(z).

    Raises
    ------
    ValueError
        If the name is no text, or a loss is not a Loss.

    References
    ----------
    docs/losses.md has least squares as an example.
    """

    name: str
    D_on_data: Loss
    D_on_G: Loss
    G: Loss

    def __post_init__(self) -> None:
        if not (isinstance(self.name, str) and self.name.strip()):
            raise ValueError(f"expected the name of the losses, a text; got {self.name!r}")
        for part in ("D_on_data", "D_on_G", "G"):
            if not isinstance(getattr(self, part), Loss):
                raise ValueError(f"expected {part}, a Loss; got {getattr(self, part)!r}")

    def __str__(self) -> str:
        return self.name


def D_from_logit(logit: Tensor) -> Tensor:
    """Return D. 1 − D is D_from_logit(−logit), to all digits.

    Parameters
    ----------
    logit : array or tensor
        The logit of D.

    Returns
    -------
    array or tensor, of the shape of logit
        1/(1 + exp(−logit)).
    """
    return sigmoid(logit)


def log_D(logit: Tensor) -> Tensor:
    """Return log D.

    Parameters
    ----------
    logit : array or tensor
        The logit of D.

    Returns
    -------
    array or tensor, of the shape of logit
        −log(1 + exp(−logit)) [nats].
    """
    xp = array_namespace(logit)
    return -xp.logaddexp(xp.zeros_like(logit), -logit)


def log_1_minus_D(logit: Tensor) -> Tensor:
    """Return log(1 − D).

    Parameters
    ----------
    logit : array or tensor
        The logit of D.

    Returns
    -------
    array or tensor, of the shape of logit
        −log(1 + exp(logit)) [nats].
    """
    return log_D(-logit)


def _check_function(name: str, function: Callable[[Tensor], Tensor]) -> None:
    """Raise ValueError unless the function maps an array to an array of its shape."""
    logit = np.linspace(-1, 1, 3)
    try:
        found = np.shape(function(logit))
    except Exception as error:
        raise ValueError(f"expected {name}, a function of an array of logits; got {function!r}: {error}") from None
    if found != logit.shape:
        raise ValueError(f"expected {name} to return an array of the shape of the logit, (3,); got shape {found}")


def _minus_log_D(logit: Tensor) -> Tensor:
    return -log_D(logit)


def _derivative_of_minus_log_D(logit: Tensor) -> Tensor:
    return -D_from_logit(-logit)  # −(1 − D)


def _minus_log_1_minus_D(logit: Tensor) -> Tensor:
    return -log_1_minus_D(logit)


def _derivative_of_minus_log_1_minus_D(logit: Tensor) -> Tensor:
    return D_from_logit(logit)  # D


def _derivative_of_log_1_minus_D(logit: Tensor) -> Tensor:
    return -D_from_logit(logit)  # −D


D_LOSS_ON_DATA = Loss("−log D(x)", "equation 1 and Algorithm 1", _minus_log_D, _derivative_of_minus_log_D)
D_LOSS_ON_G = Loss(
    "−log(1 − D(G(z)))", "equation 1 and Algorithm 1", _minus_log_1_minus_D, _derivative_of_minus_log_1_minus_D
)
G_LOSSES = {
    "non-saturating": Loss("−log D(G(z))", "Section 3", _minus_log_D, _derivative_of_minus_log_D),
    "saturating": Loss("log(1 − D(G(z)))", "Section 3 and Algorithm 1", log_1_minus_D, _derivative_of_log_1_minus_D),
}
"""The two losses of G, by the names that `Recipe.loss` takes."""

LOSSES = {name: Losses(name, D_LOSS_ON_DATA, D_LOSS_ON_G, G) for name, G in G_LOSSES.items()}
"""What the players descend in the paper, by the names that `Recipe.loss` takes."""


def as_losses(loss: str | Losses) -> Losses:
    """Return the losses of both players.

    Parameters
    ----------
    loss : str or Losses
        A name in LOSSES, or losses of one's own.

    Returns
    -------
    Losses
        The losses.

    Raises
    ------
    ValueError
        If the name is unknown, `loss` is neither, or it has the name of other losses of the paper.
    """
    if isinstance(loss, str):
        return LOSSES[match_name(loss, LOSSES, "loss")]
    if not isinstance(loss, Losses):
        raise ValueError(f"expected the name of a loss, or Losses; got {loss!r}")
    name = loss.name.casefold()
    if LOSSES.get(name, loss) != loss:
        raise ValueError(f"expected another name for losses other than those of LOSSES; got {loss.name!r}")
    return loss
