"""The playground is one file of at most 400 KB, the same each time, which loads nothing from a network."""

import os
import re
import sys
import tempfile
import webbrowser
from pathlib import Path

import pytest

from gan_theory.playground import play
from gan_theory.playground.assembly import WEB


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return play.page(tmp_path_factory.mktemp("play") / "playground.html")


def test_the_page_is_small_and_the_same_each_time(path, tmp_path):
    assert path.stat().st_size <= 400_000
    assert play.page(tmp_path / "again.html").read_bytes() == path.read_bytes()


def test_the_page_loads_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(
        r"<(?:img|iframe|link|script|source|video|audio|object|embed)\b[^>]*\s(?:src|href|data)=[^>]*>", text
    ) == ['<link rel="icon" href="data:,">']
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy.startswith("default-src 'none';") and "http" not in policy
    assert not re.search(r"url\((?!['\"]?data:)|@import\b|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", text)


def test_every_style_and_script_of_the_playground_is_in_it(path):
    text = path.read_text(encoding="utf-8")
    for style in (WEB / "css").glob("*.css"):
        assert style.read_text(encoding="utf-8") in text
    assert '__modules["playground.js"] = ' in text


def test_on_the_site_links_lead_to_its_own_pages(path, tmp_path):
    on_site = play.page(tmp_path / "site.html", on_site=True).read_text(encoding="utf-8")
    assert '"href":"claim_pages/helvetica.html"' in on_site
    assert '"href":"https://github.com' in path.read_text(encoding="utf-8")
    assert '"href":"https://github.com' not in on_site


def test_bad_paths_are_errors(tmp_path):
    for name, message in (
        ("play.htm", "expected a file name that ends in .html"),
        ("none/a.html", "folder that exists"),
    ):
        with pytest.raises(ValueError, match=message):
            play.page(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_each_temporary_file_is_in_a_new_folder_that_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, second = play.temporary_file(), play.temporary_file()
    assert first != second
    assert first.name == second.name == "playground.html"
    assert first.parent.is_dir() and first.parent.parent == tmp_path
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(ValueError, match="expected a folder for temporary files; got: No such file"):
        play.temporary_file()


@pytest.fixture
def screen(monkeypatch):
    for name in ("WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")


def test_a_browser_is_given_the_address_of_the_file(monkeypatch, screen, tmp_path):
    given = []
    monkeypatch.setattr(webbrowser, "open", lambda url: given.append(url) or True)
    monkeypatch.chdir(tmp_path)
    assert play.open_in_browser(Path("a b.html"))
    assert given == [(tmp_path / "a b.html").as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    assert not play.open_in_browser(Path("a.html"))


@pytest.mark.parametrize("error", [webbrowser.Error("could not locate runnable browser"), OSError()])
def test_a_browser_that_cannot_be_started_is_none(monkeypatch, screen, error):
    def broken(url):
        raise error

    monkeypatch.setattr(webbrowser, "open", broken)
    assert not play.open_in_browser(Path("a.html"))


@pytest.mark.parametrize(("platform", "starts"), [("linux", False), ("darwin", True), ("win32", True)])
def test_without_a_screen_no_browser_is_started_in_the_terminal(monkeypatch, screen, platform, starts):
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    assert play.open_in_browser(Path("a.html")) is starts
