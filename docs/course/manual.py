"""The manual: the public names, each with its first sentence, and a page for each package, from the docstrings."""

import inspect
from collections.abc import Mapping
from importlib import import_module

from sphinx.pycode import ModuleAnalyzer

import gan_theory
from course.layers import PACKAGES
from course.plain import escaped, restructured
from course.worksheets import ROOT

HOMES = {f"gan_theory.{home}" for home in gan_theory._MODULE.values()}


def manual():
    """Yield the name and the text of each page."""
    yield "index.rst", index()
    for package in PACKAGES:
        if modules := modules_of(f"gan_theory.{package}"):
            yield f"gan_theory.{package}.rst", page(modules)


def modules_of(package: str) -> list[str]:
    """Return the package and what it contains; of what is private only the modules that have a public name."""
    paths = sorted((ROOT / package.replace(".", "/")).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths)
    return [name for name in names if "._" not in name or name in HOMES]


def index() -> str:
    """Return the page of the names that ``from gan_theory import …`` gives, and of the packages."""
    names = "\n".join(f"- {reference(name)}: {first_sentence(name)}" for name in gan_theory.__all__)
    title = "The manual\n==========\n\nAll of these come by ``from gan_theory import …``. Values are in nats.\n"
    packages = "\n".join(f"    gan_theory.{package}" for package in PACKAGES if modules_of(f"gan_theory.{package}"))
    return f"{title}\n{names}\n\n.. toctree::\n    :maxdepth: 1\n    :caption: Packages\n\n{packages}\n"


def reference(name: str) -> str:
    """Return a link to the name in its own module."""
    value = getattr(gan_theory, name)
    if inspect.ismodule(value):
        return f":py:mod:`{name} <{value.__name__}>`"
    return f":py:obj:`~gan_theory.{gan_theory._MODULE[name]}.{name}`"


def first_sentence(name: str) -> str:
    value = getattr(gan_theory, name)
    text = value.__doc__ if callable(value) or inspect.ismodule(value) else described(value)
    return restructured(" ".join(text.partition("\n\n")[0].split()))


def described(value) -> str:
    """Return what a table of named things contains, in words."""
    if isinstance(value, Mapping):
        return f"{len(value)} by name: {', '.join(f'`{name}`' for name in value)}."
    return f"The {type(value).__name__} of the paper."


def page(modules: list[str]) -> str:
    """Return a package's page: its docstring, and a section for each module."""
    package, *inside = modules
    sections = [section(module, module.removeprefix(f"{package}."), "-") for module in inside]
    return "\n".join([section(package, package, "="), *sections])


def section(module: str, title: str, underline: str) -> str:
    heading = f"{escaped(title)}\n{underline * 2 * len(title)}\n\n.. automodule:: {module}\n"
    names = [] if is_package(module) else sorted({*documented_data(module), *functions_and_classes(module)})
    members = f"    :members: {', '.join(names)}\n" if names else ""
    return heading + members + exported(module) + "".join(table(module, name) for name in tables(module))


def documented_data(module: str) -> set[str]:
    attributes = ModuleAnalyzer.for_module(module).find_attr_docs()
    return {name for scope, name in attributes if not scope and name[0] != "_"}


def functions_and_classes(module: str) -> list[str]:
    """Return the public names of what this module defines; autodoc would first load all that it imports, too."""
    members = inspect.getmembers(import_module(module), callable)
    return [name for name, value in members if name[0] != "_" and getattr(value, "__module__", None) == module]


def exported(module: str) -> str:
    """Return a sentence with the names that a module passes on from others."""
    names = getattr(import_module(module), "__all__", ())
    return f"\nIt exports {', '.join(f'``{name}``' for name in names)}.\n" if names else ""


def tables(module: str) -> list[str]:
    """Return the public names of this module that automodule does not list: no functions, classes or documented data.

    Of a package automodule lists nothing.
    """
    names = [name for name, home in gan_theory._MODULE.items() if f"gan_theory.{home}" == module]
    documented = set() if is_package(module) else documented_data(module)
    return [name for name in names if name not in documented and not callable(getattr(import_module(module), name))]


def is_package(module: str) -> bool:
    return hasattr(import_module(module), "__path__")


def table(module: str, name: str) -> str:
    return f"\n.. py:data:: {name}\n    :module: {module}\n\n    {restructured(described(getattr(gan_theory, name)))}\n"
