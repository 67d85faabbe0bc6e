"""Evidence by networks trained: what the claims of grade *run* look at. Each holds for every seed in SEEDS."""

from __future__ import annotations

from functools import cache

import numpy as np

from gan_theory.claims._shared.grid_search import NEAREST_TO_0
from gan_theory.densities.gaussian_mixture import GaussianMixture
from gan_theory.densities.noise import NOISES
from gan_theory.densities.pushforward import push_forward
from gan_theory.evaluation.parzen import parzen_log_likelihood, select_sigma
from gan_theory.verification.evidence import at_most, equal, equation

SEEDS, LOG_4 = (0, 1), np.log(4)
MINIBATCHES, FRESH, SIGMAS = 300, 10_000, 5
SLOW, FAST = 2e-4, 2e-2  # learning rates of G, that of D being 1e-2


def algorithm_1():
    """Unbiased minibatch gradients; D near D* if G is slow, and not if it is fast; D on 50 points overfits."""
    from gan_theory.experiments import gradient_estimates

    for seed in SEEDS:
        for loss in ("saturating", "non-saturating"):
            players = _played("two-modes", seed, steps=100, loss=loss)
            for player in ("D", "G") if loss == "saturating" else ("G",):
                each = gradient_estimates.minibatch_gradients(players, player, MINIBATCHES)
                exact = gradient_estimates.quadrature_gradient(players, player, _two_modes())
                error = each.std(axis=0, ddof=1) / np.sqrt(MINIBATCHES)
                score = (each.mean(axis=0) - exact) / np.maximum(error, NEAREST_TO_0)
                yield equal(
                    f"|z| of the mean gradient of {player}, {loss} G, seed {seed}, against that of its expected loss",
                    score,
                    0,
                    SIGMAS,
                )
    for seed in SEEDS:
        yield at_most(
            f"D stays near D* if G is slow and k = 5: C − V, seed {seed} <= 0.05", _lag(seed, 5, SLOW), 0.05, 0
        )
        yield at_most(f"and not if G is fast: 0.05 <= C − V, seed {seed}", 0.05, _lag(seed, 5, FAST), 0)
        own, held_out, *_ = _learnt_by_heart(seed)
        yield at_most(
            f"a D optimised on 50 points is worth 0.2 nats less on others, seed {seed}", held_out + 0.2, own, 0
        )


def _lag(seed, k, lr_G):
    """The mean of C − V over the later half of a run."""
    held = dict(lr_D=1e-2, lr_G=lr_G, final_lr_factor=1.0, ema_decay=0.0)
    frames = _frames("two-modes", seed, k=k, steps=400, frames=20, **held)
    return np.mean([frame.C - frame.V for frame in frames[10:]])


@cache
def _learnt_by_heart(seed):
    """Of a D optimised to completion on 50 points: V on these, V on fresh samples, its error, and the Frame then."""
    players = _players("gaussian", seed, first_layer_frequency=20.0, ema_decay=0.0, dataset_size=50)
    players.rounds(1000, 1, 0)
    frame = players.frame()
    points, fresh = players.target.dataset(50, seed), frame.p_data.sample(FRESH, seed + 100)
    log_D = [-np.logaddexp(0, -players.logit(x)) for x in (points, fresh)]
    log_1_minus_D = -np.logaddexp(0, players.logit(frame.sample(FRESH, seed=seed)))
    error = np.sqrt((log_D[1].var() + log_1_minus_D.var()) / FRESH)
    own, held_out = (each.mean() + log_1_minus_D.mean() for each in log_D)
    return own, held_out, error, frame


def two_losses():
    """Gradients sample by sample in the ratio (1 − D)/D; either loss brings p_g to p_data."""
    from gan_theory.experiments import gradient_estimates

    for seed in SEEDS:
        players = _played("two-modes", seed, steps=1, loss="non-saturating")
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
        lengths = [np.linalg.norm(each.mean(axis=0)) for each in (saturating, non_saturating)]
        yield at_most(f"early on −log D moves G more, seed {seed}", lengths[0], lengths[1], 0)
        for loss in ("saturating", "non-saturating"):
            last = _frames("gaussian", seed, steps=1500, frames=1, loss=loss)[-1]
            yield at_most(f"JSD in the end, {loss}, seed {seed} <= 0.01", last.jsd, 0.01, 0)


