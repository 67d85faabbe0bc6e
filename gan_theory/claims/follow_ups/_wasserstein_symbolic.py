"""The symbolic evidence of the claim on the Wasserstein-1 distance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sympy import Abs, Symbol, diff, integrate, limit, log, oo, pi, sign, sqrt, symbols

from gan_theory.claims._shared import _wasserstein_expressions as expressions
from gan_theory.claims._shared import symbolic
from gan_theory.claims._shared._wasserstein_expressions import (
    exponential_cdf,
    exponential_quantile,
    normal_cdf,
    normal_pdf,
    uniform_cdf,
    uniform_quantile,
    x,
)
from gan_theory.game.wasserstein import w1
from gan_theory.verification.evidence import Evidence, equal


def evidence() -> Iterator[Evidence]:
    """Yield all of it.

    Yields
    ------
    Evidence
        Sums by parts, integrals in x, in u and by the critic, and the distance of two points.
    """
    yield from _by_parts()
    yield from _of_exponentials()
    yield from _of_normals()
    yield from _of_uniforms()
    yield from _of_two_points()


def _by_parts() -> Iterator[Evidence]:
    f, p, q, at = (symbols(f"{name}1:5", real=True) for name in ("f", "p", "q", "x"))
    p, q = (*p[:3], 1 - sum(p[:3])), (*q[:3], 1 - sum(q[:3]))
    excess = expressions.excess_of_cdf(p, q)
    slopes = [(f[i + 1] - f[i]) / (at[i + 1] - at[i]) for i in range(3)]
    by_parts = sum(slope * each * (at[i + 1] - at[i]) for i, (slope, each) in enumerate(zip(slopes, excess)))
    what = "E_p f − E_q f = Σ f′ (F_q − F_p) Δx for masses at four points, by parts"
    yield symbolic.vanishes(what, expressions.critic_value(f, p, q) - by_parts)
    s, t = Symbol("s", positive=True), Symbol("t", nonnegative=True)
    what = "f′ = sign(F_q − F_p) makes each term |F_q − F_p|, s as well as −s"
    yield symbolic.vanishes(what, sign(s) * s - Abs(s), sign(-s) * -s - Abs(-s))
    what = "a slope 1 − t with t >= 0 makes the term s > 0 smaller by t·s, and −1 + t makes −s smaller by as much"
    yield symbolic.vanishes(what, s - (1 - t) * s - t * s, s - (t - 1) * -s - t * s)
    yield symbolic.is_so("t·s >= 0, so that no 1-Lipschitz f has more", (t * s).is_nonnegative)


def _of_exponentials() -> Iterator[Evidence]:
    a, c = symbols("a c", positive=True)
    of_rate = (
        -expressions.in_x(exponential_cdf(a), 1, 0),  # ∫ P(x > ·) from 0 to ∞
        expressions.in_quantiles(0, exponential_quantile(a)),
        integrate(x * exponential_cdf(a).diff(x), (x, 0, oo)),
    )
    in_x, in_u, by_critic = (each - each.subs(a, a + c) - 1 / a + 1 / (a + c) for each in of_rate)
    what = "exponentials of the rates a + c and a: both integrals are 1/a − 1/(a + c)"
    yield symbolic.vanishes(what, in_x, in_u)
    yield symbolic.vanishes("and so is E_p f − E_q f of the critic f = −x", by_critic)


def _of_normals() -> Iterator[Evidence]:
    c, s = symbols("c s", positive=True)
    above = -expressions.in_x(normal_cdf(s), 1, 0)  # ∫ P(x > ·) from 0 to ∞
    in_x = 2 * (above.subs(s, s + c) - above)
    what = "N(0, s²) and N(0, (s + c)²): ∫ |F_p − F_q| dx = c √(2/π)"
    yield symbolic.vanishes(what, in_x - c * sqrt(2 / pi))
    of_critic = 2 * integrate(-x * normal_pdf(s), (x, 0, oo))
    by_critic = of_critic - of_critic.subs(s, s + c)
    yield symbolic.vanishes("and so is E_p f − E_q f of the critic f = −|x|", by_critic - c * sqrt(2 / pi))


def _of_uniforms() -> Iterator[Evidence]:
    c, s = symbols("c s", positive=True)
    in_u = expressions.in_quantiles(uniform_quantile(0, s), uniform_quantile(c, s + c))
    yield symbolic.vanishes("uniform on [0, s] and on [c, s + c]: ∫₀¹ |F_p⁻¹ − F_q⁻¹| du = c", in_u - c)
    alone = expressions.in_x(uniform_cdf(0, s), 0, 0, c), expressions.in_x(1, uniform_cdf(c, s + c), s, s + c)
    both = expressions.in_x(uniform_cdf(0, s), uniform_cdf(c, s + c), c, s)
    yield symbolic.vanishes("and so is ∫ |F_p − F_q| dx, for c <= s", sum(alone) + both - c)


def _of_two_points() -> Iterator[Evidence]:
    theta, (h, r, t) = Symbol("theta", real=True), symbols("h r t", positive=True)
    distance = expressions.critic_value([-Abs(0 * theta), -Abs(theta)], [1, 0], [0, 1])
    yield symbolic.vanishes("the critic −|x| of the points 0 and θ: E_p f − E_q f = |θ|", distance - Abs(theta))
    yield symbolic.is_so("its slope in θ is sign θ, ±1 at any distance", diff(distance, theta) == sign(theta))
    of_jsd = limit(symbolic.jsd(1, t) + symbolic.jsd(t, 1), t, 0, "+")
    yield symbolic.is_so("their JSD is log 2, whatever θ ≠ 0 is", of_jsd == log(2))
    beyond = r - h * sign(r)
    what = "a step of the size h from r in (0, h) ends at r − h < 0, and the next one at r: the steps never end"
    yield symbolic.vanishes(what, beyond - (r - h), beyond + h - r)
    places = (-2.5, 0.125, 40.0)
    masses = [([1, 0], [0, 1]) if at > 0 else ([0, 1], [1, 0]) for at in places]
    found = np.array([w1(*pair, sorted([0.0, at])) for pair, at in zip(masses, places)])
    expected = [float(distance.subs(theta, at)) for at in places]
    yield equal("this as an expression = W₁ of two points", expected, found)
