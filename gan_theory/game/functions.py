"""V, D*, C, U and the derivatives of C, for users: of Densities or plain masses, with checked arguments."""

from __future__ import annotations

from typing import overload

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import exact
from gan_theory.densities.density import Density
from gan_theory.game.arguments import FloatOrArray, check_pair, check_per_cell, float_if_one
from gan_theory.game.formulas import PAPER, V_from_logit_unchecked


def V(D: ArrayLike, p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray:
    """Return the value function V(D, G) = Σ p_data log D + p_g log(1 − D), with 0·log 0 = 0.

    Parameters
    ----------
    D : array-like, shape () or (..., n)
        The discriminator in each cell, in [0, 1]; a number is the same in every cell.
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    float or array, shape (...)
        In nats; −inf if there is a cell where D = 0 and p_data > 0, or D = 1 and p_g > 0.

    Raises
    ------
    ValueError
        For masses, shapes or a D that are not as described.

    See Also
    --------
    V_from_logit : The same from the logit of D.

    References
    ----------
    §3, eq. 1.

    Examples
    --------
    >>> from gan_theory import V
    >>> print(f"{V([0.9, 0.1], p_data=[0.5, 0.5], p_g=[0.25, 0.75]):.6f}")
    -1.858639
    >>> print(f"{V(0.5, [0.5, 0.5], [0.25, 0.75]):.6f}")  # −log 4
    -1.386294
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    D = check_per_cell(D, "D", p, q)
    if not ((D >= 0) & (D <= 1)).all():
        raise ValueError(f"expected D in [0, 1]; got values from {exact(D.min())} to {exact(D.max())}")
    return float_if_one(PAPER.V(D, p, q))


def V_from_logit(logit: ArrayLike, p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray:
    """Return V(D, G) from the logit of D, which keeps V exact where D itself rounds to 0 or 1.

    Parameters
    ----------
    logit : array-like, shape () or (..., n)
        log D − log(1 − D) in each cell, from −inf to inf.
    p_data, p_g : Density or array-like, shape (..., n)
        As for `V`.

    Returns
    -------
    float or array, shape (...)
        In nats.

    Raises
    ------
    ValueError
        For masses, shapes or a logit that are not as described.

    References
    ----------
    §3, eq. 1.

    Examples
    --------
    At D = D*, whose logit is log(p_data/p_g), V is finite. D* itself rounds to 1 here, where V would be −inf:

    >>> import numpy as np
    >>> from gan_theory import D_star, V, V_from_logit
    >>> p_data, p_g = np.array([1.0, 0.0]), np.array([1e-30, 1.0])
    >>> with np.errstate(divide="ignore"):
    ...     logit = np.log(p_data) - np.log(p_g)
    >>> print(f"{V_from_logit(logit, p_data, p_g):.3e}, {V(D_star(p_data, p_g), p_data, p_g)}")
    -7.008e-29, -inf
    """
    p, q = check_pair(p_data, p_g, "p_data", "p_g")
    return float_if_one(V_from_logit_unchecked(check_per_cell(logit, "logit", p, q), p, q))


def U(p_g: ArrayLike, D: ArrayLike, p_data: ArrayLike) -> FloatOrArray:
    """Return U(p_g, D) = V(D, G) as a function of p_g, which is affine for each fixed D.

    Parameters
    ----------
    p_g, D, p_data
        As for `V`.

    Returns
    -------
    float or array, shape (...)
        In nats.

    Raises
    ------
    ValueError
        As for `V`.

    References
    ----------
    §4.2, the proof of Proposition 2.

    Examples
    --------
    >>> import numpy as np
    >>> from gan_theory import U
    >>> D, p_data = [0.9, 0.2], [0.5, 0.5]
    >>> ends, middle = (U([1, 0], D, p_data), U([0, 1], D, p_data)), U([0.5, 0.5], D, p_data)
    >>> bool(np.isclose(middle, np.mean(ends)))
    True
    """
    return V(D, p_data, p_g)


def D_star(p_data: ArrayLike, p_g: ArrayLike) -> Array:
    """Return the best discriminator for a fixed G, D*(x) = p_data/(p_data + p_g).

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    array, shape (..., n)
        In [0, 1]; ½ in cells where neither has mass. Any value is optimal there, and the claims judge none.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    References
    ----------
    Proposition 1, eq. 2.

    Examples
    --------
    >>> from gan_theory import D_star
    >>> D_star([0.5, 0.5, 0], [0.5, 0, 0.5])
    array([0.5, 1. , 0. ])
    """
    return PAPER.D_star(*check_pair(p_data, p_g, "p_data", "p_g"))


@overload
def C(p_data: Density, p_g: Density) -> float: ...
@overload
def C(p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray: ...
def C(p_data: ArrayLike, p_g: ArrayLike) -> FloatOrArray:
    """Return C(G) = max_D V = Σ p_data log(p_data/(p_data + p_g)) + p_g log(p_g/(p_data + p_g)).

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    float or array, shape (...)
        In nats, at least −log 4.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    References
    ----------
    §4.1, eq. 4-6.

    Examples
    --------
    >>> import numpy as np
    >>> from gan_theory import C, jsd
    >>> p_data, p_g = [0.5, 0.5], [0.25, 0.75]
    >>> bool(np.isclose(C(p_data, p_g), -np.log(4) + 2 * jsd(p_data, p_g)))
    True
    """
    return float_if_one(PAPER.C(*check_pair(p_data, p_g, "p_data", "p_g")))


def grad_C(p_data: ArrayLike, p_g: ArrayLike) -> Array:
    """Return the gradient of C by p_g, ∂C/∂p_g = log(1 − D*), per cell.

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    array, shape (..., n)
        In nats per mass, in [−inf, 0]: −inf in cells where only p_data has mass, and 0, by definition, in cells where
        neither has.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    References
    ----------
    The proof of Proposition 2.

    Examples
    --------
    >>> import numpy as np
    >>> from gan_theory import grad_C
    >>> np.exp(grad_C([0.5, 0.5], [0.25, 0.75])).round(6)  # 1 − D*
    array([0.333333, 0.6     ])
    """
    return PAPER.grad_C(*check_pair(p_data, p_g, "p_data", "p_g"))


def hess_C(p_data: ArrayLike, p_g: ArrayLike) -> Array:
    """Return the second derivative of C by p_g, ∂²C/∂p_g² = p_data/(p_g (p_data + p_g)), per cell.

    Parameters
    ----------
    p_data, p_g : Density or array-like, shape (..., n)
        Masses that sum to 1 along the last axis. Leading axes broadcast.

    Returns
    -------
    array, shape (..., n)
        In nats per squared mass, in [0, inf]: C is convex. It is inf in cells where only p_data has mass, and 0 where
        p_data is 0, by definition also where neither has mass.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    References
    ----------
    Proposition 2.

    Examples
    --------
    >>> from gan_theory import hess_C
    >>> hess_C([0.5, 0.5], [0.5, 0.5])
    array([1., 1.])
    """
    return PAPER.hess_C(*check_pair(p_data, p_g, "p_data", "p_g"))
