"""python lessons/notebooks.py: run every lesson as a notebook and write it, with its output, to notebooks/.

With --no-run the lessons are not run, and the notebooks have no output.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import jupytext
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

LESSONS = Path(__file__).resolve().parent


def notebook(lesson: Path) -> NotebookNode:
    """Return the lesson as a notebook, with its docstring as the heading; the same lesson gives the same notebook."""
    made = jupytext.read(lesson)
    title, *made.cells = made.cells
    made.cells.insert(0, new_markdown_cell(f"# {ast.literal_eval(title.source)}"))
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    made.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return made


def run(made: NotebookNode, folder: Path) -> None:
    """Run a notebook in a folder, by a kernel of its own, so that its cells have their outputs."""
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(made, kernel_name="python3", timeout=600, resources=resources, record_timing=False).execute()


def write_notebooks(folder: Path, *, with_output: bool = True, lessons: Path = LESSONS) -> Iterator[Path]:
    """Write the notebook of each lesson to the folder, which is made if it does not exist; yield their paths."""
    folder.mkdir(exist_ok=True)
    for lesson in sorted(lessons.glob("[0-9]*.py")):
        made, path = notebook(lesson), folder / f"{lesson.stem}.ipynb"
        if with_output:
            run(made, folder)
        jupytext.write(made, path)
        yield path


if __name__ == "__main__":
    for path in write_notebooks(LESSONS.parent / "notebooks", with_output="--no-run" not in sys.argv[1:]):
        print(f"notebook: {path}", flush=True)
