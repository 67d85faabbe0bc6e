"""Wrong losses that students write in place of D's and G's, each with the sentence that names the mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array

Loss = Callable[..., Array]  # from values of D, (m,) each, real or complex, to one number
STEP = 1e-30  # of a complex derivative, which has no rounding error


class MistakenLoss(NamedTuple):
    """A wrong loss, and what is wrong with it, as a sentence that follows "your loss_D"."""

    sentence: str
    loss: Loss


def log(values: Array) -> Array:
    """Return the natural logarithm, of complex values too."""
    return np.log(values)


def _softplus(values: Array) -> Array:
    return np.log(1 + np.exp(values))


# The value of each loss: D's has D(x) = a and D(G(z)) = b, those of G have b alone.
RIGHT: dict[str, Loss] = {
    "loss_D": lambda a, b: -(log(a) + log(1 - b)).mean(),
    "loss_G": lambda b: -log(b).mean(),
    "loss_G_saturating": lambda b: log(1 - b).mean(),
}

_LOGITS = "applies a sigmoid to D's values, which are probabilities already: use no *_with_logits function"
_SQUARES = "is a least-squares loss: the paper's has logarithms"

_OF_D = [
    MistakenLoss(
        "has the wrong sign: it is V, which D ascends; a loss is descended", lambda a, b: (log(a) + log(1 - b)).mean()
    ),
    MistakenLoss("has data and generated samples swapped", lambda a, b: -(log(b) + log(1 - a)).mean()),
    MistakenLoss("leaves out the generated samples: −log(1 − D(G(z))) is missing", lambda a, b: -log(a).mean()),
    MistakenLoss("leaves out the data: −log D(x) is missing", lambda a, b: -log(1 - b).mean()),
    MistakenLoss(
        "has log D(G(z)) in place of log(1 − D(G(z))): D is to be low on generated samples",
        lambda a, b: -(log(a) + log(b)).mean(),
    ),
    MistakenLoss(
        "has log(1 − D(x)) in place of log D(x): D is to be high on data",
        lambda a, b: -(log(1 - a) + log(1 - b)).mean(),
    ),
    MistakenLoss("has the wrong sign before log(1 − D(G(z)))", lambda a, b: (-log(a) + log(1 - b)).mean()),
    MistakenLoss("has the wrong sign before log D(x)", lambda a, b: (log(a) - log(1 - b)).mean()),
    MistakenLoss(
        "has the wrong sign before log D(G(z)), which must be log(1 − D(G(z)))", lambda a, b: (-log(a) + log(b)).mean()
    ),
    MistakenLoss(
        "takes the logarithm of a mean: take the mean of the logarithms",
        lambda a, b: -log(a.mean()) - log(1 - b.mean()),
    ),
    MistakenLoss("has no logarithms", lambda a, b: -(a + 1 - b).mean()),
    MistakenLoss("has no logarithms", lambda a, b: -(a - b).mean()),
    MistakenLoss("sums the data's term in place of its mean", lambda a, b: -log(a).sum() - log(1 - b).mean()),
    MistakenLoss(
        "sums the generated samples' term in place of its mean", lambda a, b: -log(a).mean() - log(1 - b).sum()
    ),
    MistakenLoss(_LOGITS, lambda a, b: (_softplus(-a) + _softplus(b)).mean()),
    MistakenLoss(_SQUARES, lambda a, b: ((a - 1) ** 2 + b**2).mean()),
    MistakenLoss(_SQUARES, lambda a, b: ((a - 1) ** 2 + b**2).mean() / 2),
    MistakenLoss(
        "smooths the labels (0.9 in place of 1): the paper does not",
        lambda a, b: -(0.9 * log(a) + 0.1 * log(1 - a) + log(1 - b)).mean(),
    ),
    MistakenLoss("is G's non-saturating loss", lambda a, b: -log(b).mean()),
    MistakenLoss("is G's saturating loss, which looks at generated samples only", lambda a, b: log(1 - b).mean()),
]

_ONE_MINUS = "has log(1 − D(G(z))) in place of log D(G(z))"
_OF_G = [
    MistakenLoss("has the wrong sign: descending it would lower D(G(z))", lambda b: log(b).mean()),
    MistakenLoss(
        "is the saturating loss, log(1 − D(G(z))): the non-saturating one is −log D(G(z))", lambda b: log(1 - b).mean()
    ),
    MistakenLoss(f"{_ONE_MINUS}: −log(1 − D(G(z))) is D's term", lambda b: -log(1 - b).mean()),
    MistakenLoss(_SQUARES, lambda b: ((b - 1) ** 2).mean()),
    MistakenLoss(_SQUARES, lambda b: ((b - 1) ** 2).mean() / 2),
    MistakenLoss(_LOGITS, lambda b: _softplus(-b).mean()),
    MistakenLoss("takes the logarithm of a mean: take the mean of the logarithms", lambda b: -log(b.mean())),
    MistakenLoss("has no logarithm", lambda b: -b.mean()),
    MistakenLoss("has no logarithm", lambda b: (1 - b).mean()),
    MistakenLoss("is the sum of both losses of G", lambda b: (log(1 - b) - log(b)).mean()),
]

_OF_G_SATURATING = [
    MistakenLoss("has the wrong sign: descending it would lower D(G(z))", lambda b: -log(1 - b).mean()),
    MistakenLoss(
        "is the non-saturating loss, −log D(G(z)): the saturating one is log(1 − D(G(z)))", lambda b: -log(b).mean()
    ),
    MistakenLoss("has log D(G(z)) in place of log(1 − D(G(z)))", lambda b: log(b).mean()),
    MistakenLoss(_SQUARES, lambda b: -(b**2).mean()),
    MistakenLoss(_LOGITS, lambda b: -_softplus(b).mean()),
    MistakenLoss("takes the logarithm of a mean: take the mean of the logarithms", lambda b: log(1 - b.mean())),
    MistakenLoss("has no logarithm", lambda b: (1 - b).mean()),
    MistakenLoss("has no logarithm", lambda b: -b.mean()),
    MistakenLoss("is the sum of both losses of G", lambda b: (log(1 - b) - log(b)).mean()),
]

_FORMS = {"loss_D": _OF_D, "loss_G": _OF_G, "loss_G_saturating": _OF_G_SATURATING}

# What a loss may be multiplied by, by the size m of the minibatch.
_FACTORS: dict[str, Callable[[int], float]] = {
    "is a sum over the minibatch: take the mean": lambda m: m,
    "divides by m once too often": lambda m: 1 / m,
    "is half of what it must be: leave out the ½, and divide by m, not by 2m": lambda m: 0.5,
    "is twice what it must be": lambda m: 2.0,
    "is in bits (log2): use the natural logarithm": lambda m: float(1 / np.log(2)),
    "has logarithms to the base 10 (log10): use the natural logarithm": lambda m: float(1 / np.log(10)),
    "has the wrong sign": lambda m: -1.0,
}


def mistaken_losses(name: str) -> Iterator[MistakenLoss]:
    """Yield wrong losses: with one mistake, then with two.

    Parameters
    ----------
    name : {"loss_D", "loss_G", "loss_G_saturating"}
        In place of which loss.

    Yields
    ------
    MistakenLoss
        The usual ones first.
    """
    yield from _FORMS[name]
    scaled = list(_FACTORS.items())[:-1]  # the wrong sign alone is among the forms
    yield from (MistakenLoss(sentence, times(RIGHT[name], factor)) for sentence, factor in scaled)
    for form in _FORMS[name]:
        for sentence, factor in _FACTORS.items():
            if sentence not in form.sentence:  # the wrong sign twice is right
                yield MistakenLoss(f"{form.sentence}; it also {sentence}", times(form.loss, factor))


def times(loss: Loss, factor: Callable[[int], float]) -> Loss:
    """Return a multiple of a loss.

    Parameters
    ----------
    loss : callable
        The loss.
    factor : callable
        From the size m of the minibatch to the factor.

    Returns
    -------
    callable
        The multiple.
    """
    return lambda *values: factor(values[0].size) * loss(*values)


def derivatives(loss: Loss, values: Sequence[Array]) -> list[Array]:
    """Return the derivatives of a loss with respect to each value of D, by complex steps.

    Parameters
    ----------
    loss : callable
        A loss that takes complex values.
    values : sequence of array, shape (m,)
        The values of D.

    Returns
    -------
    list of array, shape (m,)
        The derivatives.
    """
    found = []
    for number, array in enumerate(values):
        shifts = STEP * 1j * np.eye(array.size)
        moved = [[*values[:number], array + shift, *values[number + 1 :]] for shift in shifts]
        found.append(np.array([np.imag(loss(*each)) for each in moved]) / STEP)
    return found
