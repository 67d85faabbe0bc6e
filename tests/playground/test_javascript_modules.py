"""Modules become one script: in order, each with names of its own, and whatever cannot be joined is an error."""

import re

import pytest

from gan_theory.playground.assembly import WEB
from gan_theory.playground.javascript_modules import join_modules


@pytest.fixture
def write(tmp_path):
    """Write modules into a folder, and return it."""

    def files(**texts):
        for name, text in texts.items():
            path = tmp_path / (name.replace("__", "/") + ".js")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return files


def order(script):
    return re.findall(r'^__modules\["(.+)"\] = ', script, re.MULTILINE)


def test_a_module_comes_once_and_after_those_that_it_imports(write):
    root = write(
        main='import { left } from "./a/left.js";\nimport { right } from "./a/right.js";\nleft(right);',
        a__left='import {\n  base,\n} from "../base.js";\nexport const left = base;',
        a__right='import { base } from "../base.js";\nexport const right = base;',
        base="export const base = 1;",
        unused="export const nothing = 1;",
    )
    assert order(join_modules("main.js", root)) == ["base.js", "a/left.js", "a/right.js", "main.js"]


def test_the_joined_script_runs_as_the_modules_do(chromium, write):
    root = write(
        main='import { Pair, twice } from "./a/pair.js";\nimport { private_ } from "./other.js";\n'
        "const hidden = 3;\nwindow.found = [twice(new Pair(1, 2)), private_(), hidden, this === window];",
        a__pair='import { hidden } from "../other.js";\n'
        "export class Pair {\n  constructor(a, b) { this.sum = a + b + hidden; }\n}\n"
        "export function twice(pair) { return 2 * pair.sum; }",
        other="const own = 5;\nexport const hidden = 10;\nexport function private_() { return own; }",
    )
    chromium.get("about:blank")
    script = join_modules("main.js", root).replace("__modules", "joined")
    chromium.execute_script(script)
    assert chromium.execute_script("return window.found") == [26, 5, 3, False]
    with pytest.raises(Exception, match="undeclared is not defined"):
        chromium.execute_script(join_modules("sloppy.js", write(sloppy="undeclared = 1;")))


@pytest.mark.parametrize(
    "text",
    [
        'import base from "./base.js";',
        'import * as base from "./base.js";',
        'import { base as other } from "./base.js";',
        'import "./base.js";',
        "import { base } from './base.js';",
        'import { base } from "./base.js"',
        'export { base } from "./base.js";',
        'export * from "./base.js";',
        "export default 1;",
        "export let a = 1;",
        "export var a = 1;",
        "export { a };",
        "export const { a } = {};",
    ],
)
def test_other_forms_of_import_and_export_are_errors(write, text):
    root = write(base="export const base = 1;", main=f"const before = 1;\n{text}\n")
    with pytest.raises(ValueError, match=r"^expected import .* in main\.js; got ['\"](import|export) "):
        join_modules("main.js", root)


@pytest.mark.parametrize("text", ['const a = import("./base.js");', "const here = import.meta.url;"])
def test_dynamic_imports_are_errors_but_types_in_comments_are_not(write, text):
    with pytest.raises(ValueError, match=r"expected main.js without dynamic imports and import.meta; got 'import"):
        join_modules("main.js", write(main=text))
    comment = '/** @type {import("./base.js").Base} */\nexport const a = 1; // import("./base.js")'
    assert order(join_modules("main.js", write(main=comment))) == ["main.js"]


def test_a_module_of_types_only_is_empty(write):
    script = join_modules("types.js", write(types="/** @typedef {number} A */\nexport {};\n"))
    assert "export" not in script


def test_jsdoc_is_left_out_and_other_comments_stay(write):
    text = """/** @typedef {number} A */
/**
 * What b is.
 * @type {A}
 */
export const b = /** @type {A} */ (1); // one /** */
/* kept */
/** @type {A} */ (b).toFixed(); // so is this line
const c = "/**";
/** left out */
"""
    script = join_modules("main.js", write(main=text))
    assert "typedef" not in script and "What b is" not in script
    cast = "/** @type {A} */ (b).toFixed(); // so is this line"
    for kept in ("const b = /** @type {A} */ (1); // one /** */", "/* kept */", cast, 'const c = "/**";'):
        assert f"\n{kept}\n" in script


def test_missing_files_and_names_and_files_elsewhere_are_errors(write):
    for text, message in (
        ('import { a } from "./none.js";', r"expected a module none.js, which main.js imports; got: No such file"),
        ('import { b } from "./base.js";', r"expected base.js to export what main.js imports; got no b"),
        ('import { a } from "../base.js";', r"expected main.js to import ./… .* got '../base.js'"),
        ('import { a } from "base.js";', r"expected main.js to import ./… .* got 'base.js'"),
        ('import { a } from "./base";', r"expected main.js to import ./… .* got './base'"),
    ):
        with pytest.raises(ValueError, match=message):
            join_modules("main.js", write(base="export const a = 1;", main=text))
    with pytest.raises(ValueError, match=r"^expected a module none.js; got: No such file"):
        join_modules("none.js", write())


def test_a_cycle_is_an_error(write):
    root = write(
        main='import { a } from "./a.js";',
        a='import { b } from "./b.js";\nexport const a = 1;',
        b='import { a } from "./a.js";\nexport const b = 1;',
    )
    with pytest.raises(ValueError, match=r"expected modules without cycles; got main.js → a.js → b.js → a.js"):
        join_modules("main.js", root)


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT", "<!-- "])
def test_what_html_takes_for_markup_is_an_error(write, text):
    with pytest.raises(ValueError, match=r"expected main.js without what HTML takes for markup; got '<"):
        join_modules("main.js", write(main=f'const a = "{text}";'))


MODULES = sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js"))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_pages_can_be_joined(module):
    assert order(join_modules(module, WEB))[-1] == module


def test_the_files_of_the_pages_are_short():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in WEB.rglob("*.*")}
    assert {name: count for name, count in lines.items() if count > 250} == {}
