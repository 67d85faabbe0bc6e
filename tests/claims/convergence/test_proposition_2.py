"""Numbers of Proposition 2: the rate, where steps stall, and what steps that are too large do."""

from dataclasses import replace

import numpy as np
import pytest

from gan_theory import CLAIMS, PAIRS, PAPER, Case
from gan_theory.claims._shared.descent import iterates, path
from gan_theory.claims.convergence._step_cases import StepCase
from tests.claims.test_claims import random_pair

CLAIM = CLAIMS["proposition_2"]
COVERED = [case for case in PAIRS.values() if CLAIM.applies(case)]
LOG_4 = np.log(4)


def gaps(case: Case, eta, steps):
    """C + log 4 along a path from the case's p_g."""
    return path(PAPER, case.masses()[0], case.log_masses_of_p_g(), eta, steps=steps)[0] + LOG_4


def test_on_fourteen_pairs_the_gap_is_at_most_0_266_of_what_the_rate_promises():
    assert len(COVERED) == 14
    ratios = []
    for case in COVERED:
        p, log_q = case.masses()[0], case.log_masses_of_p_g()
        kl = (p[p > 0] * (np.log(p[p > 0]) - log_q[p > 0])).sum()
        for eta, steps in ((0.01, 200), (0.1, 60), (0.3, 40), (0.5, 20), (1.0, 12)):
            above = gaps(case, eta, steps)
            assert np.diff(above).max() < 1e-14
            ratios.append(max(above[1:] * eta * np.arange(1, steps + 1)) / kl if case.name != "equal" else 0.0)
    assert max(ratios) == pytest.approx(0.2656, abs=1e-4)


@pytest.mark.parametrize("eta", [0.01, 0.1, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("name", ["shifted", "underflowing", "one-sided", "spike"])
def test_the_claim_holds_for_each_constant_step_of_at_most_1(name, eta):
    assert CLAIM.check(replace(StepCase.of(PAIRS[name]), eta=eta)).holds


@pytest.mark.parametrize("seed", range(3))
def test_no_false_alarm_on_random_pairs_and_step_sizes(seed):
    rng = np.random.default_rng(seed)
    sizes = {"eta": 10 ** rng.uniform(-2, 0, 100), "power": rng.choice([0, 0.5, 1], 100)}
    cases = [
        replace(StepCase(f"pair {i}", *random_pair(rng)), eta=eta, power=power)
        for i, (eta, power) in enumerate(zip(*sizes.values()))
    ]
    verdict = CLAIM.check(cases)
    assert verdict.failures == []
    assert len(verdict.cases) > 35


def test_steps_that_add_up_to_half_stop_at_0_143():
    etas = 2.0 ** -(np.arange(60) + 2)
    above = gaps(PAIRS["shifted"], etas, 60)
    assert np.diff(above[:20]).max() < 0
    assert above[-1] == pytest.approx(0.14305, abs=1e-5)
    assert above[30] - above[-1] < 1e-9


def test_steps_above_1_may_raise_C_on_the_way():
    for eta in (1.9, 2.0):
        above = gaps(PAIRS["underflowing"], eta, 400)
        assert np.diff(above).max() == pytest.approx(1.35, abs=0.005)
        assert above[-1] < 0.02
    assert above[150] == pytest.approx(0.0696, abs=1e-4)
    assert gaps(PAIRS["underflowing"], 1.9, 150)[-1] < 1e-12


def test_a_step_of_2_and_a_half_does_not_converge_from_afar():
    assert gaps(PAIRS["far-apart"], 2.5, 300)[-1] > 1.3
    near = Case("near p_data", np.array([0.5, 0.5]), np.array([0.49, 0.51]))
    assert gaps(near, 3.5, 150)[-1] < 1e-12
    assert gaps(near, 4.5, 150)[-1] > 0.1


def test_with_a_step_of_3_and_a_half_two_cells_end_at_0_4315_in_60_digits():
    from mpmath import mp, mpf

    with mp.workdps(60):
        p, q = [mpf(1) / 2] * 2, [mpf(1) / 10, mpf(9) / 10]
        for _ in range(60):
            moved = [b * ((a + b) / b) ** mpf("3.5") for a, b in zip(p, q)]
            q = [each / sum(moved) for each in moved]
        terms = [a * mp.log(a / (a + b)) + b * mp.log(b / (a + b)) for a, b in zip(p, q)]
        exact = float(sum(terms) + mp.log(4))
    assert exact == pytest.approx(0.43152, abs=1e-5)
    two_cells = Case("two cells", np.array([0.5, 0.5]), np.array([0.1, 0.9]))
    assert gaps(two_cells, 3.5, 60)[-1] == pytest.approx(exact)


def test_p_g_stalls_on_a_common_support_just_if_the_steps_have_a_finite_sum():
    p, log_q = np.array([0.2, 0.8]), np.log([0.7, 0.3])
    finite, infinite = 0.5 / np.arange(1, 3001) ** 2, 0.5 / np.arange(1, 3001)
    spreads = [
        np.ptp(iterates(PAPER, p, log_q, etas)[[0, 1500, 3000]] - np.log(p), axis=-1) for etas in (finite, infinite)
    ]
    assert spreads[0][2] > spreads[0][0] * np.prod(1 - finite)
    assert spreads[0][2] / spreads[0][1] > 0.999
    assert spreads[1][2] / spreads[1][1] < 0.9
    assert spreads[1][2] < 0.2 * spreads[1][0]
