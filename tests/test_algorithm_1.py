"""Algorithm 1 brings p_g near p_data; its frames are exact, repeatable and of the averaged G; bad recipes are named."""

import pickle
from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy import stats
from torch.nn.functional import softplus

from gan_theory import Algorithm1, C, D_star, Density, Recipe, V, grid, jsd, moments, push_forward, train, tv
from gan_theory.algorithm_1 import _G, _logit_D
from gan_theory.pushforward import NOISES
from gan_theory.samples import OLD_FAITHFUL, read_column
from gan_theory.targets import TARGETS, as_target

SHORT = Recipe(steps=60, frames=6)


@pytest.fixture(scope="module")
def short():
    return list(train("two-modes", SHORT, seed=3))


def test_frames_run_from_before_the_first_step_to_after_the_last(short):
    assert [frame.step for frame in short] == [0, 10, 20, 30, 40, 50, 60]


def test_the_default_is_about_120_frames_a_run():
    stops = Algorithm1(as_target("two-modes"), Recipe()).stops()
    assert len(stops) == 120
    assert stops[-1] == Recipe().steps


def test_fewer_steps_than_frames_give_a_frame_each():
    assert [frame.step for frame in train("two-modes", steps=3)] == [0, 1, 2, 3]


def test_a_frame_is_judged_by_the_game_s_own_functions(short):
    for frame in short:
        assert frame.p_g.p.sum() == pytest.approx(1, abs=1e-12)
        assert frame.V == V(None, frame.p_data, frame.p_g, logit=frame.logit)
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
def test_samples_of_a_frame_have_the_law_p_g(noise):
    *_, frame = train("old-faithful", SHORT, noise=noise, seed=1)
    samples = frame.sample(10**6, seed=0)
    inside = np.clip(samples, frame.x[0], frame.x[-1])
    counts = np.histogram(inside, frame.p_g.edges)[0]
    expected = frame.p_g.p * 10**6
    judged = expected > 25
    assert judged.sum() > 100
    assert (np.abs(counts - expected)[judged] / np.sqrt(expected[judged])).max() < 5
    np.testing.assert_array_equal(frame.sample(5, seed=7), frame.sample(5, seed=7))


def test_old_frames_keep_their_own_G():
    players = Algorithm1(as_target("two-modes"), SHORT)
    before = players.frame()
    expected = before.sample(100, seed=0)
    players.ascend_D()
    players.descend_G()
    np.testing.assert_array_equal(before.sample(100, seed=0), expected)
    assert not np.array_equal(players.frame().sample(100, seed=0), expected)


def test_the_interpolant_of_G_is_fine_enough():
    *_, frame = train("two-modes", steps=300, frames=1)
    half = push_forward(frame.z[::2], frame.G_z[::2], NOISES[frame.noise], frame.x)
    assert abs(jsd(frame.p_data, half) - frame.jsd) < 1e-5


def test_the_same_seed_gives_the_same_frames_to_the_bit(short):
    again = list(train("two-modes", SHORT, seed=3))
    for one, other in zip(short, again):
        np.testing.assert_array_equal(one.G_z, other.G_z)
        np.testing.assert_array_equal(one.logit, other.logit)
        np.testing.assert_array_equal(one.p_g.p, other.p_g.p)
    *_, different = train("two-modes", SHORT, seed=4)
    assert not np.array_equal(short[-1].G_z, different.G_z)


def test_training_touches_no_global_generator_and_no_thread_count():
    torch.manual_seed(0)
    np.random.seed(0)  # noqa: NPY002
    state, legacy, threads = torch.get_rng_state(), np.random.get_state()[1].copy(), torch.get_num_threads()  # noqa: NPY002
    list(train("two-modes", steps=2))
    assert torch.equal(torch.get_rng_state(), state)
    assert np.array_equal(np.random.get_state()[1], legacy)  # noqa: NPY002
    assert torch.get_num_threads() == threads


class Recorded(Algorithm1):
    """Algorithm 1 that writes down whose turn it is."""

    def ascend_D(self):
        self.turns = [*getattr(self, "turns", []), "D"]
        super().ascend_D()

    def descend_G(self):
        self.turns = [*getattr(self, "turns", []), "G"]
        super().descend_G()


