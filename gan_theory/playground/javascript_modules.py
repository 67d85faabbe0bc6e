"""Join ES modules into one script, each module in a function scope of its own.

The modules may use these forms only, each at the start of a line:

- ``import { a, b } from "../folder/file.js";``, which may span lines,
- ``export const NAME``, ``export function NAME``, ``export async function NAME`` and ``export class NAME``,
- ``export {};``, by which a file of types only says that it is a module.

JSDoc comments that fill lines are left out of the script, which is a third shorter without them.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

IMPORT = re.compile(r'^import\s*\{(?P<names>[^{}]*)\}\s*from\s*"(?P<source>[^"\n]*)";[ \t]*$', re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>const|(?:async )?function\*?|class) *(?P<name>[A-Za-z_$][\w$]*)", re.MULTILINE)
NOTHING = re.compile(r"^export \{\};[ \t]*$", re.MULTILINE)
KEYWORD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
JSDOC = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
FORBIDDEN = re.compile(r"\bimport\s*\(|\bimport\s*\.\s*meta\b")
NAME = re.compile(r"[A-Za-z_$][\w$]*")


@dataclass(frozen=True)
class _Module:
    """A module: its path within the root, its text, and the names that it imports from others and exports."""

    path: str
    text: str
    imports: dict[str, list[str]] = field(default_factory=dict)
    exports: list[str] = field(default_factory=list)


def join_modules(entry: str, root: Path) -> str:
    """Join the modules that can be reached from one into a script.

    Parameters
    ----------
    entry : str
        The path of the first module within the root, such as "player/player.js".
    root : Path
        The folder that holds all modules.

    Returns
    -------
    str
        A script in strict mode, in which each module comes after those that it imports.

    Raises
    ------
    ValueError
        If a module does not exist, uses another form of import or export, imports a name that is not exported or
        imports itself by way of others, or if its text cannot stand in an HTML page.
    """
    modules: dict[str, _Module] = {}
    _collect(entry, root, modules, ())
    for module in modules.values():
        for source, names in module.imports.items():
            missing = [name for name in names if name not in modules[source].exports]
            if missing:
                raise ValueError(f"expected {source} to export what {module.path} imports; got no {missing[0]}")
    return "\n".join(['"use strict";', "const __modules = {};", *map(_as_function, modules.values())]) + "\n"


def _collect(path: str, root: Path, modules: dict[str, _Module], importers: tuple[str, ...]) -> None:
    """Add a module to `modules`, after all that it imports."""
    if path in importers:
        raise ValueError(f"expected modules without cycles; got {' → '.join((*importers, path))}")
    if path in modules:
        return
    module = _read_module(path, root, importers)
    for source in module.imports:
        _collect(source, root, modules, (*importers, path))
    modules[path] = module


def _read_module(path: str, root: Path, importers: tuple[str, ...]) -> _Module:
    try:
        text = (root / path).read_text(encoding="utf-8")
    except OSError as error:
        where = f", which {importers[-1]} imports" if importers else ""
        raise ValueError(f"expected a module {path}{where}; got: {error.strerror}") from None
    _check_text(path, text)
    imports: dict[str, list[str]] = {}
    for found in IMPORT.finditer(text):
        names = [name.strip() for name in found["names"].split(",") if name.strip()]
        imports.setdefault(_resolve(path, found["source"]), []).extend(names)
    return _Module(path, text, imports, [found["name"] for found in EXPORT.finditer(text)])


def _check_text(path: str, text: str) -> None:
    """Raise ValueError for forms of import and export that are not taken, and for what HTML would take for markup."""
    for found in KEYWORD.finditer(text):
        match = next(filter(None, (form.match(text, found.start()) for form in (IMPORT, EXPORT, NOTHING))), None)
        names = match["names"].split(",") if match and "names" in match.groupdict() else []
        if not match or any(name.strip() and not NAME.fullmatch(name.strip()) for name in names):
            raise ValueError(
                f'expected import {{ a, b }} from "./file.js"; or export const, function or class in {path}; '
                f"got {found[0]!r}"
            )
    dynamic = FORBIDDEN.search(COMMENT.sub("", text))
    if dynamic:
        raise ValueError(f"expected {path} without dynamic imports and import.meta; got {dynamic[0]!r}")
    markup = re.search(r"</script|<!--", text, re.IGNORECASE)
    if markup:
        raise ValueError(f"expected {path} without what HTML takes for markup; got {markup[0]!r}")


def _resolve(path: str, source: str) -> str:
    """Return the path within the root of what a module imports."""
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
    if not source.startswith(("./", "../")) or not source.endswith(".js") or resolved.startswith("../"):
        raise ValueError(f"expected {path} to import ./… or ../… within the folder of the page; got {source!r}")
    return resolved


def _as_function(module: _Module) -> str:
    """Return the module as a function that is called at once and returns what the module exports."""

    def constants(found: re.Match[str]) -> str:
        return f'const {{{found["names"]}}} = __modules["{_resolve(module.path, found["source"])}"];'

    body = NOTHING.sub("", IMPORT.sub(constants, JSDOC.sub("", module.text)))
    body = EXPORT.sub(lambda found: found[0].removeprefix("export "), body)
    exports = ", ".join(module.exports)
    return f'__modules["{module.path}"] = (() => {{\n{body.rstrip()}\nreturn {{ {exports} }};\n}})();'