def helvetica():
    """200 steps of G per step of D collapse p_g onto one x; one step of each does not."""
    for seed in SEEDS:
        players = _players("two-modes", seed, steps=2000, ema_decay=0.0, final_lr_factor=1.0)
        players.rounds(10, 1, 200)
        spread = players.frame().p_g.std() / players.target.scale
        yield at_most(
            f"200 steps of G per step of D: p_g is a tenth as wide as p_data or less, seed {seed}", spread, 0.1, 0
        )
        last = _frames("two-modes", seed, steps=2000, frames=1)[-1]
        spread = last.p_g.std() / players.target.scale
        yield at_most(
            f"as many steps in turns: p_g is as wide as p_data to a tenth, seed {seed}", abs(spread - 1), 0.1, 0
        )


def figure_1():
    """The four panels, from one run each."""
    from gan_theory.training.figure_1_stages import figure_1_stages

    for seed in SEEDS:
        a, b, c, d = figure_1_stages("two-modes", seed=seed, steps=2000).values()
        far = [np.abs(frame.D - frame.D_star) @ (frame.p_data.p + frame.p_g.p) / 2 for frame in (a, b)]
        yield at_most(f"(a) D is partially accurate: farther from D* than in (b), seed {seed}", far[1], far[0], 0)
        yield at_most(f"(b) D is trained to D*: C − V, seed {seed} <= 0.01", b.C - b.V, 0.01, 0)
        yield at_most(f"(b) and lies within 0.1 of it in the mean over both laws, seed {seed}", far[1], 0.1, 0)
        before, after = (np.logaddexp(0, b.logit) @ frame.p_g.p for frame in (b, c))
        yield at_most(f"(c) G has moved to where D took x for data: E log(1 − D) falls, seed {seed}", before, after, 0)
        yield at_most(f"(c) and C falls, seed {seed}", c.C, b.C, 0)
        yield at_most(f"(d) p_g = p_data: JSD, seed {seed} <= 0.05", d.jsd, 0.05, 0)
        yield at_most(f"(d) D = ½: E |D − ½|, seed {seed} <= 0.1", d.D_from_half, 0.1, 0)


def sharpness():
    """A GAN on N(4, 0.001²): on a grid of ordinary width p_g is a spike, with the data's own spread inside it."""
    x = np.linspace(2, 6, 401)
    for seed in SEEDS:
        last = _frames(GaussianMixture((4.0,), (1e-3,)), seed, steps=1000, frames=1)[-1]
        p_g = push_forward(last.z, last.G_z, NOISES[last.noise], x)
        yield equation(f"the mass of p_g in the cell of the spike, seed {seed}", "1", p_g.p.max(), 1, 1e-3)
        yield equation(f"the spread of p_g over that of the data, seed {seed}", "1", last.p_g.std() / 1e-3, 1, 0.1)


