"""Plain text for a reader of markup: nothing in it is markup but `code`."""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.napoleon import NumpyDocstring

LONGEST_VALUE = 40  # characters

# What stays as it is: an example (>>>) up to the next blank line, a role, and code between backticks.
CODE = re.compile(r"(^ *>>>.*?(?=\n *\n|\Z)|:[a-z:]+:`[^`]+`|``.+?``|`[^`]+`)", re.DOTALL | re.MULTILINE)
REFERENCE = re.compile(r"^( *)\.\. (?=\[\w+\] )", re.MULTILINE)  # numpydoc's `.. [1] …`, which would be a footnote
ITEM = re.compile(r"^( *)(?=\(\w\) |[A-Z]\. )", re.MULTILINE)  # `(a) …` or `L. Theis …`, which would be a list


def escaped(text: str) -> str:
    """Escape each character that reStructuredText or Markdown might take for markup."""
    return re.sub(r"([\\*_|`<>\[\]])", r"\\\1", text)


def restructured(text: str) -> str:
    """Return the text as reStructuredText, with code between backticks as literals."""
    parts = CODE.split(REFERENCE.sub(r"\1", text))
    return "".join(literal(part) if number % 2 else paragraphs(part) for number, part in enumerate(parts))


def paragraphs(text: str) -> str:
    return ITEM.sub(r"\1\\", escaped(text))


def literal(code: str) -> str:
    return f"``{code.strip('`')}``" if code.startswith("`") else code


def docstring(app, what, name, obj, options, lines):
    """Handle Sphinx's event: the package's docstrings are plain text with numpydoc's sections.

    napoleon would take what stands before a colon in a property's docstring for its type, hence "method".
    """
    what = "method" if what == "property" else what
    text = restructured("\n".join(lines))
    lines[:] = text.split("\n") if what in ("attribute", "data") else sections(app, what, name, obj, options, text)


def sections(app, what, name, obj, options, text: str) -> list[str]:
    """Return the lines with numpydoc's sections as reStructuredText."""
    return NumpyDocstring(text, app.config, app, what, name, obj, options).lines()


def without_long_value(app, domain, objtype, content):
    """Handle Sphinx's event: the value of a constant is shown if it is short, the types in a type alias never."""
    if objtype == "data":
        for signature in content.parent.findall(addnodes.desc_signature):
            for value in list(signature.findall(addnodes.desc_annotation)):
                if value.astext().startswith(" = ") and len(value.astext()) > LONGEST_VALUE:
                    signature.remove(value)
        for paragraph in list(content.findall(nodes.paragraph)):
            if paragraph.astext().startswith("alias of "):  # as autodoc begins it
                paragraph.parent.remove(paragraph)
