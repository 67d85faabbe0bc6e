"""Claims hold on every case, and fail where a hypothesis does; wrong formulas are refuted, right ones are not."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case
from gan_theory.claims.practice.helvetica import freeze_D
from gan_theory.verification.user_formulas import FORMULA_NAMES
from tests.support.claim_groups import ABOUT_PAIRS
from tests.support.wrong_formulas import WRONG_FORMULAS

JUDGED = [(claim, case) for claim in CLAIMS.values() for case in claim.cases]


@pytest.mark.parametrize(("claim", "case"), JUDGED, ids=[f"{claim.name}-{case.name}" for claim, case in JUDGED])
def test_a_claim_holds_on_a_case(claim, case, findings):
    if not claim.applies(case):
        pytest.skip("the case does not meet the claim's hypotheses")
    found = list(claim.evidence(case))
    findings(claim, found)
    assert found
    assert [evidence for evidence in found if not evidence.holds] == []


# How many of its own cases each claim is judged on: a wrong library must not shrink them in silence.
APPLY = {
    "value_function": 16,
    "lotus": 10,
    "bayes": 16,
    "proposition_1": 16,
    "criterion": 20,
    "theorem_1": 20,
    "saddle_point": 16,
    "convexity": 16,
    "subgradient": 16,
    "proposition_2": 24,
    "algorithm_1": 16,
    "two_losses": 16,
    "helvetica": 11,
    "figure_1": 16,
    "parzen": 11,
    "sharpness": 8,
    "likelihood": 11,
    "bound": 16,
    "chain_rule": 12,
    "elbo": 11,
    "adversaries": 16,
    "any_generator": 13,
    "scoring_rules": 16,
    "f_divergences": 16,
    "disjoint_supports": 12,
    "frozen_gradients": 9,
    "dirac_gan": 13,
    "wasserstein": 13,
    "relativistic_gan": 10,
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_applies_to_at_least_eight_cases(claim):
    assert sum(claim.applies(case) for case in claim.cases) == APPLY[claim.name] >= 8
    assert len({case.name for case in claim.cases}) == len(claim.cases)


def test_sixteen_claims_are_about_pairs():
    assert len(ABOUT_PAIRS) == 16


@pytest.mark.parametrize("claim", ABOUT_PAIRS, ids=str)
def test_a_claim_about_pairs_applies_to_at_least_ten(claim):
    assert sum(claim.applies(case) for case in PAIRS.values()) >= 10


ROWS = {"A3b", *(f"A{i}" for i in range(1, 16)), *(f"B{i}" for i in range(1, 9)), *(f"C{i}" for i in range(1, 6))}


def test_each_row_of_the_paper_has_one_claim():
    assert {claim.claim_id for claim in CLAIMS.values()} == ROWS
    assert len(CLAIMS) == len(ROWS)


FALSIFIERS = [(claim, case) for claim in CLAIMS.values() for case in claim.falsifiers]


@pytest.mark.parametrize(
    ("claim", "case"), FALSIFIERS, ids=[f"{claim.name}: {case.name}" for claim, case in FALSIFIERS]
)
def test_the_evidence_fails_where_a_hypothesis_does(claim, case):
    broken = [hypothesis.__name__ for hypothesis in claim.hypotheses if not hypothesis(claim.adapt(case))]
    assert len(broken) == 1
    assert not all(evidence.holds for evidence in claim.evidence(case))


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_every_hypothesis_has_a_falsifier(claim):
    broken = {h.__name__ for h in claim.hypotheses for case in claim.falsifiers if not h(claim.adapt(case))}
    assert broken == {h.__name__ for h in claim.hypotheses} != set()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_evaluates_the_formulas_that_it_names(name):
    claim = CLAIMS[name]
    assert sorted(claim.formulas) == list(claim.check().used)


@pytest.mark.parametrize("name", WRONG_FORMULAS)
def test_a_wrong_formula_is_refuted_by_its_claim_on_its_case(name):
    wrong = WRONG_FORMULAS[name]
    verdict = CLAIMS[wrong.claim].check([PAIRS[wrong.case]], replace(PAPER, **wrong.fields))
    assert not verdict.holds
    assert set(wrong.fields) & set(verdict.used)


def test_every_formula_is_wrong_in_at_least_three_ways():
    times = Counter(name for wrong in WRONG_FORMULAS.values() for name in wrong.fields)
    assert len(WRONG_FORMULAS) >= 40
    assert {name: times[name] >= 3 for name in FORMULA_NAMES} == dict.fromkeys(FORMULA_NAMES, True)


def test_a_formula_that_gives_nan_never_holds():
    nothing = replace(PAPER, C=lambda p, q: PAPER.C(p, q) * np.nan)
    for claim in CLAIMS.values():
        assert claim.check(formulas=nothing).holds == ("C" not in claim.formulas)


ENTROPY_FORM = replace(PAPER, jsd=lambda p, q: _entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2)


def _entropy(p):
    return -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)


def _naive_gradient(p, q):
    with np.errstate(divide="ignore"):
        return np.log(1 - np.divide(p, p + q, out=np.zeros(np.shape(p + q)), where=p + q > 0))


# Right formulas as a student would write them, with fewer right digits than the package's.
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


@pytest.mark.parametrize("form", RIGHT)
def test_another_form_of_a_right_formula_is_not_refuted(form):
    formulas = RIGHT[form]
    (other,) = (name for name in FORMULA_NAMES if getattr(formulas, name) is not getattr(PAPER, name))
    claims = [claim for claim in CLAIMS.values() if other in claim.formulas]
    assert claims
    assert [claim.check(formulas=formulas).failures for claim in claims] == [[] for _ in claims]


WILD = {"huge": 1e308, "infinite": np.inf, "nothing": 0.0}


def wild_formulas():
    """Each formula with each wild value; `make test` tries it with one of them, `make faults` with all."""
    for number, name in enumerate(FORMULA_NAMES):
        for i, (kind, value) in enumerate(WILD.items()):
            marks = [pytest.mark.apart] if i != number % len(WILD) else []
            yield pytest.param(name, value, marks=marks, id=f"{name}-{kind}")


@pytest.mark.parametrize(("name", "value"), [*wild_formulas()])
def test_wild_values_are_refuted_and_never_end_in_a_traceback(name, value):
    paper = getattr(PAPER, name)
    formulas = replace(PAPER, **{name: lambda *arrays: np.full_like(paper(*arrays), value)})
    verdicts = [claim.check(formulas=formulas) for claim in CLAIMS.values() if name in claim.formulas]
    assert not all(verdict.holds for verdict in verdicts)


def random_pair(rng):
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
def test_no_false_alarm_on_500_random_pairs(seed):
    rng = np.random.default_rng(seed)
    cases = [Case(f"pair {i} of seed {seed}", *random_pair(rng)) for i in range(500)]
    for claim in ABOUT_PAIRS:
        assert claim.check(cases).failures == []
    assert CLAIMS["helvetica"].check([freeze_D(case) for case in cases[:100]]).failures == []
