"""The page trains as the package does: the same path from the same minibatches, the same Frames, the same limits."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from gan_theory import Algorithm1, Recipe
from gan_theory.datasets.targets import as_target
from gan_theory.training.engine.updates import Updates
from gan_theory.training.networks.generators import as_generator
from tests.support.training import GivenMinibatches, in_float64

SMALL = dict(width=6, batch=5, noise="uniform", beta_1=0.5, beta_2=0.9, ema_decay=0.9, initial_offset=1.0, steps=200)
OTHER = SMALL | dict(
    k=2, k_G=2, loss="saturating", first_layer_frequency=3.0, final_lr_factor=0.5, lr_D=0.01, lr_G=0.02
)
FRAME_NUMBERS = ("step", "V", "C", "jsd", "D_gap", "G_gap")


@pytest.fixture(scope="module")
def run(chromium, playground_file):
    """A function that runs JavaScript in the playground's page, beside its trainer and its modules."""
    chromium.get(playground_file.as_uri())
    start = "const given = arguments, { trainer } = window.ganTheory, modules = __modules;"
    return lambda code, *arguments: chromium.execute_script(start + code, *arguments)


def game_and_path(target, **fields):
    """A game of the package in float64, its weights at the start, and the list of minibatches it will have used."""
    game, used = in_float64(Algorithm1(target, Recipe(**fields), seed=3)), []
    game._noise, game._data = (GivenMinibatches(each, used) for each in (game._noise, game._data))
    return game, {name: game.weights(name).tolist() for name in ("D", "G")}, used


def assert_same(found, game):
    """Compare weights and a Frame, {weights, frame}, with those of the package."""
    frame = game.frame()
    for name in ("D", "G", "ema_G"):
        np.testing.assert_allclose(found["weights"][name], game.weights(name), rtol=0, atol=1e-8)
    for name in FRAME_NUMBERS:
        assert found["frame"][name] == pytest.approx(getattr(frame, name), rel=0, abs=1e-8)
    assert found["frame"]["steps_D"] == game.steps_D and found["frame"]["diverged"] == ""
    assert found["frame"]["tv"] == pytest.approx(np.abs(frame.p_data.p - frame.p_g.p).sum() / 2, abs=1e-8)
    arrays = dict(x=frame.x, p_data=frame.p_data.p, p_g=frame.p_g.p, D=frame.D, z=frame.z, G_z=frame.G_z)
    for name, values in arrays.items():
        np.testing.assert_allclose(found["frame"][name], values, rtol=0, atol=1e-7)


@pytest.mark.parametrize(("target", "fields"), [("two-modes", {}), ("old-faithful", OTHER)], ids=["default", "other"])
def test_it_takes_the_path_of_the_package(run, target, fields):
    game, weights, minibatches = game_and_path(target, **fields)
    game.rounds(50)
    code = "const t = trainer(given[0]); t.rounds(50); return {weights: t.weights(), frame: t.frame()};"
    assert_same(run(code, dict(target=target, weights=weights, minibatches=minibatches, **fields)), game)


def test_changes_count_from_the_next_step_on(run):
    changes = dict(lr_D=0.02, lr_G=0.01, loss="saturating", k=2, k_G=3, steps=60, final_lr_factor=0.1, batch=8)
    game, weights, minibatches = game_and_path("skewed", **SMALL)
    game.rounds(10)
    at = len(minibatches)
    game.recipe = replace(game.recipe, **changes)
    game.updates = Updates(as_generator("mlp", 6), game.recipe)
    again, _, more = game_and_path("skewed", **SMALL | dict(batch=8))
    game._noise, game._data = again._noise, again._data
    game.rounds(10)
    code = """
    const t = trainer(given[0]); t.rounds(10); t.change(given[1]); t.rounds(10);
    return {weights: t.weights(), frame: t.frame()};"""
    options = dict(target="skewed", weights=weights, minibatches=minibatches[:at] + more, **SMALL)
    assert_same(run(code, options, changes), game)


@pytest.mark.parametrize("target", ["two-modes", "exponential", "old-faithful"])
def test_it_learns_the_target(run, target):
    code = "const t = trainer(given[0]); t.rounds(2000); const f = t.frame(); return [f.step, f.jsd, f.diverged];"
    step, jsd, diverged = run(code, dict(target=target, seed=0, batch=64, steps=2000))
    assert (step, diverged) == (2000, "") and jsd <= 0.01


def test_a_seed_repeats_and_another_differs(run):
    code = "return given[0].map(seed => { const t = trainer({seed, batch: 8}); t.rounds(3); return t.weights().D; });"
    first, second, third = run(code, [5, 5, 6])
    assert first == second and not np.intersect1d(first[:-1], third[:-1]).size


