"""Exercises: write the paper's formulas yourself, and let its claims judge them.

Each function gets float64 arrays: p and q are masses of p_data and p_g in n cells, >= 0, with a sum of 1, of shape
(..., n), of one law or of a stack of laws, and now and then of a single cell alone; D is a discriminator's value in
each cell, in [0, 1], of a shape that goes with theirs. All values are in nats: np.log. A mass can be 0, and 0·log 0
counts as 0. Don't change the arrays that you get. Put your formula in the place of the dots, one after the other, and
ask after each:

    pytest lessons/exercises
    python -m gan_theory verify --formulas lessons/exercises/formulas.py

Predict, before you run it, which claims a wrong sign, a lost ½ or p and q swapped would break.
"""

import numpy as np  # noqa: F401


def V(D, p, q):
    """Equation 1: what D earns. E log D(x) over the data, plus E log(1 − D(x)) over p_g; a sum over cells, (...)."""
    return ...


def D_star(p, q):
    """Equation 2: the best D, cell by cell, (..., n). Where neither p nor q has mass it does not matter: ½, say."""
    return ...


def kl(p, q):
    """KL(p‖q), (...): what is lost by taking q for p. It is infinite where q is 0 and p is not."""
    return ...


def jsd(p, q):
    """JSD(p‖q), (...), with the middle m = (p + q)/2. Not its square root, and not in bits."""
    return ...


def C(p, q):
    """Equations 4 to 6: the value of the game for the best D, (...). What is it where p = q? (V at D* in floats is −∞
    where p_g is tiny, since D* rounds to 1 there: write it without D*.)"""
    return ...


def grad_C(p, q):
    """∂C/∂p_g, cell by cell, (..., n): −∞ where q is 0 and p is not; 0 where neither has mass."""
    return ...
