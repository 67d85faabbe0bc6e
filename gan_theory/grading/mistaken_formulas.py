"""Wrong formulas that are often written in place of the paper's, each with the sentence that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy.special import entr, xlogy

from gan_theory._utils.arrays import Array
from gan_theory.game.formulas import PAPER, Formula
from gan_theory.grading.corrections import Correction, in_place_of

LOG_4 = 2 * np.log(2)
EPSILONS = tuple(10.0**-k for k in range(1, 17))
kl, jsd, tv, D_star, grad_C = PAPER.kl, PAPER.jsd, PAPER.tv, PAPER.D_star, PAPER.grad_C

OfTwo = dict[str, Callable[[Array, Array], Any]]


def _m(p: Array, q: Array) -> Array:
    return (p + q) / 2


def _overlap(p: Array, q: Array) -> Array:
    """Return the Bhattacharyya coefficient."""
    return np.sqrt(p * q).sum(axis=-1)


def _logit(p: Array, q: Array) -> Array:
    return np.log(p) - np.log(q)


_KL: OfTwo = {
    "weights the logarithm with q, and not with p": lambda p, q: -kl(q, p),
    "is Jeffreys' divergence KL(p‖q) + KL(q‖p): only KL(p‖q) is meant": lambda p, q: kl(p, q) + kl(q, p),
    "is the mean of KL(p‖q) and KL(q‖p): only KL(p‖q) is meant": lambda p, q: (kl(p, q) + kl(q, p)) / 2,
    "is the cross-entropy −Σ p log q: Σ p log p is missing": lambda p, q: -xlogy(p, q).sum(axis=-1),
    "is Σ p log q: Σ p log p is missing, and a sign is wrong": lambda p, q: xlogy(p, q).sum(axis=-1),
    "is the entropy of p: −Σ p log q is missing, and a sign is wrong": lambda p, q: entr(p).sum(axis=-1) + 0 * tv(p, q),
    "is Σ p log p: −Σ p log q is missing": lambda p, q: -entr(p).sum(axis=-1) + 0 * tv(p, q),
    "has |log(p/q)| in place of log(p/q)": lambda p, q: (p * np.abs(_logit(p, q))).sum(axis=-1),
    "has no weights: it is Σ log(p/q), without the p before it": lambda p, q: _logit(p, q).sum(axis=-1),
    "is KL(p‖m) with m = (p + q)/2": lambda p, q: kl(p, _m(p, q)),
    "is the JSD": jsd,
}
_JSD: OfTwo = {
    "is Jeffreys' divergence KL(p‖q) + KL(q‖p): the JSD goes through m = (p + q)/2": lambda p, q: kl(p, q) + kl(q, p),
    "is ½ KL(p‖q) + ½ KL(q‖p), half of Jeffreys' divergence: the JSD goes through m = (p + q)/2": (
        lambda p, q: (kl(p, q) + kl(q, p)) / 2
    ),
    "has KL(m‖p) and KL(m‖q) in place of KL(p‖m) and KL(q‖m)": lambda p, q: (kl(_m(p, q), p) + kl(_m(p, q), q)) / 2,
    "has KL(m‖p) and KL(m‖q) in place of KL(p‖m) and KL(q‖m), and lacks their ½": (
        lambda p, q: kl(_m(p, q), p) + kl(_m(p, q), q)
    ),
    "is KL(p‖m) alone: ½ KL(p‖m) + ½ KL(q‖m) is meant": lambda p, q: kl(p, _m(p, q)),
    "is KL(q‖m) alone: ½ KL(p‖m) + ½ KL(q‖m) is meant": lambda p, q: kl(q, _m(p, q)),
    "is ½ KL(p‖m) alone: ½ KL(q‖m) is missing": lambda p, q: kl(p, _m(p, q)) / 2,
    "is ½ KL(q‖m) alone: ½ KL(p‖m) is missing": lambda p, q: kl(q, _m(p, q)) / 2,
    "has m = √(p·q) in place of (p + q)/2": lambda p, q: (kl(p, np.sqrt(p * q)) + kl(q, np.sqrt(p * q))) / 2,
    "has m = p + q in place of (p + q)/2, and lacks the ½ before each KL": lambda p, q: kl(p, p + q) + kl(q, p + q),
    "has a minus between its two terms": lambda p, q: (kl(p, _m(p, q)) - kl(q, _m(p, q))) / 2,
    "is KL(p‖q)": kl,
    "is KL(q‖p)": lambda p, q: kl(q, p),
    "is the total variation": tv,
    "is the criterion C": PAPER.C,
    "is the squared Hellinger distance 1 − Σ √(pq)": lambda p, q: 1 - _overlap(p, q),
    "is the Hellinger distance √(1 − Σ √(pq))": lambda p, q: np.sqrt(1 - _overlap(p, q)),
    "is the Bhattacharyya distance −log Σ √(pq)": lambda p, q: -np.log(_overlap(p, q)),
    "is the entropy of m alone: the mean entropy of p and q is to be subtracted": (
        lambda p, q: entr(_m(p, q)).sum(axis=-1)
    ),
    "subtracts both entropies in full: their mean is meant": (
        lambda p, q: entr(_m(p, q)).sum(axis=-1) - entr(p).sum(axis=-1) - entr(q).sum(axis=-1)
    ),
}
_TV: OfTwo = {
    "is the largest difference of a cell: ½ Σ |p − q| is meant": lambda p, q: np.abs(p - q).max(axis=-1),
    "is the Euclidean distance: ½ Σ |p − q| is meant": lambda p, q: np.sqrt(((p - q) ** 2).sum(axis=-1)),
    "is half the Euclidean distance: ½ Σ |p − q| is meant": lambda p, q: np.sqrt(((p - q) ** 2).sum(axis=-1)) / 2,
    "is Σ (p − q)²: ½ Σ |p − q| is meant": lambda p, q: ((p - q) ** 2).sum(axis=-1),
    "squares the differences: ½ Σ |p − q| is meant, not half of Σ (p − q)²": lambda p, q: (
        ((p - q) ** 2).sum(axis=-1) / 2
    ),
    "is a mean over the cells, and lacks its ½: use sum in place of mean": lambda p, q: np.abs(p - q).mean(axis=-1),
    "is the overlap 1 − TV": lambda p, q: 1 - tv(p, q),
    "is 0 for all densities: the differences cancel without np.abs": lambda p, q: 0 * tv(p, q),
    "takes the absolute value after the sum: the differences cancel": lambda p, q: np.abs((p - q).sum(axis=-1)) / 2,
    "is the JSD": jsd,
}
_C: OfTwo = {
    "has JSD in place of 2·JSD": lambda p, q: -LOG_4 + jsd(p, q),
    "has 4·JSD in place of 2·JSD": lambda p, q: -LOG_4 + 4 * jsd(p, q),
    "has −2·JSD in place of 2·JSD": lambda p, q: -LOG_4 - 2 * jsd(p, q),
    "has the square root of the JSD in place of the JSD": lambda p, q: -LOG_4 + 2 * np.sqrt(jsd(p, q)),
    "has KL(p_data‖p_g) in place of 2·JSD": lambda p, q: -LOG_4 + kl(p, q),
    "has 2·KL(p_data‖p_g) in place of 2·JSD": lambda p, q: -LOG_4 + 2 * kl(p, q),
    "has KL(p_g‖p_data) in place of 2·JSD": lambda p, q: -LOG_4 + kl(q, p),
    "has Jeffreys' divergence in place of 2·JSD": lambda p, q: -LOG_4 + kl(p, q) + kl(q, p),
    "has the JSD in bits: use np.log, which gives nats": lambda p, q: -LOG_4 + 2 * jsd(p, q) / np.log(2),
    "has log2(4) = 2 in place of log 4": lambda p, q: -2 + 2 * jsd(p, q),
    "has 4 in place of log 4": lambda p, q: -4 + 2 * jsd(p, q),
    "has the base-10 logarithm of 4 in place of log 4": lambda p, q: -np.log10(4) + 2 * jsd(p, q),
    "has KL(m‖p_data) and KL(m‖p_g) in place of KL(p_data‖m) and KL(p_g‖m)": (
        lambda p, q: -LOG_4 + kl(_m(p, q), p) + kl(_m(p, q), q)
    ),
    "is the JSD: −log 4 + 2·JSD is meant": jsd,
    "lacks the term of p_g": lambda p, q: kl(p, p + q),
    "lacks the term of p_data": lambda p, q: kl(q, p + q),
    "lacks KL(p_g‖m)": lambda p, q: -LOG_4 + kl(p, _m(p, q)),
    "lacks KL(p_data‖m)": lambda p, q: -LOG_4 + kl(q, _m(p, q)),
    "has a minus between its two terms": lambda p, q: kl(p, p + q) - kl(q, p + q),
    "is V at 1 − D*, and not at D*": lambda p, q: PAPER.V(D_star(q, p), p, q),
    "is −log 4 for all densities, its value for p_g = p_data": lambda p, q: -LOG_4 + 0 * tv(p, q),
    "has the total variation in place of the JSD": lambda p, q: -LOG_4 + 2 * tv(p, q),
}
_D_STAR: OfTwo = {
    "is p_data/p_g, the odds: p_data/(p_data + p_g) is meant": lambda p, q: p / q,
    "is p_g/p_data: p_data/(p_data + p_g) is meant": lambda p, q: q / p,
    "is log(p_data/p_g), the logit of D*": _logit,
    "is log D*": lambda p, q: np.log(D_star(p, q)),
    "is log(1 − D*)": grad_C,
    "is p_data − p_g": lambda p, q: p - q,
    "is p_data/(p_data − p_g): a sign is wrong": lambda p, q: p / (p - q),
    "is 1/D*: the fraction is upside down": lambda p, q: 1 / D_star(p, q),
    "is p_data²/(p_data² + p_g²): without the squares": lambda p, q: p**2 / (p**2 + q**2),
    "has the square roots of the masses": lambda p, q: np.sqrt(p) / (np.sqrt(p) + np.sqrt(q)),
    "is normalised to sum to 1: D* is a probability in each cell, and no distribution": (
        lambda p, q: D_star(p, q) / D_star(p, q).sum(axis=-1, keepdims=True)
    ),
    "is the rule p_data > p_g, 0 or 1: its probability is meant": lambda p, q: np.where(p > q, 1.0, 0.0),
    "is ½ everywhere, which is D* for p_g = p_data": lambda p, q: 0.5 + 0 * (p + q),
    "divides by p_data + 2·p_g": lambda p, q: p / (p + 2 * q),
    "lacks brackets: p_data/p_data + p_g is 1 + p_g": lambda p, q: p / p + q,
}
_GRAD_C: OfTwo = {
    "is 1 − D*: the logarithm is missing": lambda p, q: 1 - D_star(p, q),
    "is D*: log(1 − D*) is meant": D_star,
    "is −log D*: log(1 − D*) is meant": lambda p, q: -grad_C(q, p),
    "is log(p_data/p_g), the logit of D*: log(1 − D*) is meant": _logit,
    "is log(p_g/p_data), minus the logit of D*: log(1 − D*) is meant": lambda p, q: -_logit(p, q),
    "is log(p_g): p_data + p_g is missing": lambda p, q: np.log(q) + 0 * p,
    "is 1/(1 − D*): log(1 − D*) is meant": lambda p, q: 1 / (1 - D_star(p, q)),
    "is −1/(1 − D*), the derivative of log(1 − D*) by D*": lambda p, q: -1 / (1 - D_star(p, q)),
    "is multiplied by p_g: it is what a cell adds to C, and no derivative": lambda p, q: q * grad_C(p, q),
    "is what a cell adds to C, and no derivative": lambda p, q: p * grad_C(q, p) + q * grad_C(p, q),
    "is less its mean: a derivative by each p_g is meant": (
        lambda p, q: grad_C(p, q) - grad_C(p, q).mean(axis=-1, keepdims=True)
    ),
    "is the second derivative": PAPER.hess_C,
}
_HESS_C: OfTwo = {
    "is 1/(p_data + p_g): 1/p_g − 1/(p_data + p_g) is meant": lambda p, q: 1 / (p + q),
    "is −1/(p_data + p_g): the 1/p_g is missing": lambda p, q: -1 / (p + q),
    "is 1/p_g: −1/(p_data + p_g) is missing": lambda p, q: 1 / q + 0 * p,
    "is 1/p_g + 1/(p_data + p_g): a minus between them is meant": lambda p, q: 1 / q + 1 / (p + q),
    "is D*: a division by p_g is missing": D_star,
    "is p_data/p_g: a division by p_data + p_g is missing": lambda p, q: p / q,
    "is p_data/(p_data + p_g)²: one of the factors below is p_g": lambda p, q: p / (p + q) ** 2,
    "is p_g/(p_data + p_g)²: p_data/(p_g (p_data + p_g)) is meant": lambda p, q: q / (p + q) ** 2,
    "is p_data/(p_g² (p_data + p_g)): p_g stands below only once": lambda p, q: PAPER.hess_C(p, q) / q,
    "is 1/(p_g (p_data + p_g)): p_data is missing above": lambda p, q: 1 / (q * (p + q)),
    "is the first derivative log(1 − D*)": grad_C,
}
_OF_TWO = {"kl": _KL, "jsd": _JSD, "tv": _TV, "C": _C, "D_star": _D_STAR, "grad_C": _GRAD_C, "hess_C": _HESS_C}


def _log_D(D: Array, p: Array) -> Array:
    return xlogy(p, D).sum(axis=-1)


_V: dict[str, Callable[[Array, Array, Array], Any]] = {
    "lacks its second term, Σ p_g log(1 − D)": lambda D, p, q: _log_D(D, p) + 0 * tv(p, q),
    "lacks its first term, Σ p_data log D": lambda D, p, q: _log_D(1 - D, q) + 0 * tv(p, q),
    "has a minus between its two terms": lambda D, p, q: _log_D(D, p) - _log_D(1 - D, q),
    "has −log D in place of log(1 − D), the loss that does not saturate": lambda D, p, q: _log_D(D, p) - _log_D(D, q),
    "has log D in both terms: the second has log(1 − D)": lambda D, p, q: _log_D(D, p) + _log_D(D, q),
    "has log(1 − D) in both terms: the first has log D": lambda D, p, q: _log_D(1 - D, p) + _log_D(1 - D, q),
    "has 1 − log D in place of log(1 − D)": lambda D, p, q: _log_D(D, p) + (q * (1 - np.log(D))).sum(axis=-1),
    "has log(1 + D) in place of log(1 − D)": lambda D, p, q: _log_D(D, p) + (q * np.log1p(D)).sum(axis=-1),
    "has no logarithms": lambda D, p, q: (p * D + q * (1 - D)).sum(axis=-1),
    "weights both terms with p_data": lambda D, p, q: _log_D(D, p) + _log_D(1 - D, p) + 0 * tv(p, q),
    "weights both terms with p_g": lambda D, p, q: _log_D(D, q) + _log_D(1 - D, q) + 0 * tv(p, q),
    "has no weights p_data and p_g": lambda D, p, q: (np.log(D) + np.log1p(-D)).sum(axis=-1) + 0 * tv(p, q),
    "is a squared error, the value of another GAN": lambda D, p, q: -(p * (1 - D) ** 2 + q * D**2).sum(axis=-1),
    "takes the logarithm after the sum: log Σ p_data·D is not Σ p_data log D": (
        lambda D, p, q: np.log((p * D).sum(axis=-1)) + np.log((q * (1 - D)).sum(axis=-1))
    ),
    "is the criterion C, and does not use D": lambda D, p, q: PAPER.C(p, q) + 0 * _log_D(D + 1, p),
}


def _with_epsilon(epsilon: float) -> Callable[[Array, Array, Array], Any]:
    return lambda D, p, q: (p * np.log(D + epsilon) + q * np.log(1 - D + epsilon)).sum(axis=-1)


def _clipped(epsilon: float) -> Callable[[Array, Array, Array], Any]:
    return lambda D, p, q: PAPER.V(np.clip(D, epsilon, 1 - epsilon), p, q)


def _clipped_D_star(epsilon: float) -> Formula:
    return lambda p, q: np.clip(D_star(p, q), epsilon, 1 - epsilon)


def _gradient_with(epsilon: float) -> Formula:
    return lambda p, q: np.log(D_star(q, p) + epsilon)


def _gradient_of_clipped_D_star(epsilon: float) -> Formula:
    return lambda p, q: np.log(1 - np.clip(D_star(p, q), epsilon, 1 - epsilon))


def mistaken_formulas(name: str) -> Iterator[Correction]:
    """Yield the corrections of a formula that is another known one.

    Parameters
    ----------
    name : str
        The name of the formula in `Formulas`.

    Yields
    ------
    Correction
        One for each known wrong formula.
    """
    of_two = _OF_TWO.get(name, {})
    for sentence, wrong in of_two.items():
        yield in_place_of(sentence, name, wrong)
    for epsilon in EPSILONS[:11] if name == "D_star" else ():
        sentence = f"is clipped to [{epsilon:g}, 1 − {epsilon:g}]: leave it as it is"
        yield in_place_of(sentence, name, _clipped_D_star(epsilon))
    for epsilon in EPSILONS if name == "grad_C" else ():
        sentence = f"adds {epsilon:g} to 1 − D* in the logarithm: leave it out"
        yield in_place_of(sentence, name, _gradient_with(epsilon))
        sentence = f"clips D* to [{epsilon:g}, 1 − {epsilon:g}]: leave it as it is"
        yield in_place_of(sentence, name, _gradient_of_clipped_D_star(epsilon))
    if name in ("V", "U"):
        for sentence, of_three in _V.items():
            yield in_place_of(sentence, name, _in_order(name, of_three))
        for epsilon in EPSILONS:
            sentence = f"adds {epsilon:g} to D and to 1 − D in the logarithms: leave it out"
            yield in_place_of(sentence, name, _in_order(name, _with_epsilon(epsilon)))
            sentence = f"clips D to [{epsilon:g}, 1 − {epsilon:g}]: leave it as it is"
            yield in_place_of(sentence, name, _in_order(name, _clipped(epsilon)))


def _in_order(name: str, of_three: Callable[[Array, Array, Array], Any]) -> Formula:
    """Return the formula of (D, p_data, p_g) with its arguments in the order of V or of U."""
    return of_three if name == "V" else lambda q, D, p: of_three(D, p, q)
