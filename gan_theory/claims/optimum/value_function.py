"""Section 3, equation 1: the value of the game is two expectations, over the data and over the noise.

`saddle_point` shows that the order in which the players move does not change the value of the game.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import STANDARD_ERRORS, standard_error_bound, wavy_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.claims.optimum._noise import noise_evidence
from gan_theory.densities.density import Density
from gan_theory.densities.noise import NOISES
from gan_theory.game.formulas import Formulas, V_from_logit_unchecked
from gan_theory.verification.cases.pairs import PAIRS, SampledCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equal, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, samples_are_of_p_g

if TYPE_CHECKING:
    from flint import arb

    from gan_theory.certified.mixtures import ExactMixture

QUANTILES, SAMPLES = 10_000, 4_000


def numeric(formulas: Formulas, case: SampledCase) -> Iterator[Evidence]:
    """Compare V on the grid with means over data and noise, with expectations, and with its value at constant D."""
    for noise in NOISES:
        yield from noise_evidence(noise)
    p, q = case.masses()
    D = wavy_D(case.x())
    log_D, log_1_minus_D = np.log(D), np.log1p(-D)
    V = formulas.V(D, p, q)
    yield from _over_data_and_noise(V, log_D, log_1_minus_D, case)
    yield equation(
        "V",
        "E_p_data log D + E_p_g log(1 − D)",
        V,
        log_D @ p + log_1_minus_D @ q,
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D, p, q), log_D * p + log_1_minus_D * q),
        formula="V",
    )
    yield equation("V", "V from the logit of D", V, V_from_logit_unchecked(log_D - log_1_minus_D, p, q), formula="V")
    for c in (0.1, 0.5, 0.9):
        value = formulas.V(np.full(p.size, c), p, q)
        right = f"log {c} + log {1 - c:.1f}"
        yield equation(f"V at D = {c}", right, value, np.log(c) + np.log1p(-c), formula="V")


def _over_data_and_noise(V: float, log_D: Array, log_1_minus_D: Array, case: SampledCase) -> Iterator[Evidence]:
    """Compare V with the mean over quantiles of data and noise, and with that over samples; G maps z to quantiles."""
    p, q = case.masses()
    p_data, p_g = (_normalised(case.x(), each) for each in (p, q if case.generated is None else case.generated))
    estimate = log_D[_cells(p_data, p_data.ppf(_levels()))].mean()
    estimate += log_1_minus_D[_cells(p_g, p_g.ppf(_levels()))].mean()
    error = sum(np.abs(np.diff(f)).sum() for f in (log_D, log_1_minus_D)) / (2 * QUANTILES)  # of the midpoint rule
    what = f"V on the grid = the mean over {QUANTILES:,} even quantiles of the data and of the noise"
    yield equal(what, V, estimate, error + 1e-12)
    z = NOISES["uniform"].sample(SAMPLES, np.random.default_rng(1))
    estimate = log_D[_cells(p_data, p_data.sample(SAMPLES, 0))].mean()
    estimate += log_1_minus_D[_cells(p_g, p_g.ppf((1 + z) / 2))].mean()
    error = standard_error_bound(p, log_D, SAMPLES) + standard_error_bound(q, log_1_minus_D, SAMPLES)
    what = "|z| of the mean over samples of the data and of the noise, against V on the grid"
    yield replace(equal(what, (estimate - V) / error, 0, STANDARD_ERRORS), values=(float(estimate), float(V)))


@lru_cache(maxsize=1)
def _levels() -> Array:
    """Return the probabilities at which quantiles are taken: even ones in (0, 1), from nodes of the noise."""
    return (1 + NOISES["uniform"].nodes(2 * QUANTILES + 1)[1::2]) / 2


def _normalised(x: Array, masses: Array) -> Density:
    """Return the density with masses proportional to these, from which samples are drawn."""
    return Density(x, masses / masses.sum())


def _cells(density: Density, samples: Array) -> Array:
    """Return the number of the cell in which each sample lies."""
    cells = np.floor((samples - density.edges[0]) / density.dx).astype(int)
    return np.clip(cells, 0, density.n - 1)


def symbolic() -> Iterator[Evidence]:
    """Substitute the noise in both integrals of V, for two families of densities on (0, 1) and D(x) = x."""
    from sympy import diff, expand_log, limit, log, symbols

    from gan_theory.claims._shared.symbolic import V, is_formula, p, q, vanishes, y

    yield is_formula("V", V(y, p, q), y, p, q)
    r, s, u, z, x = symbols("r s u z x", positive=True)
    p_data, p_g = r * x ** (r - 1), s * (1 - x) ** (s - 1)
    x_of_u, G = u ** (1 / r), 1 - z ** (1 / s)  # for u and z uniform on (0, 1)
    over_u = V(x, p_data, 0).subs(x, x_of_u) * diff(x_of_u, u)
    over_z = -V(x, 0, p_g).subs(x, G) * diff(G, z)
    yield vanishes("p_data log D(x) dx = log D(x(u)) du, for p_data = r xʳ⁻¹ and D(x) = x", over_u - log(x_of_u))
    yield vanishes("p_g log(1 − D(x)) dx = log(1 − D(G(z))) dz, for G(z) = 1 − z^(1/s)", over_z - log(1 - G))
    integral = u * log(u) - u
    of_log = diff(integral, u) - log(u), integral.subs(u, 1) - limit(integral, u, 0) + 1
    yield vanishes("∫ log u du over (0, 1) is −1", *of_log)
    per_noise = expand_log(log(x_of_u)) - log(u) / r, expand_log(log(1 - G)) - log(z) / s
    yield vanishes("so V(D, G) = −1/r − 1/s for every r and s", *per_noise)


def certified(case: SampledCase) -> Iterator[Evidence]:
    """Compare V with closed forms, for a constant D, for a logistic D, and for V(D) − V(1 − D); and tails."""
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import bounds_of_combinations, moments_beyond, within_bound
    from gan_theory.claims._shared.enclosures import encloses_equal, exact_mixtures
    from gan_theory.claims.optimum._closed_forms import mean_of_log_D

    p, q = exact_mixtures(case)
    both = -(1 + certified.ball(1).exp()).log() - (1 + certified.ball(-1).exp()).log()
    yield encloses_equal("V = log D + log(1 − D), for the constant logit 1", certified.V((1,), p, q), both)
    for logit in ((0, 1), (1, -2)):
        value = mean_of_log_D(p, logit) + mean_of_log_D(q, [-c for c in logit])
        where = f"for the logit {certified.format_polynomial(logit)}"
        yield encloses_equal(f"V = its series of closed forms, {where}", certified.V(logit, p, q), value)
    over_data = certified.expectation(p, certified.log_D(logit))
    over_noise = certified.expectation_over_noise(q, certified.log_1_minus_D(logit))
    yield encloses_equal(f"V = E_p_data log D + E_p_z log(1 − D(G(z))), {where}", over_data + over_noise, value)
    square = (1, 1, 1)
    odd = certified.V(square, p, q) - certified.V([-c for c in square], p, q)
    moments = _mean_of_polynomial(p, square) - _mean_of_polynomial(q, square)
    yield encloses_equal("V(D) − V(1 − D) = E_p_data l − E_p_g l, for the logit l = 1 + x + x²", odd, moments)
    yield from moments_beyond(q)
    yield within_bound("log D, for the logit 1 + x + x²,", certified.log_D(square))
    yield from bounds_of_combinations()


def _mean_of_polynomial(p: ExactMixture, coefficients: Sequence[int]) -> arb:
    """E [c0 + c1 x + c2 x²], by the moments of the components."""
    from flint import arb

    c0, c1, c2 = coefficients
    return arb(sum(w * (c0 + c1 * mean + c2 * (mean**2 + std**2)) for w, mean, std in p.components))


SHIFTED = SampledCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="value_function",
    claim_id="A1",
    where="§3, eq. 1",
    statement="V(D, G) = E log D(x) + E log(1 − D(G(z))), over x from p_data and z from p_z.",
    figure="01_the_game_and_its_value.png",
    hypotheses=(masses_sum_to_1, samples_are_of_p_g),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A1")},
    formulas=("V",),
    falsifiers=(
        replace(SHIFTED, name="z goes through another G", generated=SHIFTED.masses()[0]),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=SampledCase,
)
