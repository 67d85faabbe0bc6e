"""Section 3: log(1 − D(G(z))) saturates early in learning; −log D(G(z)) does not, and has the same fixed point.

−log D(G(z)) has (1 − D)/D times the gradient of log(1 − D(G(z))) at each sample. That is much stronger only where D is
well below ½ at the samples of G, as early in learning; near ½ the two are about equal. With D optimal both have their
minimum, and their only attracting fixed point, at p_g = p_data. If G cannot attain
p_data, the two losses lead to different p_g.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import wavy_D
from gan_theory.claims._shared.generator_losses import descend_at_D_star, logit_of, loss_at_D_star
from gan_theory.claims._shared.per_cell import (
    NODES,
    SMALLEST_JUDGED,
    WEIGHTS,
    integration_intervals,
    mean_over_interval,
    per_cell,
)
from gan_theory.claims.practice._two_losses_runs import run
from gan_theory.game.formulas import Formulas
from gan_theory.training.losses import G_LOSSES
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOGITS = np.array([-12.0, -6.0, -2.0, 0.0, 1.5, 4.0])[:, None]
RISE = 0.5
"""By how much each of LOGITS rises, for the slope of a loss in between."""
CONFIDENT = 0.1
"""D at most so much at each sample of G is confident: the gradients then differ by a factor of 9 or more."""
EARLY_D = tuple(expit(np.linspace(-12, -2.2, 50)))
"""D at 50 samples of G, as early in learning."""
TILTS, NEAREST = np.array([-0.8, -0.5, -0.2, 0.1, 0.4, 0.7])[:, None], 3
"""How much the p_g differ from p_data, of which the two losses are to choose the nearest; p_data is not among them."""
MEANS, STDS = np.linspace(-2, 2, 9), np.linspace(0.4, 2.4, 151)
"""The Gaussians that G reaches in a falsifier."""
ERROR = 1e-4
"""Half the range of a small error of log p_g. The losses' second derivatives in it are at most ¼. So what a step of ½
leaves of it differs from the linear prediction by at most (½/4)·(2·ERROR)², after normalisation: ERROR/2 of ERROR."""


@dataclass(frozen=True, eq=False, repr=False)
class GeneratorCase(Case):
    """A case with what G can reach, and with what D says of its samples early in learning.

    Parameters
    ----------
    attainable : array, shape (k, n), optional
        The distributions that G can reach, if not all.
    D_on_G : tuple of float
        D at samples of G; empty if the gradients there are not compared.
    """

    attainable: Array | None = None
    D_on_G: tuple[float, ...] = ()


def G_can_attain_p_data(case: GeneratorCase) -> bool:
    """p_data is among the distributions that G can reach."""
    return case.attainable is None


def D_rejects_the_samples_of_G(case: GeneratorCase) -> bool:
    """D is well below ½ at the samples of G, at most 0.1, as early in learning."""
    return max(case.D_on_G, default=0) <= CONFIDENT


def numeric(formulas: Formulas, case: GeneratorCase) -> Iterator[Evidence]:
    """Integrate both losses over a rise of the logit, follow them to their fixed points, compare their minimisers."""
    yield from _per_sample(formulas)
    if case.D_on_G:
        yield _strength(case)
    p, q = case.masses()
    yield from _first_steps(formulas, p, q)
    yield from _fixed_points(formulas, case)
    yield from _contraction(formulas, p)
    yield from _objectives(formulas, p, q)
    yield from _minimisers(formulas, case)


def _per_sample(formulas: Formulas) -> Iterator[Evidence]:
    """Compare what G's losses pay, and their slopes in D's logit, with the two terms of V, over a rise of the logit."""
    one, none = np.ones((LOGITS.size, 1)), np.zeros((LOGITS.size, 1))
    between = LOGITS + RISE * (1 + NODES) / 2
    ends = [expit(LOGITS + RISE), expit(LOGITS)]
    rises = {
        "saturating": np.subtract(*(formulas.V(end, none, one) for end in ends)),
        "non-saturating": -np.subtract(*(formulas.V(end, one, none) for end in ends)),
    }
    for loss, rise in rises.items():
        paid = np.subtract(*(G_LOSSES[loss].value(LOGITS[:, 0] + end) for end in (RISE, 0.0)))
        slope = G_LOSSES[loss].derivative(between) @ WEIGHTS / 2
        term, name = ("V's second term" if loss == "saturating" else "minus V's first term"), G_LOSSES[loss].formula
        yield equation(f"the change of {term} over a rise of the logit", f"that of {name}", rise, paid)
        yield equation("its mean slope", f"that of {name}", rise / RISE, slope)
    logit = between[:, 0]
    D = expit(logit)
    lesser = (1 - D) * G_LOSSES["saturating"].derivative(logit)
    greater = D * G_LOSSES["non-saturating"].derivative(logit)
    yield equation("D times the slope of −log D", "1 − D times that of log(1 − D)", greater, lesser)


def _strength(case: GeneratorCase) -> Evidence:
    """Compare the mean gradients of both losses in a shift of the logit of all samples."""
    logit = logit_of(np.array(case.D_on_G))
    lesser, greater = (abs(G_LOSSES[loss].derivative(logit).mean()) for loss in ("saturating", "non-saturating"))
    factor = (1 - CONFIDENT) / CONFIDENT
    return at_most(f"−log D has at least {factor:g} times the gradient, if D rejects", factor * lesser, greater)


def _first_steps(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Compare a step of 1 by either loss, from halfway to p_data, with the mean of p_data and p_g that it is."""
    halfway = (p + q) / 2
    harmonic = np.divide(p * halfway, p + halfway, out=np.zeros(p.size), where=halfway > 0)
    means = {"saturating": (p + halfway) / 2, "non-saturating": harmonic / harmonic.sum()}
    for (loss, mean), which in zip(means.items(), ("arithmetic", "harmonic")):
        after = np.exp(descend_at_D_star(formulas, loss, p, _log(halfway)))
        yield equation(f"p_g after a step by {G_LOSSES[loss].formula}", f"its {which} mean with p_data", after, mean)


