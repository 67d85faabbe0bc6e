"""Integrands against 50 digits, their bounds, and balls on which they are not analytic."""

import math

import numpy as np
import pytest
from mpmath import mp, mpf

from tests.support.exact_mixtures import (
    STANDARD,
    ExactMixture,
    certified,
    every_pair,
    flint,
    gap,
    gaussian,
    pdf,
)

arb, acb = flint.arb, flint.acb


INTEGRANDS = {
    "density": lambda p, q: certified.density(p),
    "log density": lambda p, q: certified.log_density(p),
    "log p − log q": lambda p, q: certified.log_density(p) - certified.log_density(q),
    "log sum": certified.log_sum,
    "score": lambda p, q: certified.score(q),
    "score of the sum": certified.score,
    "posterior": lambda p, q: certified.posterior(p.mix(q, "0.25"), 0),
    "log D": lambda p, q: certified.log_D((1, "-2.5", "0.75")),
    "log(1 − D)": lambda p, q: certified.log_1_minus_D((1, "-2.5")),
    "multiples and a constant": lambda p, q: 3 * certified.log_density(p) - certified.constant("-2.5") * 2,
    "negative multiples": lambda p, q: -2 * certified.log_density(p) - certified.log_sum(p, q) * "0.25",
    "the opposite": lambda p, q: -certified.score(q),
    "a square": lambda p, q: (lambda f: f * f)(certified.log_density(q)),
    "a product": lambda p, q: certified.score(p) * (certified.log_density(q) - certified.log_sum(p, q)),
    "a product of an affine map": lambda p, q: (certified.score(p) * certified.log_density(q)).of_affine("-1.5", "0.7"),
    "of an affine map": lambda p, q: certified.log_sum(p, q).of_affine("-1.5", "0.7"),
}


@every_pair
@pytest.mark.parametrize("make", INTEGRANDS.values(), ids=INTEGRANDS)
def test_integrands_stay_within_their_bounds(make, p, q):
    f = make(p, q)
    for x in np.concatenate([np.linspace(-10, 10, 41), [-1e6, -100, 100, 1e6]]):
        assert not abs(f(acb(x)).real) > sum(c * arb(x) ** (2 * i) for i, c in enumerate(f.bound))
        assert f(acb(x)).imag == 0


@every_pair
@pytest.mark.parametrize("x", [-3, 0, acb("0.5", "0.125")])
def test_integrands_are_added_and_multiplied_as_their_values_are(x, p, q):
    f, g = certified.log_density(p), certified.score(q)
    a, b = f(acb(x)), g(acb(x))
    for made, expected in (
        (f + g, a + b),
        (f - g, a - b),
        (f * g, a * b),
        (f * f, a * a),
        (-f, -a),
        (3 * f, 3 * a),
        (f * "-0.5", a / -2),
    ):
        found = made(acb(x))
        assert found.overlaps(expected)
        assert gap(found.real, expected.real) + gap(found.imag, expected.imag) < 1e-12 * (1 + float(abs(expected)))


@every_pair
def test_integrands_are_those_of_50_digits(p, q):
    a, b = pdf(p), pdf(q)
    for x in (-3.25, -0.5, 0.0, 0.499, 1.125, 7.0):
        with certified.precision(200):
            values = [
                INTEGRANDS[name](p, q)(acb(x)).real
                for name in ("density", "log density", "log sum", "score of the sum", "log D")
            ]
        with mp.workdps(80):
            slope = mp.diff(lambda t: mp.log(a(t) + b(t)), x)
            D = 1 / (1 + mp.exp(-(1 - mpf("2.5") * x + mpf("0.75") * x * x)))
            exact = a(x), mp.log(a(x)), mp.log(a(x) + b(x)), slope, mp.log(D)
        assert max(map(gap, values, exact)) <= 1e-25


def test_the_posterior_is_bayes_rule():
    mixture = ExactMixture((("0.25", -1, 1), ("0.75", "0.5", "0.5")))
    parts = [pdf(gaussian(-1, 1)), pdf(gaussian("0.5", "0.5"))]
    for x in (-3.25, 0.0, 7.0):
        with certified.precision(200):
            value = certified.posterior(mixture, 1)(acb(x)).real
        with mp.workdps(60):
            joint = [w * part(x) for w, part in zip((mpf("0.25"), mpf("0.75")), parts)]
            exact = joint[1] / (joint[0] + joint[1])
        assert gap(value, exact) <= 1e-40


def test_an_enclosure_over_a_branch_cut_or_a_pole_is_not_finite():
    wide = acb(arb(0, 1), arb(0, 4))
    assert not certified.log_D((0, 1))(wide, True).is_finite()
    assert not certified.log_sum(STANDARD, gaussian(1, 1))(wide, True).is_finite()
    assert not certified.score(STANDARD, gaussian(1, 1))(wide, True).is_finite()
    three = certified.log_density(ExactMixture(tuple(("1/3", mean, 1) for mean in (-1, 0, 1))))
    across = acb(arb(0, 1e-3), arb(math.pi, 1e-3))
    assert three(across).is_finite()
    assert not three(across, True).is_finite()


WRONG = {
    "logit": (lambda: certified.log_D((1, 2, 3, 4)), "expected a logit of 1 to 3 coefficients; got 4"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_a_bad_logit_is_reported(call, message):
    with pytest.raises(ValueError, match=message):
        call()
