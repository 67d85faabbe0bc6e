"""Masses, discriminators and logits that the functions of the game refuse, each with its message."""

import numpy as np
import pytest
from scipy import stats

from gan_theory import C, D_star, Density, V, V_from_logit, grad_C, grid, hess_C, jsd, kl, tv

BAD = {
    "negative": ([0.5, 0.5], [-0.5, 1.5], r"expected q that are non-negative; got -0.5"),
    "nan": ([0.5, 0.5], [np.nan, 1], r"non-negative; got nan"),
    "infinite": ([0.5, 0.5], [np.inf, 0.5], r"sum to 1 within 1e-09; got a sum of inf"),
    "another sum": (
        [0.5, 0.6],
        [0.5, 0.5],
        r"expected p that sum to 1 .* got a sum of 1.1: .*Density.from_pdf normalise",
    ),
    "the worst of three": (
        [[0.5, 0.5], [0.5, 0.9], [0.5, 0.7]],
        [0.5, 0.5],
        r"got a sum of 1.4: divide by the sum in float64, or let Density.from_pdf normalise$",
    ),
    "other lengths": ([0.5, 0.5], [0.2, 0.3, 0.5], r"equally many cells; got shapes \(2,\) and \(3,\)"),
    "other batches": (np.full((2, 2), 0.5), np.full((3, 2), 0.5), r"leading axes .* got shapes \(2, 2\) and \(3, 2\)"),
    "a number": (1.0, [1.0], r"shape \(..., n\); got shape \(\)"),
    "empty": ([], [], r"shape \(..., n\); got shape \(0,\)"),
    "words": (["a"], [1.0], r"expected p of real numbers; got list"),
    "no distributions": (np.zeros((0, 2)), np.zeros((0, 2)), r"shape \(..., n\); got shape \(0, 2\)"),
    "nothing": (None, [1.0], r"expected p, a Density or masses \(..., n\); got None"),
    "float32, far off": (np.float32([0.5, 0.50001]), [0.5, 0.5], r"sum to 1 within 1e-06"),
}


@pytest.mark.parametrize(("p", "q", "message"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("f", [jsd, kl, tv], ids=["jsd", "kl", "tv"])
def test_bad_masses_are_reported(f, p, q, message):
    with pytest.raises(ValueError, match=message):
        f(p, q)


@pytest.mark.parametrize(
    "f", [D_star, C, grad_C, hess_C, lambda p, q: V(0.5, p, q)], ids=["D_star", "C", "grad_C", "hess_C", "V"]
)
def test_bad_masses_are_reported_by_the_player_s_name(f):
    for masses, name in ((([-0.5, 1.5], [0.5, 0.5]), "p_data"), (([0.5, 0.5], [-0.5, 1.5]), "p_g")):
        with pytest.raises(ValueError, match=f"^expected {name} that are non-negative; got -0.5$"):
            f(*masses)


def test_densities_on_different_grids_are_reported():
    p, q = (Density.from_pdf(stats.norm.pdf, grid(-5, hi)) for hi in (5, 6))
    with pytest.raises(ValueError, match=r"^expected p_data and p_g on the same grid; got Density.* and Density"):
        C(p, q)


BAD_D = {
    "nothing": (dict(D=None), "expected D of real numbers; got NoneType"),
    "beyond 1": (dict(D=[0.5, 1.5]), r"expected D in \[0, 1\]; got values from 0.5 to 1.5"),
    "beyond 1 by one rounding": (dict(D=np.nextafter([1, 1], 2)), "from 1.0000000000000002 to 1.0000000000000002"),
    "nan": (dict(D=[0.5, np.nan]), "expected D without nan; got 1"),
    "another length": (
        dict(D=[0.5, 0.5, 0.5]),
        r"expected D that goes with masses of shapes \(2,\) and \(2,\); got \(3,\)",
    ),
    "another batch": (dict(D=[[0.5, 0.5]] * 2, p_data=[[0.5, 0.5]] * 3), r"got \(2, 2\)"),
    "another batch than p_g": (dict(D=[[0.5, 0.5]] * 2, p_g=[[0.5, 0.5]] * 3), r"got \(2, 2\)"),
    "a word": (dict(D="half"), "expected D of real numbers; got str"),
    "complex": (dict(D=[1j, 0.5]), "expected D of real numbers; got list"),
}
BAD_LOGIT = {
    "nothing": (None, "expected logit of real numbers; got NoneType"),
    "nan": ([0.5, np.nan], "expected logit without nan"),
    "another length": ([0.5, 0.5, 0.5], r"expected logit that goes with masses .* got \(3,\)"),
}


@pytest.mark.parametrize(("arguments", "message"), BAD_D.values(), ids=BAD_D)
def test_bad_discriminators_are_reported(arguments, message):
    with pytest.raises(ValueError, match=message):
        V(**{"p_data": [0.5, 0.5], "p_g": [0.5, 0.5], **arguments})


@pytest.mark.parametrize(("logit", "message"), BAD_LOGIT.values(), ids=BAD_LOGIT)
def test_bad_logits_are_reported(logit, message):
    with pytest.raises(ValueError, match=message):
        V_from_logit(logit, [0.5, 0.5], [0.5, 0.5])


def test_D_and_its_logit_are_not_mixed_up():
    with pytest.raises(TypeError):
        V(p_data=[0.5, 0.5], p_g=[0.5, 0.5])
    with pytest.raises(TypeError):
        V(0.5, [0.5, 0.5], [0.5, 0.5], logit=0.0)
