"""The cases of Proposition 2: step sizes of the exponentiated gradient, and what breaks each of its hypotheses."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.verification.cases.pairs import PAIRS, Case, FixedDCase

FEWEST_STEPS, MOST_STEPS = 12, 400
"""How many steps a path has."""


@dataclass(frozen=True, eq=False, repr=False)
class StepCase(FixedDCase):
    """A case with step sizes eta · ratio^j / (j + 1)^power of the exponentiated gradient, for j = 0, 1 and so on.

    Parameters
    ----------
    eta, ratio, power : float
        By default each step size is 1.
    cells_of_D : int
        If above 1, D is constant on each block of that many cells.
    until : float
        Steps are taken until their sizes add up to this.
    """

    eta: float = 1.0
    ratio: float = 1.0
    power: float = 0.0
    cells_of_D: int = 1
    until: float = 8.0

    def step_sizes(self) -> Array:
        """Return the first step sizes, shape (k,), from 12 to 400 of them."""
        j = np.arange(MOST_STEPS)
        etas = self.eta * self.ratio**j / (j + 1.0) ** self.power
        needed = 1 + np.searchsorted(np.cumsum(etas), self.until)
        return etas[: max(FEWEST_STEPS, needed)]


def p_g_is_unconfined(case: StepCase) -> bool:
    """G has enough capacity: p_g may be any distribution, and has mass, however little, wherever p_data has."""
    return bool(np.isfinite(case.log_masses_of_p_g()[case.masses()[0] > 0]).all())


def D_is_unconfined(case: StepCase) -> bool:
    """D has enough capacity: it may take any value in each cell."""
    return case.cells_of_D == 1


def steps_are_at_most_1(case: StepCase) -> bool:
    """Each step size is in (0, 1]."""
    return 0 < case.eta <= 1 and 0 < case.ratio <= 1 and case.power >= 0


def steps_add_up_to_infinity(case: StepCase) -> bool:
    """Σ η_j = ∞: p_g is moved enough, whatever C does."""
    return case.ratio >= 1 and case.power <= 1


SHIFTED = StepCase.of(PAIRS["shifted"])
P_DATA, P_G = SHIFTED.masses()
RIGHT = SHIFTED.x() > 0
TWO_CELLS = StepCase("two cells", np.array([0.5, 0.5]), np.array([0.1, 0.9]))
ONLY_ON_THE_RIGHT = np.where(RIGHT, SHIFTED.log_masses_of_p_g(), -np.inf)


def _steps(pair: str, eta: float, power: float = 0.0) -> StepCase:
    """Return a pair, or the two cells, with other step sizes."""
    case = StepCase.of(PAIRS[pair]) if pair in PAIRS else TWO_CELLS
    name = f"{pair}, η_j = {eta:g}" + (f"/(j + 1)^{power:g}" if power else "")
    return replace(case, name=name, eta=eta, power=power)


CASES: tuple[Case, ...] = (
    *PAIRS.values(),
    *(_steps("two cells", eta) for eta in (0.02, 0.1, 1)),
    replace(_steps("two cells", 0.5), name="two cells, η_j = 0.5, to rest", until=64.0),
    _steps("two cells", 1, power=0.75),
    _steps("shifted", 0.3),
    _steps("narrow-against-wide", 1, power=0.5),
    _steps("underflowing", 0.5),
    _steps("far-apart", 0.3),
    _steps("one-sided", 0.5),
)
FALSIFIERS = (
    replace(SHIFTED, name="masses of p_data sum to 1.1", p_data=1.1 * P_DATA),
    replace(SHIFTED, name="D is not updated", D=P_DATA / (P_DATA + P_G)),
    replace(SHIFTED, name="D is constant on blocks of 64 cells", cells_of_D=64),
    replace(SHIFTED, name="p_g is confined to x > 0", log_p_g=ONLY_ON_THE_RIGHT),
    replace(SHIFTED, name="the steps 2^−(j+2) add up to ½", eta=0.25, ratio=0.5),
    replace(SHIFTED, name="the steps η = 3.5 are too large", eta=3.5),
    replace(TWO_CELLS, name="the steps η = 3.5 are too large on two cells", eta=3.5),
    replace(StepCase.of(PAIRS["far-apart"]), name="the steps η = 2.5 are too large from afar", eta=2.5),
    replace(StepCase.of(PAIRS["underflowing"]), name="the steps η = 2 are too large where p_g underflows", eta=2.0),
)
