"""PAIRS_ON_LINE: further pairs of distributions that are no Gaussian mixtures, for claims that are certified."""

from __future__ import annotations

from gan_theory.densities.grid import grid
from gan_theory.verification.cases.named_distributions import NamedDistribution
from gan_theory.verification.cases.pairs import Case, pair_on_line

NORMAL = NamedDistribution("normal", (0, 1))

PAIRS_ON_LINE: dict[str, Case] = {
    case.name: case
    for case in (
        pair_on_line(
            "exponentials",
            NamedDistribution("exponential", (1,)),
            NamedDistribution("exponential", (2,)),
            grid(-2, 22, 384),
        ),
        pair_on_line("laplace-against-normal", NamedDistribution("laplace", (0.5, 0.75)), NORMAL, grid(-16, 16)),
        pair_on_line("uniform-against-normal", NamedDistribution("uniform", (-1, 2)), NORMAL, grid(-8, 8, 256)),
        pair_on_line(
            "cauchy-shifted",
            NamedDistribution("cauchy", (0, 2)),
            NamedDistribution("cauchy", (1, 2)),
            grid(-64, 64, 128),
        ),
    )
}
"""The pairs, by name. Breaks of the densities lie on edges of cells."""
