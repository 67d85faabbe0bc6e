"""Which Parzen cases meet the hypotheses, and how well the evidence tells one bandwidth from another."""

import numpy as np
import pytest

from gan_theory import CLAIMS, GaussianMixture, parzen_log_likelihood
from gan_theory.claims.practice import parzen
from gan_theory.claims.practice.parzen import there_are_many_samples, window_does_not_favour_the_rival
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.cases.parzen_windows import PARZEN_CASES, ParzenCase, blurred


@pytest.mark.parametrize(
    ("sigma", "rival", "holds"),
    [(0.15, 0.8, True), (0.17, 0.8, False), (0.5, 0.99, False), (0.5, 1.0, True), (None, 0.99, False), (None, 2, True)],
)
def test_a_window_may_have_any_bandwidth_if_the_rival_is_no_narrower(sigma, rival, holds):
    case = ParzenCase("", gaussian(0, 1), gaussian(0, 1), gaussian(0, rival), sigma=sigma)
    assert window_does_not_favour_the_rival(case) == holds


@pytest.mark.parametrize(
    ("m", "sigma", "holds"), [(2000, 0.02, True), (2000, 0.019, False), (999, 1.0, False), (1000, None, True)]
)
def test_many_samples_are_a_thousand_and_forty_to_a_window(m, sigma, holds):
    case = ParzenCase("", gaussian(0, 1), gaussian(0, 1), gaussian(1, 1), sigma=sigma, m=m)
    assert there_are_many_samples(case) == holds


def test_stratified_samples_show_a_bandwidth_that_is_5_percent_off():
    """The numbers that the thresholds of the run grade lie between: 0.0003 and 0.0021."""
    p, x = gaussian(0, 1), np.linspace(-6, 6, 1201)
    expected, samples = blurred(p, 0.2).pdf(x), p.stratified(2000)

    def mean_error(sigma):
        return np.abs(np.exp(parzen_log_likelihood(samples, x, sigma)) - expected).sum() * 0.01

    assert mean_error(0.2) < 0.0004
    assert mean_error(0.19) > 0.002 < mean_error(0.21)


@pytest.mark.parametrize("factor", [0.8, 0.95, 0.999, 1.001, 1.05, 2.0])
def test_windows_of_another_bandwidth_are_refuted(factor, monkeypatch):
    monkeypatch.setattr(
        parzen, "parzen_log_likelihood", lambda s, x, sigma: parzen_log_likelihood(s, x, factor * sigma)
    )
    for case in PARZEN_CASES.values():
        if case.sigma is not None:
            failed = [each.what for each in CLAIMS["parzen"].evidence(case) if not each.holds]
            assert any(what.startswith("the density of windows around m quantiles") for what in failed)


def _mixture(rng):
    k = rng.integers(1, 4)
    weights = rng.dirichlet(np.full(k, 3.0))
    return GaussianMixture(tuple(rng.uniform(-2.5, 2.5, k)), tuple(rng.uniform(0.3, 1.2, k)), tuple(weights))


def test_there_is_no_false_alarm_on_other_mixtures_and_bandwidths():
    """Which of p_g and its rival is worse is part of a case; here it is not known."""
    rng, judged = np.random.default_rng(0), 0
    for _ in range(100):
        p_data = _mixture(rng)
        p_g = _mixture(rng) if rng.random() < 0.5 else p_data
        sigma, m = None if rng.random() < 0.2 else 10 ** rng.uniform(-1.7, 0), int(rng.integers(1000, 6000))
        case = ParzenCase("random", p_data, p_g, gaussian(0, 3), sigma, m)
        if CLAIMS["parzen"].applies(case):
            judged += 1
            failed = [each.what for each in CLAIMS["parzen"].evidence(case) if not each.holds]
            assert [what for what in failed if "rival" not in what] == []
    assert judged >= 30


REASONS = {
    "σ = 0.5 is large: it favours the narrower rival": {"and so is its windows' score"},
    "ten samples": {"the density of windows around m quantiles"},
    "σ = 0.001 is too small for 2,000 samples": {"the density of windows around m quantiles"},
    "σ is chosen on the samples themselves": {"the score of the validation points"},
}


@pytest.mark.parametrize("case", CLAIMS["parzen"].falsifiers, ids=lambda case: case.name)
def test_a_falsifier_fails_for_the_reason_that_it_names(case):
    failed = [each.what for each in CLAIMS["parzen"].evidence(case) if not each.holds]
    assert len(failed) == len(REASONS[case.name])
    assert all(any(what.startswith(reason) for what in failed) for reason in REASONS[case.name])
