"""`python docs/course/proofs.py`: write the definitions and all statements of the Coq files into docs/proofs.md."""

import re
from pathlib import Path

from gan_theory import CLAIMS
from gan_theory.formal.assumptions import AXIOMS
from gan_theory.formal.statements import Statement, read_sources, statements_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "proofs.md"
DEFINITION = re.compile(
    r"^(?:\(\*\*(?:(?!\*\)).)*\*\)\n)?(?:Definition|Fixpoint) (\w+).*?\.$(?=\n\n)", re.MULTILINE | re.DOTALL
)
PART = "(?<=<!-- {0} -->\n).*(?=<!-- end of {0} -->)"


def written(page: str) -> str:
    """Return the page with its generated parts written anew."""
    for name, text in (("axioms", axioms()), ("definitions", definitions()), ("statements", all_statements())):
        page = re.sub(PART.format(name), lambda _, text=text: f"\n{text}\n\n", page, flags=re.DOTALL)
    return page


def axioms() -> str:
    """Return the axioms that a proof may use, as a table."""
    rows = (f"| `{name}` | {meaning} |" for name, meaning in AXIOMS.items())
    return "\n".join(["| axiom | what it says |", "|---|---|", *rows])


def definitions() -> str:
    """Return the definitions that all files share, in Coq, and those of the other files that statements use."""
    sources = read_sources()
    shared = sources.pop("definitions").strip()
    others = [found for source in sources.values() for found in DEFINITION.finditer(source)]
    known = " ".join(each.text for claim in CLAIMS.values() for each in statements_of(claim.claim_id) if each.is_result)
    used = "\n\n".join(each[0] for each in others if is_used(each, others, known))
    return f"```coq\n{shared}\n```\n\nThe other files define, for single claims:\n\n```coq\n{used}\n```"


def is_used(definition: re.Match, others: list[re.Match], statements: str) -> bool:
    """Return whether statements use a definition, themselves or through another definition."""
    name = definition[1]
    if re.search(rf"\b{name}\b", statements):
        return True
    users = (each for each in others if each[1] != name and re.search(rf"\b{name}\b", each[0].partition(":=")[2]))
    return any(is_used(each, others, statements) for each in users)


def all_statements() -> str:
    """Return a section for each claim that has statements in Coq."""
    return "\n\n".join(section(claim) for claim in CLAIMS.values() if statements_of(claim.claim_id))


def section(claim) -> str:
    """Return the statements of a claim, and what is known of their hypotheses."""
    found = statements_of(claim.claim_id)
    hypotheses = [each for each in found if not each.is_result]
    parts = [f"### {claim.claim_id}", f"{escaped(claim.statement)} (`{claim.name}`)"]
    parts += [entry(each) for each in found if each.is_result]
    if hypotheses:
        rows = (f"| `{each.name}` | {each.place} | {escaped(each.words)} |" for each in hypotheses)
        heading = f"Hypotheses of {claim.claim_id} that are needed, each with a proof that it is:"
        parts += [heading, "\n".join(["| lemma | kind | in words |", "|---|---|---|", *rows])]
    return "\n\n".join(parts)


def entry(statement: Statement) -> str:
    """Return a statement: the sentence of its source, its reading, and itself in Coq."""
    return (
        f"**{statement.kind} `{statement.name}`**\n\n"
        f"- *{escaped(statement.place)}:* {escaped(statement.source)}\n"
        f"- *In words:* {escaped(statement.words)}\n\n"
        f"```coq\n{statement.kind} {statement.name} :\n  {statement.text}.\n```"
    )


def escaped(text: str) -> str:
    """Escape what Markdown might take for markup."""
    return re.sub(r"([\\*_|`<>\[\]])", r"\\\1", text)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"written: {PAGE}")
