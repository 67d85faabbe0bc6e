"""Template of a claim: if p_g = p_data, then V(D) = V(1 − D).

Copy this file to `claims/<group>/<name>.py`, replace everything in it, and add the module to the list in
`claims/__init__.py`; CONTRIBUTING.md has all the steps. The statement here is small and true, so that the template
runs; it is not one of `CLAIMS`.

A claim is a module of four parts: a case class, if the statement is about more than p_data and p_g; the hypotheses; a
function for each grade of evidence; and `CLAIM`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from gan_theory.claims._shared.per_cell import per_cell
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation


# 1. The case class. Leave it out if p_data and p_g are enough: then `case_type` is left out below, and `cases` can be
#    `tuple(PAIRS.values())`. New fields need defaults, so that any `Case` can be taken as one of this class.
@dataclass(frozen=True, eq=False, repr=False)
class LogisticCase(Case):
    """A case with a logistic discriminator.

    Parameters
    ----------
    slope : float
        The slope of the logit of D in x.
    """

    slope: float = 1.0


# 2. The hypotheses: predicates of a case. The claim is judged on the cases that meet all of them. The docstring is a
#    sentence that says what is assumed; the pages of the documentation show it.
def p_g_is_p_data(case: LogisticCase) -> bool:
    """p_data and p_g are equal."""
    return np.array_equal(*case.masses())


# 3. The evidence, a function for each grade. Each yields checks: `equation` (two named sides), `equal`, `at_most`.
def numeric(formulas: Formulas, case: LogisticCase) -> Iterator[Evidence]:
    """Compare V by the formula under test with sums of log(1 − D) and log D, D and 1 − D being swapped."""
    p, q = case.masses()
    D = expit(case.slope * case.x())
    # Call `formulas.V`, never the package's own V: then wrong formulas, and those of students, can be judged. Compute
    # the other side without it: a check whose sides come from the same code cannot fail.
    swapped = p * np.log1p(-D) + q * np.log(D)
    yield equation(
        "V(D)",
        "V(1 − D)",
        formulas.V(D, p, q),
        swapped.sum(),
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D, p, q), swapped),  # to report the cell where the sides differ most
        formula="V",  # the left side is the value of V, which a hint may then call "your V(D)"
    )


def symbolic() -> Iterator[Evidence]:
    """Simplify the difference at one x, for every value of D, p_data and p_g there."""
    from gan_theory.claims._shared.symbolic import V, p, vanishes, y  # SymPy takes a second to load: import it here

    yield vanishes("V(D) = V(1 − D) where p_g = p_data, at each x", V(y, p, p) - V(1 - y, p, p))


# 4. The claim, with at least eight cases. Each falsifier breaks one hypothesis, and is named for what it breaks; the
#    numeric evidence must fail on it. Each hypothesis needs a falsifier.
SLOPES = (-2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 2.0)
EQUAL, SHIFTED = LogisticCase.of(PAIRS["equal"]), LogisticCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="template",  # the name of the module
    claim_id="A0",  # the next free number of its letter
    where="§3, eq. 1",
    statement="If p_g = p_data, then V(D) = V(1 − D).",
    figure="01_the_game_and_its_value.png",  # it starts with the number of the lesson that draws it
    hypotheses=(p_g_is_p_data,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic},
    formulas=("V",),  # those that `numeric` evaluates
    falsifiers=(replace(SHIFTED, name="p_g is shifted"),),
    cases=tuple(replace(EQUAL, name=f"slope {slope:g}", slope=slope) for slope in SLOPES),
    case_type=LogisticCase,
)
