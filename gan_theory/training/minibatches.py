"""Minibatches of noise and of data for E GANs: each GAN has its own, whatever others are trained beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from gan_theory.datasets.targets import Target

BATCHES_AT_ONCE, MOST = 64, 2**20  # minibatches drawn at a time, unless they hold more numbers than MOST


class Minibatches:
    """Minibatches (E, m, 1), drawn many at a time; the i-th is a function of the seeds and of i alone.

    draw(shape, generator=…, device=…): torch.rand or torch.randn, called for each seed. law: what makes minibatches
    (…, E, m) of what was drawn.
    """

    def __init__(self, name: int, draw: Callable, law: Callable, seeds: Sequence[int], m: int, device):
        self._name, self._draw, self._law, self._seeds, self._device = name, draw, law, seeds, device
        self._shape = max(1, min(BATCHES_AT_ONCE, MOST // m)), m
        self._block, self._batches = None, None
        self.place = 0

    def __next__(self) -> torch.Tensor:
        block, i = divmod(self.place, self._shape[0])
        if block != self._block:
            drawn = torch.stack([self._drawn(seed, block) for seed in self._seeds], 1)
            self._block, self._batches = block, self._law(drawn)[..., None].unbind()
        self.place += 1
        return self._batches[i]

    def _drawn(self, seed, block):
        key = int(np.random.SeedSequence((seed, self._name, block)).generate_state(1, np.uint64)[0] >> 1)
        rng = torch.Generator(self._device).manual_seed(key)
        return self._draw(self._shape, generator=rng, device=self._device)


def noise_minibatches(name: str, seeds: Sequence[int], m: int, device) -> Minibatches:
    """Of z ~ N(0, 1) or U(−1, 1)."""
    if name == "normal":
        return Minibatches(0, torch.randn, lambda z: z, seeds, m, device)
    return Minibatches(0, torch.rand, lambda u: 2 * u - 1, seeds, m, device)


def data_minibatches(target: Target, points: int, seeds: Sequence[int], m: int, device) -> Minibatches:
    """Of x, in standard deviations from the mean: from p_data, even within each cell, or from `points` points of it."""

    def standardised(x):
        return torch.tensor((x - target.centre) / target.scale, dtype=torch.float32, device=device)

    if points:
        law = _among(standardised(np.stack([target.dataset(points, seed) for seed in seeds])))
    else:
        law = _by_cell(standardised(target.p_data.edges), target.p_data.p)
    return Minibatches(1, torch.rand, law, seeds, m, device)


def _among(data):
    """One of each GAN's own data (E, n), for u ~ U(0, 1)."""
    E, n = data.shape
    rows = torch.arange(E, device=data.device)[:, None]
    return lambda u: data[rows, (u * n).long().clamp_(max=n - 1)]


def _by_cell(edges, p):
    """The quantile of u ~ U(0, 1), the masses p (n,) being even within the cells between the edges (n + 1,)."""
    chances = np.concatenate([[0.0], np.cumsum(p)])
    below = torch.tensor(chances / chances[-1], dtype=torch.float32, device=edges.device)
    mass = torch.tensor(p, dtype=torch.float32, device=edges.device)
    width = edges[1:] - edges[:-1]

    def law(u):
        i = torch.searchsorted(below, u, right=True).clamp_(1, len(mass)) - 1
        return edges[i] + width[i] * ((u - below[i]) / mass[i]).clamp_(0, 1)

    return law
