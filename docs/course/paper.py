"""docs/paper.md, a paper in the form that the journal JOSE asks for, as a page of the site."""

import re
from pathlib import Path

ENTRY = re.compile(r"^@\w+\{(\w+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)
CITATION = re.compile(r"\[(@\w+(?:;\s@\w+)*)\]")


def references(path: Path) -> dict[str, dict[str, str]]:
    """Return the fields of each entry of a .bib file, by its key."""
    return {key: dict(FIELD.findall(fields)) for key, fields in ENTRY.findall(path.read_text(encoding="utf-8"))}


def on_site(text: str, entries: dict[str, dict[str, str]]) -> str:
    """Return the paper without its header, below one title, with its citations and references written out."""
    body = text.split("---\n", 2)[2].strip()
    cited = CITATION.sub(lambda found: f"({'; '.join(short(entries[key]) for key in keys(found[1]))})", body)
    titled = re.sub(r"^# ", "## ", cited, flags=re.MULTILINE)
    listed = "\n".join(f"- {full(entry)}" for entry in sorted(entries.values(), key=short))
    return f"# A short paper on the course\n\n{titled}\n\n{listed}\n"


def keys(citation: str) -> list[str]:
    return re.findall(r"@(\w+)", citation)


def short(entry: dict[str, str]) -> str:
    """Return an entry as a text cites it: Kahng et al. 2019."""
    names = [author.partition(",")[0] for author in entry["author"].split(" and ")]
    who = names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."
    return f"{who} {entry['year']}"


def full(entry: dict[str, str]) -> str:
    authors = entry["author"].replace(" and ", "; ").replace("; others", "; et al.")
    where = entry.get("journal") or entry.get("booktitle") or entry["publisher"]
    return f"{authors}: *{entry['title']}*. {where}, {entry['year']}. <{address(entry)}>"


def address(entry: dict[str, str]) -> str:
    if "doi" in entry:
        return f"https://doi.org/{entry['doi']}"
    return f"https://arxiv.org/abs/{entry['eprint']}" if "eprint" in entry else entry["url"]
