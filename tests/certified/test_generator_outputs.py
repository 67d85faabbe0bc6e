"""Expectations over the noise of generators that fold or are flat, and those of the distributions of their outputs."""

import pytest
from mpmath import mp

pytest.importorskip("flint")
from tests.support.exact_mixtures import certified, flint, gap

arb = flint.arb
Branch = certified.MonotoneBranch
N, U, ZERO = certified.normal(0, 1), certified.uniform(-1, 1), certified.to_rational(0)
LEFT, RIGHT = (None, ZERO), (ZERO, None)
ENDS = certified.to_rational(-1), certified.to_rational(1)

OUTPUTS = {
    "|z|": (N, (Branch(*LEFT, lambda z: -z, (0, 1)), Branch(*RIGHT, lambda z: z, (0, 1))), certified.half_normal()),
    "max(z, 0)": (
        N,
        (Branch(*LEFT, lambda z: 0 * z, (0,)), Branch(*RIGHT, lambda z: z, (0, 1))),
        certified.rectified_normal(),
    ),
    "z²": (N, tuple(Branch(*ends, lambda z: z * z, (0, 0, 1)) for ends in (LEFT, RIGHT)), certified.chi_square()),
    "2 cos πz": (
        U,
        (Branch(ENDS[0], ZERO, lambda z: 2 * z.cos_pi()), Branch(ZERO, ENDS[1], lambda z: 2 * z.cos_pi())),
        certified.arcsine(2),
    ),
    "−2z + 1": (N, (Branch(None, None, lambda z: -2 * z + 1, (2, 8)),), certified.normal(1, 2)),
}


@pytest.mark.parametrize(("noise", "branches", "output"), OUTPUTS.values(), ids=OUTPUTS)
@pytest.mark.parametrize("logit", [(0, 1), (1, -2), ("0.5", 0, "0.25")], ids=str)
def test_an_expectation_over_the_noise_is_that_over_the_output(noise, branches, output, logit):
    f = certified.log_1_minus_D(logit)
    over_z = certified.expectation_of_output(noise, branches, f)
    assert certified.is_narrow(over_z, 1e-13)
    assert certified.distance(over_z, certified.expectation(output, f)) <= 2e-13
    one_branch = certified.expectation_of_output(noise, branches[:1], f)
    assert len(branches) == 1 or certified.distance(one_branch, over_z) > 1e-3


def test_the_expectation_of_a_fold_is_that_of_mpmath():
    f = certified.log_1_minus_D((0, 1))
    exact = mp.quad(lambda z: -mp.npdf(z) * mp.log(1 + mp.exp(z * z)), [-12, -4, 0, 4, 12])
    assert gap(certified.expectation(certified.chi_square(), f, 1e-20), exact) <= 1e-20


@pytest.mark.parametrize(("noise", "branches", "output"), OUTPUTS.values(), ids=OUTPUTS)
def test_tails_are_within_the_enclosure_also_where_they_are_large(noise, branches, output, monkeypatch):
    short = certified.ExactDistribution(
        "short", noise.pieces, lambda bits: flint.fmpq(1), noise.tail, noise.log_bound, noise.at_infinity
    )
    f = certified.log_1_minus_D((0, 1))
    assert certified.expectation_of_output(short, branches, f, 1e3).overlaps(certified.expectation(output, f))
