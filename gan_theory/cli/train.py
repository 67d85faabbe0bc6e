"""The command train: train a 1-D GAN by Algorithm 1, report on it, and write its history and an animation."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_theory._utils.streams import standard_error
from gan_theory._utils.validation import match_name
from gan_theory.cli.console import FAILURE, INTERRUPTED, SUCCESS, print_error
from gan_theory.cli.recipe_options import add_recipe_options, given_fields
from gan_theory.training.recipe import Recipe

if TYPE_CHECKING:
    from gan_theory.datasets.splits import Split
    from gan_theory.datasets.targets import TargetLike
    from gan_theory.evaluation.held_out import HeldOutReport
    from gan_theory.plotting.live_window import Window
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

RECIPE_FIELDS = ("k", "loss", "steps", "batch", "lr_D", "lr_G", "dataset_size")
DEFAULT_TARGET = "two-modes"
STEPS_BY_PHASE = 40  # of G, each of which is seen
FPS, FPS_BY_PHASE = 12, 3


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser("train", allow_abbrev=False, help="train a 1-D GAN by Algorithm 1, and animate it")
    parser.set_defaults(command=train)
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--target", metavar="NAME", help=f"a named p_data (default: {DEFAULT_TARGET})")
    source.add_argument(
        "--data", metavar="FILE", help="a CSV or text file with a column of numbers (default: a named p_data)"
    )
    parser.add_argument(
        "--column", metavar="NAME", help="the column of FILE, by name or number (default: the first with numbers)"
    )
    parser.add_argument(
        "--delimiter",
        metavar="MARK",
        help="what separates the fields of FILE: a character, comma, semicolon, tab, bar or blank; none for one column "
        "(default: what fits every row)",
    )
    parser.add_argument(
        "--decimal", choices=(".", ","), metavar="MARK", help="the decimal mark of FILE, . or , (default: what fits)"
    )
    parser.add_argument(
        "--recipe",
        metavar="NAME",
        help="a named recipe and its target, whose values replace the defaults below (default: none)",
    )
    add_recipe_options(parser, RECIPE_FIELDS, aliases={"dataset_size": "--points"})
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="seed of all random numbers (default: %(default)s)"
    )
    parser.add_argument(
        "--device", default="cpu", metavar="NAME", help="where to train, such as cuda (default: %(default)s)"
    )
    parser.add_argument(
        "--compile",
        action="store_true",
        help="compile first, by PyTorch and a C++ compiler: ten to thirty seconds, then somewhat faster (default: off)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the animation, a .gif, .mp4 or .html; the history is FILE.json (default: the target's name and .gif)",
    )
    parser.add_argument("--no-animation", action="store_true", help="write the history only (default: off)")
    parser.add_argument("--show", action="store_true", help="show training in a window (default: off)")
    parser.add_argument(
        "--by-phase",
        action="store_true",
        help="a frame after each step of D and each of G, "
        f"for {STEPS_BY_PHASE} steps of G unless --steps is given (default: off)",
    )


def train(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options, as `add_parser` names them.

    Returns
    -------
    int
        The exit code: 0, 1 if training diverges, 130 after Ctrl-C. In all cases files are written.

    Raises
    ------
    ValueError
        For invalid options or data, or files that cannot be written to.
    """
    from gan_theory.cli import train_files
    from gan_theory.cli.train_report import held_out_as_dict, report_lines

    _check_combinations(options)
    source = _choose_source(options)
    files = train_files.choose_files(source.name, options)
    files.check()
    algorithm = _prepare(source, options)
    window = _open_window(algorithm.recipe, options)
    frames, code = _run(algorithm, window, options.by_phase)
    held_out = _evaluate(frames[-1], algorithm, source.split, options.seed)
    print("\n".join(report_lines(source.label, algorithm.target, algorithm.recipe, frames, source.split, held_out)))
    document = train_files.history_document(source.label, frames, algorithm, options)
    train_files.write_history(files.history, document | held_out_as_dict(source.split, held_out))
    print(f"history   {files.history}")
    if files.animation is not None:
        fps = FPS_BY_PHASE if options.by_phase else FPS
        print(f"animation {train_files.animate(frames, files.animation, source.name, fps)}")
    if window is not None and code != INTERRUPTED:
        with suppress(KeyboardInterrupt):
            window.hold()
    return code


