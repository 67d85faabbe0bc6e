"""The strategy of a GAN: V(D, G) + log 4 <= 2·JSD for every D, so a trained D estimates a divergence from samples.

The samples must be held out: they must not be those that D was made from. Then the estimate of V is unbiased for every
D: it keeps the bound up to its standard error, and reaches it at D*. On its own samples a D that overfits exceeds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import STANDARD_ERRORS, standard_error_bound, uniform_draws, wavy_D
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.overfitting import estimate_V, overfitted_Ds
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.claims._shared.training_runs import SEEDS, new_game, succeeds_often
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4 = np.log(4)
SAMPLE_SIZE, REPETITIONS = 200, 20
"""How many samples a D memorises, and how often."""
HELD_OUT = 100_000
"""How many samples of each density judge D*."""
KL_WIDTH = 1e-8
"""Of the enclosure of an integral that is dear to narrow."""
ROUNDING = 1e-12
"""What rounding may add to an error."""


@dataclass(frozen=True, eq=False, repr=False)
class EstimateCase(Case):
    """A case in which V is estimated from samples.

    Parameters
    ----------
    held_out : bool
        Whether D is judged on other samples than those it was made from.
    """

    held_out: bool = True


def samples_are_held_out(case: EstimateCase) -> bool:
    """D is judged on other samples than those it was made from."""
    return case.held_out


def numeric(formulas: Formulas, case: EstimateCase) -> Iterator[Evidence]:
    """Compare 2·JSD with V at flat, random and smooth D, at D*, and at D that memorise samples."""
    p, q = case.masses()
    x, two_jsd = case.x(), 2 * formulas.jsd(p, q)
    flat = expit(np.linspace(-20, 20, 21))[:, None] * np.ones(p.size)
    for name, D in (("flat", flat), ("random", uniform_draws(0, 32, p.size)), ("smooth", wavy_D(x))):
        yield at_most(f"V(D) + log 4 <= 2·JSD for every {name} D", formulas.V(D, p, q) + LOG_4, two_jsd)
    D_star = clip_D(formulas.D_star(p, q))
    yield equation(
        "V(D*) + log 4",
        "2·JSD",
        formulas.V(D_star, p, q) + LOG_4,
        two_jsd,
        x=x,
        cells=lambda: (
            per_cell(formulas.V, D_star, p, q) + LOG_4 * (p + q) / 2,
            2 * per_cell(formulas.jsd, p, q),
        ),
    )
    yield _D_star_on_samples(formulas, D_star, p, q, two_jsd)
    yield _memorising_D_on_samples(formulas, case, two_jsd)


def _D_star_on_samples(formulas: Formulas, D: Array, p: Array, q: Array, two_jsd: float) -> Evidence:
    rng = np.random.default_rng(1)
    of_data, of_G = (rng.multinomial(HELD_OUT, masses / masses.sum()) / HELD_OUT for masses in (p, q))
    z = formulas.V(D, of_data, of_G) + LOG_4 - two_jsd
    z = z / (standard_error_bound(p, np.log(D), HELD_OUT) + standard_error_bound(q, np.log1p(-D), HELD_OUT) + ROUNDING)
    return equal("|z| of V(D*) + log 4 on 100,000 held-out samples, against 2·JSD", z, 0, STANDARD_ERRORS)


def _memorising_D_on_samples(formulas: Formulas, case: EstimateCase, two_jsd: float) -> Evidence:
    values = _V_of_memorising_D(formulas, *case.masses(), case.held_out)
    for_rare_cells = np.log(2 * SAMPLE_SIZE + 1) / (SAMPLE_SIZE * REPETITIONS)
    error = values.std(ddof=1) / np.sqrt(REPETITIONS) + for_rare_cells
    what = "the mean V of a D that memorises 200 samples, on 200 others, + log 4 <= 2·JSD + 5 standard errors"
    return at_most(what, values.mean() + LOG_4, two_jsd + STANDARD_ERRORS * error)


def _V_of_memorising_D(formulas: Formulas, p: Array, q: Array, held_out: bool) -> Array:
    """V (REPETITIONS,) of D that memorise samples of p_data and of p_g, on other samples or on the same."""
    rng = np.random.default_rng(0)

    def draw(masses: Array) -> Array:
        return rng.multinomial(SAMPLE_SIZE, masses / masses.sum(), size=REPETITIONS)

    of_data, of_G = draw(p), draw(q)
    D = memorise(of_data, of_G)
    if held_out:
        of_data, of_G = draw(p), draw(q)
    return formulas.V(D, of_data / SAMPLE_SIZE, of_G / SAMPLE_SIZE)


def memorise(of_data: Array, of_G: Array) -> Array:
    """Return the D that memorises samples: in each cell the share of data, with half a sample of each kind added.

    Parameters
    ----------
    of_data, of_G : array of int, shape (..., n)
        How many samples of the data and of G lie in each cell.

    Returns
    -------
    array, shape (..., n)
        D in each cell.
    """
    return (of_data + 0.5) / (of_data + of_G + 1)


def symbolic() -> Iterator[Evidence]:
    """Write 2·JSD − log 4 − V(D) as a KL at each x."""
    from sympy import diff, expand_log, log, solve, symbols

    from gan_theory.claims._shared.symbolic import D_star, V, is_positive, is_so, jsd, kl, log_4, p, q, r, vanishes, y

    gap = 2 * jsd(p, q) - log_4(p, q) - V(y, p, q)
    best, lost = D_star(p, q), q / (p + q)
    yield vanishes("1 − D* = p_g/(p_data + p_g)", 1 - best - lost)
    as_kl = (p + q) * (kl(best, y) + kl(lost, 1 - y))
    what = "2·JSD − log 4 − V(D) is (p + q)·KL(Bernoulli(D*)‖Bernoulli(D)), at each x"
    yield vanishes(what, expand_log(gap - as_kl, force=True).expand())
    yield is_positive("it is convex in D", diff(gap, y, 2).subs(y, r / (1 + r)))
    at_best = expand_log(gap.subs(1 - y, lost).subs(y, best), force=True).expand()
    yield vanishes("and 0, with slope 0, at D = D*", at_best, diff(gap, y).subs(y, best))
    n_real, n_made = symbols("n_real n_made", positive=True)
    (memorised,) = solve(diff(V(y, n_real, n_made), y), y)
    yield vanishes("D* of samples is the share of data in each cell", memorised - D_star(n_real, n_made))
    what = "where samples are of data only, a D that memorises is 1 and adds 0 to V, not −log 2"
    yield is_so(what, memorised.subs(n_made, 0) == 1 and log(memorised.subs(n_made, 0)) == 0)


def certified(case: EstimateCase) -> Iterator[Evidence]:
    """Enclose 2·JSD − log 4 − V(D), which is an integral of KLs, for D whose logits are polynomials, and for D*."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert case.mixtures is not None  # by has_mixtures
    p, q = map(certified.ExactMixture.of, case.mixtures)
    bound = 2 * certified.jsd(p, q) - certified.log(4)
    for logit in ((1,), (0, 1), (1, 0, -1)):
        of_logit = f"for the logit {certified.format_polynomial(logit)}"
        gap = bound - certified.V(logit, p, q)
        yield encloses_positive(f"2·JSD − log 4 − V(D) > 0 {of_logit}", gap)
    what = "for the logit 1 − x² it is the integral of (p_data + p_g)·KL(D*‖D)"
    yield encloses_equal(what, gap, _integral_of_kl(logit, p, q), 2 * KL_WIDTH)
    yield encloses_equal("V(D*) = 2·JSD − log 4", certified.C(p, q), bound)
    if len(p.components) == len(q.components) == 1:
        yield encloses_equal("V(D*) = 2·JSD − log 4, of the logit of D*", certified.V(_best_logit(p, q), p, q), bound)


