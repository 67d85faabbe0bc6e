"""Samples: read-only arguments of each kind, on which the paper's formulas are right and others are not."""

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.grading.samples import (
    all_samples,
    expected_shape,
    is_right,
    named_samples,
    regular_samples,
    sparse_samples,
    usable_values,
)
from gan_theory.verification.user_formulas import FORMULA_NAMES


def test_masses_sum_to_1_and_cannot_be_changed():
    for sample in all_samples():
        assert np.allclose(sample.p.sum(axis=-1), 1, atol=1e-9)
        assert np.allclose(sample.q.sum(axis=-1), 1, atol=1e-9)
        assert not any(array.flags.writeable for array in sample)
        assert ((sample.D >= 0) & (sample.D <= 1)).all()


def test_samples_have_stacks_empty_cells_and_tails():
    assert {sample.p.ndim for sample in regular_samples()} == {1, 2, 3}
    assert all(min(sample.p.min(), sample.q.min()) > 0.01 for sample in regular_samples())
    kinds = {tuple(kind) for s in sparse_samples() for kind in zip(s.p > 0, s.q > 0)}
    assert kinds == {(False, False), (False, True), (True, False), (True, True)}
    assert len(named_samples()) == 16


def test_arguments_come_in_the_order_of_each_formula():
    sample = regular_samples()[0]
    for name in FORMULA_NAMES:
        assert all(a is b for a, b in zip(type(sample).of(name, sample.arguments(name))[:2], sample[:2]))
    assert sample.arguments("V") == (sample.D, sample.p, sample.q)
    assert sample.arguments("U") == (sample.q, sample.D, sample.p)


@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_only_the_right_values_are_right(name):
    formula = getattr(PAPER, name)
    assert is_right(name, formula, all_samples())
    with np.errstate(all="ignore"):
        assert not is_right(name, lambda *args: formula(*args) * (1 + 1e-8), regular_samples())
        assert not is_right(name, lambda *args: formula(*args) * np.nan, regular_samples())


def test_values_of_another_shape_or_type_are_unusable():
    sample = regular_samples()[2]
    assert expected_shape("kl", sample) == (3,)
    assert expected_shape("D_star", sample) == (3, 7)
    assert usable_values("kl", lambda p, q: PAPER.kl(p, q).sum(), sample) is None
    assert usable_values("kl", lambda p, q: PAPER.kl(p, q) + 0j, sample) is None
    assert usable_values("kl", lambda p, q: p[9, 9], sample) is None
    assert usable_values("kl", PAPER.kl, sample).shape == (3,)


def test_derivatives_are_judged_at_empty_cells_and_D_star_is_not():
    def wrong_at_empty_cells(name):
        return lambda p, q: np.where(p + q > 0, getattr(PAPER, name)(p, q), np.nan)

    assert is_right("D_star", wrong_at_empty_cells("D_star"), all_samples())
    assert not is_right("grad_C", wrong_at_empty_cells("grad_C"), all_samples())
    assert not is_right("hess_C", wrong_at_empty_cells("hess_C"), all_samples())


def test_infinite_values_can_be_left_out():
    def finite(p, q):
        return np.nan_to_num(PAPER.kl(p, q), posinf=5.0)

    assert not is_right("kl", finite, all_samples())
    assert is_right("kl", finite, all_samples(), finite=True)
