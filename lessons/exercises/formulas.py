"""Exercises: write the paper's formulas yourself, and let its claims judge them.

Each function gets float64 arrays. p and q are the masses of p_data and p_g in n cells: they are >= 0, sum to 1, and
have the shape (..., n), for one density or for a stack of densities, sometimes with a single cell alone. D is the value
of a discriminator in each cell, in [0, 1], of a shape that broadcasts with theirs. All results are in nats: use np.log.
A mass can be 0, and 0·log 0 counts as 0. Do not change the arrays that you get. Replace the dots by your formula, one
function after the other, and check after each:

    pytest lessons/exercises
    python -m gan_theory verify --formulas lessons/exercises/formulas.py

Predict, before you run it, which claims a wrong sign, a missing ½, or p and q exchanged would break.
"""

import numpy as np  # noqa: F401


def V(D, p, q):
    """Equation 1, the value of the game: E log D(x) over the data, plus E log(1 − D(x)) over p_g; shape (...).

    It is −∞ if there is a cell where D is 0 and p is not, or D is 1 and q is not.
    """
    return ...


def D_star(p, q):
    """Equation 2, the optimal D, cell by cell, (..., n). It is not judged where neither p nor q has mass."""
    return ...


def kl(p, q):
    """KL(p‖q), (...). It is infinite if there is a cell where q is 0 and p is not."""
    return ...


def jsd(p, q):
    """JSD(p‖q), (...), with the mean density m = (p + q)/2. Not its square root, and not in bits."""
    return ...


def C(p, q):
    """Equations 4 to 6, the value of the game for the optimal D, (...). What is it where p = q?

    Write it without D*: in floating point D* rounds to 1 where p_g is tiny, and there V would be −∞.
    """
    return ...


def grad_C(p, q):
    """∂C/∂p_g, cell by cell, (..., n): −∞ where q is 0 and p is not; 0, by definition, where neither has mass."""
    return ...
