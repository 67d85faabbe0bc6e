"""The named joint densities are distributions, with the dependence that their names promise."""

import numpy as np
import pytest

from gan_theory.verification.cases.joints import JOINTS, X


def marginal(joint, *axes):
    """The masses of the variables at these axes."""
    return joint.sum(axis=tuple(axis for axis in range(joint.ndim) if axis not in axes))


@pytest.mark.parametrize("name", JOINTS)
def test_the_masses_are_those_of_a_distribution_of_two_or_three_variables(name):
    joint = JOINTS[name]
    assert joint.ndim in (2, 3)
    assert (joint >= 0).all()
    assert joint.sum() == pytest.approx(1, abs=1e-14)


def correlation(name):
    joint = JOINTS[name]
    x, y = np.meshgrid(X, X, indexing="ij")
    mean_x, mean_y = (joint * x).sum(), (joint * y).sum()
    covariance = (joint * (x - mean_x) * (y - mean_y)).sum()
    return covariance / np.sqrt((joint * (x - mean_x) ** 2).sum() * (joint * (y - mean_y) ** 2).sum())


def test_the_gaussians_are_independent_or_have_a_correlation_near_0_8():
    independent = JOINTS["independent"]
    product = marginal(independent, 0)[:, None] * marginal(independent, 1)
    np.testing.assert_allclose(independent, product, rtol=1e-12)
    assert correlation("independent") == pytest.approx(0, abs=1e-12)
    assert correlation("correlated, ρ = 0.8") == pytest.approx(0.8, abs=0.02)  # the tails beyond ±3 are cut off


def test_the_ring_and_the_moons_lie_where_they_should():
    x, y = np.meshgrid(X, X, indexing="ij")
    assert (JOINTS["a ring"] * np.hypot(x, y)).sum() == pytest.approx(2, abs=0.05)
    moons = JOINTS["two moons"]
    np.testing.assert_allclose(moons, moons[::-1, ::-1], rtol=1e-12)
    assert moons[11:13, 11:13].sum() < 0.01 < moons.max()  # a gap at the centre


def test_y_is_a_function_of_x_in_the_bits_and_near_one_on_the_parabola():
    assert np.count_nonzero(JOINTS["y = 1 − x, bits"], axis=1).tolist() == [1, 1]
    given, found = np.nonzero(JOINTS["y near x²/2, nowhere else"])
    assert (np.abs(X[found] - X[given] ** 2 / 2) <= X[1] - X[0]).all()


def test_the_last_step_of_the_markov_chain_depends_on_the_one_before_only():
    joint = JOINTS["a Markov chain"]
    np.testing.assert_allclose(marginal(joint, 0), [0.5, 0.3, 0.2])
    for middle in range(3):
        rows = joint[:, middle, :]
        rows = rows[rows.sum(axis=1) > 0]
        np.testing.assert_allclose(
            rows / rows.sum(axis=1, keepdims=True),
            np.tile(joint[:, middle].sum(0), (len(rows), 1)) / joint[:, middle].sum(),
        )


def test_the_xor_is_independent_in_pairs_but_not_jointly():
    joint = JOINTS["z = x xor y, independent in pairs"]
    for pair in ((0, 1), (0, 2), (1, 2)):
        assert marginal(joint, *pair).tolist() == [[0.25, 0.25], [0.25, 0.25]]
    assert np.count_nonzero(joint) == 4


def test_the_two_effects_are_independent_given_their_cause():
    joint = JOINTS["two effects of one cause"]
    np.testing.assert_allclose(marginal(joint, 0), [1 / 3, 2 / 3])
    for cause in joint:
        np.testing.assert_allclose(cause * cause.sum(), np.outer(cause.sum(1), cause.sum(0)), rtol=1e-12)


def test_the_point_mass_is_in_one_cell_and_the_rare_cells_are_kept():
    assert np.sort(JOINTS["a point mass"].ravel()).tolist() == [0] * 7 + [1]
    assert JOINTS["rare cells"][0, 1] == pytest.approx(1e-300, rel=1e-9, abs=0)
    assert JOINTS["2 × 3 × 5, random"].shape == (2, 3, 5)