@pytest.mark.parametrize("k", [1, 3])
def test_D_takes_k_steps_before_each_step_of_G(k):
    players = Recorded(as_target("two-modes"), Recipe(k=k, steps=2, frames=1))
    list(players.run())
    assert players.turns == ["D"] * k + ["G"] + ["D"] * k + ["G"]


def test_a_step_of_D_leaves_G_alone_and_the_other_way_round():
    players = Algorithm1(as_target("two-modes"), SHORT)
    G, D = ([w.detach().clone() for w in weights] for weights in (players.G, players.D))
    players.ascend_D()
    assert all(torch.equal(a, b) for a, b in zip(G, players.G))
    assert not any(torch.equal(a, b) for a, b in zip(D, players.D))
    D = [w.detach().clone() for w in players.D]
    players.descend_G()
    assert all(torch.equal(a, b) for a, b in zip(D, players.D))
    assert not all(torch.equal(a, b) for a, b in zip(G, players.G))


@pytest.mark.parametrize("loss", ["non-saturating", "saturating"])
def test_G_descends_the_loss_it_is_given(loss):
    recipe = Recipe(loss=loss, batch=100_000, lr_G=1e-6, beta_2=0.0)
    players = Algorithm1(as_target("two-modes"), recipe)
    z = torch.randn(100_000, 1, generator=torch.Generator().manual_seed(5))
    logit = _logit_D(players.D, _G(players.G, z))
    value = -softplus(logit).mean() if loss == "saturating" else softplus(-logit).mean()
    gradient = torch.autograd.grad(value, players.G)
    before = [w.detach().clone() for w in players.G]
    players.descend_G()
    for w, old, slope in zip(players.G, before, gradient):
        clear = slope.abs() > 0.1 * slope.abs().max()
        assert torch.equal(torch.sign(w.detach() - old)[clear], -torch.sign(slope)[clear])


@pytest.mark.parametrize("averages", ["as they are", "elsewhere"])
def test_D_ascends_the_gradient_of_V(averages):
    """The gradient on 300,000 samples against that of V by quadrature on the grid, at the G that plays."""
    players = Algorithm1(as_target("two-modes"), Recipe(batch=300_000))
    frame = players.frame()
    x = torch.from_numpy(((frame.x - players.centre) / players.scale).astype(np.float32))[:, None]
    logit = _logit_D(players.D, x)[:, 0]
    p_data, p_g = torch.from_numpy(frame.p_data.p.astype(np.float32)), torch.from_numpy(frame.p_g.p.astype(np.float32))
    value = -(p_data * softplus(-logit) + p_g * softplus(logit)).sum()
    exact = torch.cat([slope.flatten() for slope in torch.autograd.grad(value, players.D)])
    if averages == "elsewhere":
        for weight in players.average:
            weight.zero_()
    players.ascend_D()
    taken = torch.cat([-weight.grad.flatten() for weight in players.D])
    assert float((taken - exact).norm() / exact.norm()) < 0.02


def test_frames_travel_between_processes():
    *_, frame = train("two-modes", steps=2)
    other = pickle.loads(pickle.dumps(frame))
    np.testing.assert_array_equal(other.sample(10, seed=1), frame.sample(10, seed=1))
    assert repr(other) == repr(frame)


def test_D_ascends_V():
    players = Algorithm1(as_target("two-modes"), Recipe(batch=50_000))
    before = players.frame().V
    for _ in range(20):
        players.ascend_D()
    assert players.frame().V > before + 0.05


def test_frames_show_the_average_of_G_s_weights_everywhere():
    players = Algorithm1(as_target("two-modes"), Recipe(steps=200, averaging=0.99))
    for _ in range(200):
        players.ascend_D()
        players.descend_G()
    frame = players.frame()
    z = torch.as_tensor(frame.z)[:, None]
    in_units = lambda weights, z: (  # noqa: E731
        _G([weight.detach().double() for weight in weights], z)[:, 0].numpy() * players.scale + players.centre
    )
    np.testing.assert_allclose(frame.G_z, in_units(players.average, z), rtol=1e-12, atol=1e-12)
    assert np.abs(in_units(players.G, z) - frame.G_z).max() > 1e-3
    z = torch.as_tensor(np.random.default_rng(3).standard_normal(1000))[:, None]
    np.testing.assert_allclose(frame.sample(1000, 3), in_units(players.average, z), rtol=1e-12, atol=1e-12)


