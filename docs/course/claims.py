"""The map of claims with links to code, lesson, figure and tests; and a page for each claim."""

from course.plain import escaped
from course.worksheets import LESSONS
from gan_theory import CLAIMS
from gan_theory.verification.claim import Claim
from gan_theory.verification.claim_table import claim_table, markdown
from gan_theory.verification.evidence import Grade

LESSON = {lesson.stem[:2]: lesson.stem for lesson in LESSONS}
INDEX = """# The claims

Each statement of the paper is code: its evidence can fail, and must fail where a hypothesis is broken. A claim's page
has its hypotheses, its figure and its code.

{table}

```{{toctree}}
:hidden:

{pages}
```
"""
PAGE = """# {title}

**{row} · {where}.** {statement}

```{{container}} picture
![what lesson {lesson} draws]({figure})
```

- **Assumed:** {assumed}
- **Falsified by:** {falsified}
- **Judged on:** {cases}
- **Evidence:** {grades}
- **Lesson:** {{doc}}`/lessons/{stem}`
- **Tests:** `pytest -k {name}`, by [what every claim must pass](tests.md)

```{{literalinclude}} ../../gan_theory/claims/{name}.py
```
"""
TESTS = """# What every claim must pass

`pytest -k theorem_1` runs what concerns one claim. On every case and in every grade:

```{literalinclude} ../../tests/test_claims.py
```

```{literalinclude} ../../tests/test_grades.py
```
"""


def claims():
    """The name and the text of each page."""
    rows = map(linked, claim_table(CLAIMS.values()))
    yield "index.md", INDEX.format(table=markdown(rows), pages="\n".join([*CLAIMS, "tests"]))
    yield "tests.md", TESTS
    for claim in CLAIMS.values():
        yield f"{claim.name}.md", page(claim)


def linked(row: dict[str, str]) -> dict[str, str]:
    """A row of the claim map with its claim, lesson, figure and tests as links."""
    name, stem = row["claim"].strip("`"), LESSON[f"{int(row['lesson']):02}"]
    links = {
        "claim": f"[`{name}`]({name}.md)",
        "lesson": f"[{row['lesson']}](/lessons/{stem}.rst)",
        "figure": f"[figure]({name}.md)",
        "its tests": "[tests](tests.md)",
    }
    return {column: links.get(column) or escaped(cell) for column, cell in row.items()}


def page(claim: Claim) -> str:
    """A claim's page: what it says and assumes, what it rests on, and its code."""
    return PAGE.format(
        title=escaped(claim.name),
        name=claim.name,
        row=claim.row,
        where=claim.where,
        statement=escaped(claim.statement),
        lesson=int(claim.figure[:2]),
        stem=LESSON[claim.figure[:2]],
        figure=f"/pictures/{claim.figure}",
        assumed=" ".join(escaped(hypothesis.__doc__) for hypothesis in claim.hypotheses),
        falsified=escaped("; ".join(case.name for case in claim.falsifiers)),
        cases=escaped(", ".join(case.name for case in claim.cases if claim.applies(case))),
        grades="; ".join(f"*{grade}*: {escaped(Grade(grade).description)}" for grade in claim.grades),
    )
