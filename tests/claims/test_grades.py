"""The evidence of every claim but the numeric; and wrong expressions, each refuted by the symbolic evidence."""

import pytest
from sympy import log, sqrt

from gan_theory import CLAIMS, PAIRS
from gan_theory.claims._shared import symbolic
from gan_theory.claims.background import _moves, bound
from gan_theory.claims.practice import _algorithm_1_runs, parzen
from gan_theory.experiments.named_recipe import NamedRecipe
from gan_theory.formal.proofs import Build
from tests.support import shared_runs
from tests.support.shared_proofs import judge, needs_coq


def of_grade(grade):
    return {name: claim for name, claim in CLAIMS.items() if grade in claim.grades}


def test_every_claim_has_numeric_and_symbolic_evidence():
    assert of_grade("numeric") == of_grade("symbolic") == CLAIMS


def test_the_claims_of_integrals_are_certified_those_in_coq_formal_and_those_of_training_run():
    rows = {grade: {claim.claim_id for claim in of_grade(grade).values()} for grade in ("certified", "formal", "run")}
    of_integrals = {
        "A3b",
        *(f"A{i}" for i in range(1, 9)),
        "A13",
        "A15",
        "B1",
        "B2",
        "B4",
        "B7",
        "B8",
        "C1",
        "C2",
        "C4",
    }
    assert rows["certified"] == of_integrals
    assert rows["formal"] == {"A3b", *(f"A{i}" for i in (*range(1, 9), 10, 11, 15)), "B1", "B2", "B3", "B4", "C1", "C2"}
    assert rows["run"] == {*(f"A{i}" for i in range(9, 15)), "B2", "B5", "B6"}


@pytest.mark.parametrize("name", CLAIMS)
def test_the_symbolic_evidence_of_a_claim_holds(name, findings):
    check_all_hold(name, "symbolic", findings)


@pytest.mark.parametrize("name", of_grade("run"))
def test_trained_networks_do_what_a_claim_says(name, findings, monkeypatch):
    monkeypatch.setattr(NamedRecipe, "runs", shared_runs.runs)
    for name_of_run, modules in (("frames_of_seeds", (_moves, parzen)), ("overfitted_Ds", (_algorithm_1_runs, bound))):
        for module in modules:  # which train the same
            monkeypatch.setattr(module, name_of_run, getattr(shared_runs, name_of_run))
    check_all_hold(name, "run", findings)


def check_all_hold(name, grade, findings):
    found = list(CLAIMS[name].evidence(grade=grade))
    findings(CLAIMS[name], found)
    assert found
    assert {evidence.grade for evidence in found} == {grade}
    assert [evidence for evidence in found if not evidence.holds] == []


@pytest.mark.parametrize("name", of_grade("certified"))
def test_a_claim_is_certified_on_every_case_with_closed_forms(name, findings):
    pytest.importorskip("flint")
    claim = CLAIMS[name]
    verdict = claim.check(grade="certified")
    findings(claim, [found for _, found in verdict.findings])
    assert verdict.failures == []
    assert verdict.cases == [case.name for case in claim.cases if claim.applies(case) and claim.can_certify(case)] != []


@needs_coq
@pytest.mark.parametrize("name", of_grade("formal"))
def test_what_a_claim_states_in_coq_is_proved(name, findings, monkeypatch):
    monkeypatch.setattr(Build, "judge", judge)
    verdict = CLAIMS[name].check(grade="formal")
    findings(CLAIMS[name], [found for _, found in verdict.findings])
    assert verdict.holds and verdict.failures == []
    assert verdict.cases == ["formal"]


def test_every_pair_that_is_known_on_the_line_is_certified():
    assert sum(case.mixtures is not None for case in PAIRS.values()) == 10
    assert sum(case.on_line is not None for case in PAIRS.values()) == 5
    for name in ("criterion", "theorem_1"):
        assert [case.name for case in PAIRS.values() if not CLAIMS[name].can_certify(case)] == ["old-faithful"]


