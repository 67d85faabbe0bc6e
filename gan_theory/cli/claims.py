"""The command claims: list the claims."""

from __future__ import annotations

import argparse
from typing import Any

from gan_theory.cli.console import SUCCESS

WIDTH = 100  # columns of a terminal


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser("claims", allow_abbrev=False, help="list the claims")
    parser.set_defaults(command=claims)
    parser.add_argument(
        "--proofs",
        action="store_true",
        help="print the theorems in Coq, each with its reading and the paper's sentence (default: off)",
    )
    parser.add_argument(
        "--markdown",
        action="store_true",
        help="print a table in Markdown, with falsifiers, lessons, figures and tests (default: off)",
    )


def claims(options: argparse.Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    options : Namespace
        The options: markdown, proofs.

    Returns
    -------
    int
        The exit code, 0.
    """
    from gan_theory.claims import CLAIMS
    from gan_theory.verification.claim_table import claim_table, format_claims, markdown

    if options.markdown:
        print(markdown(claim_table(CLAIMS.values())))
    else:
        print(format_claims(CLAIMS.values(), width=WIDTH, proofs=options.proofs))
    return SUCCESS
