"""Figure 1: what its four panels show, each as a number.

In (c) the samples of G move along the gradient of D. As a function of the logit l, −log(1 − D) is convex, and its
second derivative is at most ¼. So where l is linear, a step Δx = step·D′ lowers log(1 − D) by D l′Δx at least, which is
step·D′²/(1 − D), and by (l′Δx)²/8 more at most. In (d) neither player gains by a change: (p_data, ½) is an equilibrium.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, logit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import other_distributions, wavy_D
from gan_theory.claims._shared.grid_search import clip_D
from gan_theory.claims._shared.per_cell import SMALLEST_JUDGED, per_cell
from gan_theory.claims._shared.training_runs import frames_of_stages, succeeds_often
from gan_theory.densities.density import Density
from gan_theory.densities.noise import NOISES
from gan_theory.game.formulas import Formulas
from gan_theory.game.sample_moves import follow_gradient
from gan_theory.verification.cases.pairs import PAIRS, FixedDCase
from gan_theory.verification.claim import Claim
from gan_theory.verification.evidence import Evidence, Grade, at_most, equation
from gan_theory.verification.hypotheses import D_is_optimal, masses_sum_to_1

if TYPE_CHECKING:
    from gan_theory.training.frame import Frame

LOG_4 = np.log(4)
QUANTILES = (np.arange(200) + 0.5) / 200
"""The stratified noise z, if G is the quantile function of p_g."""
LARGEST_LOGIT = 6.0
"""In (c) the logit of D stays within ±6, so that 1 − D has all its digits."""


def numeric(formulas: Formulas, case: FixedDCase) -> Iterator[Evidence]:
    """Evaluate V at the D of each panel, where samples of G have followed D's gradient, and around the equilibrium."""
    p, q = case.masses()
    D = clip_D(formulas.D_star(p, q)) if case.D is None else case.D
    yield from _panel_a(formulas, p, q, D)
    yield from _panel_b(formulas, case, D)
    yield from _panel_c(formulas, case, D)
    yield from _panel_d(formulas, case, D)


def _panel_a(formulas: Formulas, p: Array, q: Array, D: Array) -> Iterator[Evidence]:
    """Compare V at a D with half the logit with its bounds: V is concave in the logit; and by Pinsker's inequality."""
    C = formulas.C(p, q)
    halfway = np.sqrt(D) / (np.sqrt(D) + np.sqrt(1 - D))
    V = formulas.V(halfway, p, q)
    what = "(a) D, with half the logit of D*, is partially accurate: V is at least halfway from −log 4 to C(G)"
    yield at_most(what, (C - LOG_4) / 2, V)
    lack = 2 * ((p + q) * (halfway - formulas.D_star(p, q)) ** 2).sum()
    yield at_most("(a) but not yet D*: V <= C(G) − 2 Σ (p_data + p_g) (D − D*)²", V, C - lack)


def _panel_b(formulas: Formulas, case: FixedDCase, D: Array) -> Iterator[Evidence]:
    p, q = case.masses()
    yield equation(
        "(b) V at the trained D",
        "C(G)",
        formulas.V(D, p, q),
        formulas.C(p, q),
        x=case.x(),
        cells=lambda: (per_cell(formulas.V, D, p, q), per_cell(formulas.C, p, q)),
        formula="V",
    )
    apart = formulas.U(p, D, 0 * p) - formulas.U(q, D, 0 * p)  # E log(1 − D) over p_data less that over p_g
    what = "(b) D distinguishes p_data from p_g: 2·TV² <= E_p_g log(1 − D) − E_p_data log(1 − D)"
    yield at_most(what, 2 * formulas.tv(p, q) ** 2, -apart)


