"""Models with a latent variable z: p(x) = Σ_z p(z) p(x|z), the bound ELBO <= log p(x), and EM, which raises it.

A model is its joint p(x, z), a table of shape (n, k) over the cells x and the values z. An approximate posterior q(z|x)
is such a table too, whose rows sum to 1.
"""

from __future__ import annotations

from numbers import Real

import numpy as np
from scipy.special import rel_entr, xlogy

from gan_theory._utils.arrays import Array, ArrayLike
from gan_theory._utils.validation import as_float64
from gan_theory.densities.cell_masses import check_masses
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture


def mixture_joint(mixture: GaussianMixture, x: ArrayLike) -> Array:
    """Return the joint p(x, z) of a Gaussian mixture on a grid, where z is the number of the component.

    Parameters
    ----------
    mixture : GaussianMixture
        With k components.
    x : array-like, shape (n,)
        The cell centres.

    Returns
    -------
    array, shape (n, k)
        p(z) p(x|z): the weights times the components' masses, each component normalised on the grid.

    Raises
    ------
    ValueError
        If it is no GaussianMixture, or if a component lies off the grid.
    """
    if not isinstance(mixture, GaussianMixture):
        raise ValueError(f"expected a GaussianMixture; got {type(mixture).__name__}")
    lo, hi = np.min(x), np.max(x)
    for mean, std in zip(mixture.means, mixture.stds):
        if not lo - 5 * std <= mean <= hi + 5 * std:
            raise ValueError(f"expected components with mass on the grid [{lo:g}, {hi:g}]; got N({mean:g}, {std:g}²)")
    return np.column_stack(
        [
            weight * Density.from_pdf(GaussianMixture((mean,), (std,)).pdf, x).p
            for mean, std, weight in zip(mixture.means, mixture.stds, mixture.weights)
        ]
    )


def log_likelihood(joint: ArrayLike) -> Array:
    """Return log p(x) = log Σ_z p(x, z) per cell.

    Parameters
    ----------
    joint : array-like, shape (n, k)
        p(x, z), masses that sum to 1.

    Returns
    -------
    array, shape (n,)
        In nats; −∞ where p(x) is 0.

    Raises
    ------
    ValueError
        For another shape, or masses that do not sum to 1.
    """
    return log_likelihood_unchecked(_check_joint(joint))


def log_likelihood_unchecked(joint: Array) -> Array:
    """Return `log_likelihood` of a float64 joint (n, k) of any sum, without checks."""
    with np.errstate(divide="ignore"):
        return np.log(joint.sum(axis=-1))


def posterior(joint: ArrayLike) -> Array:
    """Return p(z|x) = p(x, z)/p(x) by Bayes' rule.

    Parameters
    ----------
    joint : array-like, shape (n, k)
        p(x, z), masses that sum to 1.

    Returns
    -------
    array, shape (n, k)
        Each row sums to 1; it is p(z) where p(x) is 0.

    Raises
    ------
    ValueError
        For another shape, or masses that do not sum to 1.
    """
    return posterior_unchecked(_check_joint(joint))


def posterior_unchecked(joint: Array) -> Array:
    """Return `posterior` of a float64 joint (n, k) of any sum, without checks."""
    p_x = joint.sum(axis=-1, keepdims=True)
    prior = np.broadcast_to(joint.sum(axis=0), joint.shape)
    return np.divide(joint, p_x, out=prior.copy(), where=p_x > 0)


def elbo(q: ArrayLike, joint: ArrayLike) -> Array:
    """Return the evidence lower bound ELBO(x) = Σ_z q(z|x) log(p(x, z)/q(z|x)) <= log p(x).

    Parameters
    ----------
    q : array-like, shape (..., n, k)
        The approximate posterior q(z|x); each row sums to 1.
    joint : array-like, shape (n, k)
        p(x, z), masses that sum to 1.

    Returns
    -------
    array, shape (..., n)
        In nats. log p(x) − ELBO(x) is KL(q(z|x)‖p(z|x)), which is 0 where q is the posterior.

    Raises
    ------
    ValueError
        For masses or shapes that are not as described.

    References
    ----------
    Jordan et al. 1999; Kingma and Welling 2014, eq. 3.
    """
    joint = _check_joint(joint)
    return elbo_unchecked(_check_q(q, *joint.shape), joint)


def elbo_unchecked(q: Array, joint: Array) -> Array:
    """Return `elbo` of float64 masses q (..., n, k) and joint (n, k) of any sums, without checks."""
    return -rel_entr(q, joint).sum(axis=-1)


