"""The paper's claims on every pair, each broken where its hypothesis is; and wrong formulas, each refuted."""

import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case
from gan_theory.claims.practice.helvetica import freeze_D
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, at_most, distance, equal, excess
from gan_theory.verification.user_formulas import FORMULA_NAMES
from tests.support.wrong_formulas import PLANTED

KINDS = ["equal", "shifted", "narrow-against-wide", "far-apart", "two-modes-one-found", "uniforms-overlap"]
KINDS += ["disjoint-supports", "heavy-tail", "one-sided", "spike", "old-faithful"]


def test_the_pairs_are_of_every_kind():
    assert set(KINDS) <= set(PAIRS)
    assert len(PAIRS) >= 10


JUDGED = [(claim, case) for claim in CLAIMS.values() for case in claim.cases]


@pytest.mark.parametrize(("claim", "case"), JUDGED, ids=[f"{claim.name}-{case.name}" for claim, case in JUDGED])
def test_a_claim_holds_on_a_case(claim, case, findings):
    if not claim.applies(case):
        pytest.skip("the case does not meet the claim's hypotheses")
    found = list(claim.evidence(case))
    findings(claim, found)
    assert found
    assert [evidence for evidence in found if not evidence.holds] == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_applies_to_at_least_eight_cases(claim):
    assert sum(claim.applies(case) for case in claim.cases) >= 8
    assert len({case.name for case in claim.cases}) == len(claim.cases)


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS.values() if claim.cases is PAIRS], ids=str)
def test_a_claim_about_pairs_applies_to_at_least_ten(claim):
    assert sum(claim.applies(case) for case in PAIRS.values()) >= 10


ROWS = {"A3b", *(f"A{i}" for i in range(1, 15)), *(f"B{i}" for i in range(1, 7)), "C1", "C2", "C3"}


def test_each_row_of_the_paper_has_one_claim():
    assert {claim.claim_id for claim in CLAIMS.values()} == ROWS
    assert len(CLAIMS) == len(ROWS)


FALSIFIERS = [(claim, case) for claim in CLAIMS.values() for case in claim.falsifiers]


@pytest.mark.parametrize(
    ("claim", "case"), FALSIFIERS, ids=[f"{claim.name}: {case.name}" for claim, case in FALSIFIERS]
)
def test_the_evidence_fails_where_a_hypothesis_does(claim, case):
    broken = [hypothesis.__name__ for hypothesis in claim.hypotheses if not hypothesis(case)]
    assert len(broken) == 1
    assert not all(evidence.holds for evidence in claim.evidence(case))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_hypothesis_has_a_falsifier(claim):
    broken = {h.__name__ for h in claim.hypotheses for case in claim.falsifiers if not h(case)}
    assert broken == {h.__name__ for h in claim.hypotheses} != set()