def _integral_of_kl(logit: tuple[int, ...], p: Any, q: Any) -> Any:
    """Return ∫ p (log D* − log D) + q (log(1 − D*) − log(1 − D)) dx."""
    from gan_theory import certified

    log_total = certified.log_sum(p, q)
    on_data = certified.log_density(p) - log_total - certified.log_D(logit)
    on_G = certified.log_density(q) - log_total - certified.log_1_minus_D(logit)
    return certified.integral((p, on_data), (q, on_G), width=KL_WIDTH)


def _best_logit(p: Any, q: Any) -> tuple[Any, Any, Any]:
    """Return the coefficients of log p − log q for two Gaussians; log σ_q/σ_p as a float, which costs V about 1e-32."""
    from gan_theory.certified import to_rational

    ((_, mean, std),), ((_, other_mean, other_std),) = p.components, q.components
    ratio = to_rational(float(np.log(float(other_std) / float(std))))
    constant = ratio + (other_mean / other_std) ** 2 / 2 - (mean / std) ** 2 / 2
    return constant, mean / std**2 - other_mean / other_std**2, 1 / (2 * other_std**2) - 1 / (2 * std**2)


def run() -> Iterator[Evidence]:
    """Estimate V of trained D from fresh samples, and of a D that overfits 50 points from fresh and from its own."""
    yield from _during_training()
    yield _of_a_trained_D()
    found = overfitted_Ds()
    bounds = [2 * D.frame.jsd + STANDARD_ERRORS * D.standard_error for D in found]
    below = [D.V_on_fresh_data + LOG_4 <= bound for D, bound in zip(found, bounds)]
    yield succeeds_often("a D that overfits 50 points keeps the bound on fresh samples", below)
    above = [D.V_on_own_points + LOG_4 >= bound + 0.2 for D, bound in zip(found, bounds)]
    yield succeeds_often("but exceeds it by 0.2 nats or more on its own 50 points", above)


