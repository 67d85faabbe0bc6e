"""p_g of a Frame is exact enough, on a grid that is wide enough; an overfitted D has not diverged."""

import pytest
from scipy import stats

from gan_theory import Algorithm1, Recipe, jsd, push_forward, train
from gan_theory.datasets.targets import as_target
from gan_theory.densities.noise import NOISES


def test_the_interpolant_of_G_is_fine_enough():
    *_, frame = train("two-modes", steps=300, frames=1)
    half = push_forward(frame.z[::2], frame.G_z[::2], NOISES[frame.noise], frame.x)
    assert abs(jsd(frame.p_data, half) - frame.jsd) < 1e-5


def test_the_jsd_is_taken_on_512_cells_beyond_the_1e_5_quantiles():
    density = as_target(stats.norm(4, 0.5)).p_data
    assert density.n == 512
    assert density.edges[0] < stats.norm(4, 0.5).ppf(1e-5)
    assert density.edges[-1] > stats.norm(4, 0.5).isf(1e-5)


def test_a_D_that_memorises_its_data_set_has_not_diverged():
    frames = list(train("gaussian", Recipe(dataset_size=10, k=10, first_layer_frequency=8.0, steps=300, frames=3)))
    assert frames[-1].step == 300
    assert frames[-1].jsd > 0.05


def test_a_D_that_is_certain_and_wrong_has_diverged_unless_it_sees_a_data_set():
    """The logit is about −30 everywhere, so that −log D(x) is 30 nats."""
    for size in (0, 10):
        game = Algorithm1("gaussian", Recipe(dataset_size=size))
        game.state.D[:, -1] = -30
        if size:
            assert game.frame().V < -10
        else:
            with pytest.raises(FloatingPointError, match=r"the loss of D has grown to .* nats, where D = ½ has 1.39"):
                game.frame()
