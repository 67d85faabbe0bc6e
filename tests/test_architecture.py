"""The house stands as planned: imports go strictly down, heavy packages wait, the manual says what the code does."""

import ast
import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gan_theory
from gan_theory import CLAIMS
from gan_theory.verification.claim_table import claim_table, markdown

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

# From the cellar up; modules of one floor do not import each other.
FLOORS = [
    ["border", "evidence", "kernels"],
    ["samples", "files", "notebook"],
    ["law", "ledger"],
    ["smoothing"],
    ["density", "ball", "parzen"],
    ["game", "pushforward", "joint", "latent"],
    ["asked", "cases", "joints", "targets", "budget", "fits", "generators", "hardware", "two_samples"],
    ["claim", "frame", "latents", "modes", "streams", "split"],
    ["networks", "report", "claim_map", "look", "held_out"],
    ["moves", "training_report"],
    ["algorithm_1"],
    ["gradients", "recipes"],
    ["claims", "plot", "page", "sweeps"],
    ["window", "sweep_command", "dirac", "atlas"],
    ["training"],
    ["__main__"],
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted((ROOT / "gan_theory").rglob("*.py"))


def room(path):
    return path.relative_to(ROOT / "gan_theory").parts[0].removesuffix(".py")


def imported_rooms(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "gan_theory":
            parts = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            yield from (part for part in parts if part in FLOOR)


@pytest.mark.parametrize("path", [m for m in MODULES if m.parent.name != "gan_theory" or m.stem != "__init__"], ids=str)
def test_imports_go_strictly_down(path):
    own = room(path)
    for other in imported_rooms(path):
        assert FLOOR[other] < FLOOR[own] or (own == other and own in ("ball", "claims"))


TRAINERS = {"algorithm_1", "gradients", "hardware", "moves", "networks", "streams"}
ROOMS = {"torch": TRAINERS, "matplotlib": {"atlas", "plot", "window"}, "flint": {"ball"}, "sympy": {"claims"}}


def test_only_their_rooms_import_torch_matplotlib_flint_and_sympy():
    for package, allowed in ROOMS.items():
        users = {
            room(path)
            for path in MODULES
            if re.search(rf"^\s*(import|from) {package}\b", path.read_text("utf-8"), re.M)
        }
        assert users == allowed


def test_a_bare_import_loads_nothing_heavy():
    heavy = ("torch", "matplotlib", "sympy", "scipy.stats", "flint")
    code = f"import sys, gan_theory; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_verify_loads_neither_torch_nor_matplotlib_nor_scipy_stats():
    code = (
        "import sys; from gan_theory.__main__ import main; main(['verify']); "
        "print([m for m in ('torch', 'matplotlib', 'scipy.stats') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    assert out.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", gan_theory.__all__)
def test_every_public_name_is_there_and_explained(name):
    value = getattr(gan_theory, name)
    assert name in dir(gan_theory)
    if callable(value):
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Discriminator'"):
        gan_theory.Discriminator  # noqa: B018


def test_the_readme_s_table_of_claims_is_that_of_the_code():
    section = README.split("## The claims")[1].split("\n## ")[0]
    table = "\n".join(line for line in section.splitlines() if line.startswith("|"))
    assert table == markdown(claim_table(CLAIMS.values())), (
        "write the output of python -m gan_theory claims into the README"
    )


def test_the_readme_s_tour_runs(tmp_path):
    (code,) = re.findall(r"## A tour\n.*?```python\n(.*?)```", README, re.S)
    assert 15 <= len(code.splitlines()) <= 25
    environment = {**os.environ, "PYTHONUTF8": "1", "MPLBACKEND": "agg"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 0, run.stderr
    for line, comment in re.findall(r"^(print\(.*?\))\s+# (.*)$", code, re.M):
        assert comment in run.stdout, line
    assert os.listdir(tmp_path) == ["two-modes.gif"]


def test_the_readme_s_other_examples_run(capsys):
    pytest.importorskip("flint")
    _, *others = re.findall(r"```python\n(.*?)```", README, re.S)
    others = [code for code in others if "sweep(" not in code]
    assert len(others) == 4
    for code in others:
        exec(code.replace("seeds=range(64)", "steps=50, seeds=range(3)"), {})
    out = capsys.readouterr().out
    assert "[-1.16345139675041825939" in out
    assert "JSD is the square root of the information I(label; x) on every case" in out
    assert re.search(r"the worst of 3 GANs: JSD = 0\.\d{4}", out)
    assert re.search(r"a cubic of one's own: JSD = 0\.0\d{3}", out)


def test_the_readme_s_sweep_runs(tmp_path):
    (code,) = re.findall(r"## Sweeps\n.*?```python\n(.*?)```", README, re.S)
    (tmp_path / "script.py").write_text(
        code.replace("steps=1000", "steps=5").replace("range(10)", "range(2)"), encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command, pipes = [sys.executable, "script.py"], dict(capture_output=True, encoding="utf-8", timeout=300)
    run = subprocess.run(command, cwd=tmp_path, env=environment, **pipes)
    assert run.returncode == 0, run.stderr
    assert [line.count("'runs': 2") for line in run.stdout.splitlines()] == [1] * 6
    assert len((tmp_path / "sweep.jsonl").read_text().splitlines()) == 12


def test_every_file_that_the_readme_links_to_is_there():
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_lesson_is_in_the_readme():
    for lesson in (ROOT / "lessons").glob("[0-9]*.py"):
        assert f"lessons/{lesson.name}" in README


def test_versions_agree():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {gan_theory.__version__}\n" in citation
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    assert setup["metadata"]["version"] == "attr: gan_theory.__version__"


def test_every_requirement_is_pinned():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    text = setup["options"]["install_requires"] + "".join(setup["options.extras_require"].values())
    required = {re.split(r"[<>=!]", line)[0].strip() for line in text.split("\n") if line.strip()}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert required == {name for name in required if re.search(rf"^{name}==", pins, re.M)}
