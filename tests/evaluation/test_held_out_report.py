"""The report of a held-out evaluation: the keys of its JSON, and its words."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from gan_theory.evaluation.held_out_report import HeldOutReport, MeanEstimate
from gan_theory.evaluation.parzen import ParzenEstimate
from gan_theory.evaluation.two_samples import TestResult

REPORT = HeldOutReport(
    n=54,
    log_p_g=MeanEstimate(-3.25, 0.5),
    log_p_data=MeanEstimate(-3.0, 0.25),
    gap=MeanEstimate(0.25, 0.125),
    outside_support=0,
    parzen=ParzenEstimate(1.5, -3.5, 0.0625),
    parzen_error="",
    ks=TestResult(0.125, 0.25),
    seen_gain=MeanEstimate(0.75, 0.5),
    nearest=TestResult(0.5, 0.375),
    effective_neighbours=100.25,
    n_seen=1640,
)


def test_the_keys_of_the_history_file_stay():
    assert json.loads(json.dumps(REPORT.as_dict())) == {
        "n": 54,
        "log_p_g": {"mean": -3.25, "error": 0.5},
        "log_p_data": {"mean": -3.0, "error": 0.25},
        "lack": {"mean": 0.25, "error": 0.125},
        "unmade": 0,
        "parzen": {"sigma": 1.5, "mean": -3.5, "error": 0.0625},
        "no_parzen": "",
        "ks": {"value": 0.125, "p": 0.25},
        "seen_more": {"mean": 0.75, "error": 0.5},
        "nearer": {"value": 0.5, "p": 0.375},
        "places": 100.25,
        "seen": 1640,
        "memorised": False,
    }


def test_without_a_parzen_estimate_its_key_is_null():
    without = replace(REPORT, parzen=None, parzen_error="expected a best sigma")
    assert without.as_dict()["parzen"] is None
    assert without.as_dict()["no_parzen"] == "expected a best sigma"
    assert "\nParzen    none: expected a best sigma\n" in without.in_words()


def test_there_is_a_line_for_each_question():
    assert REPORT.in_words().splitlines() == [
        "log p_g   −3.250 ± 0.500 nats per sample, 0.750 ± 0.500 more on the data that D saw",
        "gap       0.250 ± 0.125 nats per sample to the smoothed training data, whose mean is −3.000 ± 0.250",
        "Parzen    −3.500 ± 0.062 nats per sample, with the bandwidth σ = 1.5",
        "KS        0.125 between 10,000 samples of G and the 54 test data, p = 0.250",
        "memorised no: G is nearer than test data to what D saw in 50% of pairs, p = 0.375; "
        "100 of 1,640 effective neighbours",
    ]


def test_small_p_values_and_data_outside_the_support_are_reported():
    text = replace(REPORT, outside_support=3, ks=TestResult(0.5, 1e-30), nearest=TestResult(0.75, 0.001)).in_words()
    assert "p_g = 0 at 3 of the 54\n" in text
    assert "test data, p < 0.001\n" in text
    assert "memorised yes: " in text and "75% of pairs, p = 0.001" in text


@pytest.mark.parametrize(
    ("p", "neighbours", "memorised"), [(0.009, 2.1, True), (0.01, 2.1, False), (0.009, 2.0, False), (0.5, 100, False)]
)
def test_memorised_needs_a_small_p_value_and_more_than_two_effective_neighbours(p, neighbours, memorised):
    report = replace(REPORT, nearest=TestResult(0.9, p), effective_neighbours=neighbours)
    assert report.memorised is memorised


def test_the_standard_error_is_that_of_the_mean_of_a_sample():
    values = np.array([1.0, 2.0, 4.0])
    assert MeanEstimate.of(values) == MeanEstimate(pytest.approx(7 / 3), pytest.approx(stats.sem(values)))


def test_the_difference_of_two_means_has_the_root_of_the_sum_of_squares_as_error():
    assert MeanEstimate(3.0, 4.0) - MeanEstimate(1.0, 3.0) == MeanEstimate(2.0, 5.0)


@pytest.mark.parametrize(
    ("share", "p", "neighbours", "answer"),
    [
        (0.0, 1.0, 100, "cannot be decided, as G is too far from the data"),
        (0.4, 0.991, 100, "cannot be decided, as G is too far from the data"),
        (0.4, 0.99, 100, "no"),
        (0.9, 0.001, 2.0, "cannot be decided, as G has collapsed"),
        (0.5, 0.5, 1.0, "cannot be decided, as G has collapsed"),
        (0.5, 0.5, 2.1, "no"),
        (0.9, 0.009, 2.1, "yes"),
    ],
)
def test_where_nothing_can_be_concluded_the_report_says_so(share, p, neighbours, answer):
    report = replace(REPORT, nearest=TestResult(share, p), effective_neighbours=neighbours)
    assert (
        f"\nmemorised {answer}: G is nearer than test data to what D saw in {share:.0%} of pairs, " in report.in_words()
    )
