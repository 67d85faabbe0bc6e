"""The evidence for the bound fails on each falsifier for the reason that it names; labels swapped are noticed."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAIRS, PAPER
from tests.support.falsifiers import failing_statements

REASONS = {
    "D is judged on the samples that it learnt": [
        "the mean V of a D that memorises 200 samples, on 200 others, + log 4 <= 2·JSD + 5 standard errors"
    ],
    "masses of p_g sum to 1.1": ["V(D*) + log 4 = 2·JSD"],
}
ON_SAMPLES = "|z| of V(D*) + log 4 on 100,000 held-out samples, against 2·JSD"


@pytest.mark.parametrize("name", [case.name for case in CLAIMS["bound"].falsifiers])
def test_a_falsifier_fails_for_the_reason_that_it_names(name):
    assert failing_statements("bound", name) == REASONS[name]


@pytest.mark.parametrize("case", ["shifted", "two-modes-covered", "old-faithful", "disjoint-supports"])
def test_a_D_with_its_labels_swapped_misses_the_bound_on_held_out_samples(case):
    swapped = replace(PAPER, D_star=lambda p, q: PAPER.D_star(q, p))
    failing = [found.what for found in CLAIMS["bound"].evidence(PAIRS[case], swapped) if not found.holds]
    assert ON_SAMPLES in failing


def test_a_D_that_is_a_little_off_misses_the_bound_on_held_out_samples():
    off = replace(PAPER, D_star=lambda p, q: PAPER.D_star(p, 1.5 * q))
    failing = [found.what for found in CLAIMS["bound"].evidence(PAIRS["near"], off) if not found.holds]
    assert ON_SAMPLES in failing
