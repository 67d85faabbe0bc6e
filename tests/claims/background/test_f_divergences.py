"""The evidence of B8 fails on each falsifier for the reason that it names; χ² in closed form; other f-divergences."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from gan_theory import CLAIMS, PAIRS, tv
from gan_theory.claims.background.f_divergences import TWO_WELLS
from gan_theory.game.f_divergences import F_DIVERGENCES, FDivergence
from tests.support.falsifiers import failing_statements

CLAIM = CLAIMS["f_divergences"]
ATTAINS = "the lower bound at T = f′(p/q), {} = D_f"
REASONS = {
    "f has two wells": [ATTAINS.format("two wells")],
    "T is confined to [−½, ½]": [ATTAINS.format(name) for name in F_DIVERGENCES],
    "cells with p_g = 0 are left out": [
        "D_f of KL = KL(p_data‖p_g)",
        "D_f of chi-squared = Σ (p_data/√p_g − √p_g)²",
    ],
    "masses of p_g sum to 1.1": ["D_f of GAN = 2·JSD − log 4"],
}


@pytest.mark.parametrize("name", [case.name for case in CLAIM.falsifiers])
def test_a_falsifier_fails_for_the_reason_that_it_names(name):
    assert failing_statements("f_divergences", name) == REASONS[name]


def test_the_f_with_two_wells_is_not_convex_and_its_conjugate_is_the_supremum():
    u = np.linspace(0, 40, 400_001)
    assert TWO_WELLS.f([0.5, 1.0, 1.5]).tolist() == [0.25, 1.0, 0.25]
    for t in (-5.0, -1.0, 0.0, 0.5, 3.0, 20.0):
        assert TWO_WELLS.conjugate(np.array(t)) == pytest.approx((t * u - TWO_WELLS.f(u)).max(), abs=1e-6)
    assert TWO_WELLS.best_T(np.array([0.5, 3.0]), np.ones(2)).tolist() == [1.0, 2.0]


def _total_variation():
    """Return TV as an f-divergence: f(u) = |u − 1|/2, f*(t) = t for |t| <= ½."""
    return FDivergence(
        "TV",
        "f(u) = |u − 1|/2",
        lambda p, q: np.abs(p - q) / 2,
        lambda t: np.where(t > 0.5, np.inf, np.maximum(t, -0.5)),
        lambda p, q: np.sign(p - q) / 2,
        0.5,
    )


def test_another_f_divergence_is_not_refuted():
    case = replace(CLAIM.adapt(PAIRS["uniforms-overlap"]), divergences=(_total_variation(),))
    assert CLAIM.check([case]).holds
    p, q = case.masses()
    assert _total_variation().divergence(p, q) == pytest.approx(tv(p, q), rel=1e-14)


def test_an_f_divergence_with_a_wrong_conjugate_is_refuted():
    wrong = replace(F_DIVERGENCES["KL"], conjugate=lambda t: np.exp(t) - 1)
    assert not CLAIM.check([replace(CLAIM.adapt(PAIRS["shifted"]), divergences=(wrong,))]).holds


@pytest.mark.parametrize(("name", "params"), [("shifted", (0, 1, 1, 1)), ("wide-against-narrow", (0, 0.25, 0, 2))])
def test_chi_squared_of_gaussians_in_closed_form(name, params):
    closed_forms = pytest.importorskip("gan_theory.claims._shared.closed_forms")
    m, s, n, t = params
    p, q = norm(m, s), norm(n, t)
    integral, _ = quad(lambda x: math.exp(2 * p.logpdf(x) - q.logpdf(x)), -20, 20, points=[0], limit=200)
    assert float(closed_forms.chi_squared_in_closed_form(PAIRS[name])) == pytest.approx(integral - 1, rel=1e-9)


def test_chi_squared_is_infinite_or_unknown_for_other_pairs():
    closed_forms = pytest.importorskip("gan_theory.claims._shared.closed_forms")
    for name in ("underflowing", "two-modes-covered", "uniforms-overlap"):
        assert closed_forms.chi_squared_in_closed_form(PAIRS[name]) is None
