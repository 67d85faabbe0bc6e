"""The command line: python -m gan_theory verify, train."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from gan_theory import __version__
from gan_theory.files import check_writable, complete

GRADES = ("numeric", "symbolic", "certified", "run")
EXTRAS = {"python-flint": "gan_theory[certify]"}
INTERRUPTED = 130  # what a shell reports for Ctrl-C


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line long."""

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit code: 0, 1 if a claim fails or training diverges, 2 for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        code = options.command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except ValueError as error:
        return _stop(2, str(error))
    except KeyboardInterrupt:
        return _stop(INTERRUPTED, "interrupted")
    except OSError as error:  # of standard output: files raise ValueError
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _stop(2, f"expected an output that can be written to; got: {error.strerror}")


def _stop(code: int, message: str) -> int:
    print(f"gan-theory: {message}", file=sys.stderr)
    return code


def _parser() -> Parser:
    parser = Parser(prog="gan-theory", description="The GAN paper (Goodfellow et al. 2014), executable.")
    parser.add_argument("--version", action="version", version=f"gan-theory {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", allow_abbrev=False, help="gather the evidence for the paper's claims")
    verify.set_defaults(command=_verify)
    verify.add_argument("names", nargs="*", metavar="NAME", help="claims, by name or row (A5); all of them by default")
    verify.add_argument(
        "--grade", default="numeric", metavar="GRADE", help=f"{', '.join(GRADES)} or all (default: numeric)"
    )
    verify.add_argument(
        "--formulas", type=Path, metavar="FILE", help="a Python file with formulas to judge in place of the paper's"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
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
    train.add_argument("--seed", type=int, default=0, help="of every random number (default: 0)")
    train.add_argument("--out", type=Path, metavar="FILE", help="the animation, .gif or .mp4; its history is FILE.json")
    train.add_argument("--no-animation", action="store_true", help="write the history only")
    return parser


def _verify(options) -> int:
    from gan_theory.border import known
    from gan_theory.claims import CLAIMS
    from gan_theory.report import as_dict, table

    by_name = CLAIMS | {claim.row: claim for claim in CLAIMS.values()}
    chosen = dict.fromkeys(by_name[known(name, by_name, "claim")] for name in options.names) or CLAIMS.values()
    grade = known(options.grade, (*GRADES, "all"), "grade")
    formulas, mine = _formulas(options.formulas, grade)
    verdicts = [
        claim.check(formulas=formulas, grade=each)
        for claim in chosen
        for each in claim.grades
        if grade in (each, "all")
    ]
    if not verdicts:
        names = ", ".join(claim.name for claim in chosen)
        raise ValueError(f"expected a claim with evidence of the grade {grade}; got {names}")
    if options.json:
        print(json.dumps(as_dict(verdicts, mine), indent=1))
    else:
        print(table(verdicts, mine))
        for missing in sorted({verdict.missing for verdict in verdicts if verdict.missing}):
            print(f'gan-theory: {missing} is not installed: pip install "gan_theory[certify]"', file=sys.stderr)
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def _formulas(path, grade):
    """The formulas to judge, and the names of those that are not the paper's."""
    from gan_theory import game
    from gan_theory.asked import read_formulas

    if path is None:
        return game.PAPER, ()
    if grade != "numeric":
        raise ValueError(f"expected --formulas with the numeric grade, which judges them; got --grade {grade}")
    return read_formulas(path)


def _train(options) -> int:
    from gan_theory.samples import read_column

    if options.column is not None and options.data is None:
        raise ValueError("expected --column with --data FILE; got it without")
    source = options.target
    if source is None:
        source = "two-modes" if options.recipe is None else _named(options).target
    name = source if isinstance(source, str) else _named(options).name
    if options.data is not None:
        name, source = read_column(options.data, options.column)
    out = options.out or Path(f"{_file_name(name)}.{'json' if options.no_animation else 'gif'}")
    if not out.name:
        raise ValueError(f"expected the name of a file for --out; got {str(options.out)!r}")
    history = out.with_suffix(".json")
    _check_history(history)
    if not options.no_animation:
        from gan_theory.plot import animate, check_animation

        check_animation(out)
        check_writable(out)

    frames, players, code = _run(source, options)
    print(_report(name, source, frames, players))
    with complete(history) as beside:
        beside.write_text(json.dumps(_history(name, frames, players, options.seed)), encoding="utf-8")
    print(f"history   {history}")
    if not options.no_animation:
        print(f"animation {animate(frames, out)}")
    return code


def _named(options):
    """The recipe that --recipe names."""
    from gan_theory.border import known
    from gan_theory.recipes import RECIPES

    return RECIPES[known(options.recipe, RECIPES, "recipe")]


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


def _run(source, options):
    """The frames of a run, as far as it gets; the players; and the exit code so far."""
    from tqdm import tqdm

    from gan_theory.algorithm_1 import Algorithm1, Recipe
    from gan_theory.targets import as_target

    given = {name: getattr(options, name) for name in ("k", "loss", "steps", "batch")}
    recipe = Recipe() if options.recipe is None else _named(options).recipe
    recipe = replace(recipe, **{name: value for name, value in given.items() if value is not None})
    players, frames = Algorithm1(as_target(source), recipe, options.seed), []
    try:
        for frame in tqdm(players.run(), total=1 + len(players.stops()), unit="frame", disable=None):
            frames.append(frame)
    except KeyboardInterrupt:
        if not frames:
            raise
        with suppress(FloatingPointError):
            frames += [players.frame()] if players.step > frames[-1].step else []
        return frames, players, _stop(INTERRUPTED, f"interrupted; kept are the frames to step {frames[-1].step}")
    except FloatingPointError as error:
        if not frames:
            raise ValueError(str(error)) from None
        return frames, players, _stop(1, f"{error}; kept are the {len(frames)} frames before")
    return frames, players, 0


def _report(name, source, frames, players) -> str:
    last, p_data = frames[-1], players.target.p_data
    judged = "" if p_data.bandwidth is None else f", judged against its samples smoothed by {p_data.bandwidth:.3g}"
    count = f", {len(source)} samples" if hasattr(source, "__len__") and not isinstance(source, str) else ""
    return "\n".join(
        (
            f"target    {name}{count}{judged}",
            *(f"note      {note}" for note in _notes(players.target, source)),
            f"JSD       {last.jsd:.4f} nats after {last.step} steps of G (at the start {frames[0].jsd:.4f})",
            f"V         {last.V:.4f} nats; −log 4 = −1.3863, and C = {last.C:.4f}",
            f"D         {last.D_from_half:.4f} from ½, on average over p_data",
        )
    )


def _notes(target, source):
    """What makes the figures of a run mean less than they seem to."""
    p_data = target.p_data
    if p_data.ppf(0.75) - p_data.ppf(0.25) < 8 * p_data.dx:
        lo, hi = p_data.edges[[0, -1]]
        yield f"the tails stretch the grid to [{lo:.4g}, {hi:.4g}]: half of p_data lies in fewer than 8 of its cells"
    if hasattr(source, "__len__") and not isinstance(source, str) and len(set(source)) <= len(source) / 10:
        yield f"the samples take only {len(set(source))} values, which D can tell from any density"
        yield "in Python, train(Density.from_samples(samples)) learns their smoothed density instead"


def _history(name, frames, players, seed) -> dict:
    from dataclasses import asdict

    last, measures = frames[-1], ("step", "V", "C", "jsd", "D_from_half")
    return {
        "target": name,
        "bandwidth": players.target.p_data.bandwidth,
        "seed": seed,
        "recipe": asdict(players.recipe),
        "complete": last.step == players.recipe.steps,
        "history": [{measure: getattr(frame, measure) for measure in measures} for frame in frames],
        "x": last.x.tolist(),
        "p_data": last.p_data.p.tolist(),
        "p_g": last.p_g.p.tolist(),
        "D": last.D.tolist(),
    }


if __name__ == "__main__":
    sys.exit(main())
