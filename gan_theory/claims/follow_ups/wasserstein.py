"""Arjovsky, Chintala and Bottou 2017: the Wasserstein-1 distance in one dimension, and the critic that attains it.

For distributions with finite first moments W₁ = ∫ |F_p − F_q| dx = ∫₀¹ |F_p⁻¹ − F_q⁻¹| du = max (E_p f − E_q f) over
the 1-Lipschitz critics f, and f′ = sign(F_q − F_p) attains it. The last equality is by parts: with slopes f′ in [−1, 1]
E_p f − E_q f = ∫ f′ (F_q − F_p) dx.

Of two points at a distance θ ≠ 0 W₁ is |θ|, where the JSD is log 2 at any distance. So the slope of W₁ leads G to the
data from afar. But it is ±1 also nearby: steps of a fixed size h pass the data and return, at distances r and h − r in
turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared import _transport
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.game.formulas import Formulas
from gan_theory.game.wasserstein import (
    critic_value,
    lipschitz_constant,
    optimal_critic,
    path_of_point,
    w1,
    w1_by_quantiles,
)
from gan_theory.verification.cases.named_distributions import NamedDistribution
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation

CELLS = 200
LOG_2 = np.log(2)
OTHER_CRITICS: dict[str, Callable[[Array], Array]] = {
    "sin x": np.sin,
    "|x|": np.abs,
    "−√(1 + (x − 1)²)": lambda x: -np.hypot(1, x - 1),
}


@dataclass(frozen=True)
class LineCase:
    """Two distributions on the line, and the slopes that critics may have.

    Parameters
    ----------
    name : str
        The name of the case.
    p_data, p_g : NamedDistribution
        The distributions.
    steepest : float
        The steepest slope of a critic.
    """

    name: str
    p_data: NamedDistribution
    p_g: NamedDistribution
    steepest: float = 1.0


def first_moments_are_finite(case: LineCase) -> bool:
    """E|x| < ∞ for x ~ p_data and x ~ p_g."""
    return "cauchy" not in (case.p_data.family, case.p_g.family)


def critics_are_1_lipschitz(case: LineCase) -> bool:
    """|f(x) − f(y)| <= |x − y| for every critic f."""
    return case.steepest <= 1


def numeric(formulas: Formulas, case: LineCase) -> Iterator[Evidence]:
    """Integrate on the line in three ways, and compare sums over cells and over points."""
    on_line = _transport.w1_in_x(case.p_data, case.p_g)
    yield from _on_line(case, on_line)
    yield from _on_grid(case, on_line)
    if case.p_data.family == case.p_g.family == "point":
        yield from _of_two_points(formulas, case.p_g.parameters[0] - case.p_data.parameters[0])


def _on_line(case: LineCase, on_line: float) -> Iterator[Evidence]:
    p, q, tol = case.p_data, case.p_g, 1e-12 * max(1, on_line)
    yield equation("∫ |F_p − F_q| dx", "∫₀¹ |F_p⁻¹ − F_q⁻¹| du", on_line, _transport.w1_in_quantiles(p, q), tol)
    best = _transport.best_critic_value(p, q)
    what = "E_p f − E_q f of the critic with f′ = sign(F_q − F_p)"
    yield equation(what, "∫ |F_p − F_q| dx", best, on_line, tol)
    others = _transport.critic_values_on_line(tuple(OTHER_CRITICS.values()), p, q)
    for name, value in zip(("the best critic", *OTHER_CRITICS), (best, *others)):
        what = f"E_p f − E_q f <= W₁ for {name}, as steep as is allowed"
        yield at_most(what, case.steepest * value, on_line, tol)


def _on_grid(case: LineCase, on_line: float) -> Iterator[Evidence]:
    """Compare sums over the cells of a grid; with exact masses, moved to the centres of their cells."""
    x = grid(*_ends(case), CELLS)
    p, q = (Density.from_scipy(each, x) for each in (case.p_data, case.p_g))
    of_cells, dx, tol = w1(p, q), x[1] - x[0], 1e-12 * (x[-1] - x[0])
    what = "W₁ of masses in cells by distribution functions"
    yield equation(what, "by quantile functions", of_cells, w1_by_quantiles(p, q), tol)
    f = optimal_critic(p, q)
    yield equation("E_p f − E_q f of its best critic in cells", "W₁ there", critic_value(f, p, q), of_cells, tol)
    yield at_most("this critic is 1-Lipschitz", lipschitz_constant(f, x), 1, 1e-10)  # of f, divided by dx
    slopes = uniform_draws(0, 20, CELLS - 1, low=-1, high=1)
    others = np.concatenate([np.zeros((20, 1)), np.cumsum(slopes * dx, axis=1)], axis=1)
    steepest, found = np.abs(slopes).max(axis=1), [lipschitz_constant(other, x) for other in others[:3]]
    yield equation(
        "the Lipschitz constant of three critics with random slopes", "the steepest", found, steepest[:3], 1e-10
    )
    what = "E_p f − E_q f <= W₁ for 20 critics with random slopes in [−1, 1]"
    yield at_most(what, critic_value(others, p, q), of_cells, tol)
    what = "W₁ of masses in cells = W₁ on the line, to the width of a cell"
    yield equation(what.split(" = ")[0], what.split(" = ")[1], of_cells, on_line, dx)  # each mass moves <= dx/2


def _ends(case: LineCase) -> tuple[float, float]:
    """Return a grid's ends, beyond which p and q have about 1e-14 of their masses."""
    quantiles = [f(1e-14) for each in (case.p_data, case.p_g) for f in (each.ppf, each.isf)]
    return float(min(quantiles)) - 0.5, float(max(quantiles)) + 0.5