def test_without_averaging_frames_show_G_itself():
    players = Algorithm1(as_target("two-modes"), Recipe(steps=20, averaging=0.0))
    players.ascend_D()
    players.descend_G()
    assert all(torch.equal(a, b.detach()) for a, b in zip(players.average, players.G))


@pytest.mark.parametrize("target", ["gaussian", "two-modes", "old-faithful"])
def test_the_default_recipe_brings_the_jsd_under_a_twentieth(target):
    *_, last = train(target, Recipe(frames=1), seed=0)
    assert last.jsd < 0.05
    assert last.D_from_half < 0.1


SHIFTS = {"far from 0": (400.0, 0.5), "wide": (0.0, 1e4), "very far": (1e9, 0.5), "narrow": (4.0, 1e-3)}


@pytest.mark.parametrize(("mean", "std"), SHIFTS.values(), ids=SHIFTS)
def test_data_far_from_0_or_wide_train_as_well_as_centred_data(mean, std):
    recipe = Recipe(steps=300, frames=1)
    *_, centred = train(stats.norm(0, 1), recipe, seed=0)
    *_, moved = train(stats.norm(mean, std), recipe, seed=0)
    assert moved.jsd == pytest.approx(centred.jsd, abs=2e-3)


def test_real_samples_are_trained_on_as_they_are_and_judged_smoothed():
    _, minutes = read_column(OLD_FAITHFUL)
    target = as_target(minutes)
    drawn = target.draw(10_000, np.random.default_rng(0))
    assert set(drawn) == set(minutes)
    assert 0.05 < target.p_data.bandwidth < 0.3
    np.testing.assert_array_equal(target.p_data.p, Density.from_samples(minutes).p)


@pytest.mark.parametrize("target", TARGETS)
def test_a_named_target_draws_from_its_own_density(target):
    target = as_target(target)
    edges = target.p_data.edges
    drawn = np.clip(target.draw(10**5, np.random.default_rng(0)), edges[0], edges[-1])
    assert drawn.mean() == pytest.approx(target.p_data.mean(), abs=0.02 * target.p_data.std())
    if target.p_data.bandwidth is None:
        assert (
            stats.kstest(drawn, lambda x: np.interp(x, edges, np.append(0, np.cumsum(target.p_data.p)))).pvalue > 1e-4
        )


def test_a_density_is_a_target():
    density = Density.from_pdf(stats.norm(2, 1).pdf, grid(-3, 7, 100))
    *_, frame = train(density, steps=5)
    assert frame.p_data is density


def test_the_jsd_is_taken_on_512_cells_beyond_the_1e_5_quantiles():
    density = as_target(stats.norm(4, 0.5)).p_data
    assert density.n == 512
    assert density.edges[0] < stats.norm(4, 0.5).ppf(1e-5)
    assert density.edges[-1] > stats.norm(4, 0.5).isf(1e-5)


def test_the_four_moments_are_what_the_captions_say():
    four = moments("gaussian", steps=800, seed=1)
    a, b, c, d = four.values()
    assert list(four) == ["a", "b", "c", "d"]
    assert a.jsd <= 0.2
    assert -np.log(4) < a.V < a.C - 0.01
    np.testing.assert_array_equal(a.G_z, b.G_z)
    assert b.C - b.V <= 0.01
    np.testing.assert_array_equal(b.logit, c.logit)
    assert tv(b.p_g, c.p_g) >= 0.1
    assert c.V < b.V
    assert d.step == 800
    assert d.jsd < 0.02
    assert d.D_from_half < 0.05


def test_a_moment_that_does_not_come_is_told():
    with pytest.raises(RuntimeError, match="to come within 1 steps; the last: Frame"):
        moments("gaussian", steps=1, lr_D=1e-9)


