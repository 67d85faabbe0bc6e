"""Arjovsky and Bottou 2017: on disjoint supports JSD = log 2 at any distance, and the saturating gradient vanishes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.grid_search import NEAREST_TO_1, clip_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation
from gan_theory.verification.hypotheses import masses_sum_to_1, supports_are_disjoint

LOG_2 = np.log(2)


def numeric(formulas: Formulas, case: Case) -> Iterator[Evidence]:
    """Evaluate the divergences, D* and the gradients on grids."""
    D_star = formulas.D_star(*case.masses())
    yield from _divergences(formulas, case, D_star)
    yield from _gradients(formulas, case, D_star)


def _divergences(formulas: Formulas, case: Case, D_star: Array) -> Iterator[Evidence]:
    (p, q), x = case.masses(), case.x()
    yield equation(
        "JSD",
        "log 2, whatever the distance",
        formulas.jsd(p, q),
        LOG_2,
        x=x,
        cells=lambda: (per_cell(formulas.jsd, p, q), LOG_2 * (p + q) / 2),
        formula="jsd",
    )
    yield equation(
        "C",
        "0, its largest value",
        formulas.C(p, q),
        0,
        x=x,
        cells=lambda: (per_cell(formulas.C, p, q), 0 * p),
        formula="C",
    )
    yield equation("TV", "1", formulas.tv(p, q), 1, formula="tv")
    yield equation("V(D*)", "0: D* is perfect", formulas.V(clip_D(D_star), p, q), 0, formula="V")
    less_certain = formulas.V(np.where(p > 0, 0.9, 0.2), p, q)
    what = "V of a D of 0.9 on the data and 0.2 on forgeries"
    yield equation(what, "log 0.9 + log 0.8, which is less", less_certain, np.log(0.9 * 0.8), formula="V")


def _gradients(formulas: Formulas, case: Case, D_star: Array) -> Iterator[Evidence]:
    (p, q), x = case.masses(), case.x()
    yield equation("D*", "1 on the support of p_data", D_star[p > 0], 1, x=x[p > 0], formula="D_star")
    yield equation("D*", "0 on the support of p_g", D_star[q > 0], 0, x=x[q > 0], formula="D_star")
    support = np.flatnonzero(q > 0)
    log_1_minus_D = np.log1p(-np.minimum(D_star[support], NEAREST_TO_1))
    yield equation(
        "log(1 − D*), minimised by G with the saturating loss",
        "0 in each cell of the support of p_g: it is flat there",
        log_1_minus_D,
        0,
        x=x[support],
    )
    yield equation(
        "∂C/∂p_g on the support of p_g",
        "0: no x is better than another",
        formulas.grad_C(p, q)[support],
        0,
        x=x[support],
        formula="grad_C",
    )
    yield equation(
        "V(D*) of every other p_g on the same support",
        "0: with D* frozen no move within the support of p_g changes it",
        formulas.V(clip_D(D_star), p, _others_on(support, p.size)),
        0,
        formula="V",
    )


def _others_on(support: Array, n: int) -> Array:
    """Return distributions on n cells with this support or a part of it: the uniform one, and all mass at each end."""
    q = np.zeros((3, n))
    q[0, support] = 1 / support.size
    q[[1, 2], support[[0, -1]]] = 1
    return q


def symbolic() -> Iterator[Evidence]:
    """Take the limits in which one mass goes to 0, and differentiate both losses in the logit."""
    yield from _cells_with_one_mass()
    yield from _slopes_of_losses()


def _cells_with_one_mass() -> Iterator[Evidence]:
    from sympy import diff, limit, log, symbols

    from gan_theory.claims._shared.symbolic import C, D_star, V, grad_C, is_so, jsd, p, q, vanishes

    t = symbols("t", positive=True)
    for name, f, limit_of_it in (("JSD", jsd, log(2) * p / 2), ("C", C, 0 * p)):
        yield is_so(f"where p_g = 0 the cell adds {limit_of_it} to {name}", limit(f(p, t), t, 0, "+") == limit_of_it)
        yield vanishes(f"and where p_data = 0 as much for p_g: {name} is symmetric", f(p, q) - f(q, p))
    yield vanishes("C = V(D*): where C is 0, D* is perfect", C(p, q) - V(D_star(p, q), p, q))
    yield vanishes("D* = 1 where p_g = 0", D_star(p, 0) - 1)
    yield vanishes("D* = 0 where p_data = 0, at any p_g: it is flat", D_star(0, q), diff(D_star(0, q), q))
    yield vanishes("log(1 − D*) = 0 where p_data = 0, at any p_g", grad_C(0, q))


def _slopes_of_losses() -> Iterator[Evidence]:
    from sympy import Function, diff, limit, log, oo, symbols

    from gan_theory.claims._shared.symbolic import D_star, V, is_so, q, vanishes

    t, y = symbols("t y", positive=True)
    x = symbols("x", real=True)
    D = Function("D")(x)
    in_D = [diff(loss, x) / diff(D, x) for loss in (V(D, 0, 1), -V(D, 1, 0))]  # log(1 − D) and −log D
    in_logit = [(slope.subs(D, y) * y * (1 - y)).simplify() for slope in in_D]  # D′ = D(1 − D) l′
    what = "log(1 − D) moves x by −D times the slope of the logit, −log D by −(1 − D) times"
    yield vanishes(what, in_logit[0] + y, in_logit[1] + 1 - y)
    at_D_star = [slope.subs(y, D_star(t, q)) for slope in in_logit]
    what = "as p_data → 0 where p_g > 0, D* moves x by 0 times the slope of its logit, −log D* by −1 times"
    yield is_so(what, tuple(limit(slope, t, 0, "+") for slope in at_D_star) == (0, -1))
    odds = (D_star(t, q) / (1 - D_star(t, q))).simplify()
    yield is_so("and the logit of D* goes to −∞ there", limit(log(odds), t, 0, "+") == -oo)


def certified(case: Case) -> Iterator[Evidence]:
    """Enclose JSD, C and KL to the mixture of exactly these doubles."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = case.masses()
    sum_of_p, sum_of_q = certified.exact_sum(p), certified.exact_sum(q)
    log_2 = certified.log(2)
    what = "JSD = log 2·(Σp + Σq)/2, of exactly these doubles"
    yield encloses_equal(what, certified.exact_jsd(p, q), log_2 * (sum_of_p + sum_of_q) / 2)
    m = [certified.ball(mass) / 2 for mass in (p + q).tolist()]  # p + q is exact where one of them is 0
    what = "KL of p_data to the mixture m = (p_data + p_g)/2 is log 2·Σp, and that of p_g is log 2·Σq"
    yield encloses_equal(what, certified.kl_of_masses(p.tolist(), m), log_2 * sum_of_p)
    yield encloses_equal(what, certified.kl_of_masses(q.tolist(), m), log_2 * sum_of_q)
    to_the_sum = [certified.kl_of_masses(mass.tolist(), (p + q).tolist()) for mass in (p, q)]
    yield encloses_equal("C = V(D*) = −KL(p‖p + q) − KL(q‖p + q) = 0", -to_the_sum[0] - to_the_sum[1], certified.ZERO)


