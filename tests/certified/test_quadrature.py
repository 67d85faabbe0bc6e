"""Quadrature with bounds of the tails, at rising precision until an enclosure is narrow."""

import signal
from functools import cache

import pytest
from mpmath import mp

pytest.importorskip("flint")
from gan_theory.certified import quadrature
from gan_theory.certified.mixtures import Component
from tests.support.exact_mixtures import STANDARD, certified, flint, gap, gaussian

arb = flint.arb


@pytest.mark.parametrize("edges", [(-1, 2), (-4, 0.5), (3, 4)])
def test_the_bound_of_the_tails_is_their_integral(edges):
    component, (lo, hi) = Component(flint.fmpq(1, 3), flint.fmpq(1, 2), flint.fmpq(3, 4)), edges

    def f(x):
        return mp.npdf(x, 0.5, 0.75) / 3 * (5 + 7 * x**2 + 2 * x**4)

    exact = mp.quad(f, [-mp.inf, lo - 1, lo]) + mp.quad(f, [hi, hi + 1, mp.inf])
    with certified.precision(150):
        assert gap(quadrature.tails([component], (5, 7, 2), arb(lo), arb(hi)), exact) <= 1e-30 + 1e-30 * float(exact)


def test_a_width_that_is_not_reached_is_an_arithmetic_error(monkeypatch):
    monkeypatch.setattr(quadrature, "EVALUATIONS", 10)
    with pytest.raises(ArithmeticError, match=r"expected an enclosure at most 1e-13 wide; got .* after 6 tries"):
        certified.C(STANDARD, gaussian(1, 1))


def test_what_interrupts_an_integral_is_passed_on():
    def interrupt(x, analytic):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        certified.expectation(STANDARD, certified.Integrand(interrupt, (arb(1),)))


@pytest.fixture
def interruptible():
    """Ctrl-C interrupts this process, also where a shell has started it in the background."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, handler)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("evaluations", [1, 2, 20])
def test_ctrl_c_during_an_integral_is_a_keyboard_interrupt(evaluations):
    calls, bits = [], flint.ctx.prec

    @cache  # compiled code, whose SystemError would hide the interrupt
    def square(number):
        calls.append(number)
        if len(calls) == evaluations:
            signal.raise_signal(signal.SIGINT)
        return arb(1)

    with pytest.raises(KeyboardInterrupt):
        certified.expectation(STANDARD, certified.Integrand(lambda x, _: square(len(calls)) * x * x, (arb(0), arb(1))))
    assert len(calls) == evaluations
    assert flint.ctx.prec == bits


def test_an_error_hidden_by_compiled_code_is_found():
    hidden = KeyboardInterrupt()
    outer, inner = SystemError("returned a result with an exception set"), SystemError("returned a result")
    outer.__cause__, inner.__cause__ = inner, hidden
    assert quadrature._root_cause(outer) is hidden
    assert quadrature._root_cause(hidden) is hidden
    assert type(quadrature._root_cause(SystemError("of its own"))) is SystemError


def test_with_too_short_an_interval_the_truth_is_still_enclosed(monkeypatch):
    for reach in (0.5, 2, 4, 6):
        monkeypatch.setattr(quadrature, "_ends", lambda components, reach=reach: (arb(-reach), arb(reach)))
        kl, tv = certified.kl(STANDARD, gaussian(1, "0.5"), 100), certified.tv(STANDARD, gaussian(1, 1), 100)
        assert kl.contains(4 - arb(1) / 2 - arb(2).log())
        assert tv.contains((1 / arb(8).sqrt()).erf())
        assert 1e-12 < kl.rad() < 60


WRONG = {
    "width": (lambda: certified.kl(STANDARD, STANDARD, 0), "expected a width > 0, finite; got 0"),
}


@pytest.mark.parametrize(("call", "message"), WRONG.values(), ids=WRONG)
def test_a_bad_width_is_reported(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_an_enclosure_that_is_not_finite_or_too_wide_is_not_narrow():
    for enclosure in (arb("nan"), arb("inf"), arb(0, "inf"), arb(0, 1e-12)):
        assert not certified.is_narrow(enclosure)
    assert certified.is_narrow(arb(1, 4e-14))
