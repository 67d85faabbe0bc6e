"""Wrong formulas, each with a claim and a case that refute it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gan_theory import PAPER


class WrongFormula(NamedTuple):
    """A wrong formula, or several that are consistent with each other."""

    names: str | tuple[str, ...]  # which fields of Formulas it replaces
    formulas: Callable | tuple[Callable, ...]
    claim: str
    case: str

    @property
    def fields(self):
        """The fields of Formulas with their new values."""
        return {self.names: self.formulas} if isinstance(self.names, str) else dict(zip(self.names, self.formulas))


def _eps(x):
    return x + 1e-3


def _float32(field):
    formula = getattr(PAPER, field)
    return lambda *arrays: np.asarray(formula(*(np.float32(array) for array in arrays)), np.float32)


def _in_bits(formula):
    return lambda *arrays: formula(*arrays) / np.log(2)


def _clamped(least):
    """V with logarithms of at least so much, as a loss that is kept finite has them."""
    return lambda D, p, q: (p * np.maximum(_log(D), least) + q * np.maximum(_log(1 - D), least)).sum(axis=-1)


def _log(x):
    with np.errstate(divide="ignore"):
        return np.log(x)


def _naive_V(D, p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return (p * np.log(D) + q * np.log(1 - D)).sum(axis=-1)


def _V_of_certain_D(D, p, q):
    certain = (np.broadcast_to(D, np.broadcast_shapes(np.shape(D), np.shape(p))) % 1 == 0).any(axis=-1)
    return np.where(certain, -np.inf, PAPER.V(D, p, q))


def _of_the_first(formula):
    """A sum over cells that reads the first of a stack of p only."""
    return lambda p, q: formula(p.reshape(-1, p.shape[-1])[0], q) + 0 * formula(p, q)


def _unnormalised(q):
    return 1.02 * q


def _le_cam(p, q):
    return ((p - q) ** 2 / np.maximum(p + q, 5e-324)).sum(axis=-1)


def _safe(q):
    return np.maximum(q, 5e-324)


LOG_2, LOG_4 = np.log(2), np.log(4)
V, D_star, C, kl, jsd, tv, U, grad_C, hess_C = (
    getattr(PAPER, name) for name in ("V", "D_star", "C", "kl", "jsd", "tv", "U", "grad_C", "hess_C")
)

_ROWS = {
    # D*
    "D* with p_data and p_g swapped": ("D_star", lambda p, q: D_star(q, p), "bayes", "two-modes-covered"),
    "D* = p_data/p_g clipped to 1": (
        "D_star",
        lambda p, q: np.minimum(np.divide(p, q, out=np.ones_like(p + q), where=q > 0), 1),
        "bayes",
        "two-modes-covered",
    ),
    "D* = p_data/(p_data + 2 p_g)": ("D_star", lambda p, q: D_star(p, 2 * q), "bayes", "two-modes-covered"),
    "D* = p_data²/(p_data² + p_g²)": ("D_star", lambda p, q: D_star(p * p, q * q), "bayes", "two-modes-covered"),
    "D* from roots": ("D_star", lambda p, q: D_star(np.sqrt(p), np.sqrt(q)), "bayes", "two-modes-covered"),
    "D* clipped to [0.01, 0.99]": (
        "D_star",
        lambda p, q: np.clip(D_star(p, q), 0.01, 0.99),
        "bayes",
        "two-modes-covered",
    ),
    "D* smoothed by 1e-3": ("D_star", lambda p, q: D_star(_eps(p), _eps(q)), "bayes", "two-modes-covered"),
    "D* of ½ where there is little mass": (
        "D_star",
        lambda p, q: np.where(p + q < 1e-20, 0.5, D_star(p, q)),
        "bayes",
        "shifted",
    ),
    "D* of 1 where there is no p_g within rounding": (
        "D_star",
        lambda p, q: np.where(q < 1e-6 * p, 1.0, D_star(p, q)),
        "bayes",
        "far-apart",
    ),
    "the logit in place of D*": (
        "D_star",
        lambda p, q: np.log(_safe(p)) - np.log(_safe(q)),
        "bayes",
        "two-modes-covered",
    ),
    "D* normalised to sum to 1": (
        "D_star",
        lambda p, q: D_star(p, q) / D_star(p, q).sum(axis=-1, keepdims=True),
        "bayes",
        "two-modes-covered",
    ),
    "D* in float32": ("D_star", _float32("D_star"), "bayes", "two-modes-covered"),
    "D* of an unnormalised p_g": ("D_star", lambda p, q: D_star(p, _unnormalised(q)), "bayes", "two-modes-covered"),
    # V and U
    "V with the real term weighted by 0.95": (
        "V",
        lambda D, p, q: V(D, 0.95 * p, q),
        "proposition_1",
        "two-modes-covered",
    ),
    "V with the data weighted by 1.1 and G by 0.9": (
        "V",
        lambda D, p, q: V(D, 1.1 * p, 0.9 * q),
        "saddle_point",
        "two-modes-covered",
    ),
    "V less 1e-9": ("V", lambda D, p, q: V(D, p, q) - 1e-9, "saddle_point", "two-modes-covered"),
    "V of a D that is ½ where there are no data": (
        "V",
        lambda D, p, q: V(np.where(p > 0, D, 0.5), p, q),
        "saddle_point",
        "uniforms-overlap",
    ),
    "V with labels 0.9 and 0.1": (
        "V",
        lambda D, p, q: V(D, 0.9 * p + 0.1 * q, 0.9 * q + 0.1 * p),
        "proposition_1",
        "two-modes-covered",
    ),
    "V with D and 1 − D swapped": ("V", lambda D, p, q: V(1 - D, p, q), "proposition_1", "two-modes-covered"),
    "V with p_data and p_g swapped": ("V", lambda D, p, q: V(D, q, p), "proposition_1", "two-modes-covered"),
    "V with a minus before its second term": (
        "V",
        lambda D, p, q: V(D, p, 0 * q) - V(D, 0 * p, q),
        "proposition_1",
        "two-modes-covered",
    ),
    "−V": ("V", lambda D, p, q: -V(D, p, q), "proposition_1", "two-modes-covered"),
    "V with the non-saturating term": (
        "V",
        lambda D, p, q: V(D, p, 0 * q) - V(D, q, 0 * p),
        "proposition_1",
        "two-modes-covered",
    ),
    "V as a mean over cells": ("V", lambda D, p, q: V(D, p, q) / np.shape(p)[-1], "proposition_1", "two-modes-covered"),
    "V as a mean of its two terms": ("V", lambda D, p, q: V(D, p, q) / 2, "proposition_1", "two-modes-covered"),
    "V in bits": ("V", lambda D, p, q: V(D, p, q) / LOG_2, "value_function", "two-modes-covered"),
    "V with log(D + 1e-3)": (
        "V",
        lambda D, p, q: (p * np.log(_eps(D)) + q * np.log(_eps(1 - D))).sum(axis=-1),
        "proposition_1",
        "two-modes-covered",
    ),
    "V at a D clipped to [0.01, 0.99]": (
        "V",
        lambda D, p, q: V(np.clip(D, 0.01, 0.99), p, q),
        "proposition_1",
        "two-modes-covered",
    ),
    "V as the mean squared error": (
        "V",
        lambda D, p, q: -(p * (1 - D) ** 2 + q * D**2).sum(axis=-1),
        "proposition_1",
        "two-modes-covered",
    ),
    "V without logarithms": (
        "V",
        lambda D, p, q: (p * D + q * (1 - D)).sum(axis=-1),
        "proposition_1",
        "two-modes-covered",
    ),
    "V in float32": ("V", _float32("V"), "proposition_1", "two-modes-covered"),
    "U with D in place of 1 − D": ("U", lambda q, D, p: V(D, p + q, 0 * q), "convexity", "two-modes-covered"),
    "U without the data's term": ("U", lambda q, D, p: V(D, 0 * p, q), "convexity", "two-modes-covered"),
    "U with its arguments in the order of V": (
        "U",
        lambda q, D, p: V(np.clip(q, 1e-9, 1), D, p),
        "convexity",
        "two-modes-covered",
    ),
    # C
    "C without the log 4": ("C", lambda p, q: C(p, q) + LOG_4, "criterion", "two-modes-covered"),
    "C with + log 4": ("C", lambda p, q: C(p, q) + 2 * LOG_4, "criterion", "two-modes-covered"),
    "C with log 2 for log 4": ("C", lambda p, q: C(p, q) + LOG_2, "criterion", "two-modes-covered"),
    "C with one JSD": ("C", lambda p, q: -LOG_4 + jsd(p, q), "criterion", "two-modes-covered"),
    "C with the KL in place of 2·JSD": ("C", lambda p, q: -LOG_4 + kl(p, q), "criterion", "two-modes-covered"),
    "C with the root of the JSD": ("C", lambda p, q: -LOG_4 + 2 * np.sqrt(jsd(p, q)), "criterion", "two-modes-covered"),
    "−C": ("C", lambda p, q: -C(p, q), "criterion", "two-modes-covered"),
    "C in bits": ("C", lambda p, q: C(p, q) / LOG_2, "criterion", "two-modes-covered"),
    "C less 1e-9": ("C", lambda p, q: C(p, q) - 1e-9, "criterion", "two-modes-covered"),
    "C of an unnormalised p_g": ("C", lambda p, q: C(p, _unnormalised(q)), "criterion", "two-modes-covered"),
    "C in float32": ("C", _float32("C"), "criterion", "two-modes-covered"),
    "C smoothed by 1e-3": ("C", lambda p, q: C(_eps(p), _eps(q)), "criterion", "two-modes-covered"),
    "C with m = p + q in both KLs": (
        "C",
        lambda p, q: -LOG_4 + kl(p, p + q) + kl(q, p + q),
        "criterion",
        "two-modes-covered",
    ),
    # KL
    "KL reversed": ("kl", lambda p, q: kl(q, p), "criterion", "two-modes-covered"),
    "−KL": ("kl", lambda p, q: -kl(p, q), "criterion", "two-modes-covered"),
    "KL in bits": ("kl", lambda p, q: kl(p, q) / LOG_2, "criterion", "two-modes-covered"),
    "a symmetric KL": ("kl", lambda p, q: (kl(p, q) + kl(q, p)) / 2, "criterion", "two-modes-covered"),
    "a KL that skips cells where q is 0": (
        "kl",
        lambda p, q: kl(np.where(q > 0, p, 0), q),
        "criterion",
        "underflowing",
    ),
    "a KL of at most log 2": ("kl", lambda p, q: np.minimum(kl(p, q), LOG_2), "criterion", "two-modes-covered"),
    "a KL smoothed by 1e-3": (
        "kl",
        lambda p, q: (p * np.log(_eps(p) / _eps(q))).sum(axis=-1),
        "criterion",
        "two-modes-covered",
    ),
    "a KL as a mean": ("kl", lambda p, q: kl(p, q) / np.shape(p)[-1], "criterion", "two-modes-covered"),
    "the cross-entropy in place of the KL": (
        "kl",
        lambda p, q: -(p * np.log(_safe(q))).sum(axis=-1),
        "criterion",
        "two-modes-covered",
    ),
    "a KL in float32": ("kl", _float32("kl"), "criterion", "two-modes-covered"),
    "a KL with |log|": (
        "kl",
        lambda p, q: (p * np.abs(np.log(_safe(p) / _safe(q)))).sum(axis=-1),
        "criterion",
        "two-modes-covered",
    ),
    "a KL summed over all densities at once": (
        "kl",
        lambda p, q: np.zeros(kl(p, q).shape) + kl(p, q).sum(),
        "criterion",
        "two-modes-covered",
    ),
    # JSD
    "JSD in bits": ("jsd", lambda p, q: jsd(p, q) / LOG_2, "theorem_1", "two-modes-covered"),
    "the square root of the JSD": ("jsd", lambda p, q: np.sqrt(jsd(p, q)), "theorem_1", "two-modes-covered"),
    "a JSD without its ½": ("jsd", lambda p, q: 2 * jsd(p, q), "theorem_1", "two-modes-covered"),
    "half a JSD": ("jsd", lambda p, q: jsd(p, q) / 2, "theorem_1", "two-modes-covered"),
    "a JSD with m = p + q": ("jsd", lambda p, q: (kl(p, p + q) + kl(q, p + q)) / 2, "theorem_1", "two-modes-covered"),
    "a JSD of one KL to the middle": ("jsd", lambda p, q: kl(p, (p + q) / 2), "theorem_1", "two-modes-covered"),
    "a JSD with the KLs reversed": (
        "jsd",
        lambda p, q: (kl((p + q) / 2, p) + kl((p + q) / 2, q)) / 2,
        "theorem_1",
        "two-modes-covered",
    ),
    "Jeffreys' divergence for the JSD": (
        "jsd",
        lambda p, q: (kl(p, q) + kl(q, p)) / 2,
        "theorem_1",
        "two-modes-covered",
    ),
    "a geometric middle in the JSD": (
        "jsd",
        lambda p, q: (kl(p, np.sqrt(p * q)) + kl(q, np.sqrt(p * q))) / 2,
        "theorem_1",
        "two-modes-covered",
    ),
    "a JSD with weights 0.4 and 0.6": (
        "jsd",
        lambda p, q: 0.4 * kl(p, (p + q) / 2) + 0.6 * kl(q, (p + q) / 2),
        "theorem_1",
        "two-modes-covered",
    ),
    "χ²/4 in place of a small JSD": (
        "jsd",
        lambda p, q: np.where(tv(p, q) < 0.2, _le_cam(p, q) / 4, jsd(p, q)),
        "theorem_1",
        "near",
    ),
    "no JSD below 1e-4": ("jsd", lambda p, q: np.where(jsd(p, q) < 1e-4, 0, jsd(p, q)), "theorem_1", "nearly-equal"),
    "a JSD of at most 0.69": ("jsd", lambda p, q: np.minimum(jsd(p, q), 0.69), "theorem_1", "far-apart"),
    "a JSD smoothed by 1e-3": ("jsd", lambda p, q: jsd(_eps(p), _eps(q)), "theorem_1", "two-modes-covered"),
    "a JSD in float32": ("jsd", _float32("jsd"), "theorem_1", "two-modes-covered"),
    "a JSD summed over all densities at once": (
        "jsd",
        lambda p, q: np.zeros(jsd(p, q).shape) + jsd(p, q).sum(),
        "theorem_1",
        "two-modes-covered",
    ),
    "the total variation in place of the JSD": ("jsd", lambda p, q: tv(p, q), "theorem_1", "two-modes-covered"),
    # TV
    "half the total variation": ("tv", lambda p, q: tv(p, q) / 2, "theorem_1", "two-modes-covered"),
    "a TV without its ½": ("tv", lambda p, q: 2 * tv(p, q), "theorem_1", "two-modes-covered"),
    "the Euclidean distance in place of TV": (
        "tv",
        lambda p, q: np.sqrt(((p - q) ** 2).sum(axis=-1)),
        "theorem_1",
        "two-modes-covered",
    ),
    "a TV summed over all densities at once": (
        "tv",
        lambda p, q: np.zeros(tv(p, q).shape) + tv(p, q).sum(),
        "theorem_1",
        "two-modes-covered",
    ),
    "the largest difference in place of TV": (
        "tv",
        lambda p, q: np.abs(p - q).max(axis=-1),
        "theorem_1",
        "two-modes-covered",
    ),
    # the derivatives of C
    "a gradient log D*": ("grad_C", lambda p, q: grad_C(q, p), "subgradient", "two-modes-covered"),
    "twice the gradient": ("grad_C", lambda p, q: 2 * grad_C(p, q), "subgradient", "two-modes-covered"),
    "minus the gradient": ("grad_C", lambda p, q: -grad_C(p, q), "subgradient", "two-modes-covered"),
    "the gradient plus a constant": ("grad_C", lambda p, q: grad_C(p, q) + 1, "subgradient", "two-modes-covered"),
    "the gradient of −log D": ("grad_C", lambda p, q: -np.log(_safe(D_star(p, q))), "subgradient", "two-modes-covered"),
    "the gradient 1/(1 − D*)": ("grad_C", lambda p, q: 1 / _safe(1 - D_star(p, q)), "subgradient", "two-modes-covered"),
    "the gradient log(1 − D* + 1e-3)": (
        "grad_C",
        lambda p, q: np.log(_eps(1 - D_star(p, q))),
        "subgradient",
        "two-modes-covered",
    ),
    "the gradient at a D* clipped to 0.99": (
        "grad_C",
        lambda p, q: np.log1p(-np.minimum(D_star(p, q), 0.99)),
        "subgradient",
        "shifted",
    ),
    "the gradient in bits": ("grad_C", lambda p, q: grad_C(p, q) / LOG_2, "subgradient", "two-modes-covered"),
    "the gradient of JSD": ("grad_C", lambda p, q: grad_C(p, q) / 2, "subgradient", "two-modes-covered"),
    "the gradient less its mean": (
        "grad_C",
        lambda p, q: grad_C(p, q) - np.where(np.isfinite(grad_C(p, q)), grad_C(p, q), 0).mean(axis=-1, keepdims=True),
        "subgradient",
        "two-modes-covered",
    ),
    "a second derivative 1/(p + q)": ("hess_C", lambda p, q: 1 / _safe(p + q), "convexity", "two-modes-covered"),
    "a second derivative 1/q": ("hess_C", lambda p, q: 1 / _safe(q), "convexity", "two-modes-covered"),
    "a second derivative with p and q swapped": ("hess_C", lambda p, q: hess_C(q, p), "convexity", "two-modes-covered"),
    "half the second derivative": ("hess_C", lambda p, q: hess_C(p, q) / 2, "convexity", "two-modes-covered"),
    "minus the second derivative": ("hess_C", lambda p, q: -hess_C(p, q), "convexity", "two-modes-covered"),
    "no second derivative where p_g is small": (
        "hess_C",
        lambda p, q: np.where(q < p / 1000, 0.0, hess_C(p, q)),
        "convexity",
        "two-modes-covered",
    ),
    "V with logarithms of at least −100": ("V", _clamped(-100), "proposition_1", "shifted"),
    "V with logarithms of at least −30": ("V", _clamped(-30), "proposition_1", "shifted"),
    "V with log max(D, 1e-30)": (
        "V",
        lambda D, p, q: (p * np.log(np.maximum(D, 1e-30)) + q * np.log(np.maximum(1 - D, 1e-30))).sum(axis=-1),
        "proposition_1",
        "shifted",
    ),
    "V of 0 where it is −∞": ("V", lambda D, p, q: np.nan_to_num(V(D, p, q), neginf=0.0), "proposition_1", "shifted"),
    "a gradient of at least −50": ("grad_C", lambda p, q: np.maximum(grad_C(p, q), -50), "convexity", "shifted"),
    "a gradient that is finite where p_g is 0": (
        "grad_C",
        lambda p, q: np.where((q == 0) & (p > 0), -36.0, grad_C(p, q)),
        "convexity",
        "shifted",
    ),
    "a JSD of the first of a stack of p": ("jsd", _of_the_first(jsd), "theorem_1", "shifted"),
    "a TV of the first of a stack of p": ("tv", _of_the_first(tv), "theorem_1", "shifted"),
    "a C of the first of a stack of p": ("C", _of_the_first(C), "theorem_1", "shifted"),
    "a KL of the first of a stack of p": ("kl", _of_the_first(kl), "criterion", "shifted"),
    "a C that is off for stacks of stacks": (
        "C",
        lambda p, q: C(p, q) - 1e-3 * (np.ndim(p) > 2 or np.ndim(q) > 2),
        "theorem_1",
        "shifted",
    ),
    "a KL that skips rare cells": ("kl", lambda p, q: kl(np.where(p < 1e-10, 0, p), q), "criterion", "shifted"),
    "a JSD of the first 600 cells": ("jsd", lambda p, q: jsd(p[..., :600], q[..., :600]), "theorem_1", "shifted"),
    # conventions: 0·log 0 = 0, and cells where neither has mass
    "a V that takes 0·log 0": ("V", _naive_V, "proposition_1", "disjoint-supports"),
    "a V of −∞ wherever D is 0 or 1": ("V", _V_of_certain_D, "proposition_1", "disjoint-supports"),
    "a U that takes 0·log 0": ("U", lambda q, D, p: _naive_V(D, p, q), "convexity", "disjoint-supports"),
    "a U of −∞ wherever D is 0 or 1": (
        "U",
        lambda q, D, p: _V_of_certain_D(D, p, q),
        "convexity",
        "uniforms-overlap",
    ),
    "a gradient of −log 2 in empty cells": (
        "grad_C",
        lambda p, q: np.where(p + q > 0, grad_C(p, q), -np.log(2)),
        "convexity",
        "shifted",
    ),
    "a second derivative of 7 in empty cells": (
        "hess_C",
        lambda p, q: np.where(p + q > 0, hess_C(p, q), 7.0),
        "convexity",
        "shifted",
    ),
    # several at once, consistent with each other
    "everything in bits": (
        ("V", "U", "C", "kl", "jsd", "grad_C", "hess_C"),
        tuple(_in_bits(f) for f in (V, U, C, kl, jsd, grad_C, hess_C)),
        "value_function",
        "two-modes-covered",
    ),
    "p_data and p_g swapped in D*, V and U alike": (
        ("D_star", "V", "U"),
        (lambda p, q: D_star(q, p), lambda D, p, q: V(D, q, p), lambda q, D, p: V(D, q, p)),
        "bayes",
        "two-modes-covered",
    ),
}

WRONG_FORMULAS = {name: WrongFormula(*row) for name, row in _ROWS.items()}

# Wrong in ways that the claims on explicit models must refute on their own cases.
WRONG_KL = {
    "reversed": lambda p, q: PAPER.kl(q, p),
    "in bits": _in_bits(PAPER.kl),
    "negative": lambda p, q: -PAPER.kl(p, q),
    "as a mean": lambda p, q: PAPER.kl(p, q) / np.shape(p)[-1],
    "without what p_g lacks": lambda p, q: PAPER.kl(np.where(p > 0.1, p, 0), q),
    "as a distance": lambda p, q: np.abs(p - q).sum(axis=-1),
}
