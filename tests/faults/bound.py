"""Faults that the evidence of B2, bound, must refute."""

from tests.faults.fault import Fault

FORMULAS, INTEGRALS, UPDATES = "game.formulas", "certified.integrals", "training.engine.updates.Updates"

FAULTS = (
    Fault("numeric", "D* with the labels swapped", f"{FORMULAS}._D_star_cells", "divide(p_data,", "divide(p_g,"),
    Fault("numeric", "D* from twice p_g", f"{FORMULAS}._D_star_cells", "p_data + p_g", "p_data + 2 * p_g"),
    Fault(
        "numeric",
        "V with the labels swapped",
        f"{FORMULAS}._V_terms",
        "xlogy(p_data, D) + xlog1py(p_g, -D)",
        "xlogy(p_g, D) + xlog1py(p_data, -D)",
    ),
    Fault("numeric", "V without the term of G", f"{FORMULAS}._V_terms", " + xlog1py(p_g, -D)", ""),
    Fault("numeric", "V with the non-saturating term", f"{FORMULAS}._V_terms", "+ xlog1py(p_g, -D)", "- xlogy(p_g, D)"),
    Fault("numeric", "half a JSD", f"{FORMULAS}._jsd", "/ 4", "/ 8"),
    Fault(
        "numeric",
        "a JSD without the logarithm of 1 + t",
        "game.stable._phi_of_large_t",
        "one_plus_t * np.log(one_plus_t) + ",
        "",
    ),
    Fault(
        "numeric",
        "a JSD of the wrong sign where t is small",
        "game.stable._phi_of_small_t",
        "np.log1p(-t * t)",
        "-np.log1p(-t * t)",
    ),
    Fault("numeric", "a JSD that is 0 where one density is", "game.stable.jsd_terms", "2 * np.log(2) *", "0 *"),
    Fault("symbolic", "D* with the labels swapped", "claims._shared.symbolic.D_star", "p / (p + q)", "q / (p + q)"),
    Fault(
        "symbolic",
        "V with the labels swapped",
        "claims._shared.symbolic.V",
        "p * log(y) + q * log(1 - y)",
        "q * log(y) + p * log(1 - y)",
    ),
    Fault("symbolic", "V with half of its real term", "claims._shared.symbolic.V", "p * log(y)", "p * log(y) / 2"),
    Fault("symbolic", "a JSD with m = p + q", "claims._shared.symbolic.jsd", "m = (p + q) / 2", "m = p + q"),
    Fault("symbolic", "log 2 in place of log 4", "claims._shared.symbolic.log_4", "log(4)", "log(2)"),
    Fault("symbolic", "the KL reversed", "claims._shared.symbolic.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault(
        "certified",
        "V with the labels swapped",
        f"{INTEGRALS}.V",
        "(p, log_D(logit)), (q, log_1_minus_D(logit))",
        "(q, log_D(logit)), (p, log_1_minus_D(logit))",
    ),
    Fault("certified", "V without the term of G", f"{INTEGRALS}.V", ", (q, log_1_minus_D(logit))", ""),
    Fault("certified", "a JSD of p alone", f"{INTEGRALS}._jsd", "for each in (p, q)", "for each in (p, p)"),
    Fault("certified", "a JSD without its ½", f"{INTEGRALS}._jsd", "/ 2", ""),
    Fault("certified", "a JSD with m a third", f"{INTEGRALS}.jsd", "HALF", "HALF * HALF"),
    Fault(
        "certified",
        "log(1 + e^x) for log D",
        "certified.integrands.log_sigmoid",
        "(x if is_negative else acb(0)) -",
        "(-x if is_negative else acb(0)) -",
    ),
    Fault("certified", "a logit without its square", "certified.integrands.log_D", "(l1 + x * l2)", "l1"),
    Fault(
        "certified",
        "C at D* with the labels swapped",
        f"{INTEGRALS}.C",
        "(p, log_density(p) - total), (q, log_density(q) - total)",
        "(p, log_density(q) - total), (q, log_density(p) - total)",
    ),
    Fault(
        "run",
        "the labels of D's minibatch swapped",
        f"{UPDATES}.gradient_D",
        "[x, self.generated(state.G, z)]",
        "[self.generated(state.G, z), x]",
    ),
    Fault(
        "run",
        "data that count twice",
        f"{UPDATES}.gradient_D",
        "on_data.derivative(logit[:, :m])",
        "2 * on_data.derivative(logit[:, :m])",
    ),
    Fault(
        "run",
        "fresh data in place of the data set",
        "training.minibatches.data_minibatches",
        "if dataset_size:",
        "if dataset_size < 0:",
    ),
)
