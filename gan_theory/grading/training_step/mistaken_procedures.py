"""Mistakes that students make in a round of Algorithm 1, each with the sentence that names it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from gan_theory.grading.training_step.procedure import Procedure

# Both are right: it does not matter when the noise is drawn.
RIGHT = (Procedure(), Procedure(noise_G="first"))


class Mistake(NamedTuple):
    """A mistake in a round.

    Parameters
    ----------
    sentence : str
        What is wrong; it follows "your one_round".
    changes : dict
        The changes of a Procedure that lead to it.
    library : str
        "numpy" or "torch" if it is one of students who write in this library only.
    """

    sentence: str
    changes: dict[str, Any]
    library: str = ""


_ONLY_ONCE = "moves D only once, after all k gradients"
_ZERO_D = "call optimizer_D.zero_grad() before each loss.backward() of D"

_STEPS = [
    Mistake("ignores k: D takes one step in place of k", {"steps_D": "1"}),
    Mistake("takes one step of D too many: k are due", {"steps_D": "k + 1"}),
    Mistake("takes one step of D too few: k are due", {"steps_D": "k - 1"}),
    Mistake("does not move D, and draws no minibatches for it: D takes k steps", {"steps_D": "0"}),
    Mistake("does not move G, and draws no noise for it: G takes one step, on fresh z", {"steps_G": "0"}),
    Mistake("takes k steps of G: G takes one, after the k steps of D", {"steps_G": "k"}),
    Mistake("takes a step of G after each step of D: G takes one, after the loop", {"order": "in turns"}),
    Mistake(
        "takes a step of G after each step of D, and on D's noise: G takes one, after the loop, on fresh noise",
        {"order": "in turns", "noise_G": "D's"},
    ),
    Mistake("exchanges k: D takes one step, and G takes k", {"steps_D": "1", "steps_G": "k"}),
    Mistake("moves G before D: the k steps of D come first", {"order": "G, D"}),
    Mistake(
        "moves G before D, on noise that is then D's: the k steps of D come first", {"order": "G, D", "noise_G": "D's"}
    ),
]

_MINIBATCHES = [
    Mistake("uses one minibatch of data for all k steps of D: draw x in each step", {"data": "once"}),
    Mistake("uses one minibatch of noise for all k steps of D: draw z in each step", {"noise_D": "once"}),
    Mistake(
        "uses one minibatch of data and one of noise for all k steps of D: draw x and z in each step",
        {"data": "once", "noise_D": "once"},
    ),
    Mistake("takes D's last noise for G: draw fresh z for G's step", {"noise_G": "D's"}),
]

_DIRECTIONS = [
    Mistake("moves D up the gradient of its loss: subtract the gradient", {"factors_D": ("-1",)}),
    Mistake("moves G up the gradient of its loss: subtract the gradient", {"factors_G": ("-1",)}),
]


def _sizes(player: str) -> list[Mistake]:
    name, other = f"factors_{player}", "G" if player == "D" else "D"
    return [
        Mistake(f"uses {other}'s learning rate for {player}: take lr_{player}", {name: ("the other's rate",)}),
        Mistake(f"multiplies by {player}'s learning rate twice", {name: ("the rate twice",)}),
        Mistake(f"does not multiply {player}'s gradient by lr_{player}", {name: ("no rate",)}),
        Mistake(
            f"divides {player}'s gradient by m once more: the loss is a mean already, so sum over the minibatch",
            {name: ("1/m",)},
        ),
        Mistake(f"multiplies {player}'s gradient by m: the loss is a mean, and so is its gradient", {name: ("m",)}),
        Mistake(f"divides {player}'s gradient by k", {name: ("1/k",)}),
        Mistake(f"takes half of {player}'s gradient: leave out the ½", {name: ("1/2",)}),
        Mistake(f"takes twice {player}'s gradient: is one step taken twice?", {name: ("2",)}),
    ]


_UPDATES = [
    Mistake(f"{_ONLY_ONCE}, by the last of them: move D in each of the k steps", {"update_D": "last"}),
    Mistake(f"{_ONLY_ONCE}, by their sum: move D in each of the k steps", {"update_D": "sum"}),
    Mistake(f"{_ONLY_ONCE}, by their mean: move D in each of the k steps", {"update_D": "mean"}),
    Mistake("adds up D's gradients over the k steps: start each step with a gradient of 0", {"zero_D": "round"}),
    Mistake("computes G's gradient with D as it was before its k steps: use D as it is after them", {"stale_D": True}),
]

_ZERO_GRAD = [
    Mistake(f"never sets D's gradient to 0, so that gradients add up: {_ZERO_D}", {"zero_D": "never"}, "torch"),
    Mistake(
        "sets D's gradient to 0 after D's steps, and then G's loss leaves a gradient in D, which D's next step adds: "
        f"{_ZERO_D}",
        {"zero_D": "after"},
        "torch",
    ),
    Mistake(
        "never sets G's gradient to 0, so that it adds up from round to round: call optimizer_G.zero_grad() before "
        "G's loss.backward()",
        {"zero_G": "never"},
        "torch",
    ),
    Mistake(
        "never sets G's gradient to 0, so that the gradients of D's loss add to it: call optimizer_G.zero_grad() "
        "before G's loss.backward(), and take G(z).detach() in D's steps",
        {"zero_G": "never", "detached": False},
        "torch",
    ),
    *(
        Mistake(
            "lets the gradient of D's loss flow into G, where it adds to G's own: take G(z).detach() in D's steps",
            {"zero_G": when, "detached": False},
            "torch",
        )
        for when in ("after", "round")
    ),
    Mistake(
        "sets G's gradient to 0 in D's steps and not in its own, so that the gradient of D's loss adds to it: call "
        "optimizer_G.zero_grad() before G's loss.backward()",
        {"zero_G": "never", "detached": False, "zeroed": "both"},
        "torch",
    ),
]

_GRADIENTS = [
    Mistake("leaves the generated samples out of D's step", {"terms": "data"}),
    Mistake("leaves the data out of D's step", {"terms": "generated"}),
    Mistake("swaps data and generated samples in D's loss: loss_D(D(x), D(G(z))) is right", {"terms": "swapped"}),
    Mistake("has the wrong sign before the generated samples' part of D's gradient", {"terms": "difference"}, "numpy"),
    Mistake("takes D's derivatives at the data for the generated samples too", {"points": "data"}, "numpy"),
    Mistake("takes D's derivatives at the generated samples for the data too", {"points": "generated"}, "numpy"),
    Mistake(
        "takes D's derivatives at the data for the generated samples, and vice versa", {"points": "swapped"}, "numpy"
    ),
    Mistake("evaluates D at the noise z in D's steps: D(G(z)) is right", {"D_sees_noise": "D"}),
    Mistake("evaluates D at the noise z in G's step: D(G(z)) is right", {"D_sees_noise": "G"}, "numpy"),
    Mistake("evaluates D at the noise z: D(G(z)) is right", {"D_sees_noise": "DG"}, "numpy"),
    Mistake("always uses the non-saturating loss of G: use the loss_G that it gets", {"loss_G": "loss_G"}),
    Mistake("always uses the saturating loss of G: use the loss_G that it gets", {"loss_G": "loss_G_saturating"}),
    Mistake("moves G down D's loss: use loss_G", {"loss_G": "loss_D"}),
    Mistake(
        "leaves dD/dx out of G's gradient: the chain rule leads from D(G(z)) through x = G(z) to theta_G",
        {"chain": "without dD/dx"},
        "numpy",
    ),
    Mistake("takes dD/dx at z in G's gradient: it is due at x = G(z)", {"chain": "dD/dx at z"}, "numpy"),
    Mistake("moves G by the derivatives with respect to D's weights", {"chain": "D's weights"}, "numpy"),
]


def _axes() -> Iterator[Mistake]:
    """Yield sums over a wrong axis, for D, for G, and for both."""
    for axis, players in product(("weights", "transposed", "all", "mean of all"), ("D", "G", "DG")):
        whose = "the derivatives of both players" if players == "DG" else f"{players}'s derivatives"
        wrong = "both axes, so that all weights move alike" if "all" in axis else "the weights"
        sentence = f"sums {whose} over {wrong}: sum over the minibatch (axis=0), one number for each weight"
        yield Mistake(sentence, {f"axis_{player}": axis for player in players}, "numpy")


def _movers() -> Iterator[Mistake]:
    """Yield steps that move the other player, or both, whatever is set to 0 before."""
    for moves, zeroed, zero_G in product(("G", "DG"), ("own", "both"), ("before", "after", "never")):
        changes: dict[str, Any] = {"D_moves": moves, "detached": False, "zeroed": zeroed, "zero_G": zero_G}
        yield Mistake("moves G in D's steps, in place of D" if moves == "G" else "moves G in D's steps too", changes)
    for moves, zeroed, zero_D in product(("D", "DG"), ("both", "own"), ("before", "after", "never")):
        changes = {"G_moves": moves, "zeroed": zeroed, "zero_D": zero_D}
        yield Mistake("moves D in G's step, in place of G" if moves == "D" else "moves D in G's step too", changes)
    for zeroed in ("both", "own"):
        changes = {"D_moves": "DG", "G_moves": "DG", "detached": False, "zeroed": zeroed}
        yield Mistake("moves both players in each step: D's steps move D alone, G's step moves G alone", changes)


def _still(library: str) -> Iterator[Mistake]:
    """Yield a player that does not move although its minibatches are drawn."""
    for player in "DG":
        why = f"are its new weights assigned to game.theta_{player}?"
        if library == "torch":
            why = f"is optimizer_{player}.step() missing, or is there a .detach() too many?"
        yield Mistake(f"does not move {player}: {why}", {f"{player}_moves": ""})


def mistakes(library: str) -> list[Mistake]:
    """Return the mistakes that students make.

    Parameters
    ----------
    library : {"numpy", "torch"}
        What the student writes in.

    Returns
    -------
    list of Mistake
        The usual ones first.
    """
    families = [
        *(_STEPS, _MINIBATCHES, _DIRECTIONS, _sizes("D"), _sizes("G"), _still(library)),
        *(_UPDATES, _ZERO_GRAD, _GRADIENTS, _axes(), _movers()),
    ]
    return [each for family in families for each in family if each.library in ("", library)]
