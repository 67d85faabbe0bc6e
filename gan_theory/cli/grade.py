"""The command grade: judge the work of a class, each student's in a process of its own."""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from gan_theory._utils.files import check_writable
from gan_theory._utils.streams import print_message, standard_error
from gan_theory._utils.validation import check_count
from gan_theory.cli.console import INTERRUPTED, SUCCESS, print_error

LIMIT_TIMEOUT, LIMIT_MEMORY = 20.0, 2.0


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser(
        "grade",
        allow_abbrev=False,
        help="grade the worksheets of a class",
        description="Judge each submission in FOLDER in a process of its own: a file NAME.py with formulas, or a "
        "folder NAME with formulas.py and training_step.py. Their code runs on this computer: see docs/grading.md.",
    )
    parser.set_defaults(command=grade)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the submissions")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("grades.csv"),
        metavar="FILE.csv",
        help="one row for each student; a page for each is in the folder FILE_reports beside it (default: %(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=LIMIT_TIMEOUT,
        metavar="SECONDS",
        help="for each submission (default: %(default)g)",
    )
    parser.add_argument(
        "--memory", type=float, default=LIMIT_MEMORY, metavar="GB", help="for each submission (default: %(default)g)"
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="submissions that are judged at once (default: the number of cores, here %(default)s)",
    )


def grade(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options: folder, out, timeout, memory, workers.

    Returns
    -------
    int
        The exit code: 0 once all are judged, whatever their grades; 130 after Ctrl-C, with the grades so far in a file
        beside the one asked for.

    Raises
    ------
    ValueError
        For invalid options, a folder without submissions, or files that cannot be written.
    """
    from tqdm import tqdm

    from gan_theory.grading.classroom.grade import Grade, Limits, grade_class
    from gan_theory.grading.classroom.reports import report_names, write_csv, write_report
    from gan_theory.grading.classroom.submissions import find_submissions, other_files

    check_count("workers", options.workers, 1, 1000)
    limits = Limits(options.timeout, options.memory)
    submissions = find_submissions(options.folder)
    check_writable(options.out)
    reports = options.out.with_name(f"{options.out.stem}_reports")
    _make_folder(reports)
    if others := other_files(options.folder):
        print_message(f"not graded, since they are neither NAME.py nor a folder: {', '.join(others)}")
    grades: list[Grade] = []
    pages = report_names(each.name for each in submissions)
    with ThreadPoolExecutor(options.workers) as executor:
        bar = tqdm(total=len(submissions), unit="submission", disable=None, file=standard_error())
        try:
            with bar:
                for each in grade_class(submissions, limits, executor=executor):
                    grades.append(each)
                    bar.update()
                    try:
                        write_report(reports, each, pages[each.name])
                    except ValueError as error:  # its row is written all the same
                        print_message(f"no page for {each.name}: {error}")
        except KeyboardInterrupt:
            partial = options.out.with_name(f"{options.out.stem}_partial{options.out.suffix}")
            write_csv(partial, grades)
            message = f"interrupted; {len(grades)} of {len(submissions)} grades are in {partial}"
            return print_error(INTERRUPTED, message)
    write_csv(options.out, grades)
    rows = "1 row" if len(grades) == 1 else f"{len(grades)} rows"
    print(f"written: {options.out} with {rows}, and a page for each in {reports}")
    return SUCCESS


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise ValueError(f"expected a folder that can be made; got {str(path)!r}: {error.strerror}") from None
