"""Algorithm 1 in one dimension: k minibatch steps that ascend D, one that descends G, and Frames to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace

import numpy as np
import torch
from torch.nn.functional import softplus

from gan_theory import game
from gan_theory.border import check_count, known
from gan_theory.frame import Frame, Generator, Recipe, activation
from gan_theory.pushforward import NOISES, push_forward
from gan_theory.targets import Target, as_target

NODES = 8193  # of the interpolant of G: halving their number moves the JSD by about 1e-6


@contextmanager
def one_thread():
    """These matrices are small: a second thread costs more than it does."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def train(target, recipe: Recipe | None = None, *, seed: int = 0, **changes) -> Iterator[Frame]:
    """Train a GAN on the target by Algorithm 1, and yield about `frames` Frames, from before it to after its last step.

    target: a name in TARGETS, a frozen scipy.stats distribution, a Density or samples (m,). recipe: by default
    Recipe(); changes: its fields by keyword, such as k=5, loss="saturating". The same seed gives the same frames to the
    bit, on the same machine with the same packages. Raises ValueError for a bad target or recipe, at once, and
    FloatingPointError, when it happens, if training diverges. Source: Algorithm 1.
    """
    return Algorithm1(as_target(target), _changed(Recipe() if recipe is None else recipe, changes), seed).run()


def moments(target, recipe: Recipe | None = None, *, seed: int = 0, **changes) -> dict[str, Frame]:
    """Four Frames of one run, "a" to "d": the panels of the paper's Figure 1. Arguments as for `train`.

    (a) p_g is near p_data (JSD <= 0.2) and D is better than chance (V > −log 4); (b) D alone has been trained until V
    is within 0.01 nats of C, or for 1,000 steps, where a jump in p_data or the difference between samples and their
    smoothed density keeps it from that; (c) G alone has moved along D's gradient until p_g is 0.1 away from (b) in
    total variation; (d) Algorithm 1 has gone on to its end. No averaging of G's weights. Raises RuntimeError if (a) or
    (c) is not reached in as many steps as the recipe has. Source: Figure 1.
    """
    recipe = replace(_changed(Recipe() if recipe is None else recipe, changes), averaging=0.0, frames=1)
    players = Algorithm1(as_target(target), recipe, seed)
    a = _until("(a)", lambda frame: frame.jsd <= 0.2 and frame.V > -np.log(4), players, recipe.k)
    b = _train_D_alone(players)
    c = _until("(c)", lambda frame: game.tv(frame.p_g, b.p_g) >= 0.1, players, 0)
    *_, d = players.run()
    return {"a": a, "b": b, "c": c, "d": d}


def _train_D_alone(players) -> Frame:
    for _ in range(100):
        players.rounds(10, 1, 0)
        frame = players.frame()
        if frame.C - frame.V <= 0.01:
            break
    return frame


def _until(moment, reached, players, steps_D) -> Frame:
    for _ in range(players.recipe.steps):
        players.rounds(1, steps_D)
        frame = players.frame()
        if reached(frame):
            return frame
    raise RuntimeError(f"expected moment {moment} to come within {players.recipe.steps} steps; the last: {frame!r}")


def _changed(recipe, changes) -> Recipe:
    if not isinstance(recipe, Recipe):
        raise ValueError(f"expected a Recipe; got {recipe!r}")
    names = [field.name for field in fields(Recipe)]
    for name in changes:
        known(name, names, "keyword")
    return replace(recipe, **changes)


