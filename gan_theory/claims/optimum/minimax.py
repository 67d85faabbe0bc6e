"""Section 3, equation 1: the value of the game is two expectations, over the data and over the noise that G gets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gan_theory.claims._shared.per_cell import per_cell, standard_error_bound
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

DRAWS, SIGMAS = 10_000, 5


def wavy_D(x):
    """A discriminator (n,) that is neither symmetric nor extreme, with the logit 2 sin(3u) + u, u from −1 to 1."""
    u = np.linspace(-1, 1, x.size)
    return 1 / (1 + np.exp(-2 * np.sin(3 * u) - u))


def numeric(formulas, case):
    p, q = case.masses()
    x, D = case.x(), wavy_D(case.x())
    V = formulas.V(D, p, q)
    rng = np.random.default_rng(0)
    real = _quantile(p, rng.random(DRAWS))
    made = _quantile(q if case.generated is None else case.generated, rng.random(DRAWS))  # G(z) with z ~ U(0, 1)
    log_D, log_1_minus_D = np.log(D)[real], np.log1p(-D)[made]
    error = standard_error_bound(p, np.log(D), DRAWS) + standard_error_bound(q, np.log1p(-D), DRAWS)
    sampled = log_D.mean() + log_1_minus_D.mean()
    found = equal(
        "|z| of the mean over samples of the data and of the noise, against V on the grid",
        (sampled - V) / error,
        0,
        SIGMAS,
    )
    yield replace(found, values=(float(sampled), float(V)))

    cells = lambda: (per_cell(formulas.V, D, p, q), np.log(D) * p + np.log1p(-D) * q)  # noqa: E731
    expected = np.log(D) @ p + np.log1p(-D) @ q
    yield equation("V", "E_p_data log D + E_p_g log(1 − D)", V, expected, x=x, cells=cells, formula="V")
    for c in (0.1, 0.5, 0.9):
        value = formulas.V(np.full(p.size, c), p, q)
        yield equation("V at D", f"{c} = log {c} + log {1 - c:.1f}", value, np.log(c) + np.log1p(-c))


def _quantile(masses, u):
    """The cells (m,) in which the quantiles u (m,) of the masses lie."""
    return np.minimum(np.searchsorted(np.cumsum(masses) / masses.sum(), u, "right"), masses.size - 1)


def symbolic():
    from sympy import log, symbols

    from gan_theory.claims._shared.symbolic import V, p, q, vanishes

    a, b, y_1, y_2 = symbols("a b y_1 y_2", positive=True)  # two places x, with p_data = (a, 1 − a), p_g = (b, 1 − b)
    on_two = V(y_1, a, b) + V(y_2, 1 - a, 1 - b)
    real, made = ((a, log(y_1)), (1 - a, log(y_2))), ((b, log(1 - y_1)), (1 - b, log(1 - y_2)))
    mean = sum(P * Q * (f + g) / 2 for P, f in real for Q, g in real)
    mean += sum(P * Q * (f + g) / 2 for P, f in made for Q, g in made)
    yield vanishes("the mean over all minibatches of two is V", mean - on_two)
    D = symbols("D", positive=True)
    yield vanishes(
        "a D that is the same everywhere is worth log D + log(1 − D)",
        V(D, p, 1 - q) + V(D, 1 - p, q) - log(D) - log(1 - D),
    )


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = (certified.ExactMixture.of(law) for law in case.mixtures)
    logit = (0, 1)
    over_data = certified.expectation(p, certified.log_D(logit))
    over_noise = certified.expectation_over_noise(q, certified.log_1_minus_D(logit))
    yield encloses_equal(
        "V = E_p_data log D + E_p_z log(1 − D(G(z))), for the logit x", certified.V(logit, p, q), over_data + over_noise
    )


SHIFTED = SampledCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="minimax",
    claim_id="A1",
    where="§3, eq. 1",
    statement="V(D, G) = E log D(x) + E log(1 − D(G(z))), over x from p_data and z from p_z.",
    figure="01_the_game_and_its_value.png",
    hypotheses=(masses_sum_to_1, samples_are_of_p_g),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(
        replace(SHIFTED, name="z goes through another G", generated=SHIFTED.p_data.p),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.p_g.p),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
