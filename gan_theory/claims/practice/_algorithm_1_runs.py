"""What networks show of Algorithm 1: its moves, unbiased gradients, and how near D stays to D*."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_expit

from gan_theory._utils.arrays import Array
from gan_theory.claims._shared.draws import STANDARD_ERRORS
from gan_theory.claims._shared.grid_search import NEAREST_TO_0
from gan_theory.claims._shared.overfitting import overfitted_Ds
from gan_theory.claims._shared.per_cell import NODES, WEIGHTS
from gan_theory.claims._shared.training_runs import (
    SEEDS,
    frames_of_seeds,
    new_game,
    succeeds_often,
    trained_game,
)
from gan_theory.claims.practice._algorithm_1_moves import drawn_minibatches, recorded_moves
from gan_theory.verification.evidence import Evidence, equal, equation

if TYPE_CHECKING:
    from gan_theory.experiments.gradient_estimates import PointMasses
    from gan_theory.training.algorithm_1 import Algorithm1
    from gan_theory.training.frame import Frame

MINIBATCHES = 300
NEAR = 0.05  # nats: C − V of a D near D*, less than 4 % of the range of C, which is log 4
SLOW, AS_FAST, FAST = 2e-4, 1e-2, 2e-2
"""Learning rates of G, while that of D is 1e-2."""


def run() -> Iterator[Evidence]:
    """Check the moves and the gradients of networks, how far D stays behind D*, and a D that overfits 50 points."""
    yield from recorded_moves()
    yield from drawn_minibatches()
    yield from _exact_gradients()
    yield from _unbiased_gradients()
    yield from _lags()
    yield succeeds_often(
        "D optimised on 50 points overfits: V is 0.2 nats lower or more on other points",
        (D.V_on_fresh_data + 0.2 <= D.V_on_own_points for D in overfitted_Ds()),
    )


def _exact_gradients() -> Iterator[Evidence]:
    """Sum the gradients of training over all minibatches of two, on four points, and integrate them along a path."""
    from gan_theory.experiments.gradient_estimates import PointMasses, gradient_over_all_minibatches

    rng = np.random.default_rng(0)
    x, z = (PointMasses(rng.normal(size=4), rng.dirichlet(np.ones(4))) for _ in range(2))
    for player, loss in (("D", "saturating"), ("G", "saturating"), ("G", "non-saturating")):
        game = new_game("two-modes", 0, width=2, loss=loss)
        D, G = (game.weights(part) for part in "DG")
        changes = {each: 0.3 * rng.normal(size=D.size) * (each == player) for each in "DG"}
        paths = [(D + t * changes["D"], G + t * changes["G"]) for t in (0, *(1 + NODES) / 2, 1)]
        slopes = [
            gradient_over_all_minibatches(game.updates, player, *weights, x, z) @ changes[player]
            for weights in paths[1:-1]
        ]
        before, after = (_expected_loss(player, loss, *weights, x, z) for weights in (paths[0], paths[-1]))
        left = f"the mean gradient of {player} over all minibatches of two, {loss} G, along a path"
        yield equation(left, "the change of its expected loss", WEIGHTS @ slopes / 2, after - before)


def _expected_loss(player: str, loss: str, D: Array, G: Array, x: PointMasses, z: PointMasses) -> float:
    """Return −V for D, E log(1 − D(G(z))) or −E log D(G(z)) for G: sums over the points."""
    on_G = _perceptron(np.sin, D, _perceptron(np.tanh, G, z.points))
    if player == "G":
        return float(z.masses @ (log_expit(-on_G) if loss == "saturating" else -log_expit(on_G)))
    return float(-x.masses @ log_expit(_perceptron(np.sin, D, x.points)) - z.masses @ log_expit(-on_G))


def _perceptron(activation: Callable[[Array], Array], weights: Array, x: Array) -> Array:
    """Return what a perceptron with two hidden layers of two units makes of x, from W_1, b_1, W_2, b_2, W_3, b_3."""
    W_1, b_1, W_2, b_2, W_3, b_3 = np.split(weights, [2, 4, 8, 10, 12])
    hidden = activation(activation(x[:, None] * W_1 + b_1) @ W_2.reshape(2, 2) + b_2)
    return hidden @ W_3 + b_3


def _unbiased_gradients() -> Iterator[Evidence]:
    """Compare the mean gradient over minibatches with that of the expected loss, by quadrature, and its variances."""
    from gan_theory.datasets.targets import TARGETS
    from gan_theory.experiments.gradient_estimates import minibatch_gradients, quadrature_gradient

    E = len(SEEDS)
    for loss, checked in (("saturating", ("D", "G")), ("non-saturating", ("G",))):
        games = trained_game("two-modes", SEEDS, steps=100, loss=loss, width=8, batch=32)
        for player in checked:
            gradients = minibatch_gradients(games, player, MINIBATCHES).reshape(MINIBATCHES, E, -1)
            different = [np.unique(gradients[:, i], axis=0).shape[0] for i in range(E)]
            yield equal(f"each minibatch gives {player} another gradient", different, MINIBATCHES, 0)
            exact = np.stack([quadrature_gradient(games, player, TARGETS["two-modes"](), i) for i in range(E)])
            error = gradients.std(axis=0, ddof=1) / np.sqrt(MINIBATCHES)
            z_score = (gradients.mean(axis=0) - exact) / np.maximum(error, NEAREST_TO_0)
            what = f"|z| of the mean gradient of {player}, {loss} G, 20 seeds, against that of its expected loss"
            yield equal(what, z_score, 0, STANDARD_ERRORS)
            yield _variance_falls_with_m(games, player, gradients)


def _variance_falls_with_m(games: Algorithm1, player: str, gradients: Array) -> Evidence:
    """Compare the variance over minibatches of 32 with that over minibatches of 8, of the same networks."""
    from gan_theory.experiments.gradient_estimates import minibatch_gradients

    few = new_game("two-modes", SEEDS, loss=games.recipe.loss, width=8, batch=8)
    few.state = games.state
    of_few = minibatch_gradients(few, player, MINIBATCHES).reshape(gradients.shape)
    ratio = 32 * gradients.var(axis=0).sum(axis=-1) / (8 * of_few.var(axis=0).sum(axis=-1))
    logs = np.log(ratio)
    z_score = logs.mean() / (logs.std(ddof=1) / np.sqrt(logs.size))
    what = f"|z| of the mean of log(32·variance for m = 32 / 8·variance for m = 8), {player}, {games.recipe.loss} G"
    return equal(what, z_score, 0, STANDARD_ERRORS)


def _lags() -> Iterator[Evidence]:
    """Judge the mean of C − V over the later half of each run, with a slow G, one as fast as D, and a faster one."""
    yield succeeds_often("k = 5 keeps D near D* if G is slow: mean C − V <= 0.05", _mean_gaps(5, SLOW) <= NEAR)
    less = _mean_gaps(5, AS_FAST) < _mean_gaps(1, AS_FAST)
    yield succeeds_often("if G is as fast as D, mean C − V is less with k = 5 than with k = 1", less)
    yield succeeds_often("k = 5 is too small for a faster G: mean C − V > 0.05", _mean_gaps(5, FAST) > NEAR)


def _mean_gaps(k: int, lr_G: float) -> Array:
    """Return the mean of C − V over the later half of a run of each seed, shape (20,); nan if it has diverged."""
    constant = dict(lr_D=1e-2, final_lr_factor=1.0, ema_decay=0.0)
    runs = frames_of_seeds("two-modes", k=k, lr_G=lr_G, steps=200, frames=20, batch=64, **constant)
    return np.array([_mean_gap(frames[len(frames) // 2 :]) for frames in runs])


def _mean_gap(frames: tuple[Frame | None, ...]) -> float:
    return float(np.mean([np.nan if frame is None else frame.D_gap for frame in frames]))
