"""Plain text for a reader of markup: nothing in it is markup but `code`."""

import re


def escaped(text: str) -> str:
    """The text with each sign that reStructuredText or Markdown might take for markup escaped."""
    return re.sub(r"([\\*_|`<>\[\]])", r"\\\1", text)


def restructured(text: str) -> str:
    """The text in reStructuredText, with what stands between backticks as literals."""
    return "".join(f"``{part}``" if odd % 2 else escaped(part) for odd, part in enumerate(text.split("`")))


def docstring(app, what, name, obj, options, lines):
    """Sphinx's event: the package's docstrings are plain text; one with an example (>>>) stays as it is."""
    if not any(line.startswith(">>>") for line in lines):
        lines[:] = restructured("\n".join(lines)).split("\n")
