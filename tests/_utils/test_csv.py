"""Columns of text files: separators, headers, quotes and comments; bad files are rejected."""

import numpy as np
import pytest

from gan_theory import Density, read_column
from gan_theory.datasets.targets import OLD_FAITHFUL

FILES = {
    "with a header": ("a,b\n1,2\n3,4\n5,7\n", None, "a", [1, 3, 5]),
    "second column": ("a,b\n1,2\n3,4\n5,7\n", "b", "b", [2, 4, 7]),
    "first with numbers": ("name,b\nx,2\ny,4\n", None, "b", [2, 4]),
    "no header": ("1\n2\n4\n", None, "1", [1, 2, 4]),
    "by number": ("1 5\n2 6\n", "2", "2", [5, 6]),
    "semicolons": ("a;b\n1;2\n3;4\n", "b", "b", [2, 4]),
    "tabs and blank lines": ("a\tb\n\n1\t2\n\n3\t4\n", "b", "b", [2, 4]),
    "comments and a byte order mark": ("\ufeff# about\na b\n1 2\n3 4\n", "a", "a", [1, 3]),
    "what Python reads and NumPy does not": ("a\n1_000\n２\n4\n", None, "a", [1000, 2, 4]),
    "rows of other lengths": ("a,b\n1,2\n3,4,5\n6,7,,\n", "b", "b", [2, 4, 7]),
    "quotes among blanks": ('a b c\n"1 2" 3\n"5 6" 7\n', "b", "b", [2, 6]),
    "quotes": ('"eruption, min","b"\n"1.5","2"\n"2.5","4"\n', "eruption, min", "eruption, min", [1.5, 2.5]),
}


@pytest.mark.parametrize(("text", "column", "name", "values"), FILES.values(), ids=FILES)
def test_columns_of_text_files_are_read(tmp_path, text, column, name, values):
    path = tmp_path / "data.txt"
    path.write_text(text, encoding="utf-8")
    got_name, got = read_column(path, column)
    assert got_name == name
    assert got.tolist() == values


BAD_FILES = {
    "no number": ("a,b\nx,y\n", None, "no number in it"),
    "empty": ("", None, "no number in it"),
    "no such column": ("a,b\n1,2\n3,4\n", "c", "expected a column among a, b; got 'c'"),
    "an empty field": ("a,b\n1,2\n3,\n", "b", "finite number in column 2 .* line 3; got ''"),
    "a word": ("a\n1\nx\n3\n", None, "line 3; got 'x'"),
    "nan": ("a\n1\nnan\n3\n", None, "finite number in column 1 .* line 3; got 'nan'"),
    "one value": ("a\n1\n1\n", None, "two distinct samples; got 1"),
}


@pytest.mark.parametrize(("text", "column", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_files_are_rejected(tmp_path, text, column, message):
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Density.from_csv(path, column)


def test_a_fault_in_the_last_of_many_lines_is_reported(tmp_path):
    path, numbers = tmp_path / "data.csv", np.random.default_rng(0).normal(size=10_000)
    path.write_text("a\n" + "\n".join(map(repr, numbers.tolist())))
    assert read_column(path)[1].tolist() == numbers.tolist()
    path.write_text(path.read_text() + "\ninf\n")
    with pytest.raises(ValueError, match="line 10002; got 'inf'"):
        read_column(path)


def test_unreadable_files_are_rejected(tmp_path):
    with pytest.raises(ValueError, match="No such file"):
        read_column(tmp_path / "none.csv")
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ValueError, match="it is not UTF-8 text"):
        read_column(binary)


def test_old_faithful_comes_with_the_package():
    name, minutes = read_column(OLD_FAITHFUL)
    assert name == "eruption_minutes"
    assert minutes.size == 272
    assert minutes.mean() == pytest.approx(3.487783, abs=1e-6)
