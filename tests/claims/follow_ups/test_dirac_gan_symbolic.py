"""The symbolic evidence on the Dirac-GAN is refuted by another loss, another penalty and another path."""

import pytest
from sympy import log

from gan_theory.claims._shared import dirac_gan_steps, symbolic
from gan_theory.claims.follow_ups import _dirac_gan_symbolic
from gan_theory.game.dirac_gan import DiracGAN, path


def failures():
    return [found.what.split(":")[0] for found in _dirac_gan_symbolic.evidence() if not found.holds]


def test_it_holds():
    assert failures() == []


def test_a_loss_of_twice_the_slope_is_refuted(monkeypatch):
    monkeypatch.setattr(symbolic, "V", lambda y, p, q: 2 * (p * log(y) + q * log(1 - y)))
    assert "the eigenvalues of the field are −γ/2 ± √(γ²/4 − f′(0)²)" in failures()


def test_a_penalty_without_its_half_is_refuted(monkeypatch):
    right = dirac_gan_steps.field
    monkeypatch.setattr(dirac_gan_steps, "field", lambda gamma=dirac_gan_steps.gamma: right(2 * gamma))
    assert "then the squared radius, 1 − hγ + h²/4, is below 1 if and only if h < 4γ" in failures()


@pytest.mark.parametrize("simultaneous", [False, True])
def test_a_path_in_the_other_order_is_refuted(monkeypatch, simultaneous):
    def other_path(gan, steps, start):
        return path(DiracGAN("", h=gan.h, simultaneous=simultaneous, gamma=gan.gamma), steps, start)

    monkeypatch.setattr(_dirac_gan_symbolic, "path", other_path)
    assert failures() == [
        f"the {'alternating' if simultaneous else 'simultaneous'} step as an expression = a step of the path"
    ]
