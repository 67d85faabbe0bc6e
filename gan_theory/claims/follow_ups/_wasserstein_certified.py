"""The certified evidence of the claim on the Wasserstein-1 distance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gan_theory import certified
from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive
from gan_theory.verification.cases.named_distributions import NamedDistribution
from gan_theory.verification.evidence import Evidence


def evidence(p_data: NamedDistribution, p_g: NamedDistribution) -> Iterator[Evidence]:
    """Yield all of it for two distributions of one family, or of which one is a point.

    Parameters
    ----------
    p_data, p_g : NamedDistribution
        The distributions.

    Yields
    ------
    Evidence
        That three enclosures of W₁ and its closed form overlap, and that other critics have less.
    """
    p, q = (certified.LocationScale.of(each.family, *each.parameters) for each in (p_data, p_g))
    distance = certified.w1(p, q)
    yield encloses_equal("∫ |F_p − F_q| dx = ∫₀¹ |F_p⁻¹ − F_q⁻¹| du", distance, certified.mean_transport(p, q))
    by_critic = _critic_value(p, q, certified.best_critic(p, q))
    yield encloses_equal("E_p f − E_q f of the best critic = ∫ |F_p − F_q| dx", by_critic, distance)
    known = _closed_form(p, q)
    if known is not None:
        yield encloses_equal("W₁ = its closed form", distance, known)
    if p != q:
        of_sine = _critic_value(p, q, certified.Integrand(lambda x, _: x.sin(), (certified.ball(1),)))
        yield encloses_positive("E_p f − E_q f < W₁ for f = sin x", distance - of_sine)
        yield encloses_positive("E_p f − E_q f < W₁ for f = −sin x", distance + of_sine)
    if p.scale == q.scale == 0:
        of_points = certified.jsd(p.distribution, q.distribution)
        yield encloses_equal("the JSD of two points = log 2", of_points, certified.log(2))


def _critic_value(p: Any, q: Any, f: Any) -> Any:
    """Return E_p f − E_q f."""
    return certified.expectation(p.distribution, f) - certified.expectation(q.distribution, f)


def _closed_form(p: Any, q: Any) -> Any:
    """Return W₁ where it is known: for equal scales, exponentials and normals; otherwise None."""
    shift, stretch = p.location - q.location, p.scale - q.scale
    if stretch == 0:
        return certified.ball(abs(shift))
    if p.family == q.family == "exponential":
        return certified.ball(abs(stretch))
    if {p.family, q.family} <= {"normal", "point"}:  # the mean of |N(shift, stretch²)|
        m, s = certified.ball(shift), certified.ball(abs(stretch))
        root_2 = certified.ball(2).sqrt()
        return s * root_2 / certified.ball.pi().sqrt() * (-m * m / (2 * s * s)).exp() + m * (m / (s * root_2)).erf()
    return None
