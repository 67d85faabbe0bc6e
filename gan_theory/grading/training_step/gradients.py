"""The gradients of both losses in closed form, right or mistaken in some ways."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_theory._utils.arrays import Array
from gan_theory.grading.training_step.game import losses
from gan_theory.grading.training_step.game.array_game import D_by_weights, D_by_x, D_value, powers


@dataclass(frozen=True)
class Variant:
    """How gradients are computed. The defaults are right.

    Parameters
    ----------
    terms : {"both", "data", "generated", "swapped", "difference"}
        The terms of D's loss that count, its two arguments swapped, or the wrong sign of the second gradient.
    points : {"own", "data", "generated", "swapped"}
        Where the derivatives of D by its weights are taken: for each term at its own samples, or elsewhere.
    D_sees_noise : {"", "D", "G"}
        Whose step evaluates D at z in place of G(z).
    loss_G : {"given", "loss_G", "loss_G_saturating", "loss_D"}
        The loss of G that is used.
    chain : {"full", "without dD/dx", "dD/dx at z", "D's weights"}
        What leads from the derivative with respect to D to G's gradient.
    axis_D, axis_G : {"minibatch", "weights", "transposed", "all", "mean of all"}
        What a player's derivatives are summed over.
    """

    terms: str = "both"
    points: str = "own"
    D_sees_noise: str = ""
    loss_G: str = "given"
    chain: str = "full"
    axis_D: str = "minibatch"
    axis_G: str = "minibatch"


RIGHT_GRADIENTS = Variant()


class Gradients:
    """Gradients by the weights of both players.

    Parameters
    ----------
    variant : Variant
        How they are computed.
    loss_G : {"loss_G", "loss_G_saturating"}
        The loss of G that is given.
    """

    def __init__(self, variant: Variant, loss_G: str) -> None:
        self.how = variant
        self._loss_G = loss_G if variant.loss_G == "given" else variant.loss_G

    def of_loss_D(self, theta_D: Array, theta_G: Array, x: Array, z: Array) -> tuple[Array, Array]:
        """Return the gradients of D's loss with respect to D's weights and to G's, (3,) each."""
        how = self.how
        generated = z if "D" in how.D_sees_noise else powers(z) @ theta_G
        on_data, on_generated = D_value(theta_D, x), D_value(theta_D, generated)
        if how.terms == "swapped":
            _, d_generated, d_data = losses.loss_D(on_generated, on_data)
        else:
            _, d_data, d_generated = losses.loss_D(on_data, on_generated)
        d_data = d_data if how.terms != "generated" else 0 * d_data
        d_generated = d_generated if how.terms != "data" else 0 * d_generated
        own, points = {"data": x, "generated": generated}, how.points
        at_data, at_generated = (x, generated) if points == "own" else (generated, x)
        if points in own:
            at_data = at_generated = own[points]
        of_data = _total(d_data, D_by_weights(theta_D, at_data), how.axis_D)
        of_generated = _total(d_generated, D_by_weights(theta_D, at_generated), how.axis_D)
        by_D = of_data - of_generated if how.terms == "difference" else of_data + of_generated
        return by_D, (d_generated * D_by_x(theta_D, generated)) @ powers(z)

    def of_loss_G(self, theta_D: Array, theta_G: Array, z: Array) -> tuple[Array, Array]:
        """Return the gradients of G's loss with respect to D's weights and to G's, (3,) each."""
        how = self.how
        generated = z if "G" in how.D_sees_noise else powers(z) @ theta_G
        values = D_value(theta_D, generated)
        if self._loss_G == "loss_D":
            d_generated = losses.loss_D(values, values)[2]
        else:
            d_generated = getattr(losses, self._loss_G)(values)[1]
        by_D = d_generated @ D_by_weights(theta_D, generated)
        if how.chain == "D's weights":
            return by_D, _total(d_generated, D_by_weights(theta_D, generated), how.axis_G)
        slope = D_by_x(theta_D, z if how.chain == "dD/dx at z" else generated)
        slope = np.ones_like(slope) if how.chain == "without dD/dx" else slope
        return by_D, _total(d_generated * slope, powers(z), how.axis_G)


def _total(weights: Array, derivatives: Array, axis: str) -> Array:
    """Sum weights (m,) times derivatives (m, 3), over the minibatch or, by mistake, otherwise."""
    if weights.shape != derivatives.shape[:1]:
        raise ValueError("sizes differ")
    products = weights[:, None] * derivatives
    if axis in ("all", "mean of all"):
        return np.full(3, products.sum() if axis == "all" else products.mean())
    if axis != "minibatch" and weights.size != 3:
        raise ValueError("one derivative for each weight is needed")
    if axis == "transposed":
        return derivatives @ weights
    return products.sum(axis=0 if axis == "minibatch" else 1)
