"""Record which modules import torch from now on, also if it has been imported before."""

import builtins

import_module = builtins.__import__
importers = set()
within = []  # the imports of torch that have begun and not ended


def recorded_import(name, globals=None, *arguments, **keywords):
    """As `__import__`; a module that imports torch goes to `importers`, unless that is a part of an import of torch."""
    if name.partition(".")[0] != "torch":
        return import_module(name, globals, *arguments, **keywords)
    if not within:
        importers.add(str((globals or {}).get("__name__")))
    within.append(name)
    try:
        return import_module(name, globals, *arguments, **keywords)
    finally:
        within.pop()


def look():
    """From now on, `importers` has the names of the modules that import torch."""
    importers.clear()
    builtins.__import__ = recorded_import
