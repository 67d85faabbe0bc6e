"""Each wrong formula of a student gets the hint that names its mistake, or none; right formulas never get one."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case, read_formulas, table
from gan_theory.cli.main import main
from gan_theory.grading.corrections import label
from gan_theory.grading.hints import HintWriter
from gan_theory.verification.evidence import Evidence, Grade, Problem, ProblemKind
from gan_theory.verification.user_formulas import FORMULA_NAMES
from gan_theory.verification.verdict import Verdict
from tests.claims.test_claims import RIGHT
from tests.support.formula_files import SOLUTION, write_formulas
from tests.support.wrong_student_formulas import PRELUDE, WRONG_STUDENT_FORMULAS

CLAIM_OF = {
    **{"V": "proposition_1", "D_star": "bayes", "C": "criterion", "kl": "criterion", "jsd": "theorem_1"},
    **{"tv": "theorem_1", "U": "convexity", "grad_C": "subgradient", "hess_C": "convexity"},
}
CASES = [PAIRS[name] for name in ("two-modes-covered", "far-apart", "uniforms-overlap", "disjoint-supports")]
IDS = [source for _, source, _ in WRONG_STUDENT_FORMULAS]


def hints_in(text):
    """The hints in a table: the lines below a failure that begin with "your"."""
    return {line.strip() for line in text.splitlines() if line.startswith("        your ")}


@pytest.mark.parametrize(("name", "source", "sentence"), WRONG_STUDENT_FORMULAS, ids=IDS)
def test_a_wrong_formula_gets_its_hint_and_no_other(name, source, sentence, tmp_path):
    formulas, _ = read_formulas(write_formulas(tmp_path, PRELUDE + source))
    verdict = CLAIMS[CLAIM_OF[name]].check(CASES, replace(PAPER, **{name: getattr(formulas, name)}))
    hints = hints_in(table([verdict], [name]))
    if verdict.holds:
        assert hints == set()
    else:
        assert hints == ({f"your {label(name)} {sentence}"} if sentence else set())


def test_the_table_of_wrong_formulas_is_large_and_has_formulas_without_a_hint():
    assert len(WRONG_STUDENT_FORMULAS) >= 80
    assert {name for name, _, _ in WRONG_STUDENT_FORMULAS} == set(FORMULA_NAMES)
    assert len(set(IDS)) == len(IDS)
    assert sum(not sentence for _, _, sentence in WRONG_STUDENT_FORMULAS) >= 10


OTHER_FORMS = {**RIGHT, "the exercises' solution": read_formulas(SOLUTION)[0], "the paper's": PAPER}


@pytest.mark.parametrize("formulas", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_a_right_formula_in_another_form_gets_no_hint_beside_a_wrong_one(formulas):
    for name, wrong, sentence in (
        ("tv", lambda p, q: 3 * PAPER.tv(p, q), ""),
        ("V", lambda D, p, q: -PAPER.V(D, p, q), "your V has the wrong sign"),
        ("jsd", lambda p, q: PAPER.jsd(p, q) / 2, "your JSD is half of what it must be"),
    ):
        beside = replace(formulas, **{name: wrong})
        verdicts = [claim.check(CASES, beside) for claim in CLAIMS.values() if claim.name in CLAIM_OF.values()]
        hints = hints_in(table(verdicts, FORMULA_NAMES))
        assert {hint for hint in hints if not sentence or not hint.startswith(sentence)} == set()
        assert bool(hints) == bool(sentence)


def test_a_hint_is_about_the_formula_whose_value_fails():
    swapped, in_bits = (lambda p, q: PAPER.D_star(q, p)), (lambda p, q: PAPER.jsd(p, q) / np.log(2))
    verdict = CLAIMS["bayes"].check(CASES, replace(PAPER, D_star=swapped, jsd=in_bits))
    write = HintWriter()
    hints = {found.formula: write(found, verdict) for _, found in verdict.failures if found.formula}
    assert hints["D_star"] == "your D* has p_data and p_g swapped: it is 1 − D*"
    assert hints["jsd"] == "your JSD is in bits (log2): use np.log, which gives nats"


def test_where_several_formulas_are_wrong_a_hint_names_those_on_which_the_failure_depends():
    formulas = replace(
        PAPER,
        D_star=lambda p, q: PAPER.D_star(q, p),
        V=lambda D, p, q: -PAPER.V(D, p, q),
        jsd=lambda p, q: 0.7 * PAPER.jsd(p, q),
        tv=lambda p, q: 2 * PAPER.tv(p, q),
    )
    verdict = CLAIMS["bayes"].check(CASES, formulas)
    write = HintWriter()
    hints = {found.what: write(found, verdict) for _, found in verdict.failures}
    of_D_star, of_tv = "your D* has p_data and p_g swapped: it is 1 − D*", "your TV is 2 times what it must be"
    assert hints["the accuracy of the rule D* > ½ = (1 + TV)/2"].startswith(f"{of_D_star}\n{of_tv}")
    assert hints["JSD = the information I(label; x)"] == ""
    assert hints["D* = the posterior probability of data"] == of_D_star
    assert hints["V/2 = minus the label's cross-entropy"] == "your V has the wrong sign"


def _tv_of_many_cells(p, q):
    """The right values on all samples, which have at least two cells."""
    if p.shape == (2,):
        raise ValueError("too few")
    return PAPER.tv(p, q)


TWO_CELLS = Case("two cells", np.array([0.5, 0.5]), np.array([0.25, 0.75]))
UNUSABLE = {
    "nan": lambda p, q: np.nan * p.sum(axis=-1),
    "raises": lambda p, q: p[7, 7, 7],
    "raises here": _tv_of_many_cells,
}


@pytest.mark.parametrize("tv", UNUSABLE.values(), ids=UNUSABLE)
def test_nan_or_an_error_is_not_laid_to_a_wrong_formula_beside(tv):
    formulas = replace(PAPER, tv=tv, jsd=lambda p, q: PAPER.jsd(p, q) / 2)
    verdict = CLAIMS["bayes"].check([TWO_CELLS] if tv is _tv_of_many_cells else CASES, formulas)
    write = HintWriter()
    hints = {bool(found.problem): write(found, verdict) for _, found in verdict.failures}
    assert hints == {False: "your JSD is half of what it must be: a 2 is missing, or one ½ is too many", True: ""}


def test_a_formula_that_is_wrong_in_an_unknown_way_leaves_the_hint_to_the_other_side():
    formulas = replace(PAPER, C=lambda p, q: 0.7 * PAPER.C(p, q), jsd=lambda p, q: PAPER.jsd(p, q) / 2)
    verdict = CLAIMS["criterion"].check(CASES, formulas)
    hints = {found.what: HintWriter()(found, verdict) for _, found in verdict.failures}
    assert hints["C = −log 4 + 2·JSD"].startswith("your JSD is half of what it must be")
    assert hints["C = V at D*"] == ""


def test_a_right_formula_whose_value_fails_leads_to_the_wrong_one_beside_it():
    formulas = replace(PAPER, C=lambda p, q: PAPER.C(p, q), jsd=lambda p, q: PAPER.jsd(p, q) / 2)
    verdict = CLAIMS["criterion"].check(CASES, formulas)
    hints = {HintWriter()(found, verdict) for _, found in verdict.failures if found.formula == "C"}
    assert hints == {"your JSD is half of what it must be: a 2 is missing, or one ½ is too many"}


def test_each_formula_is_examined_once():
    calls = []

    def tv(p, q):
        calls.append(p.shape)
        return 2 * PAPER.tv(p, q)

    verdict = CLAIMS["theorem_1"].check(CASES, replace(PAPER, tv=tv))
    write = HintWriter()
    first = {write(found, verdict) for _, found in verdict.failures}
    calls.clear()
    assert {write(found, verdict) for _, found in verdict.failures} == first
    assert calls == []


def test_there_is_no_hint_without_a_formula_of_the_user():
    problem = Problem("C", ProblemKind.NAN, located=True)
    found = Evidence("C returned nan", np.nan, 0.0, problem=problem)
    verdict = Verdict(CLAIMS["criterion"], Grade.NUMERIC, (("near", found),), ("C", "V"))
    assert HintWriter()(found, verdict) == ""
    assert HintWriter()(Evidence("no value", np.nan, 0.0), verdict) == ""


def test_an_error_that_values_lead_to_gets_the_hint_to_these_values():
    formulas = replace(PAPER, V=lambda D, p, q: -PAPER.V(D, p, q))
    problem = Problem("V", ProblemKind.LED_TO_ERROR, "LinAlgError", "LinAlgError: …")
    found = Evidence("what V returned led to LinAlgError", np.nan, 0.0, problem=problem)
    verdict = Verdict(CLAIMS["dirac_gan"], Grade.NUMERIC, (("one", found),), ("V",), formulas=formulas)
    assert HintWriter()(found, verdict) == "your V has the wrong sign"


BLANK = "\n".join(
    f"def {name}({'D, ' if name == 'V' else ''}p, q): return ..." for name in ("V", "D_star", "kl", "jsd")
)


def test_what_remains_to_be_filled_in_is_listed_and_is_no_failure_of_another_formula(tmp_path, capsys):
    path = write_formulas(tmp_path, f"{PRELUDE}{BLANK}\ndef C(p, q): return PAPER.C(p, q)")
    assert main(["verify", "--formulas", str(path), "criterion", "value_function"]) == 1
    lines = capsys.readouterr().out.splitlines()[2:]
    assert [line.split()[-2:] for line in lines if not line.startswith(" ")] == [["not", "judged"]] * 2
    assert "    not judged: D_star is still blank" in lines
    assert "        fill in V, D_star, kl, jsd first: this claim needs them" in lines
    assert "        fill in V first: this claim needs it" in lines
    assert not any("FAILS" in line for line in lines)


def test_a_formula_that_uses_a_blank_one_says_which(tmp_path, capsys):
    text = f"{PRELUDE}{BLANK}\ndef C(p, q): return -np.log(4) + 2 * jsd(p, q)"
    assert main(["verify", "--formulas", str(write_formulas(tmp_path, text)), "criterion"]) == 1
    assert "        your C uses jsd, which is still blank\n" in capsys.readouterr().out


def test_what_a_formula_prints_while_it_is_examined_stays_out_of_the_table(capsys):
    def tv(p, q):
        print("called")
        return 2 * PAPER.tv(p, q)

    verdict = CLAIMS["theorem_1"].check(CASES, replace(PAPER, tv=tv))
    capsys.readouterr()
    assert len(hints_in(table([verdict], ["tv"]))) == 1
    assert "called" not in capsys.readouterr().out
