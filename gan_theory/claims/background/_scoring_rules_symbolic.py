"""Symbolic evidence of B7: the best answer at one x to each payoff, what other answers lose, and the values."""

from __future__ import annotations

from collections.abc import Iterator

from gan_theory.game.scoring_rules import SCORING_RULES
from gan_theory.verification.evidence import Evidence


def symbolic() -> Iterator[Evidence]:
    """Find the best answer at one x to each payoff, what other answers lose, and the value; for all p_data and p_g."""
    from gan_theory.claims._shared import _symbolic_payoffs as payoffs
    from gan_theory.claims._shared.symbolic import C, D_star, V, is_formula, jsd, log_4, p, q, vanishes, y

    for name in SCORING_RULES:
        yield payoffs.is_payoff(name, getattr(payoffs, f"{name}_payoff"))
    yield is_formula("D_star", D_star(p, q), p, q)
    log_sum = payoffs.expected_payoff(payoffs.log_payoff, y, p, q)
    yield vanishes("p log y + q log(1 − y) is V, at each x", V(y, p, q) - log_sum)
    yield vanishes("its value is C, at each x", C(p, q) - log_sum.subs(y, D_star(p, q)))
    yield vanishes("and −log 4 + 2·JSD, at each x", C(p, q) + log_4(p, q) - 2 * jsd(p, q))
    yield from _proper_payoffs()
    yield from _other_payoffs()


def _proper_payoffs() -> Iterator[Evidence]:
    from sympy import diff, log, solve

    from gan_theory.claims._shared import _symbolic_payoffs as payoffs
    from gan_theory.claims._shared.symbolic import D_star, is_positive, is_so, p, q, r, vanishes, y

    for name, S in (("log", payoffs.log_payoff), ("quadratic", payoffs.quadratic_payoff)):
        paid = payoffs.expected_payoff(S, y, p, q)
        found = solve(diff(paid, y), y)
        yield is_so(f"by the {name} payoff one answer y in (0, 1) is stationary", len(found) == 1)
        yield vanishes("it is p/(p + q)", *(each - D_star(p, q) for each in found))
        yield is_positive(
            "and the best: the expected payoff is strictly concave", -diff(paid, y, 2).subs(y, r / (1 + r))
        )
        slope = diff(S(y), y)
        yield vanishes("y S′(y) = (1 − y) S′(1 − y)", y * slope - (1 - y) * slope.subs(y, 1 - y))
    D = D_star(p, q)
    value = payoffs.expected_payoff(payoffs.quadratic_payoff, D, p, q)
    yield vanishes("the value by the quadratic payoff is −p q/(p + q) at each x", value + p * q / (p + q))
    yield vanishes("or (p − q)²/(4(p + q)) − (p + q)/4", value - (p - q) ** 2 / (4 * (p + q)) + (p + q) / 4)
    lost = value - payoffs.expected_payoff(payoffs.quadratic_payoff, y, p, q)
    yield vanishes("an answer y loses (p + q)(D* − y)²", lost - (p + q) * (D - y) ** 2)
    lost = payoffs.expected_payoff(payoffs.log_payoff, D, p, q) - payoffs.expected_payoff(payoffs.log_payoff, y, p, q)
    kl = D * (log(D) - log(y)) + (1 - D) * (log(1 - D) - log(1 - y))
    yield vanishes("and by the log payoff (p + q) KL(D*‖y)", (lost - (p + q) * kl).expand())


def _other_payoffs() -> Iterator[Evidence]:
    from sympy import Abs, Max, diff, sqrt

    from gan_theory.claims._shared import _symbolic_payoffs as payoffs
    from gan_theory.claims._shared.symbolic import D_star, is_positive, p, q, r, vanishes, y

    paid = payoffs.expected_payoff(payoffs.linear_payoff, y, p, q)
    yield vanishes("the linear payoff rises in y with the slope p − q: the best y is 1 or 0", diff(paid, y) - p + q)
    what = "it is 1 for p = (1 + r) q, whatever r is: D does not say how much larger p is"
    yield is_positive(what, diff(paid, y).subs(p, (1 + r) * q))
    yield is_positive("and 0 for q = (1 + r) p", -diff(paid, y).subs(q, (1 + r) * p))
    ends = paid.subs(y, 1), paid.subs(y, 0)
    larger = Max(*ends).rewrite(Abs)
    yield vanishes("its value is (p + q)/2 + |p − q|/2 at each x", larger - (p + q) / 2 - Abs(p - q) / 2)
    of_root = payoffs.expected_payoff(sqrt, y, p, q)
    inside = {y: r / (1 + r)}
    yield is_positive("S(y) = √y is strictly concave", -diff(of_root, y, 2).subs(inside))
    best = p**2 / (p**2 + q**2)
    yield vanishes("its best answer is p²/(p² + q²)", diff(of_root, y).subs(y, best))
    miss = p * q * (p - q) / ((p + q) * (p**2 + q**2))
    yield vanishes("it misses p/(p + q) by p q (p − q)/((p + q)(p² + q²)), unless p = q", best - D_star(p, q) - miss)
