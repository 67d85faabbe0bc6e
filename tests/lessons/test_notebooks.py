"""Every lesson is a notebook that runs to its end, and shows each figure below the cell that draws it."""

import base64
import importlib.util
import json
import os
import sys
from pathlib import Path

import pytest

from tests.lessons.test_lessons import FIGURES, check_printed
from tests.support import shared_runs

nbclient = pytest.importorskip("nbclient")
jupytext = pytest.importorskip("jupytext")
nbformat_v4 = pytest.importorskip("nbformat.v4")
new_code_cell, new_notebook = nbformat_v4.new_code_cell, nbformat_v4.new_notebook

LESSONS = Path(__file__).parents[2] / "lessons"
STEMS = sorted(lesson.stem for lesson in LESSONS.glob("[0-9]*.py"))
spec = importlib.util.spec_from_file_location("notebooks", LESSONS / "notebooks.py")
notebooks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(notebooks)


ROOT = LESSONS.parent
MOST_LINES_OF_A_CELL = 12
MOST_LINES_OF_ALL = 300  # of the 17 lessons
CHECK_FIGURES = """
import os, sys
os.chdir({folder!r})
sys.path[:0] = [{root!r}] if {root!r} not in sys.path else []
from tests.support import lesson_figures, shared_proofs, shared_runs, torch_imports
lesson_figures.found.clear()
lesson_figures.look()
torch_imports.look()
shared_runs.share()
shared_proofs.share()
%reset -f
"""
PRINT_FOUND = """
import json
from tests.support import lesson_figures, torch_imports
print(json.dumps([lesson_figures.found, sorted(torch_imports.importers)]))
"""


@pytest.fixture(scope="session")
def client(tmp_path_factory):
    """A client whose kernel runs one notebook after the other: to start one for each would take as long as they run."""
    client = nbclient.NotebookClient(new_notebook(), kernel_name="python3", timeout=300)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "MPLBACKEND")}
    home = str(tmp_path_factory.mktemp("home"))
    environment |= {"IPYTHONDIR": home, "PYTHONUTF8": "1", "PYTHONWARNINGS": "always"}
    client.execute(cleanup_kc=False, env=environment)
    yield client
    with client.setup_kernel(cleanup_kc=True):
        pass


def run(client, stem, root):
    """The outputs of a lesson's notebook, run beside an empty figures/, the faults of each figure, what imports torch.

    The notebook starts with an empty namespace, and in a folder of its own.
    """
    for folder in ("notebooks", "figures"):
        (root / folder).mkdir()
    notebook = notebooks.notebook(LESSONS / f"{stem}.py")
    start = CHECK_FIGURES.format(folder=str(root / "notebooks"), root=str(ROOT))
    notebook.cells = [new_code_cell(start), *notebook.cells, new_code_cell(PRINT_FOUND)]
    client.nb = notebook
    client.execute(cleanup_kc=False)
    *cells, last = notebook.cells
    return [cell.get("outputs", ()) for cell in cells], *json.loads(text_of(last.outputs))


def text_of(outputs):
    """What a cell prints; it comes in parts, if the kernel sends them so."""
    return "".join(output.text for output in outputs if output.output_type == "stream")


@pytest.mark.parametrize("stem", STEMS)
def test_a_notebook_runs_and_shows_its_figures_which_are_legible(stem, client, tmp_path):
    cells, found, importers_of_torch = run(client, stem, tmp_path)
    outputs = [output for cell in cells for output in cell]
    assert importers_of_torch == (["__main__"] if stem.startswith("05") else [])  # the lesson itself, not the package
    figures = list((tmp_path / "figures").iterdir())
    assert found == {name: [] for name in FIGURES[stem[:2]]} == {path.name: [] for path in figures}
    kinds = {(output.output_type, output.get("name")) for output in outputs}
    assert kinds == {("stream", "stdout"), ("display_data", None)}
    shown = [output.data for output in outputs if output.output_type == "display_data"]
    pictures = [base64.b64decode(text) for data in shown for kind, text in data.items() if kind.startswith("image/")]
    assert sorted(pictures) == sorted(path.read_bytes() for path in figures)
    printed = text_of(outputs)
    assert all(f"{os.path.join('..', 'figures', path.name)}\n" in printed for path in figures)
    check_printed(stem[:2], printed)
    lines = [len(text_of(cell).splitlines()) for cell in cells]
    assert max(lines) <= MOST_LINES_OF_A_CELL
    assert lines_of_all_lessons(stem, sum(lines)) <= MOST_LINES_OF_ALL


