"""Section 3: log(1 − D(G(z))) saturates early in learning; −log D(G(z)) does not, and has the same fixed point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims._shared.training_runs import FEW_SEEDS, trained_frames, trained_game
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOGITS = np.array([-12.0, -6.0, -2.0, 0.0, 1.5, 4.0])[:, None]
RISE = 0.5
"""By how much each of LOGITS rises, for the slope of a loss in between."""
WEIGHTS_OF_DATA = np.linspace(0, 1, 33)[:, None]
"""The weights of p_data in the mixtures of p_data and p_g that G can reach by default."""
MEANS, STDS = np.linspace(-2, 2, 9), np.linspace(0.4, 2.4, 151)
"""The Gaussians that G reaches in a falsifier."""

Step = Callable[[Formulas, Array, Array], Array]


@dataclass(frozen=True, eq=False, repr=False)
class ReachableCase(Case):
    """A case in which G reaches some distributions only.

    Parameters
    ----------
    attainable : array, shape (k, n), optional
        The distributions that G can reach, if not all.
    """

    attainable: Array | None = None


def G_can_attain_p_data(case: ReachableCase) -> bool:
    """p_data is among the distributions that G can reach."""
    return case.attainable is None


def numeric(formulas: Formulas, case: ReachableCase) -> Iterator[Evidence]:
    """Integrate both losses over a rise of the logit, follow them to their fixed points, compare their minimisers."""
    yield from _per_sample(formulas)
    yield from _fixed_points(formulas, case)
    yield from _minimisers(formulas, case)


def _per_sample(formulas: Formulas) -> Iterator[Evidence]:
    """Integrate the slopes of both losses in D's logit at one x over a rise of the logit."""
    one, none = np.ones((LOGITS.size, 1)), np.zeros((LOGITS.size, 1))
    between = expit(LOGITS + RISE * (1 + NODES) / 2)
    ends = [expit(LOGITS + RISE), expit(LOGITS)]
    saturating = np.subtract(*(formulas.V(end, none, one) for end in ends)) / RISE
    non_saturating = -np.subtract(*(formulas.V(end, one, none) for end in ends)) / RISE
    yield equation("the mean slope of log(1 − D) in the logit", "−D", saturating, -between @ WEIGHTS / 2)
    yield equation("the mean slope of −log D in the logit", "−(1 − D)", non_saturating, (between - 1) @ WEIGHTS / 2)
    lowest, highest = ((1 - end[:, 0]) / end[:, 0] for end in ends)
    ratio = non_saturating / saturating
    yield at_most("the slopes' ratio is (1 − D)/D: at least that after a rise", lowest, ratio, 1e-6)
    yield at_most("the slopes' ratio is (1 − D)/D: at most that before it", ratio, highest, 1e-6)


def _fixed_points(formulas: Formulas, case: ReachableCase) -> Iterator[Evidence]:
    p, q = case.masses()
    steps: dict[str, Step] = {"log(1 − D)": saturating_step, "−log D": non_saturating_step}
    for name, step in steps.items():
        yield equation(f"p_data after a step by {name}", "p_data", step(formulas, p, p / p.sum()), p, x=case.x())
        end = _iterate(step, formulas, p, (p + q) / 2)
        yield equation(f"p_g after many steps by {name}, from halfway", "p_data", end, p, 1e-6, x=case.x())


def _minimisers(formulas: Formulas, case: ReachableCase) -> Iterator[Evidence]:
    """Compare where 2·JSD and KL(p_g‖p_data) − 2·JSD, which the two losses descend, are least."""
    p, q = case.masses()
    mixtures = (1 - WEIGHTS_OF_DATA) * q + WEIGHTS_OF_DATA * p
    reachable = mixtures if case.attainable is None else case.attainable
    two_jsd = 2 * formulas.jsd(p, reachable)
    other = formulas.kl(reachable, p) - two_jsd
    name = "the least KL(p_g‖p_data) − 2·JSD"
    yield equation("the least 2·JSD", f"that at {name}", two_jsd.min(), two_jsd[np.argmin(other)])
    yield equation(name, "that at the least 2·JSD", other.min(), other[np.argmin(two_jsd)])


def saturating_step(formulas: Formulas, p: Array, p_g: Array) -> Array:
    """Return p_g after an exponentiated gradient step of size 1 on log(1 − D*).

    Parameters
    ----------
    formulas : Formulas
        The formulas under test.
    p, p_g : array, shape (n,)
        The masses of p_data and of p_g before the step.

    Returns
    -------
    array, shape (n,)
        The masses of p_g.
    """
    return _normalise(p_g * (1 - clip_D(formulas.D_star(p, p_g))) ** -1)