def _of_two_points(formulas: Formulas, theta: float) -> Iterator[Evidence]:
    """Compare W₁ and the JSD of the point 0 and the point θ, and follow θ down the slope of W₁."""
    around = theta * np.array([1 - 2.0**-10, 1, 1 + 2.0**-10])
    values = np.array([_w1_of_points(each) for each in around])
    yield equation("W₁ of two points", "|θ|, their distance", values, np.abs(around))
    yield equation("the slope of W₁ in θ", "sign θ", np.diff(values) / np.diff(around), np.sign(theta), 1e-9)
    masses = np.eye(2)
    yield equation("the JSD of two points", "log 2", formulas.jsd(masses[0], masses[1]), LOG_2, formula="jsd")
    h = abs(theta) / 2.75
    distances = np.abs(path_of_point(theta, h, steps=9)) / h
    what = "the distance in steps of the fixed size h, from 2.75 h"
    expected = [2.75, 1.75, *([0.75, 0.25] * 4)]
    yield equation(what, "2.75 h, 1.75 h, and then 0.75 h and 0.25 h in turn", distances, expected, 1e-9)


def _w1_of_points(theta: float) -> float:
    pair = ([1, 0], [0, 1]) if theta > 0 else ([0, 1], [1, 0])
    return float(w1(*pair, x=sorted([0.0, theta])))


def symbolic() -> Iterator[Evidence]:
    """Sum by parts, integrate in x, in u and by the critic, and differentiate the distance of two points."""
    from gan_theory.claims.follow_ups import _wasserstein_symbolic

    yield from _wasserstein_symbolic.evidence()


def can_be_certified(case: LineCase) -> bool:
    """Whether the transport is affine: p and q are of one family, or one is a point."""
    return case.p_data.family == case.p_g.family or "point" in (case.p_data.family, case.p_g.family)


def certified(case: LineCase) -> Iterator[Evidence]:
    """Enclose W₁ by distribution functions, by transport and by the best critic, and the values of other critics."""
    from gan_theory.claims.follow_ups import _wasserstein_certified

    yield from _wasserstein_certified.evidence(case.p_data, case.p_g)


def _line_case(name: str, p_data: tuple[str, tuple[float, ...]], p_g: tuple[str, tuple[float, ...]]) -> LineCase:
    return LineCase(name, NamedDistribution(*p_data), NamedDistribution(*p_g))


NORMAL = ("normal", (0.0, 1.0))
UNIFORM = ("uniform", (-1.0, 1.0))
EXPONENTIAL = ("exponential", (1.0,))
LAPLACE = ("laplace", (0.0, 1.0))
POINT = ("point", (0.0,))
SHIFTED = _line_case("shifted normals", NORMAL, ("normal", (1.0, 1.0)))
CLAIM = Claim(
    name="wasserstein",
    claim_id="C4",
    where="after the paper",
    statement="W₁ = ∫ |F_p − F_q| dx = ∫₀¹ |F_p⁻¹ − F_q⁻¹| du = max (E_p f − E_q f) over 1-Lipschitz f; "
    "of two points it is |θ|, where JSD = log 2.",
    figure="17_wasserstein.png",
    hypotheses=(first_moments_are_finite, critics_are_1_lipschitz),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    formulas=("jsd",),
    falsifiers=(
        _line_case("p_data is a Cauchy distribution", ("cauchy", (0.0, 1.0)), NORMAL),
        _line_case("p_data and p_g are Cauchy distributions", ("cauchy", (0.0, 1.0)), ("cauchy", (1.0, 2.0))),
        LineCase("critics have slopes up to 2", SHIFTED.p_data, SHIFTED.p_g, steepest=2.0),
    ),
    cases=(
        _line_case("equal", NORMAL, NORMAL),
        SHIFTED,
        _line_case("normals that cross", NORMAL, ("normal", (1.0, 0.5))),
        _line_case("wide against narrow", ("normal", (0.0, 0.25)), ("normal", (0.0, 2.0))),
        _line_case("uniforms that overlap", UNIFORM, ("uniform", (-0.5, 0.25))),
        _line_case("disjoint supports", UNIFORM, ("uniform", (2.0, 3.0))),
        _line_case("exponentials", EXPONENTIAL, ("exponential", (0.4,))),
        _line_case("Laplace distributions", LAPLACE, ("laplace", (1.0, 2.0))),
        _line_case("one-sided", EXPONENTIAL, ("normal", (1.0, 1.0))),
        _line_case("three crossings", LAPLACE, NORMAL),
        _line_case("two points, 3 apart", POINT, ("point", (3.0,))),
        _line_case("two points, 0.001 apart", POINT, ("point", (-0.001,))),
        _line_case("a point and a normal", ("point", (0.3,)), NORMAL),
    ),
    case_type=LineCase,
    can_certify=can_be_certified,
)