USED = {
    "minimax": {"V"},
    "lotus": {"V"},
    "bayes": {"D_star", "V", "jsd", "tv"},
    "proposition_1": {"D_star", "V"},
    "criterion": {"C", "D_star", "V", "jsd", "kl"},
    "theorem_1": {"C", "jsd", "tv"},
    "convexity": {"C", "D_star", "U", "V", "grad_C", "hess_C"},
    "subgradient": {"C", "D_star", "V", "grad_C"},
    "proposition_2": {"C", "grad_C"},
    "algorithm_1": {"V"},
    "two_losses": {"D_star", "V", "jsd", "kl"},
    "helvetica": {"U"},
    "figure_1": {"C", "D_star", "U", "V", "tv"},
    "parzen": {"kl"},
    "sharpness": {"jsd"},
    "likelihood": {"kl"},
    "bound": {"D_star", "V", "jsd"},
    "chain_rule": {"kl"},
    "elbo": {"kl"},
    "adversaries": {"C", "D_star", "V", "tv"},
    "any_generator": {"V"},
    "disjoint_supports": {"C", "D_star", "V", "grad_C", "jsd", "tv"},
    "frozen_gradients": {"D_star", "jsd", "kl"},
    "dirac_gan": {"V"},
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_names_the_formulas_it_used(name):
    assert set(CLAIMS[name].check().used) == USED[name]


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_refuted_by_its_claim_on_its_case(name):
    field, formula, claim, case = PLANTED[name]
    fields = {field: formula} if isinstance(field, str) else dict(zip(field, formula))
    verdict = CLAIMS[claim].check([PAIRS[case]], replace(PAPER, **fields))
    assert not verdict.holds
    assert set(fields) & set(verdict.used)


def test_every_formula_is_planted_at_least_three_times():
    times = Counter(name for field, *_ in PLANTED.values() for name in np.atleast_1d(field))
    assert len(PLANTED) >= 40
    assert {name: times[name] >= 3 for name in FORMULA_NAMES} == dict.fromkeys(FORMULA_NAMES, True)


def test_a_formula_that_gives_nan_never_holds():
    nothing = replace(PAPER, C=lambda p, q: PAPER.C(p, q) * np.nan)
    for name, used in USED.items():
        assert CLAIMS[name].check(formulas=nothing).holds == ("C" not in used)


ENTROPY_FORM = replace(PAPER, jsd=lambda p, q: _entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2)


def _entropy(p):
    return -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)


def _naive_gradient(p, q):
    with np.errstate(divide="ignore"):
        return np.log(1 - np.divide(p, p + q, out=np.full(np.shape(p + q), 0.5), where=p + q > 0))


