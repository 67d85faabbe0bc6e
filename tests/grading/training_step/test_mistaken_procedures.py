"""The mistakes in a round: all differ from Algorithm 1 and from each other, wherever their sentences do."""

import numpy as np
import pytest

from gan_theory.grading.training_step.explanations import is_close
from gan_theory.grading.training_step.mistaken_procedures import RIGHT, mistakes
from gan_theory.grading.training_step.procedure import Procedure, play
from gan_theory.grading.training_step.round_check import SETTINGS, WITH_THREE


def played(procedure, settings=(*SETTINGS, *WITH_THREE)):
    """The numbers of minibatches, and all weights in one array."""
    ends = [end for setting in settings for end in play(procedure, setting)]
    return [end[:2] for end in ends], np.array([end.weights for end in ends])


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_no_two_mistakes_do_the_same(library):
    known = [("right", played(right)) for right in RIGHT]
    known += [(each.sentence, played(Procedure().with_changes(each.changes))) for each in mistakes(library)]
    for i, (sentence, (draws, weights)) in enumerate(known):
        for other, (their_draws, theirs) in known[:i]:
            if sentence != other:
                assert draws != their_draws or not is_close(np.nan_to_num(weights), np.nan_to_num(theirs)), (
                    sentence,
                    other,
                )


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_there_are_many_mistakes_and_their_weights_stay_finite(library):
    assert len({each.sentence for each in mistakes(library)}) >= 50
    for each in mistakes(library):
        if not {"weights", "transposed"} & set(map(str, each.changes.values())):
            assert np.isfinite(played(Procedure().with_changes(each.changes))[1]).all(), each


def test_sums_over_a_wrong_axis_work_for_three_samples():
    axes = [each for each in mistakes("numpy") if "axis_D" in each.changes or "axis_G" in each.changes]
    assert len(axes) == 12
    for each in axes:
        assert np.isfinite(played(Procedure().with_changes(each.changes), WITH_THREE)[1]).all()


def test_mistakes_of_one_library_are_not_tried_in_the_other():
    sentences = {library: {each.sentence for each in mistakes(library)} for library in ("numpy", "torch")}
    assert not any("zero_grad" in each or "optimizer" in each for each in sentences["numpy"])
    assert not any("axis=0" in each or "theta" in each for each in sentences["torch"])
