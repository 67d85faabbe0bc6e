"""Adam (Kingma and Ba 2015), as a function of arrays of NumPy or torch."""

from __future__ import annotations

from gan_theory._utils.arrays import Tensor, array_namespace

EPSILON = 1e-8


def adam(
    theta: Tensor, m: Tensor, v: Tensor, gradient: Tensor, learning_rate: Tensor, beta_1: float, beta_2: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the weights and both moving averages after one step of Adam.

    Parameters
    ----------
    theta : array or tensor, shape (E, P)
        The weights.
    m, v : array or tensor, shape (E, P)
        The moving averages of the gradients and of their squares.
    gradient : array or tensor, shape (E, P)
        The gradient of what is to fall.
    learning_rate : float or tensor
        The learning rate times Adam's bias correction.
    beta_1, beta_2 : float
        The decay rates of the two averages.

    Returns
    -------
    theta, m, v : array or tensor, shape (E, P)
        The values after the step.

    References
    ----------
    Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, Algorithm 1.
    """
    m = moving_average(m, gradient, beta_1) if beta_1 else gradient
    v = moving_average(v, gradient * gradient, beta_2)
    return theta - learning_rate * m / (array_namespace(v).sqrt(v) + EPSILON), m, v


def moving_average(average: Tensor, value: Tensor, decay: Tensor) -> Tensor:
    """Return an exponential moving average after one more value.

    Parameters
    ----------
    average, value : array or tensor, of one shape
        The average so far, and the value.
    decay : float or tensor
        The share of the average so far.

    Returns
    -------
    array or tensor, of that shape
        decay·average + (1 − decay)·value.
    """
    return decay * average + (1 - decay) * value