def parzen():
    """The Parzen score of a trained G, σ chosen on fresh data, is the log-likelihood of its exact law, blurred."""
    for seed in SEEDS:
        last = _frames("two-modes", seed, steps=1000, frames=1)[-1]
        samples = last.sample(FRESH, seed)
        validation, test = (last.p_data.sample(FRESH // times, seed + 100 * times) for times in (10, 1))
        sigma = select_sigma(samples, validation)
        values = parzen_log_likelihood(samples, test, sigma)
        expected, luck = _of_windows(last, sigma)
        error = np.sqrt((values.var() + luck) / FRESH)
        what = f"|z| of the Parzen score, seed {seed}, against E log (p_g blurred by σ), by the push-forward"
        yield equal(what, (values.mean() - expected) / error, 0, SIGMAS)
        missed = last.p_data.p[last.p_g.p == 0].sum()
        what = f"p_g has no mass where p_data has 1e-4 or more, seed {seed}: without windows its log-likelihood is −∞"
        yield at_most(what, 1e-4, missed, 0)


def _of_windows(frame, sigma):
    """E_{p_data} log (p_g blurred by σ), and the variance that one sample's luck gives to a score."""
    x = frame.x
    window = np.exp(-(np.subtract.outer(x, x) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    wide = window @ frame.p_g.p
    share = (frame.p_data.p / wide) @ window  # what a sample there adds to a score, times m
    return frame.p_data.p @ np.log(wide), share**2 @ frame.p_g.p - 1


def bound():
    """V + log 4 <= 2·JSD by samples that D has not seen; a D that learnt its samples by heart breaks it on these."""
    for seed in SEEDS:
        players = _players("two-modes", seed, steps=400)
        for moment in (20, 200):
            players.rounds(moment, 1)
            frame = players.frame()
            real, made = (players.logit(law.sample(FRESH, seed)) for law in (frame.p_data, frame))
            log_D, log_1_minus_D = -np.logaddexp(0, -real), -np.logaddexp(0, made)
            error = np.sqrt((log_D.var() + log_1_minus_D.var()) / FRESH)
            seen, most = log_D.mean() + log_1_minus_D.mean(), frame.G_gap
            what = f"V + log 4, by fresh samples after {moment} more steps, seed {seed} <= 2·JSD + 5 standard errors"
            yield at_most(what, seen + LOG_4, most + SIGMAS * error)
        own, held_out, error, frame = _learnt_by_heart(seed)
        most = 2 * frame.jsd + SIGMAS * error
        yield at_most(f"so too for a D that overfits 50 points, by fresh samples, seed {seed}", held_out + LOG_4, most)
        yield at_most(
            f"but not on its own 50 points: the bound + 0.2 <= V + log 4, seed {seed}", most + 0.2, own + LOG_4, 0
        )


def adversaries():
    """In turns D's steps raise V and G's lower it; E D(x) and E D(G(z)) part and meet again, and end at one half."""
    for seed in SEEDS:
        frames = list(_players("two-modes", seed, steps=100, ema_decay=0.0).phases())
        moves = {player: _moves(frames, player) for player in "DG"}
        V, apart, made = (moves["D"][:, 0], moves["D"][:, 1], moves["G"][:, 2])
        yield at_most(f"100 steps of D raise V by ½ and more, seed {seed}", 0.5, V.sum(), 0)
        yield at_most(f"most of them, seed {seed}", 0.5, np.mean(V > 0), 0)
        yield at_most(f"they draw E D(x) and E D(G(z)) apart, seed {seed}", 0, apart.sum(), 0)
        V = moves["G"][:, 0]
        yield at_most(f"the 100 steps of G between them lower V by ½ and more, seed {seed}", V.sum(), -0.5, 0)
        yield at_most(f"most of them, seed {seed}", 0.5, np.mean(V < 0), 0)
        yield at_most(f"they raise E D(G(z)), seed {seed}", 0, made.sum(), 0)
        last = _frames("two-modes", seed, steps=2000, frames=1)[-1]
        yield equation(f"E D(x) in the end, seed {seed}", "½", last.D_on_data, 0.5, 0.01)
        yield equation(f"E D(G(z)) in the end, seed {seed}", "½", last.D_on_G, 0.5, 0.01)


def _moves(frames, player):
    """By how much each move (moves, 3) of a player changed V, E D(x) − E D(G(z)) and E D(G(z))."""
    rows = [(frame.V, frame.D_on_data - frame.D_on_G, frame.D_on_G) for frame in frames]
    return np.diff(rows, axis=0)[[frame.moved == player for frame in frames[1:]]]


def any_generator():
    """A polynomial, a spline and a table for G each come to the data; a straight line, which cannot bend, does not."""
    from gan_theory.experiments.named_recipes import RECIPES

    for name in ("polynomial", "spline", "table"):
        for seed, frames in zip(SEEDS, RECIPES[name].runs(SEEDS)):
            yield at_most(f"JSD in the end, G a {name}, seed {seed} <= 0.05", frames[-1].jsd, 0.05, 0)
    for seed, frames in zip(SEEDS, RECIPES["line"].runs(SEEDS)):
        yield at_most(f"but not by a straight line: 0.05 <= JSD in the end, seed {seed}", 0.05, frames[-1].jsd, 0)


def _players(target, seed, **changes):
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.recipe import Recipe

    return Algorithm1(target, Recipe(**changes), seed)


def _played(target, seed, steps, **changes):
    players = _players(target, seed, steps=steps, ema_decay=0.0, frames=1, **changes)
    for _ in players.run():
        pass
    return players


@cache
def _frames(target, seed, **changes):
    from gan_theory.training.train import train

    return tuple(train(target, seed=seed, **changes))


def _two_modes():
    from gan_theory.datasets.targets import TARGETS

    return TARGETS["two-modes"]()
