"""The gradients of both losses, before any training: near ½ no factor of 9 between them."""

from gan_theory.claims._shared.training_runs import SEEDS, new_game
from gan_theory.claims.practice._two_losses_runs import _is_much_stronger, _per_sample


def test_the_gradients_of_untrained_networks_are_the_means_over_samples():
    games = new_game("two-modes", SEEDS, batch=8, width=4)
    assert all(found.holds for found in _per_sample(games, "before training"))
    assert not any(_is_much_stronger(games, i) for i in range(3))
