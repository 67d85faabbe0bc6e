"""Distributions on pieces: where they are positive, and which function encloses the values of a pair."""

import pytest
from mpmath import mp, mpf

pytest.importorskip("flint")
from gan_theory.certified.distributions import as_distribution, or_on_pieces
from tests.support.exact_mixtures import STANDARD, TWO_MODES, certified, flint, gap, pdf

arb, acb = flint.arb, flint.acb


def test_a_density_is_that_of_the_piece():
    p = certified.laplace(1, 2)
    assert repr(p) == "ExactDistribution(Laplace(1, 2))"
    for x in (-3, 2):
        with certified.precision(150):
            value = p.log_pdf_at(certified.to_rational(x))(acb(x), True).real.exp()
        assert gap(value, mp.exp(-abs(mpf(x) - 1) / 2) / 4) <= 1e-30
    assert certified.uniform(0, 1).log_pdf_at(certified.to_rational(2)) is None


def test_a_mixture_has_one_piece_with_its_density():
    p = as_distribution(TWO_MODES)
    assert as_distribution(p) is p
    with certified.precision(150):
        assert gap(p.pieces[0].log_pdf(acb(0.25), True).real.exp(), pdf(TWO_MODES)(mpf("0.25"))) <= 1e-30


def test_a_pair_of_mixtures_keeps_its_own_function_and_values_are_kept():
    calls = []

    @or_on_pieces(lambda p, q, width: calls.append("on pieces") or arb(1))
    def value(p, q, width):
        calls.append("of mixtures")
        return arb(0)

    assert (value(STANDARD, TWO_MODES), value(STANDARD, TWO_MODES)) == (0, 0)
    assert value(STANDARD, certified.normal(0, 1)) == 1
    assert calls == ["of mixtures", "on pieces"]
    value.cache_clear()
    assert value(STANDARD, TWO_MODES) == 0
    assert calls == ["of mixtures", "on pieces", "of mixtures"]
