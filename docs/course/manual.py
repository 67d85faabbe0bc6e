"""The manual: the public names, each with its first sentence, and a page for each module, from the docstrings."""

import inspect
from collections.abc import Mapping
from importlib import import_module

import gan_theory
from course.plain import escaped, restructured
from course.worksheets import ROOT

PACKAGE = ROOT / "gan_theory"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "__main__.py"
)


def manual():
    """The name and the text of each page."""
    yield "index.rst", index()
    for module in MODULES:
        yield f"{module}.rst", page(module)


def index() -> str:
    """What ``from gan_theory import …`` gives, and the modules."""
    names = "\n".join(f"- {reference(name)}: {first_sentence(name)}" for name in gan_theory.__all__)
    modules = "\n".join(f"    {module}" for module in MODULES)
    title = "The manual\n==========\n\nAll of these come by ``from gan_theory import …``. Values are in nats.\n"
    return f"{title}\n{names}\n\n.. toctree::\n    :maxdepth: 1\n    :caption: Modules\n\n{modules}\n"


def reference(name: str) -> str:
    """A link to the name in its own module."""
    if inspect.ismodule(getattr(gan_theory, name)):
        return f":py:mod:`~gan_theory.{name}`"
    return f":py:obj:`~gan_theory.{gan_theory._HOME[name]}.{name}`"


def first_sentence(name: str) -> str:
    value = getattr(gan_theory, name)
    text = value.__doc__ if callable(value) or inspect.ismodule(value) else contents(value)
    return restructured(" ".join(text.partition("\n\n")[0].split()))


def contents(value) -> str:
    """What a table of named things has in it, in words."""
    if isinstance(value, Mapping):
        return f"{len(value)} by name: {', '.join(f'`{name}`' for name in value)}."
    if isinstance(value, tuple):
        return f"{len(value)} of the kind {type(value[0]).__name__}: {', '.join(f'`{each.name}`' for each in value)}."
    return f"The paper's own {type(value).__name__}."


def page(module: str) -> str:
    """A module's page: its docstrings, and its public tables; a package's names are those of its modules."""
    members = "" if hasattr(import_module(module), "__path__") else "    :members:\n"
    title = f"{escaped(module)}\n{'=' * 2 * len(module)}\n\n.. automodule:: {module}\n{members}"
    return title + "".join(table(module, name) for name in tables(module))


def tables(module: str) -> list[str]:
    """The public names of this module that are neither functions nor classes."""
    home = module.removeprefix("gan_theory.")
    names = [name for name, its in gan_theory._HOME.items() if its == home]
    return [name for name in names if not callable(getattr(import_module(module), name))]


def table(module: str, name: str) -> str:
    return f"\n.. py:data:: {name}\n    :module: {module}\n\n    {restructured(contents(getattr(gan_theory, name)))}\n"
