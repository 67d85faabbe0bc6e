"""The loop of PyTorch's tutorials: nn.Module, BCELoss on real and generated data separately, Adam, autograd."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

SAMPLES = 2**20  # of p_data, drawn once, from which minibatches are chosen at random


class Sine(nn.Module):
    def forward(self, x):
        return torch.sin(x)


ACTIVATIONS = {"sine": Sine, "tanh": nn.Tanh, "leaky": lambda: nn.LeakyReLU(0.2)}


@dataclass(frozen=True)
class Settings:
    """What a user of the loop chooses; the first values are those of torch.optim.Adam.

    The learning rates fall linearly to 0 over decay_steps, if that is not 0.
    """

    lr_D: float = 1e-3
    lr_G: float = 1e-3
    betas: tuple[float, float] = (0.9, 0.999)
    D: str = "sine"
    batch: int = 256
    width: int = 32
    decay_steps: int = 0


def perceptron(activation, h):
    f = ACTIVATIONS[activation]
    return nn.Sequential(nn.Linear(1, h), f(), nn.Linear(h, h), f(), nn.Linear(h, 1))


class PlainPyTorch:
    """A GAN; `rounds(n)` trains it. Without a target the data are normal, as good as any for measuring speed."""

    def __init__(self, settings, target=None, seed=0):
        torch.manual_seed(seed)
        self.settings, self.target = settings, target
        self.G = perceptron("tanh", settings.width)
        self.D = nn.Sequential(perceptron(settings.D, settings.width), nn.Sigmoid())
        if target is not None:
            x = (target.p_data.sample(SAMPLES, seed) - target.centre) / target.scale
            self.x = torch.from_numpy(x.astype(np.float32)).reshape(-1, 1)
        self.adam_D = torch.optim.Adam(self.D.parameters(), lr=settings.lr_D, betas=settings.betas)
        self.adam_G = torch.optim.Adam(self.G.parameters(), lr=settings.lr_G, betas=settings.betas)
        adams = (self.adam_D, self.adam_G) if settings.decay_steps else ()
        self.schedulers = [torch.optim.lr_scheduler.LinearLR(each, 1, 0, settings.decay_steps) for each in adams]

    def data(self):
        m = self.settings.batch
        return torch.randn(m, 1) if self.target is None else self.x[torch.randint(len(self.x), (m,))]

    def rounds(self, n):
        m, D, G, bce = self.settings.batch, self.D, self.G, nn.BCELoss()
        ones, zeros = torch.ones(m, 1), torch.zeros(m, 1)
        for _ in range(n):
            self.adam_D.zero_grad()
            bce(D(self.data()), ones).backward()
            bce(D(G(torch.randn(m, 1)).detach()), zeros).backward()
            self.adam_D.step()
            self.adam_G.zero_grad()
            bce(D(G(torch.randn(m, 1))), ones).backward()
            self.adam_G.step()
            for scheduler in self.schedulers:
                scheduler.step()

    def generated(self, z):
        """Return G(z), shape (m,), in standard deviations of p_data from its mean."""
        with torch.no_grad():
            return self.G(torch.from_numpy(z.astype(np.float32)).reshape(-1, 1)).numpy().ravel().astype(np.float64)
