"""python lessons/notebooks.py: write every lesson as a notebook to notebooks/, to open in Jupyter or VS Code."""

import ast
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


def write_notebooks(folder: Path) -> list[Path]:
    """Write the notebook of each lesson to the folder, which is made if it does not exist; return their paths."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{lesson.stem}.ipynb" for lesson in sorted(LESSONS.glob("[0-9]*.py"))]
    for path in paths:
        jupytext.write(notebook(LESSONS / f"{path.stem}.py"), path)
    return paths


if __name__ == "__main__":
    print(*(f"notebook: {path}" for path in write_notebooks(LESSONS.parent / "notebooks")), sep="\n")
