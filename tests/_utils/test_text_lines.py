"""Lines of text files: encodings, comments, quotes and the fields between delimiters."""

import codecs

import pytest

from gan_theory._utils.text_lines import BLANK, NONE, decode, split_fields, split_lines


@pytest.mark.parametrize(
    "content",
    [
        "a é".encode(),
        codecs.BOM_UTF8 + "a é".encode(),
        "a é".encode("utf-16"),
        codecs.BOM_UTF16_BE + "a é".encode("utf-16-be"),
        "a é".encode("cp1252"),
    ],
)
def test_text_is_decoded(content):
    assert decode(content) == "a é"


@pytest.mark.parametrize("content", [b"\x00\x01", codecs.BOM_UTF16_LE + b"a", b"\x81"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(UnicodeDecodeError):
        decode(content)


def test_blank_lines_and_comments_are_left_out_and_lines_are_numbered():
    lines, delimiter = split_lines("# x\n\na;b\r\n  # y\n1;2\n")
    assert [tuple(line) for line in lines] == [(3, "a;b"), (5, "1;2")]
    assert delimiter is None


def test_the_first_line_may_name_the_delimiter():
    lines, delimiter = split_lines("sep=;\na;b\n")
    assert ([line.number for line in lines], delimiter) == ([2], ";")


def test_a_line_break_and_a_hash_within_quotes_belong_to_the_field():
    lines, _ = split_lines('"a\n# b\n\nc",d\n1,2\n')
    assert [line.number for line in lines] == [1, 5]
    assert split_fields(lines, ",")[0].fields == ("a\n# b\n\nc", "d")


def test_a_lone_quotation_mark_stands_for_itself():
    lines, _ = split_lines("height 5' 10\"\n1\n2\n")
    assert [line.number for line in lines] == [1, 2, 3]
    assert [row.fields for row in split_fields(lines, NONE)] == [("height 5' 10\"",), ("1",), ("2",)]


FIELDS = {
    ("a, b,c", ","): ("a", "b", "c"),
    ('"a, b",c', ","): ("a, b", "c"),
    ('"a ""b""",c', ","): ('a "b"', "c"),
    ("a;;c", ";"): ("a", "", "c"),
    (" a   b ", BLANK): ("a", "b"),
    ('"a b" c', BLANK): ("a b", "c"),
    ("a b,c", NONE): ("a b,c",),
    ('"a b"', NONE): ("a b",),
}


@pytest.mark.parametrize(("line", "fields"), FIELDS.items(), ids=[f"{line} by {mark!r}" for line, mark in FIELDS])
def test_a_line_is_split_into_fields(line, fields):
    text, delimiter = line
    (row,) = split_fields(split_lines(text)[0], delimiter)
    assert row.fields == fields


def test_a_row_knows_which_fields_are_quoted():
    (row,) = split_fields(split_lines('"1",2')[0], ",")
    assert (row.is_quoted(0), row.is_quoted(1)) == (True, False)
