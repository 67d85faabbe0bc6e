"""Disjoint supports: no false alarm on random ones, and every check judges something on every case."""

import numpy as np
import pytest

from gan_theory import CLAIMS, Case

CLAIM = CLAIMS["disjoint_supports"]


def _random_pair(rng):
    """Masses of every size with disjoint supports, down to a single cell each."""
    n = int(rng.integers(2, 24))
    of_data = rng.permutation(n) < rng.integers(1, n)
    raw = 10.0 ** rng.uniform(-320 if rng.random() < 0.2 else -3, 0, n)
    return [np.where(support, raw, 0) / raw[support].sum() for support in (of_data, ~of_data)]


def test_no_false_alarm_on_random_disjoint_supports():
    rng = np.random.default_rng(0)
    cases = [Case(f"pair {i}", *_random_pair(rng)) for i in range(300)]
    assert sum(map(CLAIM.applies, cases)) > 290
    assert CLAIM.check(cases).failures == []


@pytest.mark.parametrize("case", CLAIM.cases, ids=str)
def test_the_supports_have_cells(case):
    assert all((mass > 0).any() for mass in case.masses())


def test_each_falsifier_fails_for_its_reason():
    overlapping, unnormalised = CLAIM.falsifiers
    failing = [
        {found.left for found in CLAIM.evidence(case) if not found.holds} for case in (overlapping, unnormalised)
    ]
    assert {"JSD", "C", "TV", "V(D*)", "log(1 − D*), minimised by G with the saturating loss"} <= failing[0]
    assert failing[1] == {"JSD", "TV", "V of a D of 0.9 on the data and 0.2 on forgeries"}
