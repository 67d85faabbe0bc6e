"""Section 3, equation 1: the value of the game is two expectations, over the data and over the noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS, standard_error_bound, uniform_draws, wavy_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

DRAWS = 10_000


def numeric(formulas: Formulas, case: SampledCase) -> Iterator[Evidence]:
    """Compare V on the grid with means over samples, with expectations, and with its value for constant D."""
    p, q = case.masses()
    D = wavy_D(case.x())
    log_D, log_1_minus_D = np.log(D), np.log1p(-D)
    V = formulas.V(D, p, q)
    yield _by_samples(V, log_D, log_1_minus_D, case)
    yield equation(
        "V",
        "E_p_data log D + E_p_g log(1 − D)",
        V,
        log_D @ p + log_1_minus_D @ q,
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D, p, q), log_D * p + log_1_minus_D * q),
        formula="V",
    )
    for c in (0.1, 0.5, 0.9):
        value = formulas.V(np.full(p.size, c), p, q)
        right = f"log {c} + log {1 - c:.1f}"
        yield equation(f"V at D = {c}", right, value, np.log(c) + np.log1p(-c), formula="V")


def _by_samples(V: float, log_D: Array, log_1_minus_D: Array, case: SampledCase) -> Evidence:
    """Compare V with its estimate from samples: x from p_data, and G(z) for uniform z."""
    p, q = case.masses()
    u, z = uniform_draws(0, 2, DRAWS)
    real = cells_of_quantiles(p, u)
    generated = cells_of_quantiles(q if case.generated is None else case.generated, z)
    estimate = log_D[real].mean() + log_1_minus_D[generated].mean()
    error = standard_error_bound(p, log_D, DRAWS) + standard_error_bound(q, log_1_minus_D, DRAWS)
    what = "|z| of the mean over samples of the data and of the noise, against V on the grid"
    return replace(equal(what, (estimate - V) / error, 0, STANDARD_ERRORS), values=(float(estimate), float(V)))


def cells_of_quantiles(masses: Array, u: Array) -> Array:
    """Return the cells in which quantiles lie.

    Parameters
    ----------
    masses : array, shape (n,)
        A distribution.
    u : array, shape (m,)
        Probabilities in [0, 1].

    Returns
    -------
    array of int, shape (m,)
        Numbers of cells.
    """
    return np.minimum(np.searchsorted(np.cumsum(masses) / masses.sum(), u, "right"), masses.size - 1)


def symbolic() -> Iterator[Evidence]:
    """Sum V over all minibatches of two, on two locations; and integrate it for a constant D."""
    from sympy import log, symbols

    from gan_theory.claims._shared.symbolic import V, p, q, vanishes

    a, b, y_1, y_2 = symbols("a b y_1 y_2", positive=True)  # on two x: p_data = (a, 1 − a), p_g = (b, 1 − b)
    on_two = V(y_1, a, b) + V(y_2, 1 - a, 1 - b)
    real, generated = ((a, log(y_1)), (1 - a, log(y_2))), ((b, log(1 - y_1)), (1 - b, log(1 - y_2)))
    mean = sum(P * Q * (f + g) / 2 for P, f in real for Q, g in real)
    mean += sum(P * Q * (f + g) / 2 for P, f in generated for Q, g in generated)
    yield vanishes("the mean over all minibatches of two is V", mean - on_two)
    D = symbols("D", positive=True)
    yield vanishes(
        "V of a D that is the same everywhere is log D + log(1 − D)",
        V(D, p, 1 - q) + V(D, 1 - p, q) - log(D) - log(1 - D),
    )


def certified(case: SampledCase) -> Iterator[Evidence]:
    """Enclose both expectations, that over the data and that over the noise, for a D with the logit x."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, exact_mixtures

    p, q = exact_mixtures(case)
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
        replace(SHIFTED, name="z goes through another G", generated=SHIFTED.masses()[0]),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
