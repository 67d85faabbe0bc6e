"""Each wrong round of a student gets the hint that names its mistake, or none; right rounds pass in many forms."""

import pytest

from gan_theory.grading.training_step.round_check import SETTINGS
from gan_theory.grading.training_step.worksheet import read_worksheet
from tests.support.training_steps.files import SOLUTIONS, write_changed
from tests.support.training_steps.wrong_rounds import (
    G_NP,
    G_T,
    LOOP,
    LOSS_G,
    MOVE_D,
    STEP_D,
    STEP_G,
    WRONG_ROUNDS,
    X_NP,
    Z_NP,
)

WRONG = [
    (library, changes, hint)
    for numpy, torch, hint in WRONG_ROUNDS
    for library, changes in (("numpy", numpy), ("torch", torch))
    if changes is not None
]


def is_apart(number):
    """Two mistakes together: a third of them in every run, in turns in either library."""
    _, changes, _ = WRONG[number]
    return len(changes) > 1 and number % 3 > 0


@pytest.mark.parametrize(
    ("library", "changes", "hint"),
    [
        pytest.param(*case, id=f"{case[0]}: {case[-1]}", marks=pytest.mark.apart if is_apart(number) else ())
        for number, case in enumerate(WRONG)
    ],
)
def test_a_wrong_round_gets_its_hint_and_no_other(library, changes, hint, tmp_path):
    worksheet = read_worksheet(write_changed(tmp_path, library, changes))
    assert worksheet.library == library
    finding = worksheet.check("one_round")
    assert not finding.is_right
    assert finding.hint == hint
    assert str(finding).splitlines()[1:] == ([f"your one_round {hint}"] if hint else [])
    assert "gan_theory" not in str(finding)


def test_the_table_has_many_mistakes_in_both_libraries():
    for library in SOLUTIONS:
        assert len({hint for each, _, hint in WRONG if each == library and hint}) >= 20
    assert sum(not hint for *_, hint in WRONG) >= 5


# Other forms of the solutions.
RIGHT = {
    "as it is": ("numpy", []),
    "as it is, in PyTorch": ("torch", []),
    "noise before data": (
        "numpy",
        [(X_NP, "generated = game.G(game.sample_noise(m))\n        x = game.sample_data(m)")],
    ),
    "weights in place": ("numpy", [(MOVE_D, "        game.theta_D -= game.lr_D * gradient\n")]),
    "weights one by one": (
        "numpy",
        [(MOVE_D, "        for i in range(3):\n            game.theta_D[i] -= game.lr_D * gradient[i]\n")],
    ),
    "all noise first": (
        "numpy",
        [
            (LOOP, "    noise = [game.sample_noise(m) for _ in range(k + 1)]\n    for i in range(k):\n"),
            (X_NP, "x, generated = game.sample_data(m), game.G(noise[i])"),
            (Z_NP, "    z = noise[k]\n    generated = game.G(z)\n"),
        ],
    ),
    "G's noise first": (
        "numpy",
        [(LOOP, "    z = game.sample_noise(m)\n" + LOOP), (Z_NP, "    generated = game.G(z)\n")],
    ),
    "by a function of its own": (
        "numpy",
        [(G_NP, "    step_of_G(game, m, loss_G)\n\n\ndef step_of_G(game, m, loss_G):\n" + G_NP)],
    ),
    "without detach, which does no harm": ("torch", [(".detach()", "")]),
    "with set_to_none": ("torch", [("optimizer_D.zero_grad()", "optimizer_D.zero_grad(set_to_none=False)")]),
    "by the modules' zero_grad": ("torch", [("game.optimizer_D.zero_grad()", "game.D.zero_grad()")]),
    "without optimizers": (
        "torch",
        [
            (
                "    loss.backward()\n" + STEP_G,
                "    (gradient,) = torch.autograd.grad(loss, game.G.parameters())\n    with torch.no_grad():\n"
                "        for weights in game.G.parameters():\n            weights -= game.lr_G * gradient\n",
            )
        ],
    ),
    "an optimizer of its own": (
        "torch",
        [(STEP_D, "        torch.optim.SGD(game.D.parameters(), game.lr_D).step()\n")],
    ),
    "samples without a graph": (
        "torch",
        [
            ("game.D(game.G(z).detach())", "game.D(generated)"),
            (
                "        loss = loss_D",
                "        with torch.no_grad():\n            generated = game.G(z)\n        loss = loss_D",
            ),
        ],
    ),
    "returns something": ("torch", [(G_T, G_T + "    return loss.item()\n")]),
    "D frozen in G's step": (
        "torch",
        [
            ("    " + LOSS_G, "    game.D.requires_grad_(False)\n    " + LOSS_G),
            (STEP_G, STEP_G + "    game.D.requires_grad_(True)\n"),
        ],
    ),
}


