"""Proposition 2: if D is optimal at each step and p_g moves so as to lower C, then p_g converges to p_data.

The steps are those of the exponentiated gradient, log p_g ← log p_g − η log(1 − D*) and normalise; for η = 1 that is
exactly p_g ← (p_data + p_g)/2. Near p_data they shrink the error by 1 − η/2 each, so that η > 4 diverges.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.cases import PAIR
from gan_theory.claim import (
    Claim,
    D_is_optimal,
    Evidence,
    distance,
    excess,
    masses_sum_to_1,
    p_g_is_unconfined,
    step_is_small,
)
from gan_theory.claims.maximiser import NEAREST_TO_0, SMALLEST_JUDGED, bounded

LOG_4 = np.log(4)
AT_REST = 3e-14  # a few roundings of log p_g


def descend(formulas, p, log_q, eta, D=None):
    """One step of the exponentiated gradient on log p_g (n,), at D* or at a D held fixed."""
    if D is None:
        q = np.where(np.isfinite(log_q), np.maximum(np.exp(log_q), NEAREST_TO_0), 0.0)
        gradient = formulas.grad_C(p, q)
    else:
        gradient = np.log1p(-D)
    moved = log_q - eta * bounded(gradient)
    return moved - np.logaddexp.reduce(moved)


def path(formulas, p, log_q, eta, D=None, steps=150):
    """C (steps + 1,) along the way, and log p_g (n,) at its end, or where it comes to rest wherever p_data counts."""
    C, counts = [formulas.C(p, np.exp(log_q))], (p > 1e-12) & np.isfinite(log_q)
    for _ in range(steps):
        before, log_q = log_q, descend(formulas, p, log_q, eta, D)
        C.append(formulas.C(p, np.exp(log_q)))
        if distance(log_q[counts], before[counts]) <= AT_REST:
            break
    return np.pad(C, (0, steps + 1 - len(C)), mode="edge"), log_q


def numeric(formulas, case):
    p, q = case.masses()
    log_q = case.start()
    C, end = path(formulas, p, log_q, case.eta, case.D)
    yield Evidence("C reaches −log 4", distance(C[-1], -LOG_4), 1e-12)
    yield Evidence("p_g reaches p_data", distance(np.exp(end), p), 1e-6)
    yield Evidence("C never rises on the way", excess(C[1:], C[:-1]), 1e-12)
    judged = (q > p / 1000) & (q > SMALLEST_JUDGED)
    step = np.exp(np.log(q[judged]) - formulas.grad_C(p, q)[judged])
    yield Evidence("η = 1 is p_g ← p_data + p_g, normalised", distance(step, (p + q)[judged]), 1e-12)
    yield from _confined(formulas, p, log_q)
    yield from _local_rate(formulas, p)


def _confined(formulas, p, log_q):
    """p_g kept on the upper half of the data's mass ends at p_data restricted to it and normalised."""
    S = np.cumsum(p) > 0.5
    if not 0 < p[S].sum() < 1:
        return
    limit = np.where(S, p, 0) / p[S].sum()
    start = np.where(S, log_q, -np.inf)
    C, end = path(formulas, p, start - np.logaddexp.reduce(start), eta=1)
    yield Evidence("confined to S, p_g ends at p_data restricted to S", distance(np.exp(end), limit), 1e-6)
    yield Evidence("and C ends at its value there", distance(C[-1], formulas.C(p, limit)), 1e-12)
    missed = 1 - p[S].sum()  # the total variation of the limit from p_data
    yield Evidence(
        "which is above −log 4, by the mass missed squared at least", excess(missed**2 - LOG_4, C[-1]), 1e-12
    )


def _local_rate(formulas, p):
    """A small error in p_g, by a factor of 1 ± ε in each cell, shrinks by 1 − η/2 up to terms of order ε."""
    epsilon, mass = 1e-6, p[p > SMALLEST_JUDGED]
    if mass.size < 2:
        return
    sign = np.where(np.cumsum(mass) > 0.5, 1.0, -1.0)
    sign -= sign @ mass
    for eta in (0.5, 1.0, 1.5, 5.0):
        after = np.exp(descend(formulas, mass, np.log(mass * (1 + epsilon * sign)), eta)) / mass - 1
        gap = distance(after / epsilon, (1 - eta / 2) * sign)
        yield Evidence(f"near p_data a step of η = {eta} multiplies the error by {1 - eta / 2}", gap, 10 * epsilon)


SHIFTED = PAIR["shifted"]
RIGHT = SHIFTED.p_g.x > 0
CLAIM = Claim(
    name="proposition_2",
    row="A8",
    where="§4.2, Prop. 2",
    statement="If D is optimal at each step and p_g moves so as to lower C, then p_g converges to p_data.",
    hypotheses=(masses_sum_to_1, D_is_optimal, p_g_is_unconfined, step_is_small),
    grades={"numeric": numeric},
    falsifiers=(
        replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * SHIFTED.p_data.p),
        replace(SHIFTED, name="D is not updated", D=SHIFTED.p_data.p / (SHIFTED.p_data.p + SHIFTED.p_g.p)),
        replace(SHIFTED, name="p_g is confined to x > 0", log_p_g=np.where(RIGHT, SHIFTED.log_p_g, -np.inf)),
        replace(SHIFTED, name="the step η = 5 is too large", eta=5.0),
    ),
)
