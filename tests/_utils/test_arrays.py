"""The library that an array belongs to; what the two have in common."""

import sys

import numpy as np
import pytest
import torch

from gan_theory._utils.arrays import array_namespace

NUMBERS = np.array([[0.3, -2.0, 5.0]])


@pytest.mark.parametrize("array", [NUMBERS, NUMBERS[0, 0], np.float32(1), np.zeros(())])
def test_arrays_and_numbers_of_numpy_belong_to_numpy(array):
    assert array_namespace(array) is np


def test_tensors_belong_to_torch():
    assert array_namespace(torch.tensor(NUMBERS)) is torch
    assert array_namespace(torch.tensor(NUMBERS, requires_grad=True)[0, 0]) is torch


def test_arrays_of_numpy_do_not_need_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert array_namespace(NUMBERS) is np
    with pytest.raises(ImportError):
        array_namespace("no array of NumPy")


FUNCTIONS = {
    **{name: lambda xp, x, name=name: getattr(xp, name)(x) for name in ("tanh", "sin", "cos", "exp")},
    **{name: lambda xp, x, name=name: getattr(xp, name)(x) for name in ("zeros_like", "ones_like")},
    "sqrt": lambda xp, x: xp.sqrt(x * x),
    "logaddexp": lambda xp, x: xp.logaddexp(xp.zeros_like(x), x),
    "concat": lambda xp, x: xp.concat([x, 2 * x], -1),
    "stack": lambda xp, x: xp.stack([x, 2 * x], -1),
    "asarray": lambda xp, x: xp.asarray([0.5, 1.0, 2.0], dtype=x.dtype, device=x.device) + x,
}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_has_one_name_and_one_meaning_in_both(function):
    of_numpy, of_torch = (function(array_namespace(x), x) for x in (NUMBERS, torch.tensor(NUMBERS)))
    np.testing.assert_allclose(of_torch.numpy(), of_numpy, rtol=1e-15)
