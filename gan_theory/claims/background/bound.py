"""The strategy of a GAN: V(D, G) + log 4 <= 2·JSD for every D, so a trained D reads a divergence off samples."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.claims.optimum.minimax import wavy_D
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4, SAMPLES, TIMES, SIGMAS = np.log(4), 200, 50, 5


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


def numeric(formulas, case):
    p, q = case.masses()
    x, two_jsd = case.x(), 2 * formulas.jsd(p, q)
    flat = 1 / (1 + np.exp(-np.linspace(-20, 20, 41)))[:, None] * np.ones(p.size)
    for name, D in (("flat", flat), ("random", np.random.default_rng(0).random((64, p.size))), ("smooth", wavy_D(x))):
        yield at_most(f"V(D) + log 4 <= 2·JSD for every {name} D", formulas.V(D, p, q) + LOG_4, two_jsd)
    D_star = clip_D(formulas.D_star(p, q))
    cells = lambda: (per_cell(formulas.V, D_star, p, q) + LOG_4 * (p + q) / 2, 2 * per_cell(formulas.jsd, p, q))  # noqa: E731
    yield equation("V(D*) + log 4", "2·JSD", formulas.V(D_star, p, q) + LOG_4, two_jsd, x=x, cells=cells)

    seen = _rated(formulas, p, q, case.held_out)
    error = seen.std(ddof=1) / np.sqrt(TIMES) + np.log(2 * SAMPLES + 1) / (SAMPLES * TIMES)  # the latter for rare cells
    what = "the mean of V, of a D learnt by heart from 200 samples, on 200 others, + log 4 <= 2·JSD + 5 standard errors"
    yield at_most(what, seen.mean() + LOG_4, two_jsd + SIGMAS * error)


def _rated(formulas, p, q, held_out):
    """V (TIMES,) of as many D that learnt samples of p_data and of p_g by heart, on others, or on the same."""
    rng = np.random.default_rng(0)
    draw = lambda masses: rng.multinomial(SAMPLES, masses / masses.sum(), size=TIMES)  # noqa: E731
    real, made = draw(p), draw(q)
    D = by_heart(real, made)
    if held_out:
        real, made = draw(p), draw(q)
    return formulas.V(D, real / SAMPLES, made / SAMPLES)


def by_heart(real, made):
    """The D (..., n) that learns samples by heart: the share of data among those in a cell, with half a count each."""
    return (real + 0.5) / (real + made + 1)


def symbolic():
    from sympy import diff, log, solve, symbols

    from gan_theory.claims._shared.symbolic import V, is_positive, is_so, jsd, log_4, p, q, r, vanishes, y

    lost = 2 * jsd(p, q) - log_4(p, q) - V(y, p, q)
    best = p / (p + q)
    as_kl = p * log(best / y) + q * log((1 - best) / (1 - y))
    yield vanishes(
        "2·JSD − log 4 − V(D) is (p + q)·KL(Bernoulli(D*)‖Bernoulli(D)), at each x", (lost - as_kl).subs(y, r / (1 + r))
    )
    yield is_positive("it is convex in D", diff(lost, y, 2).subs(y, r / (1 + r)))
    yield vanishes("and 0, with slope 0, at D = D*", lost.subs(y, best), diff(lost, y).subs(y, best))
    n_real, n_made = symbols("n_real n_made", positive=True)
    (by_heart,) = solve(diff(V(y, n_real, n_made), y), y)
    yield is_so(
        "a place seen in data alone is learnt by heart: D = 1, worth 0 and not −log 2", by_heart.subs(n_made, 0) == 1
    )


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_positive

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    two_jsd = 2 * certified.jsd(p, q)
    for logit in ((1,), (0, 1), (1, 0, -1)):
        what = f"2·JSD − log 4 − V(D) > 0 for the logit {certified.format_polynomial(logit)}"
        yield encloses_positive(what, two_jsd - certified.log(4) - certified.V(logit, p, q))


def run():
    from gan_theory.claims._shared import training_runs

    yield from training_runs.bound()


CLAIM = Claim(
    name="bound",
    claim_id="B2",
    where="after the paper",
    statement="V(D, G) + log 4 <= 2·JSD for every D, and equal at D*; estimated from samples, if they are held out.",
    figure="07_finite_data.png",
    hypotheses=(masses_sum_to_1, samples_are_held_out),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.RUN: run},
    falsifiers=(
        replace(EstimateCase.of(PAIRS["near"]), name="D is judged on the samples that it learnt", held_out=False),
        replace(PAIRS["shifted"], name="masses of p_g sum to 1.1", p_g=1.1 * PAIRS["shifted"].p_g.p),
    ),
    cases=tuple(PAIRS.values()),
    case_type=EstimateCase,
)
