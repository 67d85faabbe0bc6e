"""The Dirac-GAN: the simplest GAN, the paths that its two parameters take, and the eigenvalues that predict them.

The data are the point 0, G makes one point θ, and D(x) = 1/(1 + exp(−ψx)), so that
V(θ, ψ) = −log 2 − log(1 + exp(θψ)). The equilibrium is θ = ψ = 0. D may have a zero-centred gradient penalty: the
logit of D has the slope ψ in x, and D pays (γ/2)ψ².

References
----------
Mescheder, Geiger and Nowozin 2018, "Which training methods for GANs do actually converge?".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory._utils.validation import check_count

SLOPE = 0.5  # f′(0) of the loss of the 2014 paper, f(t) = −log(1 + exp(−t))


@dataclass(frozen=True)
class DiracGAN:
    """A Dirac-GAN with the scheme that updates its parameters θ of G and ψ of D.

    Parameters
    ----------
    name : str
        Its name in messages and figures.
    h : float
        The step size, above 0.
    k : int
        The number of D's steps per step of G; 1 for simultaneous steps.
    simultaneous : bool
        Whether both players step from the same (θ, ψ); otherwise G steps after D.
    gamma : float
        The weight γ of the zero-centred gradient penalty (γ/2)ψ² on D.

    Raises
    ------
    ValueError
        For other values of h and k, or a γ that is not finite.
    """

    name: str
    h: float
    k: int = 1
    simultaneous: bool = False
    gamma: float = 0.0

    def __post_init__(self) -> None:
        check_count("k", self.k, 1, 10**6)
        if not 0 < self.h < math.inf:
            raise ValueError(f"expected a step size h > 0; got {self.h}")
        if not math.isfinite(self.gamma):
            raise ValueError(f"expected a finite weight γ of the penalty; got {self.gamma}")
        if self.simultaneous and self.k > 1:
            raise ValueError(f"expected k = 1 for simultaneous steps; got {self.k}")

    def radius(self) -> float:
        """Return the spectral radius of one step near the equilibrium, as its eigenvalues predict it."""
        return float(np.abs(step_eigenvalues(self)).max())


UPDATE_SCHEMES = {
    "simultaneous": DiracGAN("simultaneous", h=0.5, simultaneous=True),
    "alternating": DiracGAN("alternating", h=0.5),
    "zero-centred gradient penalty": DiracGAN("zero-centred gradient penalty", h=0.5, simultaneous=True, gamma=0.6),
}
"""Three Dirac-GANs, whose linearised step diverges, turns on an ellipse, and converges."""


def eigenvalues(gamma: float) -> Array:
    """Return the eigenvalues of the gradient vector field's Jacobian at the equilibrium.

    Parameters
    ----------
    gamma : float
        The weight γ of the zero-centred gradient penalty.

    Returns
    -------
    array, shape (2,), complex
        −γ/2 ± √(γ²/4 − f′(0)²), which are ±f′(0)·i for γ = 0.
    """
    root = np.sqrt(complex(gamma**2 / 4 - SLOPE**2))
    return np.array([-gamma / 2 + root, -gamma / 2 - root])


def step_eigenvalues(gan: DiracGAN) -> Array:
    """Return the eigenvalues of one step near the equilibrium: k steps of D and one of G.

    Parameters
    ----------
    gan : DiracGAN
        The step size, the order of the steps and the penalty.

    Returns
    -------
    array, shape (2,), complex
        1 + h times those of the gradient vector field for simultaneous steps, otherwise the roots of λ² − tλ + aᵏ with
        a = 1 − hγ and t = 1 + aᵏ − (1 + a + … + aᵏ⁻¹)·h²/4: λ² − (2 − kh²/4)λ + 1 without penalty.
    """
    if gan.simultaneous:
        return 1 + gan.h * eigenvalues(gan.gamma)
    powers = (1 - gan.h * gan.gamma) ** np.arange(gan.k + 1)
    determinant = powers[-1]
    half_trace = (1 + determinant - powers[:-1].sum() * (SLOPE * gan.h) ** 2) / 2
    return half_trace + np.array([1, -1]) * np.sqrt(complex(half_trace**2 - determinant))


def path(gan: DiracGAN, steps: int = 100, start: tuple[float, float] = (1.0, 0.0)) -> Array:
    """Return the path of (θ, ψ) by gradient steps on V, for D on V minus the penalty.

    Parameters
    ----------
    gan : DiracGAN
        The step size, the order of the steps and the penalty.
    steps : int
        The number of G's steps, at least 1.
    start : tuple of float
        The first (θ, ψ).

    Returns
    -------
    array, shape (steps + 1, 2)
        (θ, ψ) at the start and after each step of G.

    Raises
    ------
    ValueError
        Unless steps >= 1.
    """
    check_count("steps", steps, 1, 10**7)
    points = np.empty((steps + 1, 2))
    points[0] = theta, psi = start
    for i in range(1, steps + 1):
        psi_before = psi
        for _ in range(gan.k):
            psi = psi + gan.h * (-theta * _sigmoid(theta * psi) - gan.gamma * psi)
        psi_of_G = psi_before if gan.simultaneous else psi
        theta = theta + gan.h * psi_of_G * _sigmoid(theta * psi_of_G)
        points[i] = theta, psi
    return points


def _sigmoid(logit: float) -> float:
    """Return 1/(1 + exp(−logit)) of one number; NumPy's and SciPy's functions are slow on single numbers."""
    return (1 + math.tanh(logit / 2)) / 2


def growth(points: Array) -> float:
    """Return the factor per step by which the distance from the equilibrium grows, over the later half of a path.

    Parameters
    ----------
    points : array, shape (steps + 1, 2)
        (θ, ψ) after each step.

    Returns
    -------
    float
        exp of the slope of the log distance; below 1 if the path converges, 0 if it has reached the equilibrium.
    """
    distance = np.hypot(*np.asarray(points).T)[len(points) // 2 :]
    if not distance.all():
        return 0.0
    return float(np.exp(np.polyfit(np.arange(len(distance)), np.log(distance), 1)[0]))
