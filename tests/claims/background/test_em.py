"""Evidence about EM: it holds for the package's steps, and names what a wrong step breaks."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import PAPER
from gan_theory.claims.background import _em
from gan_theory.claims.background._em import certified_evidence_of_em, evidence_of_em, evidence_of_partial_steps
from gan_theory.verification.cases.latent_models import LATENT_MODELS

TWO_MODES = LATENT_MODELS["two modes"]


def failing(evidence):
    return [found.what for found in evidence if not found.holds]


@pytest.mark.parametrize("wrong", [lambda eta: 1.0, lambda eta: eta / 2, lambda eta: eta**2])
def test_a_partial_step_of_another_size_does_not_shrink_the_gap_as_predicted(wrong, monkeypatch):
    joint, right = TWO_MODES.joint(), _em.ascend
    assert failing(evidence_of_partial_steps(PAPER, joint)) == []
    monkeypatch.setattr(_em, "ascend", lambda q, joint, eta: right(q, joint, wrong(eta)))
    assert any(name.startswith("the gap after each") for name in failing(evidence_of_partial_steps(PAPER, joint)))


@pytest.mark.parametrize(
    ("field", "change", "name"),
    [
        ("means", lambda values: (values[0] + 1e-3, *values[1:]), "means"),
        ("stds", lambda values: (values[0] * 1.001, *values[1:]), "variances"),
        ("weights", lambda values: (values[0] + 1e-3, values[1] - 1e-3), "weights"),
    ],
)
def test_an_m_step_that_is_off_is_named_and_its_rise_is_wrong(field, change, name, monkeypatch):
    right = _em.em_step

    def off(mixture, p_data):
        new = right(mixture, p_data)
        return replace(new, **{field: change(getattr(new, field))})

    monkeypatch.setattr(_em, "em_step", off)
    found = failing(evidence_of_em(PAPER, TWO_MODES, TWO_MODES.joint()))
    assert f"the {name} after each M step = those of q(z|x) p_data(x)" in found
    assert any(what.startswith("each M step raises the mean ELBO by") for what in found)


def test_an_em_step_that_stays_is_refuted_by_enclosures(monkeypatch):
    certified = pytest.importorskip("gan_theory.certified")
    p, q = map(certified.ExactMixture.of, (TWO_MODES.mixture, TWO_MODES.start))
    log_p = certified.expectation(p, certified.log_density(q))
    assert failing(certified_evidence_of_em(TWO_MODES, p, log_p)) == []
    monkeypatch.setattr(_em, "em_step", lambda mixture, p_data: mixture)
    found = failing(certified_evidence_of_em(TWO_MODES, p, log_p))
    assert {"an EM step gives it the mean of p(z|x) p_data(x)", "and raises E log p(x)"} <= set(found)
    assert np.isfinite(float(log_p))
