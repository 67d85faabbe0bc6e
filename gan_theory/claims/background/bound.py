"""The strategy of a GAN: V(D, G) + log 4 <= 2·JSD for every D, so a trained D estimates a divergence from samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, log_expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS, wavy_D
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.claims._shared.training_runs import (
    FEW_SEEDS,
    SAMPLES,
    new_game,
    overfitted_D,
    standard_error_of_V,
)
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4 = np.log(4)
SAMPLE_SIZE, REPETITIONS = 200, 50


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
    flat = expit(np.linspace(-20, 20, 41))[:, None] * np.ones(p.size)
    for name, D in (("flat", flat), ("random", np.random.default_rng(0).random((64, p.size))), ("smooth", wavy_D(x))):
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
    yield _from_samples(formulas, case, two_jsd)


def _from_samples(formulas: Formulas, case: EstimateCase, two_jsd: float) -> Evidence:
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
    from sympy import diff, log, solve, symbols

    from gan_theory.claims._shared.symbolic import V, is_positive, is_so, jsd, log_4, p, q, r, vanishes, y

    gap = 2 * jsd(p, q) - log_4(p, q) - V(y, p, q)
    best = p / (p + q)
    as_kl = p * log(best / y) + q * log((1 - best) / (1 - y))
    what = "2·JSD − log 4 − V(D) is (p + q)·KL(Bernoulli(D*)‖Bernoulli(D)), at each x"
    yield vanishes(what, (gap - as_kl).subs(y, r / (1 + r)))
    yield is_positive("it is convex in D", diff(gap, y, 2).subs(y, r / (1 + r)))
    yield vanishes("and 0, with slope 0, at D = D*", gap.subs(y, best), diff(gap, y).subs(y, best))
    n_real, n_made = symbols("n_real n_made", positive=True)
    (memorised,) = solve(diff(V(y, n_real, n_made), y), y)
    what = "where samples are of data only, a D that memorises is 1 and adds 0 to V, not −log 2"
    yield is_so(what, memorised.subs(n_made, 0) == 1)


def certified(case: EstimateCase) -> Iterator[Evidence]:
    """Enclose 2·JSD − log 4 − V(D) for D whose logits are polynomials."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive

    assert case.mixtures is not None  # by has_mixtures
    p, q = map(certified.ExactMixture.of, case.mixtures)
    two_jsd = 2 * certified.jsd(p, q)
    for logit in ((1,), (0, 1), (1, 0, -1)):
        what = f"2·JSD − log 4 − V(D) > 0 for the logit {certified.format_polynomial(logit)}"
        yield encloses_positive(what, two_jsd - certified.log(4) - certified.V(logit, p, q))


def run() -> Iterator[Evidence]:
    """Estimate V of trained D from fresh samples, and of a D that overfits 50 points from fresh and from its own."""
    for seed in FEW_SEEDS:
        yield from _during_training(seed)
        D = overfitted_D(seed)
        bound = 2 * D.frame.jsd + STANDARD_ERRORS * D.standard_error
        what = f"the same for a D that overfits 50 points, by fresh samples, seed {seed}"
        yield at_most(what, D.V_on_fresh_data + LOG_4, bound)
        what = f"but not on its own 50 points: the bound + 0.2 <= V + log 4, seed {seed}"
        yield at_most(what, bound + 0.2, D.V_on_own_points + LOG_4, 0)


def _during_training(seed: int) -> Iterator[Evidence]:
    game = new_game("two-modes", seed, steps=400)
    for rounds in (20, 200):
        game.rounds(rounds, 1)
        frame = game.frame()
        log_D = log_expit(game.logit(frame.p_data.sample(SAMPLES, seed)))
        log_1_minus_D = log_expit(-game.logit(frame.sample(SAMPLES, seed)))
        error = standard_error_of_V(log_D, log_1_minus_D)
        V = log_D.mean() + log_1_minus_D.mean()
        what = f"V + log 4, by fresh samples after {rounds} more steps, seed {seed} <= 2·JSD + 5 standard errors"
        yield at_most(what, V + LOG_4, frame.G_gap + STANDARD_ERRORS * error)


NEAR, SHIFTED = EstimateCase.of(PAIRS["near"]), EstimateCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="bound",
    claim_id="B2",
    where="after the paper",
    statement="V(D, G) + log 4 <= 2·JSD for every D, with equality at D*; also on samples, if they are held out.",
    figure="07_finite_data.png",
    hypotheses=(masses_sum_to_1, samples_are_held_out),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.RUN: run},
    falsifiers=(
        replace(NEAR, name="D is judged on the samples that it learnt", held_out=False),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=EstimateCase,
)
