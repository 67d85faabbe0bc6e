"""Columns of text files, as programs export them: read rightly, or refused if they can be read in several ways."""

import codecs

import numpy as np
import pytest

from gan_theory import Density, read_column
from gan_theory.datasets.targets import OLD_FAITHFUL

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

# What is in the file, the column that is asked for, its name, and its values.
FILES = {
    # Spreadsheets: Excel, LibreOffice Calc, Google Sheets, Numbers.
    "Excel, English": ("a,b\r\n1.5,2\r\n3.5,4\r\n", None, "a", [1.5, 3.5]),
    "Excel, German": ("a;b\r\n1,5;2,5\r\n3,5;4,5\r\n", "b", "b", [2.5, 4.5]),
    "Excel, German, without a header": ("1,5;2,5\r\n3,5;4,5\r\n", None, "1", [1.5, 3.5]),
    "Excel, Unicode text": ("a\tb\r\n1,5\t2,5\r\n3,5\t4,5\r\n".encode("utf-16"), None, "a", [1.5, 3.5]),
    "Excel, Unicode text, big-endian": (
        codecs.BOM_UTF16_BE + "a\tb\r\n1.5\t2\r\n3.5\t4\r\n".encode("utf-16-be"),
        "b",
        "b",
        [2, 4],
    ),
    "Excel, UTF-8": (codecs.BOM_UTF8 + b"a,b\r\n1,2\r\n3,4\r\n", None, "a", [1, 3]),
    "Excel, ANSI": ("Größe;Länge\r\n1,5;2\r\n2,5;3\r\n".encode("cp1252"), None, "Größe", [1.5, 2.5]),
    "Excel, with a line that names the delimiter": ("sep=;\r\na;b\r\n1,5;2\r\n3,5;4\r\n", None, "a", [1.5, 3.5]),
    "Excel, with a line that names an odd one": ("sep=^\r\na^b\r\n1^2\r\n3^4\r\n", "b", "b", [2, 4]),
    "Excel, empty columns at the right": ("a;b;;\r\n1;2;;\r\n3;4;;\r\n", None, "a", [1, 3]),
    "Excel, French thousands": (f"a\r\n1{NBSP}234,5\r\n2{NBSP}345,5\r\n", None, "a", [1234.5, 2345.5]),
    "Calc, quoted text": ('"name","height"\n"x",1.7\n"y",1.8\n', None, "height", [1.7, 1.8]),
    "Calc, a line break in a header": ('"height\nin m","b"\n1.7,2\n1.8,4\n', None, "height\nin m", [1.7, 1.8]),
    "Calc, years as headers": ('"Month","1958","1959"\n"JAN",340,360\n"FEB",318,342\n', "1959", "1959", [360, 342]),
    "Google Sheets, decimal commas": ('a,b\n"1,5","2,5"\n"2,5","3,5"\n', "b", "b", [2.5, 3.5]),
    "Google Sheets, thousands": ('name,v\nx,"1,234.5"\ny,"12,345.5"\n', None, "v", [1234.5, 12345.5]),
    "Numbers, Swiss thousands": ("a;b\n1'234.5;1\n2’345.5;2\n", None, "a", [1234.5, 2345.5]),
    # Data frames: pandas, polars, R, Julia.
    "pandas with its index": (",height\n0,1.7\n1,1.8\n", None, "height", [1.7, 1.8]),
    "pandas, a series": (",0\n0,1.7\n1,1.8\n", None, "0", [1.7, 1.8]),
    "pandas, written twice": ("Unnamed: 0,height\n0,1.7\n1,1.8\n", None, "height", [1.7, 1.8]),
    "pandas, the index by its number": (",height\n0,1.7\n1,1.8\n", 1, "1", [0, 1]),
    "polars": ("a,b\n1.0,x\n2.5,y\n", None, "a", [1.0, 2.5]),
    "R, write.csv": ('"","height","sex"\n"1",1.7,"m"\n"2",1.8,"f"\n', None, "height", [1.7, 1.8]),
    "R, write.csv2": ('"";"height"\n"1";1,7\n"2";1,8\n', None, "height", [1.7, 1.8]),
    "R, write.table": ('"height" "age"\n"1" 1.7 30\n"2" 1.8 40\n', None, "height", [1.7, 1.8]),
    "Julia": ("id,2020\n1,2\n3,4\n", "2020", "2020", [2, 4]),
    "Julia, the first column": ("id,2020\n1,2\n3,4\n", None, "id", [1, 3]),
    # Databases: psql, sqlite, MySQL.
    "psql": (" a | b \n 1 | 2 \n 3 | 4 \n", "b", "b", [2, 4]),
    "sqlite": ("a|b\n1|2\n3|4\n", None, "a", [1, 3]),
    "MySQL, tabs": ("a\tb\n1\t2\n3\t4\n", "b", "b", [2, 4]),
    # Statistics: SPSS, Stata, JMP.
    "SPSS, tabs and decimal commas": ("alter\tgewicht\n30\t70,5\n40\t80,5\n", "gewicht", "gewicht", [70.5, 80.5]),
    "Stata, outsheet": ('a\tlabel\n1\t"x, y"\n2\t"z"\n', None, "a", [1, 2]),
    "JMP, points within text": ('"a","b"\n1.5,"p. 1"\n2.5,"p. 2"\n', None, "a", [1.5, 2.5]),
    # Instruments and numerical programs: NumPy, MATLAB, gnuplot, LabVIEW, Origin.
    "NumPy, savetxt": ("# a b\n1.5e+00 2.0e+00\n2.5e+00 4.0e+00\n", None, "1", [1.5, 2.5]),
    "MATLAB, writematrix": ("1.5,2\n2.5,4\n", "2", "2", [2, 4]),
    "gnuplot, aligned": ("  1.5    2\n 12.5   14\n", None, "1", [1.5, 12.5]),
    "LabVIEW, trailing tabs": ("t\tU\t\n0,1\t2,5\t\n0,2\t3,5\t\n", "U", "U", [2.5, 3.5]),
    "Origin, units in the header": ("time (s)\tT, K\n0.5\t300.5\n1.5\t301.5\n", "T, K", "T, K", [300.5, 301.5]),
    # What people write.
    "with a header": ("a,b\n1,2\n3,4\n5,7\n", None, "a", [1, 3, 5]),
    "first with numbers": ("name,b\nx,2\ny,4\n", None, "b", [2, 4]),
    "no header": ("1\n2\n4\n", None, "1", [1, 2, 4]),
    "by number": ("1 5\n2 6\n", "2", "2", [5, 6]),
    "a comma in the header": ("price, EUR;c\n1.5;2\n2.5;3\n", None, "price, EUR", [1.5, 2.5]),
    "a comma in text": ("name;v\nSmith, J;1,5\nDoe, K;2,5\n", None, "v", [1.5, 2.5]),
    "a semicolon in text": ("x,tags\n1,red;blue\n2,green;big\n", None, "x", [1, 2]),
    "blank lines and comments": ("# about\n\na\tb\n\n1\t2\n# more\n3\t4\n", "b", "b", [2, 4]),
    "quotes": ('"eruption, min","b"\n"1.5","2"\n"2.5","4"\n', "eruption, min", "eruption, min", [1.5, 2.5]),
    "a blank groups thousands": ("a\n1 234\n2 345\n", None, "a", [1234, 2345]),
    "so does a no-break space": (f"a\n1{NBSP}234\n2{NBSP}345\n", None, "a", [1234, 2345]),
    "so does a narrow one": (f"a\n1{NARROW}234\n2{NARROW}345\n", None, "a", [1234, 2345]),
    "so does a thin one": (f"a\n1{THIN}234\n2{THIN}345\n", None, "a", [1234, 2345]),
    "points group thousands": ("a;b\n1.234,5;1\n2.345,5;2\n", None, "a", [1234.5, 2345.5]),
    "a decimal comma that one row shows": ("x\n1,234\n12,345\n1,5\n", None, "x", [1.234, 12.345, 1.5]),
    "a group that one row shows": ("x\n1,234\n1,234,567\n", None, "x", [1234, 1234567]),
    "a missing value elsewhere": ("a,b\n1,2\n3,\n", None, "a", [1, 3]),
    "a typographic minus": ("a\n\u22121.5\n2.5\n", None, "a", [-1.5, 2.5]),
    "what only Python reads": ("a\n1_000\n２\n4\n", None, "a", [1000, 2, 4]),
}


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("content", "column", "name", "values"), FILES.values(), ids=FILES)
def test_columns_of_text_files_are_read(tmp_path, content, column, name, values):
    got_name, got = read_column(write(tmp_path / "data.txt", content), column)
    assert got_name == name
    assert got.tolist() == values


