"""Evidence by enclosures holds only for finite and narrow ones."""

import numpy as np
import pytest

from gan_theory import PAIRS


def test_an_equality_of_enclosures_needs_them_to_be_finite_and_narrow():
    arb = pytest.importorskip("flint").arb
    from gan_theory.claims._shared.enclosures import encloses_equal, encloses_positive

    assert encloses_equal("", arb(1), arb(1)).holds
    assert not encloses_equal("", arb("nan"), arb(1)).holds
    assert not encloses_equal("", arb(1, 1e-12), arb(1)).holds
    assert not encloses_equal("", arb(1), arb(1) + arb(2) ** -50).holds
    assert encloses_positive("", arb(1)).holds
    for bad in (arb("nan"), arb(0), arb(-1), arb(1, 2), arb(1, 1e-12), arb("inf")):
        assert not encloses_positive("", bad).holds


def test_a_case_of_mixtures_has_exact_ones_and_others_are_an_error():
    pytest.importorskip("flint")
    from gan_theory.claims._shared.enclosures import exact_mixtures

    p, q = exact_mixtures(PAIRS["shifted"])
    assert (len(p.components), len(q.components)) == (1, 1)
    with pytest.raises(ValueError, match=r"expected a case of Gaussian mixtures; got Case\(spike\)"):
        exact_mixtures(PAIRS["spike"])


def test_log_1_minus_D_star_is_that_of_the_densities_also_where_these_underflow():
    flint = pytest.importorskip("flint")
    from gan_theory.claims._shared.enclosures import exact_mixtures, log_1_minus_D_star

    p, q = exact_mixtures(PAIRS["shifted"])
    integrand = log_1_minus_D_star(p, q)
    for x in (-60.0, 0.0, 2.0, 60.0):
        expected = -np.logaddexp(0, 0.5 - x)  # the logit of D* is ½ − x
        value = integrand(flint.acb(x)).real
        assert float(value) == pytest.approx(expected, rel=1e-12)
        assert abs(value) <= sum(c * x ** (2 * i) for i, c in enumerate(integrand.bound))


def test_a_case_with_names_on_the_line_has_exact_distributions():
    pytest.importorskip("flint")
    from gan_theory.claims._shared.enclosures import exact_distributions, exact_mixtures

    assert exact_distributions(PAIRS["shifted"]) == exact_mixtures(PAIRS["shifted"])
    p, q = exact_distributions(PAIRS["heavy-tail"])
    assert (p.name, q.name) == ("Cauchy(0, 1)", "mixture of 1 Gaussians")
    with pytest.raises(ValueError, match=r"expected a case of Gaussian mixtures; got Case\(old-faithful\)"):
        exact_distributions(PAIRS["old-faithful"])
