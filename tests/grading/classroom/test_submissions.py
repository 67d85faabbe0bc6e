"""The submissions of a class: which files count, and copies that a student's code may spoil."""

import os

import pytest

from gan_theory.grading.classroom.submissions import LARGEST_FILE, Submission, find_submissions, other_files


def test_files_and_folders_count_once_each_and_hidden_ones_do_not(tmp_path):
    for name in ("zoe.py", "ada.py", ".hidden.py", "notes.pdf", ".DS_Store"):
        (tmp_path / name).touch()
    for name in ("bob", "__pycache__", ".git"):
        (tmp_path / name).mkdir()
    assert [each.name for each in find_submissions(tmp_path)] == ["ada", "bob", "zoe"]
    assert other_files(tmp_path) == ["notes.pdf"]


def test_a_name_with_a_dot_is_kept(tmp_path):
    (tmp_path / "ada.b.lovelace").mkdir()
    (tmp_path / "ada.b.lovelace.py").touch()
    (found,) = find_submissions(tmp_path)
    assert found.name == "ada.b.lovelace"
    assert len(found.paths) == 2


@pytest.mark.parametrize("name", ["no such folder", "a file"])
def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path, name):
    (tmp_path / "a file").touch()
    with pytest.raises(ValueError, match=f"expected a folder of submissions; got .*{name}"):
        find_submissions(tmp_path / name)


def test_a_folder_without_submissions_is_an_error(tmp_path):
    with pytest.raises(ValueError, match=r"expected files NAME\.py or folders NAME in .*; got none"):
        find_submissions(tmp_path)


def copied(tmp_path, submission):
    target = tmp_path / "target"
    target.mkdir()
    submission.copy_to(target)
    return sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())


def test_a_file_is_copied_as_the_formulas(tmp_path):
    (tmp_path / "ada.py").write_text("x = 1")
    assert copied(tmp_path, find_submissions(tmp_path)[0]) == ["formulas.py"]


def test_of_a_folder_the_small_files_are_copied_with_those_in_it(tmp_path):
    (tmp_path / "ada" / "helpers").mkdir(parents=True)
    (tmp_path / "ada" / ".git").mkdir()
    for name in ("formulas.py", "helpers/logs.py", "data.csv", ".git/config"):
        (tmp_path / "ada" / name).write_text("x")
    (tmp_path / "ada" / "large.bin").write_bytes(bytes(LARGEST_FILE + 1))
    assert copied(tmp_path, find_submissions(tmp_path)[0]) == ["data.csv", "formulas.py", "helpers/logs.py"]


def test_a_folder_without_either_worksheet_is_an_error(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "solution.py").touch()
    with pytest.raises(ValueError, match=r"expected formulas\.py or training_step\.py in the folder ada; got neither"):
        copied(tmp_path, Submission("ada", (tmp_path / "ada",)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_read_and_a_link_in_a_circle_is_an_error(tmp_path):
    os.mkfifo(tmp_path / "ada.py")
    os.symlink(tmp_path / "bob.py", tmp_path / "bob.py")
    for submission in find_submissions(tmp_path):
        with pytest.raises(ValueError, match=f"expected {submission.name}.py to be a file; got something else"):
            submission.copy_to(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user who may not read all files")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path):
    (tmp_path / "ada.py").touch(mode=0o000)
    with pytest.raises(ValueError, match=r"expected files that can be read; got ada\.py"):
        copied(tmp_path, find_submissions(tmp_path)[0])


def test_of_very_many_files_some_are_copied_and_the_worksheets_always(tmp_path, monkeypatch):
    monkeypatch.setattr("gan_theory.grading.classroom.submissions.MOST_FILES", 3)
    source, target = tmp_path / "ada", tmp_path / "copy"
    source.mkdir()
    target.mkdir()
    for name in ("a", "b", "c", "d", "formulas.py", "training_step.py"):
        (source / name).touch()
    Submission("ada", (source,)).copy_to(target)
    assert sorted(path.name for path in target.iterdir()) == ["a", "b", "c", "formulas.py", "training_step.py"]
