"""f-divergences as suprema over functions T, and the GAN's value function as one of these lower bounds.

For a convex f with the conjugate f*, D_f(p‖q) = Σ q f(p/q) is the supremum over T of E_p T − E_q f*(T). Where p and q
are positive, T = f′(p/q) attains it. A cell where q = 0 < p adds p·f′(∞); T there comes as close as one likes. For f(u)
= u log u − (u + 1) log(u + 1) and T = log D, the lower bound is V(D, G), and D_f = 2·JSD − log 4. So the GAN is one
member of a family: with another f, D estimates KL, reverse KL, χ² or others in its place.

References
----------
Nguyen, Wainwright and Jordan 2010, "Estimating divergence functionals and the likelihood ratio by convex risk
minimization"; Nowozin, Cseke and Tomioka 2016, "f-GAN".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.claims.background._f_divergences_certified import certified
from gan_theory.claims.background._f_divergences_symbolic import symbolic
from gan_theory.game.f_divergences import F_DIVERGENCES, FDivergence
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import masses_sum_to_1

LOG_4 = np.log(4)
LARGEST_RATIO = 1e100  # of p/q or q/p in the cells where T is evaluated: beyond, squares of it overflow
DRAWS = 2  # random T
RATIOS = np.append(0.0, np.geomspace(0.01, 100, 25))  # u, among which that of the greatest t u − f(u) is searched


@dataclass(frozen=True, eq=False, repr=False)
class FDivergenceCase(Case):
    """A case with the f-divergences that are judged, and the functions T that are allowed.

    Parameters
    ----------
    divergences : tuple of FDivergence
        The f-divergences.
    largest_T : float
        The largest |T| that is allowed.
    counts_all_cells : bool
        Whether D_f counts the cells where p_g = 0 < p_data.
    """

    divergences: tuple[FDivergence, ...] = tuple(F_DIVERGENCES.values())
    largest_T: float = math.inf
    counts_all_cells: bool = True


def f_is_convex(case: FDivergenceCase) -> bool:
    """Each f is convex."""
    return all(each.is_convex for each in case.divergences)


def every_T_is_allowed(case: FDivergenceCase) -> bool:
    """T may take any value in the domain of f* at any x."""
    return case.largest_T == math.inf


def cells_without_p_g_are_counted(case: FDivergenceCase) -> bool:
    """Cells where p_g = 0 < p_data add p_data·f′(∞) to D_f."""
    return case.counts_all_cells


def numeric(formulas: Formulas, case: FDivergenceCase) -> Iterator[Evidence]:
    """Compare each D_f with its closed form, with its lower bound at f′(p/q), and with those of other T."""
    for each in case.divergences:
        yield from _closed_form(formulas, case, each)
        yield from _supremum(case, each)
        yield from _cells_with_one_mass(case, each)
    yield from _value_function(formulas, case)


def _closed_form(formulas: Formulas, case: FDivergenceCase, each: FDivergence) -> Iterator[Evidence]:
    """Compare D_f with the divergence of its name, and its least value, for equal densities, with f(1)."""
    p, q = case.masses()
    counted = slice(None) if case.counts_all_cells else q > 0
    D_f = each.divergence(p[counted], q[counted])
    if each.name in CLOSED_FORMS:
        right, closed_form = CLOSED_FORMS[each.name]
        expected = closed_form(formulas, p, q)
        yield equation(f"D_f of {each.name}", right, D_f, expected, _tolerance(float(expected)))
    least = float(each.f(1.0))
    yield equation(f"D_f of {each.name}, for p_g = p_data", "f(1)", each.divergence(p, p), least)
    yield at_most(f"f(1) <= D_f of {each.name}", least, D_f)


def _chi_squared(formulas: Formulas, p: Array, q: Array) -> float:
    """Return Σ (p/√q − √q)² over the cells where p_g has mass; inf if p_data has mass elsewhere."""
    if (p[q == 0] > 0).any():
        return math.inf
    root = np.sqrt(q[q > 0])
    with np.errstate(over="ignore"):
        return float(((p[q > 0] / root - root) ** 2).sum())


CLOSED_FORMS = {
    "KL": ("KL(p_data‖p_g)", lambda formulas, p, q: formulas.kl(p, q)),
    "reverse KL": ("KL(p_g‖p_data)", lambda formulas, p, q: formulas.kl(q, p)),
    "chi-squared": ("Σ (p_data/√p_g − √p_g)²", _chi_squared),
    "GAN": ("2·JSD − log 4", lambda formulas, p, q: 2 * formulas.jsd(p, q) - LOG_4),
}


def _tolerance(value: float) -> float:
    """Return 1e-12 of a value above 1, since its rounding is relative."""
    return 1e-12 * max(1.0, abs(value)) if math.isfinite(value) else 1e-12


def _supremum(case: FDivergenceCase, each: FDivergence) -> Iterator[Evidence]:
    """Compare the lower bound at T = f′(p/q) with D_f, and those at other T, in the cells where both have mass."""
    p, q = case.masses()
    both = (q * LARGEST_RATIO > p) & (p * LARGEST_RATIO > q)
    p, q = p[both], q[both]
    D_f = each.divergence(p, q)
    tol = _tolerance(float(D_f))
    yield equation(f"D_f of {each.name} where both have mass", "Σ q f(p/q)", D_f, (q * each.f(p / q)).sum(), tol)
    T = np.clip(each.best_T(p, q), -case.largest_T, case.largest_T)
    yield equation(f"the lower bound at T = f′(p/q), {each.name}", "D_f", each.lower_bound(T, p, q), D_f, tol)
    if each.is_convex:  # the greatest t u − f(u) is among those that are compared; up to 10⁴, they cancel
        yield equation(f"f*(t), {each.name}", "the greatest t u − f(u)", *_conjugate_and_search(each), tol=1e-11)
    ratios = uniform_draws(5, DRAWS, p.size, low=0.1, high=3.0)
    others = each.best_T(ratios, np.ones(ratios.shape))
    yield at_most(f"the lower bound at any other T <= D_f, {each.name}", each.lower_bound(others, p, q), D_f, tol)


@lru_cache(maxsize=16)
def _conjugate_and_search(each: FDivergence) -> tuple[Array, Array]:
    """Return f*(t) at the slopes t of f, and below the least of them if there is one; and the greatest t u − f(u)."""
    t, least = each.best_T(RATIOS[1:], np.ones(RATIOS.size - 1)), each.best_T(np.zeros(1), np.ones(1))
    t = np.append(t, least - 1 if np.isfinite(least).all() else [])
    return each.conjugate(t), (t[:, None] * RATIOS - each.f(RATIOS)).max(axis=-1)


def _cells_with_one_mass(case: FDivergenceCase, each: FDivergence) -> Iterator[Evidence]:
    """Where p_g = 0 < p_data a cell adds p·f′(∞); where p_data = 0 < p_g, what the limit of T attains."""
    p, q = case.masses()
    alone, missed = p[(q == 0) & (p > 0)], q[(p == 0) & (q > 0)]
    if alone.size:
        added = each.term(alone, 0 * alone)
        yield equation(f"what cells with p_g = 0 add, {each.name}", "p f′(∞)", added, alone * each.slope_at_infinity)
        yield equation(f"T there, {each.name}", "f′(∞)", each.best_T(alone, 0 * alone), each.slope_at_infinity)
    if missed.size:
        T, added = each.best_T(0 * missed, missed), each.term(0 * missed, missed).sum()
        bound = each.lower_bound(T, 0 * missed, missed)
        yield equation(f"what cells with p_data = 0 add, {each.name}", "−q f*(T) for the limit of T", added, bound)


def _value_function(formulas: Formulas, case: FDivergenceCase) -> Iterator[Evidence]:
    """Compare the lower bound of the GAN's f at T = log D with V(D, G)."""
    p, q = case.masses()
    D = uniform_draws(4, 4, p.size, low=1e-3, high=0.999)
    bound = F_DIVERGENCES["GAN"].lower_bound(np.log(D), p, q)
    yield equation("V", "E_p_data T − E_p_g f*(T) for T = log D", formulas.V(D, p, q), bound, formula="V")


