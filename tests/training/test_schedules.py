"""Frames are due at about as many steps as the recipe says, and G's average decays as it says."""

import numpy as np

from gan_theory import Algorithm1, Recipe


def test_the_default_is_about_120_frames_a_run():
    stops = Algorithm1("two-modes", Recipe()).frame_steps()
    assert len(stops) == 120
    assert stops[-1] == Recipe().steps


def test_early_frames_are_due_at_the_cubes():
    stops = Algorithm1("two-modes", Recipe(steps=1000, frames=10, frame_spacing="early")).frame_steps()
    assert stops.tolist() == [1, 8, 27, 64, 125, 216, 343, 512, 729, 1000]
    stops = Algorithm1("two-modes", Recipe(steps=3000, k_G=3, frames=10, frame_spacing="early")).frame_steps()
    assert stops.tolist() == [3 * i**3 for i in range(1, 11)]


def test_the_average_of_G_forgets_the_start_and_then_decays_as_the_recipe_says():
    game = Algorithm1("two-modes", Recipe(ema_decay=0.6, steps=30))
    average = game.state.ema_G
    for i in range(30):
        game.rounds(1)
        keep = min(0.6, (i + 1) / (i + 10))
        average = keep * average + (1 - keep) * game.state.G
    np.testing.assert_allclose(game.state.ema_G, average, rtol=0, atol=1e-5)


def test_without_averaging_frames_show_G_itself():
    game = Algorithm1("two-modes", Recipe(steps=20, ema_decay=0.0))
    game.rounds(1)
    assert np.array_equal(game.state.ema_G, game.state.G)


def test_the_steps_of_D_become_smaller_as_the_recipe_says():
    """The first step of D from the same weights and minibatches, at several steps of G."""
    sizes = []
    for step in (0, 5, 10, 20):
        game = Algorithm1("two-modes", Recipe(steps=20, final_lr_factor=0.2))
        game.step, before = step, game.state.D
        game.ascend_D()
        sizes.append(np.linalg.norm(game.state.D - before))
    np.testing.assert_allclose(np.array(sizes) / sizes[0], [1, 0.8, 0.6, 0.2], rtol=1e-3)
