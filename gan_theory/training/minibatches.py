"""Minibatches of noise and of data for E GANs: those of one GAN do not depend on which others are trained beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import torch
from torch import Tensor

from gan_theory._utils.arrays import Array
from gan_theory.datasets.targets import Target

BATCHES_AT_ONCE, MAX_NUMBERS = 64, 2**20  # minibatches drawn at a time, unless they hold more than MAX_NUMBERS numbers
NOISE_STREAM, DATA_STREAM = 0, 1  # part of the key of the random numbers


class Minibatches:
    """An endless sequence of minibatches, shape (E, m, 1), drawn many at a time.

    The i-th minibatch is a function of the seeds and of i alone.

    Parameters
    ----------
    stream : int
        Which of the independent sequences that a seed has.
    draw : callable
        torch.rand or torch.randn: called as draw(shape, generator=…, device=…, dtype=…) for each seed.
    transform : callable
        Maps what was drawn, shape (..., E, m), to the minibatches, elementwise.
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    device : torch.device
        Where the minibatches are drawn.
    """

    def __init__(
        self,
        stream: int,
        draw: Callable[..., Tensor],
        transform: Callable[[Tensor], Tensor],
        seeds: Sequence[int],
        m: int,
        device: torch.device,
    ) -> None:
        self._stream, self._draw, self._transform, self._seeds, self._device = stream, draw, transform, seeds, device
        self._shape = max(1, min(BATCHES_AT_ONCE, MAX_NUMBERS // m)), m
        self._block = -1
        self._batches: Sequence[Tensor] = ()
        self.position = 0

    def __next__(self) -> Tensor:
        block, i = divmod(self.position, self._shape[0])
        if block != self._block:
            drawn = torch.stack([self._draw_block(seed, block) for seed in self._seeds], 1)
            self._block, self._batches = block, self._transform(drawn)[..., None].unbind()
        self.position += 1
        return self._batches[i]

    def _draw_block(self, seed: int, block: int) -> Tensor:
        """Return the random numbers of one GAN for a block of minibatches, shape (minibatches, m)."""
        key = int(np.random.SeedSequence((seed, self._stream, block)).generate_state(1, np.uint64)[0] >> 1)
        rng = torch.Generator(self._device).manual_seed(key)
        return self._draw(self._shape, generator=rng, device=self._device, dtype=torch.float32)


def noise_minibatches(noise: str, seeds: Sequence[int], m: int, device: torch.device) -> Minibatches:
    """Return minibatches of noise z.

    Parameters
    ----------
    noise : str
        "normal" for z ~ N(0, 1), "uniform" for z ~ U(−1, 1).
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    device : torch.device
        Where the minibatches are drawn.

    Returns
    -------
    Minibatches
        The sequence of minibatches, shape (E, m, 1) each.
    """
    if noise == "normal":
        return Minibatches(NOISE_STREAM, torch.randn, lambda z: z, seeds, m, device)
    return Minibatches(NOISE_STREAM, torch.rand, lambda u: 2 * u - 1, seeds, m, device)


def data_minibatches(
    target: Target, dataset_size: int, seeds: Sequence[int], m: int, device: torch.device
) -> Minibatches:
    """Return minibatches of standardised data: x less the mean of p_data, over its standard deviation.

    Parameters
    ----------
    target : Target
        What to draw from.
    dataset_size : int
        The size of the fixed data set that each GAN draws from; 0 to draw fresh from p_data, uniformly within each
        cell.
    seeds : sequence of int
        The E seeds.
    m : int
        The size of a minibatch.
    device : torch.device
        Where the minibatches are drawn.

    Returns
    -------
    Minibatches
        The sequence of minibatches, shape (E, m, 1) each.
    """

    def standardised(x: Array) -> Tensor:
        return torch.tensor((x - target.centre) / target.scale, dtype=torch.float32, device=device)

    transform: Callable[[Tensor], Tensor]
    if dataset_size:
        data = standardised(np.stack([target.dataset(dataset_size, seed) for seed in seeds]))
        transform = partial(_choose, data)
    else:
        transform = _quantile_function(standardised(target.p_data.edges), target.p_data.p)
    return Minibatches(DATA_STREAM, torch.rand, transform, seeds, m, device)


def _choose(data: Tensor, u: Tensor) -> Tensor:
    """Return for each u ~ U(0, 1), shape (..., E, m), one of that GAN's data points, whose shape is (E, n)."""
    E, n = data.shape
    rows = torch.arange(E, device=data.device)[:, None]
    return data[rows, (u * n).long().clamp_(max=n - 1)]


def _quantile_function(edges: Tensor, p: Array) -> Callable[[Tensor], Tensor]:
    """Return the quantile function of masses p (n,), spread evenly within the cells between the edges (n + 1,)."""
    cdf = np.concatenate([[0.0], np.cumsum(p)])
    cdf_at_edges = torch.tensor(cdf / cdf[-1], dtype=torch.float32, device=edges.device)
    masses = torch.tensor(p, dtype=torch.float32, device=edges.device)
    widths = edges[1:] - edges[:-1]

    def quantile(u: Tensor) -> Tensor:
        i = torch.searchsorted(cdf_at_edges, u, right=True).clamp_(1, len(masses)) - 1
        return edges[i] + widths[i] * ((u - cdf_at_edges[i]) / masses[i]).clamp_(0, 1)

    return quantile
