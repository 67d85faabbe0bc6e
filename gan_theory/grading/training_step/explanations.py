"""The mistakes that explain what was seen of a student's round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from gan_theory._utils.arrays import Array
from gan_theory.grading.training_step.mistaken_procedures import RIGHT, Mistake, mistakes
from gan_theory.grading.training_step.procedure import End, Procedure, Setting, play
from gan_theory.grading.training_step.watched_round import Seen

SIZES: dict[str, Callable[[Setting], int]] = {
    **{"k": lambda setting: setting.k, "1": lambda setting: 1},
    **{"2·m": lambda setting: 2 * setting.m, "k·m": lambda setting: setting.k * setting.m},
}
TOLERANCE = 1e-5  # tensors of PyTorch have seven digits


def explanation(library: str, seen: Sequence[Seen]) -> tuple[str, ...] | None:
    """Return the mistakes that explain all that was seen.

    Where several pairs of mistakes explain it, only a sentence that all of them share is known to be true.

    Parameters
    ----------
    library : {"numpy", "torch"}
        What the student writes in.
    seen : sequence of Seen
        The student's round, in several settings.

    Returns
    -------
    tuple of str, or None
        No sentence, one or two, each of which follows "your one_round"; None if no mistakes are known that explain it.
    """
    seen = sorted(seen, key=lambda each: each.setting.k)  # the shortest rounds first
    for number in (0, 1, 2):
        candidates = _begin_alike(library, number, seen[0])
        found = [sentences for how, sentences in candidates if all(explains(how, each) for each in seen)]
        if found:
            return tuple(sentence for sentence in found[0] if all(sentence in other for other in found))
    return None


Candidate = tuple[Procedure, tuple[str, ...]]


def _begin_alike(library: str, number: int, seen: Seen) -> list[Candidate]:
    """Return the procedures with this number of mistakes whose first round ends as the student's did."""
    sizes = seen.sizes()
    usual = all(size == seen.setting.m for kind in sizes.values() for size in kind)
    data, noise = ((), ()) if usual else (tuple(sizes["data"]), tuple(sizes["noise"]))
    ends = _first_ends(library, number, seen.setting, data, noise)
    return [each for each, end in zip(_candidates(library, number), ends) if _is_same(end, seen.ends[0])]


@lru_cache(maxsize=12)  # thousands of rounds, and the same ones for most students
def _first_ends(
    library: str, number: int, setting: Setting, data: tuple[int, ...], noise: tuple[int, ...]
) -> tuple[End, ...]:
    sizes = {"data": data, "noise": noise}
    return tuple(next(play(how, setting, sizes)) for how, _ in _candidates(library, number))


@lru_cache(maxsize=6)
def _candidates(library: str, number: int) -> tuple[Candidate, ...]:
    """Return the procedures with this number of mistakes that do not contradict each other."""
    return tuple(_combined(mistakes(library), number))


def _combined(known: list[Mistake], number: int) -> Iterator[Candidate]:
    if number == 0:
        yield from ((right, ()) for right in RIGHT)
    for chosen in combinations(known, number) if number else ():
        procedure: Procedure | None = RIGHT[0]
        for mistake in chosen:
            procedure = procedure.with_changes(mistake.changes) if procedure is not None else None
        if procedure is not None:
            yield procedure, tuple(dict.fromkeys(mistake.sentence for mistake in chosen))


def explains(procedure: Procedure, seen: Seen) -> bool:
    """Whether a procedure does what a student's round did.

    Parameters
    ----------
    procedure : Procedure
        The procedure; it draws minibatches of the sizes that were seen.
    seen : Seen
        The student's round.

    Returns
    -------
    bool
        True if it draws as many minibatches and leads to the same weights.
    """
    ends = zip(play(procedure, seen.setting, seen.sizes()), seen.ends)
    return all(_is_same(a, b) for a, b in ends)


def _is_same(a: End, b: End) -> bool:
    return a[:2] == b[:2] and all(map(is_close, a.weights, b.weights))


def is_close(a: Array, b: Array) -> bool:
    """Whether two arrays agree to the digits of single precision; nan agrees with nothing."""
    return bool((abs(a - b) <= TOLERANCE * (1 + abs(a))).all())


def about_sizes(seen: Sequence[Seen]) -> str:
    """Return which size minibatches have in place of m.

    Parameters
    ----------
    seen : sequence of Seen
        The student's round, in several settings.

    Returns
    -------
    str
        A sentence that follows "your one_round"; empty unless in all settings some size is not m.
    """
    for kind in ("data", "noise"):
        wrong = [each for each in seen if set(each.sizes()[kind]) - {each.setting.m}]
        if len(wrong) < len(seen):
            continue
        for text, size in SIZES.items():
            if all(set(each.sizes()[kind]) == {size(each.setting)} for each in seen):
                return f"draws minibatches of {text} samples of {kind} in place of m"
        return f"draws minibatches of another size than m of {kind}"
    return ""