def _fixed_points(formulas: Formulas, case: GeneratorCase) -> Iterator[Evidence]:
    p, q = case.masses()
    for loss in G_LOSSES:
        name = G_LOSSES[loss].formula
        after = np.exp(descend_at_D_star(formulas, loss, p, _log(p / p.sum())))
        yield equation(f"p_data after a step by {name}", "p_data", after, p, x=case.x())
        end = _iterate(formulas, loss, p, _log((p + q) / 2))
        yield equation(f"p_g after many steps by {name}, from halfway", "p_data", end, p, 1e-6, x=case.x())


def _iterate(formulas: Formulas, loss: str, p: Array, log_q: Array, steps: int = 60) -> Array:
    """p_g (n,) after `steps` steps, or fewer if p_g changes by at most 1e-7: an error halves with each step."""
    q = np.exp(log_q)
    for _ in range(steps):
        log_q = descend_at_D_star(formulas, loss, p, log_q)
        before, q = q, np.exp(log_q)
        if np.abs(q - before).max() <= 1e-7:
            break
    return q


def _contraction(formulas: Formulas, p: Array) -> Iterator[Evidence]:
    """Take a step of ½ from log p_data plus a small error, in the cells where p_data has mass."""
    judged = p > SMALLEST_JUDGED
    p = p[judged] / p[judged].sum()
    wave = 2 * wavy_D(p) - 1
    log_q = np.log(p) + ERROR * (wave - p @ wave)
    log_q -= np.logaddexp.reduce(log_q)
    before = log_q - np.log(p)
    for loss in G_LOSSES:
        after = descend_at_D_star(formulas, loss, p, log_q, 0.5) - np.log(p)
        name = f"a small error after a step of ½ by {G_LOSSES[loss].formula}, over its size"
        yield equation(name, "1 − ½/2 of it before", after / ERROR, 0.75 * before / ERROR, ERROR)


