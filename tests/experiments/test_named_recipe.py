"""A named recipe: what is measured on its runs, and how often it meets its criterion."""

from types import SimpleNamespace

import pytest

from gan_theory import Density, GaussianMixture, Recipe, grid, train
from gan_theory.experiments.named_recipe import NamedRecipe, final_jsd, mean_D_gap, relative_std

X = grid(-8, 8, 400)
NAMED = NamedRecipe(
    name="short",
    claim_id="A9",
    remark="A short run.",
    target="gaussian",
    recipe=Recipe(steps=4, frames=2, batch=16),
    quantity="final JSD",
    measure=final_jsd,
    threshold=0.05,
    expected=True,
    contrast="short",
)


def frames_with(**values):
    """Frames of a run that have one quantity only."""
    ((name, numbers),) = values.items()
    return [SimpleNamespace(**{name: number}) for number in numbers]


def test_the_final_jsd_is_that_of_the_last_frame():
    assert final_jsd(frames_with(jsd=[0.6, 0.2, 0.3])) == 0.3


def test_the_mean_gap_of_D_is_over_the_later_half():
    assert mean_D_gap(frames_with(D_gap=[9.0, 9.0, 1.0, 2.0])) == 1.5
    assert mean_D_gap(frames_with(D_gap=[9.0, 1.0, 2.0])) == 1.5


def test_the_relative_standard_deviation_is_the_median_over_the_frames_after_the_first():
    stds = [3.0, 0.5, 1.0, 0.25]
    p_data = Density.from_pdf(GaussianMixture((0.0,), (1.0,)).pdf, X)
    frames = [
        SimpleNamespace(p_data=p_data, p_g=Density.from_pdf(GaussianMixture((1.0,), (std,)).pdf, X)) for std in stds
    ]
    assert relative_std(frames) == pytest.approx(0.5, abs=1e-3)


def test_the_criterion_says_what_is_measured_and_how_much_may_remain():
    assert NAMED.criterion == "final JSD <= 0.05"


@pytest.mark.parametrize(("last", "meets"), [(0.049, True), (0.05, True), (0.051, False), (float("nan"), False)])
def test_a_run_meets_the_criterion_up_to_the_threshold(last, meets):
    assert NAMED.meets_criterion(frames_with(jsd=[0.6, last])) is meets


def test_a_run_that_diverged_does_not_meet_the_criterion():
    assert not NAMED.meets_criterion([*frames_with(jsd=[0.01]), None])


def test_the_success_rate_is_the_share_of_the_runs_that_meet_the_criterion():
    runs = [frames_with(jsd=[last]) for last in (0.01, 0.2, 0.03, 0.04)]
    assert NAMED.success_rate(runs=runs) == 0.75
    assert NAMED.success_rate(runs=[*runs, [None]]) == 0.6


def test_the_runs_are_those_of_train_from_each_seed():
    runs = NAMED.runs([3, 1])
    assert [len(frames) for frames in runs] == [3, 3]
    for seed, frames in zip((3, 1), runs):
        alone = list(train("gaussian", NAMED.recipe, seed=seed))
        assert [frame.step for frame in frames] == [frame.step for frame in alone]
        assert [frame.jsd for frame in frames] == pytest.approx([frame.jsd for frame in alone], rel=1e-4)
