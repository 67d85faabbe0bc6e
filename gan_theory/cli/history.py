"""The history file of the command train: V, C, the JSD and the gaps of each frame, and the last frame, as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_theory._utils.files import atomic_write, check_writable
from gan_theory.experiments.results_file import to_json
from gan_theory.training.frame import Frame

if TYPE_CHECKING:
    from gan_theory.training.algorithm_1 import Algorithm1

MEASURES = ("step", "V", "C", "jsd", "D_gap", "G_gap", "D_from_half", "D_on_data", "D_on_G")


def check_history(path: Path) -> None:
    """Check that a history can be written to the file.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    ValueError
        If the file cannot be written to, or it exists and is not a history.
    """
    check_writable(path)
    if not path.exists():
        return
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = None
    if not (isinstance(document, dict) and "history" in document):
        raise ValueError(f"expected {str(path)!r} to be free for the history; got a file that holds something else")


def write_history(path: Path, document: dict[str, Any]) -> None:
    """Write the document; the file appears when it is complete, or not at all."""
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
