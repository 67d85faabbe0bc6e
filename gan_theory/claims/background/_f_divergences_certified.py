"""Certified evidence of B8: lower bounds of divergences by bounded ratios, which come nearer and nearer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gan_theory.verification.cases.pairs import Case
from gan_theory.verification.evidence import Evidence

STEPS = (0, 2, 4)
"""The k of the ratios r = p/(q + p e⁻ᵏ)."""


def certified(case: Case) -> Iterator[Evidence]:
    """Enclose the lower bounds of T = f′(r) for ratios r = p/(q + p e⁻ᵏ), which are bounded, and of other T."""
    from gan_theory import certified
    from gan_theory.certified.stationary_points import log_D_of
    from gan_theory.claims._shared.closed_forms import chi_squared_in_closed_form, kl_in_closed_form
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive, exact_mixtures

    p, q = exact_mixtures(case)
    log_odds = certified.log_density(p) - certified.log_density(q)
    gan = 2 * certified.jsd(p, q) - certified.log(4)
    at_best = certified.integral((p, log_D_of(log_odds)), (q, log_D_of(-log_odds)))
    yield encloses_equal("the lower bound at T = log D* = 2·JSD − log 4", at_best, gan)
    for logit in ((1,), (1, -2)):
        where = f"for D with the logit {certified.format_polynomial(logit)}"
        yield encloses_positive(f"the lower bound at T = log D < 2·JSD − log 4 {where}", gan - certified.V(logit, p, q))
    kl, reverse_kl = certified.kl(p, q), certified.kl(q, p)
    yield from _approaches("KL", kl, [_bound_of_kl(p, q, k) for k in STEPS])
    yield from _approaches("reverse KL", reverse_kl, [_bound_of_kl(q, p, k) for k in STEPS])
    if known := kl_in_closed_form(case):
        yield encloses_equal("KL = its closed form", kl, known[0])
        yield encloses_equal("reverse KL = its closed form", reverse_kl, known[1])
    if (closed := chi_squared_in_closed_form(case)) is not None:
        if p == q:
            yield encloses_equal("χ² = 0 for p_g = p_data", closed, certified.ZERO)
        yield from _mean_ratio(p, q, closed)
        yield from _approaches("χ²", closed, [_bound_of_chi_squared(p, q, k) for k in STEPS])


def _mean_ratio(p: Any, q: Any, closed: Any) -> Iterator[Evidence]:
    """Compare χ² with E_p (p/q) − 1, where p is the narrower of two Gaussians: only then p/q is bounded."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    ((_, m, s),), ((_, n, t),) = p.components, q.components
    if s < t:
        log_odds = certified.log_density(p) - certified.log_density(q)
        greatest = certified.ball(t / s) * certified.ball((m - n) ** 2 / (2 * (t * t - s * s))).exp()
        ratio = certified.Integrand(lambda x, analytic: log_odds(x, analytic).exp(), (greatest,))
        yield encloses_equal("χ² = E_p (p/q) − 1", closed, certified.integral((p, ratio)) - 1)


def _approaches(name: str, divergence: Any, bounds: list[Any]) -> Iterator[Evidence]:
    """Show that the lower bounds rise with k and stay below; the last width is relative to the divergence."""
    from gan_theory.claims._shared.enclosures import encloses_positive

    width = 1e-12 * max(1.0, float(divergence))
    what = f"{name} is above its lower bound at T = f′(r), r = p/(q + p e⁻ᵏ), k = {STEPS[-1]}"
    yield encloses_positive(what, divergence - bounds[-1], width)
    for i, k in enumerate(STEPS[1:]):
        what = f"its bound is greater for k = {k} than for k = {STEPS[i]}, {name}"
        yield encloses_positive(what, bounds[i + 1] - bounds[i])


def _bounded_ratio(p: Any, q: Any, k: int) -> tuple[Any, Any]:
    """Return r = p/(q + p e⁻ᵏ) = eᵏ/(1 + exp(k − log p + log q)), and log r."""
    from flint import acb

    from gan_theory import certified
    from gan_theory.certified.stationary_points import D_of, log_D_of

    logit = certified.log_density(p) - certified.log_density(q) - certified.constant(k)
    scale = certified.Integrand(lambda x, _: acb(k).exp(), (certified.ball(k).exp(),))
    return scale * D_of(logit), certified.constant(k) + log_D_of(logit)


def _bound_of_kl(p: Any, q: Any, k: int) -> Any:
    """E_p T − E_q f*(T) for T = 1 + log r and f*(T) = r. With p and q swapped, it is that of the reverse KL."""
    from gan_theory import certified

    r, log_r = _bounded_ratio(p, q, k)
    return certified.integral((p, certified.constant(1) + log_r), (q, -r))


def _bound_of_chi_squared(p: Any, q: Any, k: int) -> Any:
    """E_p T − E_q f*(T) for T = 2(r − 1) and f*(T) = r² − 1."""
    from gan_theory import certified

    r, _ = _bounded_ratio(p, q, k)
    one = certified.constant(1)
    return certified.integral((p, 2 * (r - one)), (q, one - r * r))