def _panel_c(formulas: Formulas, case: FixedDCase, D: Array) -> Iterator[Evidence]:
    """Move stratified samples of p_g along the gradient of D; and of a uniform p_g, which reaches every cell."""
    (p, q), x = case.masses(), case.x()
    logits = np.clip(logit(D), -LARGEST_LOGIT, LARGEST_LOGIT)
    p_g = Density(x, q / q.sum())
    samples = np.stack([each.ppf(QUANTILES) for each in (p_g, Density(x, np.full(x.size, 1 / x.size)))])
    apart = np.abs(np.searchsorted(samples[0], p_g.edges) / QUANTILES.size - np.append(0, np.cumsum(p_g.p)))
    what = "(c) G(z), z stratified, are samples of p_g: the share below an edge is that of p_g, to half a sample"
    yield at_most(what, apart, 0.5 / QUANTILES.size)
    step = (x[1] - x[0]) ** 2 / 10
    after = [follow_gradient(each, x, logits, step) for each in samples]
    fall = [_value(formulas, p, x, logits, a) - _value(formulas, p, x, logits, b) for a, b in zip(samples, after)]
    least, more = np.transpose([_expected_fall(each, x, logits, step) for each in samples])
    yield at_most("(c) G follows the gradient of D: V falls by E step·D′²/(1 − D) or more", least, fall)
    yield at_most("(c) and by E (l′Δx)²/8 more at most: by D l′Δx to first order", fall, least + more)
    beyond = np.array([2 * x[0] - x[1], 2 * x[-1] - x[-2]])
    what = "(c) a sample of G beyond the outermost cell centres, where D is constant, after the move"
    yield equation(what, "where it was", follow_gradient(beyond, x, logits, step), beyond, 0)


def _value(formulas: Formulas, p: Array, x: Array, logits: Array, samples: Array) -> float:
    """Return V where p_g consists of atoms of equal mass, at the samples of G."""
    data, atoms = np.append(p, 0 * samples), np.append(0 * p, np.full(samples.size, 1 / samples.size))
    return formulas.U(atoms, expit(np.append(logits, np.interp(samples, x, logits))), data)


def _expected_fall(samples: Array, x: Array, logits: Array, step: float) -> tuple[float, float]:
    """Return E D l′Δx and E (l′Δx)²/8, for Δx = step·D′ up to the next cell centre, and 0 beyond the outermost ones."""
    cell = np.clip(np.searchsorted(x, samples, "right") - 1, 0, x.size - 2)
    slope = np.diff(logits)[cell] / np.diff(x)[cell] * ((x[0] <= samples) & (samples < x[-1]))
    D = expit(np.interp(samples, x, logits))
    room = np.where(slope > 0, x[cell + 1] - samples, samples - x[cell])
    rise = np.abs(slope) * np.minimum(step * D * (1 - D) * np.abs(slope), np.maximum(room, 0))
    return (D * rise).mean(), (rise**2).mean() / 8


def _panel_d(formulas: Formulas, case: FixedDCase, D: Array) -> Iterator[Evidence]:
    """Compare V at the equilibrium with V at other D, by Pinsker's inequality, and at other p_g."""
    p, x = case.masses()[0], case.x()
    judged = p > SMALLEST_JUDGED
    D_star, half = formulas.D_star(p, p)[judged], np.full(p.size, 0.5)
    yield equation("(d) D* of equal densities", "½", D_star, 0.5, x=x[judged], formula="D_star")
    yield equation("(d) V there", "−log 4", formulas.V(half, p, p), -LOG_4, formula="V")
    others = np.stack([wavy_D(x), 1 - wavy_D(x), clip_D(D)])
    lack = 4 * (p * (others - 0.5) ** 2).sum(axis=-1)
    yield at_most("(d) no D gains: V(D) <= −log 4 − 4 E (D − ½)²", formulas.V(others, p, p), -LOG_4 - lack)
    yield equation("(d) V of any other p_g there", "−log 4", formulas.U(other_distributions(p), half, p), -LOG_4)


