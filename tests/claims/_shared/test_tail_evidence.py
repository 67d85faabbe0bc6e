"""Evidence about tails and bounds: it holds for right ones, and fails for wrong ones."""

import pytest

from tests.support.exact_mixtures import STANDARD, certified, flint, gaussian

tail_evidence = pytest.importorskip("gan_theory.claims._shared._tail_evidence")
arb = flint.arb


def test_a_wide_enclosure_contains_its_value_or_misses_it_by_a_gap():
    assert tail_evidence.encloses_value("", arb(1, 0.5), arb(1.25)).holds
    missed = tail_evidence.encloses_value("", arb(1, 0.5), arb(2))
    assert not missed.holds
    assert missed.gap == pytest.approx(0.5)
    assert not tail_evidence.encloses_value("", arb("nan"), arb(1)).holds
    assert not tail_evidence.encloses_value("", arb(0, "inf"), arb(1)).holds


def test_a_distribution_that_is_cut_keeps_its_expectations():
    cut = tail_evidence.cut_at(STANDARD)
    wide = certified.expectation(cut, certified.power(2), 1.0)
    assert wide.contains(arb(1))
    assert 2 * wide.rad() > 0.1


def test_a_bound_that_is_too_small_is_found_near_0_and_far_out():
    square = certified.power(2)
    assert tail_evidence.within_bound("x²", square).holds
    for bound in ((arb(5),), (arb(1), arb(0.99))):
        assert not tail_evidence.within_bound("x²", certified.Integrand(square.at, bound)).holds
    one = certified.Integrand(certified.constant(1).at, (arb(0), arb(1)))
    assert not tail_evidence.within_bound("1", one).holds


@pytest.mark.parametrize("p", [STANDARD, gaussian(-3, "0.5"), STANDARD.mix(gaussian(2, 3), "0.25")], ids=str)
def test_moments_beyond_an_edge_and_cancelling_integrals_hold(p):
    evidence = [*tail_evidence.moments_beyond(p), tail_evidence.narrow_in_spite_of_cancellation(p, STANDARD)]
    assert len(evidence) == 4
    assert all(each.holds for each in evidence)
    assert all(each.holds for each in tail_evidence.cut_integral("TV", certified.tv, p, gaussian(1, 1), 2.0))
    assert all(each.holds for each in tail_evidence.bounds_of_combinations())
