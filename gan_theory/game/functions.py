"""The value function and what follows from it (eq. 1–6, Theorem 1, Proposition 2), as functions of masses, in nats."""

from __future__ import annotations

import numpy as np

from gan_theory._utils.validation import as_float64
from gan_theory.densities.density import Density, check_masses
from gan_theory.game.formulas import PAPER, V_of_logit


def V(D, p_data, p_g):
    """V(D, G) = Σ p_data log D + p_g log(1 − D), with 0·log 0 = 0.

    D: in [0, 1], a number or (..., n). p_data, p_g: Densities or masses (..., n). Returns nats, (...): −inf where D is
    0 or 1 and the other player has mass. Raises ValueError for bad masses, shapes or D. Source: §3, eq. 1.
    """
    p, q = _pair(p_data, p_g, "p_data", "p_g")
    D = _on_cells(D, "D", p, q)
    if not ((D >= 0) & (D <= 1)).all():
        raise ValueError(f"expected D in [0, 1]; got values from {D.min():g} to {D.max():g}")
    return _result(PAPER.V(D, p, q))


def V_from_logit(logit, p_data, p_g):
    """V(D, G) from the logit of D, log D − log(1 − D), which keeps V exact where D rounds to 0 or 1.

    logit: a number or (..., n). Other arguments, result and errors as for V.
    """
    p, q = _pair(p_data, p_g, "p_data", "p_g")
    return _result(V_of_logit(_on_cells(logit, "logit", p, q), p, q))


def U(p_g, D, p_data):
    """U(p_g, D) = V(D, G) as a function of p_g, affine for each fixed D. Arguments as for V. Source: §4.2, Prop. 2."""
    return V(D, p_data, p_g)


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


def _on_cells(values, name, p, q):
    """D or its logit as float64, checked to go with the masses."""
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
    return values


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
