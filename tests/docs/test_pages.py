"""The README and the pages of docs/: their code runs, their links exist, their tables are those of the code."""

import ast
import importlib.util
import os
import pkgutil
import re
import subprocess
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from gan_theory import CLAIMS, RECIPES, Evidence
from gan_theory.formal.statements import read_statements, statements_in
from gan_theory.verification.claim_table import claim_table, markdown

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))]
}
BLOCKS = [  # those of docs/questions.md share the names of its introduction: test_questions.py runs them
    (name, code)
    for name, text in PAGES.items()
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    if name != "docs/questions.md"
]
SHORTER = [("seeds=range(64)", "steps=50, seeds=range(3)"), ("steps=1000", "steps=5"), ("range(10)", "range(2)")]
SECTIONS = ("Two commands", "A tour", "The lessons", "Check your own formula", "Train on your own data")


def script(name):
    """The module docs/course/<name>.py, which writes a part of a page."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "course" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


layers, proofs = script("layers"), script("proofs")


def shortened(code):
    for long, short in SHORTER:
        code = code.replace(long, short)
    return code


def expected(code):
    """What each comment beside a print says: the parts between "…", which follow each other in one line."""
    return [comment.split("…") for comment in re.findall(r"^ *print\(.*\)  # (.*)$", code, re.MULTILINE)]


def is_printed(parts, printed):
    pattern = ".*".join(re.escape(part.strip()) for part in parts)
    return any(re.search(pattern, line) for line in printed.splitlines())


def test_each_block_of_python_is_found():
    counts = {name: sum(name == page for page, _ in BLOCKS) for name in PAGES}
    assert {name: count for name, count in counts.items() if count} == {
        "README.md": 1,
        "docs/claims.md": 3,
        "docs/grading.md": 1,
        "docs/losses.md": 1,
        "docs/sweeps.md": 1,
        "docs/training.md": 2,
        "docs/your_data.md": 1,
    }


@pytest.mark.parametrize(("page", "code"), BLOCKS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(BLOCKS)])
def test_a_block_of_python_runs_and_prints_what_it_says(page, code, tmp_path, monkeypatch, capsys):
    if "certified" in code:
        pytest.importorskip("flint")
    monkeypatch.chdir(tmp_path)
    printed = run_as_script(code, tmp_path) if "__main__" in code else run_here(code, capsys)
    assert printed or "print(" not in code
    for parts in expected(code):
        assert is_printed(parts, printed), (parts, printed)
    made = {path.name for path in tmp_path.iterdir()} - {"script.py", "__pycache__"}
    assert made == {"README.md": {"two-modes.gif"}, "docs/sweeps.md": {"sweep.jsonl"}}.get(page, set())
    if page == "docs/sweeps.md":
        assert [line.count("'runs': 2") for line in printed.splitlines()] == [1] * 6
        assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == 12


def run_here(code, capsys):
    exec(shortened(code), {})
    return capsys.readouterr().out


def run_as_script(code, folder):
    (folder / "script.py").write_text(shortened(code), encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command, pipes = [sys.executable, "script.py"], dict(capture_output=True, encoding="utf-8", timeout=300)
    run = subprocess.run(command, env=environment, **pipes)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_comments_that_say_what_is_printed_are_found_and_compared():
    assert sum(len(expected(code)) for _, code in BLOCKS) >= 12
    assert expected("print(1)  # 1.5… (the rest\nx  # 2\n    print(3)") == [["1.5", " (the rest"]]
    assert is_printed(["JSD = 0.", "1"], "a\nJSD = 0.01\n")
    assert not is_printed(["JSD = 0.", "1"], "JSD = 0.\n1\n")


def test_the_readme_is_one_page():
    assert len(README.splitlines()) <= 150
    assert len(README.split()) <= 1100
    headings = re.findall(r"^## (.+)$", README, re.MULTILINE)
    assert [heading for heading in headings if heading in SECTIONS] == list(SECTIONS)
    assert "MIT License" in README and "CC-BY-4.0" in README


def test_the_readme_s_tour_has_at_most_fifteen_lines():
    (tour,) = re.findall(r"## A tour\n.*?```python\n(.*?)```", README, re.DOTALL)
    assert 10 <= len(tour.splitlines()) <= 15


def test_every_lesson_is_in_the_readme():
    listed = re.findall(r"^\d+\. \[.+?\]\(lessons/(\d\w+)\.py\): .+; \d+ min$", README, re.MULTILINE)
    assert listed == sorted(lesson.stem for lesson in (ROOT / "lessons").glob("[0-9]*.py"))


def test_the_readme_says_how_many_claims_there_are():
    assert re.findall(r"\b(\d+) claims\b", README) == [str(len(CLAIMS))]


def test_every_link_leads_to_a_file_and_a_heading():
    for name, text in PAGES.items():
        text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
            address, _, heading = link.partition("#")
            target = (ROOT / name).parent / address if address else ROOT / name
            made = target.parent.name in ("lessons", "manual", "notes") and name == "docs/index.md"
            assert made or target.exists(), (name, link)
            if heading:
                titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
                assert heading in [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles], link


def test_every_page_can_be_reached():
    index = PAGES["docs/index.md"]
    contents = re.findall(r"```{toctree}\n:hidden:\n\n(.*?)```", index, re.DOTALL)[-1].split()
    committed = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert committed | {"lessons/index", "manual/index", "notes/index"} == set(contents)
    linked = set(re.findall(r"\]\(docs/(\w+)\.md[)#]", README)) | {"contributing"}
    assert linked == committed


def test_the_table_of_claims_is_that_of_the_code():
    table = "\n".join(line for line in PAGES["docs/claims.md"].splitlines() if line.startswith("|"))
    assert table == markdown(claim_table(CLAIMS.values())), (
        "write the output of python -m gan_theory claims --markdown into docs/claims.md"
    )


def test_the_statements_in_coq_are_those_of_the_files():
    page = PAGES["docs/proofs.md"]
    assert page == proofs.written(page), "run python docs/course/proofs.py"
    for statement in read_statements():
        assert page.count(f"`{statement.name}`") == 1
        if statement.is_result:
            assert page.count(f"\n{statement.kind} {statement.name} :\n  {statement.text}.\n") == 1
    assert proofs.written(page.replace("### A5", "### A55")) == page


def test_the_example_of_a_statement_is_one_of_the_statements():
    example = re.search(r"## How to read a statement\n\n```coq\n(.+?)```", PAGES["docs/proofs.md"], re.DOTALL)[1]
    (read,) = statements_in(example)
    (known,) = (each for each in read_statements() if each.name == read.name)
    assert " ".join(read.text.split()) == " ".join(known.text.split())


def test_the_claims_without_a_formal_proof_are_listed():
    listed = re.search(r"have no formal proof: (.+)\.\n", PAGES["docs/proofs.md"])[1].split(", ")
    assert listed == [claim.claim_id for claim in CLAIMS.values() if "formal" not in claim.grades]


def test_the_number_of_planted_errors_is_right():
    faults = (import_module(f"tests.faults.{name}").FAULTS for name in CLAIMS)
    number = sum(fault.grade == "formal" for each in faults for fault in each)
    assert f"{number} errors in the definitions and in the proofs" in " ".join(PAGES["docs/proofs.md"].split())
    assert f"- {number} errors are planted" in PAGES["docs/checking.md"]


def test_the_table_of_named_recipes_is_that_of_the_code():
    row = r"^\| ([ABC]\d+) \| `([\w-]+)` \| \d+% \| \d\.\d{3} \| (.+) \|$"
    rows = re.findall(row, PAGES["docs/training.md"], re.MULTILINE)
    assert rows == [(named.claim_id, name, named.criterion) for name, named in RECIPES.items()]


def test_the_keys_of_a_finding_in_the_json_are_described():
    described = re.search(r"has these keys; .*?:\n\n(.*?)\n\n", PAGES["docs/claims.md"], re.DOTALL)[1]
    heads = re.findall(r"^- (.+?):", described, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(heads)) == [field.name for field in fields(Evidence)]


def test_the_cells_of_a_table_are_as_many_as_its_columns():
    for name, text in PAGES.items():
        for table in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
            cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(cells) == 1, (name, table[:80])


def test_the_picture_of_the_layers_is_that_of_setup_cfg():
    page, picture = PAGES["docs/architecture.md"], layers.PICTURE.read_text(encoding="utf-8")
    assert picture == layers.picture(page), "run python docs/course/layers.py"
    assert all(f">{package}</text>" in picture for package in layers.PACKAGES)


def test_the_packages_and_modules_of_the_architecture_are_those_of_the_code():
    page = PAGES["docs/architecture.md"]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == layers.PACKAGES
    assert layers.LIST.search(page)[0] == layers.module_list(), "run python docs/course/layers.py"
    folders = {path.parent.name for path in (ROOT / "gan_theory").glob("*/__init__.py")}
    assert folders == set(layers.PACKAGES)


def test_the_three_paths_name_functions_that_exist():
    paths = layers.paths(PAGES["docs/architecture.md"])
    assert list(paths) == ["from formula to verdict", "from noise to Figure 1", "from CSV to judgement"]
    for steps in paths.values():
        assert len(steps) >= 5
    named = re.findall(rf"`((?:{'|'.join(layers.PACKAGES)})(?:\.\w+)+)`", PAGES["docs/architecture.md"])
    assert len(named) >= sum(map(len, paths.values()))
    for name in named:
        assert pkgutil.resolve_name(f"gan_theory.{name}"), name


def modules_of_steps(steps):
    """The modules that each step of a path names, as dotted names below gan_theory."""
    named = [re.findall(rf"`((?:{'|'.join(layers.PACKAGES)})(?:\.\w+)+)`", step) for step in steps]
    return [{module_of(name) for name in names} for names in named]


def module_of(name):
    """The longest beginning of a dotted name that is a module."""
    while not (ROOT / "gan_theory" / f"{name.replace('.', '/')}.py").exists():
        name = name.rpartition(".")[0]
    return name


def imports(module):
    """The modules of the package that a module imports, at its top or later, but not for type checkers only."""
    tree = ast.parse((ROOT / "gan_theory" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    tree.body = [
        node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    ]
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.removeprefix("gan_theory.") for name in found}


def test_each_step_of_a_path_uses_only_steps_before_it():
    assert {"verification.verdict", "verification.claim"} <= imports("verification.report")
    assert "verification.claim" not in imports("verification.verdict")  # for type checkers only
    for found in layers.PATH.finditer(PAGES["docs/architecture.md"]):
        steps = modules_of_steps(re.split(r"^\d+\. ", found["steps"], flags=re.MULTILINE)[1:])
        assert all(steps) and len(steps) == len(layers.paths(found[0])[found["title"]])
        for number, step in enumerate(steps):
            later = set().union(*steps[number + 1 :]) - step
            assert {name: imports(name) & later for name in step} == {name: set() for name in step}


def test_the_architecture_names_the_packages_with_more_than_eight_modules():
    sizes = {
        package: len([path for path in (ROOT / "gan_theory" / package).glob("*.py") if path.stem != "__init__"])
        for package in layers.PACKAGES
    }
    named = re.findall(r"`(\w+)` \((\d+)\)", PAGES["docs/architecture.md"])
    assert {name: int(size) for name, size in named} == {name: size for name, size in sizes.items() if size > 8}
