"""The symbolic evidence on Parzen windows: what they are on average over samples, what the blur costs, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gan_theory.verification.evidence import Evidence


def symbolic() -> Iterator[Evidence]:
    """Integrate the windows' density over a Gaussian sample, expand what the blur costs, and let σ go to 0.

    Yields
    ------
    Evidence
        What SymPy proves.
    """
    yield from _window()
    yield from _blurred_gaussians()
    yield from _worse_generator()
    yield from _limits()


def _window() -> Iterator[Evidence]:
    """Show that the window N(u; 0, v) is a density, of variance v: it solves the heat equation, as every blur does."""
    from sympy import diff, exp, integrate, oo, symbols

    from gan_theory.claims._shared.symbolic import log_normal, vanishes

    (u, s_i), v = symbols("u s_i", real=True), symbols("v", positive=True)
    log_window = log_normal(u, 0, v)
    yield vanishes("N(u; s_i, v) = N(u − s_i; 0, v)", log_normal(u, s_i, v) - log_normal(u - s_i, 0, v))
    slope = diff(log_window, u)
    what = "∂N/∂v = ½ ∂²N/∂u² for the window N(u; 0, v): it spreads as a blur does, its variance growing with v"
    yield vanishes(what, diff(log_window, v) - (diff(slope, u) + slope**2) / 2)
    total = integrate(exp(log_window.subs(v, 1)).expand(), (u, -oo, oo))
    yield vanishes("and its integral is 1, −log(σ√(2π)) being part of it", total - 1)


def _kl_of_gaussians(x: Any, s: Any, variance: Any) -> Any:
    """Return KL(N(0, s²)‖N(0, variance)), as an expression."""
    from sympy import expand

    from gan_theory.claims._shared.symbolic import log_normal

    return expand(log_normal(x, 0, s**2) - log_normal(x, 0, variance)).subs(x**2, s**2)


def _windows_over_sample(x: Any, s_i: Any, s: Any, sigma: Any) -> tuple[Any, Any]:
    """Return log N(x; s_i, σ²) N(s_i; 0, s²), and the log of the density in s_i that it is a multiple of."""
    from gan_theory.claims._shared.symbolic import log_normal

    both = log_normal(x, s_i, sigma**2) + log_normal(s_i, 0, s**2)
    v = s**2 + sigma**2
    return both, log_normal(s_i, s**2 * x / v, s**2 * sigma**2 / v)


def _blurred_gaussians() -> Iterator[Evidence]:
    from sympy import log, symbols

    from gan_theory.claims._shared.symbolic import kl, log_normal, p, q, vanishes

    x, s_i = symbols("x s_i", real=True)
    s, sigma = symbols("s sigma", positive=True)
    both, of_sample = _windows_over_sample(x, s_i, s, sigma)
    what = "N(x; s_i, σ²) N(s_i; 0, s²) is N(x; 0, s² + σ²) times a density in s_i: windows average to p_g blurred"
    yield vanishes(what, both - log_normal(x, 0, s**2 + sigma**2) - of_sample)
    what = "p log q = p log p − KL(p‖q), at each x: a score is −H(p_data) − KL(p_data‖p_g blurred)"
    yield vanishes(what, p * log(q) - p * log(p) + kl(p, q))


def _worse_generator() -> Iterator[Evidence]:
    """Expand what a blur costs p_g = p_data, and show that it favours a narrower p_g."""
    from sympy import diff, sqrt, symbols

    from gan_theory.claims._shared.symbolic import is_positive, log_normal, vanishes

    x, s_i = symbols("x s_i", real=True)
    s, sigma, r = symbols("s sigma r", positive=True)
    wider, narrower = s**2 + sigma**2, s**2 - sigma**2
    of_wider, of_narrower = (_kl_of_gaussians(x, s, each) for each in (wider, narrower))
    what = "where p_g = p_data = N(0, s²) the blur costs a KL that is 0 for σ = 0 and has the slope σ³/(s² + σ²)²"
    yield vanishes(what, of_wider.subs(sigma, 0), diff(of_wider, sigma) - sigma**3 / wider**2)
    what = "the KL of the worse G = N(0, s² − σ²) from p_data is 0 for σ = 0 and has the slope σ³/(s² − σ²)²"
    yield vanishes(what, of_narrower.subs(sigma, 0), diff(of_narrower, sigma) - sigma**3 / narrower**2)
    slopes = sigma**3 / wider**2, (sigma**3 / narrower**2).subs(s, sqrt(r**2 + sigma**2))
    yield is_positive("both slopes are > 0", *slopes)
    both, of_sample = _windows_over_sample(x, s_i, s, sigma)
    blurred_narrow = (both - of_sample).subs(s, sqrt(narrower))
    what = "but blurred by σ the worse G is p_data, and p_data blurred is not: the worse G has the higher score"
    yield vanishes(what, blurred_narrow - log_normal(x, 0, s**2))


def _limits() -> Iterator[Evidence]:
    from sympy import diff, limit, log, oo, symbols

    from gan_theory.claims._shared.symbolic import is_positive, is_so, log_normal

    x = symbols("x", real=True)
    s, sigma, r = symbols("s sigma r", positive=True)
    window = log_normal(x, 0, sigma**2)
    what = "as σ → 0 windows give −∞ to all points but the samples"
    yield is_so(what, limit(window.subs(x, s), sigma, 0, "+") == -oo)
    yield is_so("and ∞ to the samples: they would choose σ = 0", limit(window.subs(x, 0), sigma, 0, "+") == oo)
    yield is_positive("log is concave: windows around few samples score less on average", -diff(log(r), r, 2))
