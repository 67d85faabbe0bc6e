"""The command train: a 1-D GAN trained by Algorithm 1, watched, animated, and its history written."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace

from gan_theory._utils.files import atomic_write, check_writable
from gan_theory.cli.console import INTERRUPTED, print_error


def add_parser(commands) -> None:
    """Add the command to the command line's."""
    train = commands.add_parser("train", allow_abbrev=False, help="train a 1-D GAN by Algorithm 1, and animate it")
    train.set_defaults(command=_train)
    source = train.add_mutually_exclusive_group()
    source.add_argument("--target", metavar="NAME", help="a named p_data (default: two-modes)")
    source.add_argument("--data", metavar="FILE", help="a CSV or text file with a column of numbers")
    train.add_argument(
        "--column", metavar="NAME", help="which column of FILE, by name or number (default: the first with numbers)"
    )
    train.add_argument("--recipe", metavar="NAME", help="a named recipe and its target, which other options override")
    train.add_argument("--k", type=int, help="steps on D per step on G")
    train.add_argument("--loss", help="what G descends: non-saturating or saturating")
    train.add_argument("--steps", type=int, help="steps on G")
    train.add_argument("--batch", type=int, help="samples in a minibatch")
    train.add_argument("--lr-D", type=float, metavar="RATE", help="learning rate of D, at first")
    train.add_argument("--lr-G", type=float, metavar="RATE", help="learning rate of G, at first")
    train.add_argument(
        "--dataset-size",
        "--points",
        type=int,
        metavar="N",
        help="let D see N points only, as they are (default: p_data)",
    )
    train.add_argument(
        "--compile", action="store_true", help="compile first: half a minute, then twice as fast; needs a C++ compiler"
    )
    train.add_argument("--device", default="cpu", metavar="NAME", help="where to train, such as cuda (default: cpu)")
    train.add_argument("--seed", type=int, default=0, help="of every random number (default: 0)")
    train.add_argument(
        "--out", type=Path, metavar="FILE", help="the animation, .gif, .mp4 or a page .html; its history is FILE.json"
    )
    train.add_argument("--no-animation", action="store_true", help="write the history only")
    train.add_argument("--show", action="store_true", help="follow training in a window")
    train.add_argument(
        "--by-phase", action="store_true", help="stop after each step of D and each of G: 40 of G, or one round"
    )


def _train(options) -> int:
    from gan_theory._utils.csv import read_column
    from gan_theory.cli.train_report import as_dict, lines
    from gan_theory.datasets.splits import train_validation_test_split

    if options.compile and options.by_phase:
        raise ValueError("expected --compile or --by-phase; got both: single moves are not compiled")
    if options.column is not None and options.data is None:
        raise ValueError("expected --column with --data FILE; got it without")
    named = _named(options.recipe)
    name, source = (named.name, named.target) if options.target is None else (options.target, options.target)
    if options.data is not None:
        name, samples = read_column(options.data, options.column)
    out = options.out or Path(f"{_file_name(name)}.{'json' if options.no_animation else 'gif'}")
    if options.no_animation and out.suffix != ".json":
        raise ValueError(f"expected --out to end in .json with --no-animation; got {str(options.out)!r}")
    if not out.name:
        raise ValueError(f"expected the name of a file for --out; got {str(options.out)!r}")
    history = out.with_suffix(".json")
    _check_history(history)
    if not options.no_animation:
        _check_animation(out)
    split = None if options.data is None else train_validation_test_split(samples, options.seed)
    target = source if isinstance(source, str) and split is None else name
    source = source if split is None else split.target(name)
    players = _players(source, named.recipe, options)
    moves = _moves(players.recipe) if options.by_phase else players.recipe.steps
    window = _window(moves, options)
    frames, code = _run(players, window, options.by_phase)
    judgement = _judgement(frames[-1], players, split, options.seed)
    print("\n".join(lines(target, players.target, players.recipe, frames, split, judgement)))
    with atomic_write(history) as beside:
        document = _history(target, frames, players, options) | as_dict(split, judgement)
        beside.write_text(json.dumps(document), encoding="utf-8")
    print(f"history   {history}")
    if not options.no_animation:
        print(f"animation {_animate(frames, out, name, fps=3 if options.by_phase else 12)}")
    if window is not None and code != INTERRUPTED:
        with suppress(KeyboardInterrupt):
            window.hold()
    return code


