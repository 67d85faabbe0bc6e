"""Lesson 5's Algorithm 1 in plain PyTorch has our engine's gradients, follows its path, and reaches the data."""

import ast
import operator
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.optim.optimizer import register_optimizer_step_pre_hook

import gan_theory
from gan_theory import Algorithm1, Recipe
from gan_theory.training.engine.adam import EPSILON
from gan_theory.training.engine.updates import Updates

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9]*.py"))
(LESSON,) = [lesson for lesson in LESSONS if lesson.name.startswith("05")]
STEPS = 50
PLACES = SimpleNamespace(Algorithm1=Algorithm1, Updates=Updates)  # that the page names
BOX = (
    "for number of training iterations do",
    "for k steps do",
    "sample a minibatch of m noise samples z",
    "sample a minibatch of m examples x",
    "ascend the gradient in θ_d of (1/m) Σ log D(x) + log(1 − D(G(z)))",
    "end for",
    "sample a minibatch of m noise samples z",
    "descend the gradient in θ_g of (1/m) Σ of this loss",
    "end for",
)


def code_cells(lesson):
    """The code of each cell of a lesson."""
    parts = re.split(r"^(# %%.*)\n", lesson.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [code.strip() for head, code in zip(parts[1::2], parts[2::2]) if head == "# %%"]


def imports_torch(code):
    nodes = list(ast.walk(ast.parse(code)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    return any(name.partition(".")[0] == "torch" for name in names)


(ALGORITHM,) = [code for code in code_cells(LESSON) if "def algorithm_1(" in code]
(RUN,) = [code for code in code_cells(LESSON) if " = algorithm_1(" in code]


def test_no_other_cell_of_a_lesson_imports_torch():
    cells = [(lesson, code) for lesson in LESSONS for code in code_cells(lesson)]
    assert len(cells) > 60
    assert [cell for cell in cells if imports_torch(cell[1])] == [(LESSON, ALGORITHM)]


def test_the_code_is_short_and_has_the_lines_of_the_box_in_their_order():
    assert len(ALGORITHM.splitlines()) <= 40
    comments = "\n".join(re.findall(r"# (.*)$", ALGORITHM, re.MULTILINE))
    places = [found.start() for found in re.finditer("|".join(map(re.escape, BOX)), comments)]
    assert [comments[place:].split("\n")[0].startswith(line) for place, line in zip(places, BOX)] == [True] * len(BOX)


def test_the_page_shows_this_code_and_quotes_it():
    page = (LESSON.parents[1] / "docs" / "algorithm_1.md").read_text(encoding="utf-8")
    path, start, end = re.search(r"{literalinclude} (.+)\n.*\n:start-at: (.+)\n:end-before: \"(.+)\"", page).groups()
    shown = (LESSON.parents[1] / "docs" / path).read_text(encoding="utf-8").partition(start)[2].partition(end)[0]
    assert start + shown.rstrip() == ALGORITHM
    rows = re.findall(r"^\| .+? \| (`.+`) \| (`.+`) \|$", page, re.MULTILINE)
    assert len(rows) == 7
    for quoted, names in rows:
        assert all(code in ALGORITHM for code in re.findall("`(.+?)`", quoted)), quoted
        assert all(operator.attrgetter(name)(PLACES) for name in re.findall("`(.+?)`", names)), names


def path(k, dtype, epsilon=None):
    """Run the plain code, with a record of its steps, and the engine, from the same weights on the same minibatches.

    `epsilon(t)`, if it is given, is the ε of torch's Adam in the t-th step of a player.
    """
    plain = {}
    exec(ALGORITHM, plain)
    lr = dict(lr_D=1e-2, lr_G=1e-3)
    recipe = Recipe(k=k, steps=STEPS, batch=128, frames=1, final_lr_factor=1, ema_decay=0, **lr)
    game, twin = Algorithm1("gaussian", recipe, 3), Algorithm1("gaussian", recipe, 3)  # the twin draws for plain
    game.state = game.state._replace(**{name: each.astype(dtype) for name, each in game.state._asdict().items()})
    start, drawn, steps = game.state, [], []
    G, D = perceptron(torch.nn.Tanh()), perceptron(Sine())
    load(G, game.updates.family, start.G[0])
    load(D, game.updates.D.mlp, start.D[0])

    def as_drawn(minibatches):
        while True:
            drawn.append(next(minibatches).astype(dtype))
            yield torch.from_numpy(drawn[-1][0])

    def before_a_step(adam, *_):
        (group,) = adam.param_groups
        player = "D" if group["params"][0] is D[0].weight else "G"
        if epsilon:
            group["eps"] = epsilon(1 + sum(step.player == player for step in steps))
        weights = {"G": theta(G), "D": theta(D)}
        no_gradient_of_G = all(each.grad is None for each in G.parameters())
        gradient = theta(G if player == "G" else D, gradient=True)
        steps.append(SimpleNamespace(player=player, gradient=gradient, no_gradient_of_G=no_gradient_of_G, **weights))

    noise, data = as_drawn(twin._noise), as_drawn(twin._data)
    hook = register_optimizer_step_pre_hook(before_a_step)
    try:
        plain["algorithm_1"](G, D, noise, data, STEPS, k, **lr, betas=(recipe.beta_1, recipe.beta_2))
    finally:
        hook.remove()
    game.rounds(STEPS)
    return SimpleNamespace(G=G, D=D, game=game, start=start, drawn=drawn, steps=steps)


class Sine(torch.nn.Module):
    """The activation of our D."""

    def forward(self, a):
        return torch.sin(a)


def perceptron(activation, h=32):
    """A network of torch like those of our engine."""
    Linear = torch.nn.Linear
    return torch.nn.Sequential(Linear(1, h), activation, Linear(h, h), activation, Linear(h, 1))


def load(net, mlp, weights):
    """Give a perceptron of torch the weights (P,) of one of ours, and their type."""
    W_1_b_1, W_2, b_2, W_3, b_3 = mlp.split(torch.from_numpy(weights))
    net.to(W_2.dtype)
    ours = (W_1_b_1[:1].T, W_1_b_1[1], W_2.T, b_2[0], W_3.T, b_3[0])
    with torch.no_grad():
        for parameter, values in zip(net.parameters(), ours, strict=True):
            parameter.copy_(values)


def theta(net, gradient=False):
    """The weights of a perceptron of torch, or their gradients, in our order, shape (1, P)."""
    parts = [each.grad if gradient else each.detach() for each in net.parameters()]
    return np.concatenate([part.numpy().T.ravel() for part in parts])[None]


def differences(run):
    """The largest differences of both paths at their ends: in G's and in D's weights, in G(z), and in D's logit."""
    u = np.linspace(-3, 3, 121, dtype=run.start.G.dtype)[:, None]
    with torch.no_grad():
        G_z, logit = (net(torch.from_numpy(u)).numpy() for net in (run.G, run.D))
    ours = (
        run.game.updates.generated(run.game.state.G, u[None])[0],
        run.game.updates.logit(run.game.state.D, u[None])[0],
    )
    pairs = (theta(run.G), run.game.state.G), (theta(run.D), run.game.state.D), (G_z, ours[0]), (logit, ours[1])
    return [np.abs(one - other).max() for one, other in pairs]


@pytest.mark.parametrize("k", [1, 3])
def test_its_gradients_are_those_of_our_engine_at_each_step(k):
    """In float64, to rounding; in float32 rounding alone is 3e-6 of the gradient's norm."""
    run = path(k, np.float64)
    assert [step.player for step in run.steps] == (["D"] * k + ["G"]) * STEPS
    minibatches = iter(run.drawn)
    for step in run.steps:
        state, z = run.start._replace(G=step.G, D=step.D), next(minibatches)
        updates = run.game.updates
        expected = (
            updates.gradient_G(state, z) if step.player == "G" else updates.gradient_D(state, next(minibatches), z)
        )
        assert np.linalg.norm(step.gradient - expected) <= 1e-12 * np.linalg.norm(expected)
        assert np.linalg.norm(expected) > 1e-4
    assert next(minibatches, None) is None


def test_a_step_of_D_leaves_no_gradient_in_G():
    assert path(1, np.float64).steps[0].no_gradient_of_G


@pytest.mark.parametrize("k", [1, 3])
def test_it_follows_the_path_of_our_engine(k):
    """Torch adds ε to √v after the bias correction, our Adam before it.

    So torch takes larger steps in weights whose gradients are near ε = 1e-8, which hardly matter: after 50 iterations
    single weights of D differ by 1e-3, but G(z) by 5e-6 standard deviations of the data, in float64 as in float32.
    """
    for dtype in (np.float64, np.float32):
        in_G, in_D, G_z, logit = differences(path(k, dtype))
        assert in_G < 2e-4 and in_D < 4e-3
        assert G_z < 2e-5 and logit < 2e-4


@pytest.mark.parametrize("k", [1, 3])
def test_it_follows_the_path_to_rounding_if_epsilon_is_added_at_the_same_place(k):
    recipe = Recipe()
    run = path(k, np.float64, epsilon=lambda t: EPSILON / (1 - recipe.beta_2**t) ** 0.5)
    assert max(differences(run)) < 1e-10
    assert np.abs(run.game.state.G - run.start.G).max() > 0.01
    assert np.abs(run.game.state.D - run.start.D).max() > 0.1


def jsd_from_seed(seed, capsys):
    """The JSD that the lesson's cell prints, with another seed."""
    assert RUN.count("manual_seed(0)") == 1
    names = {name: getattr(gan_theory, name) for name in ("Density", "GaussianMixture", "grid", "jsd", "push_forward")}
    threads = torch.get_num_threads()
    with torch.random.fork_rng():
        exec(ALGORITHM, names)
        exec(RUN.replace("manual_seed(0)", f"manual_seed({seed})"), names)
    torch.set_num_threads(threads)
    p_data, p_g = names["p_data"], names["p_g"]
    assert (p_data.mean(), p_data.std()) == (pytest.approx(4), pytest.approx(0.5, rel=1e-3))
    found = gan_theory.jsd(p_data, p_g)
    assert f"JSD = {found:.4f} nats" in capsys.readouterr().out
    return found


def test_it_reaches_the_data_by_itself_from_nine_of_ten_seeds(capsys):
    found = [jsd_from_seed(seed, capsys) for seed in range(10)]
    assert len(set(found)) == 10
    assert sum(each <= 0.02 for each in found) >= 9, found
