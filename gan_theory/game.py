"""The value function and what follows from it (eq. 1–6, Theorem 1, Proposition 2), as functions of masses, in nats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import rel_entr, xlog1py, xlogy

from gan_theory.border import as_float64
from gan_theory.density import Density, check_masses

TINIEST = np.nextafter(0.0, 1.0)  # the smallest positive double, 5e-324
BLOCK = 1 << 14  # cells at a time: what fits into a core's own cache


@dataclass(frozen=True)
class Formulas:
    """The formulas under test, each on non-negative float64 masses (..., n), without checks.

    V(D, p_data, p_g), U(p_g, D, p_data), C(p_data, p_g), kl(p, q), jsd(p, q) and tv(p, q) return nats (tv: a mass),
    (...): summed over the last axis. D_star, grad_C and hess_C of (p_data, p_g) return a value per cell, (..., n).
    """

    V: Callable
    D_star: Callable
    C: Callable
    kl: Callable
    jsd: Callable
    tv: Callable
    U: Callable
    grad_C: Callable
    hess_C: Callable


def _blockwise(cells, *arrays):
    """cells(*arrays), a function of each cell, for arrays that broadcast: a block at a time, if they are of one shape.

    What it computes on the way then stays in a core's cache, and takes no memory that grows with the arrays.
    """
    shape, size = arrays[0].shape, arrays[0].size
    if size <= BLOCK or any(array.shape != shape for array in arrays):
        return cells(*arrays)
    flat, values = [array.ravel() for array in arrays], np.empty(size)
    for i in range(0, size, BLOCK):
        values[i : i + BLOCK] = cells(*(array[i : i + BLOCK] for array in flat))
    return values.reshape(shape)


def _V(D, p_data, p_g):
    return _blockwise(_V_cells, np.asarray(D), p_data, p_g).sum(axis=-1)


def _V_cells(D, p_data, p_g):
    return xlogy(p_data, D) + xlog1py(p_g, -D)


def _V_of_logit(logit, p_data, p_g):
    log_D, log_1_minus_D = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    return (_product(p_data, log_D) + _product(p_g, log_1_minus_D)).sum(axis=-1)


def _product(mass, log):
    """mass·log with 0·(−∞) = 0."""
    return mass * np.where(mass > 0, log, 0.0)


def _U(p_g, D, p_data):
    return _V(D, p_data, p_g)


def _D_star(p_data, p_g):
    return _blockwise(_share, p_data, p_g)


def _share(p, q):
    total = p + q
    return np.divide(p, total, out=np.full(np.shape(total), 0.5), where=total > 0)


def _C(p_data, p_g):
    return _blockwise(_C_cells, p_data, p_g).sum(axis=-1)


def _C_cells(p, q):
    total = p + q
    return rel_entr(p, total) + rel_entr(q, total)


def _kl(p, q):
    return rel_entr(p, q).sum(axis=-1)


def _tv(p, q):
    return _blockwise(_distance, p, q).sum(axis=-1) / 2


def _distance(p, q):
    return np.abs(p - q)


def _grad_C(p_data, p_g):
    return _blockwise(_slope, p_data, p_g)


def _slope(p, q):
    total = p + q
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        few_data = -np.log1p(p / q)
        more_data = np.log(q / total)
        hardly_p_g = np.log(q) - np.log(total)  # where the quotient underflows
    slope = np.where(p <= q, few_data, np.where(q > 1e-300 * total, more_data, hardly_p_g))
    return np.where(total > 0, slope, 0.0)


def _hess_C(p_data, p_g):
    return _blockwise(_bend, p_data, p_g)


def _bend(p, q):
    with np.errstate(divide="ignore", over="ignore"):
        return np.where(p > 0, _share(p, q) / q, 0.0)


def _jsd(p, q):
    return _blockwise(_jsd_block, *np.broadcast_arrays(p, q)).sum(axis=-1) / 4


def _jsd_block(p, q):
    """The terms of a block: 2 log 2·|p − q| where p = q or one of them is 0, and the rest by `_jsd_terms`."""
    hard = (p != q) & (np.minimum(p, q) > 0)
    if hard.all():
        return _jsd_terms(p, q)
    terms = 2 * np.log(2) * np.abs(p - q)
    if hard.any():
        terms[hard] = _jsd_terms(p[hard], q[hard])
    return terms


def _jsd_terms(p, q):
    """(p + q)·φ(t) with t = |p − q|/(p + q) and φ(t) = (1 + t) log(1 + t) + (1 − t) log(1 − t) >= 0."""
    total = p + q
    divisor = np.maximum(total, TINIEST)
    t = np.abs(p - q) / divisor
    near = t <= 0.7
    if near.all():
        return total * _phi_near(t)
    small = 2 * np.minimum(p, q) / divisor  # 1 − t, but with all its digits
    large = 2 - small
    phi_far = large * np.log(large) + small * np.log(np.maximum(small, TINIEST))
    return total * (np.where(near, _phi_near(np.minimum(t, 0.7)), phi_far) if near.any() else phi_far)


def _phi_near(t):
    return 2 * t * np.arctanh(t) + np.log1p(-t * t)


PAPER = Formulas(_V, _D_star, _C, _kl, _jsd, _tv, _U, _grad_C, _hess_C)


def V(D=None, p_data=None, p_g=None, *, logit=None):
    """V(D, G) = Σ p_data log D + p_g log(1 − D), with 0·log 0 = 0.

    D: in [0, 1], a number or (..., n); or, in its place, `logit` = log D − log(1 − D), which keeps V exact where D
    rounds to 0 or 1. p_data, p_g: Densities or masses (..., n). Returns nats, (...): −inf where D is 0 or 1 and the
    other player has mass. Raises ValueError for bad masses, shapes or D. Source: §3, eq. 1.
    """
    p, q = _pair(p_data, p_g, "p_data", "p_g")
    return _result(_play(D, logit, p, q))


def U(p_g=None, D=None, p_data=None, *, logit=None):
    """U(p_g, D) = V(D, G) as a function of p_g, affine for each fixed D. Arguments as for V. Source: §4.2, Prop. 2."""
    return V(D, p_data, p_g, logit=logit)


def D_star(p_data, p_g):
    """D*(x) = p_data/(p_data + p_g), the best discriminator: (..., n); ½ where neither has mass.

    Raises ValueError for bad masses or shapes. Source: Prop. 1, eq. 2.
    """
    return PAPER.D_star(*_pair(p_data, p_g, "p_data", "p_g"))


def C(p_data, p_g):
    """C(G) = max_D V = Σ p_data log p_data/(p_data + p_g) + p_g log p_g/(p_data + p_g): nats, (...), >= −log 4.

    Raises ValueError for bad masses or shapes. Source: §4.1, eq. 4–6.
    """
    return _result(PAPER.C(*_pair(p_data, p_g, "p_data", "p_g")))


def kl(p, q):
    """KL(p‖q) = Σ p log(p/q): nats, (...); +inf if q is 0 where p is not; >= 0 up to rounding.

    Raises ValueError for bad masses or shapes. Source: eq. 5.
    """
    return _result(PAPER.kl(*_pair(p, q, "p", "q")))


def jsd(p, q):
    """JSD(p‖q) = ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2, the divergence and not its root: nats, (...), in [0, log 2].

    Free of cancellation: ¼ Σ (p + q) φ((p − q)/(p + q)), whose terms are all >= 0; symmetric, and 0 for equal
    arguments. Within 1e-14 relative of exact arithmetic on the same doubles, from 1e-30 up. Raises ValueError for bad
    masses or shapes. Source: eq. 6.
    """
    return _result(np.minimum(PAPER.jsd(*_pair(p, q, "p", "q")), np.log(2)))


def tv(p, q):
    """TV(p, q) = ½ Σ |p − q|, a mass: (...), in [0, 1].

    Raises ValueError for bad masses or shapes. Source: the bound C + log 4 >= TV² behind Theorem 1's 'only if'.
    """
    return _result(PAPER.tv(*_pair(p, q, "p", "q")))


def grad_C(p_data, p_g):
    """∂C/∂p_g = log(1 − D*) per cell: nats per mass, (..., n), in [−inf, 0]; 0 where neither has mass.

    Raises ValueError for bad masses or shapes. Source: Prop. 2's proof.
    """
    return PAPER.grad_C(*_pair(p_data, p_g, "p_data", "p_g"))


def hess_C(p_data, p_g):
    """∂²C/∂p_g² = p_data/(p_g (p_data + p_g)) per cell: (..., n), in [0, inf]; 0 where p_data is.

    Raises ValueError for bad masses or shapes. Source: Prop. 2.
    """
    return PAPER.hess_C(*_pair(p_data, p_g, "p_data", "p_g"))


def _play(D, logit, p, q):
    if (D is None) == (logit is None):
        raise ValueError(f"expected D or logit=, one of them; got {'both' if logit is not None else 'neither'}")
    name, values = ("D", D) if logit is None else ("logit", logit)
    values = as_float64(values, name)
    try:
        fits = not values.ndim or (
            values.shape[-1] == p.shape[-1] and np.broadcast_shapes(values.shape, p.shape, q.shape)
        )
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"expected {name} that goes with masses of shapes {p.shape} and {q.shape}; got {values.shape}")
    if np.isnan(values).any():
        raise ValueError(f"expected {name} without nan; got {np.count_nonzero(np.isnan(values))} of them")
    if logit is not None:
        return _V_of_logit(values, p, q)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError(f"expected D in [0, 1]; got values from {values.min():g} to {values.max():g}")
    return PAPER.V(values, p, q)


def _pair(p, q, p_name, q_name):
    """Both as float64 masses (..., n), checked; no mass is changed."""
    if isinstance(p, Density) and isinstance(q, Density) and not np.array_equal(p.x, q.x):
        raise ValueError(f"expected {p_name} and {q_name} on the same grid; got {p!r} and {q!r}")
    p, q = _masses(p, p_name), _masses(q, q_name)
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(f"expected {p_name} and {q_name} with equally many cells; got shapes {p.shape} and {q.shape}")
    try:
        np.broadcast_shapes(p.shape, q.shape)
    except ValueError:
        raise ValueError(
            f"expected leading axes of {p_name} and {q_name} that broadcast; got shapes {p.shape} and {q.shape}"
        ) from None
    return p, q


def _masses(p, name):
    if isinstance(p, Density):
        return p.p
    if p is None:
        raise ValueError(f"expected {name}, a Density or masses (..., n); got None")
    masses = as_float64(p, name)
    check_masses(masses, 1e-6 if getattr(p, "dtype", None) == np.float32 else 1e-9, name)
    return masses


def _result(value):
    return float(value) if np.ndim(value) == 0 else value