def _check_combinations(options: argparse.Namespace) -> None:
    if options.compile and options.by_phase:
        raise ValueError("expected --compile or --by-phase; got both: single steps are not compiled")
    for name in ("column", "delimiter", "decimal"):
        if getattr(options, name) is not None and options.data is None:
            raise ValueError(f"expected --{name} with --data FILE; got it without")


@dataclass(frozen=True)
class _Source:
    """What to train on, and how.

    name: for files and headings. label: of the target, for the report. target: as for `as_target`.
    """

    name: str
    label: str
    target: TargetLike
    recipe: Recipe
    split: Split | None = None


def _choose_source(options: argparse.Namespace) -> _Source:
    from gan_theory.experiments.named_recipes import RECIPES

    name, recipe = DEFAULT_TARGET, Recipe(frame_spacing="early")
    target: TargetLike = DEFAULT_TARGET
    if options.recipe is not None:
        named = RECIPES[match_name(options.recipe, RECIPES, "recipe")]
        name, target, recipe = named.name, named.target, named.recipe
    if options.data is not None:
        return _source_from_data(options, recipe)
    if options.target is not None:
        name = target = options.target
    return _Source(name, target if isinstance(target, str) else name, target, recipe)


def _source_from_data(options: argparse.Namespace, recipe: Recipe) -> _Source:
    from gan_theory._utils.csv import read_column
    from gan_theory.datasets.splits import train_validation_test_split

    name, samples = read_column(options.data, options.column, delimiter=options.delimiter, decimal=options.decimal)
    split = train_validation_test_split(samples, options.seed)
    return _Source(name, name, split.target(name), recipe, split)


def _prepare(source: _Source, options: argparse.Namespace) -> Algorithm1:
    from gan_theory.datasets.targets import as_target
    from gan_theory.training.algorithm_1 import Algorithm1

    recipe = source.recipe
    if options.by_phase:
        recipe = replace(recipe, steps=max(1, STEPS_BY_PHASE // recipe.k_G) * recipe.k_G, ema_decay=0.0)
    recipe = replace(recipe, **given_fields(options, RECIPE_FIELDS))
    target = as_target(source.target)
    return Algorithm1(target, recipe, options.seed, compile=options.compile, device=options.device)


def _open_window(recipe: Recipe, options: argparse.Namespace) -> Window | None:
    if not options.show:
        return None
    from gan_theory.plotting.live_window import Window

    last_step = _count_phases(recipe) if options.by_phase else recipe.steps
    return Window(last_step, wait_for_key=options.by_phase)


def _count_phases(recipe: Recipe) -> int:
    """Return the number of steps of D and G in a run."""
    return recipe.steps // recipe.k_G * (recipe.k + recipe.k_G)


def _run(algorithm: Algorithm1, window: Window | None, by_phase: bool) -> tuple[list[Frame], int]:
    """Train until the end, Ctrl-C or divergence; return the frames and the exit code so far."""
    from tqdm import tqdm

    total = 1 + (_count_phases(algorithm.recipe) if by_phase else len(algorithm.frame_steps()))
    run = algorithm.phases() if by_phase else algorithm.run()
    shown = run if window is None else window.follow(run)
    frames: list[Frame] = []
    try:
        for frame in tqdm(shown, total=total, unit="frame", disable=None, file=standard_error()):
            frames.append(frame)
    except KeyboardInterrupt:
        if not frames:
            raise
        _append_present(frames, algorithm)
        return frames, print_error(INTERRUPTED, f"interrupted; the frames up to step {frames[-1].step} are kept")
    except FloatingPointError as error:
        if not frames:
            raise ValueError(str(error)) from None
        return frames, print_error(FAILURE, f"{error}; {_describe_kept(len(frames))}")
    return frames, SUCCESS


def _describe_kept(count: int) -> str:
    return "the frame before that is kept" if count == 1 else f"the {count} frames before that are kept"


def _append_present(frames: list[Frame], algorithm: Algorithm1) -> None:
    """Append a frame of the present step, unless it is there or training has diverged."""
    with suppress(FloatingPointError):
        if algorithm.step > frames[-1].step:
            frames.append(algorithm.frame())


def _evaluate(frame: Frame, algorithm: Algorithm1, split: Split | None, seed: int) -> HeldOutReport | None:
    """Evaluate G on held-out data; None if there are none."""
    if split is None or not split.test.size:
        return None
    from gan_theory.evaluation.held_out import evaluate

    size = algorithm.recipe.dataset_size
    seen = algorithm.target.dataset(size, seed) if size else None
    return evaluate(frame, split, seen, seed)
