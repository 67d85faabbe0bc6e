"""Evidence that E and M steps, whole and partial, do to the ELBO what the theory predicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy.special import entr, xlogy

from gan_theory._utils.arrays import Array
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.explicit_models.latent_variable import (
    ascend,
    elbo_unchecked,
    em_step,
    log_likelihood_unchecked,
    mixture_joint,
    posterior_unchecked,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.latent_models import LatentCase
from gan_theory.verification.evidence import Evidence, at_most, equal, equation

EM_STEPS, PARTIAL_STEPS, SIZE = 4, 8, 0.25
GRID_WIDTH = 1e-6
"""How far values on the grid may be off those on the line: the grid cuts off up to 1e-9 of a component, at |x| = 8."""


def evidence_of_partial_steps(formulas: Formulas, joint: Array) -> Iterator[Evidence]:
    """Give evidence that E steps of size ¼ shrink the gap at the predicted rate, and that a step of size 1 closes it.

    A step of size s multiplies log q(z|x) − log p(z|x), up to a constant in z, by 1 − s: after i steps q is
    proportional to q_0^c p(x, z)^(1 − c), with c = (1 − s)^i.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    joint : array, shape (n, k)
        p(x, z), masses that sum to 1.

    Yields
    ------
    Evidence
        The comparisons.
    """
    log_p, exact = log_likelihood_unchecked(joint), posterior_unchecked(joint)
    q = np.broadcast_to(np.arange(1.0, joint.shape[1] + 1), joint.shape)
    q = start = q / q.sum(axis=-1, keepdims=True)
    gaps = [log_p - elbo_unchecked(q, joint)]
    for _ in range(PARTIAL_STEPS):
        q = ascend(q, joint, SIZE)
        gaps.append(log_p - elbo_unchecked(q, joint))
    share = (1 - SIZE) ** np.arange(PARTIAL_STEPS + 1)[:, None, None]
    predicted = start**share * joint ** (1 - share)
    predicted /= predicted.sum(axis=-1, keepdims=True)
    left = f"the gap after each of {PARTIAL_STEPS} E steps of size {SIZE:g}"
    right = "KL(q‖p(z|x)) for q ∝ q_0^c p(x, z)^(1 − c), c = (1 − s)^i"
    yield equation(left, right, gaps, formulas.kl(predicted, exact))
    yield at_most("each shrinks it to 1 − s of it or less", gaps[1:], (1 - SIZE) * np.array(gaps[:-1]))
    bound = elbo_unchecked(ascend(start, joint, 1.0), joint)
    yield equal("and one of size 1 closes it", bound, log_p)


class _EMStep(NamedTuple):
    """One step of EM: the posterior q (n, k) and the mixture before it, and the mixture after it."""

    q: Array
    old: GaussianMixture
    new: GaussianMixture


def evidence_of_em(formulas: Formulas, case: LatentCase, joint: Array) -> Iterator[Evidence]:
    """Give evidence that E steps close the gap, and that M steps maximise the mean ELBO, by closed forms.

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    case : LatentCase
        p_data, and the mixture that EM starts from.
    joint : array, shape (n, k)
        p(x, z) at the start.

    Yields
    ------
    Evidence
        The comparisons.
    """
    p, x = case.p_data.p, case.p_data.x
    steps, joints = _em_steps(case, joint)
    yield from _closed_forms(steps, p, x)
    after_E = np.array([p @ elbo_unchecked(step.q, joint) for step, joint in zip(steps, joints)])
    after_M = np.array([p @ elbo_unchecked(step.q, joint) for step, joint in zip(steps, joints[1:])])
    p_g = np.array([joint.sum(axis=-1) for joint in joints])
    likelihoods = xlogy(p, p_g).sum(axis=-1)
    yield equation("after each E step the mean ELBO", "the mean log p(x)", after_E, likelihoods[:-1])
    rises = [_divergence_of_mixtures(formulas, step, x) for step in steps]
    right = "KL(new weights‖old) + the mean KL(new component‖old)"
    yield equation("each M step raises the mean ELBO by", right, after_M - after_E, rises)
    moves = formulas.kl(
        np.array([step.q for step in steps]), np.array([posterior_unchecked(each) for each in joints[1:]])
    )
    what = "the mean log p(x) rises by as much, and by the mean KL(old posterior‖new)"
    yield equal(what, np.diff(likelihoods), after_M - after_E + moves @ p)
    yield at_most("so that each step raises the mean log p(x)", likelihoods[:-1], likelihoods[1:])
    expected = -entr(p).sum() - formulas.kl(p, p_g)
    yield equation("the mean log p(x)", "−H(p_data) − KL(p_data‖p_g) at each step", likelihoods, expected)


def _em_steps(case: LatentCase, joint: Array) -> tuple[list[_EMStep], list[Array]]:
    """Return the steps of EM, and p(x, z) (n, k) before and after each."""
    steps, joints, mixture = [], [joint], case.start
    for _ in range(EM_STEPS):
        new = em_step(mixture, case.p_data)
        steps.append(_EMStep(posterior_unchecked(joints[-1]), mixture, new))
        joints.append(mixture_joint(new, case.p_data.x))
        mixture = new
    return steps, joints


def _closed_forms(steps: list[_EMStep], p: Array, x: Array) -> Iterator[Evidence]:
    """Compare with where E log p(x, z) under q is stationary: at the moments of q(z|x) p_data(x)."""
    mass = np.array([step.q for step in steps]) * p[:, None]  # (steps, n, k)
    weights, first, second = (np.einsum("n,snk->sk", x**power, mass) for power in (0, 1, 2))
    means = first / weights
    expected = weights, means, second / weights - means**2
    found = [(step.new.weights, step.new.means, np.square(step.new.stds)) for step in steps]
    for name, left, right in zip(("weights", "means", "variances"), zip(*found), expected):
        yield equation(f"the {name} after each M step", "those of q(z|x) p_data(x)", left, right)


def _divergence_of_mixtures(formulas: Formulas, step: _EMStep, x: Array) -> float:
    """Return KL of the new p(x, z) from the old one on the line, less what the ends of the grid cut off.

    Each component is normalised on the grid: log p(x|z) is log N(x) + log dx, less the log of the sum of N(x) dx.
    """
    (w, m, s), (old_w, old_m, old_s) = (
        np.array((each.weights, each.means, each.stds)) for each in (step.new, step.old)
    )
    of_components = np.log(old_s / s) + (s**2 + (m - old_m) ** 2) / (2 * old_s**2) - 0.5
    cut_off = np.log(_masses_on_grid(m, s, x) / _masses_on_grid(old_m, old_s, x))
    return float(formulas.kl(w, old_w) + w @ (of_components - cut_off))


def _masses_on_grid(means: Array, stds: Array, x: Array) -> Array:
    """Return Σ N(x) dx of each component, shape (k,)."""
    densities = np.exp(-(((x[:, None] - means) / stds) ** 2) / 2) / (stds * np.sqrt(2 * np.pi))
    return densities.sum(axis=0) * (x[1] - x[0])


def certified_evidence_of_em(case: LatentCase, p: Any, log_p: Any) -> Iterator[Evidence]:
    """Compare an EM step on the grid with the moments of p(z|x) p_data(x) on the line, where it raises E log p(x).

    Parameters
    ----------
    case : LatentCase
        The mixture that EM starts from.
    p : ExactMixture
        p_data.
    log_p : arb
        E log p(x) at the start.

    Yields
    ------
    Evidence
        The comparisons.
    """
    from flint import acb, arb

    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    q, new = certified.ExactMixture.of(case.start), em_step(case.start, case.p_data)
    last = len(q.components) - 1
    at_1 = sum((certified.posterior(q, i)(acb(1)).real for i in range(last + 1)), arb(0))
    yield encloses_equal("Σ_z p(z|x) = 1 at x = 1", at_1, arb(1))
    mass, first, second = (
        certified.expectation(p, certified.posterior(q, last) * certified.power(k), GRID_WIDTH / 100) for k in range(3)
    )
    w, m, v = np.array(new.weights), np.array(new.means), np.square(new.stds)
    moments = {
        "gives the last component the weight of p(z|x) p_data(x)": (w[-1], mass),
        "gives it the mean of p(z|x) p_data(x)": (m[-1], first / mass),
        "gives it the variance of p(z|x) p_data(x)": (v[-1], second / mass - (first / mass) ** 2),
        "keeps the mean of p_data": (w @ m, sum(w * m for w, m, _ in p.components)),
        "keeps the second moment of p_data": (w @ (v + m**2), sum(w * (s**2 + m**2) for w, m, s in p.components)),
    }
    for what, (found, exact) in moments.items():
        enclosure = certified.ball(float(found), GRID_WIDTH / 4)
        yield encloses_equal(f"an EM step {what}", enclosure, certified.ball(exact), GRID_WIDTH)
    if case.start != case.mixture:  # where it is at rest
        rise = certified.expectation(p, certified.log_density(_exact(new))) - log_p
        yield encloses_positive("and raises E log p(x)", rise)


def _exact(mixture: Any) -> Any:
    """Return the mixture with the decimals of its parameters; its last weight is what the others lack of 1."""
    from gan_theory import certified

    weights = [certified.to_rational(weight) for weight in mixture.weights[:-1]]
    components: Any = zip([*weights, 1 - sum(weights)], mixture.means, mixture.stds)
    return certified.ExactMixture(tuple(components))
