"""Equation 3: E_{z~p_z} log(1 − D(G(z))) = E_{x~p_g} log(1 − D(x)), the law of the unconscious statistician.

G needs no inverse: it may fold, where each branch adds to p_g, or be flat, where p_g has an atom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared._formal_proofs import Proofs
from gan_theory.claims._shared.draws import uniform_draws
from gan_theory.claims.optimum._generators import CASES, GeneratorCase
from gan_theory.claims.optimum._noise import noise_evidence
from gan_theory.densities.density import Density
from gan_theory.densities.grid import grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward, push_forward_pdf
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation

X, EDGES = grid(-6, 10, 256), np.linspace(-6, 10, 257)
SPACINGS = 4096  # of the nodes between which a curved G is taken as linear
(NODES, WEIGHTS), (FEW_NODES, FEW_WEIGHTS) = map(np.polynomial.legendre.leggauss, (40, 6))


def p_g_is_the_push_forward(case: GeneratorCase) -> bool:
    """p_g is the distribution of G's own output."""
    return case.p_g is None


def numeric(formulas: Formulas, case: GeneratorCase) -> Iterator[Evidence]:
    """Compare p_g, the push-forward, with the masses by its cdf; and V's second term with quadrature over z.

    D is drawn for each cell, so that no two cells can be taken for each other. Where G is linear between nodes, the
    density of G(z) by its formula is compared as well.
    """
    yield from noise_evidence(case.noise)
    D = uniform_draws(0, X.size, low=0.1, high=0.9)
    z = NOISES[case.noise].nodes(SPACINGS + 1)
    pushed = push_forward(z, case.G(z), case.noise, X)
    p_g = pushed.p if case.p_g is None else case.p_g
    below, f = _mass_errors(case, z[1] - z[0]), np.log1p(-D)
    tol = 1e-12 + 2 * below.max()  # a cell lies between two edges
    yield equation("p_g in each cell", "its mass by the distribution of G(z)", p_g, _masses_by_cdf(case), tol, x=X)
    yield equation(
        "Σ p_g log(1 − D(x))",
        "the quadrature of p_z log(1 − D(G(z))) over z",
        formulas.V(D, 0 * p_g, p_g),
        _expectation_over_noise(case, f),
        1e-12 + float(below @ np.abs(np.diff(f))),
    )
    if case.piecewise_linear:
        yield _density_of_output(case, z)
        yield from _of_few_nodes(case, pushed.outside)


def _density_of_output(case: GeneratorCase, z: Array) -> Evidence:
    """Integrate Σ p_z(z)/|G′(z)| over the cells between the outermost values of G: p_g without its atoms."""
    G_z, half = case.G(z), (X[1] - X[0]) / 2
    density = push_forward_pdf(z, G_z, case.noise, (X[:, None] + half * FEW_NODES).ravel()).reshape(X.size, -1)
    inside = (EDGES[:-1] >= max(G_z.min(), X[0])) & (EDGES[1:] <= min(G_z.max(), X[-1]))
    what, masses = "∫ Σ p_z(z)/|G′(z)| dx over each cell", half * density @ FEW_WEIGHTS
    atoms = np.where(EDGES[:-1] == 0, case.atom_at_0, 0.0)
    return equation(what, "its mass without atoms", masses[inside], (_masses_by_cdf(case) - atoms)[inside], x=X[inside])


def _of_few_nodes(case: GeneratorCase, outside: float) -> Iterator[Evidence]:
    """Push p_z forward from nodes well within ±1, beyond which G goes on as a line; the mass off the grid; an atom."""
    z = np.array([-0.5, 0.0, 0.5])
    from_few = push_forward(z, case.G(z), case.noise, X).p
    yield equation(
        "p_g by G at three nodes", "its mass by the distribution of G(z)", from_few, _masses_by_cdf(case), x=X
    )
    beyond = case.cdf(EDGES[:1])[0] + 1 - case.cdf(EDGES[-1:])[0]
    yield equation("the mass of p_g beyond the grid", "that by the distribution of G(z)", outside, beyond)
    if case.atom_at_0:
        at_0 = push_forward_pdf(z, case.G(z), case.noise, [0.0])
        yield equation("the density of p_g at its atom", "∞", at_0, np.inf, 0)


def _mass_errors(case: GeneratorCase, h: float) -> Array:
    """Bound the error of P(G(z) <= x) at the inner edges x, where G is taken as linear between nodes at a distance h.

    The preimage of x is off by h²/8 · |G″/G′|, and the mass by p_z times that. The bound is twice that, for terms of
    higher order. Where G′ = 0, at a fold, there is a node, and no error.
    """
    errors = np.zeros(X.size - 1)
    for branch in case.branches:
        if case.piecewise_linear or branch.inverse is None:
            continue
        z = branch.inverse(EDGES[1:-1])
        with np.errstate(over="ignore", invalid="ignore"):
            slope, bend = branch.G(z + h) - branch.G(z - h), branch.G(z + h) - 2 * branch.G(z) + branch.G(z - h)
        at = np.abs(slope) > 1e-9
        ratio = np.abs(np.divide(2 * bend, h * slope, out=np.zeros_like(z), where=at))  # G″/G′
        errors += 2 * h**2 / 8 * ratio * NOISES[case.noise].pdf(z)
    return errors


