"""The files of train: the history is written only where it can be, and where nothing else is lost."""

from gan_theory.cli.main import main

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
