"""KL and TV in closed form against quadrature."""

import numpy as np
import pytest

from gan_theory import PAIRS, PAPER
from gan_theory.verification.cases.pairs_on_line import PAIRS_ON_LINE

pytest.importorskip("flint")
from gan_theory.claims._shared.closed_forms import jsd_in_closed_form, kl_in_closed_form, tv_in_closed_form
from gan_theory.claims._shared.grid_ties import tv_on_a_finer_grid

ALL = PAIRS | PAIRS_ON_LINE


@pytest.mark.parametrize("name", ["shifted", "narrow-against-wide", "far-apart", "exponentials"])
def test_the_kl_in_closed_form_is_that_of_a_fine_grid(name):
    case = ALL[name]
    known = case.mixtures or case.on_line
    x = np.linspace(-13, 25, 400_001) if name != "exponentials" else np.linspace(0, 80, 400_001) + 1e-4
    p, q = (np.maximum(each.pdf(x) * (x[1] - x[0]), 5e-324) for each in known)
    for found, value in zip(kl_in_closed_form(case), (PAPER.kl(p, q), PAPER.kl(q, p))):
        assert float(found) == pytest.approx(value, rel=1e-6)


def test_the_jsd_of_cauchy_distributions_is_that_of_quadrature_in_mpmath():
    from mpmath import mp

    def term(x):
        p, q = (2 / mp.pi / (4 + (x - mean) ** 2) for mean in (0, 1))
        return p * mp.log(2 * p / (p + q)) / 2 + q * mp.log(2 * q / (p + q)) / 2

    exact = mp.quad(term, [-mp.inf, -10, -1, 0, 1, 2, 10, mp.inf])
    assert float(jsd_in_closed_form(PAIRS_ON_LINE["cauchy-shifted"])) == pytest.approx(float(exact), rel=1e-12)
    assert jsd_in_closed_form(PAIRS["shifted"]) is jsd_in_closed_form(PAIRS["spike"]) is None


def test_the_kl_of_cauchy_distributions_is_symmetric_and_that_of_the_formula():
    there, back = kl_in_closed_form(PAIRS_ON_LINE["cauchy-shifted"])
    assert float(there) == float(back) == pytest.approx(np.log(17 / 16), rel=1e-14)


@pytest.mark.parametrize("name", ["equal", "near", "shifted", "far-apart", "exponentials"])
def test_the_tv_in_closed_form_is_that_of_a_fine_grid(name):
    assert float(tv_in_closed_form(ALL[name])) == pytest.approx(tv_on_a_finer_grid(ALL[name]), abs=1e-6)


def test_the_tv_of_cauchy_distributions_is_the_difference_of_masses_at_the_middle():
    assert float(tv_in_closed_form(PAIRS_ON_LINE["cauchy-shifted"])) == pytest.approx(2 / np.pi * np.arctan(0.25))


def test_other_pairs_have_none():
    for name in ("two-modes-covered", "heavy-tail", "one-sided", "old-faithful", "uniforms-overlap", "spike"):
        assert kl_in_closed_form(ALL[name]) is None
        assert tv_in_closed_form(ALL[name]) is None
    assert tv_in_closed_form(ALL["narrow-against-wide"]) is None