def test_a_frozen_player_makes_no_steps_and_single_steps_move_one(run):
    code = """
    const t = trainer({batch: 8, k: 2}), seen = [];
    const note = () => { const f = t.frame(17); seen.push([f.steps_D, f.step, t.weights().D[0], t.weights().G[0]]); };
    note(); t.stepD(); note(); t.stepG(); note();
    t.freeze("D"); t.rounds(3); t.stepD(); note();
    t.freeze("G"); t.rounds(3); t.stepG(); note();
    t.freeze(null); t.rounds(1); note();
    return seen;"""
    counts, D, G = zip(*[(each[:2], each[2], each[3]) for each in run(code)])
    assert counts == ([0, 0], [1, 0], [1, 1], [1, 4], [7, 4], [9, 5])
    assert [a != b for a, b in pairwise(D)] == [True, False, False, True, True]
    assert [a != b for a, b in pairwise(G)] == [False, True, True, False, True]


ERROR_OF = "try { %s; return ''; } catch (error) { return error.message; }"
BAD_FIELDS = (
    *(dict(k=0), dict(batch=1.5), dict(width=10**5), dict(lr_D=0), dict(ema_decay=1), dict(initial_offset=-101)),
    *(dict(los=1), dict(loss="x"), dict(noise="x"), dict(frame_spacing="x"), dict(k_G=3), dict(final_lr_factor="x")),
)


def test_bad_fields_are_errors_as_in_the_package(run):
    for fields in BAD_FIELDS:
        with pytest.raises((ValueError, TypeError)) as error:
            Recipe(**fields)
        found = run(ERROR_OF % "trainer(given[0])", fields)
        expected, _, got = found.partition("; got ")
        if "los" in fields:
            assert found.startswith("expected the name of a keyword; got 'los' (known: k, k_G, loss,")
        else:
            assert str(error.value).startswith(expected + "; got ") and got


def test_the_ends_of_closed_intervals_are_allowed(run):
    fields = dict(final_lr_factor=1, initial_offset=-100, ema_decay=0, dataset_size=0)
    assert Recipe(**fields) and run(ERROR_OF % "trainer(given[0])", fields) == ""


def test_other_bad_arguments_are_errors(run):
    for code, message in (
        ("trainer({target: 'x'})", "expected the name of a target; got 'x' (known: gaussian, wide-gaussian,"),
        ("trainer({target: null})", "expected target, a name or an object with x and p; got null"),
        ("trainer({target: 5})", "expected cell centres x, an array of numbers; got undefined"),
        ("trainer({G: 'spline'})", "expected the name of a generator that this page trains; got 'spline' (known: mlp)"),
        ("trainer({LR_D: -1})", "expected lr_D > 0, finite; got -1"),
        ("trainer({seed: -1})", "expected seed, an integer >= 0; got -1"),
        ("trainer({target: {x: [0, 1, 2], p: [0.5, 0.5]}})", "expected masses of the shape of x, (3,); got (2,)"),
        ("trainer({target: {x: [0, 1], p: [0, 1]}})", "expected a p_data with a finite standard deviation > 0; got 0"),
        ("trainer({weights: {D: [1]}})", "expected 1153 weights of D; got 1"),
        ("trainer({batch: 2, minibatches: [[0]]}).rounds(1)", "expected minibatch 0, of z, of 2 numbers; got 1"),
        ("trainer({batch: 1, minibatches: [[0], [0]]}).rounds(1)", "expected one more minibatch, of z; got 2, all"),
        ("trainer().change({width: 8})", "expected changes of k, k_G, loss, steps, batch,"),
        ("trainer().change({width: 8})", "got width, which needs a reset: make another trainer"),
        ("trainer().change({k_G: 3})", "expected steps, a multiple of k_G = 3; got 4000"),
        ("trainer().freeze('x')", "expected the name of a player; got 'x' (known: D, G)"),
        ("trainer().rounds(-1)", "expected n, an integer >= 0; got -1"),
    ):
        assert message in run(ERROR_OF % code)


@pytest.mark.parametrize(("player", "other"), ["DG", "GD"])
def test_weights_that_are_no_longer_finite_end_the_training(run, player, other):
    code = """
    const t = trainer(given[0]); t.freeze(given[1]); t.rounds(100);
    const f = t.frame(); return [f.step + f.steps_D, f.step, f.diverged, f.V, f.p_g[0]];"""
    steps, step, diverged, V, p_g = run(code, {"batch": 8, f"lr_{player}": 1e308}, other)
    assert steps <= 3 and V is None and p_g is None  # nan
    assert diverged == f"training diverged at step {step}: a weight of {player} is no longer finite"


