"""The verdict on a round of Algorithm 1: it is played for several k and m, and compared with the right round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.grading.training_step.explanations import about_sizes, explains, explanation, is_close
from gan_theory.grading.training_step.finding import Finding, advise_on_error
from gan_theory.grading.training_step.game.minibatches import Weights
from gan_theory.grading.training_step.mistaken_procedures import RIGHT
from gan_theory.grading.training_step.procedure import Setting, play
from gan_theory.grading.training_step.watched_round import Round, Seen, watch
from gan_theory.verification.python_files import describe_with_line

NAME = "one_round"
SETTINGS = (
    Setting(k=2, m=5, loss_G="loss_G", seed=1),
    Setting(k=1, m=4, loss_G="loss_G_saturating", seed=2),
    Setting(k=3, m=6, loss_G="loss_G", seed=3),
    Setting(k=2, m=4, loss_G="loss_G_saturating", seed=4),
    Setting(k=1, m=5, loss_G="loss_G", seed=5),
    Setting(k=3, m=4, loss_G="loss_G_saturating", seed=6),
)
WITH_THREE = (Setting(k=2, m=3, loss_G="loss_G", seed=7), Setting(k=3, m=3, loss_G="loss_G_saturating", seed=8))


def check_round(one_round: Round, library: str, path: Path, k: int | None = None) -> Finding:
    """Judge a student's round of Algorithm 1.

    Parameters
    ----------
    one_round : callable
        `one_round(game, k, m, loss_D, loss_G)`. It gets exact losses, so that mistakes in the student's own losses have
        no part in the verdict.
    library : {"numpy", "torch"}
        Whether it gets arrays or tensors.
    path : Path
        Its file, for the line of an error.
    k : int, optional
        Judge only this number of steps of D; a hint explains all that is seen for every k.

    Returns
    -------
    Finding
        What is wrong.
    """
    seen = _watch_all(one_round, library)
    if seen[0].output is ...:
        return Finding(NAME, f"{NAME} is still blank")
    judged = [each for each in seen if k in (None, each.setting.k)]
    facts = [fact for each in judged if (fact := _fact(each, path))]
    return Finding(NAME, facts[0], _hint(one_round, library)) if facts else Finding(NAME)


@lru_cache(maxsize=2)  # one verdict for each k, from the same rounds
def _watch_all(one_round: Round, library: str) -> tuple[Seen, ...]:
    return tuple(watch(one_round, library, setting) for setting in SETTINGS)


def _fact(seen: Seen, path: Path) -> str:
    """Return the first difference from the right round; empty if there is none."""
    if seen.error is not None:
        return f"{_where(seen.setting)} raised {describe_with_line(path, seen.error)}"
    differences = [*_about_nan(seen), *_about_draws(seen)]
    if not any(explains(right, seen) for right in RIGHT):
        differences += [*_about_moves(seen), *_about_weights(seen)]
    return f"{_where(seen.setting)}: {differences[0]}" if differences else ""


def _where(setting: Setting) -> str:
    return f"{NAME} with k = {setting.k}, m = {setting.m}, {setting.loss_G}"


def _about_nan(seen: Seen) -> Iterator[str]:
    for number, end in enumerate(seen.ends, 1):
        for name, weights in zip("DG", end.weights):
            if not np.isfinite(weights).all():
                yield f"expected finite weights of {name} after round {number}; got {_digits(weights)}"


def _about_draws(seen: Seen) -> Iterator[str]:
    k, m = seen.setting[:2]
    for number, draws in enumerate(seen.draws, 1):
        for kind, due, text in (("data", k, f"k = {k}"), ("noise", k + 1, f"k + 1 = {k + 1}")):
            sizes = [draw.size for draw in draws if draw.kind == kind]
            if len(sizes) != due:
                yield f"expected {text} minibatches of {kind} in round {number}; got {len(sizes)}"
            if set(sizes) - {m}:
                yield f"expected minibatches of {m} samples of {kind} in round {number}; got sizes {sizes}"


def _about_moves(seen: Seen) -> Iterator[str]:
    """Compare who moves when in the first round."""
    expected = ", ".join("D" * seen.setting.k + "G")
    moves = ", ".join(_mover(before, after) for before, after in zip(seen.path, seen.path[1:]))
    if moves != expected:
        yield f"expected the moves {expected}; got {moves or 'none'}"


def _mover(before: Weights, after: Weights) -> str:
    return " and ".join(name for name, a, b in zip("DG", before, after) if not np.array_equal(a, b, equal_nan=True))


def _about_weights(seen: Seen) -> Iterator[str]:
    for number, (right, end) in enumerate(zip(play(RIGHT[0], seen.setting), seen.ends), 1):
        for name, expected, got in zip("DG", right.weights, end.weights):
            if not is_close(expected, got):
                yield f"expected {name}'s weights to be {_digits(expected)} after round {number}; got {_digits(got)}"


def _digits(weights: Array) -> str:
    return "[" + ", ".join(f"{weight:.5f}" for weight in weights) + "]"


@lru_cache(maxsize=2)
def _hint(one_round: Round, library: str) -> str:
    """Return the mistakes that explain what was seen in all settings; empty if none are known that do."""
    seen = _watch_all(one_round, library)
    errors = [each.error for each in seen if each.error is not None]
    if errors:
        return _hint_for_three_samples(one_round, library) or advise_on_error(errors[0], library)
    sentences = (about_sizes(seen), *(explanation(library, seen) or ()))
    return "; it also ".join(sentence for sentence in sentences if sentence)


def _hint_for_three_samples(one_round: Round, library: str) -> str:
    """Return what explains a round on three samples, where a sum over a wrong axis raises no error."""
    seen = [watch(one_round, library, setting) for setting in WITH_THREE]
    if any(each.error for each in seen):
        return ""
    return "; it also ".join(explanation(library, seen) or ())
