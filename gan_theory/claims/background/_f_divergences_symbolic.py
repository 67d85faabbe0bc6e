"""Symbolic evidence of B8: conjugates, the best T at one x, limits of f(u)/u, and the GAN's f."""

from __future__ import annotations

from collections.abc import Iterator

from gan_theory.game.f_divergences import F_DIVERGENCES
from gan_theory.verification.evidence import Evidence


def symbolic() -> Iterator[Evidence]:
    """Derive each conjugate and the best T at one x, for all p and q there, and compare the GAN's f with V and C."""
    for name in F_DIVERGENCES:
        yield from _supremum(name)
    yield from _closed_forms()
    yield from _ends_of_domains()


def _supremum(name: str) -> Iterator[Evidence]:
    from sympy import diff, limit, oo, symbols

    from gan_theory.claims._shared import _symbolic_f_divergences as forms
    from gan_theory.claims._shared.symbolic import is_positive, is_so, p, q, r, vanishes

    yield from forms.is_f_divergence(name)
    f = forms.f(name, r)
    slope, t = diff(f, r), symbols("t", real=True)
    yield is_positive(f"f of {name} is strictly convex", diff(f, r, 2))
    yield vanishes(f"T is f′(p/q), {name}", forms.best_T(name, p, q) - slope.subs(r, p / q))
    what = f"f*(t) = t u − f(u) at t = f′(u), where t u − f(u) is greatest, {name}"
    yield vanishes(what, forms.conjugate(name, slope) - slope * r + f)
    at_T = forms.lower_bound(name, forms.best_T(name, p, q), p, q)
    yield vanishes(f"p T − q f*(T) is q f(p/q) at T, {name}", at_T - q * f.subs(r, p / q))
    bound = forms.lower_bound(name, t, p, q)
    yield vanishes(f"its slope in T is 0 there, {name}", diff(bound, t).subs(t, forms.best_T(name, p, q)))
    curvature = diff(bound, t, 2).subs(t, slope).simplify()
    yield is_positive(f"and it is strictly concave in T, {name}", -curvature)
    expected = {0.0: 0}.get(F_DIVERGENCES[name].slope_at_infinity, oo)
    yield is_so(f"f′(u) tends to f′(∞) as u → ∞, {name}", limit(slope, r, oo) == expected)


def _closed_forms() -> Iterator[Evidence]:
    from sympy import Expr, S, log

    from gan_theory.claims._shared import _symbolic_f_divergences as forms
    from gan_theory.claims._shared.symbolic import C, V, jsd, kl, log_4, p, q, vanishes, y

    def f_term(name: str) -> Expr:
        return q * forms.f(name, p / q)

    yield vanishes("q f(p/q) of KL is KL(p‖q) at each x", f_term("KL") - kl(p, q))
    yield vanishes("that of reverse KL is KL(q‖p)", f_term("reverse KL") - kl(q, p))
    yield vanishes("that of χ² is (p − q)²/q", f_term("chi-squared") - (p - q) ** 2 / q)
    yield vanishes("that of the GAN is C", f_term("GAN") - C(p, q))
    yield vanishes("and 2·JSD − log 4", f_term("GAN") - 2 * jsd(p, q) + log_4(p, q))
    yield vanishes("p T − q f*(T) of the GAN at T = log D is V", forms.lower_bound("GAN", log(y), p, q) - V(y, p, q))
    yield vanishes(
        "f(1) is 0 for KL, reverse KL and χ²", *(forms.f(name, S.One) for name in ("KL", "reverse KL", "chi-squared"))
    )
    yield vanishes("and −log 4 for the GAN", forms.f("GAN", S.One) + log(4))


def _ends_of_domains() -> Iterator[Evidence]:
    from sympy import diff, limit, oo, symbols

    from gan_theory.claims._shared import _symbolic_f_divergences as forms
    from gan_theory.claims._shared.symbolic import is_positive, is_so, r, vanishes

    u = symbols("u", positive=True)
    linear = (-2 - r) * u - forms.f("chi-squared", u)
    yield is_positive("for t < −2, t u − f(u) of χ² falls in u: it is greatest at u = 0", -diff(linear, u))
    yield vanishes("where it is −1", linear.subs(u, 0) + 1)
    for name in ("reverse KL", "GAN"):
        yield is_so(f"for t = 0, t u − f(u) of {name} rises without end: f* = ∞", limit(-forms.f(name, u), u, oo) == oo)
    limits = [limit(forms.f(name, u), u, 0, "+") for name in F_DIVERGENCES]
    yield is_so("f(0) is 0, ∞, 1 and 0: what a cell with p = 0 adds per q", limits == [0, oo, 1, 0])
