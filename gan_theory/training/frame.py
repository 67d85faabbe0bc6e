"""Frame: one moment of training, with p_g as a Density; Generator: G at that moment. They do not need torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike, Seed
from gan_theory._utils.read_only import ReadOnlyArrays
from gan_theory._utils.sigmoid import sigmoid
from gan_theory._utils.validation import check_count
from gan_theory.densities.density import Density
from gan_theory.densities.noise import NOISES
from gan_theory.game.functions import D_star
from gan_theory.training.networks.generators import GeneratorFamily


@dataclass(frozen=True, eq=False)
class Generator(ReadOnlyArrays):
    """G at one moment of training.

    Parameters
    ----------
    G : GeneratorFamily
        The family of functions.
    theta : array, shape (P,)
        The weights.
    noise : str
        The distribution of z: "normal" or "uniform".
    centre, scale : float
        The mean and the standard deviation of p_data, in whose units `G` computes x.
    """

    G: GeneratorFamily
    theta: Array
    noise: str
    centre: float
    scale: float

    def __call__(self, z: ArrayLike) -> Array:
        """Return x = G(z).

        Parameters
        ----------
        z : array_like, shape (m,)
            The noise.

        Returns
        -------
        array, shape (m,)
            x, in the units of the data.
        """
        return self.G(self.theta, np.asarray(z, np.float64)) * self.scale + self.centre

    def sample(self, n: int, seed: Seed = None) -> Array:
        """Return n samples x = G(z), shape (n,).

        Parameters
        ----------
        n : int
            The number of samples.
        seed : int, numpy.random.Generator or None
            A seed or a generator; None for different samples each time.

        Returns
        -------
        array, shape (n,)
            The samples.

        Raises
        ------
        ValueError
            If n is not an integer from 0 to 10⁹.
        """
        check_count("n", n, 0, 10**9)
        return self(NOISES[self.noise].sample(n, np.random.default_rng(seed)))


@dataclass(frozen=True, eq=False)
class Frame(ReadOnlyArrays):
    """One moment of training, as the functions of the game judge it.

    Parameters
    ----------
    step : int
        Steps of G so far.
    noise : str
        The distribution of z: "normal" or "uniform".
    z, G_z : array, shape (m,)
        Nodes over the noise, and G at them.
    p_data, p_g : Density, n cells
        The two densities on one grid; p_g is the push-forward of the noise through G.
    logit : array, shape (n,)
        log D − log(1 − D) at the cell centres.
    V, C, jsd : float
        V(D, G), C(G) and the JSD of p_data and p_g [nats].
    G : Generator
        The generator; `G_z` are its values and p_g is the density of its samples.
    moved : str
        "D" or "G" if only this player has moved since the previous Frame; otherwise "".

    Examples
    --------
    >>> from gan_theory import train
    >>> first, last = train("two-modes", steps=5, frames=1)
    >>> first.step, last.step
    (0, 5)
    >>> bool(abs(last.D_gap - (last.C - last.V)) < 1e-12)
    True
    >>> last.sample(3, seed=0).shape
    (3,)
    """

    step: int
    noise: str
    z: Array
    G_z: Array
    p_data: Density
    p_g: Density
    logit: Array
    V: float
    C: float
    jsd: float
    G: Generator
    moved: str = ""

    @property
    def x(self) -> Array:
        """The cell centres, shape (n,)."""
        return self.p_data.x

    @property
    def D(self) -> Array:
        """D at the cell centres, shape (n,)."""
        return sigmoid(self.logit)

    @property
    def D_star(self) -> Array:
        """D* = p_data/(p_data + p_g) at the cell centres, shape (n,)."""
        return D_star(self.p_data, self.p_g)

    @property
    def D_on_data(self) -> float:
        """E_{x~p_data} D(x), which D drives towards 1."""
        return float(self.D @ self.p_data.p)

    @property
    def D_on_G(self) -> float:
        """E_z D(G(z)) = E_{x~p_g} D(x), which D drives towards 0 and G towards 1."""
        return float(self.D @ self.p_g.p)

    @property
    def D_from_half(self) -> float:
        """E_{x~p_data} |D(x) − ½|, which is 0 at the equilibrium."""
        return float(np.abs(self.D - 0.5) @ self.p_data.p)

    @property
    def D_gap(self) -> float:
        """C − V = 2·JSD − log 4 − V [nats]: how far D is from optimal, for any G. 0 if and only if D = D*."""
        return self.C - self.V

    @property
    def G_gap(self) -> float:
        """2·JSD = C + log 4 [nats]: how far p_g is from p_data, for any D. 0 if and only if p_g = p_data."""
        return 2 * self.jsd

    def sample(self, n: int, seed: Seed = None) -> Array:
        """Return n samples x = G(z), shape (n,), of G itself, not of its interpolant.

        Parameters
        ----------
        n : int
            The number of samples.
        seed : int, numpy.random.Generator or None
            A seed or a generator; None for different samples each time.

        Returns
        -------
        array, shape (n,)
            The samples.
        """
        return self.G.sample(n, seed)

    def __repr__(self) -> str:
        return f"Frame(step {self.step}, V={self.V:.4f}, C={self.C:.4f}, jsd={self.jsd:.4f})"
