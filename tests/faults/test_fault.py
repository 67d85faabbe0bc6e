"""A fault is in the package while it is planted, wherever the function is called, and afterwards it is not."""

import numpy as np
import pytest

from gan_theory import CLAIMS, PAPER, Density, jsd
from gan_theory.claims._shared import draws
from gan_theory.densities.noise import NOISES, Normal
from gan_theory.formal import statements
from gan_theory.formal.statements import read_sources
from gan_theory.game.formulas import _tv
from gan_theory.training.frame import Frame
from tests.faults.fault import Fault, changed_code, changed_text, find_function, first_refutation, planted

P, Q = np.array([0.25, 0.75]), np.array([0.5, 0.5])
HALVED = Fault("numeric", "TV twice as large", "game.formulas._tv", " / 2", "")


def test_a_planted_fault_is_found_by_each_name_of_the_function_and_taken_out_again():
    right = find_function("game.formulas._tv").__code__
    assert _tv(P, Q) == PAPER.tv(P, Q) == 0.25
    with planted(HALVED):
        assert _tv(P, Q) == PAPER.tv(P, Q) == 0.5
    assert _tv(P, Q) == PAPER.tv(P, Q) == 0.25
    assert find_function("game.formulas._tv").__code__ is right


def test_a_fault_is_taken_out_if_the_test_raises():
    with pytest.raises(RuntimeError, match="in the body"), planted(HALVED):
        raise RuntimeError("in the body")
    assert PAPER.tv(P, Q) == 0.25


def test_a_fault_that_does_not_compile_leaves_the_function_as_it_was():
    with pytest.raises(SyntaxError), planted(HALVED._replace(new=" / (")):
        pass
    assert PAPER.tv(P, Q) == 0.25


def test_a_fault_in_a_method_reaches_objects_that_exist():
    normal = NOISES["normal"]
    with planted(Fault("numeric", "", "densities.noise.Normal.pdf", "/ 2)", ")")):
        assert normal.pdf(1.0) == pytest.approx(np.exp(-1) / np.sqrt(2 * np.pi), rel=1e-14)
    assert normal.pdf(1.0) == Normal().pdf(1.0) == pytest.approx(np.exp(-0.5) / np.sqrt(2 * np.pi), rel=1e-14)


def test_a_fault_in_a_property():
    density, G_gap = Density([0.0, 1.0], P), "training.frame.Frame.G_gap"
    frame = Frame(0, "normal", P, P, density, density, P, V=0.0, C=0.0, jsd=0.1, G=None)
    assert isinstance(vars(Frame)["G_gap"], property)
    with planted(Fault("run", "", G_gap, "2 * self.jsd", "self.jsd")):
        assert frame.G_gap == 0.1
    assert frame.G_gap == 0.2


def test_a_fault_in_a_class_method_and_in_a_static_one():
    with planted(Fault("numeric", "", "training.networks.linear_generators.Table.bump", "1 - u", "2 - u")):
        assert find_function("training.networks.linear_generators.Table.bump")(np.array([0.5])) == [1.5]
    assert find_function("verification.cases.pairs.Case.of").__name__ == "of"


def test_a_fault_in_a_decorated_function_is_in_what_the_decorator_calls():
    where = "claims._shared.draws.uniform_draws"
    right = draws.uniform_draws(0, 3)
    with planted(Fault("numeric", "", where, "(low, high, shape)", "(low - 1, high, shape)")):
        assert draws.uniform_draws(0, 3) == pytest.approx(2 * right - 1, abs=1e-15)
    assert np.array_equal(draws.uniform_draws(0, 3), right)


def test_a_fault_in_a_coq_file_is_in_a_copy_of_the_folder():
    fault = Fault(
        "formal", "TV twice as large", "formal/definitions.v", "/ 2 * sum n (fun x => Rabs", "sum n (fun x => Rabs"
    )
    right, folder = read_sources(), statements.FOLDER
    with planted(fault):
        wrong = read_sources()
        assert statements.FOLDER != folder
        assert wrong["definitions"] == right["definitions"].replace(fault.old, fault.new) != right["definitions"]
        assert {**wrong, "definitions": ""} == {**right, "definitions": ""}
    assert read_sources() == right and statements.FOLDER == folder
    with pytest.raises(AssertionError, match=r"expected 'ln' once in formal/definitions\.v; got it"):
        changed_text(fault._replace(old="ln"))


def test_caches_are_emptied_before_and_after():
    before = draws.uniform_draws(1, 2)
    assert draws.uniform_draws(1, 2) is before
    with planted(HALVED):
        within = draws.uniform_draws(1, 2)
        assert within is not before
    assert draws.uniform_draws(1, 2) is not within


@pytest.mark.parametrize(("old", "times"), [("p, q, r", 0), ("p", 3)])
def test_the_text_occurs_once(old, times):
    with pytest.raises(AssertionError, match=rf"expected '{old}' once in _tv; got it \d+ times"):
        changed_code(find_function("game.formulas._tv"), old, "")
    with pytest.raises(AssertionError), planted(HALVED._replace(old=old)):
        pass
    assert PAPER.tv(P, Q) == 0.25


def test_a_function_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError):
        find_function("game.formulas._no_such_formula")


def test_the_first_refutation_is_the_first_evidence_that_does_not_hold():
    assert first_refutation("criterion", "numeric") is None
    with planted(Fault("numeric", "", "game.formulas._jsd", "/ 4", "/ 2")):
        found = first_refutation("criterion", "numeric")
    assert found is not None and not found.holds
    assert found.what == "C = −log 4 + 2·JSD"
    assert jsd(P, Q) == pytest.approx(PAPER.jsd(P, Q))


def test_an_error_in_numeric_evidence_is_no_refutation():
    with planted(Fault("numeric", "", "game.formulas._tv", " / 2", " / undefined")), pytest.raises(NameError):
        first_refutation("theorem_1", "numeric")
    assert CLAIMS["theorem_1"].check().holds
