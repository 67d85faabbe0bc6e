"""Where things are in Figure 1: the limits of its axes, and where its arrows start and end. Needs no matplotlib."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory.densities.noise import NOISES
from gan_theory.training.frame import Frame

ARROWS = 33
# Heights, where the axis of the densities starts at 0 and ends at 1.
X_AXIS, Z_AXIS, BOTTOM = -0.18, -0.45, -0.56
D_TOP, D_TOP_OF_PANEL = 1.35, 1.12  # the D that is as high as the end of the axis of the densities
ROOM, ROOM_OF_PANEL = 1.45, 1.2  # the length of that axis, in maxima of p_data; panels have no legend in it
RARE = 0.01  # of the largest p_data: where both densities are smaller, D* is not drawn
SMALLEST_GAP = 1e-6  # on logarithmic axes smaller gaps are drawn as this, in nats


def check_frames(frames: Iterable[Frame]) -> list[Frame]:
    """Return the frames as a list.

    Parameters
    ----------
    frames : iterable of Frame
        The frames, such as from `train`.

    Returns
    -------
    list of Frame
        The same.

    Raises
    ------
    ValueError
        If there is no frame, there is anything else among them, or they are of two runs.
    """
    listed = list(frames) if isinstance(frames, Iterable) else frames
    if not (isinstance(listed, list) and listed and all(isinstance(frame, Frame) for frame in listed)):
        raise ValueError(f"expected at least one Frame, in a list or from train; got {listed!r:.60}")
    for frame in listed:
        check_same_run(listed[0], frame)
    return listed


def check_same_run(first: Frame, frame: Frame) -> None:
    """Check that a frame may be of the same run as another: of one p_data, on one grid, and of one noise.

    Parameters
    ----------
    first, frame : Frame
        The two frames.

    Raises
    ------
    ValueError
        If it is not.
    """
    if frame.noise != first.noise:
        raise ValueError(f"expected frames of one run; got some with {first.noise} and some with {frame.noise} noise")
    before, after = first.p_data, frame.p_data
    if not (after is before or (np.array_equal(after.x, before.x) and np.array_equal(after.p, before.p))):
        which = "two p_data on one grid" if np.array_equal(after.x, before.x) else f"{before!r} and {after!r}"
        raise ValueError(f"expected frames of one run, with one p_data; got {which}")


def x_limits(frame: Frame) -> tuple[float, float]:
    """Return the limits of the x axis: 99.8% of p_data, and a fifth of that interval more on either side.

    Parameters
    ----------
    frame : Frame
        Any frame of a run: p_data is the same in all.

    Returns
    -------
    (float, float)
        The limits, within p_data's grid.
    """
    low, high = frame.p_data.ppf(np.array([0.001, 0.999]))
    first, last = frame.p_data.edges[[0, -1]]
    margin = 0.2 * (high - low)
    return float(max(first, low - margin)), float(min(last, high + margin))


def density_limit(frame: Frame, room: float = ROOM) -> float:
    """Return the upper limit of the axis of the densities.

    Parameters
    ----------
    frame : Frame
        A frame of the run.
    room : float
        The limit in maxima of p_data.

    Returns
    -------
    float
        The limit, a density.
    """
    return room * float(frame.p_data.pdf.max())


def drawn_D_star(frame: Frame) -> Array:
    """Return D* where it is drawn: where p_data or p_g is more than rare.

    Elsewhere D* is a ratio of two densities near 0, which no training shows, and may jump between 0 and 1.

    Parameters
    ----------
    frame : Frame
        The frame.

    Returns
    -------
    (n,) ndarray
        D* at the cell centres; nan where it is not drawn.
    """
    p_data, p_g = frame.p_data.pdf, frame.p_g.pdf
    return np.where(np.maximum(p_data, p_g) >= RARE * p_data.max(), frame.D_star, np.nan)


def arrow_starts(frame: Frame) -> Array:
    """Return the z where arrows start: evenly spaced quantiles of the noise.

    Parameters
    ----------
    frame : Frame
        Any frame of a run: the noise is the same in all.

    Returns
    -------
    (ARROWS,) ndarray
        The z, increasing.
    """
    masses = NOISES[frame.noise].mass(frame.z[:-1], frame.z[1:])
    quantiles = (np.arange(ARROWS) + 0.5) / ARROWS
    return np.interp(quantiles, np.concatenate([[0.0], np.cumsum(masses)]), frame.z)


def z_limit(z: ArrayLike) -> float:
    """Return the upper limit of the z axis, whose lower limit is minus this.

    Parameters
    ----------
    z : array, shape (m,)
        Where the arrows start.

    Returns
    -------
    float
        The limit.
    """
    return 1.1 * float(np.abs(z).max())


def arrow_ends(z: ArrayLike, frame: Frame) -> Array:
    """Return the x = G(z) where arrows end.

    Parameters
    ----------
    z : array, shape (m,)
        Where they start.
    frame : Frame
        The frame with G.

    Returns
    -------
    array, shape (m,)
        The ends.
    """
    return np.interp(np.asarray(z), frame.z, frame.G_z)