def _two_wells_term(p: Array, q: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(q > 0, np.minimum(p * (p / q), (p - 2 * q) * ((p - 2 * q) / q)), np.where(p > 0, np.inf, 0.0))


def _two_wells_conjugate(t: Array) -> Array:
    return np.where(t > 0, 2 * t + t**2 / 4, 0.0)


def _two_wells_best_T(p: Array, q: Array) -> Array:
    u = p / q
    return 2 * np.where(u < 1, u, u - 2)


TWO_WELLS = FDivergence(
    "two wells",
    "f(u) = min(u², (u − 2)²)",
    _two_wells_term,
    _two_wells_conjugate,
    _two_wells_best_T,
    math.inf,
    is_convex=False,
)
SHIFTED, OVERLAP = (FDivergenceCase.of(PAIRS[name]) for name in ("shifted", "uniforms-overlap"))
CLAIM = Claim(
    name="f_divergences",
    claim_id="B8",
    where="after the paper",
    statement="D_f(p‖q) = sup_T E_p T − E_q f*(T), at T = f′(p/q); V(D, G) is the case T = log D, D_f = 2·JSD − log 4.",
    figure="17_f_divergences.png",
    hypotheses=(f_is_convex, every_T_is_allowed, cells_without_p_g_are_counted, masses_sum_to_1),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    formulas=("V", "kl", "jsd"),
    falsifiers=(
        replace(SHIFTED, name="f has two wells", divergences=(TWO_WELLS,)),
        replace(SHIFTED, name="T is confined to [−½, ½]", largest_T=0.5),
        replace(OVERLAP, name="cells with p_g = 0 are left out", counts_all_cells=False),
        replace(SHIFTED, name="masses of p_g sum to 1.1", p_g=1.1 * SHIFTED.masses()[1]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=FDivergenceCase,
)
