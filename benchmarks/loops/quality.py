"""A run of one loop from a seed, with the JSD of its generator along the way, judged by the exact push-forward."""

import math
import os
import tempfile
import time
from dataclasses import replace

import numpy as np

EVERY, NODES = 32, 4097  # rounds between two judgements, and nodes at which G is evaluated, as for a Frame


class Judged:
    """A contestant: {"loop": "ours" | "plain" | "jax", and what it can be varied by}; see LOOPS.

    `startup` is the time for imports and the compilation, which is that of a first time.
    """

    def __init__(self, contestant, target, steps):
        # What torch compiled before would otherwise be read from disk.
        self.folder = tempfile.TemporaryDirectory()
        os.environ["TORCHINDUCTOR_CACHE_DIR"] = self.folder.name
        start = time.perf_counter()
        settings = dict(contestant)
        self.loop = LOOPS[settings.pop("loop")](target, steps, settings)
        begun = time.perf_counter() - start
        self.steps = steps
        self.loop.start(0)
        first, second = (self._train() for _ in range(2))
        self.startup = begun + max(0.0, first - second)

    def run(self, seed):
        """Return the seconds of training and the JSD after each EVERY rounds, and the start-up time.

        The time for judging does not count, nor that for drawing the initial weights and, for plain PyTorch, a sample.
        """
        self.loop.start(seed)
        seconds, jsds, total = [], [], 0.0
        for _ in range(self.steps // EVERY):
            total += self._train()
            seconds.append(total)
            jsds.append(self._jsd())
        return {"seconds": seconds, "jsd": jsds, "startup": self.startup}

    def _train(self):
        start = time.perf_counter()
        self.loop.rounds(EVERY)
        return time.perf_counter() - start

    def _jsd(self):
        from gan_theory import jsd, push_forward
        from gan_theory.densities.noise import NOISES

        target, z = self.loop.target, NOISES["normal"].nodes(NODES)
        G_z = target.centre + target.scale * self.loop.generated(z)
        if not np.isfinite(G_z).all():
            return math.inf
        return float(jsd(target.p_data, push_forward(z, G_z, "normal", target.p_data.x)))


class Ours:
    """Algorithm1, with compile and fields of the recipe as settings."""

    def __init__(self, target, steps, settings):
        from gan_theory import Recipe
        from gan_theory.datasets.targets import as_target

        self.compile = settings.pop("compile", False)
        self.target, self.recipe = as_target(target), Recipe(steps=steps, **settings)
        if self.compile:
            import torch  # noqa: F401  its import counts as start-up

    def start(self, seed):
        from gan_theory import Algorithm1

        self.game = Algorithm1(self.target, self.recipe, seed, compile=self.compile)

    def rounds(self, n):
        self.game.rounds(n)

    def generated(self, z):
        return self.game.updates.family(self.game.weights("ema_G"), z)


class Jax(Ours):
    """The loop in JAX, with the activation in D and fields of the recipe as settings."""

    def __init__(self, target, steps, settings):
        from loops.jax_loop import JaxLoop

        activation = settings.pop("activation")
        super().__init__(target, steps, settings)
        self.jax = JaxLoop(self.target, self.recipe, activation, EVERY)
        self.start, self.rounds, self.generated = self.jax.start, self.jax.rounds, self.jax.generated


class Plain:
    """The loop of plain PyTorch, with its Settings; decay is whether its rates fall to 0 at the end."""

    def __init__(self, target, steps, settings):
        import torch

        from gan_theory.datasets.targets import as_target
        from loops.plain_pytorch import Settings

        torch.set_num_threads(1)
        self.target = as_target(target)
        decay_steps = steps if settings.pop("decay", False) else 0
        self.settings = replace(Settings(), decay_steps=decay_steps, **settings)

    def start(self, seed):
        from loops.plain_pytorch import PlainPyTorch

        self.gan = PlainPyTorch(self.settings, self.target, seed)

    def rounds(self, n):
        self.gan.rounds(n)

    def generated(self, z):
        return self.gan.generated(z)


LOOPS = {"ours": Ours, "jax": Jax, "plain": Plain}


def reached(run, bound):
    """Return the index of the first judgement from which on the JSD stays within the bound; None if there is none."""
    above = [i for i, jsd in enumerate(run["jsd"]) if not jsd <= bound]
    first = above[-1] + 1 if above else 0
    return first if first < len(run["jsd"]) else None
