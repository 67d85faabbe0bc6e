"""Algorithm 1, as the paper's box has it: k minibatch steps that ascend D, then one that descends G."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from gan_theory.datasets.targets import TargetLike
from gan_theory.training import schedules
from gan_theory.training.engine.updates import State
from gan_theory.training.recipe import Recipe
from gan_theory.training.run import Run


class Algorithm1(Run):
    """The game of one GAN, or of E GANs with a seed each, and the steps of Algorithm 1.

    Parameters
    ----------
    target, recipe, compile, device
        As for `train`; `recipe` is a Recipe.
    seed : int or iterable of int
        The seed, or a seed for each GAN.

    Attributes
    ----------
    state, step, steps_D, errors
        As for `Players`: the weights, the steps of G and of D so far, and which GANs have diverged.

    References
    ----------
    Algorithm 1. The comments in `rounds`, `ascend_D` and `descend_G` are its lines.

    Examples
    --------
    >>> game = Algorithm1("two-modes", Recipe(k=2, steps=10))
    >>> game.rounds(3)
    >>> game.step, game.steps_D
    (3, 6)
    >>> game.frame().step
    3
    """

    def __init__(
        self,
        target: TargetLike,
        recipe: Recipe,
        seed: int | Iterable[int] = 0,
        *,
        compile: bool = False,
        device: Any = "cpu",
    ) -> None:
        if compile and recipe.k_G > 1:
            raise ValueError(f"expected k_G = 1 with compile=True; got k_G = {recipe.k_G}")
        super().__init__(target, recipe, seed, compile=compile, device=device)
        self._compiled_round: Callable[..., State] | None = None
        if compile:
            from gan_theory.training.engine.compilation import compiled_round

            self._compiled_round = compiled_round(self.updates.family, recipe, len(self.seeds), str(device))

    def rounds(
        self, n: int, steps_D: int | None = None, steps_G: int | None = None, *, lr_D: float | None = None
    ) -> None:
        """Run n iterations of Algorithm 1.

        Parameters
        ----------
        n : int
            The number of iterations.
        steps_D, steps_G : int, optional
            The steps of D, and then of G, in each; by default k and k_G of the recipe. The paper has one step of G.
        lr_D : float, optional
            A learning rate of D other than the recipe's. It decays as the recipe's does.
        """
        k = self.recipe.k if steps_D is None else steps_D
        k_G = self.recipe.k_G if steps_G is None else steps_G
        is_compiled = self._compiled_round is not None and (k, k_G, lr_D) == (self.recipe.k, 1, None)
        with self.library.training_context():
            for _ in range(n):  # for number of training iterations do
                if is_compiled:
                    self._run_compiled_round()
                    continue
                for _ in range(k):  # for k steps do
                    self.ascend_D(lr_D)
                # end for
                for _ in range(k_G):
                    self.descend_G()
            # end for

    def ascend_D(self, lr_D: float | None = None) -> None:
        """Take one step of D up the gradient of (1/m) Σ log D(x) + log(1 − D(G(z))) on fresh minibatches.

        Parameters
        ----------
        lr_D : float, optional
            A learning rate other than the recipe's.
        """
        z = next(self._noise)  # Sample minibatch of m noise samples from the noise prior.
        x = next(self._data)  # Sample minibatch of m examples from the data.
        (learning_rate,) = self.library.scalars(self._learning_rate_D(lr_D))
        # Update the discriminator by ascending its stochastic gradient.
        self.state = self.updates.ascend_D(self.state, x, z, learning_rate)
        self.steps_D += 1

    def descend_G(self, lr_G: float | None = None) -> None:
        """Take one step of G down the gradient of its loss on a fresh minibatch; the average of its weights follows.

        Parameters
        ----------
        lr_G : float, optional
            A learning rate other than the recipe's.
        """
        z = next(self._noise)  # Sample minibatch of m noise samples from the noise prior.
        learning_rate, ema_decay = self.library.scalars(self._learning_rate_G(lr_G), self._ema_decay())
        # Update the generator by descending its stochastic gradient.
        self.state = self.updates.descend_G(self.state, z, learning_rate, ema_decay)
        self.step += 1

    def _run_compiled_round(self) -> None:
        """Run one iteration by `Updates.round`, which torch has compiled as a whole."""
        assert self._compiled_round is not None
        k = self.recipe.k
        rates_D = [self._learning_rate_D(ahead=i) for i in range(k)]
        data, noise = [next(self._data) for _ in range(k)], [next(self._noise) for _ in range(k + 1)]
        *lr_D, lr_G, ema_decay = self.library.scalars(*rates_D, self._learning_rate_G(), self._ema_decay())
        self.state = self._compiled_round(self.state, data, noise, lr_D, lr_G, ema_decay)
        self.steps_D, self.step = self.steps_D + k, self.step + 1

    def _learning_rate_D(self, lr_D: float | None = None, ahead: int = 0) -> float:
        lr_D = self.recipe.lr_D if lr_D is None else lr_D
        return schedules.learning_rate(self.recipe, lr_D, self.step, self.steps_D + ahead)

    def _learning_rate_G(self, lr_G: float | None = None) -> float:
        return schedules.learning_rate(self.recipe, self.recipe.lr_G if lr_G is None else lr_G, self.step, self.step)

    def _ema_decay(self) -> float:
        return schedules.ema_decay(self.recipe, self.step)
