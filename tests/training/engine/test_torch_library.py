"""Compiled runs equal uncompiled ones; without a compiler, or on another device, training continues or says why not."""

import shutil
from functools import partial

import numpy as np
import pytest
import torch

from gan_theory import Algorithm1, Recipe, train, train_many
from gan_theory.training.engine import compilation
from tests.support.training import SHORT, Wave


@pytest.fixture
def afresh():
    """Nothing has been compiled before."""
    compilation._compiled_round.cache_clear()
    yield
    compilation._compiled_round.cache_clear()


compiler = pytest.mark.skipif(not shutil.which("g++") and not shutil.which("clang++"), reason="needs a C++ compiler")

COMPILED = {
    "the default recipe": Recipe(),
    "k = 2": Recipe(k=2),
    "saturating, with momentum": Recipe(loss="saturating", beta_1=0.5),
    "spline": Recipe(G="spline", noise="uniform"),
    "a user's own G": Recipe(G=Wave()),
}


@compiler
@pytest.mark.parametrize("recipe", COMPILED.values(), ids=COMPILED)
def test_a_compiled_run_equals_the_run_to_rounding(recipe, afresh, monkeypatch):
    """Warnings are errors: a round that was not compiled would fail the test."""
    compiled = Algorithm1("two-modes", recipe, [3, 4], compile=True)
    eager = Algorithm1("two-modes", recipe, [3, 4], device="cpu:0")
    monkeypatch.setattr(compiled, "descend_G", None)
    for game in (compiled, eager):
        game.rounds(20)
    torch.testing.assert_close(compiled.state.G, eager.state.G, rtol=0, atol=1e-5)
    torch.testing.assert_close(compiled.state.D, eager.state.D, rtol=0, atol=1e-4)
    assert compiled.steps_D == eager.steps_D == 20 * recipe.k
    assert compiled.step == eager.step == 20


def test_many_shapes_can_be_compiled_in_one_process(afresh, monkeypatch):
    """Traced, and not translated to C++: what stops after eight of them is the tracing."""
    monkeypatch.setattr(torch, "compile", partial(torch.compile, backend="eager"))
    for E in range(1, 10):
        Algorithm1("two-modes", Recipe(batch=16, width=4), range(E), compile=True).rounds(2)


def test_without_a_compiler_training_goes_on_and_says_so(monkeypatch, afresh):
    def refused(*arguments, **options):
        def call(*arguments):
            raise RuntimeError("no C++ compiler was found\nand more")

        return call

    monkeypatch.setattr(torch, "compile", refused)
    game = Algorithm1("two-modes", SHORT, compile=True)
    with pytest.warns(UserWarning, match=r"continues uncompiled, .*: no C\+\+ compiler was found$"):
        game.rounds(2)
    game.rounds(3)
    eager = Algorithm1("two-modes", SHORT, device="cpu:0")
    eager.rounds(5)
    assert torch.equal(game.state.G, eager.state.G)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_CUDA_device_trains_as_well():
    *_, frames = train_many("two-modes", Recipe(frames=1), seeds=range(20), device="cuda")
    assert sum(frame.jsd <= 0.01 for frame in frames) >= 19


def test_torch_takes_one_thread_and_leaves_the_number_as_it_was(monkeypatch):
    """From two, since one is what the tests have."""
    before, during, descend_G = torch.get_num_threads(), [], Algorithm1.descend_G

    def recorded(game, *rates):
        during.append(torch.get_num_threads())
        descend_G(game, *rates)

    monkeypatch.setattr(Algorithm1, "descend_G", recorded)
    torch.set_num_threads(2)
    try:
        list(train("two-modes", steps=2, device="cpu:0"))
        after = torch.get_num_threads()
    finally:
        torch.set_num_threads(before)
    assert (during, after) == ([1, 1], 2)


RECIPES = {
    "the default recipe": Recipe(),
    "k = 2, saturating, with momentum": Recipe(k=2, loss="saturating", beta_1=0.5),
    "spline": Recipe(G="spline", noise="uniform", dataset_size=30),
}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_torch_and_numpy_train_alike_to_rounding(recipe):
    of_torch, of_numpy = (Algorithm1("two-modes", recipe, [3, 4], device=device) for device in ("cpu:0", "cpu"))
    for game in (of_torch, of_numpy):
        game.rounds(20)
    assert isinstance(of_torch.state.D, torch.Tensor) and isinstance(of_numpy.state.D, np.ndarray)
    for part, tolerance in (("D", 1e-4), ("G", 1e-5), ("ema_G", 1e-5)):
        np.testing.assert_allclose(getattr(of_torch.state, part), getattr(of_numpy.state, part), rtol=0, atol=tolerance)


def test_a_device_that_is_not_available_raises():
    for name in ("nowhere", "meta", 7.5) if torch.cuda.is_available() else ("nowhere", "meta", "cuda", 7.5):
        with pytest.raises(ValueError, match="expected a device that torch can use here; got"):
            train("two-modes", device=name)
