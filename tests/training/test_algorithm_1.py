"""Algorithm 1 brings p_g near p_data; its frames are exact, repeatable and of the averaged G; bad recipes are named."""

import pickle
import re
import shutil
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
import torch
from scipy import stats
from torch.nn.functional import softplus

from gan_theory import (
    Algorithm1,
    C,
    D_star,
    Density,
    Recipe,
    V,
    figure_1_stages,
    grid,
    jsd,
    push_forward,
    train,
    train_many,
    tv,
)
from gan_theory._utils.csv import read_column
from gan_theory.datasets.targets import OLD_FAITHFUL, TARGETS, as_target
from gan_theory.densities.noise import NOISES
from gan_theory.training.algorithm_1 import _compiled_round

SHORT = Recipe(steps=60, frames=6)


@pytest.fixture(scope="module")
def short():
    return list(train("two-modes", SHORT, seed=3))


def test_frames_run_from_before_the_first_step_to_after_the_last(short):
    assert [frame.step for frame in short] == [0, 10, 20, 30, 40, 50, 60]


def test_the_default_is_about_120_frames_a_run():
    stops = Algorithm1("two-modes", Recipe()).stops()
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
    players = Algorithm1("two-modes", SHORT)
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
    players = Recorded("two-modes", Recipe(k=k, steps=2, frames=1))
    list(players.run())
    assert players.turns == ["D"] * k + ["G"] + ["D"] * k + ["G"]


def test_a_step_of_D_leaves_G_alone_and_the_other_way_round():
    players = Algorithm1("two-modes", SHORT)
    before = players.state
    players.ascend_D()
    assert torch.equal(before.G, players.state.G)
    assert not torch.equal(before.D, players.state.D)
    between = players.state
    players.descend_G()
    assert torch.equal(between.D, players.state.D)
    assert not torch.equal(between.G, players.state.G)


def losses(players, x, z):
    """The losses of D and of both G in float64, as the paper writes them, and the weights they depend on."""
    D, G = (theta.double().requires_grad_() for theta in (players.state.D, players.state.G))
    on_data, on_G = (torch.sigmoid(players.moves.logit(D, u)) for u in (x, players.moves.generated(G, z)))
    V = (torch.log(on_data).mean(1) + torch.log(1 - on_G).mean(1)).sum()
    return {
        "D": (-V, D),
        "saturating": (torch.log(1 - on_G).mean(1).sum(), G),
        "other": (-torch.log(on_G).mean(1).sum(), G),
    }


@pytest.mark.parametrize("loss", ["non-saturating", "saturating"])
@pytest.mark.parametrize("G", ["mlp", "polynomial", "spline", "table"])
def test_the_gradients_are_those_of_the_losses_by_automatic_differentiation(G, loss):
    players = Algorithm1("two-modes", Recipe(G=G, loss=loss, noise="uniform", batch=64), [1, 2, 3])
    players.rounds(3)
    x, z = (next(stream).double() for stream in (players._real, players._noise))
    state = players.state._replace(D=players.state.D.double(), G=players.state.G.double())
    found = {"D": players.moves.gradient_D(state, x, z), "G": players.moves.gradient_G(state, z)}
    expected = losses(players, x, z)
    for player, name in (("D", "D"), ("G", "saturating" if loss == "saturating" else "other")):
        value, theta = expected[name]
        (gradient,) = torch.autograd.grad(value, theta, retain_graph=True)
        assert gradient.abs().max() > 1e-3
        torch.testing.assert_close(found[player], gradient, rtol=1e-9, atol=1e-12)


class Wave:
    """A G of one's own: θ₀ + θ₁ z + θ₂ sin 3z."""

    constant = np.array([1.0, 0.0, 0.0])

    def start(self, rng):
        return np.array([0.0, 1.0, 0.1])

    def __call__(self, theta, z):
        sin = np.sin if isinstance(z, np.ndarray) else torch.sin
        return theta[0] + theta[1] * z + theta[2] * sin(3 * z)


def test_G_may_be_any_function_that_can_be_differentiated():
    players = Algorithm1("gaussian", Recipe(G=Wave(), steps=600, frames=1), [0, 1])
    x, z = next(players._real).double(), next(players._noise).double()
    state = players.state._replace(D=players.state.D.double(), G=players.state.G.double())
    value, theta = losses(players, x, z)["other"]
    (gradient,) = torch.autograd.grad(value, theta)
    torch.testing.assert_close(players.moves.gradient_G(state, z), gradient, rtol=1e-9, atol=1e-12)
    *_, (first, second) = players.run_all()
    assert max(first.jsd, second.jsd) < 0.02
    np.testing.assert_allclose(first.G_z, first.G(first.z))


