"""What the playground's page needs from the package, as JSON: pairs, targets, the recipe, presets and links."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from itertools import groupby, product
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims import CLAIMS
from gan_theory.datasets.targets import TARGETS, Target, as_target
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import cell_edges, grid
from gan_theory.densities.noise import NOISES
from gan_theory.experiments.named_recipe import NamedRecipe
from gan_theory.experiments.named_recipes import RECIPES
from gan_theory.playground.wide_targets import WIDE_GRIDS, wide_target
from gan_theory.plotting import figure_1_geometry as geometry
from gan_theory.plotting import style
from gan_theory.training.losses import G_LOSSES
from gan_theory.training.recipe import COUNTS, RANGES, Recipe
from gan_theory.verification.cases.named_distributions import NamedDistribution
from gan_theory.verification.cases.pairs import PAIRS, Case
from gan_theory.verification.claim import Claim

PRESETS = (
    *("saturating-early", "non-saturating-early", "k-1-slow-G", "k-5-slow-G", "k-5-fast-G", "helvetica", "in-turns"),
    *("twenty-points", "fresh-points", "narrow-beside-wide", "two-spikes"),
    *("disjoint-saturating", "disjoint-non-saturating"),
)
"""The named recipes that the page offers."""

REPOSITORY = "https://github.com/gan-theory/gan-theory/blob/main"
LESSONS = {
    1: ("01_the_game_and_its_value", "The game and its value"),
    2: ("02_the_optimal_discriminator", "The optimal discriminator"),
    3: ("03_the_global_optimum", "The global optimum"),
    4: ("04_convexity_and_convergence", "Convexity and convergence"),
    5: ("05_algorithm_1", "Algorithm 1"),
    6: ("06_figure_1", "Figure 1"),
    7: ("07_two_losses", "Two losses for G"),
    8: ("08_how_many_steps_for_D", "How many steps for D"),
    9: ("09_mode_collapse", "Mode collapse: the Helvetica scenario"),
    10: ("10_sharp_densities", "Sharp densities"),
    11: ("11_theory_and_practice", "Theory and practice"),
    12: ("12_likelihood", "Likelihood"),
    13: ("13_chain_rule", "Explicit densities: the chain rule"),
    14: ("14_latent_variables", "Explicit densities: latent variables"),
    15: ("15_parzen_windows", "Parzen windows"),
    16: ("16_your_own_data", "Your own data"),
    17: ("17_beyond_the_jsd", "Beyond the Jensen–Shannon divergence"),
}
"""The file and the title of each lesson, by its number."""


def page_data(*, on_site: bool = False) -> dict[str, Any]:
    """Collect what web/shell/page_data.js reads.

    Parameters
    ----------
    on_site : bool
        Whether links lead to the pages of the website that the page is part of, or to the files of the repository.

    Returns
    -------
    dict
        In the types of JSON. Arrays are written as `encoded` does, grids as `encoded_grid` does.
    """
    return {
        "colors": {name: getattr(style, name) for name in ("BLACK", "GREEN", "BLUE", "ORANGE", "PURPLE", "GREY")},
        "figure_1": {name: getattr(geometry, name) for name in ("X_AXIS", "Z_AXIS", "D_TOP")},
        "pairs": [_pair(case) for case in PAIRS.values()],
        "targets": [_target(target) for target in _targets()],
        "wide_targets": [_wide_target(name) for name in WIDE_GRIDS],
        "recipe": _recipe(),
        "presets": [_preset(RECIPES[name]) for name in PRESETS],
        "claims": {claim.claim_id: _claim_link(claim, on_site) for claim in CLAIMS.values()},
        "lessons": {number: _lesson_link(number, on_site) for number in LESSONS},
    }


def encoded(values: Array) -> str | list[list[float]]:
    """Encode an array of float64, exactly.

    Parameters
    ----------
    values : array, shape (n,)
        The array.

    Returns
    -------
    str or list
        Little-endian float64 in base64; or, if that is shorter, pairs of how often a value is repeated and the value.
    """
    runs = [[len(list(run)), value] for value, run in groupby(np.asarray(values, np.float64).tolist())]
    text = base64.b64encode(np.asarray(values, "<f8").tobytes()).decode("ascii")
    return runs if len(str(runs)) < len(text) else text


def encoded_grid(x: Array) -> list[float] | str | list[list[float]]:
    """Encode the cell centres of an even grid, exactly.

    Parameters
    ----------
    x : array, shape (n,)
        The cell centres.

    Returns
    -------
    list or str
        The arguments lo, hi, n of `grid`; if none give x to the last digit, what `encoded` returns.
    """
    ends = cell_edges(x)[[0, -1]]
    for below, above in sorted(product(range(-8, 9), repeat=2), key=lambda steps: sum(map(abs, steps))):
        lo, hi = ends + np.array([below, above]) * np.spacing(ends)
        if lo < hi and np.array_equal(grid(lo, hi, x.size), x):
            return [float(lo), float(hi), x.size]
    return encoded(x)


def _pair(case: Case) -> dict[str, Any]:
    densities = zip(("p_data", "p_g"), case.masses(), _mixtures(case))
    return {
        "name": case.name,
        "x": encoded_grid(case.x()),
        **{name: {"mixture": asdict(mixture)} if mixture else encoded(p) for name, p, mixture in densities},
    }


def _mixtures(case: Case) -> Sequence[GaussianMixture | None]:
    """Return p_data and p_g as Gaussian mixtures, None where one is another distribution."""
    if case.mixtures is not None:
        return case.mixtures
    return [_mixture(each) for each in case.on_line] if case.on_line else (None, None)


def _mixture(distribution: NamedDistribution) -> GaussianMixture | None:
    mean, std = (*distribution.parameters, 0.0)[:2]
    return GaussianMixture((float(mean),), (float(std),)) if distribution.family == "normal" else None


def _targets() -> Iterator[Target]:
    """Yield the named targets, and those of presets that have no name under the name of their preset."""
    for name in TARGETS:
        yield as_target(name)
    for name in PRESETS:
        if not isinstance(RECIPES[name].target, str):
            yield Target(name, as_target(RECIPES[name].target).p_data)


def _target(target: Target) -> dict[str, Any]:
    """Return the numbers of a target; in place of its masses its parameters if it is a Gaussian mixture."""
    source: Any = TARGETS[target.name]() if target.name in TARGETS else RECIPES[target.name].target
    p_data: Density = target.p_data
    return {
        "name": target.name,
        "named": target.name in TARGETS,
        "x": encoded_grid(p_data.x),
        "p_data": _masses(source, p_data),
        "centre": target.centre,
        "scale": target.scale,
        "samples": None if target.samples is None else encoded(target.samples),
    }


def _masses(source: Any, p_data: Density) -> Any:
    return {"mixture": asdict(source)} if isinstance(source, GaussianMixture) else encoded(p_data.p)


def _wide_target(name: str) -> dict[str, Any]:
    label, lo, hi = WIDE_GRIDS[name]
    p_data = wide_target(name)
    return {"name": name, "label": label, "x": [lo, hi, p_data.n], "p_data": _masses(TARGETS[name](), p_data)}


def _recipe() -> dict[str, Any]:
    """Return the defaults of Recipe, and what its fields may be. None stands for no upper limit."""
    return {
        "defaults": {field.name: field.default for field in fields(Recipe)},
        "counts": COUNTS,
        "ranges": {
            name: [interval.low, interval.high if np.isfinite(interval.high) else None, interval.brackets]
            for name, interval in RANGES.items()
        },
        "noises": list(NOISES),
        "losses": {name: loss.formula for name, loss in G_LOSSES.items()},
    }


def _preset(named: NamedRecipe) -> dict[str, Any]:
    """Return a named recipe with the fields in which it differs from Recipe()."""
    changes = {field.name: getattr(named.recipe, field.name) for field in fields(Recipe)}
    return {
        "name": named.name,
        "claim": named.claim_id,
        "target": named.target if isinstance(named.target, str) else named.name,
        "recipe": {name: value for name, value in changes.items() if value != getattr(Recipe(), name)},
    }


def _claim_link(claim: Claim, on_site: bool) -> dict[str, Any]:
    return {
        "name": claim.name,
        "statement": claim.statement,
        "lesson": int(claim.figure[:2]),
        "href": f"claim_pages/{claim.name}.html" if on_site else f"{REPOSITORY}/docs/claims.md",
    }


def _lesson_link(number: int, on_site: bool) -> dict[str, Any]:
    stem, title = LESSONS[number]
    return {"title": title, "href": f"lessons/{stem}.html" if on_site else f"{REPOSITORY}/lessons/{stem}.py"}