def test_there_are_many_files_of_many_programs():
    programs = {title.split(",")[0] for title in FILES if title[0].isupper()}
    assert len(FILES) >= 40
    assert len(programs) >= 6


# What is in the file, the two readings that the message shows, and what each pair of marks makes of it.
AMBIGUOUS = {
    "one comma in each row": ("1,2\n3,4\n", ("1, 2 (", "1.2 ("), {("comma", "."): [1, 3], ("none", ","): [1.2, 3.4]}),
    "decimals of one and two places": (
        "1,5\n3,5\n2,25\n",
        ("1, 5 (", "1.5 ("),
        {("comma", "."): [1, 3, 2], ("none", ","): [1.5, 3.5, 2.25]},
    ),
    "three places": (
        "x\n1,234\n2,345\n",
        ("1234 (", "1.234 ("),
        {(None, "."): [1234, 2345], (None, ","): [1.234, 2.345]},
    ),
    "the same, quoted": (
        'n,v\nx,"1,234"\ny,"2,345"\n',
        ("text, 1234 (", "text, 1.234 ("),
        {(None, "."): [1234, 2345], (None, ","): [1.234, 2.345]},
    ),
    "groups or columns": (
        "1 234\n2 345\n",
        ("1, 234 (", "1234 ("),
        {("blank", None): [1, 2], ("none", None): [1234, 2345]},
    ),
    "the same below two words": (
        "x y\n1 100\n2 150\n",
        ("1, 100 (", "1100 ("),
        {("blank", None): [1, 2], ("none", None): [1100, 2150]},
    ),
    "a comma in a header of one column": (
        "price, EUR\n1,5\n2,5\n",
        ("1, 5 (", "1.5 ("),
        {("comma", None): [1, 2], ("none", ","): [1.5, 2.5]},
    ),
    "a first value that is missing": (
        ",5\n1,6\n3,7\n",
        ("text, 5 (", "0.5 ("),
        {("none", ","): [0.5, 1.6, 3.7]},
    ),
}


