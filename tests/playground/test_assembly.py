"""A page is assembled from its files: fragments, styles, modules, data and texts, each in its place."""

import json

import pytest

from gan_theory.playground.assembly import assemble, json_for_script

PAGE = "<title>@NAME@</title>\n@INCLUDE parts/a.html@\n<style>\n@CSS@</style>@DATA@|@JAVASCRIPT@"
FILES = {
    "page.html": PAGE,
    "parts/a.html": "<p>@NAME@</p>\n@INCLUDE parts/b.html@\n",
    "parts/b.html": "<b>b</b>\n",
    "one.css": "p { color: red; }\n@media (max-width: 1px) { p { color: blue; } }\n",
    "two.css": "b { color: red; }\n",
    "main.js": "const a = 1;\n",
}


@pytest.fixture
def build(tmp_path):
    """Assemble the page of FILES, of which some may be replaced."""

    def page(files=None, data=None, **texts):
        for name, text in (FILES | (files or {})).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        parts = dict(script="main.js", styles=["one.css", "two.css"], root=tmp_path)
        return assemble("page.html", data=data or {}, texts={"NAME": "n"} | texts, **parts)

    return page


def test_each_part_stands_in_its_place(build):
    page = build(data={"a": [1, 0.1]})
    before, _, script = page.partition("|")
    assert before == (
        "<title>n</title>\n<p>n</p>\n<b>b</b>\n<style>\n"
        + FILES["one.css"]
        + FILES["two.css"]
        + '</style>{"a":[1,0.1]}'
    )
    assert "const a = 1;" in script


def test_what_is_filled_in_is_shown_as_it_is_and_not_searched(build):
    page = build({"main.js": 'const a = "@CSS@ @X@";'}, data={"a": "</script>@NAME@"}, NAME="<b> & @DATA@")
    assert "<title>&lt;b&gt; &amp; @DATA@</title>" in page
    assert 'const a = "@CSS@ @X@";' in page
    text = page.partition("</style>")[2].partition("|")[0]
    assert "<" not in text and json.loads(text) == {"a": "</script>@NAME@"}


def test_an_unknown_placeholder_and_missing_files_are_errors(build):
    for files, message in (
        (
            {"parts/b.html": "@OTHER@"},
            "expected placeholders in page.html among NAME, .*; got @OTHER@",
        ),
        ({"parts/b.html": "@INCLUDE none.html@"}, "expected a file none.html of the page; got: No such file"),
        (
            {"parts/b.html": "@INCLUDE parts/a.html@"},
            "themselves; got page.html → parts/a.html → parts/b.html → ",
        ),
        ({"one.css": "/* </style> */"}, "expected one.css without what HTML takes for markup; got '</style'"),
    ):
        with pytest.raises(ValueError, match=message):
            build(files)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_cannot_hold_are_errors(number):
    with pytest.raises(ValueError, match="Out of range float values"):
        json_for_script({"a": number})
