"""Minibatches of noise and of data for E GANs: each GAN has its own, whatever others are trained beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from gan_theory.targets import Target

AT_ONCE, MOST = 64, 2**20  # minibatches drawn at a time, unless they hold more numbers than MOST


class Stream:
    """Minibatches (E, m, 1), drawn many at a time; the i-th is a function of the seeds and of i alone."""

    def __init__(self, name: int, draw: Callable, seeds: Sequence[int], m: int, device):
        self._name, self._draw, self._seeds, self._m, self._device = name, draw, seeds, m, device
        self._at_once = max(1, min(AT_ONCE, MOST // m))
        self._block, self._batches = None, None
        self.place = 0

    def __next__(self) -> torch.Tensor:
        block, i = divmod(self.place, self._at_once)
        if block != self._block:
            drawn = torch.stack([self._drawn(seed, block) for seed in self._seeds], 1)
            self._block, self._batches = block, drawn[..., None].unbind()
        self.place += 1
        return self._batches[i]

    def _drawn(self, seed, block):
        key = int(np.random.SeedSequence((seed, self._name, block)).generate_state(1, np.uint64)[0] >> 1)
        return self._draw(torch.Generator(self._device).manual_seed(key), (self._at_once, self._m), seed)


def of_noise(name: str, seeds: Sequence[int], m: int, device) -> Stream:
    """Of z ~ N(0, 1) or U(−1, 1)."""

    def draw(rng, shape, seed):
        if name == "normal":
            return torch.randn(shape, generator=rng, device=device)
        return 2 * torch.rand(shape, generator=rng, device=device) - 1

    return Stream(0, draw, seeds, m, device)


def of_data(target: Target, points: int, seeds: Sequence[int], m: int, device) -> Stream:
    """Of x, in standard deviations from the mean: from p_data, even within each cell, or from `points` points of it."""
    standardised = lambda x: _tensor((x - target.centre) / target.scale, device)  # noqa: E731
    if points:
        data = {seed: standardised(target.data_set(points, seed)) for seed in seeds}
        return Stream(1, lambda rng, shape, seed: _chosen(data[seed], rng, shape), seeds, m, device)
    p = target.p_data
    chances = np.concatenate([[0.0], np.cumsum(p.p)])
    edges, below, masses = standardised(p.edges), _tensor(chances / chances[-1], device), _tensor(p.p, device)
    width = p.dx / target.scale

    def draw(rng, shape, seed):
        u = torch.rand(shape, generator=rng, device=device)
        i = torch.searchsorted(below, u, right=True).clamp_(1, p.n) - 1
        return edges[i] + width * ((u - below[i]) / masses[i]).clamp_(0, 1)

    return Stream(1, draw, seeds, m, device)


def _chosen(data, rng, shape):
    return data[torch.randint(len(data), shape, generator=rng, device=data.device)]


def _tensor(values, device):
    return torch.tensor(values, dtype=torch.float32, device=device)
