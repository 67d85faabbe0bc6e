"""NumPy trains by default; torch what is compiled, on another device, or a user's own G."""

import subprocess
import sys
import warnings

import numpy as np
import pytest
import torch
from threadpoolctl import threadpool_info, threadpool_limits

from gan_theory import Algorithm1, Recipe
from gan_theory.training.engine.array_library import NumPyLibrary, choose_array_library
from gan_theory.training.engine.torch_library import TorchLibrary
from gan_theory.training.minibatches import noise_minibatches
from gan_theory.training.networks.linear_generators import Polynomial, Spline, Table
from gan_theory.training.networks.multilayer_perceptron import MLP
from tests.support.training import SHORT, Wave

LIBRARIES = {"numpy": NumPyLibrary(), "torch": TorchLibrary("cpu")}
in_both = pytest.mark.parametrize("library", LIBRARIES.values(), ids=LIBRARIES)


@pytest.mark.parametrize("G", [MLP(8), Polynomial(), Spline(), Table()])
def test_numpy_trains_the_families_of_the_package_on_the_CPU(G):
    for device in ("cpu", torch.device("cpu")):
        assert isinstance(choose_array_library(G, False, device), NumPyLibrary)


@pytest.mark.parametrize(
    ("G", "compile", "device"), [(MLP(8), True, "cpu"), (MLP(8), False, "cpu:0"), (Wave(), False, "cpu")]
)
def test_torch_trains_what_is_compiled_or_on_another_device_or_a_user_s_own_G(G, compile, device):
    library = choose_array_library(G, compile, device)
    assert isinstance(library, TorchLibrary)
    assert library.device == torch.device(device)


def test_the_choice_of_numpy_does_not_need_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert isinstance(choose_array_library(MLP(8), False, "cpu"), NumPyLibrary)


def test_training_by_default_does_not_load_torch():
    code = (
        "import sys, gan_theory; list(gan_theory.train('two-modes', steps=2, frames=1)); print('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@in_both
def test_arrays_are_of_float32_and_come_back_as_they_were(library):
    values = np.random.default_rng(0).normal(size=(2, 3, 1))
    array = library.array(values)
    assert str(array.dtype).removeprefix("torch.") == "float32" and tuple(array.shape) == (2, 3, 1)
    back = library.to_numpy(array)
    assert isinstance(back, np.ndarray) and np.array_equal(back, values.astype(np.float32))
    assert library.to_numpy(library.array([1, 2])).tolist() == [1, 2]


@in_both
def test_numbers_come_in_their_order(library):
    assert [float(each) for each in library.scalars(0.5, 3.0, -2.0)] == [0.5, 3.0, -2.0]


@pytest.mark.parametrize("noise", ["normal", "uniform"])
def test_one_seed_has_the_same_minibatches_in_either(noise):
    of_numpy, of_torch = (noise_minibatches(noise, (3, 4), 64, library) for library in LIBRARIES.values())
    for _ in range(70):  # more than are drawn at a time
        assert np.array_equal(next(of_numpy), next(of_torch).numpy())


@pytest.mark.parametrize("dataset_size", [0, 20])
def test_one_seed_has_the_same_data_in_either(dataset_size):
    recipe = Recipe(dataset_size=dataset_size)
    of_numpy, of_torch = (Algorithm1("two-modes", recipe, [3, 4], device=device) for device in ("cpu", "cpu:0"))
    for _ in range(70):
        assert np.array_equal(next(of_numpy._data), next(of_torch._data).numpy())


def test_numpy_trains_in_one_thread():
    def blas_threads():
        return {pool["num_threads"] for pool in threadpool_info() if "numpy" in pool["filepath"]}

    during, descend_G = [], Algorithm1.descend_G
    game = Algorithm1("two-modes", SHORT)
    game.descend_G = lambda *rates: (during.append(blas_threads()), descend_G(game, *rates))
    with threadpool_limits(2, user_api="blas"):
        if blas_threads() != {2}:
            pytest.skip("needs a BLAS whose threads can be set")
        game.rounds(2)
        assert blas_threads() == {2}
    assert during == [{1}, {1}]


def test_numbers_that_overflow_as_training_diverges_are_no_warning():
    with warnings.catch_warnings(), NumPyLibrary().training_context():
        warnings.simplefilter("error")
        assert np.isinf(np.float32(3e38) * np.float32(10)).all()
        assert np.isnan(np.array([np.inf]) - np.inf).all()
    with pytest.warns(RuntimeWarning, match="overflow"):
        np.float32(3e38) * np.float32(10)
