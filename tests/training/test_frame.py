"""A Frame is judged by the game's own functions, keeps its own G, and can be pickled."""

import pickle

import numpy as np
import pytest

from gan_theory import Algorithm1, C, D_star, V_from_logit, jsd, train
from tests.support.training import SHORT


def test_a_frame_is_judged_by_the_game_s_own_functions(short_run):
    for frame in short_run:
        assert frame.p_g.p.sum() == pytest.approx(1, abs=1e-12)
        assert frame.V == V_from_logit(frame.logit, frame.p_data, frame.p_g)
        assert frame.C == C(frame.p_data, frame.p_g)
        assert frame.jsd == jsd(frame.p_data, frame.p_g)
        assert frame.V <= frame.C + 1e-12
        assert frame.D_gap == pytest.approx(2 * frame.jsd - np.log(4) - frame.V, abs=1e-12)
        assert frame.G_gap == pytest.approx(frame.C + np.log(4), abs=1e-12)
        assert frame.moved == ""
        np.testing.assert_array_equal(frame.D_star, D_star(frame.p_data, frame.p_g))
        np.testing.assert_allclose(np.log(frame.D) - np.log1p(-frame.D), frame.logit, rtol=1e-9)
        assert frame.D_from_half == pytest.approx(np.abs(frame.D - 0.5) @ frame.p_data.p)
        assert frame.z.shape == frame.G_z.shape
        assert frame.x.size == 512


@pytest.mark.parametrize("noise", ["normal", "uniform"])
def test_samples_of_a_frame_have_the_density_p_g(noise):
    *_, frame = train("old-faithful", SHORT, noise=noise, seed=1)
    samples = frame.sample(10**6, seed=0)
    inside = np.clip(samples, frame.x[0], frame.x[-1])
    counts = np.histogram(inside, frame.p_g.edges)[0]
    expected = frame.p_g.p * 10**6
    judged = expected > 25
    assert judged.sum() > 100
    assert (np.abs(counts - expected)[judged] / np.sqrt(expected[judged])).max() < 5
    np.testing.assert_array_equal(frame.sample(5, seed=7), frame.sample(5, seed=7))
    assert not np.array_equal(frame.sample(5, seed=7), frame.sample(5, seed=8))
    assert not np.array_equal(frame.sample(5), frame.sample(5))


def test_a_frame_is_printed_with_its_own_numbers(short_run):
    for frame in short_run:
        assert repr(frame) == f"Frame(step {frame.step}, V={frame.V:.4f}, C={frame.C:.4f}, jsd={frame.jsd:.4f})"
        assert frame.D_on_data == pytest.approx(frame.D @ frame.p_data.p)
        assert frame.D_on_G == pytest.approx(frame.D @ frame.p_g.p)
    assert len({f"{value:.4f}" for value in (frame.V, frame.C, frame.jsd, frame.D_on_data, frame.D_on_G)}) == 5


def test_old_frames_keep_their_own_G():
    game = Algorithm1("two-modes", SHORT)
    before = game.frame()
    expected = before.sample(100, seed=0)
    game.ascend_D()
    game.descend_G()
    np.testing.assert_array_equal(before.sample(100, seed=0), expected)
    assert not np.array_equal(game.frame().sample(100, seed=0), expected)


def test_frames_travel_between_processes():
    *_, frame = train("two-modes", steps=2)
    other = pickle.loads(pickle.dumps(frame))
    np.testing.assert_array_equal(other.sample(10, seed=1), frame.sample(10, seed=1))
    assert repr(other) == repr(frame)


def test_a_bad_number_of_samples_raises():
    *_, frame = train("two-modes", steps=1)
    for n in (-1, 1.5):
        with pytest.raises(ValueError, match="expected n, an integer >= 0"):
            frame.sample(n)
