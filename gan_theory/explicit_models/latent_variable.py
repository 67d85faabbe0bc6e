"""Models with a latent variable: p(x) = Σ_z p(z) p(x|z), the bound ELBO <= log p(x), and EM, which raises it in turns.

A model is its joint p(x, z), a table (n, k) over the cells x and the values z; a guess q(z|x) is such a table too.
"""

from __future__ import annotations

from numbers import Real

import numpy as np
from scipy.special import rel_entr, xlogy

from gan_theory._utils.validation import as_float64
from gan_theory.densities.density import Density, check_masses
from gan_theory.densities.gaussian_mixture import GaussianMixture


def mixture_joint(mixture: GaussianMixture, x) -> np.ndarray:
    """p(x, z) = p(z) p(x|z) (n, k), where p(z) are the weights and p(x|z) the components' masses on the grid x (n,).

    Each component is normalised on the grid. Raises ValueError if it is no mixture, or one of them is off the grid.
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


def log_likelihood(joint) -> np.ndarray:
    """log p(x) = log Σ_z p(x, z) per cell: nats, (n,); −∞ where p(x) is 0. Raises ValueError for a bad joint."""
    return log_likelihood_unchecked(_joint(joint))


def log_likelihood_unchecked(joint):
    with np.errstate(divide="ignore"):
        return np.log(joint.sum(axis=-1))


def posterior(joint) -> np.ndarray:
    """p(z|x) = p(x, z)/p(x) by Bayes, (n, k): each row sums to 1; p(z) where p(x) is 0. Raises ValueError as above."""
    return posterior_unchecked(_joint(joint))


def posterior_unchecked(joint):
    p_x = joint.sum(axis=-1, keepdims=True)
    prior = np.broadcast_to(joint.sum(axis=0), joint.shape)
    return np.divide(joint, p_x, out=prior.copy(), where=p_x > 0)


def elbo(q, joint) -> np.ndarray:
    """ELBO(x) = Σ_z q(z|x) log p(x, z)/q(z|x) <= log p(x), and equal where q is the posterior: nats, (..., n).

    q: (..., n, k), each row a law of z. joint: p(x, z) (n, k). The difference is KL(q(z|x)‖p(z|x)). Raises ValueError
    for bad masses or shapes. Source: Jordan et al. 1999; Kingma and Welling 2014, eq. 3.
    """
    joint = _joint(joint)
    return elbo_unchecked(_guess(q, *joint.shape), joint)


def elbo_unchecked(q, joint):
    return -rel_entr(q, joint).sum(axis=-1)


def ascend(q, joint, eta: float) -> np.ndarray:
    """q(z|x) after a step η in (0, 1] up the ELBO's gradient log p(x, z) − log q(z|x) − 1, taken in log q: (..., n, k).

    It is q^(1−η) p(z|x)^η, normalised: the posterior at η = 1. Rows where that is 0 everywhere stay. Raises ValueError
    for bad masses, shapes or η.
    """
    joint = _joint(joint)
    q = _guess(q, *joint.shape)
    if not (isinstance(eta, Real) and 0 < eta <= 1):
        raise ValueError(f"expected a step eta in (0, 1]; got {eta!r}")
    logs = xlogy(1 - eta, q) + xlogy(eta, joint)
    top = logs.max(axis=-1, keepdims=True)
    moved = np.exp(logs - np.where(np.isfinite(top), top, 0.0))
    total = moved.sum(axis=-1, keepdims=True)
    return np.divide(moved, total, out=q.copy(), where=total > 0)


def m_step(q, p_data: Density) -> GaussianMixture:
    """The Gaussian mixture of the highest mean ELBO, E_p_data Σ_z q(z|x) log p(x, z), for this q(z|x) (n, k).

    Its weights, means and variances are those of q(z|x) p_data(x). On a grid this is exact to rounding where each
    component lies well inside and is wider than two cells. Raises ValueError for a bad q, or if a value of z gets no
    mass or no spread.
    """
    if not isinstance(p_data, Density):
        raise ValueError(f"expected p_data, a Density; got {type(p_data).__name__}")
    q = _guess(q, p_data.n)
    if q.ndim != 2:
        raise ValueError(f"expected one q(z|x), of shape ({p_data.n}, k); got {q.shape}")
    mass = _joint(q * p_data.p[:, None])
    total = mass.sum(axis=0)
    if not total.min() > 0:
        raise ValueError(f"expected a q that gives each z some mass; got {total}")
    means = p_data.x @ mass / total
    stds = np.sqrt(((p_data.x[:, None] - means) ** 2 * mass).sum(axis=0) / total)
    return GaussianMixture(*(tuple(map(float, each)) for each in (means, stds, total / total.sum())))


def em_step(mixture: GaussianMixture, p_data: Density) -> GaussianMixture:
    """The mixture after an E step, q = its posterior, and an M step.

    E_p_data log p(x) does not fall, where every component lies well inside the grid, as for `m_step`. Raises ValueError
    as `m_step` does. Source: Dempster, Laird and Rubin 1977; Neal and Hinton 1998.
    """
    if not isinstance(p_data, Density):
        raise ValueError(f"expected p_data, a Density; got {type(p_data).__name__}")
    return m_step(posterior(mixture_joint(mixture, p_data.x)), p_data)


def _guess(q, n, k=None):
    q = as_float64(q, "q(z|x)")
    if q.ndim < 2 or q.shape[-2] != n or k not in (None, q.shape[-1]):
        raise ValueError(f"expected q(z|x) of shape (..., {n}, {k or 'k'}); got {q.shape}")
    check_masses(q, 1e-9, "q(z|x)")
    return q


def _joint(joint):
    joint = as_float64(joint, "p(x, z)")
    if joint.ndim != 2:
        raise ValueError(f"expected p(x, z) of shape (n, k); got {joint.shape}")
    check_masses(joint.ravel(), 1e-9, "masses p(x, z)")
    return joint