def ascend(q: ArrayLike, joint: ArrayLike, eta: float) -> Array:
    """Take a step of gradient ascent on the ELBO, in log q (mirror ascent).

    The gradient is log p(x, z) − log q(z|x) − 1, so that the step leads to q^(1−η) p(z|x)^η, normalised.

    Parameters
    ----------
    q : array-like, shape (..., n, k)
        The approximate posterior q(z|x); each row sums to 1.
    joint : array-like, shape (n, k)
        p(x, z), masses that sum to 1.
    eta : float
        The step size η in (0, 1]; at 1 the step ends at the posterior.

    Returns
    -------
    array, shape (..., n, k)
        q(z|x) after the step. A row stays as it is where q^(1−η) p(z|x)^η is 0 for every z.

    Raises
    ------
    ValueError
        For masses, shapes or a step size that are not as described.
    """
    joint = _check_joint(joint)
    q = _check_q(q, *joint.shape)
    if not (isinstance(eta, Real) and 0 < eta <= 1):
        raise ValueError(f"expected a step eta in (0, 1]; got {eta!r}")
    logs = xlogy(1 - eta, q) + xlogy(eta, joint)
    top = logs.max(axis=-1, keepdims=True)
    moved = np.exp(logs - np.where(np.isfinite(top), top, 0.0))
    total = moved.sum(axis=-1, keepdims=True)
    return np.divide(moved, total, out=q.copy(), where=total > 0)


def m_step(q: ArrayLike, p_data: Density) -> GaussianMixture:
    """Return the Gaussian mixture with the highest mean ELBO, E_p_data Σ_z q(z|x) log p(x, z), for a fixed q.

    Parameters
    ----------
    q : array-like, shape (n, k)
        q(z|x); each row sums to 1.
    p_data : Density
        On n cells.

    Returns
    -------
    GaussianMixture
        Its weights, means and variances are those of q(z|x) p_data(x). On a grid this is exact to rounding if each
        component lies well inside the grid and its standard deviation is above two cells.

    Raises
    ------
    ValueError
        For a q that is not as described, or if a value of z gets no mass, or mass in one cell only.
    """
    if not isinstance(p_data, Density):
        raise ValueError(f"expected p_data, a Density; got {type(p_data).__name__}")
    q = _check_q(q, p_data.n)
    if q.ndim != 2:
        raise ValueError(f"expected one q(z|x), of shape ({p_data.n}, k); got {q.shape}")
    mass = _check_joint(q * p_data.p[:, None])
    total = mass.sum(axis=0)
    if not total.min() > 0:
        raise ValueError(f"expected a q that gives each z some mass; got {total}")
    means = p_data.x @ mass / total
    stds = np.sqrt(((p_data.x[:, None] - means) ** 2 * mass).sum(axis=0) / total)
    weights = total / total.sum()
    return GaussianMixture(tuple(means.tolist()), tuple(stds.tolist()), tuple(weights.tolist()))


def em_step(mixture: GaussianMixture, p_data: Density) -> GaussianMixture:
    """Return the mixture after one iteration of EM: an E step, q = its posterior, and an M step.

    Parameters
    ----------
    mixture : GaussianMixture
        The model before.
    p_data : Density
        The data.

    Returns
    -------
    GaussianMixture
        E_p_data log p(x) does not fall, if every component lies well inside the grid as for `m_step`.

    Raises
    ------
    ValueError
        As for `m_step`.

    References
    ----------
    Dempster, Laird and Rubin 1977; Neal and Hinton 1998.
    """
    if not isinstance(p_data, Density):
        raise ValueError(f"expected p_data, a Density; got {type(p_data).__name__}")
    return m_step(posterior(mixture_joint(mixture, p_data.x)), p_data)


def _check_q(q: ArrayLike, n: int, k: int | None = None) -> Array:
    q = as_float64(q, "q(z|x)")
    if q.ndim < 2 or q.shape[-2] != n or k not in (None, q.shape[-1]):
        raise ValueError(f"expected q(z|x) of shape (..., {n}, {k or 'k'}); got {q.shape}")
    check_masses(q, 1e-9, "q(z|x)")
    return q


def _check_joint(joint: ArrayLike) -> Array:
    joint = as_float64(joint, "p(x, z)")
    if joint.ndim != 2:
        raise ValueError(f"expected p(x, z) of shape (n, k); got {joint.shape}")
    check_masses(joint.ravel(), 1e-9, "masses p(x, z)")
    return joint