# The expression that is replaced, by what, and the claims whose symbolic evidence must refute it.
WRONG = {
    "D* with p and q swapped": (
        "D_star",
        lambda p, q: q / (p + q),
        {"bayes", "proposition_1", "criterion", "convexity", "subgradient", "proposition_2", "scoring_rules"},
    ),
    "D* from roots": (
        "D_star",
        lambda p, q: sqrt(p) / (sqrt(p) + sqrt(q)),
        {"bayes", "proposition_1", "criterion", "scoring_rules"},
    ),
    "V with the real term weighted by 0.95": (
        "V",
        lambda y, p, q: p * log(y) * 19 / 20 + q * log(1 - y),
        {
            *("value_function", "bayes", "proposition_1", "criterion", "saddle_point"),
            *("two_losses", "figure_1", "adversaries", "any_generator", "scoring_rules", "f_divergences"),
            "relativistic_gan",
        },
    ),
    "V with D and 1 − D swapped": (
        "V",
        lambda y, p, q: p * log(1 - y) + q * log(y),
        {
            *("value_function", "bayes", "proposition_1", "criterion", "saddle_point", "two_losses"),
            *("figure_1", "bound", "adversaries", "any_generator", "scoring_rules", "f_divergences"),
            "relativistic_gan",
        },
    ),
    "−V": (
        "V",
        lambda y, p, q: -p * log(y) - q * log(1 - y),
        {
            *("value_function", "bayes", "proposition_1", "criterion", "saddle_point"),
            *("figure_1", "adversaries", "any_generator", "scoring_rules", "f_divergences"),
            "relativistic_gan",
        },
    ),
    "U that is not affine": ("U", lambda q, y, p: p * log(y) + q**2 * log(1 - y), {"convexity", "subgradient"}),
    "C without its log 4": (
        "log_4",
        lambda p, q: 0 * p,
        {"criterion", "theorem_1", "saddle_point", "proposition_2", "scoring_rules", "f_divergences"},
    ),
    "C in bits": (
        "C",
        lambda p, q: (p * log(p / (p + q)) + q * log(q / (p + q))) / log(2),
        {
            "criterion",
            "theorem_1",
            "convexity",
            "subgradient",
            "figure_1",
            "proposition_2",
            "scoring_rules",
            "f_divergences",
        },
    ),
    "C with one JSD": (
        "jsd",
        lambda p, q: (p * log(2 * p / (p + q)) + q * log(2 * q / (p + q))) / 4,
        {
            "bayes",
            "criterion",
            "theorem_1",
            "bound",
            "disjoint_supports",
            "frozen_gradients",
            "scoring_rules",
            "f_divergences",
            "wasserstein",
        },
    ),
    "KL reversed": (
        "kl",
        lambda p, q: q * log(q / p),
        {
            "criterion",
            "parzen",
            "frozen_gradients",
            "likelihood",
            "chain_rule",
            "elbo",
            "proposition_2",
            "f_divergences",
        },
    ),
    "a gradient log D*": ("grad_C", lambda p, q: log(p / (p + q)), {"convexity", "subgradient", "proposition_2"}),
    "the gradient plus a constant": ("grad_C", lambda p, q: log(q / (p + q)) + 1, {"subgradient", "proposition_2"}),
    "half the second derivative": ("hess_C", lambda p, q: p / (2 * q * (p + q)), {"convexity"}),
    "C less 5(p − q)²": (
        "C",
        lambda p, q: p * log(p / (p + q)) + q * log(q / (p + q)) - 5 * (p - q) ** 2,
        {"criterion", "theorem_1", "scoring_rules", "f_divergences"},
    ),
    "TV that is not halved": ("tv", lambda p, q: abs(p - q), {"theorem_1"}),
    "the push-forward of the first branch": (
        "push_forward",
        lambda p_z, z, x, *branches: p_z.subs(z, branches[0][0]) * branches[0][1] * branches[0][0].diff(x),
        {"lotus"},
    ),
}


def rows():
    """Each wrong expression with each of its claims; `make test` tries it with one of them, `make faults` with all."""
    for number, (name, (*_, claims)) in enumerate(WRONG.items()):
        for i, claim in enumerate(sorted(claims)):
            yield pytest.param(name, claim, marks=[pytest.mark.apart] if i != number % len(claims) else [])


@pytest.mark.parametrize(("name", "claim"), [*rows()])
def test_a_wrong_expression_is_refuted(name, claim, monkeypatch):
    field, expression, _ = WRONG[name]
    monkeypatch.setattr(symbolic, field, expression)
    found = list(CLAIMS[claim].evidence(grade="symbolic"))
    assert not all(evidence.holds for evidence in found)
