"""The public names: type checkers see each name that is imported lazily."""

import ast
from pathlib import Path

import gan_theory


def test_type_checkers_see_the_public_names_in_the_modules_that_they_are_imported_from():
    tree = ast.parse(Path(gan_theory.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {alias.asname: node.module for node in block.body for alias in node.names}
    lazy = {name: f"gan_theory.{module}" for name, module in gan_theory._MODULE.items()}
    assert seen == lazy | {"plot": "gan_theory.plotting"}
