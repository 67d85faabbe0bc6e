"""What is taken for an array: columns of data frames, tensors, lists, views; what would be misread is refused."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
import torch
import xarray as xr
from scipy import stats

from gan_theory import Case, Density, grid, jsd, kl, push_forward, train
from gan_theory.datasets.targets import as_target
from gan_theory.densities.grid import grid_for
from gan_theory.evaluation.parzen import parzen_log_likelihood

MASSES = np.array([0.1, 0.2, 0.3, 0.4])


class Subclass(np.ndarray):
    pass


def read_only(values):
    values = np.array(values)
    values.flags.writeable = False
    return values


CONTAINERS = {
    "list": list,
    "tuple": tuple,
    "list of float64": lambda a: [np.float64(each) for each in a],
    "read-only array": read_only,
    "view of every other element": lambda a: np.repeat(a, 2)[::2],
    "reversed view": lambda a: a[::-1].copy()[::-1],
    "big-endian array": lambda a: a.astype(">f8"),
    "subclass": lambda a: a.view(Subclass),
    "masked array without a mask": np.ma.masked_array,
    "pandas series": pd.Series,
    "pandas series with other labels": lambda a: pd.Series(a, index=np.arange(len(a))[::-1]),
    "pandas column": lambda a: pd.DataFrame({"a": a, "b": 0.0})["a"],
    "polars series": pl.Series,
    "polars column": lambda a: pl.DataFrame({"a": a, "b": a})["a"],
    "xarray": xr.DataArray,
    "tensor": torch.tensor,
}


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_masses_in_any_container_are_taken(container):
    q = container(MASSES)
    assert jsd(MASSES[::-1].copy(), q) == jsd(MASSES[::-1].copy(), MASSES)
    assert Density(grid(0, 1, 4), q).p.tolist() == MASSES.tolist()
    assert Density.from_pdf(container(4 * MASSES), grid(0, 1, 4)).p.tolist() == pytest.approx(MASSES.tolist())


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_samples_in_any_container_are_taken(container):
    samples = np.random.default_rng(0).normal(size=50)
    expected = Density.from_samples(samples)
    assert np.array_equal(Density.from_samples(container(samples)).p, expected.p)
    assert np.array_equal(as_target(container(samples)).samples, samples)
    assert (
        parzen_log_likelihood(container(samples), container(samples), 0.5).tolist()
        == parzen_log_likelihood(samples, samples, 0.5).tolist()
    )


LOW_PRECISION = {
    "array of float32": lambda a: np.float32(a),
    "list of float32": lambda a: [np.float32(each) for each in a],
    "tensor of float32": lambda a: torch.tensor(a, dtype=torch.float32),
    "pandas of float32": lambda a: pd.Series(a, dtype="float32"),
    "polars of float32": lambda a: pl.Series(a, dtype=pl.Float32),
    "xarray of float32": lambda a: xr.DataArray(np.float32(a)),
    "array of float16": lambda a: np.float16(a),
    "tensor of float16": lambda a: torch.tensor(a, dtype=torch.float16),
}


@pytest.mark.parametrize("container", LOW_PRECISION.values(), ids=LOW_PRECISION)
def test_masses_of_low_precision_have_the_tolerance_of_their_type(container):
    masses = np.random.default_rng(0).dirichlet(np.ones(20))
    rounded = container(masses)
    assert abs(np.asarray(rounded, np.float64).sum() - 1) > 1e-9
    assert jsd(rounded, masses) < 1e-3
    with pytest.raises(ValueError, match=r"sum to 1 within .*: divide by the sum in float64"):
        jsd(container(1.02 * masses), masses)
    with pytest.raises(ValueError, match=r"sum to 1 within 1e-09; .*: divide by the sum in float64"):
        Density(grid(0, 1, 20), rounded)


MASKED = np.ma.masked_array([1.0, 2.0, 4.0, 9.0], mask=[False, False, False, True])
TAKE_ARRAYS = {
    "from_samples": lambda a: Density.from_samples(a),
    "from_pdf": lambda a: Density.from_pdf(a, grid(0, 1, 4)),
    "Density": lambda a: Density(grid(0, 1, 4), a),
    "x of Density": lambda a: Density(a, MASSES),
    "jsd": lambda a: jsd(a, MASSES),
    "kl": lambda a: kl(MASSES, a),
    "push_forward": lambda a: push_forward(a, [1.0, 2.0, 3.0, 4.0], "normal", grid(0, 1, 4)),
    "parzen": lambda a: parzen_log_likelihood(a, [0.0], 0.5),
    "parzen's data": lambda a: parzen_log_likelihood([0.0, 1.0], a, 0.5),
    "as_target": as_target,
    "train": train,
}


@pytest.mark.parametrize("take", TAKE_ARRAYS.values(), ids=TAKE_ARRAYS)
def test_masked_values_are_refused_and_not_taken_for_data(take):
    with pytest.raises(ValueError, match=r"without masked values; got 1 of them: leave them out by \.compressed\(\)"):
        take(MASKED)


@pytest.mark.parametrize("take", TAKE_ARRAYS.values(), ids=TAKE_ARRAYS)
def test_a_tensor_that_requires_a_gradient_is_refused_with_what_to_do(take):
    with pytest.raises(ValueError, match=r"of real numbers; got Tensor: .*detach"):
        take(torch.tensor([0.1, 0.2, 0.3, 0.4], requires_grad=True))


@pytest.mark.parametrize("missing", [pd.Series([1.0, None, 3.0]), pl.Series([1.0, None, 3.0]), [1.0, np.nan, 3.0]])
def test_missing_samples_are_refused(missing):
    with pytest.raises(ValueError, match="expected finite samples; got 1 nan or infinite among 3"):
        Density.from_samples(missing)


def test_new_distributions_of_scipy_are_taken_as_the_frozen_ones():
    if not hasattr(stats, "Normal"):
        pytest.skip("needs SciPy 1.15")
    new, frozen = stats.Normal(mu=1.0, sigma=0.5), stats.norm(1.0, 0.5)
    x = grid(-2, 4, 64)
    assert Density.from_scipy(new, x).p == pytest.approx(Density.from_scipy(frozen, x).p, abs=1e-14)
    target = as_target(new)
    assert (target.name, target.samples) == ("Normal", None)
    assert target.p_data.mean() == pytest.approx(1)
    *_, last = train(new, steps=2, frames=1, seed=0)
    *_, expected = train(as_target(frozen), steps=2, frames=1, seed=0)
    assert last.jsd == pytest.approx(expected.jsd, abs=1e-9)


def test_what_is_no_distribution_is_reported():
    with pytest.raises(ValueError, match=r"expected a frozen scipy.stats distribution; got int"):
        Density.from_scipy(3)
    with pytest.raises(ValueError, match="expected a distribution with a method ppf or icdf; got int"):
        grid_for(3)


def test_a_case_takes_any_container():
    case = Case("tensor", torch.tensor(MASSES), pd.Series(MASSES))
    assert all(isinstance(each, np.ndarray) for each in case.masses())
    assert case.x().tolist() == [0, 1, 2, 3]
