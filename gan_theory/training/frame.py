"""A Recipe says how to train; a Frame is one moment of training, with p_g as a Density. Neither needs torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.validation import check_count
from gan_theory.densities.density import Density
from gan_theory.densities.noise import NOISES
from gan_theory.game.functions import D_star


@dataclass(frozen=True, eq=False)
class Generator:
    """G as it was at one moment: what computes it, its weights theta (P,), and the centre and scale of the data."""

    G: Callable
    theta: np.ndarray
    noise: str
    centre: float
    scale: float

    def __call__(self, z) -> np.ndarray:
        """x = G(z), of the shape of z (m,)."""
        return self.G(self.theta, np.asarray(z, np.float64)) * self.scale + self.centre

    def sample(self, n: int, seed=None) -> np.ndarray:
        """n samples x = G(z) (n,); seed: an int, a numpy Generator, or None for other samples each time."""
        check_count("n", n, 0, 10**9)
        return self(NOISES[self.noise].sample(n, np.random.default_rng(seed)))


@dataclass(frozen=True, eq=False)
class Frame:
    """One moment of training.

    step: steps of G so far. noise: its law's name. z, G_z (m,): the nodes of the noise and G there. p_data, p_g:
    Densities on one grid, p_g the push-forward of the noise through G. logit (n,): log D − log(1 − D) at the cells'
    centres. V, C, jsd: nats. G: the generator, of which G_z are values and p_g the law. moved: the player, "D" or "G",
    who alone has moved since the frame before; "" if both have, or neither.
    """

    step: int
    noise: str
    z: np.ndarray
    G_z: np.ndarray
    p_data: Density
    p_g: Density
    logit: np.ndarray
    V: float
    C: float
    jsd: float
    G: Generator
    moved: str = ""

    @property
    def x(self) -> np.ndarray:
        """The cell centres (n,)."""
        return self.p_data.x

    @property
    def D(self) -> np.ndarray:
        """D at the cells' centres (n,)."""
        return (1 + np.tanh(self.logit / 2)) / 2

    @property
    def D_star(self) -> np.ndarray:
        """D* = p_data/(p_data + p_g) (n,)."""
        return D_star(self.p_data, self.p_g)

    @property
    def D_on_data(self) -> float:
        """E_{x~p_data} D(x), which D wants near 1."""
        return float(self.D @ self.p_data.p)

    @property
    def D_on_G(self) -> float:
        """E_z D(G(z)) = E_{x~p_g} D(x), which D wants near 0 and G near 1."""
        return float(self.D @ self.p_g.p)

    @property
    def D_from_half(self) -> float:
        """E_{x~p_data} |D(x) − ½|, which is 0 at the end of the game."""
        return float(np.abs(self.D - 0.5) @ self.p_data.p)

    @property
    def D_gap(self) -> float:
        """2·JSD − log 4 − V, in nats: how far D is from optimal, whatever G does. 0 if and only if D = D*."""
        return self.C - self.V

    @property
    def G_gap(self) -> float:
        """2·JSD = C + log 4, in nats: how far G is from the data, however good D is. 0 if and only if p_g = p_data."""
        return 2 * self.jsd

    def sample(self, n: int, seed=None) -> np.ndarray:
        """n samples x = G(z) (n,), by G itself and not by its interpolant; seed as for `Generator.sample`."""
        return self.G.sample(n, seed)

    def __repr__(self) -> str:
        return f"Frame(step {self.step}, V={self.V:.4f}, C={self.C:.4f}, jsd={self.jsd:.4f})"
