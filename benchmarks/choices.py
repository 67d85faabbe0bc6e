"""What each choice of the default recipe contributes: the final JSD with one of them changed, on the hardest target."""

from contextlib import contextmanager
from unittest.mock import patch

import numpy as np

from gan_theory import Recipe, train_many
from gan_theory._utils.arrays import array_namespace
from gan_theory.training.networks import backpropagation
from gan_theory.training.networks.backpropagation import Activation
from gan_theory.training.networks.multilayer_perceptron import MLP

TARGET, SEEDS = "three-modes", range(10)
CHANGES = {
    "the default recipe": {},
    "learning rates 1 : 1 (lr_D = 4e-3)": dict(lr_D=4e-3),
    "learning rates 2.5 : 1 (lr_D = 1e-2)": dict(lr_D=1e-2),
    "a faster G (lr_G = 1.6e-2)": dict(lr_G=1.6e-2),
    "three steps of D, slower (k = 3, lr_D = 1e-2)": dict(k=3, lr_D=1e-2),
    "momentum (beta_1 = 0.9)": dict(beta_1=0.9),
    "a longer memory (beta_2 = 0.999)": dict(beta_2=0.999),
    "no decay of the rates (final_lr_factor = 1)": dict(final_lr_factor=1.0),
    "no average of G (ema_decay = 0)": dict(ema_decay=0.0),
    "batch = 64": dict(batch=64),
    "width = 16": dict(width=16),
    "a smoother D (first_layer_frequency = 0.5)": dict(first_layer_frequency=0.5),
    "a rougher D (first_layer_frequency = 8)": dict(first_layer_frequency=8.0),
    "noise from U(-1, 1)": dict(noise="uniform"),
    "half as long (steps = 2000)": dict(steps=2000),
}


def rectified(a):
    return array_namespace(a).where(a > 0, a, 0.2 * a)


def slope_of_rectified(a, h):
    ones = array_namespace(a).ones_like(a)
    return array_namespace(a).where(a > 0, ones, 0.2 * ones)


RECTIFIERS = Activation(rectified, slope_of_rectified)


def folded(self, rng):
    """He initialisation, with weights of either sign, where those of G are positive at the start."""
    h = self.width
    parts = rng.standard_normal(h), rng.standard_normal(h), (2 / h) ** 0.5 * rng.standard_normal(h * h), np.zeros(h)
    return np.concatenate([*parts, (1 / h) ** 0.5 * rng.standard_normal(h), [0.0]])


@contextmanager
def leaky_D():
    with patch.object(backpropagation, "SINE", RECTIFIERS):
        yield


@contextmanager
def folded_G():
    with patch.object(MLP, "start", folded):
        yield


def row(name, compile=True, **changes):
    *_, frames = train_many(TARGET, Recipe(frames=1, **changes), seeds=SEEDS, compile=compile)
    jsd = np.array([frame.jsd if frame else np.inf for frame in frames])
    print(f"{name:54}{f'{np.sum(jsd <= 0.01)} of {jsd.size}':>10}{np.median(jsd):9.4f}", flush=True)


print(f"{TARGET + ', with one thing changed:':54}{'<= 0.01':>10}{'median':>9}")
for name, changes in CHANGES.items():
    row(name, **changes)
with leaky_D():
    row("leaky rectifiers in D, not sines", compile=False)  # compiled code may have been cached with sines
with folded_G():
    row("a G that starts with weights of either sign")
