"""The command line: python -m gan_theory verify, claims, train, sweep."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from pathlib import Path

from gan_theory import __version__
from gan_theory._utils.validation import match_name
from gan_theory.cli import sweep, train
from gan_theory.cli.console import INTERRUPTED, print_error

GRADES = ("numeric", "symbolic", "certified", "run")
EXTRAS = {"python-flint": "gan_theory[certify]"}


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
        with warnings.catch_warnings():
            warnings.showwarning = lambda message, *_: print(f"gan-theory: {message}", file=sys.stderr)
            code = options.command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except ValueError as error:
        return print_error(2, str(error))
    except KeyboardInterrupt:
        return print_error(INTERRUPTED, "interrupted")
    except OSError as error:  # of standard output: files raise ValueError
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return print_error(2, f"expected an output that can be written to; got: {error.strerror}")


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
    listed = commands.add_parser(
        "claims", allow_abbrev=False, help="list them: place, falsifiers, lesson, figure, tests"
    )
    listed.set_defaults(command=_claims)
    train.add_parser(commands)
    sweep.add_parser(commands)
    return parser


def _verify(options) -> int:
    from gan_theory.claims import CLAIMS
    from gan_theory.grading.feedback import table
    from gan_theory.verification.report import as_dict

    by_name = CLAIMS | {claim.claim_id: claim for claim in CLAIMS.values()}
    chosen = dict.fromkeys(by_name[match_name(name, by_name, "claim")] for name in options.names) or CLAIMS.values()
    grade = match_name(options.grade, (*GRADES, "all"), "grade")
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
        for missing in sorted({verdict.missing_package for verdict in verdicts if verdict.missing_package}):
            print(f'gan-theory: {missing} is not installed: pip install "gan_theory[certify]"', file=sys.stderr)
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def _claims(options) -> int:
    from gan_theory.claims import CLAIMS
    from gan_theory.verification.claim_table import claim_table, markdown

    print(markdown(claim_table(CLAIMS.values())))
    return 0


def _formulas(path, grade):
    """The formulas to judge, and the names of those that are not the paper's."""
    from gan_theory.game import formulas
    from gan_theory.verification.user_formulas import read_formulas

    if path is None:
        return formulas.PAPER, ()
    if grade != "numeric":
        raise ValueError(f"expected --formulas with the numeric grade, which judges them; got --grade {grade}")
    return read_formulas(path)