def symbolic() -> Iterator[Evidence]:
    """Insert D* into V, differentiate U along a move of x, and V around the equilibrium."""
    from sympy import Function, diff, exp, symbols

    from gan_theory.claims._shared.symbolic import HALF, C, D_star, U, V, is_positive, log_4, p, q, vanishes, y

    yield vanishes("(b) V(D*) is C, at each x", V(D_star(p, q), p, q) - C(p, q))
    slope = diff(V(y, p, q), y)
    yield vanishes("(b) ∂V/∂D = 0 at D*", slope.subs(y, D_star(p, q)))
    yield is_positive("(b) and ∂²V/∂D² < 0 there: D* is a maximum", -diff(slope, y).subs(y, D_star(p, q)))
    x, step = symbols("x step", real=True)
    rise = symbols("D'", real=True)
    moved = U(q, y + rise * (step * rise), 0)  # log(1 − D) where the samples of G are after the move
    yield vanishes(
        "(c) if p_g moves by step·D′, V falls: ∂V/∂step = −p_g D′²/(1 − D)",
        diff(moved, step).subs(step, 0) + q * rise**2 / (1 - y),
    )
    logit = Function("l")(x)
    D_of_x = 1 / (1 + exp(-logit))
    yield vanishes(
        "(c) D′ = D (1 − D) l′: D rises where its logit does", diff(D_of_x, x) - D_of_x * (1 - D_of_x) * diff(logit, x)
    )
    yield vanishes("(d) where p_g = p_data, D* = ½", D_star(p, p) - HALF)
    yield vanishes("(d) and V is −log 4", V(D_star(p, p), p, p) + log_4(p, p))
    yield vanishes("(d) no D gains: ∂V/∂D = 0 at ½", slope.subs({y: HALF, q: p}))
    yield vanishes("(d) no p_g gains: V at D = ½ is −log 4 for every p_g", U(q, HALF, p) + log_4(p, q))


def run() -> Iterator[Evidence]:
    """Judge the four panels of a run from each seed. With the loss of eq. 1: it is V that (c) is about."""
    stages = frames_of_stages("two-modes", steps=1000, loss="saturating")
    runs = [[frame for frame in run.values() if frame is not None] for run in stages]  # fewer than 4 if one diverged
    for what, is_so in (
        ("(a) p_g is near p_data (JSD <= 0.2), and D trusts data more: E D over p_data > E D over p_g", _is_a),
        ("(b) only D has moved, nearer to D* than in (a): C − V <= 0.03, E |D − D*| <= 0.05", _is_b),
        ("(c) only G has moved: V falls, by half of E D l′Δx or more, D(G(z)) rises, and C falls", _is_c),
        ("(d) p_g = p_data, D = ½: JSD <= 0.02, E |D − ½| <= 0.05", _is_d),
    ):
        yield succeeds_often(what, [len(frames) == 4 and is_so(*frames) for frames in runs])


def _is_a(a: Frame, b: Frame, c: Frame, d: Frame) -> bool:
    return a.jsd <= 0.2 and a.D_on_data > a.D_on_G


def _is_b(a: Frame, b: Frame, c: Frame, d: Frame) -> bool:
    error_a, error_b = (np.abs(f.D - f.D_star) @ (f.p_data.p + f.p_g.p) / 2 for f in (a, b))
    return np.array_equal(a.G_z, b.G_z) and b.D_gap <= min(0.03, a.D_gap) and error_b <= min(0.05, error_a)


def _is_c(a: Frame, b: Frame, c: Frame, d: Frame) -> bool:
    """Judge the fall of V by half of its first order, E D l′Δx over the noise: the steps are short."""
    mass = NOISES[b.noise].pdf(b.z) * (b.z[1] - b.z[0])
    D = np.interp(b.G_z, b.x, b.D)
    fall = mass * D * np.interp(b.G_z, b.x, np.gradient(b.logit, b.x)) @ (c.G_z - b.G_z)
    only_G = np.array_equal(b.logit, c.logit)
    return only_G and b.V - c.V >= fall / 2 > 0 and c.D_on_G > b.D_on_G and c.C < b.C


def _is_d(a: Frame, b: Frame, c: Frame, d: Frame) -> bool:
    return d.jsd <= 0.02 and d.D_from_half <= 0.05


SHIFTED = FixedDCase.of(PAIRS["shifted"])
CLAIM = Claim(
    name="figure_1",
    claim_id="A12",
    where="Figure 1",
    statement="(a) D is partially accurate; (b) D is D*; (c) G follows D's gradient; (d) p_g = p_data and D = ½.",
    figure="06_figure_1.png",
    hypotheses=(masses_sum_to_1, D_is_optimal),
    grades={Grade.NUMERIC: numeric, Grade.SYMBOLIC: symbolic, Grade.RUN: run},
    formulas=("V", "D_star", "tv", "C", "U"),
    falsifiers=(
        replace(SHIFTED, name="D is not trained: D = ½", D=np.full(SHIFTED.x().size, 0.5)),
        replace(SHIFTED, name="p_data sums to 0.9", p_data=0.9 * SHIFTED.masses()[0]),
    ),
    cases=tuple(PAIRS.values()),
    case_type=FixedDCase,
)
