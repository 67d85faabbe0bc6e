"""The command claims: list the claims; and how a command takes the names of claims."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gan_theory._utils.validation import match_name
from gan_theory.cli.console import SUCCESS

if TYPE_CHECKING:
    from gan_theory.verification.claim import Claim

WIDTH = 100  # columns of a terminal


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser = commands.add_parser("claims", allow_abbrev=False, help="list the claims")
    parser.set_defaults(command=claims)
    add_names(parser)
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
        The options: names, markdown, proofs.

    Returns
    -------
    int
        The exit code, 0.

    Raises
    ------
    ValueError
        For an unknown claim.
    """
    from gan_theory.verification.claim_table import claim_table, format_claims, markdown

    chosen = choose_claims(options.names)
    if options.markdown:
        print(markdown(claim_table(chosen)))
    else:
        print(format_claims(chosen, width=WIDTH, proofs=options.proofs))
    return SUCCESS


def add_names(parser: argparse.ArgumentParser) -> None:
    """Let a command take claims, by their names or ids, as the option `names`."""
    help_text = "claims, by name or id such as A5 (default: all claims)"
    parser.add_argument("names", nargs="*", metavar="CLAIM", help=help_text)


def choose_claims(names: Sequence[str]) -> list[Claim]:
    """Return the claims of these names or ids.

    Parameters
    ----------
    names : sequence of str
        The names or ids.

    Returns
    -------
    list of Claim
        Each once, in the order of the names; all claims for no names.

    Raises
    ------
    ValueError
        For an unknown claim.
    """
    from gan_theory.claims import CLAIMS

    by_name = CLAIMS | {claim.claim_id: claim for claim in CLAIMS.values()}
    chosen = dict.fromkeys(by_name[match_name(name, by_name, "claim")] for name in names)
    return list(chosen or CLAIMS.values())