@pytest.mark.parametrize("player", ["D", "G"])
def test_adam_is_torch_s_own_with_a_rate_that_falls(player):
    recipe = Recipe(beta_1=0.7, beta_2=0.95, final_lr_factor=0.2, steps=20, batch=32, ema_decay=0.0)
    players = Algorithm1("two-modes", recipe)
    theta, lr = getattr(players.state, player).clone().requires_grad_(), getattr(recipe, f"lr_{player}")
    adam = torch.optim.Adam([theta], lr=lr, betas=(0.7, 0.95))
    for i in range(20):
        other = Algorithm1("two-modes", recipe)  # at the same place in its minibatches
        other._go_back(players._moment())
        theta.grad = torch.from_numpy(other.gradients(player))
        if i == 0:
            clear = theta.grad.abs() > 1e-3  # below, it shows that ε is added to √v before its correction here
        adam.param_groups[0]["lr"] = lr * (0.2 + 0.8 * (1 - (i if player == "G" else 0) / 20))
        adam.step()
        players.rounds(1, *((1, 0) if player == "D" else (0, 1)))
    assert clear.sum() > 500
    torch.testing.assert_close(getattr(players.state, player)[clear], theta.detach()[clear], rtol=0, atol=1e-4)


def test_the_average_forgets_the_start_and_then_keeps_what_it_is_told():
    players = Algorithm1("two-modes", Recipe(ema_decay=0.6, steps=30))
    average = players.state.average
    for i in range(30):
        players.rounds(1)
        keep = min(0.6, (i + 1) / (i + 10))
        average = keep * average + (1 - keep) * players.state.G
    torch.testing.assert_close(players.state.average, average, rtol=0, atol=1e-5)


def test_D_is_a_network_of_waves():
    players = Algorithm1("two-modes", SHORT)
    x, weights = torch.linspace(-3, 3, 50)[:, None], players.moves.D.mlp.split(players.state.D[0])
    for i in (0, 2, 4):
        x = torch.nn.functional.linear(x, weights[i].T, weights[i + 1][0])
        x = torch.sin(x) if i < 4 else x
    at = np.linspace(-3, 3, 50) * players.target.scale + players.target.centre
    np.testing.assert_allclose(players.logit(at), x[:, 0].numpy(), atol=1e-5)


@pytest.mark.parametrize("averages", ["as they are", "elsewhere"])
def test_D_ascends_the_gradient_of_V(averages):
    """The gradient on 300,000 samples against that of V by quadrature on the grid, at the G that plays."""
    players = Algorithm1("two-modes", Recipe(batch=300_000))
    frame = players.frame()
    x = torch.from_numpy((frame.x - players.target.centre) / players.target.scale)[None, :, None]
    D = players.state.D.double().requires_grad_()
    logit = players.moves.logit(D, x)[0, :, 0]
    value = (torch.tensor(frame.p_data.p) * softplus(-logit) + torch.tensor(frame.p_g.p) * softplus(logit)).sum()
    (exact,) = torch.autograd.grad(value, D)
    if averages == "elsewhere":
        players.state = players.state._replace(average=torch.zeros_like(players.state.average))
    taken = torch.from_numpy(players.gradients("D"))
    assert float((taken - exact).norm() / exact.norm()) < 0.02


def test_frames_travel_between_processes():
    *_, frame = train("two-modes", steps=2)
    other = pickle.loads(pickle.dumps(frame))
    np.testing.assert_array_equal(other.sample(10, seed=1), frame.sample(10, seed=1))
    assert repr(other) == repr(frame)


def test_D_ascends_V():
    players = Algorithm1("two-modes", Recipe(batch=50_000))
    before = players.frame().V
    for _ in range(20):
        players.ascend_D()
    assert players.frame().V > before + 0.05


def test_frames_show_the_average_of_G_s_weights_everywhere():
    players = Algorithm1("two-modes", Recipe(steps=200, ema_decay=0.99))
    players.rounds(200)
    frame = players.frame()

    def in_units(theta, z):
        x = players.moves.generated(theta.double(), torch.as_tensor(z)[None, :, None])[0, :, 0].numpy()
        return x * players.target.scale + players.target.centre

    np.testing.assert_allclose(frame.G_z, in_units(players.state.average, frame.z), rtol=1e-12, atol=1e-12)
    assert np.abs(in_units(players.state.G, frame.z) - frame.G_z).max() > 1e-3
    z = np.random.default_rng(3).standard_normal(1000)
    np.testing.assert_allclose(frame.sample(1000, 3), in_units(players.state.average, z), rtol=1e-12, atol=1e-12)


