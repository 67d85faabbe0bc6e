"""Evidence by training networks, a function for each claim of the grade *run*. Each check is made for each seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.grid_search import NEAREST_TO_0
from gan_theory.claims._shared.networks import FRESH, overfit_D, play, start, trained_frames, value_from_samples
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.evaluation.parzen import parzen_log_likelihood, select_sigma
from gan_theory.verification.cases.pairs import TWO_MODES
from gan_theory.verification.evidence import Evidence, at_most, equal, equation

if TYPE_CHECKING:  # they load torch
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

SEEDS, LOG_4 = (0, 1), np.log(4)
MINIBATCHES, SIGMAS = 300, 5
SLOW, FAST = 2e-4, 2e-2  # learning rates of G, that of D being 1e-2


def algorithm_1() -> Iterator[Evidence]:
    """Minibatch gradients are unbiased; D stays near D* only if G is slow; D overfits 50 points."""
    for seed in SEEDS:
        for loss, of in (("saturating", "DG"), ("non-saturating", "G")):
            players = play("two-modes", seed, steps=100, loss=loss)
            for player in of:
                score = _score_of_mean_gradient(players, player)
                what = f"|z| of the mean gradient of {player}, {loss} G, seed {seed}, against that of its expected loss"
                yield equal(what, score, 0, SIGMAS)
    for seed in SEEDS:
        slow, fast = _mean_D_gap(seed, SLOW), _mean_D_gap(seed, FAST)
        yield at_most(f"D stays near D* if G is slow and k = 5: C − V, seed {seed} <= 0.05", slow, 0.05, 0)
        yield at_most(f"but not if G is fast: 0.05 <= C − V, seed {seed}", 0.05, fast, 0)
        V = overfit_D(seed)
        what = f"V of a D optimised on 50 points is 0.2 nats less on others, seed {seed}"
        yield at_most(what, V.on_fresh_samples + 0.2, V.on_its_points, 0)


def _score_of_mean_gradient(players: Algorithm1, player: str) -> Array:
    """z-scores of the mean of minibatch gradients against the gradient of the expected loss, a score a weight."""
    from gan_theory.experiments import gradient_estimates

    each = gradient_estimates.minibatch_gradients(players, player, MINIBATCHES)
    exact = gradient_estimates.quadrature_gradient(players, player, TWO_MODES)
    error = each.std(axis=0, ddof=1) / np.sqrt(MINIBATCHES)
    return (each.mean(axis=0) - exact) / np.maximum(error, NEAREST_TO_0)


def _mean_D_gap(seed: int, lr_G: float) -> float:
    """Mean of C − V over the later half of a run with k = 5 and constant learning rates."""
    constant = {"lr_D": 1e-2, "lr_G": lr_G, "final_lr_factor": 1.0, "ema_decay": 0.0}
    frames = trained_frames("two-modes", seed, k=5, steps=400, frames=20, **constant)
    return float(np.mean([frame.C - frame.V for frame in frames[10:]]))


def two_losses() -> Iterator[Evidence]:
    """Gradients sample by sample are in the ratio (1 − D)/D; either loss brings p_g to p_data."""
    from gan_theory.experiments import gradient_estimates

    for seed in SEEDS:
        players = play("two-modes", seed, steps=1, loss="non-saturating")
        players.rounds(200, 1, 0)
        z = np.random.default_rng(seed).standard_normal(64)
        D, saturating, non_saturating = gradient_estimates.per_sample_gradients(players, z)
        scale = np.abs(non_saturating).max()
        yield equation(
            f"D times the gradient of −log D(G(z)), per sample, seed {seed}",
            "(1 − D) times that of log(1 − D(G(z)))",
            D[:, None] * non_saturating / scale,
            (1 - D)[:, None] * saturating / scale,
        )
        norms = [np.linalg.norm(each.mean(axis=0)) for each in (saturating, non_saturating)]
        yield at_most(f"at the start −log D has the larger gradient norm, seed {seed}", norms[0], norms[1], 0)
        for loss in ("saturating", "non-saturating"):
            last = trained_frames("gaussian", seed, steps=1500, frames=1, loss=loss)[-1]
            yield at_most(f"JSD at the end, {loss}, seed {seed} <= 0.01", last.jsd, 0.01, 0)


def helvetica() -> Iterator[Evidence]:
    """200 steps of G per step of D collapse p_g onto one x; one step of each does not."""
    for seed in SEEDS:
        players = start("two-modes", seed, steps=2000, ema_decay=0.0, final_lr_factor=1.0)
        players.rounds(10, 1, 200)
        ratio = players.frame().p_g.std() / players.target.scale
        what = f"200 steps of G per step of D: the standard deviation of p_g is at most 0.1 of p_data's, seed {seed}"
        yield at_most(what, ratio, 0.1, 0)
        ratio = trained_frames("two-modes", seed, steps=2000, frames=1)[-1].p_g.std() / players.target.scale
        what = f"as many steps in turns: the standard deviation of p_g is that of p_data, to a tenth, seed {seed}"
        yield at_most(what, abs(ratio - 1), 0.1, 0)


def figure_1() -> Iterator[Evidence]:
    """Each of the four panels, from one run per seed."""
    from gan_theory.training.figure_1_stages import figure_1_stages

    for seed in SEEDS:
        a, b, c, d = figure_1_stages("two-modes", seed=seed, steps=2000).values()
        far = [np.abs(frame.D - frame.D_star) @ (frame.p_data.p + frame.p_g.p) / 2 for frame in (a, b)]
        yield at_most(f"(a) D is partially accurate: farther from D* than in (b), seed {seed}", far[1], far[0], 0)
        yield at_most(f"(b) D is trained to D*: C − V, seed {seed} <= 0.01", b.C - b.V, 0.01, 0)
        yield at_most(f"(b) and lies within 0.1 of it, in the mean over p_data and p_g, seed {seed}", far[1], 0.1, 0)
        before, after = (-log_expit(-b.logit) @ frame.p_g.p for frame in (b, c))
        yield at_most(f"(c) G has moved to where D took x for data: E log(1 − D) falls, seed {seed}", before, after, 0)
        yield at_most(f"(c) and C falls, seed {seed}", c.C, b.C, 0)
        yield at_most(f"(d) p_g = p_data: JSD, seed {seed} <= 0.05", d.jsd, 0.05, 0)
        yield at_most(f"(d) D = ½: E |D − ½|, seed {seed} <= 0.1", d.D_from_half, 0.1, 0)


def sharpness() -> Iterator[Evidence]:
    """On N(4, 0.001²), p_g is a spike on a usual grid, and its standard deviation is that of the data."""
    x = np.linspace(2, 6, 401)
    for seed in SEEDS:
        last = trained_frames(GaussianMixture((4.0,), (1e-3,)), seed, steps=1000, frames=1)[-1]
        p_g = push_forward(last.z, last.G_z, NOISES[last.noise], x)
        yield equation(f"the mass of p_g in the cell of the spike, seed {seed}", "1", p_g.p.max(), 1, 1e-3)
        ratio = last.p_g.std() / 1e-3
        yield equation(f"the standard deviation of p_g over that of the data, seed {seed}", "1", ratio, 1, 0.1)


def parzen() -> Iterator[Evidence]:
    """Parzen scores of a trained G are log-likelihoods of its exact density, smoothed; σ is chosen on fresh data."""
    for seed in SEEDS:
        last = trained_frames("two-modes", seed, steps=1000, frames=1)[-1]
        samples = last.sample(FRESH, seed)
        validation, test = (last.p_data.sample(FRESH // times, seed + 100 * times) for times in (10, 1))
        sigma = select_sigma(samples, validation)
        values = parzen_log_likelihood(samples, test, sigma)
        expected, variance = _smoothed_log_likelihood(last, sigma)
        error = np.sqrt((values.var() + variance) / FRESH)
        what = f"|z| of the Parzen score, seed {seed}, against E log (p_g smoothed by σ), by the push-forward"
        yield equal(what, (values.mean() - expected) / error, 0, SIGMAS)
        missed = last.p_data.p[last.p_g.p == 0].sum()
        what = f"p_g has no mass where p_data has 1e-4 or more, seed {seed}: without windows its log-likelihood is −∞"
        yield at_most(what, 1e-4, missed, 0)


def _smoothed_log_likelihood(frame: Frame, sigma: float) -> tuple[float, float]:
    """E_{p_data} log (p_g smoothed by σ), and the variance that the draw of one sample of G adds to a score."""
    x = frame.x
    kernel = np.exp(-(np.subtract.outer(x, x) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    smoothed = kernel @ frame.p_g.p
    influence = (frame.p_data.p / smoothed) @ kernel  # what a sample there adds to a score, times m
    return frame.p_data.p @ np.log(smoothed), influence**2 @ frame.p_g.p - 1


def bound() -> Iterator[Evidence]:
    """V + log 4 <= 2·JSD by samples that D has not seen; a D that overfits its samples breaks the bound on these."""
    for seed in SEEDS:
        players = start("two-modes", seed, steps=400)
        for steps in (20, 200):
            players.rounds(steps, 1)
            frame = players.frame()
            V = value_from_samples(players, frame.p_data.sample(FRESH, seed), frame.sample(FRESH, seed))
            what = f"V + log 4, by fresh samples after {steps} more steps, seed {seed} <= 2·JSD + 5 standard errors"
            yield at_most(what, V.mean + LOG_4, frame.G_gap + SIGMAS * V.error)
        overfitted = overfit_D(seed)
        most = 2 * overfitted.frame.jsd + SIGMAS * overfitted.error
        what = f"the same for a D that overfits 50 points, by fresh samples, seed {seed}"
        yield at_most(what, overfitted.on_fresh_samples + LOG_4, most)
        what = f"but not on its own 50 points: the bound + 0.2 <= V + log 4, seed {seed}"
        yield at_most(what, most + 0.2, overfitted.on_its_points + LOG_4, 0)


def adversaries() -> Iterator[Evidence]:
    """Each player's steps move V its own way; E D(x) and E D(G(z)) part, meet again, and end at one half."""
    for seed in SEEDS:
        frames = list(start("two-modes", seed, steps=100, ema_decay=0.0).phases())
        by_D, by_G = _changes(frames, "D"), _changes(frames, "G")
        yield at_most(f"100 steps of D raise V by ½ and more, seed {seed}", 0.5, by_D["V"].sum(), 0)
        yield at_most(f"most of them raise V, seed {seed}", 0.5, np.mean(by_D["V"] > 0), 0)
        yield at_most(f"they raise E D(x) − E D(G(z)), seed {seed}", 0, by_D["difference"].sum(), 0)
        yield at_most(f"the 100 steps of G between them lower V by ½ and more, seed {seed}", by_G["V"].sum(), -0.5, 0)
        yield at_most(f"most of them lower V, seed {seed}", 0.5, np.mean(by_G["V"] < 0), 0)
        yield at_most(f"they raise E D(G(z)), seed {seed}", 0, by_G["D_on_G"].sum(), 0)
        last = trained_frames("two-modes", seed, steps=2000, frames=1)[-1]
        yield equation(f"E D(x) at the end, seed {seed}", "½", last.D_on_data, 0.5, 0.01)
        yield equation(f"E D(G(z)) at the end, seed {seed}", "½", last.D_on_G, 0.5, 0.01)


def _changes(frames: list[Frame], player: str) -> dict[str, Array]:
    """By how much each step of a player changed V, E D(x) − E D(G(z)) and E D(G(z))."""
    values = {
        "V": [frame.V for frame in frames],
        "difference": [frame.D_on_data - frame.D_on_G for frame in frames],
        "D_on_G": [frame.D_on_G for frame in frames],
    }
    steps = [frame.moved == player for frame in frames[1:]]
    return {name: np.diff(each)[steps] for name, each in values.items()}


def any_generator() -> Iterator[Evidence]:
    """With a polynomial, a spline or a table for G, p_g reaches p_data; with a straight line it cannot."""
    from gan_theory.experiments.named_recipes import RECIPES

    for name in ("polynomial", "spline", "table"):
        for seed, frames in zip(SEEDS, RECIPES[name].runs(SEEDS)):
            yield at_most(f"JSD at the end, G a {name}, seed {seed} <= 0.05", frames[-1].jsd, 0.05, 0)
    for seed, frames in zip(SEEDS, RECIPES["line"].runs(SEEDS)):
        yield at_most(f"but not for a straight line: 0.05 <= JSD at the end, seed {seed}", 0.05, frames[-1].jsd, 0)
