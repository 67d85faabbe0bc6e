"""Tables in text files: the readings that fit, their headers and their columns of numbers."""

import pytest

from gan_theory._utils.text_tables import UnequalRows, read_tables


def reading(text, **marks):
    (table,) = read_tables(text, **marks)
    return table


def test_a_reading_has_marks_names_and_numbers():
    table = reading("a;b;c\n1,5;x;2\n2,5;y;\n")
    assert (table.delimiter, table.decimal) == (";", ",")
    assert table.names == ["a", "b", "c"]
    assert table.numeric == [0, 2]
    assert table.numbers(0) == [1.5, 2.5]
    assert table.numbers(2) == [2, None]


def test_readings_that_fit_equally_well_are_all_returned():
    assert [(table.delimiter, table.decimal) for table in read_tables("1,2\n3,4\n")] == [(",", "."), ("", ",")]
    assert [table.delimiter for table in read_tables("1,2\n3,4\n", delimiter=",")] == [","]
    assert [table.decimal for table in read_tables("x\n1,234\n", decimal=",")] == [","]


HEADERS = {
    "words": ("a,b\n1,2\n", ["a", "b"]),
    "one word": ("id,2020\n1,2\n3,4\n", ["id", "2020"]),
    "numbers in quotes": ('"1958","1959"\n340,360\n', ["1958", "1959"]),
    "years beside labels": ("Month,1958,1959\nJAN,340,360\n", ["Month", "1958", "1959"]),
    "an index without a name": (",h\n0,1.5\n1,2.5\n", ["1", "h"]),
    "row names without a header": ('"h"\n"x" 1.5\n"y" 2.5\n', ["1", "h"]),
    "no header": ("1,2.5\n3,4.5\n", ["1", "2"]),
    "years among years": ("Smith,1958\nDoe,1961\n", ["1", "2"]),
    "labels": ("Smith,1.5\nDoe,2.5\n", ["1", "2"]),
}


@pytest.mark.parametrize(("text", "names"), HEADERS.values(), ids=HEADERS)
def test_a_header_is_recognised(text, names):
    assert reading(text, delimiter=None if '"x"' in text else ",").names == names


def test_delimiters_at_the_end_of_all_rows_are_left_out():
    assert reading("a;b;;\n1;2;;\n3;4;;\n").names == ["a", "b"]
    assert reading("a;b\n1;2;\n3;4;\n").names == ["a", "b"]


def test_text_without_a_number_has_no_reading():
    assert read_tables("a,b\nx,y\n") == []
    assert read_tables("") == []


def test_a_row_of_another_length_is_named():
    with pytest.raises(UnequalRows, match="expected 2 fields in each row; got 3 in line 4"):
        read_tables("a,b\n1,2\n\n3,4,5\n")


def test_a_column_of_text_with_some_numbers_is_no_column_of_numbers():
    (table,) = read_tables("name,x\na,1\nb,2\n7,3\n")
    assert table.numeric == [1]
    (table,) = read_tables("name,x\n5,1\nb,2\n7,3\n")
    assert table.numeric == [0, 1]
