"""The relativistic pairing loss with gradient penalties on data and on samples of G, R1 and R2; its Dirac-GAN.

D compares a data point with a sample of G: with the logit l of D, V is the mean of log σ(l(x) − l(G(z))) over pairs.
The penalties are (γ₁/2)·E l′² over data (R1) and (γ₂/2)·E l′² over samples of G (R2), and D pays both.

On the Dirac-GAN, with the data at 0, G's one point θ and l(x) = ψx, there is one pair: V = log σ(−θψ), which is the V
of 2014 plus log 2. Both penalties are ψ²/2 times their weight. So its paths are those of the 2014 game with the one
weight Γ = γ₁ + γ₂. The game has one data point and no mode to lose: it cannot show what pairing repairs.

References
----------
Huang, Gokaslan, Kuleshov and Tompkin 2024, "The GAN is dead; long live the GAN! A modern baseline GAN".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64, check_count
from gan_theory.game.arguments import FloatOrArray, check_pair, check_per_cell, float_if_one


def pairing_value(logit: ArrayLike, p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray:
    """Return the relativistic pairing value Σᵢⱼ p_data(i) p_g(j) log σ(logit(i) − logit(j)).

    Parameters
    ----------
    logit : array-like, shape (..., n)
        The logit of D in each cell, finite.
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    float or array, shape (...)
        In nats, below 0; −log 2 if the logit is the same in each cell.

    Raises
    ------
    ValueError
        For masses, shapes or a logit that are not as described.

    Examples
    --------
    >>> print(f"{pairing_value([3, 3, 3], [1, 0, 0], [0, 0.5, 0.5]):.6f}")  # −log 2
    -0.693147
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    logit = check_per_cell(logit, "logit", p, q)
    if not np.isfinite(logit).all():
        raise ValueError("expected finite logits; got an infinite one")
    differences = logit[..., :, None] - logit[..., None, :]
    return float_if_one(-(p[..., :, None] * q[..., None, :] * np.logaddexp(0, -differences)).sum(axis=(-2, -1)))


def gradient_penalty(slope: ArrayLike, p: ArrayLike, gamma: float = 1.0) -> FloatOrArray:
    """Return the zero-centred penalty (γ/2)·E slope²: R1 for the masses of the data, R2 for those of G.

    Parameters
    ----------
    slope : array-like, shape (..., n)
        The slope of the logit of D in each cell.
    p : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.
    gamma : float
        Its weight γ.

    Returns
    -------
    float or array, shape (...)
        What D pays, in nats.

    Raises
    ------
    ValueError
        For masses or slopes that are not as described.

    Examples
    --------
    >>> gradient_penalty([2.0, 4.0], [0.5, 0.5], gamma=0.3)
    1.5
    """
    masses, _ = check_pair(p, p, "p", "p")
    slopes = check_per_cell(as_float64(slope, "slope"), "slope", masses, masses)
    return float_if_one(gamma / 2 * (masses * slopes**2).sum(axis=-1))


@dataclass(frozen=True)
class RelativisticDiracGAN:
    """A Dirac-GAN with the relativistic pairing loss and both penalties.

    Parameters
    ----------
    name : str
        Its name in messages and figures.
    h : float
        The step size, above 0.
    gamma_1, gamma_2 : float
        The weights of R1, on data, and of R2, on samples of G.
    simultaneous : bool
        Whether both players step from the same (θ, ψ); otherwise G steps after D.

    Raises
    ------
    ValueError
        For another h, or weights that are not finite.
    """

    name: str
    h: float
    gamma_1: float = 0.0
    gamma_2: float = 0.0
    simultaneous: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.h < math.inf:
            raise ValueError(f"expected a step size h > 0; got {self.h}")
        if not (math.isfinite(self.gamma_1) and math.isfinite(self.gamma_2)):
            raise ValueError(f"expected finite weights of the penalties; got {self.gamma_1} and {self.gamma_2}")


def relativistic_eigenvalues(gamma_1: float, gamma_2: float) -> Array:
    """Return the eigenvalues of the gradient vector field's Jacobian at the equilibrium θ = ψ = 0.

    Parameters
    ----------
    gamma_1, gamma_2 : float
        The weights of R1 and R2.

    Returns
    -------
    array, shape (2,), complex
        −Γ/2 ± √(Γ²/4 − ¼) with Γ = γ₁ + γ₂.

    Examples
    --------
    >>> relativistic_eigenvalues(0.3, 0.3)
    array([-0.3+0.4j, -0.3-0.4j])
    """
    total = gamma_1 + gamma_2
    root = np.sqrt(complex(total**2 / 4 - 1 / 4))
    return np.array([-total / 2 + root, -total / 2 - root])


def relativistic_path(gan: RelativisticDiracGAN, steps: int = 100, start: tuple[float, float] = (1.0, 0.0)) -> Array:
    """Return the path of (θ, ψ) by gradient steps on the pairing value, for D minus both penalties.

    Parameters
    ----------
    gan : RelativisticDiracGAN
        The step size, the penalties and the order of the steps.
    steps : int
        The number of steps of each player, at least 1.
    start : tuple of float
        The first (θ, ψ).

    Returns
    -------
    array, shape (steps + 1, 2)
        (θ, ψ) at the start and after each step.

    Raises
    ------
    ValueError
        Unless steps >= 1.

    Examples
    --------
    >>> import numpy as np
    >>> gan = RelativisticDiracGAN("R1 + R2", h=0.5, gamma_1=0.3, gamma_2=0.3)
    >>> bool(np.hypot(*relativistic_path(gan, 200)[-1]) < 1e-9)
    True
    """
    check_count("steps", steps, 1, 10**7)
    points = np.empty((steps + 1, 2))
    points[0] = theta, psi = start
    for i in range(1, steps + 1):
        psi_before = psi
        psi = psi + gan.h * (-theta * _on_pair(theta, psi) - gan.gamma_1 * psi - gan.gamma_2 * psi)
        psi_of_G = psi_before if gan.simultaneous else psi
        theta = theta + gan.h * psi_of_G * _on_pair(theta, psi_of_G)
        points[i] = theta, psi
    return points


def _on_pair(theta: float, psi: float) -> float:
    """Return 1 − σ(l(0) − l(θ)), by which the pair's logits are moved apart or together."""
    return (1 - math.tanh(-theta * psi / 2)) / 2