def lines_of_all_lessons(stem, lines):
    """Note how many lines a lesson prints, for all processes of this test run, and sum up those known so far.

    The last lesson to run knows all.
    """
    folder = Path(os.environ[shared_runs.FOLDER])
    (folder / f"{stem}.lines").write_text(str(lines), encoding="utf-8")
    return sum(int(path.read_text(encoding="utf-8")) for path in folder.glob("*.lines"))


def test_notebooks_in_one_kernel_share_no_names(client, tmp_path):
    client.nb = new_notebook(cells=[new_code_cell("left_over = 1")])
    client.execute(cleanup_kc=False)
    start = CHECK_FIGURES.format(folder=str(tmp_path), root=str(ROOT))
    client.nb = new_notebook(cells=[new_code_cell(start), new_code_cell("import os; print(os.getcwd()); left_over")])
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="name 'left_over' is not defined"):
        client.execute(cleanup_kc=False)
    assert client.nb.cells[1].outputs[0].text == f"{tmp_path}\n"


def test_make_notebooks_writes_each_lesson_once(tmp_path):
    paths = list(notebooks.write_notebooks(tmp_path / "notebooks", with_output=False))
    assert [path.stem for path in paths] == STEMS
    first = [path.read_bytes() for path in paths]
    again = notebooks.write_notebooks(tmp_path / "notebooks", with_output=False)
    assert first == [path.read_bytes() for path in again]


def test_a_written_notebook_has_its_output_and_ran_in_its_folder(tmp_path):
    lesson = '"""Lesson 1. One"""\n\n# %%\nimport os\n\nprint(os.getcwd())\n\n# %%\n6 * 7\n'
    (tmp_path / "01_one.py").write_text(lesson, encoding="utf-8")
    (path,) = notebooks.write_notebooks(tmp_path / "notebooks", lessons=tmp_path)
    _, first, second = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert "".join(first["outputs"][0]["text"]) == f"{tmp_path / 'notebooks'}\n"
    assert second["outputs"][0]["data"]["text/plain"] == ["42"]
    assert "execution" not in first["metadata"]  # no times, so that the same lesson gives the same notebook


@pytest.mark.parametrize("stem", STEMS)
def test_a_notebook_has_the_lesson_s_title_prose_and_code(stem):
    notebook = notebooks.notebook(LESSONS / f"{stem}.py")
    source = (LESSONS / f"{stem}.py").read_text(encoding="utf-8")
    assert notebook.cells[0].source.startswith(f"# Lesson {int(stem[:2])}. ")
    assert "# %%" not in "".join(cell.source for cell in notebook.cells)
    assert len(notebook.cells) == 1 + source.count("\n# %%")
    for cell in notebook.cells[1:]:
        lines = [f"# {line}".rstrip() if cell.cell_type == "markdown" else line for line in cell.source.split("\n")]
        assert "\n".join(lines) in source


def test_outside_a_notebook_nothing_is_shown(tmp_path, capsys):
    from gan_theory.plotting.figure_files import show_in_notebook

    show_in_notebook(tmp_path / "none.png")
    assert capsys.readouterr() == ("", "")


def test_figures_lie_beside_the_script_s_folder_or_else_in_it(tmp_path, monkeypatch):
    from gan_theory.plotting.figure_files import figures_folder

    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(tmp_path / "lessons" / "one.py"), raising=False)
    (tmp_path / "lessons").mkdir()
    assert figures_folder() == tmp_path.resolve() / "lessons" / "figures"
    assert figures_folder().is_dir()
    (tmp_path / "figures").mkdir()
    assert figures_folder() == tmp_path.resolve() / "figures"
