"""The table of verdicts, with a hint below each kind of failure."""

from dataclasses import replace

import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, table
from gan_theory.verification.report import format_table

NO_CONSTANT = replace(PAPER, C=lambda p, q: 2 * PAPER.jsd(p, q))


def test_a_hint_stands_once_below_the_failures_that_it_explains():
    verdict = CLAIMS["criterion"].check(PAIRS, NO_CONSTANT)
    lines = table([verdict], ["C"]).splitlines()
    assert lines[0] == "yours: C; the paper's: V, D_star, kl, jsd, tv, U, grad_C, hess_C"
    hint = "        your C is log 4 above what it must be: −log 4 is missing"
    assert lines.count(hint) == 1
    first = lines.index(hint)
    assert lines[first - 2].startswith("    FAILS on 16 of 16 cases")
    assert sum(line.startswith("    FAILS") for line in lines) == 4


def test_a_hint_needs_no_list_of_names():
    verdict = CLAIMS["criterion"].check(PAIRS["near"], NO_CONSTANT)
    assert "        your C is log 4 above" in table([verdict])


def test_without_failures_it_is_the_report():
    verdicts = [CLAIMS["bayes"].check(PAIRS["near"])]
    assert table(verdicts) == format_table(verdicts)


def test_failures_of_one_kind_are_told_once_with_the_number_of_cases():
    raising = replace(PAPER, tv=lambda p, q: p.reshape(7, 7))
    text = table([CLAIMS["theorem_1"].check(PAIRS, raising)], ["tv"])
    assert text.count("FAILS on 16 of 16 cases, worst on ") == 1
    assert text.count("tv raised ValueError") == 1


def test_one_verdict_and_any_iterable_of_verdicts_are_taken():
    verdict = CLAIMS["bayes"].check(PAIRS["near"])
    assert table(verdict) == table((verdict,)) == table(each for each in [verdict]) == table([verdict])


@pytest.mark.parametrize("nothing", [None, "bayes", CLAIMS["bayes"], [None], {"bayes": 1}])
def test_anything_else_than_verdicts_is_an_error(nothing):
    with pytest.raises(ValueError, match=r"expected verdicts, as Claim\.check returns them; got "):
        table(nothing)