class Algorithm1:
    """The two players and their moves. G(z) and D(x) see data that is standardised by the mean and spread of p_data."""

    def __init__(self, target: Target, recipe: Recipe, seed: int = 0):
        check_count("seed", seed, 0, 2**63 - 1)
        self.target, self.recipe, self.step = target, recipe, 0
        self.centre, self.scale = target.p_data.mean(), target.p_data.std()
        if not 0 < self.scale < np.inf:
            raise ValueError(
                f"expected a p_data with a finite spread > 0; got {target.p_data!r}, spread {self.scale:g}"
            )
        self._torch_rng = torch.Generator().manual_seed(int(seed))
        self._real = self._batches(np.random.default_rng(seed))
        self.G = _generator(recipe.width, self._torch_rng)
        self.D = _discriminator(recipe.width, recipe.sharpness, self._torch_rng)
        self.average = [weight.detach().clone() for weight in self.G]
        betas = (recipe.beta_1, recipe.beta_2)
        self._adam_G = torch.optim.Adam(self.G, lr=recipe.lr_G, betas=betas, fused=True)
        self._adam_D = torch.optim.Adam(self.D, lr=recipe.lr_D, betas=betas, fused=True)

    def run(self) -> Iterator[Frame]:
        """Algorithm 1 from here to its end, with a Frame now, at each of `stops`, and so at the end."""
        yield self.frame()
        for stop in self.stops():
            self.rounds(stop - self.step, self.recipe.k)
            yield self.frame()

    def phases(self) -> Iterator[Frame]:
        """Algorithm 1 from here to its end, with a Frame now, and after each single step of D and of G: who `moved`."""
        yield self.frame()
        while self.step < self.recipe.steps:
            for steps_D, steps_G, moved in [(1, 0, "D")] * self.recipe.k + [(0, 1, "G")]:
                self.rounds(1, steps_D, steps_G)
                yield replace(self.frame(), moved=moved)

    @one_thread()
    def rounds(self, n: int, steps_D: int, steps_G: int = 1) -> None:
        """n times: steps_D steps of D, then steps_G of G."""
        for _ in range(n):
            for _ in range(steps_D):
                self.ascend_D()
            for _ in range(steps_G):
                self.descend_G()

    def stops(self) -> np.ndarray:
        """The steps after this one that a Frame is due at."""
        return np.unique(np.linspace(self.step, self.recipe.steps, self.recipe.frames + 1).round().astype(int))[1:]

    def ascend_D(self) -> None:
        """One step of D up the gradient of a minibatch's (1/m) Σ log D(x) + log(1 − D(G(z)))."""
        self._update(self._adam_D, self.D, self.loss_D(), self.recipe.lr_D)

    def loss_D(self) -> torch.Tensor:
        """−(1/m) Σ log D(x) + log(1 − D(G(z))) on a fresh minibatch, whose mean is −V."""
        with torch.no_grad():
            fake = _G(self.G, self._noise())
        real = next(self._real)
        logit = _logit_D(self.D, torch.cat([real, fake]))
        return softplus(-logit[: len(real)]).mean() + softplus(logit[len(real) :]).mean()

    def descend_G(self) -> None:
        """One step of G down the gradient of its loss on a minibatch of noise; the average of its weights follows."""
        self._update(self._adam_G, self.G, self.loss_G(), self.recipe.lr_G)
        self.step += 1
        decay = min(self.recipe.averaging, self.step / (self.step + 9))  # short at first, to forget the start
        torch._foreach_lerp_(self.average, [weight.detach() for weight in self.G], 1 - decay)

    def loss_G(self) -> torch.Tensor:
        """(1/m) Σ log(1 − D(G(z))) on a fresh minibatch of noise if saturating, else −(1/m) Σ log D(G(z))."""
        logit = _logit_D(self.D, _G(self.G, self._noise()))
        return -softplus(logit).mean() if self.recipe.loss == "saturating" else softplus(-logit).mean()

    def frame(self) -> Frame:
        """The present moment in float64, with the average of G's weights for G.

        Raises FloatingPointError if G(z) or the logit of D is not finite.
        """
        p_data, noise = self.target.p_data, NOISES[self.recipe.noise]
        G = Generator(tuple(_float64(self.average)), self.recipe.noise, self.centre, self.scale)
        x = torch.from_numpy((p_data.x - self.centre) / self.scale)[:, None]
        logit = _logit_D([weight.detach().double() for weight in self.D], x)[:, 0].numpy()
        z = noise.nodes(NODES)
        G_z = G(z)
        for name, values in (("G(z)", G_z), ("the logit of D", logit)):
            if not np.isfinite(values).all():
                raise FloatingPointError(f"training diverged: {name} is no longer finite at step {self.step}")
        p_g = push_forward(z, G_z, noise, p_data.x)
        V, C, jsd = game.V(None, p_data, p_g, logit=logit), game.C(p_data, p_g), game.jsd(p_data, p_g)
        return Frame(self.step, self.recipe.noise, z, G_z, p_data, p_g, logit, V, C, jsd, G)

    def _noise(self):
        return _draw_noise(self.recipe.noise, self.recipe.batch, self._torch_rng)

    def _batches(self, rng):
        m = self.recipe.batch
        at_once = max(1, min(64, 2**20 // m))
        while True:
            many = (self.target.draw(at_once * m, rng) - self.centre) / self.scale
            yield from torch.from_numpy(many).float()[:, None].split(m)

    def _update(self, adam, weights, loss, lr):
        left = 1 - (self.step / self.recipe.steps)
        adam.param_groups[0]["lr"] = lr * (self.recipe.final + (1 - self.recipe.final) * max(0.0, left))
        for weight, gradient in zip(weights, torch.autograd.grad(loss, weights)):
            weight.grad = gradient
        adam.step()


def _generator(width, rng):
    """Weights W, b, W, b, W, b of a G that increases in z at first: a G that starts with folds seldom loses them."""
    slopes = 0.5 + _uniform(1, width, rng)
    return _trainable(
        slopes,
        slopes[0] * 2.5 * (1 - 2 * _uniform(1, width, rng)[0]),
        4 / width * _uniform(width, width, rng),
        0.7 * (1 - 2 * _uniform(1, width, rng)[0]),
        4 / width * _uniform(width, 1, rng),
        torch.zeros(1),
    )


def _discriminator(width, sharpness, rng):
    """Weights W, b, W, b, W, b of a D whose first layer are waves, so that it bends as soon and as sharply as D*."""
    return _trainable(
        sharpness * (0.5 + _uniform(1, width, rng)),
        torch.pi * (1 - 2 * _uniform(1, width, rng)[0]),
        torch.randn(width, width, generator=rng) * (2 / width) ** 0.5,
        torch.zeros(width),
        torch.randn(width, 1, generator=rng) * width**-0.5,
        torch.zeros(1),
    )


def _uniform(rows, columns, rng):
    return torch.rand(rows, columns, generator=rng)


def _trainable(*weights):
    return [weight.requires_grad_() for weight in weights]


def _mlp(weights, activation, x):
    """The network with these weights W, b, W, b, … at the column x (m, 1); its last layer is linear."""
    *hidden, W, b = weights
    for i in range(0, len(hidden), 2):
        x = activation(torch.addmm(hidden[i + 1], x, hidden[i]))
    return torch.addmm(b, x, W)


def _G(weights, z):
    return _mlp(weights, lambda h: activation(h, torch.tanh), z)


def _logit_D(weights, x):
    return _mlp(weights, torch.sin, x)


def _draw_noise(name, m, rng):
    return torch.randn(m, 1, generator=rng) if name == "normal" else 2 * torch.rand(m, 1, generator=rng) - 1


def _float64(weights):
    return [weight.detach().double().numpy() for weight in weights]