def test_without_averaging_frames_show_G_itself():
    players = Algorithm1("two-modes", Recipe(steps=20, ema_decay=0.0))
    players.rounds(1)
    assert torch.equal(players.state.average, players.state.G)


@pytest.mark.parametrize("target", [*TARGETS])
def test_the_default_recipe_brings_the_jsd_under_a_hundredth(target):
    *_, frames = train_many(target, Recipe(frames=1), seeds=(0, 1))
    assert max(frame.jsd for frame in frames) < 0.01
    assert max(frame.D_from_half for frame in frames) < 0.05


SHIFTS = {"far from 0": (400.0, 0.5), "wide": (0.0, 1e4), "very far": (1e9, 0.5), "narrow": (4.0, 1e-3)}


@pytest.mark.parametrize(("mean", "std"), SHIFTS.values(), ids=SHIFTS)
def test_data_far_from_0_or_wide_train_as_well_as_centred_data(mean, std):
    recipe = Recipe(steps=300, frames=1)
    *_, centred = train(stats.norm(0, 1), recipe, seed=0)
    *_, moved = train(stats.norm(mean, std), recipe, seed=0)
    assert moved.jsd == pytest.approx(centred.jsd, abs=2e-3)


def test_real_samples_are_smoothed_and_so_trained_on():
    _, minutes = read_column(OLD_FAITHFUL)
    target = as_target(minutes)
    assert 0.05 < target.p_data.bandwidth < 0.3
    np.testing.assert_array_equal(target.p_data.p, Density.from_samples(minutes).p)


def test_a_data_set_of_points_is_all_that_D_sees():
    _, minutes = read_column(OLD_FAITHFUL)
    drawn = drawn_from(Algorithm1(minutes, Recipe(dataset_size=minutes.size)), 64)
    near = np.abs(drawn[:, None] - np.unique(minutes)).min(axis=1)
    assert near.max() < 1e-5
    fifty = drawn_from(Algorithm1("gaussian", Recipe(dataset_size=50), 7), 64)
    assert len(np.unique(fifty)) == 50
    np.testing.assert_allclose(np.unique(fifty), np.sort(as_target("gaussian").dataset(50, 7)), rtol=1e-5)
    assert not np.isin(fifty, drawn_from(Algorithm1("gaussian", Recipe(dataset_size=50), 8), 64)).any()
    assert set(as_target(minutes).dataset(20, 0)) <= set(minutes)


def drawn_from(players, n):
    batches = np.concatenate([next(players._real).numpy().ravel() for _ in range(n)])
    return batches.astype(float) * players.target.scale + players.target.centre


def test_an_ensemble_is_its_single_runs_to_rounding():
    """On as many threads as there are; to the bit with OpenBLAS and MKL, but that depends on the library."""
    seeds = (5, 0, 11, *range(20, 36))
    ensemble = list(train_many("two-modes", SHORT, seeds=seeds))
    for i in (0, 2, 15, 16, 18):
        for frames, single in zip(ensemble, train_many("two-modes", SHORT, seeds=seeds[i : i + 1]), strict=True):
            np.testing.assert_allclose(frames[i].G_z, single[0].G_z, atol=1e-4)
            np.testing.assert_allclose(frames[i].V, single[0].V, atol=1e-4)
    *_, last = train("two-modes", SHORT, seed=11)
    np.testing.assert_allclose(ensemble[-1][2].G_z, last.G_z, atol=1e-4)


def test_minibatches_depend_on_the_seed_and_their_number_alone():
    one, other = Algorithm1("two-modes", SHORT, 3), Algorithm1("two-modes", SHORT, [1, 3])
    other.rounds(1, 70, 0)
    first = [next(one._real) for _ in range(71)]
    assert torch.equal(next(other._real)[1], first[70][0])
    assert len({float(batch.sum()) for batch in first}) == 71
    assert not torch.equal(next(one._noise), next(one._real))


def test_a_GAN_that_diverges_does_not_end_the_others():
    players = Algorithm1("two-modes", SHORT, range(3))
    players.rounds(5)
    players.state.average[1] = float("nan")
    seen = list(players.run_all())
    assert all(frames[1] is None for frames in seen)
    assert seen[-1][0].step == seen[-1][2].step == 60
    assert str(players.lost[1]) == "training diverged by step 5: |G(z)| is no longer finite"


