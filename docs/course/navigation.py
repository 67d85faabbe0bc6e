"""The table of contents beside each page, which takes long to make: once for each folder, and marked for each page."""

import re
from functools import cache, partial
from posixpath import dirname

from sphinx.environment.adapters.toctree import global_toctree_for_doc

TAG = re.compile(r"<(/?)(?:ul|li|a)\b[^>]*>")


def share(app, name, template, context, doctree):
    """Handle Sphinx's event: what furo calls for the table of contents."""
    context["toctree"] = partial(navigation, app.builder, name)


def navigation(builder, name: str, **options) -> str:
    """Return the table of contents as Sphinx makes it for a page, whose entry and all around it are current."""
    folder = re.sub(r"[^/]+", "-", dirname(name)) if name.startswith("_modules/") else dirname(name)
    shared = made(builder, folder, tuple(options.items()))
    link = builder.get_relative_uri(f"{folder}/-".lstrip("/"), name)
    return with_current(shared, f'<a class="reference internal" href="{link}">')


@cache
def made(builder, folder: str, options: tuple) -> str:
    """Return the table of contents for a page of a folder that is not in the table itself."""
    page = f"{folder}/-".lstrip("/")
    tree = global_toctree_for_doc(builder.env, page, builder, tags=builder.tags, **dict(options))
    return builder.render_partial(tree)["fragment"]


def with_current(tree: str, entry: str) -> str:
    """Return the tree with the class "current" on an entry and on the items and lists around it."""
    at = tree.find(entry)
    if at < 0:
        return tree
    around: list[re.Match] = []
    for tag in TAG.finditer(tree, 0, at):
        if tag[1]:
            around.pop()
        else:
            around.append(tag)
    made, last = "", 0
    for tag in around:
        made += tree[last : tag.start()] + marked(tag[0])
        last = tag.end()
    link = '<a class="current reference internal" href="#">'
    return made + tree[last:at] + link + tree[at + len(entry) :]


def marked(tag: str) -> str:
    """Return the tag of a list or of an item with the class "current"."""
    return tag.replace('">', ' current">') if "class=" in tag else tag.replace(">", ' class="current">')
