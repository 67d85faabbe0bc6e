"""Procedures: Algorithm 1 written out by hand, the effect of a few mistakes, and changes that contradict each other."""

import numpy as np
import pytest

from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Minibatches, Weights
from gan_theory.grading.training_step.gradients import RIGHT_GRADIENTS, Gradients, Variant
from gan_theory.grading.training_step.procedure import FACTORS, ROUNDS, Procedure, Setting, play

SETTING = Setting(k=2, m=4, loss_G="loss_G", seed=9)


def by_hand(k=2, m=4, fresh_for_G=True):
    """Algorithm 1, for two rounds: the weights after each."""
    batches, (D, G), ends = Minibatches(9), Weights.start(), []
    gradients = Gradients(RIGHT_GRADIENTS, "loss_G")
    for _ in range(ROUNDS):
        for _ in range(k):
            x, z = batches.data(m), batches.noise(m)
            D = D - LR_D * gradients.of_loss_D(D, G, x, z)[0]
        z = batches.noise(m) if fresh_for_G else z
        G = G - LR_G * gradients.of_loss_G(D, G, z)[1]
        ends.append((D, G))
    return ends


def test_the_right_procedure_is_algorithm_1():
    ends = list(play(Procedure(), SETTING))
    assert [(end.n_data, end.n_noise) for end in ends] == [(2, 3), (4, 6)]
    np.testing.assert_allclose([end.weights for end in ends], by_hand(), rtol=1e-13)


def test_noise_of_G_that_is_drawn_first_is_as_good():
    (end, _) = play(Procedure(noise_G="first"), SETTING)
    assert (end.n_data, end.n_noise) == (2, 3)
    assert not np.allclose(end.weights, by_hand()[0])


def test_without_fresh_noise_for_G_fewer_minibatches_are_drawn():
    ends = list(play(Procedure(noise_G="D's"), SETTING))
    assert [(end.n_data, end.n_noise) for end in ends] == [(2, 2), (4, 4)]
    np.testing.assert_allclose([end.weights for end in ends], by_hand(fresh_for_G=False), rtol=1e-13)


def test_the_sizes_that_were_seen_are_drawn():
    sizes = {"data": [7, 7, 7, 7], "noise": [7] * 6}
    ends = list(play(Procedure(), SETTING, sizes))
    np.testing.assert_allclose([end.weights for end in ends], by_hand(m=7), rtol=1e-13)


def test_a_procedure_that_needs_other_sizes_leads_to_nan():
    (end, _) = play(Procedure(variant=Variant(axis_D="weights")), SETTING)
    assert np.isnan(end.weights.D).all()


@pytest.mark.parametrize(("steps", "count"), [("0", 0), ("1", 1), ("k", 2), ("k + 1", 3), ("k - 1", 1)])
def test_steps_are_counted(steps, count):
    assert next(play(Procedure(steps_D=steps), SETTING)).n_data == count
    assert next(play(Procedure(steps_G=steps), SETTING)).n_noise == 2 + count


@pytest.mark.parametrize("name", FACTORS)
def test_a_factor_multiplies_the_step(name):
    setting = Setting(k=1, m=4, loss_G="loss_G", seed=9)
    start, right = Weights.start(), next(play(Procedure(), setting)).weights
    factor = FACTORS[name](4, 1, LR_D, LR_G)
    got = next(play(Procedure(factors_D=(name,)), setting)).weights
    np.testing.assert_allclose(got.D - start.D, factor * (right.D - start.D), rtol=1e-12)
    got = next(play(Procedure(factors_G=(name,)), setting)).weights
    factor = FACTORS[name](4, 1, LR_G, LR_D)
    np.testing.assert_allclose(got.G - start.G, factor * (right.G - start.G), rtol=1e-12)


def test_a_gradient_that_is_never_set_to_0_adds_up_with_that_of_the_other_loss():
    setting = Setting(k=1, m=4, loss_G="loss_G", seed=9)
    batches, (D, G) = Minibatches(9), Weights.start()
    gradients, total = Gradients(RIGHT_GRADIENTS, "loss_G"), np.zeros(3)
    for _ in range(ROUNDS):
        total = total + gradients.of_loss_D(D, G, batches.data(4), batches.noise(4))[0]
        D = D - LR_D * total
        by_D, by_G = gradients.of_loss_G(D, G, batches.noise(4))
        total = total + by_D
        G = G - LR_G * by_G
    *_, end = play(Procedure(zero_D="never"), setting)
    np.testing.assert_allclose(end.weights, (D, G), rtol=1e-13)


def test_changes_are_added_or_contradict():
    ascent = Procedure().with_changes({"factors_D": ("-1",)})
    assert ascent.with_changes({"factors_D": ("1/m",)}).factors_D == ("-1", "1/m")
    assert ascent.with_changes({"terms": "data", "steps_D": "1"}) == Procedure(
        factors_D=("-1",), steps_D="1", variant=Variant(terms="data")
    )
    assert Procedure(steps_D="1").with_changes({"steps_D": "k + 1"}) is None
    assert Procedure(variant=Variant(terms="data")).with_changes({"terms": "swapped"}) is None