# Right formulas as a student would write them, whose digits are fewer than ours.
RIGHT = {
    "the JSD by entropies": ENTROPY_FORM,
    "C by equation 6": replace(PAPER, C=lambda p, q: -np.log(4) + 2 * PAPER.jsd(p, q)),
    "C by equation 5": replace(PAPER, C=lambda p, q: -np.log(4) + PAPER.kl(p, (p + q) / 2) + PAPER.kl(q, (p + q) / 2)),
    "C by three entropies": replace(PAPER, C=lambda p, q: _entropy(p + q) - _entropy(p) - _entropy(q)),
    "the gradient log(1 − p/(p + q))": replace(PAPER, grad_C=_naive_gradient),
    "the second derivative p/(q(p + q))": replace(
        PAPER, hess_C=lambda p, q: np.divide(p, q * (p + q), out=np.where(p > 0, np.inf, 0.0), where=q * (p + q) > 0)
    ),
    "D* by Bayes' odds": replace(
        PAPER, D_star=lambda p, q: np.where(p > 0, 1 / (1 + q / np.where(p > 0, p, 1)), np.where(q > 0, 0.0, 0.5))
    ),
    "TV by the overlap": replace(PAPER, tv=lambda p, q: 1 - np.minimum(p, q).sum(axis=-1)),
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
@pytest.mark.parametrize("formulas", RIGHT.values(), ids=RIGHT)
def test_another_right_form_is_not_refuted(formulas, claim):
    assert claim.check(formulas=formulas).failures == []


def _scribble(p, q):
    p += 1
    return PAPER.jsd(p, q)


# What a formula may do instead of answering, and what is said of it.
UNUSABLE = {
    "raises": (lambda p, q: p[7, 7], "jsd raised IndexError: too many indices"),
    "exits": (lambda p, q: sys.exit(3), "jsd raised SystemExit: 3"),
    "takes other arguments": (lambda p: 0.0, "jsd raised TypeError: "),
    "writes into its arguments": (_scribble, "jsd raised ValueError: output array is read-only"),
    "is blank": (lambda p, q: ..., "jsd is still blank"),
    "returns nothing": (lambda p, q: None, "jsd returned NoneType; expected float64"),
    "returns text": (lambda p, q: "0.5", "jsd returned values of type <U3; expected float64"),
    "returns a complex number": (lambda p, q: PAPER.jsd(p, q) + 0j, "jsd returned values of type complex128; expected"),
    "returns a truth value": (lambda p, q: True, "jsd returned values of type bool; expected float64"),
    "returns a ragged list": (lambda p, q: [[1.0], [1.0, 2.0]], "jsd returned list; expected float64"),
    "does not sum": (
        lambda p, q: p * q,
        "jsd returned the shape (512,); expected () for arrays of shapes (512,), (512,)",
    ),
    "sums too much": (
        lambda p, q: PAPER.jsd(p, q).sum(),
        "jsd returned the shape (); expected (3,) for arrays of shapes",
    ),
    "gives nan": (
        lambda p, q: (p * np.log(p / q)).sum(axis=-1),
        "jsd returned nan where its arguments are 0, 0",
    ),
    "gives nan on the whole only": (
        lambda p, q: PAPER.jsd(p, q) if p.shape[-1] == 1 else np.full(PAPER.jsd(p, q).shape, np.nan),
        "jsd returned nan",
    ),
}


@pytest.mark.parametrize(("formula", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_formula_that_does_not_answer_fails_and_is_named(formula, message):
    case = PAIRS["uniforms-overlap"] if "0, 0" in message else PAIRS["two-modes-one-found"]
    verdict = CLAIMS["theorem_1"].check([case], replace(PAPER, jsd=formula))
    assert [found.what[: len(message)] for _, found in verdict.failures] == [message]
    assert "jsd" in verdict.used


WILD = {"huge": 1e308, "infinite": np.inf, "nothing": 0.0}


@pytest.mark.parametrize("value", WILD.values(), ids=WILD)
@pytest.mark.parametrize("name", FORMULA_NAMES)
def test_wild_answers_are_refuted_and_never_end_in_a_traceback(name, value):
    paper = getattr(PAPER, name)
    formulas = replace(PAPER, **{name: lambda *arrays: np.full_like(paper(*arrays), value)})
    verdicts = [CLAIMS[claim].check(formulas=formulas) for claim, used in USED.items() if name in used]
    assert not all(verdict.holds for verdict in verdicts)


def test_what_an_answer_leads_to_is_put_down_to_it():
    formulas = replace(PAPER, V=lambda D, p, q: np.full_like(PAPER.V(D, p, q), np.inf))
    (_, found), *_ = CLAIMS["dirac_gan"].check(formulas=formulas).failures
    assert found.what == "what V returned led to LinAlgError: Array must not contain infs or NaNs"


def test_nan_per_cell_is_told_with_the_masses_that_gave_it():
    formulas = replace(PAPER, D_star=lambda p, q: p / (p + q))
    (_, found), *_ = CLAIMS["bayes"].check([PAIRS["uniforms-overlap"]], formulas).failures
    assert found.what == "D_star returned nan where its arguments are 0, 0"


def test_what_was_found_before_a_formula_fails_is_kept():
    verdict = CLAIMS["bayes"].check([PAIRS["shifted"]], replace(PAPER, tv=lambda p, q: None))
    assert [found.holds for _, found in verdict.findings] == [True, True, True, False]


def test_formulas_get_float64_arrays_that_they_cannot_change():
    seen = []

    def jsd(p, q):
        seen.extend((p, q))
        return PAPER.jsd(p, q)

    CLAIMS["theorem_1"].check([PAIRS["shifted"]], replace(PAPER, jsd=jsd))
    assert {(type(each), each.dtype, each.flags.writeable) for each in seen} == {(np.ndarray, np.dtype("f8"), False)}


def test_a_fault_of_ours_is_no_fault_of_a_formula():
    claim = replace(CLAIMS["criterion"], grades={"numeric": lambda formulas, case: iter([1 / 0])})
    with pytest.raises(ZeroDivisionError):
        claim.check(PAIRS)


def _random_pair(rng):
    """Dirichlet of every sharpness, from spikes to flat; with zeros, tiny and subnormal masses; some nearly equal."""
    n = int(rng.integers(2, 24))
    raw = rng.gamma(10.0 ** rng.uniform(-2.5, 2.5, size=(2, 1)), size=(2, n))
    raw *= rng.random((2, n)) < rng.choice([1, 0.8, 0.3])
    raw = np.where(rng.random((2, n)) < rng.choice([0, 0.3]), 10.0 ** rng.uniform(-300, -8, size=(2, n)), raw)
    raw = np.where(rng.random((2, n)) < rng.choice([0, 0.1]), rng.choice([5e-324, 1e-320]), raw)
    raw[1] = raw[0] * (1 + 10.0 ** rng.uniform(-12, -1) * rng.standard_normal(n)) if rng.random() < 0.2 else raw[1]
    raw = np.maximum(raw, 0)
    raw[[0, 1], rng.integers(0, n, 2)] += 10.0 ** rng.uniform(-3, 1)
    return raw / raw.sum(axis=-1, keepdims=True)


@pytest.mark.parametrize("seed", range(20))
def test_no_false_alarm_on_ten_thousand_random_pairs(seed):
    rng = np.random.default_rng(seed)
    cases = [Case(f"pair {i} of seed {seed}", *_random_pair(rng)) for i in range(500)]
    for claim in CLAIMS.values():
        if claim.cases is PAIRS:
            assert claim.check(cases).failures == []
    assert CLAIMS["helvetica"].check([freeze_D(case) for case in cases[:100]]).failures == []


def test_evidence_holds_up_to_its_tolerance_and_never_for_nan():
    assert Evidence("", 1e-12, 1e-12).holds
    assert not Evidence("", 1.1e-12, 1e-12).holds
    assert not Evidence("", float("nan"), 1.0).holds
    assert Evidence("", float("nan"), 1.0).severity == Evidence("", 1e-300, 0.0).severity == float("inf")
    assert Evidence("", 0.0, 0.0).severity == 0


def test_gaps_pass_over_equal_infinities_and_keep_nan():
    inf = np.inf
    assert distance([inf, 1], [inf, 3]) == 2
    assert distance([inf], [-inf]) == inf
    assert np.isnan(distance([np.nan, 1], [0, 1]))
    assert excess([1, -inf], [0.25, -inf]) == 0.75
    assert excess([0], [1]) == 0
    assert np.isnan(excess([np.nan], [1]))


def test_a_claim_without_cases_does_not_hold():
    claim = Claim(
        "none", "", "", "", "", (lambda case: False,), {"numeric": lambda formulas, case: []}, (), tuple(PAIRS.values())
    )
    verdict = claim.check()
    assert not verdict.holds
    with pytest.raises(ValueError, match="expected numeric evidence for none; got none: no case meets its hypotheses"):
        _ = verdict.worst


def test_evidence_knows_where_two_values_part():
    found = equal("a = b", [1.0, 2.0, 5.0], [1.0, 2.5, 4.0], x=np.array([-1.0, 0.0, 1.0]))
    assert (found.gap, found.values, found.x) == (1.0, (5.0, 4.0), 1.0)
    assert str(found) == "FAILS: a = b (5 against 4 at x = 1; gap 1.0e+00, tolerance 1e-12)"
    assert str(equal("a = b", 1, 1)) == "holds: a = b (gap 0.0e+00, tolerance 1e-12)"
    summed = equal(
        "a = b", 3.0, 2.0, x=np.array([-1.0, 1.0]), cells=lambda: (np.array([1.0, 2.0]), np.array([1.5, 0.5]))
    )
    assert (summed.values, summed.x, summed.at_x) == ((3.0, 2.0), 1.0, (2.0, 0.5))
    assert str(summed) == "FAILS: a = b (3 against 2, most of it at x = 1: 2 against 0.5; gap 1.0e+00, tolerance 1e-12)"
    assert at_most("a <= b", [1.0, 4.0], [2.0, 3.0], x=np.array([0.0, 9.0])).x == 9.0
    assert np.isnan(equal("", [np.nan], [0.0]).gap)


def test_cells_are_asked_only_if_the_sums_differ():
    assert equal("a = b", 1.0, 1.0, x=np.arange(1), cells=pytest.fail).holds
