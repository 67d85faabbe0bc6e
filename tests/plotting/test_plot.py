"""The namespace `plot` has every function that draws, under its own name."""

import inspect

import pytest

from gan_theory import plot
from gan_theory.plotting import curves, diagnostics, explicit_models, figure_1, training_monitor


@pytest.mark.parametrize("module", [curves, diagnostics, explicit_models, figure_1, training_monitor])
def test_a_function_that_draws_into_axes_is_in_the_namespace(module):
    drawing = {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "").startswith("ax")
    }
    assert drawing
    assert {name: getattr(plot, name, None) for name in drawing} == drawing


def test_the_namespace_lists_what_it_has_and_nothing_else():
    has = {name for name in vars(plot) if not name.startswith("_")}
    assert set(plot.__all__) == has
    assert all(inspect.isfunction(getattr(plot, name)) for name in has if name.islower())