def _during_training() -> Iterator[Evidence]:
    game = new_game("two-modes", SEEDS, steps=400)
    for rounds in (20, 200):
        game.rounds(rounds, 1)
        found = [estimate_V(game, i) for i in range(len(SEEDS))]
        below = [V.value + LOG_4 <= V.two_jsd + STANDARD_ERRORS * V.standard_error for V in found]
        what = f"V + log 4 <= 2·JSD + 5 standard errors on fresh samples, after {game.step} steps"
        yield succeeds_often(what, below)


def _of_a_trained_D() -> Evidence:
    """Train D while G stays as it was, with a smaller learning rate at the end."""
    game = new_game("two-modes", SEEDS)
    game.rounds(300, 1, 0)
    game.rounds(200, 1, 0, lr_D=0.1 * game.recipe.lr_D)
    found = [estimate_V(game, i) for i in range(len(SEEDS))]
    near = [abs(V.value + LOG_4 - V.two_jsd) <= STANDARD_ERRORS * V.standard_error for V in found]
    what = "V + log 4 of a D trained on fresh samples is 2·JSD, within 5 standard errors, on others"
    return succeeds_often(what, near)


NEAR, SHIFTED = EstimateCase.of(PAIRS["near"]), EstimateCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="bound",
    claim_id="B2",
    where="after the paper",
    statement="V(D, G) + log 4 <= 2·JSD for every D, with equality at D*; also on samples, if they are held out.",
    figure="08_finite_data.png",
    hypotheses=(masses_sum_to_1, samples_are_held_out),
    grades={
        Grade.NUMERIC: numeric,
        Grade.SYMBOLIC: symbolic,
        Grade.CERTIFIED: certified,
        Grade.FORMAL: Proofs("B2"),
        Grade.RUN: run,
    },
    formulas=("V", "D_star", "jsd"),
    falsifiers=(
        replace(NEAR, name="D is judged on the samples that it learnt", held_out=False),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=EstimateCase,
)
