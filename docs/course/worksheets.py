"""Each lesson as a worksheet that sphinx-gallery runs, and as a notebook to take home."""

import ast
import importlib.util
import re
import shutil
from pathlib import Path

import jupytext
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util.docutils import SphinxDirective

from course.plain import escaped
from course.teaching import titles

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.py"))
GALLERY = """
The lessons
===========

Predict, run, see, break: each lesson is a worksheet that runs in seconds. Read it here with its
output, or take it along as a script or a notebook.
"""
FOOTER = """

.. container:: footer

    Take it along: :download:`script </../lessons/{stem}.py>` · :download:`notebook </notebooks/{stem}.ipynb>`

    For the instructor: :doc:`notes with topics and minutes </notes/{stem}>`
"""


def write(docs: Path) -> None:
    """The worksheets, an empty folder for their figures, one for those that pages show, and the notebooks."""
    folder = docs / "worksheets" / "lessons"
    shutil.rmtree(folder.parent / "figures", ignore_errors=True)
    for each in (folder, folder.parent / "figures", docs / "pictures"):
        each.mkdir(parents=True, exist_ok=True)
    (folder / "GALLERY_HEADER.rst").write_text(GALLERY, encoding="utf-8")
    for lesson in LESSONS:
        (folder / lesson.name).write_text(worksheet(lesson), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("notebooks", ROOT / "lessons" / "notebooks.py")
    notebooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebooks)
    list(notebooks.write_notebooks(docs / "notebooks", with_output=False))


def worksheet(lesson: Path) -> str:
    """The lesson as sphinx-gallery wants it: a titled docstring, and text blocks in reStructuredText."""
    title, *cells = jupytext.read(lesson).cells
    next(cell for cell in cells if cell.cell_type == "code").source += f"\n# {thumbnail(lesson)}"
    blocks = (text_block(cell.source) if cell.cell_type == "markdown" else code_block(cell.source) for cell in cells)
    return f'"""\n{heading(lesson.stem, ast.literal_eval(title.source))}"""\n' + "".join(blocks)


def thumbnail(lesson: Path) -> str:
    """Which of its pictures stands for the lesson in the gallery: the first that does not move."""
    drawn = re.findall(r"FIGURES / ['\"](.+?)['\"]", lesson.read_text(encoding="utf-8"))
    return f"sphinx_gallery_thumbnail_number = {1 + next(i for i, name in enumerate(drawn) if name.endswith('.png'))}"


def heading(stem: str, docstring: str) -> str:
    """The lesson's title, as in README.md, and below it what the docstring says, without the number."""
    title = f"Lesson {int(stem[:2])}. {titles()[stem]}"
    return f"{title}\n{'=' * 2 * len(title)}\n\n{escaped(docstring.partition('. ')[2])}.\n"


def code_block(source: str) -> str:
    return f"\n# %%\n\n{source}\n"


def text_block(markdown: str) -> str:
    lines = [".. markdown::", "", *(f"    {line}" for line in markdown.split("\n"))]
    return "\n".join(["\n# %%", *(f"# {line}".rstrip() for line in lines), ""])


class Markdown(SphinxDirective):
    """``.. markdown::`` with Markdown in it, read as MyST reads it."""

    has_content = True

    def run(self):
        document = new_document(self.get_source_info()[0], self.state.document.settings)
        MystParser().parse("\n".join(self.content), document)
        return document.children


def with_own_footer(app, name, source):
    """Sphinx's event: the page of a lesson ends with its own files, in place of those that sphinx-gallery made."""
    if name.startswith("lessons/") and name != "lessons/index":
        label = f".. _sphx_glr_download_lessons_{name.partition('/')[2]}.py:"
        source[0] = source[0].partition(label)[0] + label + FOOTER.format(stem=name.partition("/")[2])