def test_an_ensemble_ends_once_all_have_diverged():
    frames = []
    with pytest.raises(FloatingPointError, match="training diverged by step 10: "):
        for each in train_many("two-modes", SHORT, seeds=range(18), lr_G=1e38):
            frames.append(each)
    assert [len(each) for each in frames] == [18]
    with pytest.raises(ValueError, match="expected at least one seed; got none"):
        train_many("two-modes", seeds=())


def test_a_large_ensemble_is_taken_a_few_at_a_time(monkeypatch):
    whole = list(train_many("two-modes", steps=5, frames=1, seeds=range(5)))
    monkeypatch.setattr("gan_theory.training.ensemble.GANS_PER_BLOCK", 2)
    for frames, others in zip(whole, train_many("two-modes", steps=5, frames=1, seeds=range(5)), strict=True):
        assert [frame.V for frame in frames] == [frame.V for frame in others]


def test_the_offset_is_where_G_starts():
    still, moved = (
        Algorithm1("uniform", Recipe(noise="uniform", initial_offset=offset)).frame() for offset in (0.0, 5.0)
    )
    np.testing.assert_allclose(moved.G_z - still.G_z, 5 * as_target("uniform").scale, atol=1e-6)
    assert moved.jsd == pytest.approx(np.log(2))


def test_steps_of_G_that_follow_each_other_are_counted():
    players = Recorded("two-modes", Recipe(k=2, k_G=3, steps=6, frames=2))
    assert [frame.step for frame in players.run()] == [0, 3, 6]
    assert players.turns == ["D", "D", "G", "G", "G"] * 2


@pytest.fixture
def afresh():
    """Nothing has been compiled before."""
    _compiled_round.cache_clear()
    yield
    _compiled_round.cache_clear()


compiler = pytest.mark.skipif(not shutil.which("g++") and not shutil.which("clang++"), reason="needs a C++ compiler")


COMPILED = {
    "k = 1": Recipe(),
    "k = 2": Recipe(k=2),
    "saturating": Recipe(loss="saturating", beta_1=0.5),
    "spline": Recipe(G="spline", noise="uniform"),
    "a G of one's own": Recipe(G=Wave()),
}


@compiler
@pytest.mark.parametrize("recipe", COMPILED.values(), ids=COMPILED)
def test_a_compiled_run_is_the_run_to_rounding(recipe, afresh, monkeypatch):
    """Warnings are errors, so that one that was not compiled would be told."""
    compiled, eager = (Algorithm1("two-modes", recipe, [3, 4], compile=compile) for compile in (True, False))
    monkeypatch.setattr(compiled, "descend_G", None)
    for players in (compiled, eager):
        players.rounds(20)
    torch.testing.assert_close(compiled.state.G, eager.state.G, rtol=0, atol=1e-5)
    torch.testing.assert_close(compiled.state.D, eager.state.D, rtol=0, atol=1e-4)
    assert compiled.steps_D == eager.steps_D == 20 * recipe.k
    assert compiled.step == eager.step == 20


def test_many_shapes_can_be_compiled_in_one_process(afresh, monkeypatch):
    """Traced, and not translated to C++: what stops after eight of them is the tracing."""
    monkeypatch.setattr(torch, "compile", partial(torch.compile, backend="eager"))
    for E in range(1, 12):
        Algorithm1("two-modes", Recipe(batch=16, width=4), range(E), compile=True).rounds(2)


def test_only_rounds_with_one_step_of_G_are_compiled():
    with pytest.raises(ValueError, match="expected k_G = 1 with compile=True; got k_G = 5"):
        train("two-modes", k_G=5, steps=10, compile=True)


def test_without_a_compiler_training_goes_on_and_says_so(monkeypatch, afresh):
    def refused(*arguments, **options):
        def call(*arguments):
            raise RuntimeError("no C++ compiler was found\nand more")

        return call

    monkeypatch.setattr(torch, "compile", refused)
    players = Algorithm1("two-modes", SHORT, compile=True)
    with pytest.warns(UserWarning, match=r"goes on uncompiled; .*: no C\+\+ compiler was found$"):
        players.rounds(2)
    players.rounds(3)
    eager = Algorithm1("two-modes", SHORT)
    eager.rounds(5)
    assert torch.equal(players.state.G, eager.state.G)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_CUDA_device_trains_as_well():
    *_, frames = train_many("two-modes", Recipe(frames=1), seeds=range(20), device="cuda")
    assert sum(frame.jsd <= 0.01 for frame in frames) >= 19


