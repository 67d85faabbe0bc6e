"""`python docs/course/layers.py`: draw docs/static/layers.svg and list all modules in docs/architecture.md.

The layers are those of import-linter's contract in setup.cfg, the paths are the numbered lists of docs/architecture.md,
and the modules are described by the first lines of their docstrings.
"""

import ast
import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "static" / "layers.svg"
PATH = re.compile(r"^### Path \d: (?P<title>.+?)\n(?P<steps>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
LIST = re.compile(r"(?<=<!-- modules -->\n).*(?=<!-- end of modules -->)", re.DOTALL)


def packages() -> list[str]:
    """Return the packages from the highest layer to the lowest."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    return setup["importlinter:contract:layers"]["layers"].split()


PACKAGES = packages()


def paths(page: str) -> dict[str, list[str]]:
    """Return the title of each path through the package, with the names of the functions that it passes, in order."""
    return {
        found["title"]: re.findall(r"^\d+\. `([\w.]+)`", found["steps"], re.MULTILINE) for found in PATH.finditer(page)
    }


def summary(path: Path) -> str:
    """Return the first line of a module's docstring, as Markdown."""
    line = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).partition("\n")[0]
    parts = line.split("`")
    return "`".join(part if number % 2 else re.sub(r"([*_|<])", r"\\\1", part) for number, part in enumerate(parts))


def module_list() -> str:
    """Return the packages and their modules as nested lists in Markdown, from the highest layer to the lowest."""
    return "\n" + "\n".join("\n".join(entries(ROOT / "gan_theory" / package)) for package in PACKAGES) + "\n\n"


def entries(folder: Path, indent: str = ""):
    """Yield a line for the package in this folder, and indented lines for what it contains."""
    yield f"{indent}- **`{folder.name}/`** {summary(folder / '__init__.py')}"
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py" and path.stem != "__init__":
            yield f"{indent}  - `{path.stem}`: {summary(path)}"
        elif (path / "__init__.py").exists():
            yield from entries(path, indent + "  ")


HEADER, ROW, BOX, LEFT, GAP = 84, 38, 250, 12, 120
STYLES = ("#0072B2", "#D55E00", "#117733")  # of the three paths: colour-blind readers have shape and position too
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="15">
<title>The packages of gan_theory: each may import those below it</title>
<rect width="{width}" height="{height}" fill="white"/>
{parts}
</svg>
"""


def picture(page: str) -> str:
    """Return the layers as an SVG: a box for each package, and a line with dots for each path through them."""
    parts = [part for row, package in enumerate(PACKAGES) for part in box(row, package)]
    for column, (title, names) in enumerate(paths(page).items()):
        parts += path(column, title, sorted({PACKAGES.index(name.partition(".")[0]) for name in names}))
    width, height = LEFT + BOX + 3 * GAP + 20, HEADER + ROW * len(PACKAGES) + 40
    foot = f'<text x="{LEFT}" y="{height - 14}" fill="#444">A package may import only packages below it.</text>'
    return SVG.format(width=width, height=height, parts="\n".join([*parts, foot]))


def box(row: int, package: str):
    y = HEADER + ROW * row
    yield f'<rect x="{LEFT}" y="{y}" width="{BOX}" height="{ROW - 8}" rx="4" fill="#eef2f6" stroke="#5b6b7b"/>'
    yield f'<text x="{LEFT + 12}" y="{y + 20}" font-family="monospace" font-weight="bold">{package}</text>'
    yield f'<path d="M{LEFT + BOX} {y + 15}h{3 * GAP}" stroke="#dde3e9"/>'


def path(column: int, title: str, rows: list[int]):
    """Yield a path's title in two lines, its line, and a dot at each package that it passes."""
    x, colour = LEFT + BOX + GAP // 2 + GAP * column, STYLES[column]
    ys = [HEADER + ROW * row + 15 for row in rows]
    for y, words in zip((28, 48), title.replace("from ", "").split(" to ")):
        arrow = "to " if y == 48 else ""
        yield f'<text x="{x}" y="{y}" text-anchor="middle" fill="{colour}" font-weight="bold">{arrow}{words}</text>'
    yield f'<path d="M{x} {ys[0]}V{ys[-1]}" stroke="{colour}" stroke-width="3"/>'
    for y in ys:
        yield f'<circle cx="{x}" cy="{y}" r="7" fill="{colour}" stroke="white" stroke-width="2"/>'


if __name__ == "__main__":
    text = LIST.sub(lambda _: module_list(), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    PICTURE.write_text(picture(text), encoding="utf-8")
    print(f"written: {PAGE}, {PICTURE}")
