"""Arjovsky and Bottou 2017: on disjoint supports JSD = log 2 at any distance, and the saturating gradient vanishes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation
from gan_theory.verification.hypotheses import supports_are_disjoint

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


def _gradients(formulas: Formulas, case: Case, D_star: Array) -> Iterator[Evidence]:
    (p, q), x = case.masses(), case.x()
    yield equation("D*", "1 on the support of p_data", D_star[p > 0], 1, x=x[p > 0], formula="D_star")
    yield equation("D*", "0 on the support of p_g", D_star[q > 0], 0, x=x[q > 0], formula="D_star")
    support = np.flatnonzero(q > 0)
    with_right_neighbour = support[:-1][np.diff(support) == 1]
    log_1_minus_D = np.log1p(-D_star[np.stack([with_right_neighbour, with_right_neighbour + 1])])
    yield equation("the gradient of log(1 − D*) in x, on the support of p_g", "0", np.diff(log_1_minus_D, axis=0), 0)
    gradient = formulas.grad_C(p, q)[support]
    yield equation(
        "∂C/∂p_g on the support of p_g",
        "0: no x is better than another",
        gradient,
        0,
        x=x[support],
        formula="grad_C",
    )


def symbolic() -> Iterator[Evidence]:
    """Take the limits in which one mass goes to 0, and differentiate both losses in the logit."""
    yield from _cells_with_one_mass()
    yield from _slopes_of_losses()


def _cells_with_one_mass() -> Iterator[Evidence]:
    from sympy import diff, limit, log, symbols

    from gan_theory.claims._shared.symbolic import C, D_star, grad_C, is_so, jsd, p, q, vanishes

    t = symbols("t", positive=True)
    for name, f, at_data, at_g in (("JSD", jsd, log(2) * p / 2, log(2) * q / 2), ("C", C, 0 * p, 0 * q)):
        yield is_so(f"where p_g = 0 the cell adds {at_data} to {name}", limit(f(p, t), t, 0, "+") == at_data)
        yield is_so(f"where p_data = 0 the cell adds {at_g} to {name}", limit(f(t, q), t, 0, "+") == at_g)
    yield vanishes("D* = 1 where p_g = 0", D_star(p, 0) - 1)
    yield vanishes("D* = 0 where p_data = 0, at any p_g: it is flat", D_star(0, q), diff(D_star(0, q), q))
    yield vanishes("log(1 − D*) = 0 where p_data = 0, at any p_g", grad_C(0, q))


def _slopes_of_losses() -> Iterator[Evidence]:
    from sympy import Function, diff, limit, log, oo, symbols

    from gan_theory.claims._shared.symbolic import is_so, q, vanishes

    t, y = symbols("t y", positive=True)
    x = symbols("x", real=True)
    D = Function("D")(x)
    in_D = [diff(loss, x) / diff(D, x) for loss in (log(1 - D), -log(D))]
    in_logit = [(slope.subs(D, y) * y * (1 - y)).simplify() for slope in in_D]  # D′ = D(1 − D) l′
    what = "log(1 − D) moves x by −D times the slope of the logit, −log D by −(1 − D) times"
    yield vanishes(what, in_logit[0] + y, in_logit[1] + 1 - y)
    what = "as D → 0, log(1 − D) moves x by 0 times the slope of the logit, −log D by −1 times"
    yield is_so(what, (limit(in_logit[0], y, 0, "+"), limit(in_logit[1], y, 0, "+")) == (0, -1))
    yield is_so("and the logit of D* goes to infinity as p_data → 0", limit(log(q / t), t, 0, "+") == oo)


def certified(case: Case) -> Iterator[Evidence]:
    """Enclose the JSD of exactly these doubles."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    p, q = case.masses()
    sum_of_p, sum_of_q = certified.exact_sum(p), certified.exact_sum(q)
    expected = certified.log(2) * (sum_of_p + sum_of_q) / 2
    yield encloses_equal("JSD = log 2·(Σp + Σq)/2, of exactly these doubles", certified.exact_jsd(p, q), expected)


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
    yield _case("ragged", bumps[0] * (i < 150), bumps[1] * (i >= 150))
    yield _case("masses of every size", 10.0**-i * (i < 200), i >= 200)
    yield PAIRS["disjoint-supports"]


def _always(case: Case) -> bool:
    """Any masses can be certified, because doubles are rational numbers."""
    return True


CLAIM = Claim(
    name="disjoint_supports",
    claim_id="C1",
    where="after the paper",
    statement="On disjoint supports JSD = log 2 at any distance, D* is perfect, and the saturating gradient vanishes.",
    figure="06_disjoint_supports.png",
    hypotheses=(supports_are_disjoint,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(PAIRS["uniforms-overlap"],),
    cases=(*(_blocks(distance) for distance in (0, 1, 10, 100, 200)), *_other_cases()),
    can_certify=_always,
)
