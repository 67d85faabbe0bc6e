"""Python files of users: run as if imported, and errors in one line with the line of the file."""

import sys

import pytest

from gan_theory.verification.python_files import describe_error, describe_with_line, read_python_file


def test_the_names_of_a_file_are_read_and_nothing_is_left_behind(tmp_path, capsys):
    (tmp_path / "beside.py").write_text("two = 2\n")
    (tmp_path / "mine.py").write_text("from beside import two\nprint('hello')\ndef f(): return two\n")
    before = list(sys.path)
    names = read_python_file(tmp_path / "mine.py")
    assert names["f"]() == names["two"] == 2
    assert sys.path == before
    assert "mine" not in sys.modules
    out, err = capsys.readouterr()
    assert (out, err) == ("", "hello\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n1 / 0\n", "can be imported; got .*: line 2, ZeroDivisionError: division by zero"),
        ("def f(:\n", "can be imported; got .*: SyntaxError"),
        ("raise SystemExit('bye')\n", "line 1, SystemExit: bye"),
    ],
)
def test_a_file_that_fails_is_a_value_error_with_its_line(text, message, tmp_path):
    (tmp_path / "mine.py").write_text(text)
    with pytest.raises(ValueError, match=message):
        read_python_file(tmp_path / "mine.py")


def test_a_missing_file_is_a_value_error(tmp_path):
    with pytest.raises(ValueError, match=r"can be read; got .*No such file"):
        read_python_file(tmp_path / "mine.py")


def test_an_error_is_described_with_the_last_line_of_the_file_that_led_to_it(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text("def f():\n    return g()\n\ndef g():\n    return int('a')\n")
    names = read_python_file(path)
    with pytest.raises(ValueError) as raised:
        names["f"]()
    assert describe_with_line(path, raised.value).startswith("line 5, ValueError: invalid literal")
    assert describe_with_line(tmp_path / "other.py", raised.value).startswith("ValueError: invalid literal")


def test_an_error_is_described_in_one_line():
    assert describe_error(ValueError("a\n  b\x00")) == "ValueError: a b"
