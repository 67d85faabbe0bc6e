"""Equation 3: E_{z~p_z} log(1 − D(G(z))) = E_{x~p_g} log(1 − D(x)), the law of the unconscious statistician."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gan_theory.densities.density import Density
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.grid import grid
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.verification.cases.pairs import gaussian
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Grade, equation

X = grid(-6, 10, 256)
CELLS_OF_D = 16  # D is constant on so many cells of the grid
NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


@dataclass(frozen=True, eq=False)
class GeneratorCase:
    """A G of one variable: the noise's name; its turning points and, between them, its inverse branches.

    branches: (from, to, inverse) in z, G being monotone there; inverse None where G is constant. straight: whether G
    is linear between nodes, so that its push-forward is exact. p_g: masses on X, if they are not those of G itself.
    laws: N(0, 1) and the law of G(z), where that is a Gaussian.
    """

    name: str
    G: Callable
    noise: str
    branches: tuple
    straight: bool
    p_g: np.ndarray | None = None
    mixtures: tuple[GaussianMixture, GaussianMixture] | None = None


def p_g_is_the_push_forward(case) -> bool:
    """p_g is the law of G's own output."""
    return case.p_g is None


def numeric(formulas, case):
    D = np.repeat(np.random.default_rng(0).uniform(0.1, 0.9, X.size // CELLS_OF_D), CELLS_OF_D)
    z = NOISES[case.noise].nodes(4097)
    p_g = push_forward(z, case.G(z), case.noise, X).p if case.p_g is None else case.p_g
    over_x = formulas.V(D, 0 * p_g, p_g)
    spacing = 0.0 if case.straight else z[1] - z[0]
    yield equation(
        "Σ p_g log(1 − D(x))",
        "the quadrature of p_z log(1 − D(G(z))) over z",
        over_x,
        _over_z(case, np.log1p(-D)),
        1e-12 + spacing**2,
    )


def _over_z(case, f):
    """∫ p_z(z) f(G(z)) dz for an f (n,) that is constant on cells of X: Gauss–Legendre between its jumps."""
    edges = Density(X, np.full(X.size, 1 / X.size)).edges
    total = 0.0
    for start, end, inverse in case.branches:
        jumps = [] if inverse is None else inverse(edges)
        cuts = np.unique(np.clip(np.concatenate([np.linspace(start, end, 9), jumps]), start, end))
        middle, half = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts) / 2
        z = middle[:, None] + half[:, None] * NODES
        cell = np.clip(np.searchsorted(edges, case.G(middle), "right") - 1, 0, X.size - 1)
        total += (half * f[cell]) @ (_pdf(case.noise, z) @ WEIGHTS)
    return total


def _pdf(noise, z):
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi) if noise == "normal" else np.full(np.shape(z), 0.5)


def symbolic():
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
    p_g = diff(1 - exp(-s), s)  # the noise u is even on (0, 1), and G⁻¹(x) = 1 − exp(−x)
    over_u, over_x = integrate((1 - u) ** t, (u, 0, 1)), integrate(exp(-t * s) * p_g, (s, 0, oo))
    yield vanishes("x = −log(1 − u), increasing: E exp(−tx) is the same over u and over x", over_u - over_x)
    both = p_z.subs(z, sqrt(s)) / (2 * sqrt(s)) + p_z.subs(z, -sqrt(s)) / (2 * sqrt(s))
    over_x = integrate(exp(-t * s) * both, (s, 0, oo))
    over_z = integrate(exp(-(t + Rational(1, 2)) * z * z) / sqrt(2 * pi), (z, -oo, oo))
    yield vanishes("x = z², folding: E exp(−tx) is the same over z and over the sum of both branches", over_x - over_z)


def certified(case):
    from gan_theory import certified
    from gan_theory.claims._shared.enclosures import encloses_equal

    q = certified.ExactMixture.of(case.mixtures[1])
    for logit in ((0, 1), (1, -2)):
        f = certified.log_1_minus_D(logit)
        what = f"∫ p_z log(1 − D(G(z))) dz = ∫ p_g log(1 − D(x)) dx, for the logit {certified.format_polynomial(logit)}"
        yield encloses_equal(what, certified.expectation_over_noise(q, f), certified.expectation(q, f))


def _affine(a, b, noise="normal"):
    reach = 10.0 if noise == "normal" else 1.0
    laws = (gaussian(0, 1), gaussian(b, abs(a))) if noise == "normal" else None
    branches = ((-reach, reach, lambda x: (x - b) / a),)
    return GeneratorCase(f"affine, {a}z + {b}, {noise}", lambda z: a * z + b, noise, branches, True, mixtures=laws)


def _curved(name, G, noise, *branches):
    return GeneratorCase(name, G, noise, branches, False)


ROOT = lambda x: np.sqrt(np.maximum(x, 0))  # noqa: E731
CASES = (
    _affine(2, 1),
    _affine(-0.5, 3),
    _affine(1.5, 0, "uniform"),
    GeneratorCase("folding, |z|", np.abs, "normal", ((-10.0, 0.0, lambda x: -x), (0.0, 10.0, lambda x: x)), True),
    GeneratorCase(
        "flat, max(z, 0): an atom",
        lambda z: np.maximum(z, 0.0),
        "normal",
        ((-10.0, 0.0, None), (0.0, 10.0, lambda x: x)),
        True,
    ),
    _curved("monotone, sinh z", np.sinh, "normal", (-6.0, 6.0, np.arcsinh)),
    _curved("monotone, exp z", np.exp, "normal", (-6.0, 6.0, lambda x: np.log(np.maximum(x, 1e-300)))),
    _curved("monotone, 2z³ + z, uniform", lambda z: 2 * z**3 + z, "uniform", (-1.0, 1.0, lambda x: _cubic(x))),
    _curved("folding, z²", np.square, "normal", (-6.0, 0.0, lambda x: -ROOT(x)), (0.0, 6.0, ROOT)),
    _curved(
        "folding, 3 cos 2z, uniform",
        lambda z: 3 * np.cos(2 * z),
        "uniform",
        (-1.0, 0.0, lambda x: -_arc(x)),
        (0.0, 1.0, lambda x: _arc(x)),
    ),
)


def _cubic(x):
    """The real root z of 2z³ + z = x."""
    return np.sqrt(2 / 3) * np.sinh(np.arcsinh(3 * np.sqrt(1.5) * x) / 3)


def _arc(x):
    return np.arccos(np.clip(x / 3, -1, 1)) / 2


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
