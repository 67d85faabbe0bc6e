"""Minibatches of the exercise's game: two independent streams, and the record of draws and of changes of weights."""

import numpy as np
import pytest

from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Draw, Minibatches, Recorder, Weights


def test_data_do_not_depend_on_how_much_noise_was_drawn_before():
    first, second = Minibatches(3), Minibatches(3)
    second.noise(5)
    np.testing.assert_array_equal(first.data(4), second.data(4))
    assert not np.array_equal(first.data(4), first.data(4))
    assert not np.array_equal(Minibatches(3).data(4), Minibatches(4).data(4))


def test_data_and_noise_have_their_distributions():
    batches = Minibatches(0)
    data, noise = batches.data(100_000), batches.noise(100_000)
    assert data.mean() == pytest.approx(1, abs=0.01) and data.std() == pytest.approx(0.7, abs=0.01)
    assert noise.mean() == pytest.approx(0, abs=0.02) and noise.std() == pytest.approx(1, abs=0.01)


def test_the_record_has_each_draw_and_each_change_of_weights():
    weights = Weights.start()
    record = Recorder(Minibatches(0), lambda: Weights(weights.D.copy(), weights.G.copy()))
    assert record.data(2).shape == (2,)
    weights.D[1] += 1
    record.noise(3)
    record.look()
    weights.G[0] = np.nan
    record.look()
    record.look()
    assert record.draws == [Draw("data", 2), Draw("noise", 3)]
    assert [(each.D[1] - weights.D[1], np.isnan(each.G[0])) for each in record.seen] == [(-1, 0), (0, 0), (0, 1)]


@pytest.mark.parametrize("m", [0, -1, 2.0, True, (3, 1), None, 10**9])
def test_the_size_of_a_minibatch_is_checked(m):
    with pytest.raises(ValueError, match=r"^expected m"):
        Recorder(Minibatches(0), Weights.start).data(m)


def test_the_learning_rates_differ():
    assert LR_D != LR_G
