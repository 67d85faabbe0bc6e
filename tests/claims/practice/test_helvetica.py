"""The hypotheses of A11: which cases meet them, and which evidence notices where they fail."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS
from gan_theory.claims.practice.helvetica import argmax_of_D_is_unique, freeze_confident_D, freeze_D

CLAIM = CLAIMS["helvetica"]


@pytest.mark.parametrize("case", CLAIM.falsifiers, ids=lambda case: case.name)
def test_a_falsifier_ends_without_a_point_mass_by_either_loss(case):
    failures = {evidence.left for evidence in CLAIM.evidence(case) if not evidence.holds}
    losses = ("−log D(G(z))", "log(1 − D(G(z)))")
    not_a_point = {f"the greatest mass of p_g in one cell at the end, by {loss}" for loss in losses}
    off_argmax = {f"the final mass of p_g on argmax D, by {loss}" for loss in losses}
    assert failures == (not_a_point if case.name.startswith("D has its greatest") else not_a_point | off_argmax)


@pytest.mark.parametrize(("name", "cells"), [("equal", 512), ("uniforms-overlap", 80), ("disjoint-supports", 160)])
def test_where_argmax_D_is_many_cells_p_g_ends_on_all_of_them(name, cells):
    case = freeze_D(PAIRS[name])
    assert not argmax_of_D_is_unique(case)
    ends = [evidence.values[0] for evidence in CLAIM.evidence(case) if "on argmax" in evidence.left]
    assert ends == pytest.approx([1, 1])
    assert np.isclose(case.logit, case.logit.max(), atol=1e-12).sum() == cells


def test_argmax_D_is_judged_by_the_logit_where_D_rounds_to_1():
    case = freeze_confident_D(PAIRS["far-apart"])
    assert (case.D == 1).sum() > 100
    assert argmax_of_D_is_unique(case)
    assert CLAIM.check([case]).holds
