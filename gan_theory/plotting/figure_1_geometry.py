"""How a Frame looks, whoever draws it: the colours, the heights of the axes, and where the arrows start and end."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gan_theory.densities.noise import NOISES
from gan_theory.training.frame import Frame

ARROWS = 33
X_AXIS, Z_AXIS, BOTTOM = -0.18, -0.45, -0.56  # heights, where the densities' axis ends at 1
D_TOP = 1.35  # D where the densities' axis ends
LEAST = 1e-6  # a gap below it is drawn at it, on a logarithmic axis


def check_frames(frames: Iterable[Frame]) -> list[Frame]:
    """The frames in a list. Raises ValueError if there is none, or something else among them."""
    frames = list(frames) if isinstance(frames, Iterable) else frames
    if not (isinstance(frames, list) and frames and all(isinstance(frame, Frame) for frame in frames)):
        raise ValueError(f"expected at least one Frame, in a list or from train; got {frames!r:.60}")
    return frames


def x_limits(frame: Frame) -> tuple[float, float]:
    """The ends of the x axis: all but a thousandth of p_data on either side, and a fifth of that span more."""
    low, high = frame.p_data.ppf(np.array([0.001, 0.999]))
    first, last = frame.p_data.edges[[0, -1]]
    margin = 0.2 * (high - low)
    return float(max(first, low - margin)), float(min(last, high + margin))


def density_limit(frame: Frame) -> float:
    """Where the densities' axis ends."""
    return 1.45 * float(frame.p_data.pdf.max())


def arrow_starts(frame: Frame) -> np.ndarray:
    """The z (ARROWS,) that arrows start from: even quantiles of the noise."""
    parts = NOISES[frame.noise].mass(frame.z[:-1], frame.z[1:])
    quantiles = (np.arange(ARROWS) + 0.5) / ARROWS
    return np.interp(quantiles, np.concatenate([[0.0], np.cumsum(parts)]), frame.z)


def z_limit(z) -> float:
    """The z axis runs from minus this to this."""
    return 1.1 * float(np.abs(z).max())


def arrow_ends(z, frame: Frame) -> np.ndarray:
    """The x = G(z) that arrows from z end at, of the shape of z."""
    return np.interp(z, frame.z, frame.G_z)
