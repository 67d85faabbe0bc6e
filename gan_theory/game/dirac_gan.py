"""The Dirac-GAN in motion: the path of (θ, ψ) by the exact 2014 loss, to lay beside the eigenvalues of a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import check_count

SLOPE = 0.5  # f′(0) of the 2014 loss, f(t) = −log(1 + exp(−t))


@dataclass(frozen=True)
class DiracGAN:
    """How (θ, ψ) move: by steps of size h, k of D per step of G, simultaneously or in turns, with the penalty γ."""

    name: str
    h: float
    k: int = 1
    simultaneous: bool = False
    gamma: float = 0.0

    def radius(self) -> float:
        """The spectral radius of a step near the equilibrium θ = ψ = 0, as the paper has it."""
        if self.gamma:
            return float(np.abs(1 + self.h * eigenvalues(self.gamma)).max())
        return np.sqrt(1 + (SLOPE * self.h) ** 2) if self.simultaneous else 1.0


def eigenvalues(gamma):
    """−γ/2 ± √(γ²/4 − f′(0)²) (2,), of the gradient vector field at the equilibrium; ±f′(0)·i for γ = 0."""
    root = np.sqrt(complex(gamma**2 / 4 - SLOPE**2))
    return np.array([-gamma / 2 + root, -gamma / 2 - root])


UPDATE_SCHEMES = {
    "simultaneous": DiracGAN("simultaneous", h=0.5, simultaneous=True),
    "alternating": DiracGAN("alternating", h=0.5),
    "gradient penalty": DiracGAN("gradient penalty", h=0.5, simultaneous=True, gamma=0.6),
}


def path(play: DiracGAN, steps: int = 100, start=(1.0, 0.0)) -> np.ndarray:
    """(θ, ψ) (steps + 1, 2) of the Dirac-GAN: G makes the point θ, the data are the point 0, D(x) = 1/(1 + exp(−ψx)).

    V = −log 2 − log(1 + exp(θψ)), of which D takes k steps of size h up, less the penalty (γ/2)ψ², and G one down;
    both from the same place if simultaneous, else G after D. Raises ValueError unless steps >= 1, and for
    simultaneous steps with k > 1. Source: Mescheder et al. 2018.
    """
    check_count("steps", steps, 1, 10**7)
    if play.simultaneous and play.k > 1:
        raise ValueError(f"expected k = 1 for simultaneous steps; got {play.k}")
    places = np.empty((steps + 1, 2))
    places[0] = theta, psi = start
    for place in places[1:]:
        seen = psi
        for _ in range(play.k):
            psi = psi + play.h * (-theta * _D(theta * psi) - play.gamma * psi)
        pulled_by = seen if play.simultaneous else psi
        theta = theta + play.h * pulled_by * _D(theta * pulled_by)
        place[:] = theta, psi
    return places


def growth(places) -> float:
    """The factor per step of the distance from (0, 0): exp of the slope of its log over the later half of a path."""
    distance = np.hypot(*np.asarray(places).T)[len(places) // 2 :]
    return float(np.exp(np.polyfit(np.arange(len(distance)), np.log(distance), 1)[0]))


def step_eigenvalues(play: DiracGAN) -> np.ndarray:
    """The eigenvalues (2,) of one step near (0, 0): 1 + h times the field's, or the roots of λ² − (2 − kh²/4)λ + 1."""
    if play.simultaneous:
        return 1 + play.h * eigenvalues(play.gamma)
    if play.gamma:
        raise ValueError(f"expected simultaneous steps with a penalty; got {play}")
    half = 1 - play.k * (SLOPE * play.h) ** 2 / 2
    return half + np.array([1, -1]) * np.sqrt(complex(half**2 - 1))


def _D(logit):
    return (1 + np.tanh(logit / 2)) / 2