def non_saturating_step(formulas: Formulas, p: Array, p_g: Array) -> Array:
    """Return p_g after an exponentiated gradient step of size 1 on −log D*.

    Parameters
    ----------
    formulas, p, p_g
        As for `saturating_step`.

    Returns
    -------
    array, shape (n,)
        The masses of p_g.
    """
    return _normalise(p_g * clip_D(formulas.D_star(p, p_g)))


def _normalise(masses: Array) -> Array:
    return masses / masses.sum()


def _iterate(step: Step, formulas: Formulas, p: Array, p_g: Array, steps: int = 60) -> Array:
    """p_g (n,) after `steps` steps, or fewer if p_g changes by at most 1e-9."""
    for _ in range(steps):
        before, p_g = p_g, step(formulas, p, p_g)
        if np.abs(p_g - before).max() <= 1e-9:
            break
    return p_g


def symbolic() -> Iterator[Evidence]:
    """Differentiate both losses in the logit, and in log p_g where p_g = p_data."""
    from sympy import diff, exp, log, symbols

    from gan_theory.claims._shared.symbolic import HALF, D_star, V, is_positive, p, r, vanishes, y

    logit, epsilon, eta = symbols("l epsilon eta", real=True)
    D = 1 / (1 + exp(-logit))
    saturating, non_saturating = diff(V(D, 0, 1), logit), diff(-V(D, 1, 0), logit)
    yield vanishes("the gradient of log(1 − D) is −D times that of the logit", saturating + D)
    yield vanishes("the gradient of −log D is −(1 − D) times that of the logit", non_saturating + 1 - D)
    yield vanishes("their ratio is (1 − D)/D", non_saturating / saturating - (1 - D) / D)
    yield is_positive("which is above 1 for D < ½", ((1 - y) / y - 1).subs(y, 1 / (2 + r)))
    yield vanishes("where p_g = p_data both losses are flat in x: D* = ½", D_star(p, p) - HALF)
    nearby = D_star(p, p * exp(epsilon))
    for name, loss in (("log(1 − D)", log(1 - nearby)), ("−log D", -log(nearby))):
        rate = diff(epsilon - eta * loss, epsilon).subs(epsilon, 0)
        yield vanishes(f"a step η by {name} multiplies a small error by 1 − η/2", rate - (1 - eta / 2))


def run() -> Iterator[Evidence]:
    """Compare the gradients of both losses in trained networks, and train with either to the end."""
    for seed in FEW_SEEDS:
        yield from _gradients_early_in_training(seed)
        for loss in ("saturating", "non-saturating"):
            last = trained_frames("gaussian", seed, steps=1500, frames=1, loss=loss)[-1]
            yield at_most(f"final JSD, {loss}, seed {seed} <= 0.01", last.jsd, 0.01, 0)


def _gradients_early_in_training(seed: int) -> Iterator[Evidence]:
    """After one step of G and 200 of D: the gradients of both losses, sample by sample and on average."""
    from gan_theory.experiments.gradient_estimates import per_sample_gradients

    game = trained_game("two-modes", seed, steps=1, loss="non-saturating")
    game.rounds(200, 1, 0)
    z = np.random.default_rng(seed).standard_normal(64)
    D, saturating, non_saturating = per_sample_gradients(game, z)
    scale = np.abs(non_saturating).max()
    yield equation(
        f"D times the gradient of −log D(G(z)), per sample, seed {seed}",
        "(1 − D) times that of log(1 − D(G(z)))",
        D[:, None] * non_saturating / scale,
        (1 - D)[:, None] * saturating / scale,
    )
    lesser, greater = (np.linalg.norm(each.mean(axis=0)) for each in (saturating, non_saturating))
    yield at_most(f"early in training −log D has the greater gradient norm, seed {seed}", lesser, greater, 0)


def _reach_gaussians_only() -> ReachableCase:
    """G(z) = μ + σz, for μ and σ on a grid: for data with two modes the losses prefer different Gaussians."""
    case = ReachableCase.of(PAIRS["two-modes-covered"])
    masses = np.stack([gaussian(mean, std).pdf(case.x()) for mean in MEANS for std in STDS])
    attainable = masses / masses.sum(axis=-1, keepdims=True)
    return replace(case, name="G reaches single Gaussians only", attainable=attainable)


SHIFTED = ReachableCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="two_losses",
    claim_id="A10",
    where="§3",
    statement="−log D(G(z)) has the fixed point of log(1 − D(G(z))), and (1 − D)/D times its gradient per sample.",
    figure="06_two_losses.png",
    hypotheses=(masses_sum_to_1, G_can_attain_p_data),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        _reach_gaussians_only(),
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.masses()[0]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=ReachableCase,
)