def _check_animation(out) -> None:
    """Raise ValueError unless an animation or a page can be written to a file of this name."""
    if out.suffix.lower() not in (".gif", ".mp4", ".html"):
        raise ValueError(f"expected a file name that ends in .gif, .mp4 or .html; got {str(out)!r}")
    if out.suffix.lower() != ".html":
        from gan_theory.plotting.animation import check_animation

        check_animation(out)
    check_writable(out)


def _animate(frames, out, name, fps) -> Path:
    if out.suffix.lower() == ".html":
        from gan_theory.playground.player import page

        return page(frames, out, name=name, fps=fps)
    from gan_theory.plotting.animation import animate

    return animate(frames, out, fps=fps)


def _check_history(path) -> None:
    """Raise ValueError if the file can't be written, or is there and is not a history of ours."""
    check_writable(path)
    if path.exists():
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            document = None
        if not (isinstance(document, dict) and "history" in document):
            raise ValueError(f"expected {str(path)!r} to be free for the history; got a file that holds something else")


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name) or "gan"


def _named(name):
    """The recipe of this name with its target; without a name the default recipe, on two modes."""
    from gan_theory._utils.validation import match_name
    from gan_theory.experiments.named_recipes import RECIPES
    from gan_theory.training.recipe import Recipe

    if name is None:
        return SimpleNamespace(name="two-modes", target="two-modes", recipe=Recipe())
    return RECIPES[match_name(name, RECIPES, "recipe")]


def _players(source, recipe, options):
    from gan_theory.datasets.targets import as_target
    from gan_theory.training.algorithm_1 import Algorithm1

    by_phase = dict(steps=max(1, 40 // recipe.k_G) * recipe.k_G, ema_decay=0.0) if options.by_phase else {}
    given = {name: getattr(options, name) for name in ("k", "loss", "steps", "batch", "lr_D", "lr_G", "dataset_size")}
    given = {name: value for name, value in given.items() if value is not None}
    where = dict(compile=options.compile, device=options.device)
    return Algorithm1(as_target(source), replace(recipe, **(by_phase | given)), options.seed, **where)


def _moves(recipe) -> int:
    return recipe.steps // recipe.k_G * (recipe.k + recipe.k_G)


def _window(moves, options):
    if not options.show:
        return None
    from gan_theory.plotting.live_window import Window

    return Window(moves, by_hand=options.by_phase)


def _run(players, window, by_phase):
    """The frames of a run, as far as it gets, and the exit code so far."""
    from tqdm import tqdm

    recipe, frames = players.recipe, []
    total = 1 + (_moves(recipe) if by_phase else len(players.frame_steps()))
    run = players.phases() if by_phase else players.run()
    try:
        for frame in tqdm(run if window is None else window.follow(run), total=total, unit="frame", disable=None):
            frames.append(frame)
    except KeyboardInterrupt:
        if not frames:
            raise
        with suppress(FloatingPointError):
            frames += [players.frame()] if players.step > frames[-1].step else []
        return frames, print_error(INTERRUPTED, f"interrupted; kept are the frames to step {frames[-1].step}")
    except FloatingPointError as error:
        if not frames:
            raise ValueError(str(error)) from None
        return frames, print_error(1, f"{error}; frames kept from before: {len(frames)}")
    return frames, 0


def _judgement(frame, players, split, seed):
    """How G does on the data held out; None if there are none."""
    if split is None or not split.test.size:
        return None
    from gan_theory.evaluation.held_out import evaluate

    size = players.recipe.dataset_size
    return evaluate(frame, split, players.target.dataset(size, seed) if size else None, seed)


def _history(name, frames, players, options) -> dict:
    from gan_theory.experiments.results_file import to_json

    last, recipe = frames[-1], players.recipe
    measures = ("step", "V", "C", "jsd", "D_gap", "G_gap", "D_from_half", "D_on_data", "D_on_G")
    measures += ("moved",) if options.by_phase else ()
    return {
        "target": name,
        "named": options.recipe,
        "bandwidth": players.target.p_data.bandwidth,
        "seed": options.seed,
        "recipe": {field.name: to_json(getattr(recipe, field.name)) for field in fields(recipe)},
        "complete": last.step == recipe.steps,
        "history": [{measure: getattr(frame, measure) for measure in measures} for frame in frames],
        "x": last.x.tolist(),
        "p_data": last.p_data.p.tolist(),
        "p_g": last.p_g.p.tolist(),
        "D": last.D.tolist(),
    }
