"""Equation 3: E_{z~p_z} log(1 − D(G(z))) = E_{x~p_g} log(1 − D(x)), the law of the unconscious statistician."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import cell_edges, grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.game.formulas import Formulas
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, equation

X = grid(-6, 10, 256)
CELLS_OF_D = 16  # D is constant on so many cells of the grid
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)

Function = Callable[[Array], Array]


class Branch(NamedTuple):
    """An interval of z on which G is monotone.

    Parameters
    ----------
    start, end : float
        The interval.
    inverse : callable or None
        The inverse of G there; None where G is constant.
    """

    start: float
    end: float
    inverse: Function | None


@dataclass(frozen=True, eq=False)
class GeneratorCase:
    """A generator of one variable.

    Parameters
    ----------
    name : str
        The name of the case.
    G : callable
        The generator, from z, shape (m,), to x.
    noise : str
        The noise: "normal" or "uniform".
    branches : tuple of Branch
        The intervals between the turning points of G.
    piecewise_linear : bool
        Whether G is linear between nodes, so that its push-forward is exact.
    p_g : array, shape (256,), optional
        Masses on the grid X, if they are not the push-forward by G.
    mixtures : tuple of GaussianMixture, optional
        N(0, 1) and the distribution of G(z), where that is a Gaussian.
    """

    name: str
    G: Function
    noise: str
    branches: tuple[Branch, ...]
    piecewise_linear: bool
    p_g: Array | None = None
    mixtures: tuple[GaussianMixture, GaussianMixture] | None = None


def p_g_is_the_push_forward(case: GeneratorCase) -> bool:
    """p_g is the distribution of G's own output."""
    return case.p_g is None