@pytest.mark.parametrize(("library", "changes"), RIGHT.values(), ids=RIGHT)
def test_a_right_round_in_another_form_passes(library, changes, tmp_path):
    finding = read_worksheet(write_changed(tmp_path, library, changes)).check("one_round")
    assert finding.is_right, finding


def test_the_settings_tell_k_m_and_the_weights_apart():
    assert {setting.k for setting in SETTINGS} == {1, 2, 3}
    assert all(setting.m not in (setting.k, 3) for setting in SETTINGS)
    assert {(setting.k, setting.loss_G) for setting in SETTINGS} == {
        (k, loss) for k in (1, 2, 3) for loss in ("loss_G", "loss_G_saturating")
    }


def test_for_one_k_only_what_is_wrong_there_is_reported(tmp_path):
    worksheet = read_worksheet(write_changed(tmp_path, "numpy", [(LOOP, "    for _ in range(1):\n")]))
    assert worksheet.check("one_round", 1).is_right
    for k, m in ((2, 5), (3, 6)):
        fact, hint = worksheet.check("one_round", k)[1:]
        assert fact == (
            f"one_round with k = {k}, m = {m}, loss_G: expected k = {k} minibatches of data in round 1; got 1"
        )
        assert hint == "ignores k: D takes one step in place of k"


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ([(G_NP, ""), (LOOP, G_NP + LOOP)], "expected the moves D, D, G; got G, D, D"),
        ([(MOVE_D, MOVE_D.replace("theta_D - ", "theta_D + "))], "expected D's weights to be [0."),
        (
            [(X_NP, X_NP.replace("noise(m)", "noise(k)"))],
            "expected minibatches of 5 samples of noise in round 1; got sizes [2, 2, 5]",
        ),
        ([(Z_NP, Z_NP + "    game.sample_noise(m)\n")], "expected k + 1 = 3 minibatches of noise in round 1; got 4"),
        (
            [(MOVE_D, "        game.theta_D = gradient[:2]\n")],
            "raised line 27, ValueError: expected theta_D of shape (3,); got",
        ),
        ([(LOOP, "    nonsense\n" + LOOP)], "raised line 23, NameError: name 'nonsense' is not defined"),
        (
            [("sample_noise(m)", "sample_noise()")],
            "raised line 24, TypeError: ArrayGame.sample_noise() missing 1 required",
        ),
        (
            [(MOVE_D, "        game.theta_D = game.theta_D * float('nan')\n")],
            "expected finite weights of D after round 1; got [nan",
        ),
        (
            [("def one_round(game, k, m, loss_D, loss_G)", "def one_round(game, k, m)")],
            "raised TypeError: one_round() takes 3",
        ),
    ],
)
def test_the_fact_says_what_was_expected_and_what_was_seen(changes, fact, tmp_path):
    finding = read_worksheet(write_changed(tmp_path, "numpy", changes)).check("one_round")
    assert fact in finding.fact
    assert "\n" not in finding.fact


def test_a_blank_round_is_blank(tmp_path):
    path = write_changed(tmp_path, "numpy", [(LOOP, "    return ...\n" + LOOP)])
    assert read_worksheet(path).check("one_round") == ("one_round", "one_round is still blank", "")
