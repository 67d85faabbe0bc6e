"""Faults that the evidence of B3, chain_rule, must refute."""

from tests.faults.fault import Fault

CHAIN = "explicit_models.chain_rule"

FAULTS = (
    Fault("numeric", "the KL reversed", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "the KL as a mean over cells", "game.formulas._kl", ".sum(axis=-1)", ".mean(axis=-1)"),
    Fault(
        "numeric",
        "a condition on one variable too few",
        f"{CHAIN}.conditionals_unchecked",
        "before = up_to_i",
        "before = marginal(joint, order[1 : i + 1])",
    ),
    Fault(
        "numeric",
        "a condition on later variables",
        f"{CHAIN}.conditionals_unchecked",
        "up_to_i, is_impossible = marginal(joint, order[: i + 1])",
        "up_to_i, is_impossible = marginal(joint, order[i:])",
    ),
    Fault(
        "numeric",
        "an order that is ignored",
        f"{CHAIN}.conditionals_unchecked",
        "enumerate(order)",
        "enumerate(order := tuple(range(joint.ndim)))",
    ),
    Fault(
        "numeric",
        "a conditional of 0 given what cannot happen",
        f"{CHAIN}.conditionals_unchecked",
        "1 / joint.shape[axis]",
        "0.0",
    ),
    Fault(
        "numeric",
        "a uniform conditional over another variable",
        f"{CHAIN}.conditionals_unchecked",
        "1 / joint.shape[axis]",
        "1 / joint.shape[order[0]]",
    ),
    Fault(
        "numeric", "a marginal over the variables that stay", f"{CHAIN}.marginal", "axis not in axes", "axis in axes"
    ),
    Fault("numeric", "a marginal as a mean", f"{CHAIN}.marginal", "joint.sum(", "joint.mean("),
    Fault("numeric", "a marginal as the greatest mass", f"{CHAIN}.marginal", "joint.sum(", "joint.max("),
    Fault("numeric", "a sum of conditionals", f"{CHAIN}.product", "np.multiply", "np.add"),
    Fault(
        "numeric",
        "a product that lacks the first conditional",
        f"{CHAIN}.product",
        "np.multiply, tables",
        "np.multiply, tables[1:]",
    ),
    Fault(
        "numeric", "samples one cell too high", f"{CHAIN}.sample_chain_unchecked", ".sum(axis=-1)", ".sum(axis=-1) + 1"
    ),
    Fault(
        "numeric",
        "samples that ignore the condition",
        f"{CHAIN}.sample_chain_unchecked",
        "drawn[:, other] *",
        "0 * drawn[:, other] *",
    ),
    Fault(
        "numeric",
        "one random number for all variables",
        f"{CHAIN}.sample_chain_unchecked",
        "rng.random((n, 1))",
        "np.random.default_rng(0).random((n, 1))",
    ),
    Fault(
        "numeric",
        "the most likely cell in place of a sample",
        f"{CHAIN}.sample_chain_unchecked",
        "rng.random((n, 1))",
        "0.5",
    ),
    Fault("numeric", "Gibbs sampling with x and y swapped in p(x|y)", f"{CHAIN}.gibbs", "[1].T", "[1]"),
    Fault("symbolic", "the KL reversed", "claims._shared.symbolic.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "the KL in bits", "claims._shared.symbolic.kl", "p * log(p / q)", "p * log(p / q) / log(2)"),
    Fault("symbolic", "the KL without its weight", "claims._shared.symbolic.kl", "p * log(p / q)", "log(p / q)"),
    Fault(
        "symbolic",
        "a normal density without its ½",
        "claims._shared.symbolic.log_normal",
        "/ (2 * variance)",
        "/ variance",
    ),
    Fault(
        "symbolic",
        "a normal density that is not normalised",
        "claims._shared.symbolic.log_normal",
        "- log(2 * pi * variance) / 2",
        "",
    ),
    Fault(
        "symbolic",
        "a condition on one variable too few",
        f"{CHAIN}.conditionals_unchecked",
        "before = up_to_i",
        "before = marginal(joint, order[1 : i + 1])",
    ),
    Fault(
        "symbolic",
        "an order that is ignored",
        f"{CHAIN}.conditionals_unchecked",
        "enumerate(order)",
        "enumerate(order := tuple(range(joint.ndim)))",
    ),
    Fault(
        "symbolic",
        "a conditional of 0 given what cannot happen",
        f"{CHAIN}.conditionals_unchecked",
        "1 / joint.shape[axis]",
        "0 * 1",
    ),
    Fault(
        "symbolic", "a marginal over the variables that stay", f"{CHAIN}.marginal", "axis not in axes", "axis in axes"
    ),
    Fault(
        "symbolic",
        "a product that lacks the first conditional",
        f"{CHAIN}.product",
        "np.multiply, tables",
        "np.multiply, tables[1:]",
    ),
    Fault(
        "formal",
        "a conditional over the other marginal",
        "formal/background.v",
        "p x y / marginal_of_x m p x",
        "p x y / marginal_of_x m p y",
    ),
)