def _log(masses: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.log(masses)


def _objectives(formulas: Formulas, p: Array, q: Array) -> Iterator[Evidence]:
    """Compare the slopes of two divergences in p_g, cell by cell, with what G's losses pay at D*, plus a constant."""
    _, p, a = integration_intervals(p, q)
    p, a = p[p > SMALLEST_JUDGED], a[p > SMALLEST_JUDGED]
    two_jsd = [2 * per_cell(formulas.jsd, p, p_g) for p_g in (a, 2 * a)]
    other = [per_cell(formulas.kl, p_g, p) - each for p_g, each in zip((a, 2 * a), two_jsd)]
    for loss, name, (before, after), constant in (
        ("saturating", "2·JSD", two_jsd, np.log(2)),
        ("non-saturating", "KL(p_g‖p_data) − 2·JSD", other, 1 - np.log(2)),
    ):
        paid = mean_over_interval(partial(loss_at_D_star, formulas, loss), p, a) + constant
        yield equation(
            f"the slope of {name} in p_g",
            f"{G_LOSSES[loss].formula} at D* + {constant:.3f}",
            (after - before) / a,
            paid,
        )


def _minimisers(formulas: Formulas, case: GeneratorCase) -> Iterator[Evidence]:
    """Compare where 2·JSD and KL(p_g‖p_data) − 2·JSD, which the two losses descend, are least.

    If G can reach p_data, that is at the nearest of p_g ∝ p_data exp(s w), |w| <= 1: both grow as s² Var w/4 up to
    terms of third order, so by a factor of 4 to the next s, which is twice as far; terms of third order leave over 1.5.
    """
    p, _ = case.masses()
    tilted = p * np.exp(TILTS * (2 * wavy_D(p) - 1))
    reachable = tilted / tilted.sum(axis=-1, keepdims=True) if case.attainable is None else case.attainable
    two_jsd = 2 * formulas.jsd(p, reachable)
    other = formulas.kl(reachable, p) - two_jsd
    if case.attainable is None:
        for name, values in (("2·JSD", two_jsd), ("KL(p_g‖p_data) − 2·JSD", other)):
            what = f"of six p_g near p_data the nearest has the least {name}, by a factor of 1.5 or more"
            yield at_most(what, 1.5 * values[NEAREST], np.delete(values, NEAREST))
        return
    name = "the least KL(p_g‖p_data) − 2·JSD"
    yield equation("the least 2·JSD", f"that at {name}", two_jsd.min(), two_jsd[np.argmin(other)])
    yield equation(name, "that at the least 2·JSD", other.min(), other[np.argmin(two_jsd)])


def symbolic() -> Iterator[Evidence]:
    """Differentiate both losses in the logit, and in log p_g where p_g = p_data."""
    from sympy import diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import HALF, D_star, V, is_positive, jsd, kl, p, q, r, vanishes, y

    logit, epsilon, eta = symbols("l epsilon eta", real=True)
    D = 1 / (1 + exp(-logit))
    saturating, non_saturating = diff(V(D, 0, 1), logit), diff(-V(D, 1, 0), logit)
    yield vanishes("the gradient of log(1 − D) is −D times that of the logit", saturating + D)
    yield vanishes("the gradient of −log D is −(1 − D) times that of the logit", non_saturating + 1 - D)
    yield vanishes("their ratio is (1 − D)/D", non_saturating / saturating - (1 - D) / D)
    yield is_positive("which is above 1 for D < ½", ((1 - y) / y - 1).subs(y, 1 / (2 + r)))
    yield is_positive("and above 9 for D < 0.1", ((1 - y) / y - 9).subs(y, 1 / (10 + r)))
    yield vanishes("where p_g = p_data both losses are flat in x: D* = ½", D_star(p, p) - HALF)
    nearby = D_star(p, p * exp(epsilon))
    for name, loss in (("log(1 − D)", V(nearby, 0, 1)), ("−log D", -V(nearby, 1, 0))):
        rate = diff(epsilon - eta * loss, epsilon).subs(epsilon, 0)
        yield vanishes(f"a step η by {name} multiplies a small error by 1 − η/2", rate - (1 - eta / 2))
    for name, divergence, loss in (
        ("2·JSD", 2 * jsd(p, q), V(D_star(p, q), 0, 1) + log(2)),
        ("KL(p_g‖p_data) − 2·JSD", kl(q, p) - 2 * jsd(p, q), -V(D_star(p, q), 1, 0) + 1 - log(2)),
    ):
        yield vanishes(f"the slope of {name} in p_g is a loss of G at D*, plus a constant", diff(divergence, q) - loss)
    what = "KL(p_g‖p_data) − 2·JSD, which −log D descends, is 2·KL(m‖p_data): it is least at p_g = p_data, as 2·JSD is"
    yield vanishes(what, kl(q, p) - 2 * jsd(p, q) - 2 * kl((p + q) / 2, p))


def _reach_gaussians_only() -> GeneratorCase:
    """G(z) = μ + σz, for μ and σ on a grid: for data with two modes the losses prefer different Gaussians."""
    case = GeneratorCase.of(PAIRS["two-modes-covered"])
    means, stds = (each.reshape(-1, 1) for each in np.meshgrid(MEANS, STDS, indexing="ij"))
    masses = np.exp(-(((case.x() - means) / stds) ** 2) / 2)
    attainable = masses / masses.sum(axis=-1, keepdims=True)
    return replace(case, name="G reaches single Gaussians only", attainable=attainable)


SHIFTED = GeneratorCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="two_losses",
    claim_id="A10",
    where="§3",
    statement="−log D(G(z)) has the minimum of log(1 − D(G(z))), and (1 − D)/D times its gradient: more where D < ½.",
    figure="07_two_losses.png",
    hypotheses=(masses_sum_to_1, G_can_attain_p_data, D_rejects_the_samples_of_G),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.FORMAL: Proofs("A10"), Grade.RUN: run},
    formulas=("V", "D_star", "kl", "jsd"),
    falsifiers=(
        _reach_gaussians_only(),
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.masses()[0]),
        replace(SHIFTED, name="D is near ½ at the samples of G", D_on_G=(0.45, 0.5, 0.55)),
    ),
    cases=tuple(replace(SHIFTED, D_on_G=EARLY_D) if name == "shifted" else case for name, case in PAIRS.items()),
    case_type=GeneratorCase,
)
