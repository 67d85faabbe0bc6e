"""The files of train: the history is written only where it can be, and where nothing else is lost."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from gan_theory import RECIPES
from gan_theory.cli.main import main
from tests.support.least_squares import LEAST_SQUARES

SHORT = ["train", "--steps", "20", "--seed", "1"]


def test_a_history_that_cannot_be_written_is_an_error(tmp_path, capsys):
    (tmp_path / "run.json").mkdir()
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "expected the name of a file; got" in capsys.readouterr().err


def test_a_file_that_is_not_a_history_is_not_overwritten(tmp_path, capsys):
    (tmp_path / "run.json").write_text('{"mine": 1}')
    assert main([*SHORT, "--out", str(tmp_path / "run.gif")]) == 2
    assert "to be free for the history; got a file that holds something else" in capsys.readouterr().err
    assert (tmp_path / "run.json").read_text() == '{"mine": 1}'
    (tmp_path / "run.json").unlink()
    arguments = [*SHORT, "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == main(arguments) == 0


@pytest.mark.parametrize(
    ("header", "name"),
    [("weight/height (kg)", "weight_height__kg_"), ("../up", "___up"), ("Länge", "Länge"), ("a.b", "a_b")],
)
def test_files_are_named_after_a_column_with_letters_that_any_system_allows(header, name, tmp_path, monkeypatch):
    (tmp_path / "data.csv").write_text(f"{header}\n" + "\n".join(str(i**1.5) for i in range(50)), encoding="utf-8")
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert main(["train", "--steps", "1", "--no-animation", "--data", "../data.csv"]) == 0
    assert os.listdir(tmp_path / "in") == [f"{name}.json"]
    assert sorted(os.listdir(tmp_path)) == ["data.csv", "in"]
    assert json.loads(Path(f"{name}.json").read_text(encoding="utf-8"))["target"] == header


def test_a_history_that_cannot_be_completed_leaves_the_one_before_it_and_nothing_else(tmp_path, monkeypatch):
    arguments = [*SHORT, "--no-animation", "--out", str(tmp_path / "run.json")]
    assert main(arguments) == 0
    before = (tmp_path / "run.json").read_bytes()
    write_text = Path.write_text

    def full(path, text, **options):
        write_text(path, text[:100], **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert main(arguments) == 2
    assert (tmp_path / "run.json").read_bytes() == before
    assert os.listdir(tmp_path) == ["run.json"]


def test_the_history_has_the_name_of_a_user_s_losses(tmp_path, monkeypatch):
    named = RECIPES["two-spikes"]
    monkeypatch.setitem(RECIPES, "squares", replace(named, recipe=replace(named.recipe, loss=LEAST_SQUARES)))
    path = tmp_path / "run.json"
    arguments = ["train", "--recipe", "squares", "--steps", "20", "--no-animation", "--out", str(path)]
    assert main(arguments) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["recipe"]["loss"] == "least squares"
    assert main([*arguments, "--loss", "saturating"]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["recipe"]["loss"] == "saturating"