def numeric(formulas: Formulas, case: GeneratorCase) -> Iterator[Evidence]:
    """Compare a sum over cells of p_g, the push-forward, with Gauss–Legendre quadrature over z."""
    D = np.repeat(np.random.default_rng(0).uniform(0.1, 0.9, X.size // CELLS_OF_D), CELLS_OF_D)
    z = NOISES[case.noise].nodes(4097)
    p_g = push_forward(z, case.G(z), case.noise, X).p if case.p_g is None else case.p_g
    spacing = 0.0 if case.piecewise_linear else z[1] - z[0]
    yield equation(
        "Σ p_g log(1 − D(x))",
        "the quadrature of p_z log(1 − D(G(z))) over z",
        formulas.V(D, 0 * p_g, p_g),
        _expectation_over_noise(case, np.log1p(-D)),
        1e-12 + spacing**2,
    )


def _expectation_over_noise(case: GeneratorCase, f: Array) -> float:
    """Integrate p_z(z) f(G(z)) for an f (256,) that is constant on cells of X: by quadrature between its jumps."""
    edges, pdf = cell_edges(X), NOISES[case.noise].pdf
    total = 0.0
    for branch in case.branches:
        jumps = edges[:0] if branch.inverse is None else branch.inverse(edges)
        cuts = np.concatenate([np.linspace(branch.start, branch.end, 9), jumps])
        cuts = np.unique(np.clip(cuts, branch.start, branch.end))
        middle, half = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts) / 2
        z = middle[:, None] + half[:, None] * NODES
        cell = np.clip(np.searchsorted(edges, case.G(middle), "right") - 1, 0, X.size - 1)
        total += float((half * f[cell]) @ (pdf(z) @ WEIGHTS))
    return total


def symbolic() -> Iterator[Evidence]:
    """Compare exponential moments over z and over x, for an affine, an increasing and a folding G."""
    from sympy import Rational, diff, exp, integrate, oo, pi, sqrt, symbols

    from gan_theory.claims._shared.symbolic import vanishes

    z, x, b = symbols("z x b", real=True)
    a, t = symbols("a t", positive=True)
    p_z = exp(-z * z / 2) / sqrt(2 * pi)
    p_g = exp(-((x - b) ** 2) / (2 * a * a)) / (a * sqrt(2 * pi))
    yield vanishes("x = az + b: p_g(x) dx = p_z(z) dz, with p_g = N(b, a²)", p_g.subs(x, a * z + b) * a - p_z)
    over_z = integrate(exp(t * a * z) * p_z, (z, -oo, oo))
    over_x = integrate(exp(t * x) * p_g.subs(x, x + b), (x, -oo, oo))  # x from b on
    yield vanishes("x = az + b: E exp t(x − b) is the same over z and over x, for every t", over_z - over_x)
    s, u = symbols("s u", positive=True)
    p_g = diff(1 - exp(-s), s)  # the noise u is uniform on (0, 1), and G⁻¹(x) = 1 − exp(−x)
    over_u, over_x = integrate((1 - u) ** t, (u, 0, 1)), integrate(exp(-t * s) * p_g, (s, 0, oo))
    yield vanishes("x = −log(1 − u), increasing: E exp(−tx) is the same over u and over x", over_u - over_x)
    both = p_z.subs(z, sqrt(s)) / (2 * sqrt(s)) + p_z.subs(z, -sqrt(s)) / (2 * sqrt(s))
    over_x = integrate(exp(-t * s) * both, (s, 0, oo))
    over_z = integrate(exp(-(t + Rational(1, 2)) * z * z) / sqrt(2 * pi), (z, -oo, oo))
    yield vanishes("x = z², folding: E exp(−tx) is the same over z and over the sum of both branches", over_x - over_z)


def certified(case: GeneratorCase) -> Iterator[Evidence]:
    """Enclose both integrals, for an affine G and two D given by their logits."""
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal, exact_mixtures

    _, q = exact_mixtures(case)
    for logit in ((0, 1), (1, -2)):
        f = certified.log_1_minus_D(logit)
        what = f"∫ p_z log(1 − D(G(z))) dz = ∫ p_g log(1 − D(x)) dx, for the logit {certified.format_polynomial(logit)}"
        yield encloses_equal(what, certified.expectation_over_noise(q, f), certified.expectation(q, f))


def affine(a: float, b: float, noise: str = "normal") -> GeneratorCase:
    """Return the case of G(z) = az + b."""
    reach = 10.0 if noise == "normal" else 1.0
    return GeneratorCase(
        f"affine, {a}z + {b}, {noise}",
        G=lambda z: a * z + b,
        noise=noise,
        branches=(Branch(-reach, reach, lambda x: (x - b) / a),),
        piecewise_linear=True,
        mixtures=(gaussian(0, 1), gaussian(b, abs(a))) if noise == "normal" else None,
    )


def curved(name: str, G: Function, noise: str, *branches: Branch) -> GeneratorCase:
    """Return the case of a G that is not linear between nodes."""
    return GeneratorCase(name, G, noise, branches, piecewise_linear=False)


def root(x: Array) -> Array:
    """Return √x, and 0 below 0."""
    return np.sqrt(np.maximum(x, 0))


def cubic_root(x: Array) -> Array:
    """Return the real root z of 2z³ + z = x."""
    return np.sqrt(2 / 3) * np.sinh(np.arcsinh(3 * np.sqrt(1.5) * x) / 3)


def arc_cosine(x: Array) -> Array:
    """Return the z >= 0 with 3 cos 2z = x."""
    return np.arccos(np.clip(x / 3, -1, 1)) / 2


FOLDED = GeneratorCase(
    "folding, |z|",
    G=np.abs,
    noise="normal",
    branches=(Branch(-10.0, 0.0, lambda x: -x), Branch(0.0, 10.0, lambda x: x)),
    piecewise_linear=True,
)
RECTIFIED = GeneratorCase(
    "flat, max(z, 0): an atom",
    G=lambda z: np.maximum(z, 0.0),
    noise="normal",
    branches=(Branch(-10.0, 0.0, None), Branch(0.0, 10.0, lambda x: x)),
    piecewise_linear=True,
)
CASES = (
    affine(2, 1),
    affine(-0.5, 3),
    affine(1.5, 0, "uniform"),
    FOLDED,
    RECTIFIED,
    curved("monotone, sinh z", np.sinh, "normal", Branch(-6.0, 6.0, np.arcsinh)),
    curved("monotone, exp z", np.exp, "normal", Branch(-6.0, 6.0, lambda x: np.log(np.maximum(x, 1e-300)))),
    curved("monotone, 2z³ + z, uniform", lambda z: 2 * z**3 + z, "uniform", Branch(-1.0, 1.0, cubic_root)),
    curved("folding, z²", np.square, "normal", Branch(-6.0, 0.0, lambda x: -root(x)), Branch(0.0, 6.0, root)),
    curved(
        "folding, 3 cos 2z, uniform",
        lambda z: 3 * np.cos(2 * z),
        "uniform",
        Branch(-1.0, 0.0, lambda x: -arc_cosine(x)),
        Branch(0.0, 1.0, arc_cosine),
    ),
)
CLAIM = Claim(
    name="lotus",
    claim_id="A2",
    where="§4.1, eq. 3",
    statement="E log(1 − D(G(z))) over z ~ p_z is E log(1 − D(x)) over x ~ p_g, the push-forward of p_z by G.",
    figure="05_figure_1.png",
    hypotheses=(p_g_is_the_push_forward,),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.CERTIFIED: certified},
    falsifiers=(replace(CASES[0], name="p_g is that of another G", p_g=Density.from_pdf(gaussian(0, 2).pdf, X).p),),
    cases=CASES,
    case_type=GeneratorCase,
)
