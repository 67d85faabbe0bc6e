"""The wrong losses: all differ from the right one and, with one mistake, from each other; their derivatives."""

import numpy as np
import pytest

from gan_theory.grading.training_step.game import losses
from gan_theory.grading.training_step.loss_check import minibatches
from gan_theory.grading.training_step.mistaken_losses import RIGHT, derivatives, mistaken_losses, times


@pytest.mark.parametrize("name", losses.LOSSES)
def test_the_right_losses_are_the_exact_ones_and_so_are_their_derivatives(name):
    for values in minibatches(name):
        loss, *exact = getattr(losses, name)(*values)
        assert RIGHT[name](*values) == pytest.approx(loss, rel=1e-14)
        np.testing.assert_allclose(derivatives(RIGHT[name], values), exact, rtol=1e-13)


@pytest.mark.parametrize("name", losses.LOSSES)
def test_no_two_wrong_losses_with_one_mistake_have_the_same_values(name):
    known = [("right", RIGHT[name]), *(each for each in mistaken_losses(name) if "; it also" not in each.sentence)]
    values = [np.array([loss(*batch) for batch in minibatches(name)]) for _, loss in known]
    assert len(known) >= 15
    for i in range(len(known)):
        for j in range(i):
            assert not np.allclose(values[i], values[j], rtol=1e-4, atol=1e-4), (known[i][0], known[j][0])


@pytest.mark.parametrize("name", losses.LOSSES)
def test_no_wrong_loss_with_two_mistakes_is_right(name):
    for sentence, loss in mistaken_losses(name):
        assert not all(np.isclose(loss(*batch), RIGHT[name](*batch)) for batch in minibatches(name)), sentence


@pytest.mark.parametrize("name", losses.LOSSES)
def test_every_wrong_loss_takes_complex_values_as_its_derivatives_need(name):
    for sentence, loss in mistaken_losses(name):
        batch = minibatches(name)[0]
        step = 1e-6
        number = len(batch) - 1
        moved = [[*batch[:number], batch[number] + sign * step * np.eye(4)[0]] for sign in (1, -1)]
        difference = (loss(*moved[0]) - loss(*moved[1])) / (2 * step)
        assert derivatives(loss, batch)[number][0] == pytest.approx(difference, rel=1e-6, abs=1e-8), sentence


def test_a_multiple_is_by_the_size_of_the_minibatch():
    doubled = times(RIGHT["loss_G"], lambda m: 2 * m)
    b = np.array([0.25, 0.5, 0.75])
    assert doubled(b) == pytest.approx(6 * RIGHT["loss_G"](b))
