"""Names that a user gives: known, or told which ones are near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def known(name: str, names: Iterable[str], kind: str) -> str:
    """The one of the names that `name` is, in whatever case; else a ValueError that tells the near ones, or all."""
    by_case = {each.casefold(): each for each in names}
    if isinstance(name, str) and name.casefold() in by_case:
        return by_case[name.casefold()]
    near = difflib.get_close_matches(str(name).casefold(), by_case)
    hint = f"near it: {', '.join(by_case[each] for each in near)}" if near else f"known: {', '.join(by_case.values())}"
    raise ValueError(f"expected the name of a {kind}; got {name!r} ({hint})")
