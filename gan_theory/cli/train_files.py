"""The files that the command train writes: the history of the run, as JSON, and an animation or a page."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_theory._utils.files import atomic_write, check_writable
from gan_theory.experiments.results_file import to_json
from gan_theory.training.frame import Frame

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1

MEASURES = ("step", "V", "C", "jsd", "D_gap", "G_gap", "D_from_half", "D_on_data", "D_on_G")


@dataclass(frozen=True)
class TrainFiles:
    """The files to write.

    Parameters
    ----------
    history : Path
        The history, which ends in .json.
    animation : Path or None
        The animation or page, if there is to be one.
    """

    history: Path
    animation: Path | None

    def check(self) -> None:
        """Check that the files can be written.

        Raises
        ------
        ValueError
            If one cannot be, or the file of the history exists and is not a history.
        """
        _check_history(self.history)
        if self.animation is not None:
            _check_animation(self.animation)


def choose_files(name: str, options: argparse.Namespace) -> TrainFiles:
    """Return the files that the options name, or that are named after the target.

    Parameters
    ----------
    name : str
        The name of the target or recipe.
    options : Namespace
        The options of the command: out, no_animation.

    Returns
    -------
    TrainFiles
        The files.

    Raises
    ------
    ValueError
        For --out without a file name, or with an ending other than .json with --no-animation.
    """
    out = options.out
    if out is None:
        out = Path(f"{_as_file_name(name)}.{'json' if options.no_animation else 'gif'}")
    if options.no_animation and out.suffix != ".json":
        raise ValueError(f"expected --out to end in .json with --no-animation; got {str(out)!r}")
    if not out.name:
        raise ValueError(f"expected the name of a file for --out; got {str(out)!r}")
    return TrainFiles(out.with_suffix(".json"), None if options.no_animation else out)


def _as_file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name) or "gan"


def _check_history(path: Path) -> None:
    """Raise ValueError if the file cannot be written to, or it exists and is not a history."""
    check_writable(path)
    if not path.exists():
        return
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = None
    if not (isinstance(document, dict) and "history" in document):
        raise ValueError(f"expected {str(path)!r} to be free for the history; got a file that holds something else")


def _check_animation(path: Path) -> None:
    """Raise ValueError unless an animation or a page can be written to a file of this name."""
    if path.suffix.lower() not in (".gif", ".mp4", ".html"):
        raise ValueError(f"expected a file name that ends in .gif, .mp4 or .html; got {str(path)!r}")
    if path.suffix.lower() != ".html":
        from gan_theory.plotting.animation import check_animation

        check_animation(path)
    check_writable(path)


def animate(frames: Sequence[Frame], path: Path, name: str, fps: int) -> Path:
    """Write an animation, or a page if the file ends in .html.

    Parameters
    ----------
    frames : sequence of Frame
        The frames of the run, at least one.
    path : Path
        The file.
    name : str
        The name of p_data, for the heading of a page.
    fps : int
        Frames per second.

    Returns
    -------
    Path
        The file.
    """
    if path.suffix.lower() == ".html":
        from gan_theory.playground.player import page

        return page(frames, path, name=name, fps=fps)
    from gan_theory.plotting import animation

    return animation.animate(frames, path, fps=fps)


def write_history(path: Path, document: dict[str, Any]) -> None:
    """Write the document; the file appears when it is complete, or not at all.

    Parameters
    ----------
    path : path
        The file.
    document : dict
        What to write, in the types of JSON.
    """
    with atomic_write(path) as temporary:
        temporary.write_text(json.dumps(document), encoding="utf-8")


def history_document(
    label: str, frames: Sequence[Frame], algorithm: Algorithm1, options: argparse.Namespace
) -> dict[str, Any]:
    """Return the history of a run, in the types of JSON.

    Parameters
    ----------
    label : str
        What the target is called.
    frames : sequence of Frame
        The frames of the run, at least one.
    algorithm : Algorithm1
        The run.
    options : Namespace
        The options of the command: recipe, seed, by_phase.

    Returns
    -------
    dict
        The settings, the measures of each frame, and the densities and D of the last.
    """
    last, recipe = frames[-1], algorithm.recipe
    measures = (*MEASURES, "moved") if options.by_phase else MEASURES
    return {
        "target": label,
        "named": options.recipe,
        "bandwidth": algorithm.target.p_data.bandwidth,
        "seed": options.seed,
        "recipe": {field.name: to_json(getattr(recipe, field.name)) for field in fields(recipe)},
        "complete": last.step == recipe.steps,
        "history": [{measure: getattr(frame, measure) for measure in measures} for frame in frames],
        "x": last.x.tolist(),
        "p_data": last.p_data.p.tolist(),
        "p_g": last.p_g.p.tolist(),
        "D": last.D.tolist(),
    }
