"""Algorithm 1 in one dimension: k minibatch steps that ascend D, one that descends G; and Frames to look at them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch

from gan_theory._utils.validation import LARGEST_SEED, as_seeds, check_count
from gan_theory.datasets.targets import as_target
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.game.divergences import jsd
from gan_theory.game.functions import C, V_from_logit
from gan_theory.training import minibatches
from gan_theory.training.device import as_device, compiled, one_thread
from gan_theory.training.frame import Frame, Generator
from gan_theory.training.generators import as_generator
from gan_theory.training.networks import Differentiable, initial_D
from gan_theory.training.recipe import Recipe, changed_recipe
from gan_theory.training.updates import State, Updates

NODES = 4097  # of the interpolant of G: halving their number moves the JSD by about 1e-6
FAR, LOW = 1e3, -10.0  # farther from the data, in their standard deviations, is infinitely far; a coin's V is −1.39


def train(
    target, recipe: Recipe | None = None, *, seed: int = 0, compile: bool = False, device="cpu", **changes
) -> Iterator[Frame]:
    """Train a GAN on the target by Algorithm 1, and yield about `frames` Frames, from before it to after its last step.

    target: a name in TARGETS, a frozen scipy.stats distribution, a Density or samples (m,). recipe: by default
    Recipe(); changes: its fields by keyword, such as k=5, loss="saturating". compile: by torch.compile, which takes a
    while at first and needs a C++ compiler; without one, a warning says so, and training goes on uncompiled. device:
    as torch names it. The same seed gives the same frames to the bit, on the same machine with the same packages.
    Raises ValueError for a bad target or recipe, at once, and FloatingPointError, when it happens, if training
    diverges. Source: Algorithm 1.
    """
    check_count("seed", seed, 0, LARGEST_SEED)
    return Algorithm1(target, changed_recipe(recipe, changes), seed, compile=compile, device=device).run()


@lru_cache(maxsize=16)
def _compiled_round(G, recipe, E, device):
    """For E GANs, by a recipe in which only what compiled code depends on is set."""
    return compiled(Updates(G, recipe).round)


class Algorithm1:
    """The two players of one GAN, or of one for each of several seeds, and their moves."""

    def __init__(self, target, recipe: Recipe, seed: int | Iterable[int] = 0, *, compile: bool = False, device="cpu"):
        self.seeds, self.lost = as_seeds(seed), {}
        self.target, self.recipe, self.step, self.steps_D = as_target(target), recipe, 0, 0
        self.device = as_device(device)
        self._noise = minibatches.noise_minibatches(recipe.noise, self.seeds, recipe.batch, self.device)
        self._real = minibatches.data_minibatches(
            self.target, recipe.dataset_size, self.seeds, recipe.batch, self.device
        )
        self._G = as_generator(recipe.G, recipe.width)
        self.moves = Updates(self._G, recipe)
        self._round = self._compiled() if compile else None
        self.state = self._start()

    def _compiled(self):
        if self.recipe.k_G > 1:
            raise ValueError(f"expected k_G = 1 with compile=True; got k_G = {self.recipe.k_G}")
        names = ("k", "loss", "width", "batch", "beta_1", "beta_2")  # one compilation serves all learning rates
        recipe = Recipe(**{name: getattr(self.recipe, name) for name in names})
        return _compiled_round(self._G, recipe, len(self.seeds), self.device)

    def _start(self) -> State:
        recipe, weights = self.recipe, []
        for seed in self.seeds:
            rng = np.random.default_rng(seed)
            theta_G, constant = (np.asarray(each, np.float64) for each in (self._G.start(rng), self._G.constant))
            if theta_G.ndim != 1 or theta_G.shape != constant.shape:
                shapes = f"{theta_G.shape} and {constant.shape}"
                raise ValueError(f"expected start and constant of one shape (P,) from {self._G!r}; got {shapes}")
            if isinstance(self.moves.G, Differentiable):
                self.moves.G.check(theta_G)
            theta_G = theta_G + recipe.initial_offset * constant
            weights.append((initial_D(recipe.width, recipe.first_layer_frequency, rng), theta_G))
        D, G = (torch.tensor(np.stack(each), dtype=torch.float32, device=self.device) for each in zip(*weights))
        return State(D, G, *(torch.zeros_like(theta) for theta in (D, D, G, G)), G.clone())

    def run(self) -> Iterator[Frame]:
        """Algorithm 1 from here to its end, with a Frame of the first GAN now, at each of `stops`, and so at the end.

        If training diverges, it is played again from the last Frame, to find the step, and to show those before it.
        """
        yield self.frame()
        for stop in self.stops():
            before = self._moment()
            self.rounds((stop - self.step) // self.recipe.k_G)
            try:
                frame = self.frame()
            except FloatingPointError:
                yield from self._again(before, stop)
            else:
                yield frame

    def _again(self, moment, stop):
        """From a moment on, by single rounds, to the step at which training diverges; Frames of the last few before."""
        self._go_back(moment)
        last = deque(maxlen=self.recipe.frames)
        try:
            while self.step < stop:
                self.rounds(1)
                last.append(self.frame())
        except FloatingPointError as error:
            yield from last
            raise error from None
        yield from last

    def run_all(self) -> Iterator[list[Frame | None]]:
        """As `run`, with a Frame of each GAN; None for those that have diverged, whose errors are in `lost`."""
        yield self._frames()
        for stop in self.stops():
            self.rounds((stop - self.step) // self.recipe.k_G)
            yield self._frames()

    def phases(self) -> Iterator[Frame]:
        """Algorithm 1 from here to its end, with a Frame now, and after each single step of D and of G: who `moved`."""
        yield self.frame()
        while self.step < self.recipe.steps:
            for steps_D, steps_G, moved in [(1, 0, "D")] * self.recipe.k + [(0, 1, "G")] * self.recipe.k_G:
                self.rounds(1, steps_D, steps_G)
                yield replace(self.frame(), moved=moved)

    def _frames(self):
        frames = []
        for i in range(len(self.seeds)):
            try:
                frames.append(None if i in self.lost else self.frame(i))
            except FloatingPointError as error:
                self.lost[i] = FloatingPointError(str(error).replace(" at step", " by step"))
                frames.append(None)
        return frames

    def rounds(self, n: int, steps_D: int | None = None, steps_G: int | None = None) -> None:
        """n times: steps_D steps of D, then steps_G of G; by default as many as the recipe has."""
        steps_D = self.recipe.k if steps_D is None else steps_D
        steps_G = self.recipe.k_G if steps_G is None else steps_G
        whole = self._round is not None and (steps_D, steps_G) == (self.recipe.k, 1)
        with one_thread() if len(self.seeds) == 1 else nullcontext():
            for _ in range(n if whole else 0):
                self._play_round()
            for _ in range(0 if whole else n):
                for _ in range(steps_D):
                    self.ascend_D()
                for _ in range(steps_G):
                    self.descend_G()

    def ascend_D(self) -> None:
        """One step of D up the gradient of a minibatch's (1/m) Σ log D(x) + log(1 − D(G(z)))."""
        (rate,) = self._tensors(self._rate_D())
        self.state = self.moves.ascend_D(self.state, next(self._real), next(self._noise), rate)
        self.steps_D += 1

    def descend_G(self) -> None:
        """One step of G down the gradient of its loss on a minibatch of noise; the average of its weights follows."""
        rates = self._tensors(self._rate_G(), self._kept())
        self.state = self.moves.descend_G(self.state, next(self._noise), *rates)
        self.step += 1

    def _play_round(self) -> None:
        k = self.recipe.k
        real = [next(self._real) for _ in range(k)]
        noise = [next(self._noise) for _ in range(k + 1)]
        rates = self._tensors(*(self._rate_D(i) for i in range(k)), self._rate_G(), self._kept())
        self.state = self._round(self.state, real, noise, rates)
        self.steps_D += k
        self.step += 1

    def _rate_D(self, ahead=0):
        return self._rate(self.recipe.lr_D, self.steps_D + ahead)

    def _rate_G(self):
        return self._rate(self.recipe.lr_G, self.step)

    def _rate(self, lr, taken):
        """The learning rate now, times what makes up for Adam's means having started at 0 before `taken` steps."""
        beta_1, beta_2, final = self.recipe.beta_1, self.recipe.beta_2, self.recipe.final_lr_factor
        left = max(0.0, 1 - self.step / self.recipe.steps)
        return lr * (final + (1 - final) * left) * (1 - beta_2 ** (taken + 1)) ** 0.5 / (1 - beta_1 ** (taken + 1))

    def _kept(self):
        """The share of itself that the average of G's weights keeps: little at first, to forget the start."""
        return min(self.recipe.ema_decay, (self.step + 1) / (self.step + 10))

    def _tensors(self, *numbers):
        return torch.tensor(numbers, dtype=torch.float32, device=self.device).unbind()

    def stops(self) -> np.ndarray:
        """The steps after this one that a Frame is due at."""
        left = (self.recipe.steps - self.step) // self.recipe.k_G
        rounds = np.linspace(0, left, self.recipe.frames + 1).round().astype(int)
        return self.step + self.recipe.k_G * np.unique(rounds)[1:]

    def gradients(self, player: str) -> np.ndarray:
        """∂/∂theta (E, P) of what the player, "D" or "G", descends, on a fresh minibatch; no step is taken."""
        if player == "D":
            return self.moves.gradient_D(self.state, next(self._real), next(self._noise)).cpu().numpy()
        return self.moves.gradient_G(self.state, next(self._noise)).cpu().numpy()

    @one_thread()
    def logit(self, x, i: int = 0) -> np.ndarray:
        """log D − log(1 − D) of the i-th GAN at x (m,), in the data's units, in float64."""
        u = torch.from_numpy((np.asarray(x, np.float64) - self.target.centre) / self.target.scale)
        return self.moves.logit(self.state.D[i : i + 1].cpu().double(), u[None, :, None]).numpy().ravel()

    def frame(self, i: int = 0) -> Frame:
        """The present moment of the i-th GAN in float64, with the average of G's weights for G.

        Raises FloatingPointError if training has diverged: G(z) or the logit of D is not finite, or G(z) is 1,000
        standard deviations from the data, or D is so wrong that its loss, −V, is over 10 nats, where a coin's is 1.39.
        """
        recipe, target, p_data = self.recipe, self.target, self.target.p_data
        theta = self.state.average[i].cpu().double().numpy()
        G = Generator(self._G, theta, recipe.noise, target.centre, target.scale)
        noise = NOISES[recipe.noise]
        z, logit = noise.nodes(NODES), self.logit(p_data.x, i)
        G_z = G(z)
        self._check("|G(z)|", np.abs(G_z - target.centre).max() / target.scale, FAR, "standard deviations")
        self._check("the logit of D", np.abs(logit).max(), np.inf, "")
        p_g = push_forward(z, G_z, noise, p_data.x)
        value = V_from_logit(logit, p_data, p_g)
        if not recipe.dataset_size:  # of which D may be sure, and wrong about others
            self._check("the loss of D", -value, -LOW, "nats, where a coin's is 1.39")
        return Frame(
            self.step,
            recipe.noise,
            z,
            G_z,
            p_data,
            p_g,
            logit,
            V=value,
            C=C(p_data, p_g),
            jsd=jsd(p_data, p_g),
            G=G,
        )

    def _check(self, what, size, most, unit):
        if not size < most:
            came = f"has grown to {size:.2g} {unit}" if np.isfinite(size) else "is no longer finite"
            raise FloatingPointError(f"training diverged at step {self.step}: {what} {came}")

    def _moment(self):
        return self.state, self.step, self.steps_D, self._noise.place, self._real.place

    def _go_back(self, moment):
        self.state, self.step, self.steps_D, self._noise.place, self._real.place = moment