@pytest.mark.parametrize(
    ("player", "bias", "message"),
    [
        ("G", 2000.0, "|G(z)| has grown to 2000 standard deviations"),
        ("G", 1.7e308, "|G(z)| is no longer finite"),
        ("D", -25.0, "the loss of D has grown to 25 nats, where D = ½ has 1.39"),
    ],
)
def test_a_frame_says_that_training_diverged_where_the_package_raises(run, player, bias, message):
    game, weights, _ = game_and_path("two-modes", width=6)
    weights[player][-1] = bias  # of the logit, or of G(z)
    game.state = game.state._replace(**{"D" if player == "D" else "ema_G": np.array([weights[player]])})
    with np.errstate(over="ignore"), pytest.raises(FloatingPointError, match="training diverged at step 0"):
        game.frame()
    code = "const f = trainer(given[0]).frame(); return [f.diverged, Number.isFinite(f.V)];"
    options = dict(target="two-modes", width=6, weights=weights)
    assert run(code, options) == [f"training diverged at step 0: {message}", player == "D"]
    on_a_data_set = run(code, options | dict(dataset_size=20))[0]
    assert bool(on_a_data_set) == (player == "G")  # where D may be certain and wrong


@pytest.mark.parametrize("name", ["sine", "tanh"])
def test_the_fast_functions_are_right_to_1e_12(run, name):
    code = """
    const a = Float64Array.from(given[1]), [h, d] = [0, 0].map(() => new Float64Array(a.length));
    modules["training/fast_functions.js"][given[0] + "AndDerivative"](a, h, d, a.length);
    return [[...h], [...d], ["nan"].map(() => { const x = Float64Array.of(NaN);
      modules["training/fast_functions.js"][given[0] + "AndDerivative"](x, x, d, 1); return String(x[0]); })];"""
    x = np.concatenate([np.linspace(-30, 30, 4001), np.pi / 2 * np.arange(-9, 10), np.geomspace(1e-9, 1e7, 999)])
    h, d, of_nan = run(code, name, [*x.tolist(), *(-x).tolist()])
    x = np.concatenate([x, -x])
    functions = {"sine": (np.sin(x), np.cos(x)), "tanh": (np.tanh(x), 1 - np.tanh(x) ** 2)}
    for found, expected in zip((h, d), functions[name]):
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
    assert of_nan == ["NaN"]


DRAWS = """
const t = trainer(given[0]), values = new Float64Array(given[2]);
t.minibatches[given[1]](values);
return [...values];"""


@pytest.mark.parametrize("noise", ["normal", "uniform"])
def test_noise_has_its_distribution(run, noise):
    z = np.array(run(DRAWS, dict(noise=noise), "nextNoise", 20_000))
    distribution = stats.norm() if noise == "normal" else stats.uniform(-1, 2)
    assert stats.kstest(z, distribution.cdf).pvalue > 1e-3
    assert abs(np.corrcoef(z[1:], z[:-1])[0, 1]) < 5 / 20_000**0.5


def test_data_have_the_distribution_of_the_target(run):
    target = as_target("exponential")
    x = np.array(run(DRAWS, dict(target="exponential"), "nextData", 20_000)) * target.scale + target.centre
    edges = target.p_data.edges
    cdf = np.concatenate([[0], np.cumsum(target.p_data.p)])
    assert stats.kstest(x, lambda at: np.interp(at, edges, cdf)).pvalue > 1e-3


def test_a_fixed_data_set_has_so_many_points(run):
    target = as_target("gaussian")
    x = run(DRAWS, dict(target="gaussian", dataset_size=20), "nextData", 2000)
    points, counts = np.unique(x, return_counts=True)
    assert points.size == 20 and stats.chisquare(counts).pvalue > 1e-3
    target = as_target("old-faithful")
    few, all_of_them = (
        set(np.round(np.array(x) * target.scale + target.centre, 9))
        for x in (run(DRAWS, dict(target="old-faithful", dataset_size=size), "nextData", 9000) for size in (5, 300))
    )
    assert all_of_them == set(target.samples)
    assert 1 < len(few) <= 5 and few < all_of_them


def test_initial_weights_have_the_distributions_of_the_package(run):
    fields = dict(width=40, first_layer_frequency=3.0, initial_offset=2.0)
    game = Algorithm1("gaussian", Recipe(**fields), seed=range(5))
    found = run("return given[0].map(seed => trainer({...given[1], seed}).weights());", list(range(5)), fields)
    for name in ("D", "G"):
        theirs, ours = (np.array([each[name] for each in found]), np.array(getattr(game.state, name)))
        for part, _ in game.updates.family._parts:
            a, b = theirs[:, part].ravel(), ours[:, part].ravel()
            assert a.size == b.size and (np.array_equal(a, b) or stats.ks_2samp(a, b).pvalue > 1e-3)