def test_a_D_that_learns_its_points_by_heart_has_not_diverged():
    frames = list(train("gaussian", Recipe(dataset_size=10, k=10, first_layer_frequency=8.0, steps=300, frames=3)))
    assert frames[-1].step == 300
    assert frames[-1].jsd > 0.05


class Crooked(Wave):
    constant = np.ones(2)


def test_a_G_whose_parts_do_not_fit_is_told():
    with pytest.raises(
        ValueError, match=r"expected start and constant of one shape \(P,\) from .*; got \(3,\) and \(2,\)"
    ):
        train("gaussian", G=Crooked())


class Numpys(Wave):
    def __call__(self, theta, z):
        return theta[0] + np.exp(theta[1] * z)


class Scalar(Wave):
    def __call__(self, theta, z):
        return theta[0]


@pytest.mark.parametrize("G", [Numpys(), Scalar()])
def test_a_G_that_is_no_function_of_arrays_and_tensors_is_told(G):
    with pytest.raises(
        ValueError, match=r"expected G\(theta, z\) of the shape of z \(m,\), for NumPy arrays and torch"
    ):
        train("gaussian", G=G)


def test_a_device_that_is_not_here_is_told():
    for name in ("nowhere", "meta", 7.5) if torch.cuda.is_available() else ("nowhere", "meta", "cuda", 7.5):
        with pytest.raises(ValueError, match="expected a device that torch can use here; got"):
            train("two-modes", device=name)


DIVERGING = {"G": dict(lr_G=10.0), "D": dict(lr_D=10.0), "both": dict(lr_D=10.0, lr_G=10.0)}


@pytest.mark.parametrize("changes", DIVERGING.values(), ids=DIVERGING)
def test_a_learning_rate_of_10_diverges_at_a_step_that_is_named(changes):
    frames, recipe = [], Recipe(steps=300, frames=6, **changes)
    with pytest.raises(FloatingPointError, match=r"training diverged at step \d+: ") as error:
        for frame in train("two-modes", recipe, seed=1):
            frames.append(frame)
    step = int(re.search(r"step (\d+)", str(error.value))[1])
    assert frames[-1].step == step - 1
    players = Algorithm1("two-modes", recipe, 1)
    players.rounds(step - 1)
    players.frame()
    players.rounds(1)
    with pytest.raises(FloatingPointError, match=f"step {step}: "):
        players.frame()


@pytest.mark.parametrize("target", TARGETS)
def test_D_sees_the_density_that_G_is_judged_against(target):
    players = Algorithm1(target, Recipe(batch=4096))
    p_data = players.target.p_data
    drawn = drawn_from(players, 64)
    inside, expected = np.histogram(drawn, p_data.edges)[0], drawn.size * p_data.p
    judged = expected > 25
    assert judged.sum() > 100
    assert (np.abs(inside - expected)[judged] / np.sqrt(expected[judged])).max() < 5
    assert inside.sum() > drawn.size - 5


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
    four = figure_1_stages("gaussian", steps=800, seed=1)
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
        figure_1_stages("gaussian", steps=1, lr_D=1e-9)


def test_training_that_diverges_names_the_step_and_what_became_infinite():
    frames = []
    with pytest.raises(FloatingPointError, match=r"training diverged at step 1: \|G\(z\)\| is no longer finite"):
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
    "averaging": (dict(ema_decay=1.0), r"expected averaging in \[0, 1\); got 1.0"),
    "final": (dict(final_lr_factor=2.0), r"expected final in \[0, 1\]; got 2.0"),
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
        (Density([0, 1, 2], [0, 1, 0]), "finite standard deviation > 0; got Density"),
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
        (range(3), r"got range\(0, 3\)"),
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
    frames = list(Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, ema_decay=0.0), seed=0).phases())
    assert [frame.moved for frame in frames] == ["", *["D", "D", "G"] * 3]
    assert [frame.step for frame in frames] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    for before, after in pairwise(frames):
        assert (before.G_z == after.G_z).all() == (after.moved == "D")
        assert (before.logit == after.logit).all() == (after.moved == "G")
    *_, last = Algorithm1(as_target("two-modes"), Recipe(k=2, steps=3, ema_decay=0.0), seed=0).run()
    np.testing.assert_array_equal(frames[-1].logit, last.logit)
