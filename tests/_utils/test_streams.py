"""Messages go to standard error where there is one, and are lost where there is none; nothing fails for it."""

import io
import sys

import pytest

from gan_theory import CLAIMS, PAPER, read_formulas
from gan_theory._utils.streams import NullStream, print_message, standard_error


def closed():
    stream = io.StringIO()
    stream.close()
    return stream


class Full(io.StringIO):
    def write(self, text):
        raise OSError(28, "No space left on device")


def test_a_message_is_one_line_with_the_program_s_name(capsys):
    print_message("one")
    assert capsys.readouterr() == ("", "gan-theory: one\n")
    assert standard_error() is sys.stderr


@pytest.mark.parametrize("stream", [None, closed(), Full()], ids=["none", "closed", "full"])
def test_a_message_that_cannot_be_printed_is_lost(stream, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", stream)
    print_message("one")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("stream", [None, closed()], ids=["none", "closed"])
def test_without_standard_error_another_stream_takes_its_place(stream, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream)
    assert isinstance(standard_error(), NullStream)
    assert standard_error().write("four") == 4
    assert not standard_error().isatty()


def test_without_standard_error_formulas_may_print(monkeypatch, tmp_path, capsys):
    (tmp_path / "mine.py").write_text(
        "import sys\nprint('read')\n"
        "def tv(p, q):\n    sys.stdout.write('called')\n    return abs(p - q).sum(axis=-1) / 2\n"
    )
    monkeypatch.setattr(sys, "stderr", None)
    mine, _ = read_formulas(tmp_path / "mine.py")
    assert mine.tv is not PAPER.tv
    assert CLAIMS["disjoint_supports"].check(formulas=mine).holds
    assert capsys.readouterr().out == ""
