"""A procedure for one round, right or mistaken in some ways, and the run of it on the game of the exercise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.grading.training_step.game.minibatches import LR_D, LR_G, Minibatches, Weights
from gan_theory.grading.training_step.gradients import RIGHT_GRADIENTS, Gradients, Variant

ROUNDS = 2  # one after the other, so that what a round leaves behind shows


class Setting(NamedTuple):
    """A game to play: k, m, the loss of G and the seed of the minibatches."""

    k: int
    m: int
    loss_G: str
    seed: int


class End(NamedTuple):
    """What is compared after each round: the numbers of minibatches drawn so far, and the weights."""

    n_data: int
    n_noise: int
    weights: Weights


@dataclass(frozen=True)
class Procedure:
    """How a round is played. The defaults are Algorithm 1; each other value is a mistake, or leads to one.

    Parameters
    ----------
    steps_D, steps_G : {"0", "1", "k", "k + 1", "k - 1"}
        How many steps.
    order : {"D, G", "G, D", "in turns"}
        Which player's steps come first.
    data, noise_D : {"fresh", "once"}
        Whether D's steps have a minibatch each, or share one.
    noise_G : {"fresh", "D's", "first"}
        G's noise: fresh, that of D's last step, or drawn before all else in the round.
    factors_D, factors_G : tuple of str
        Keys of `FACTORS`: what multiplies the step.
    update_D : {"each", "last", "sum", "mean"}
        Whether D moves in each step, or once, by the last, the summed or the mean gradient.
    zero_D, zero_G : {"before", "after", "never", "round"}
        When a player's gradient is set to 0: before each backward pass, after each step, never, or once a round.
    zeroed : {"own", "both"}
        Whose gradients are set to 0 in each step.
    detached : bool
        Whether D's loss leaves no gradient in G.
    D_moves, G_moves : {"", "D", "G", "DG"}
        Who moves in D's steps, and in G's.
    stale_D : bool
        Whether G's gradient has the weights of D from before the round.
    variant : Variant
        How the gradients are computed.
    """

    steps_D: str = "k"
    steps_G: str = "1"
    order: str = "D, G"
    data: str = "fresh"
    noise_D: str = "fresh"
    noise_G: str = "fresh"
    factors_D: tuple[str, ...] = ()
    factors_G: tuple[str, ...] = ()
    update_D: str = "each"
    zero_D: str = "before"
    zero_G: str = "before"
    zeroed: str = "own"
    detached: bool = True
    D_moves: str = "D"
    G_moves: str = "G"
    stale_D: bool = False
    variant: Variant = RIGHT_GRADIENTS

    def with_changes(self, changes: dict[str, Any]) -> Procedure | None:
        """Return the procedure with further changes; None if they contradict changes that it has.

        Parameters
        ----------
        changes : dict
            From names of fields, of this class or of Variant, to values.

        Returns
        -------
        Procedure or None
            Factors are added to those that it has.
        """
        own = {field.name: field.default for field in fields(self)}
        new: dict[str, Any] = {}
        for name, value in changes.items():
            if name in ("factors_D", "factors_G"):
                new[name] = getattr(self, name) + value
            elif name in own:
                if getattr(self, name) != own[name]:
                    return None
                new[name] = value
            elif getattr(self.variant, name) != getattr(RIGHT_GRADIENTS, name):
                return None
            else:
                new["variant"] = replace(new.get("variant", self.variant), **{name: value})
        return replace(self, **new)


# What may multiply a step, by the size m of the minibatch, k, and the learning rates of the player and of the other.
FACTORS = {
    "-1": lambda m, k, own, other: -1.0,
    "m": lambda m, k, own, other: m,
    "1/m": lambda m, k, own, other: 1 / m,
    "1/k": lambda m, k, own, other: 1 / k,
    "1/2": lambda m, k, own, other: 0.5,
    "2": lambda m, k, own, other: 2.0,
    "the other's rate": lambda m, k, own, other: other / own,
    "the rate twice": lambda m, k, own, other: own,
    "no rate": lambda m, k, own, other: 1 / own,
}


def play(procedure: Procedure, setting: Setting, sizes: Mapping[str, Sequence[int]] | None = None) -> Iterator[End]:
    """Play some rounds.

    Parameters
    ----------
    procedure : Procedure
        How.
    setting : Setting
        The game.
    sizes : mapping, optional
        The sizes of the minibatches of "data" and of "noise", in order; m where there are none.

    Yields
    ------
    End
        What there is to compare after each round. Weights are nan if the procedure cannot be played with these sizes.
    """
    return _Play(procedure, setting, sizes or {}).rounds()


class _Play:
    def __init__(self, procedure: Procedure, setting: Setting, sizes: Mapping[str, Sequence[int]]) -> None:
        self.how, self.setting, self._sizes = procedure, setting, sizes
        self._minibatches, self._drawn = Minibatches(setting.seed), {"data": 0, "noise": 0}
        self._D, self._G = Weights.start()
        self._grad_D, self._grad_G = np.zeros(3), np.zeros(3)
        self._gradients = Gradients(procedure.variant, setting.loss_G)
        self._last_noise: Array | None = None

    def rounds(self) -> Iterator[End]:
        for _ in range(ROUNDS):
            try:
                with np.errstate(all="ignore"):
                    self._play_round()
            except ValueError:  # minibatches of different sizes, where the procedure needs equal ones
                self._D = self._G = np.full(3, np.nan)
            yield End(self._drawn["data"], self._drawn["noise"], Weights(self._D, self._G))

    def _draw(self, kind: str) -> Array:
        number, given = self._drawn[kind], self._sizes.get(kind, ())
        self._drawn[kind] += 1
        size = given[number] if number < len(given) else self.setting.m
        return self._minibatches.data(size) if kind == "data" else self._minibatches.noise(size)

    def _count(self, steps: str) -> int:
        k = self.setting.k
        return {"0": 0, "1": 1, "k": k, "k + 1": k + 1, "k - 1": k - 1}[steps]

    def _play_round(self) -> None:
        how = self.how
        self._x: Array | None = None
        self._z: Array | None = None
        self._D_before = self._D
        self._first_noise = self._draw("noise") if how.noise_G == "first" else None
        self._grad_D = np.zeros(3) if how.zero_D == "round" or how.update_D in ("sum", "mean") else self._grad_D
        self._grad_G = np.zeros(3) if how.zero_G == "round" else self._grad_G
        turns = self._turns()
        for number, player in enumerate(turns):
            if player == "G":
                self._step_G()
            else:
                self._step_D(moves=how.update_D == "each" or number == turns.rfind("D"))

    def _turns(self) -> str:
        """Return who takes a step, in order."""
        steps_D, steps_G = "D" * self._count(self.how.steps_D), "G" * self._count(self.how.steps_G)
        if self.how.order == "in turns":
            return "DG" * self.setting.k
        return steps_G + steps_D if self.how.order == "G, D" else steps_D + steps_G

    def _step_D(self, moves: bool) -> None:
        how = self.how
        self._x = self._draw("data") if self._x is None or how.data == "fresh" else self._x
        self._z = self._draw("noise") if self._z is None or how.noise_D == "fresh" else self._z
        self._last_noise = self._z
        if how.zero_D == "before" and how.update_D in ("each", "last"):
            self._zero("D")
        by_D, by_G = self._gradients.of_loss_D(self._D, self._G, self._x, self._z)
        self._grad_D = self._grad_D + by_D
        self._grad_G = self._grad_G + (0 if how.detached else by_G)
        if moves:
            share = 1 / self.setting.k if how.update_D == "mean" else 1.0
            self._move(how.D_moves, share * self._factor("D"), 1.0)
        if how.zero_D == "after":
            self._zero("D")

    def _step_G(self) -> None:
        how = self.how
        z = self._noise_for_G()
        if how.zero_G == "before":
            self._zero("G")
        by_D, by_G = self._gradients.of_loss_G(self._D_before if how.stale_D else self._D, self._G, z)
        self._grad_D, self._grad_G = self._grad_D + by_D, self._grad_G + by_G
        self._move(how.G_moves, 1.0, self._factor("G"))
        if how.zero_G == "after":
            self._zero("G")

    def _noise_for_G(self) -> Array:
        how, old = self.how, self._last_noise
        if self._first_noise is not None:
            return self._first_noise
        return self._draw("noise") if how.noise_G == "fresh" or old is None else old

    def _zero(self, player: str) -> None:
        if player == "D" or self.how.zeroed == "both":
            self._grad_D = np.zeros(3)
        if player == "G" or self.how.zeroed == "both":
            self._grad_G = np.zeros(3)

    def _factor(self, player: str) -> float:
        names, (own, other) = self.how.factors_D, (LR_D, LR_G)
        if player == "G":
            names, (own, other) = self.how.factors_G, (LR_G, LR_D)
        return float(np.prod([FACTORS[name](self.setting.m, self.setting.k, own, other) for name in names]))

    def _move(self, who: str, factor_D: float, factor_G: float) -> None:
        if "D" in who:
            self._D = self._D - LR_D * factor_D * self._grad_D
        if "G" in who:
            self._G = self._G - LR_G * factor_G * self._grad_G