def _masses_by_cdf(case: GeneratorCase) -> Array:
    """Return P(G(z) in each cell), an atom on an edge in the cell above it; the end cells take what lies beyond."""
    below = case.cdf(np.nextafter(EDGES[1:-1], -np.inf))
    return np.diff(below, prepend=0.0, append=1.0)


def _expectation_over_noise(case: GeneratorCase, f: Array) -> float:
    """Integrate p_z(z) f(G(z)) for an f (256,) that is constant on cells of X: by quadrature between its jumps."""
    pdf = NOISES[case.noise].pdf
    total = 0.0
    for branch in case.branches:
        start, end = max(branch.start, -10.0), min(branch.end, 10.0)
        jumps = EDGES[:0] if branch.inverse is None else branch.inverse(EDGES)
        cuts = np.unique(np.clip(np.concatenate([np.linspace(start, end, 9), jumps]), start, end))
        middle, half = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts) / 2
        z = middle[:, None] + half[:, None] * NODES
        cell = np.clip(np.searchsorted(EDGES, branch.G(middle), "right") - 1, 0, X.size - 1)
        total += float((half * f[cell]) @ (pdf(z) @ WEIGHTS))
    return total


def symbolic() -> Iterator[Evidence]:
    """Push p_z forward through five G, branch by branch; compare a second moment over z and over x."""
    from sympy import Expr, Rational, acos, exp, integrate, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import V, is_formula, log_normal, p, push_forward, q, vanishes, y

    z, x, b = symbols("z x b", real=True)
    a, s, u = symbols("a s u", positive=True)
    N, half = exp(log_normal(z, 0, 1)), Rational(1, 2)
    chi_square, arcsine = exp(-s / 2) / sqrt(2 * pi * s), 1 / (pi * sqrt(1 - x**2))
    outputs: dict[str, tuple[Expr, Expr]] = {
        "az + b": (push_forward(N, z, x, ((x - b) / a, 1)), exp(log_normal(x, b, a**2))),
        "−log(1 − u)": (push_forward(1 + 0 * u, u, s, (1 - exp(-s), 1)), exp(-s)),
        "|z|, a fold": (push_forward(N, z, s, (s, 1), (-s, -1)), 2 * exp(log_normal(s, 0, 1))),
        "z², a fold": (push_forward(N, z, s, (sqrt(s), 1), (-sqrt(s), -1)), chi_square),
        "cos πz": (push_forward(half + 0 * z, z, x, (acos(x) / pi, -1), (-acos(x) / pi, 1)), arcsine),
    }
    for name, (pushed, known) in outputs.items():
        what = f"x = {name}: Σ p_z(z)/|G′(z)| over the z with G(z) = x is the density of x"
        yield vanishes(what, V(y, 0, pushed) - V(y, 0, known))
    over_z, over_x = integrate(z**4 * N, (z, -oo, oo)), integrate(s**2 * chi_square, (s, 0, oo))
    yield vanishes("x = z²: E x² is the same over z and over x", over_z - over_x)
    yield is_formula("V", V(y, p, q), y, p, q)


def certified(case: GeneratorCase) -> Iterator[Evidence]:
    """Enclose the integral over z, with the case's own G, and that over x, with the known density; for two D."""
    from gan_theory import certified
    from gan_theory.claims._shared._tail_evidence import cut_at, encloses_value
    from gan_theory.claims._shared.enclosures import encloses_equal

    family, *parameters = case.output
    p_g = getattr(certified, family)(*parameters)
    noise = certified.normal(0, 1) if case.noise == "normal" else certified.uniform(-1, 1)
    branches = [
        certified.MonotoneBranch(_end(branch.start), _end(branch.end), branch.G, branch.square_bound)
        for branch in case.branches
    ]
    for logit in ((0, 1), (1, -2)):
        f = certified.log_1_minus_D(logit)
        what = f"∫ p_z log(1 − D(G(z))) dz = ∫ p_g log(1 − D(x)) dx, for the logit {certified.format_polynomial(logit)}"
        yield encloses_equal(what, certified.expectation_of_output(noise, branches, f), certified.expectation(p_g, f))
    if case.noise == "normal":
        one = certified.expectation_of_output(cut_at(noise), branches, certified.constant(1), 1)
        yield encloses_value(
            "E 1 over z is 1, also if only |z| <= 2 is seen and the rest is bounded", one, certified.ball(1)
        )


def _end(z: float) -> Any:
    """Return an end of a branch as a rational number, or None if it is infinite."""
    from gan_theory import certified

    return certified.to_rational(z) if np.isfinite(z) else None


def output_has_a_name(case: GeneratorCase) -> bool:
    """Whether the distribution of G(z) is one of `gan_theory.certified`."""
    return bool(case.output)


CLAIM = Claim(
    name="lotus",
    claim_id="A2",
    where="§4.1, eq. 3",
    statement="E log(1 − D(G(z))) over z ~ p_z is E log(1 − D(x)) over x ~ p_g, the push-forward of p_z by G.",
    figure="06_figure_1.png",
    hypotheses=(p_g_is_the_push_forward,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified, Grade.FORMAL: Proofs("A2")},
    formulas=("V",),
    falsifiers=(replace(CASES[0], name="p_g is that of another G", p_g=Density.from_pdf(gaussian(0, 2).pdf, X).p),),
    cases=CASES,
    case_type=GeneratorCase,
    can_certify=output_has_a_name,
)
