"""The table of claims with links to code, lesson, figure and tests; and a page for each claim."""

import re

from course.descriptions import DESCRIPTIONS
from course.mathematics import with_formulas
from course.plain import escaped
from course.proofs import entry
from course.worksheets import LESSONS, ROOT
from gan_theory import CLAIMS
from gan_theory.formal.statements import statements_of
from gan_theory.verification.claim import Claim
from gan_theory.verification.claim_table import claim_table, markdown
from gan_theory.verification.evidence import Grade

FOLDER = "claim_pages"
LESSON = {lesson.stem[:2]: lesson.stem for lesson in LESSONS}
TABLE = re.compile(r"^\| id \|.*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
PAGES = """
```{{toctree}}
:hidden:

{pages}
```
"""
PAGE = """# {title}

**{claim_id} · {where}.** {statement}

```{{container}} picture
![{description}]({figure})
```

- **Assumed:** {assumed}
- **Falsified by:** {falsified}
- **Judged on:** {cases}
- **Evidence:** {grades}
- **Lesson:** {{doc}}`/lessons/{stem}`
- **Tests:** `pytest -k {name}`, among [the tests of every claim](tests.md)

```{{literalinclude}} ../../{code}
```
{proofs}"""
PROOFS = """
## Proved in Coq

{{doc}}`What a machine has checked </proofs>` says how to read this.

{theorems}
"""
TESTS = """# The tests of every claim

`pytest -k theorem_1` runs the tests of one claim. On every case and in every grade:

{modules}
"""
MODULE = """```{{literalinclude}} ../../{path}
```
"""


def claims():
    """Yield the name and the text of each page."""
    tests = (path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests" / "claims").glob("test_*.py")))
    yield "tests.md", TESTS.format(modules="\n".join(MODULE.format(path=path) for path in tests))
    for claim in CLAIMS.values():
        yield f"{claim.name}.md", page(claim)


def with_links(text: str) -> str:
    """Return the text of docs/claims.md with links in its table, and with the pages of the claims below it."""
    table = markdown(map(linked, claim_table(CLAIMS.values())))
    pages = "\n".join(f"{FOLDER}/{name}" for name in [*CLAIMS, "tests"])
    return TABLE.sub(lambda _: table, text) + PAGES.format(pages=pages)


def linked(row: dict[str, str]) -> dict[str, str]:
    """Return a row of the table with its claim, lesson, figure and tests as links, and its formulas typeset."""
    name, stem = row["claim"].strip("`"), LESSON[f"{int(row['lesson']):02}"]
    cells = {
        "proved in Coq": row["proved in Coq"],
        "claim": f"[`{name}`]({FOLDER}/{name}.md)",
        "statement": with_formulas(row["statement"]),
        "what falsifies it": with_formulas(row["what falsifies it"]),
        "lesson": f"[{row['lesson']}](/lessons/{stem}.rst)",
        "figure": f"[figure]({FOLDER}/{name}.md)",
        "its tests": f"[tests]({FOLDER}/tests.md)",
    }
    return {column: cells.get(column) or escaped(cell) for column, cell in row.items()}


def proofs(claim: Claim) -> str:
    """Return the claim's theorems in Coq, each with its source and its reading; nothing if it has none."""
    theorems = [entry(each) for each in statements_of(claim.claim_id) if each.is_result]
    return PROOFS.format(theorems="\n\n".join(theorems)) if theorems else ""


def page(claim: Claim) -> str:
    """Return a claim's page: what it says and assumes, its evidence, and its code."""
    return PAGE.format(
        title=escaped(claim.name),
        name=claim.name,
        claim_id=claim.claim_id,
        where=claim.where,
        statement=with_formulas(claim.statement),
        stem=LESSON[claim.figure[:2]],
        figure=f"/pictures/{claim.figure}",
        description=escaped(DESCRIPTIONS[claim.figure]),
        assumed=" ".join(with_formulas(hypothesis.__doc__.partition("\n\n")[0]) for hypothesis in claim.hypotheses),
        falsified=with_formulas("; ".join(case.name for case in claim.falsifiers)),
        cases=with_formulas(", ".join(case.name for case in claim.cases if claim.applies(case))),
        grades="; ".join(f"*{grade}*: {escaped(Grade(grade).description)}" for grade in claim.grades),
        proofs=proofs(claim),
        code=next((ROOT / "gan_theory" / "claims").glob(f"*/{claim.name}.py")).relative_to(ROOT).as_posix(),
    )