def test_training_that_diverges_names_the_step_and_what_became_infinite():
    frames = []
    with pytest.raises(FloatingPointError, match=r"training diverged: .* no longer finite at step \d+"):
        frames.extend(train("two-modes", steps=200, lr_G=1e38, lr_D=1e38))
    with pytest.raises(FloatingPointError):
        for frame in train("two-modes", steps=200, lr_G=1e38, lr_D=1e38):
            frames.append(frame)
    assert frames[0].step == 0


BAD = {
    "k": (dict(k=0), "expected k, an integer >= 1; got 0"),
    "half a k": (dict(k=1.5), "expected k, an integer >= 1; got 1.5"),
    "steps": (dict(steps=0), "expected steps, an integer >= 1; got 0"),
    "batch": (dict(batch=True), "expected batch, an integer >= 1; got True"),
    "loss": (
        dict(loss="saturated"),
        "expected the name of a loss; got 'saturated' .near it: saturating, non-saturating",
    ),
    "noise": (dict(noise="gaussian"), "name of a noise; got 'gaussian' .known: normal, uniform"),
    "rate": (dict(lr_G=-1.0), "expected lr_G > 0, finite; got -1.0"),
    "averaging": (dict(averaging=1.0), r"expected averaging in \[0, 1\); got 1.0"),
    "final": (dict(final=2.0), r"expected final in \[0, 1\]; got 2.0"),
    "too many steps": (dict(steps=10**30), "expected steps <= 1,000,000,000"),
    "a rate in words": (dict(lr_D="fast"), "expected lr_D > 0, finite; got 'fast'"),
    "a list": (dict(noise=[]), "expected the name of a noise"),
    "keyword": (dict(step=5), "name of a keyword; got 'step' .near it: steps"),
}


@pytest.mark.parametrize(("changes", "message"), BAD.values(), ids=BAD)
def test_bad_recipes_are_told_at_once(changes, message):
    with pytest.raises(ValueError, match=message):
        train("two-modes", **changes)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("two-mode", "expected the name of a target; got 'two-mode' .near it: two-modes"),
        ("zzz", "expected the name of a target; got 'zzz' .known: gaussian, wide-gaussian, "),
        ([1.0, np.nan, 2.0], "finite samples; got 1"),
        ([1.0, 1.0], "two distinct samples"),
        (None, "expected a target: a name, .*; got None"),
        (Density([0, 1, 2], [0, 1, 0]), "finite spread > 0; got Density"),
        (stats.gamma, "frozen scipy.stats distribution"),
    ],
    ids=["near", "far", "nan", "one value", "nothing", "a point", "not frozen"],
)
def test_bad_targets_are_told_at_once(target, message):
    with pytest.raises(ValueError, match=message):
        train(target)


def test_a_bad_seed_is_told_at_once():
    for seed, message in (
        (-1, "expected seed, an integer >= 0; got -1"),
        (2**64, "expected seed <= "),
        (0.5, "got 0.5"),
    ):
        with pytest.raises(ValueError, match=message):
            train("two-modes", seed=seed)


def test_what_is_no_recipe_is_told_at_once():
    with pytest.raises(ValueError, match=r"expected a Recipe; got {'k': 2}"):
        train("two-modes", {"k": 2})


def test_names_are_known_in_any_case():
    assert Recipe(loss="Saturating", noise="UNIFORM") == Recipe(loss="saturating", noise="uniform")
    assert as_target("Two-Modes").name == "two-modes"


def test_a_number_of_samples_that_is_none_is_told():
    *_, frame = train("two-modes", steps=1)
    for n in (-1, 1.5):
        with pytest.raises(ValueError, match="expected n, an integer >= 0"):
            frame.sample(n)


def test_phases_tell_who_moved_and_leave_the_other_as_it_was():
    frames = list(Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, averaging=0.0), seed=0).phases())
    assert [frame.moved for frame in frames] == ["", *["D", "D", "G"] * 3]
    assert [frame.step for frame in frames] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    for before, after in pairwise(frames):
        assert (before.G_z == after.G_z).all() == (after.moved == "D")
        assert (before.logit == after.logit).all() == (after.moved == "G")
    *_, last = Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, averaging=0.0), seed=0).run()
    np.testing.assert_array_equal(frames[-1].logit, last.logit)
