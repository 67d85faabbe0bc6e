"""Nothing depends on settings of the process, such as NumPy's error state and torch's default type, or changes them."""

import os
import random
import sys
import threading

import matplotlib
import numpy as np
import pytest
import torch

import gan_theory
from gan_theory import CLAIMS, PAIRS, TARGETS, Density, best_gaussian, grid, select_sigma, train, train_many
from gan_theory.datasets.splits import train_validation_test_split
from gan_theory.datasets.targets import as_target
from gan_theory.evaluation.held_out import evaluate
from gan_theory.plotting.animation import animate

SHORT = dict(steps=20, frames=2)
GENERATORS = {
    "mlp": {},
    "spline": dict(G="spline", noise="uniform"),
    "polynomial": dict(G="polynomial", noise="uniform"),
    "table": dict(G="table", noise="uniform"),
    "a fixed data set": dict(dataset_size=20),
    "saturating": dict(loss="saturating"),
}


def jsds(**changes):
    return [frame.jsd for frame in train("two-modes", seed=0, **SHORT, **changes)]


@pytest.fixture
def float64_by_default():
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)


@pytest.mark.parametrize("changes", GENERATORS.values(), ids=GENERATORS)
def test_training_does_not_depend_on_torchs_default_type(changes, float64_by_default):
    found = jsds(**changes)
    torch.set_default_dtype(torch.float32)
    assert found == jsds(**changes)


def test_training_many_does_not_depend_on_torchs_default_type(float64_by_default):
    found = [[frame.jsd for frame in frames] for frames in train_many("two-modes", seeds=range(3), **SHORT)]
    torch.set_default_dtype(torch.float32)
    assert found == [[frame.jsd for frame in frames] for frames in train_many("two-modes", seeds=range(3), **SHORT)]


SAMPLES = np.r_[np.random.default_rng(0).normal(size=200), 100.0]


def held_out():
    split = train_validation_test_split(SAMPLES, 0)
    *_, frame = train(split.target("samples"), seed=0, **SHORT)
    return evaluate(frame, split).gap


COMPUTATIONS = {
    "smoothed samples": lambda: Density.from_samples(SAMPLES).p,
    "a pdf that underflows": lambda: Density.from_pdf(lambda x: np.exp(-x * x), grid(-40, 40), total=2).p,
    "training": jsds,
    "training on samples": lambda: [frame.jsd for frame in train(SAMPLES, seed=0, **SHORT)],
    "the best Gaussian": lambda: best_gaussian(PAIRS["two-modes-covered"].mixtures[0], "reverse-kl").value,
    "a bandwidth": lambda: select_sigma(SAMPLES[::2], SAMPLES[1::2]),
    "held-out data": held_out,
    **{f"the target {name}": lambda name=name: as_target(name).p_data.p for name in TARGETS},
}


@pytest.mark.parametrize("compute", COMPUTATIONS.values(), ids=COMPUTATIONS)
def test_computations_do_not_depend_on_numpys_error_state(compute):
    expected = compute()
    with np.errstate(all="raise"):
        assert np.array_equal(compute(), expected)


FORMULAS = ("jsd", "kl", "tv", "C", "D_star", "grad_C", "hess_C")


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_do_not_depend_on_numpys_error_state(name):
    formula = getattr(gan_theory, name)
    for case in PAIRS.values():
        expected = formula(case.p_data, case.p_g)
        with np.errstate(all="raise"):
            assert np.array_equal(formula(case.p_data, case.p_g), expected)


@pytest.mark.parametrize("name", CLAIMS)
def test_verdicts_do_not_depend_on_numpys_error_state(name):
    with np.errstate(all="raise"):
        verdict = CLAIMS[name].check()
    assert verdict.failures == []


def settings():
    return {
        "NumPy's errors": np.geterr(),
        "NumPy's printing": np.get_printoptions(),
        "NumPy's random numbers": repr(np.random.get_state()),  # noqa: NPY002 - the global state is what is looked at
        "torch's type": torch.get_default_dtype(),
        "torch's threads": torch.get_num_threads(),
        "torch's random numbers": torch.random.get_rng_state().tolist(),
        "Python's random numbers": random.getstate(),
        "matplotlib": dict(matplotlib.rcParams),
        "the working directory": os.getcwd(),
        "the environment": dict(os.environ),
        "the module path": list(sys.path),
        "threads": threading.active_count(),
    }


def test_nothing_changes_settings_of_the_process(tmp_path):
    before = settings()
    for compute in COMPUTATIONS.values():
        compute()
    CLAIMS["theorem_1"].check()
    CLAIMS["theorem_1"].check(grade="symbolic")
    with gan_theory.plot.figure(tmp_path / "figure.png") as ax:
        ax.plot([0, 1])
    animate(train("two-modes", steps=2, frames=1), tmp_path / "run.gif")
    after = settings()
    assert {name: after[name] for name in after if after[name] != before[name]} == {}