def _case(name: str, p: Array, q: Array) -> Case:
    """Return the case of two densities on [0, 1] that are proportional to p and q, shape (n,) each."""
    x = grid(0, 1, p.size)
    return Case(name, Density(x, p / p.sum()), Density(x, q / q.sum()))


def _blocks(distance: int) -> Case:
    i = np.arange(300)
    return _case(f"blocks, {distance} cells apart", i < 50, (i >= 50 + distance) & (i < 100 + distance))


def _other_cases() -> Iterator[Case]:
    rng = np.random.default_rng(0)
    i, bumps = np.arange(300), rng.gamma(0.5, size=(2, 300)) + 1e-3
    yield _case("alternating cells", i % 2 == 0, i % 2 == 1)
    yield _case("p_data on both sides of p_g", abs(i - 150) > 60, abs(i - 150) < 40)
    yield _case("two spikes", i == 100, i == 101)
    yield _case("p_data between two spikes of p_g", i == 100, (i == 99) | (i == 101))
    yield _case("ragged", bumps[0] * (i < 150), bumps[1] * (i >= 150))
    yield _case("masses of every size", 10.0**-i * (i < 200), i >= 200)
    yield PAIRS["disjoint-supports"]


def _always(case: Case) -> bool:
    """Any masses can be certified, because doubles are rational numbers."""
    return True


APART = PAIRS["disjoint-supports"]
CLAIM = Claim(
    name="disjoint_supports",
    claim_id="C1",
    where="after the paper",
    statement="On disjoint supports JSD = log 2 at any distance, D* is perfect, and the saturating gradient vanishes.",
    figure="07_disjoint_supports.png",
    hypotheses=(supports_are_disjoint, masses_sum_to_1),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("C1")},
    formulas=("V", "D_star", "jsd", "tv", "C", "grad_C"),
    falsifiers=(
        PAIRS["uniforms-overlap"],
        Case("masses of p_g that sum to 1.02", APART.masses()[0], 1.02 * APART.masses()[1]),
    ),
    cases=(*(_blocks(distance) for distance in (0, 1, 10, 100, 200)), *_other_cases()),
    can_certify=_always,
)
