"""Files appear under their names only when they are complete, and nothing else is left in the folder."""

import os
import sys

import pytest

from gan_theory._utils.files import atomic_write, check_writable


def test_a_file_appears_when_it_is_complete(tmp_path):
    path = tmp_path / "run.json"
    path.write_text("old")
    with atomic_write(path) as temporary:
        assert temporary.parent == tmp_path and temporary.suffix == ".json"
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError("stop"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_a_file_stays_as_it_was_if_writing_fails(tmp_path, error):
    path = tmp_path / "run.json"
    path.write_text("old")
    with pytest.raises(type(error)), atomic_write(path) as temporary:
        temporary.write_text("half")
        raise error
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_of_the_system_names_the_file(tmp_path):
    path = tmp_path / "run.json"
    message = r"^expected a path that can be written to; got '.*run\.json': No space left on device$"
    with pytest.raises(ValueError, match=message), atomic_write(path):
        raise OSError(28, "No space left on device")


def test_nothing_is_left_by_a_check(tmp_path):
    check_writable(tmp_path / "new.txt")
    check_writable(str(tmp_path / "new.txt"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", r"^expected the name of a file; got '.*'$"),
        ("none/run.json", r"^expected a folder that exists; got '.*none'$"),
        ("a\0b", r"^expected a path that can be written to; got "),
        ("a" * 300, r"^expected a path that can be written to; got "),
    ],
    ids=["a folder", "in no folder", "a null character", "too long"],
)
def test_what_cannot_be_written_is_rejected(tmp_path, name, message):
    with pytest.raises(ValueError, match=message):
        check_writable(f"{tmp_path}/{name}")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows users may not make symbolic links")
@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("exists", [False, True])
def test_a_symbolic_link_stays_and_the_file_that_it_leads_to_is_written(tmp_path, relative, exists):
    store, link = tmp_path / "store", tmp_path / "run.gif"
    store.mkdir()
    if exists:
        (store / "data").write_text("old")
    link.symlink_to("store/data" if relative else store / "data")
    with atomic_write(link) as temporary:
        assert (temporary.parent, temporary.suffix) == (store.resolve(), ".gif")
        temporary.write_text("new")
    assert link.is_symlink()
    assert (store / "data").read_text() == link.read_text() == "new"
    assert (os.listdir(store), sorted(os.listdir(tmp_path))) == (["data"], ["run.gif", "store"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows users may not make symbolic links")
def test_a_symbolic_link_into_no_folder_is_rejected(tmp_path):
    (tmp_path / "run.gif").symlink_to(tmp_path / "none" / "run.gif")
    with pytest.raises(ValueError, match=r"^expected a folder that exists; got '.*none'$"):
        check_writable(tmp_path / "run.gif")
