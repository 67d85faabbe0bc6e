"""The command verify: gather the evidence for claims, and print the verdicts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_theory._utils.streams import print_message
from gan_theory._utils.validation import match_name
from gan_theory.cli.claims import add_names, choose_claims
from gan_theory.cli.console import FAILURE, SUCCESS
from gan_theory.verification.evidence import Grade

if TYPE_CHECKING:
    from gan_theory.game.formulas import Formulas
    from gan_theory.verification.claim import Claim
    from gan_theory.verification.verdict import Verdict

ALL_GRADES = "all"
INSTALL = {
    "python-flint": "pip install python-flint",
    "Coq": "apt-get install coq, brew install coq, or https://rocq-prover.org/install",
}
"""How to install what a grade needs."""


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser("verify", allow_abbrev=False, help="gather the evidence for the paper's claims")
    parser.set_defaults(command=verify)
    add_names(parser)
    parser.add_argument(
        "--grade",
        default=Grade.NUMERIC.value,
        metavar="GRADE",
        help=f"grade of evidence: {', '.join(Grade)}, or {ALL_GRADES} that are installed (default: %(default)s)",
    )
    parser.add_argument(
        "--formulas",
        type=Path,
        metavar="FILE.py",
        help="a Python file with formulas to check in place of the paper's (default: none)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table (default: off)")


def verify(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options: names, grade, formulas, json.

    Returns
    -------
    int
        The exit code: 0 if all evidence holds, otherwise 1. Of all grades, those that are not installed are skipped.

    Raises
    ------
    ValueError
        For an unknown claim or grade, formulas that cannot be read, or no evidence to gather.
    """
    from gan_theory.grading.feedback import table
    from gan_theory.verification.report import as_dict

    claims = choose_claims(options.names)
    grade = match_name(options.grade, (*Grade, ALL_GRADES), "grade")
    formulas, user_formulas = _read_formulas(options.formulas, grade)
    gathered = _check(claims, grade, formulas)
    verdicts = [each for each in gathered if not each.missing_package] if grade == ALL_GRADES else gathered
    if options.json:
        print(json.dumps(as_dict(verdicts, user_formulas), indent=1))
    else:
        print(table(verdicts, user_formulas))
    for package, missing in _missing(gathered).items():
        skipped = f"skipped the grade {missing}: " if grade == ALL_GRADES else ""
        print_message(f"{skipped}{package} is not installed: {INSTALL.get(package, f'pip install {package}')}")
    return SUCCESS if all(verdict.holds for verdict in verdicts) else FAILURE


def _missing(verdicts: Sequence[Verdict]) -> dict[str, Grade]:
    """Return what is not installed, each with the grade that needs it."""
    return {verdict.missing_package: verdict.grade for verdict in verdicts if verdict.missing_package}


def _read_formulas(path: Path | None, grade: str) -> tuple[Formulas, tuple[str, ...]]:
    """Return the formulas to check, and the names of those that are user-supplied."""
    from gan_theory.game import formulas
    from gan_theory.verification.user_formulas import read_formulas

    if path is None:
        return formulas.PAPER, ()
    if grade != Grade.NUMERIC:
        raise ValueError(f"expected --formulas with the numeric grade, which checks them; got --grade {grade}")
    return read_formulas(path)


def _check(claims: Sequence[Claim], grade: str, formulas: Formulas) -> list[Verdict]:
    verdicts = [
        claim.check(formulas=formulas, grade=each)
        for claim in claims
        for each in claim.grades
        if grade in (each, ALL_GRADES)
    ]
    if not verdicts:
        names = ", ".join(claim.name for claim in claims)
        raise ValueError(f"expected a claim with evidence of the grade {grade}; got {names}")
    return verdicts
