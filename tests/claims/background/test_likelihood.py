"""Evidence from samples is judged to a few per cent, and each falsifier fails for the reason that it names."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS
from gan_theory.claims.background.likelihood import score_estimate
from gan_theory.verification.cases.likelihood_models import LikelihoodCase
from tests.support.falsifiers import failing_statements


def test_an_estimate_is_reported_with_the_expected_value():
    found = score_estimate("|z| of a mean", 0.7, 0.5, 0.05)
    assert found.gap == pytest.approx(4)
    assert found.values == (0.7, 0.5)
    assert found.holds
    assert str(score_estimate("|z| of a mean", 0.8, 0.5, 0.05)).startswith(
        "FAILS: |z| of a mean (0.8 against 0.5; gap 6.0e+00"
    )


MEANS = [f"|z| of the mean error of θ, from {n} samples" for n in (100, 10_000)]
SQUARES = [
    f"|z| of n · its mean square, from {n} samples, against Var ∂ log p_g / (E ∂² log p_g)²" for n in (100, 10_000)
]
SLOPE = "|z| of the slope of log error in log n, against −½"
KL = "E_p_data log p_g = −H(p_data) − KL(p_data‖p_g), and H does not depend on θ"


@pytest.mark.parametrize("factor", [0.75, 1.35])
@pytest.mark.parametrize("case", CLAIMS["likelihood"].cases, ids=lambda case: case.name)
def test_a_variance_that_is_a_third_off_is_refuted_on_every_case(case, factor, monkeypatch):
    right = case.asymptotic_variance()
    monkeypatch.setattr(LikelihoodCase, "asymptotic_variance", lambda self: factor * right)
    failing = [found.what for found in CLAIMS["likelihood"].evidence(replace(case, mixtures=None)) if not found.holds]
    assert failing == SQUARES


def test_samples_of_another_distribution_are_biased():
    found = failing_statements("likelihood", "samples come from N(1.2, 1)")
    assert set(found) == {*MEANS, *SQUARES, SLOPE}


def test_the_reverse_kl_has_another_optimum():
    found = failing_statements("likelihood", "KL(p_g‖p_data) in place of KL(p_data‖p_g)")
    search = "θ of the greatest E log p_g by a search = that of the least KL"
    assert found == [KL, "the greatest E log p_g = −H − the least KL", search]


def test_p_g_that_is_not_normalised_exceeds_the_entropy():
    found = failing_statements("likelihood", "p_g is not normalised")
    assert found[:2] == ["E_p_data log p_g <= −H(p_data)", "and it is that of the closed form"]
    assert KL not in found


def test_a_support_that_moves_has_another_rate():
    (case,) = [case for case in CLAIMS["likelihood"].falsifiers if case.name == "uniform on [0, θ]"]
    found = {found.what: found for found in CLAIMS["likelihood"].evidence(case)}
    assert {name for name, each in found.items() if not each.holds} == {*MEANS, *SQUARES, SLOPE}
    assert found[SLOPE].values[0] == pytest.approx(-1, abs=0.1)