@pytest.mark.parametrize(("content", "readings", "by_marks"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_can_be_read_in_several_ways_is_refused_until_the_marks_are_given(tmp_path, content, readings, by_marks):
    path = write(tmp_path / "data.csv", content)
    with pytest.raises(ValueError, match="expected a file that can be read in one way; got") as error:
        read_column(path)
    assert all(reading in str(error.value) for reading in readings)
    assert "--delimiter" in str(error.value)
    assert "--decimal" in str(error.value)
    assert len(str(error.value).splitlines()) <= 3
    for (delimiter, decimal), values in by_marks.items():
        assert read_column(path, delimiter=delimiter, decimal=decimal).values.tolist() == values


def test_a_column_that_all_readings_share_is_read(tmp_path):
    path = write(tmp_path / "data.csv", 'a,v\n1,"1,234"\n2,"2,345"\n')
    assert read_column(path, "a").values.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read in one way"):
        read_column(path, "v")


def test_marks_may_be_given_as_characters_too(tmp_path):
    path = write(tmp_path / "data.csv", "a:b\n1:2\n3:4\n")
    assert read_column(path, "b", delimiter=":").values.tolist() == [2, 4]
    with pytest.raises(ValueError, match=r"expected a delimiter: a character, or semicolon, tab, .*; got 'colon'"):
        read_column(path, delimiter="colon")
    with pytest.raises(ValueError, match=r"expected the decimal mark '\.' or ','; got ';'"):
        read_column(path, decimal=";")
    assert Density.from_csv(path, "b", delimiter=":", bandwidth=1).mean() == pytest.approx(3)


UNEQUAL = {
    "more fields": ("a,b\n1,2\n3,4,5\n6,7\n", "expected 2 fields in each row; got 3 in line 3"),
    "fewer fields": ("a;b\n1;2\n3\n6;7\n", "expected 2 fields in each row; got 1 in line 3"),
    "empty fields at the end of one row": ("a,b\n1,2\n3,4\n6,7,,\n", "expected 2 fields in each row; got 4 in line 4"),
    "a header of one word too many": ("a b c\n1 2\n5 7\n", "expected 2 fields in each row; got 3 in line 1"),
    "below a comment and a line break": (
        '# x\na,"b\nc"\n1,2\n3,4,5\n',
        "expected 2 fields in each row; got 3 in line 5",
    ),
}


@pytest.mark.parametrize(("content", "message"), UNEQUAL.values(), ids=UNEQUAL)
def test_rows_of_another_length_are_refused_with_their_line(tmp_path, content, message):
    with pytest.raises(ValueError, match=message):
        read_column(write(tmp_path / "data.csv", content))


BAD_FILES = {
    "no number": ("a,b\nx,y\n", None, "no number in it"),
    "empty": ("", None, "no number in it"),
    "no such column": ("a,b\n1,2\n3,4\n", "c", "expected a column among a, b; got 'c'"),
    "an empty field": ("a,b\n1,2\n3,\n", "b", "finite number in column 2 .* line 3; got ''"),
    "a word": ("a\n1\nx\n3\n", None, "line 3; got 'x'"),
    "a date in a column of numbers": ("a;b\n1,5;2\n2020-01-01;3\n2,5;4\n", None, "line 3; got '2020-01-01'"),
    "nan": ("a\n1\nnan\n3\n", None, "finite number in column 1 .* line 3; got 'nan'"),
    "NA": ("a\n1\nNA\n3\n", None, "finite number in column 1 .* line 3; got 'NA'"),
    "one value": ("a\n1\n1\n", None, "two distinct samples; got 1"),
}


@pytest.mark.parametrize(("content", "column", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_files_are_rejected(tmp_path, content, column, message):
    with pytest.raises(ValueError, match=message):
        Density.from_csv(write(tmp_path / "data.csv", content), column)


def test_a_fault_in_the_last_of_many_lines_is_reported(tmp_path):
    path, numbers = tmp_path / "data.csv", np.random.default_rng(0).normal(size=10_000)
    path.write_text("a\n" + "\n".join(map(repr, numbers.tolist())))
    assert read_column(path)[1].tolist() == numbers.tolist()
    path.write_text(path.read_text() + "\ninf\n")
    with pytest.raises(ValueError, match="line 10002; got 'inf'"):
        read_column(path)


def test_the_last_of_many_rows_decides_too(tmp_path):
    rows = [f"{i},{i + 1}" for i in range(1000)]
    with pytest.raises(ValueError, match="read in one way"):
        read_column(write(tmp_path / "ambiguous.csv", "\n".join(rows)))
    assert read_column(write(tmp_path / "one.csv", "\n".join([*rows, "7"]))).values[-2:].tolist() == [999.1, 7]
    with pytest.raises(ValueError, match="expected 2 fields in each row; got 3 in line 1002"):
        read_column(write(tmp_path / "wrong.csv", "\n".join(["a,b", *rows, "1,2,3"])))


def test_unreadable_files_are_rejected(tmp_path):
    with pytest.raises(ValueError, match="No such file"):
        read_column(tmp_path / "none.csv")
    with pytest.raises(ValueError, match=r"expected a readable text file; got .*: it is not text in columns"):
        read_column(write(tmp_path / "binary", b"\x89PNG\r\n\x1a\n\x00\x00"))


def test_old_faithful_comes_with_the_package():
    name, minutes = read_column(OLD_FAITHFUL)
    assert name == "eruption_minutes"
    assert minutes.size == 272
    assert minutes.mean() == pytest.approx(3.487783, abs=1e-6)
