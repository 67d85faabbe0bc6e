"""Record which modules import torch from now on, also if it has been imported before."""

import builtins

import_module = builtins.__import__
importers = set()
within = []  # the imports of torch that have begun and not ended


def recorded_import(name, globals=None, *arguments, **keywords):
    """As `__import__`; a module that imports torch goes to `importers`, unless it is of torch or torch imports it."""
    if name.partition(".")[0] != "torch":
        return import_module(name, globals, *arguments, **keywords)
    importer = str((globals or {}).get("__name__"))
    if not within and importer.partition(".")[0] != "torch":
        importers.add(importer)
    within.append(name)
    try:
        return import_module(name, globals, *arguments, **keywords)
    finally:
        within.pop()


def look():
    """From now on, `importers` has the names of the modules that import torch."""
    importers.clear()
    builtins.__import__ = recorded_import
