"""Feedback on formulas: the table of verdicts, with a hint below each kind of failure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gan_theory.grading.hints import HintWriter
from gan_theory.verification.report import format_table
from gan_theory.verification.verdict import Verdict


def table(verdicts: Verdict | Iterable[Verdict], user_formulas: Collection[str] = ()) -> str:
    """Return the verdicts as a table for a reader: a line for each claim, and what fails with a hint below it.

    Parameters
    ----------
    verdicts : Verdict or iterable of Verdict
        What `Claim.check` returned, once or several times.
    user_formulas : collection of str
        The names of user-supplied formulas, as `read_formulas` returns them.

    Returns
    -------
    str
        The table, without a newline at its end.

    Raises
    ------
    ValueError
        For a verdict without evidence, or anything else than verdicts.

    Examples
    --------
    >>> from gan_theory import CLAIMS
    >>> print(table([CLAIMS["theorem_1"].check()]).splitlines()[0])
    claim              id   where              judged  worst gap  tolerance  verdict
    """
    return format_table(_as_verdicts(verdicts), user_formulas, HintWriter())


def _as_verdicts(verdicts: Verdict | Iterable[Verdict]) -> list[Verdict]:
    listed = list(verdicts) if isinstance(verdicts, Iterable) else [verdicts]
    for each in listed:
        if not isinstance(each, Verdict):
            raise ValueError(f"expected verdicts, as Claim.check returns them; got {each!r:.60}")
    return listed
