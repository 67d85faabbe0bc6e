"""The command play: it writes the page, says where it is, and opens it, also where there is no browser."""

import os
import tempfile
import webbrowser

import pytest

from gan_theory.cli.main import main
from gan_theory.playground import play


@pytest.fixture
def opened(monkeypatch):
    """The addresses that a browser is given."""
    addresses = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", lambda url: addresses.append(url) or True)
    return addresses


def test_the_page_is_written_and_opened(tmp_path, opened, capsys):
    path = tmp_path / "my page.html"
    assert main(["play", "--out", str(path)]) == 0
    assert capsys.readouterr() == (f"written: {path}\n", "")
    assert opened == [path.as_uri()]
    assert path.read_bytes() == play.page(tmp_path / "same.html").read_bytes()


def test_with_no_open_no_browser_is_started(tmp_path, opened, capsys):
    assert main(["play", "--no-open", "--out", str(tmp_path / "page.html")]) == 0
    assert opened == []
    assert os.listdir(tmp_path) == ["page.html"]


def test_without_out_the_page_is_a_temporary_file_that_stays(tmp_path, monkeypatch, opened, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["play"]) == 0
    (path,) = tmp_path.rglob("playground.html")
    out = capsys.readouterr().out
    assert out == f"written: {path}\nIf the browser may not read temporary files, use --out FILE.html.\n"
    assert opened == [path.as_uri()]


def test_without_a_browser_the_command_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    assert main(["play", "--out", str(tmp_path / "page.html")]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == [
        "No browser was found. Open the file in one, on this computer or another: it needs no network."
    ]
    assert (tmp_path / "page.html").exists() and err == ""


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("page.htm", "gan-theory: expected a file name that ends in .html; got "),
        ("none/page.html", "gan-theory: expected a folder that exists; got "),
        ("folder.html", "gan-theory: expected the name of a file; got "),
    ],
)
def test_a_file_that_cannot_be_written_is_an_error_and_nothing_is_opened(tmp_path, opened, capsys, name, message):
    (tmp_path / "folder.html").mkdir()
    assert main(["play", "--out", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(message) and err.count("\n") == 1
    assert opened == [] and os.listdir(tmp_path) == ["folder.html"]


def test_abbreviated_options_are_errors(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["play", "--no"])
    assert exit_.value.code == 2
    assert "unrecognized arguments: --no" in capsys.readouterr().err
