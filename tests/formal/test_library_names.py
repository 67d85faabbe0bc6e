"""A name of Coq's library is found where a statement uses it; the same names are looked up once."""

import pytest

from gan_theory.formal import coq
from gan_theory.formal.library_names import _look_up, second_meaning
from tests.support.shared_proofs import needs_coq

USED = "Definition ln := 0. Theorem A5_one : ln = 0. Proof. reflexivity. Qed."
IN_ANOTHER_FILE = ("Definition ln := 0.", "Theorem A5_one : ln = 0. Proof. reflexivity. Qed.")


@needs_coq
@pytest.mark.parametrize("texts", [[USED], IN_ANOTHER_FILE])
def test_a_name_of_the_library_is_found_in_whatever_file_it_is_used(texts):
    assert second_meaning(texts) == "a second meaning of ln, a name of Coq's library"


@needs_coq
def test_the_same_names_are_looked_up_once(monkeypatch):
    _look_up.cache_clear()
    looked_up = []
    compile_file = coq.compile_file
    monkeypatch.setattr(coq, "compile_file", lambda folder, file: looked_up.append(file) or compile_file(folder, file))
    own = [USED.replace("ln", "my_ln")]
    assert [second_meaning(own), second_meaning(own)] == ["", ""]
    assert len(looked_up) == 1


def test_a_name_that_is_not_used_is_not_looked_up(monkeypatch):
    _look_up.cache_clear()
    asked = []
    monkeypatch.setattr(coq, "compile_file", lambda folder, file: asked.append((folder / f"{file}.v").read_text()))
    with pytest.raises(AttributeError):  # no output
        second_meaning(["Definition ln := 0. Definition C := 0. Theorem A5_one : C = C."])
    assert asked == ["Require Import Reals ."]
