"""A Recipe says how to train; a Frame is one moment of training, with p_g as a Density. Neither needs torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np

from gan_theory import game
from gan_theory.border import check_count, known
from gan_theory.density import Density
from gan_theory.generators import GENERATORS, Linear, as_generator
from gan_theory.pushforward import NOISES

LOSSES = ("non-saturating", "saturating")
COUNTS = {"k": (1, 10**6), "k_G": (1, 10**6), "steps": (1, 10**9), "batch": (1, 10**7), "width": (1, 10**4)}
COUNTS |= {"points": (0, 10**7), "frames": (1, 10**6)}
RANGES = dict.fromkeys(("lr_D", "lr_G", "sharpness"), (lambda value: 0 < value < np.inf, "> 0, finite"))
RANGES |= dict.fromkeys(("beta_1", "beta_2", "averaging"), (lambda value: 0 <= value < 1, "in [0, 1)"))
RANGES |= {"final": (lambda value: 0 <= value <= 1, "in [0, 1]"), "offset": (lambda x: -100 <= x <= 100, "within ±100")}


@dataclass(frozen=True)
class Recipe:
    """The hyperparameters of Algorithm 1.

    k and k_G: steps on D, and then on G, in a round; the paper has k_G = 1. loss: what G descends, "non-saturating"
    −log D(G(z)) or "saturating" log(1 − D(G(z))). steps: of G in all. batch: m, the size of a minibatch. G: "mlp", or
    "polynomial", "spline" or "table" of z ~ U(−1, 1), or an object as `as_generator` takes it. width: units in each of
    the two hidden layers of G and D. lr_D and lr_G: Adam's learning rates, which fall linearly to `final` times
    themselves; beta_1, beta_2: Adam's. averaging: the decay per step of the average of G's weights that frames show,
    faster at first, 0 for none. sharpness: the wave number of D's first layer. offset: where G starts, in standard
    deviations from the mean of the data. points: the size of the data set that D sees, 0 for fresh data at each step.
    noise: "normal" or "uniform". frames: about how many. Raises ValueError for values out of range.
    """

    k: int = 1
    k_G: int = 1
    loss: str = "non-saturating"
    steps: int = 4000
    batch: int = 256
    G: str | Callable = "mlp"
    width: int = 32
    lr_D: float = 4e-2
    lr_G: float = 4e-3
    final: float = 0.005
    beta_1: float = 0.0
    beta_2: float = 0.99
    averaging: float = 0.999
    sharpness: float = 2.0
    offset: float = 0.0
    points: int = 0
    noise: str = "normal"
    frames: int = 120

    def __post_init__(self):
        for name, names, kind in (("loss", LOSSES, "loss"), ("noise", NOISES, "noise"), ("G", GENERATORS, "generator")):
            if name != "G" or isinstance(self.G, str):
                object.__setattr__(self, name, known(getattr(self, name), names, kind))
        for name, (least, most) in COUNTS.items():
            check_count(name, getattr(self, name), least, most)
        for name, (holds, expected) in RANGES.items():
            value = getattr(self, name)
            if not (isinstance(value, Real) and holds(value)):
                raise ValueError(f"expected {name} {expected}; got {value!r}")
        if self.steps % self.k_G:
            raise ValueError(f"expected steps, a multiple of k_G = {self.k_G}; got {self.steps}")
        if isinstance(as_generator(self.G, self.width), Linear) and self.noise != "uniform":
            raise ValueError(f"expected noise='uniform', within [−1, 1], for G={self.G!r}; got noise={self.noise!r}")


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
        return game.D_star(self.p_data, self.p_g)

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
