"""The paper's claims on every pair, each broken where its hypothesis is; and wrong formulas, each refuted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_theory import CLAIMS, PAIR, PAIRS, PAPER, Case
from gan_theory.claim import Claim, Evidence, distance, excess

KINDS = ["equal", "shifted", "narrow-against-wide", "far-apart", "two-modes-one-found", "uniforms-overlap"]
KINDS += ["disjoint-supports", "heavy-tail", "one-sided", "spike", "old-faithful"]


def test_the_pairs_are_of_every_kind():
    assert set(KINDS) <= set(PAIR)
    assert len(PAIRS) == len(PAIR) >= 10


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.name)
@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_holds_on_a_pair(claim, case, findings):
    if not claim.applies(case):
        pytest.skip("the pair does not meet the claim's hypotheses")
    found = list(claim.evidence(case))
    findings[claim] += found
    assert found
    assert [evidence for evidence in found if not evidence.holds] == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_applies_to_at_least_ten_pairs(claim):
    assert sum(claim.applies(case) for case in PAIRS) >= 10


FALSIFIERS = [(claim, case) for claim in CLAIMS.values() for case in claim.falsifiers]


@pytest.mark.parametrize(
    ("claim", "case"), FALSIFIERS, ids=[f"{claim.name}: {case.name}" for claim, case in FALSIFIERS]
)
def test_the_evidence_fails_where_a_hypothesis_does(claim, case):
    broken = [hypothesis.__name__ for hypothesis in claim.hypotheses if not hypothesis(case)]
    assert len(broken) == 1
    assert not all(evidence.holds for evidence in claim.evidence(case))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_hypothesis_that_can_break_has_a_falsifier(claim):
    broken = {h.__name__ for h in claim.hypotheses for case in claim.falsifiers if not h(case)}
    assert broken == {h.__name__ for h in claim.hypotheses}


USED = {
    "bayes": {"D_star", "V", "jsd", "tv"},
    "proposition_1": {"D_star", "V"},
    "criterion": {"C", "D_star", "V", "jsd", "kl"},
    "theorem_1": {"C", "jsd", "tv"},
    "convexity": {"C", "D_star", "U", "V", "grad_C", "hess_C"},
    "subgradient": {"C", "D_star", "V", "grad_C"},
    "proposition_2": {"C", "grad_C"},
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_names_the_formulas_it_used(name):
    assert set(CLAIMS[name].check([PAIR["shifted"]]).used) == USED[name]


def _le_cam(p, q):
    return ((p - q) ** 2 / np.maximum(p + q, 5e-324)).sum(axis=-1)


# Each wrong formula, the field of Formulas it replaces, and the claims that must refute it.
WRONG = {
    "D* with p_data and p_g swapped": (
        "D_star",
        lambda p, q: PAPER.D_star(q, p),
        {"bayes", "proposition_1", "criterion"},
    ),
    "D* = p_data/p_g clipped to 1": (
        "D_star",
        lambda p, q: np.minimum(np.divide(p, q, out=np.ones_like(p + q), where=q > 0), 1),
        {"bayes", "proposition_1", "criterion"},
    ),
    "JSD in bits": ("jsd", lambda p, q: PAPER.jsd(p, q) / np.log(2), {"bayes", "criterion", "theorem_1"}),
    "the square root of the JSD": ("jsd", lambda p, q: np.sqrt(PAPER.jsd(p, q)), {"bayes", "criterion", "theorem_1"}),
    "a JSD without its ½": ("jsd", lambda p, q: 2 * PAPER.jsd(p, q), {"bayes", "criterion", "theorem_1"}),
    "C with KL(p‖q) in place of the JSD": (
        "C",
        lambda p, q: -np.log(4) + 2 * PAPER.kl(p, q),
        {"criterion", "theorem_1"},
    ),
    "C without the log 4": ("C", lambda p, q: PAPER.C(p, q) + np.log(4), {"criterion", "theorem_1"}),
    "half the total variation": ("tv", lambda p, q: PAPER.tv(p, q) / 2, {"bayes", "theorem_1"}),
    "a gradient log D*": ("grad_C", lambda p, q: PAPER.grad_C(q, p), {"subgradient", "convexity", "proposition_2"}),
    "twice the gradient": ("grad_C", lambda p, q: 2 * PAPER.grad_C(p, q), {"subgradient", "convexity"}),
    "the gradient plus a constant": ("grad_C", lambda p, q: PAPER.grad_C(p, q) + 1, {"subgradient"}),
    "a second derivative 1/(p + q)": ("hess_C", lambda p, q: 1 / np.maximum(p + q, 5e-324), {"convexity"}),
    "V with the real term weighted by 0.95": (
        "V",
        lambda D, p, q: PAPER.V(D, p, q) - 0.05 * PAPER.V(D, p, 0 * q),
        {"bayes", "proposition_1", "criterion", "convexity"},
    ),
    "V as a mean over cells": (
        "V",
        lambda D, p, q: PAPER.V(D, p, q) / np.shape(p)[-1],
        {"bayes", "proposition_1", "criterion", "convexity"},
    ),
    "U with D in place of 1 − D": ("U", lambda q, D, p: PAPER.V(D, p + q, 0 * q), {"convexity"}),
    "KL reversed": ("kl", lambda p, q: PAPER.kl(q, p), {"criterion"}),
    "a KL that skips cells where q is 0": ("kl", lambda p, q: PAPER.kl(np.where(q > 0, p, 0), q), {"criterion"}),
    "a KL of at most log 2": ("kl", lambda p, q: np.minimum(PAPER.kl(p, q), np.log(2)), {"criterion"}),
    "χ²/4 in place of a small JSD": (
        "jsd",
        lambda p, q: np.where(PAPER.tv(p, q) < 0.2, _le_cam(p, q) / 4, PAPER.jsd(p, q)),
        {"bayes", "criterion", "theorem_1"},
    ),
    "no JSD below 1e-4": (
        "jsd",
        lambda p, q: np.where(PAPER.jsd(p, q) < 1e-4, 0, PAPER.jsd(p, q)),
        {"bayes", "criterion", "theorem_1"},
    ),
    "a JSD summed over all laws at once": ("jsd", lambda p, q: PAPER.jsd(p, q).sum(), {"theorem_1"}),
    "a TV summed over all laws at once": ("tv", lambda p, q: PAPER.tv(p, q).sum(), {"theorem_1"}),
    "a KL summed over all laws at once": ("kl", lambda p, q: PAPER.kl(p, q).sum(), {"criterion"}),
    "D* of ½ where there is little mass": (
        "D_star",
        lambda p, q: np.where(p + q < 1e-20, 0.5, PAPER.D_star(p, q)),
        {"bayes", "proposition_1"},
    ),
    "a JSD of at most 0.69": (
        "jsd",
        lambda p, q: np.minimum(PAPER.jsd(p, q), 0.69),
        {"bayes", "criterion", "theorem_1"},
    ),
    "no second derivative where p_g is small": (
        "hess_C",
        lambda p, q: np.where(q < p / 1000, 0.0, PAPER.hess_C(p, q)),
        {"convexity"},
    ),
}


@pytest.mark.parametrize(
    ("name", "claim"), [(name, claim) for name, (*_, claims) in WRONG.items() for claim in sorted(claims)]
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_wrong_formula_is_refuted(name, claim):
    field, formula, _ = WRONG[name]
    verdict = CLAIMS[claim].check(PAIRS, replace(PAPER, **{field: formula}))
    assert not verdict.holds
    assert field in verdict.used


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_formula_that_gives_nan_never_holds():
    nothing = replace(PAPER, C=lambda p, q: PAPER.C(p, q) * np.nan)
    for name, used in USED.items():
        assert CLAIMS[name].check(PAIRS, nothing).holds == ("C" not in used)


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
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_another_right_form_is_not_refuted(formulas, claim):
    assert claim.check(PAIRS, formulas).failures == []


def test_a_formula_that_raises_fails_and_is_named():
    verdict = CLAIMS["criterion"].check(PAIRS, replace(PAPER, kl=lambda p, q: p[7, 7]))
    assert not verdict.holds
    assert all("kl, or what it returned, raised IndexError" in found.what for _, found in verdict.failures)


def test_a_fault_of_ours_is_no_fault_of_a_formula():
    claim = replace(CLAIMS["criterion"], grades={"numeric": lambda formulas, case: [1 / 0]})
    with pytest.raises(ZeroDivisionError):
        claim.check(PAIRS)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-3, 0.01, 0.1, 1.0, 10.0]))
def test_no_false_alarm_on_random_pairs(seed, sharpness):
    rng = np.random.default_rng(seed)
    p, q = (rng.gamma(sharpness, size=(2, 12)) + 1e-300) * (rng.random((2, 12)) < 0.8) + [[1e-9], [1e-9]]
    case = Case("random", p / p.sum(), q / q.sum())
    for name in set(CLAIMS) - {"proposition_2"}:
        assert [evidence for evidence in CLAIMS[name].evidence(case) if not evidence.holds] == []


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
    claim = Claim("none", "", "", "", (lambda case: False,), {"numeric": lambda formulas, case: []}, ())
    assert not claim.check(PAIRS).holds
