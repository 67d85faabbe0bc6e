"""A solution of the exercises: the formulas as the paper writes them, with 0·log 0 = 0."""

import numpy as np


def times_log(a, b):
    """a log b, and 0 where a is."""
    return np.where(a > 0, a, 0) * np.log(np.where(a > 0, b, 1))


def V(D, p, q):
    return (times_log(p, D) + times_log(q, 1 - D)).sum(axis=-1)


def D_star(p, q):
    return np.where(p + q > 0, p / np.where(p + q > 0, p + q, 1), 0.5)


def kl(p, q):
    return (times_log(p, p) - times_log(p, q)).sum(axis=-1)


def jsd(p, q):
    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2


def C(p, q):
    return -np.log(4) + 2 * jsd(p, q)


def grad_C(p, q):
    return np.where(p + q > 0, np.log(1 - D_star(p, q)), 0)
