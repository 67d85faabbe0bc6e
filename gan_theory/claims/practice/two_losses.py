"""Section 3: log(1 − D(G(z))) saturates early in learning; −log D(G(z)) does not, and has the same fixed point."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.verification.cases.pairs import PAIRS, Case, gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOGITS = np.array([-12.0, -6.0, -2.0, 0.0, 1.5, 4.0])[:, None]
RISE = 0.5
SHARES = np.linspace(0, 1, 33)[:, None]
MEANS, STDS = np.linspace(-2, 2, 9), np.linspace(0.4, 2.4, 151)


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


def numeric(formulas, case):
    p, q = case.masses()
    x = case.x()
    yield from _per_sample(formulas)
    p_g = p / p.sum()
    for name, move in (("log(1 − D)", _saturating), ("−log D", _non_saturating)):
        yield equation(f"p_data after a step by {name}", "p_data", move(formulas, p, p_g), p, x=x)
        p_g_at_rest = _at_rest(formulas, p, (p + q) / 2, move)
        yield equation(f"p_g after many steps by {name}, from halfway", "p_data", p_g_at_rest, p, 1e-6, x=x)
    laws = (1 - SHARES) * q + SHARES * p if case.attainable is None else case.attainable
    two_jsd = 2 * formulas.jsd(p, laws)
    other = formulas.kl(laws, p) - two_jsd
    yield equation(
        "the least 2·JSD",
        "that of the law with the least KL(p_g‖p_data) − 2·JSD",
        two_jsd.min(),
        two_jsd[np.argmin(other)],
    )
    yield equation(
        "the least KL(p_g‖p_data) − 2·JSD",
        "that of the law with the least 2·JSD",
        other.min(),
        other[np.argmin(two_jsd)],
    )


def _per_sample(formulas):
    """The slopes of both losses in D's logit at one x, integrated over a rise of the logit."""
    D = lambda logit: 1 / (1 + np.exp(-logit))  # noqa: E731
    one, none = np.ones((LOGITS.size, 1)), np.zeros((LOGITS.size, 1))
    along = D(LOGITS + RISE * (1 + NODES) / 2)
    ends = [D(LOGITS + RISE), D(LOGITS)]
    saturating = np.subtract(*(formulas.V(end, none, one) for end in ends)) / RISE
    non_saturating = -np.subtract(*(formulas.V(end, one, none) for end in ends)) / RISE
    yield equation("the slope of log(1 − D) in the logit, in the mean", "−D", saturating, -along @ WEIGHTS / 2)
    yield equation(
        "the slope of −log D in the logit, in the mean", "−(1 − D)", non_saturating, (along - 1) @ WEIGHTS / 2
    )
    least, most = ((1 - end[:, 0]) / end[:, 0] for end in ends)
    ratio = non_saturating / saturating
    yield at_most("−log D is (1 − D)/D times as steep: at least that at the end of a rise", least, ratio, 1e-6)
    yield at_most("−log D is (1 − D)/D times as steep: at most that at its start", ratio, most, 1e-6)


def _saturating(formulas, p, p_g):
    return _normalised(p_g * (1 - clip_D(formulas.D_star(p, p_g))) ** -1)


def _non_saturating(formulas, p, p_g):
    return _normalised(p_g * clip_D(formulas.D_star(p, p_g)))


def _normalised(masses):
    return masses / masses.sum()


def _at_rest(formulas, p, p_g, move, steps=60):
    for _ in range(steps):
        before, p_g = p_g, move(formulas, p, p_g)
        if np.abs(p_g - before).max() <= 1e-9:
            break
    return p_g


def symbolic():
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
    near = D_star(p, p * exp(epsilon))
    for name, loss in (("log(1 − D)", log(1 - near)), ("−log D", -log(near))):
        rate = diff(epsilon - eta * loss, epsilon).subs(epsilon, 0)
        yield vanishes(f"a step η by {name} multiplies a small error by 1 − η/2", rate - (1 - eta / 2))


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.two_losses()


def _one_gaussian():
    """What G(z) = μ + σz can reach, for every μ and σ on a grid: for two modes the losses prefer different laws."""
    case = ReachableCase.of(PAIRS["two-modes-covered"])
    laws = np.stack([gaussian(mu, sigma).pdf(case.x()) for mu in MEANS for sigma in STDS])
    return replace(case, name="G reaches single Gaussians only", attainable=laws / laws.sum(axis=-1, keepdims=True))


CLAIM = Claim(
    name="two_losses",
    claim_id="A10",
    where="§3",
    statement="−log D(G(z)) has the fixed point of log(1 − D(G(z))), and (1 − D)/D times its gradient per sample.",
    figure="06_two_losses.png",
    hypotheses=(masses_sum_to_1, G_can_attain_p_data),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    falsifiers=(
        _one_gaussian(),
        replace(PAIRS["shifted"], name="masses of p_data sum to 1.1", p_data=1.1 * PAIRS["shifted"].p_data.p),
    ),
    cases=tuple(PAIRS.values()),
    case_type=ReachableCase,
)
