"""Make a Frame of G's weights and D's logit: p_g by the push-forward, V, C and the JSD; and detect divergence."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.datasets.targets import Target
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.game.divergences import jsd
from gan_theory.game.functions import C, V_from_logit
from gan_theory.training.frame import Frame, Generator

NODES = 4097  # of the interpolant of G: half as many change the JSD by about 1e-6
MAX_DISTANCE = 1e3  # of G(z) from the data, in their standard deviations
MAX_LOSS_OF_D = 10.0  # nats; D = ½ everywhere has 1.39


def build_frame(
    step: int, G: Generator, logit: Array, target: Target, D_sees_p_data: bool = True, before: Frame | None = None
) -> Frame:
    """Return the Frame of a moment of training.

    Parameters
    ----------
    step : int
        Steps of G so far.
    G : Generator
        The generator.
    logit : array, shape (n,)
        log D − log(1 − D) at the cell centres of p_data.
    target : Target
        What the GAN is trained on.
    D_sees_p_data : bool
        Whether D sees fresh samples of p_data. If it sees a fixed data set, it may become certain about the data and
        wrong elsewhere, so that a large loss under p_data does not count as divergence.
    before : Frame, optional
        An earlier Frame of this GAN. If G still has the same weights, its p_g is not computed again.

    Returns
    -------
    Frame
        The Frame, with p_g the push-forward of the noise through the interpolant of G.

    Raises
    ------
    FloatingPointError
        If training has diverged: G(z) or the logit of D is not finite, G(z) is 1,000 standard deviations of the data
        away from them, or the loss of D, −V, exceeds 10 nats.
    """
    p_data, noise = target.p_data, NOISES[G.noise]
    same_G = before if before is not None and np.array_equal(before.G.theta, G.theta) else None
    z = noise.nodes(NODES)
    G_z = G(z) if same_G is None else same_G.G_z
    distance = np.abs(G_z - target.centre).max() / target.scale
    _check_below(MAX_DISTANCE, distance, "|G(z)|", "standard deviations", step)
    _check_below(np.inf, np.abs(logit).max(), "the logit of D", "", step)
    p_g = push_forward(z, G_z, noise, p_data.x) if same_G is None else same_G.p_g
    V = float(V_from_logit(logit, p_data, p_g))
    if D_sees_p_data:
        _check_below(MAX_LOSS_OF_D, -V, "the loss of D", "nats, where D = ½ has 1.39", step)
    return Frame(
        step=step,
        noise=G.noise,
        z=z,
        G_z=G_z,
        p_data=p_data,
        p_g=p_g,
        logit=logit,
        V=V,
        C=C(p_data, p_g),
        jsd=jsd(p_data, p_g),
        G=G,
    )


def _check_below(limit: float, size: float, what: str, unit: str, step: int) -> None:
    """Raise FloatingPointError unless the size is below the limit; nan never is."""
    if not size < limit:
        state = f"has grown to {size:.2g} {unit}" if np.isfinite(size) else "is no longer finite"
        raise FloatingPointError(f"training diverged at step {step}: {what} {state}")
