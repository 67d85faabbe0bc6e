"""The cases of latent-variable models: p_data, and p(x, z) of the mixture that EM starts from."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from gan_theory.verification.cases.latent_models import LATENT_MODELS


@pytest.mark.parametrize("case", LATENT_MODELS.values(), ids=LATENT_MODELS)
def test_the_masses_are_those_of_distributions(case):
    p_data, p_g = case.masses()
    assert LATENT_MODELS[case.name] is case
    assert p_data.shape == p_g.shape == case.p_data.x.shape
    assert p_data.sum() == pytest.approx(1, abs=1e-12)
    assert p_g.sum() == pytest.approx(1, abs=1e-9)
    np.testing.assert_allclose(p_g, case.joint().sum(axis=-1), rtol=1e-12, atol=1e-300)
    assert case.joint().shape == (p_data.size, len(case.start.means))


@pytest.mark.parametrize("case", LATENT_MODELS.values(), ids=LATENT_MODELS)
def test_z_is_the_number_of_the_component(case):
    x, start = case.p_data.x, case.start
    pdfs = np.stack([stats.norm(mean, std).pdf(x) for mean, std in zip(start.means, start.stds)], axis=-1)
    np.testing.assert_allclose(case.joint(), start.weights * pdfs / pdfs.sum(axis=0), rtol=1e-12, atol=1e-300)


def test_a_total_mass_scales_the_joint_and_leaves_the_data():
    case = LATENT_MODELS["two modes"]
    heavy = replace(case, total_mass=1.1)
    np.testing.assert_allclose(heavy.joint(), 1.1 * case.joint(), rtol=1e-14)
    assert np.array_equal(heavy.masses()[0], case.masses()[0])
    assert heavy.masses()[1].sum() == pytest.approx(1.1)


def test_a_case_at_rest_starts_from_the_mixture_of_the_data():
    case = LATENT_MODELS["two modes, at rest"]
    assert case.start == case.mixture
    np.testing.assert_allclose(*case.masses(), atol=1e-9)


def test_the_cases_have_fewer_as_many_and_more_components_than_the_data():
    more = {np.sign(len(case.start.means) - len(case.mixture.means)) for case in LATENT_MODELS.values() if case.mixture}
    assert more == {-1, 0, 1}
    assert any(case.mixture is None for case in LATENT_MODELS.values())
