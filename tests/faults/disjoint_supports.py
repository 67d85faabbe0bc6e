"""Faults that the evidence of C1, disjoint_supports, must refute."""

from tests.faults.fault import Fault

FORMULAS, SYMBOLIC, BOUNDS = "game.formulas", "claims._shared.symbolic", "certified.float_bounds"
FAULTS = (
    Fault("numeric", "the JSD in bits", "game.stable.jsd_terms", "2 * np.log(2)", "2"),
    Fault("numeric", "no JSD where one mass is 0", "game.stable.jsd_terms", "2 * np.log(2) * np.abs", "0 * np.abs"),
    Fault("numeric", "JSD = 2·log 2", f"{FORMULAS}._jsd", "/ 4", "/ 2"),
    Fault("numeric", "D* is ½ where one mass is 0", f"{FORMULAS}._D_star_cells", "where=total > 0", "where=p_g > 0"),
    Fault("numeric", "D* with its classes swapped", f"{FORMULAS}._D_star_cells", "np.divide(p_data,", "np.divide(p_g,"),
    Fault("numeric", "TV without its ½", f"{FORMULAS}._tv", "/ 2", "/ 1"),
    Fault(
        "numeric", "TV of the positive part only, halved", f"{FORMULAS}._absolute_difference", "np.abs(p - q)", "p - q"
    ),
    Fault(
        "numeric",
        "C with twice the mixture",
        f"{FORMULAS}._C_terms",
        "rel_entr(p_g, total)",
        "rel_entr(p_g, 2 * total)",
    ),
    Fault("numeric", "V with D in place of 1 − D", f"{FORMULAS}._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("numeric", "V without the data", f"{FORMULAS}._V_terms", "xlogy(p_data, D) +", "0 * p_data +"),
    Fault(
        "numeric",
        "∂C is log(1 − D*) − 1",
        f"{FORMULAS}._grad_C_cells",
        "np.where(total > 0, gradient",
        "np.where(total > 0, gradient - 1",
    ),
    Fault(
        "numeric",
        "∂C of the JSD's mixture",
        f"{FORMULAS}._grad_C_cells",
        "-np.log1p(p_data / p_g)",
        "-np.log((p_data + p_g) / p_g / 2)",
    ),
    Fault("symbolic", "D* with its classes swapped", f"{SYMBOLIC}.D_star", "return p /", "return q /"),
    Fault("symbolic", "D* of the mixture", f"{SYMBOLIC}.D_star", "p / (p + q)", "p / ((p + q) / 2)"),
    Fault("symbolic", "JSD without the half of m", f"{SYMBOLIC}.jsd", "(p + q) / 2", "(p + q)"),
    Fault("symbolic", "C with the mixture m", f"{SYMBOLIC}.C", "q * log(q / (p + q))", "q * log(2 * q / (p + q))"),
    Fault("symbolic", "∂C is log D*", f"{SYMBOLIC}.grad_C", "q / (p + q)", "p / (p + q)"),
    Fault("symbolic", "V with D in place of 1 − D", f"{SYMBOLIC}.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "V with the log of 1 − D²", f"{SYMBOLIC}.V", "log(1 - y)", "log(1 - y**2)"),
    Fault("certified", "the JSD against p + q", f"{BOUNDS}._jsd_term", "2 * mass / total", "mass / total"),
    Fault("certified", "the JSD without its ½", f"{BOUNDS}.jsd_of_masses", "arb(0)) / 2", "arb(0)) / 1"),
    Fault(
        "certified",
        "the JSD of p alone",
        f"{BOUNDS}.jsd_of_masses",
        "_jsd_term(a, a + b) + _jsd_term(b, a + b)",
        "2 * _jsd_term(a, a + b)",
    ),
    Fault(
        "certified",
        "a cell is left out of the JSD",
        f"{BOUNDS}.exact_jsd",
        "p.tolist(), q.tolist()",
        "p.tolist()[1:], q.tolist()[1:]",
    ),
    Fault("certified", "the sum starts at 1", f"{BOUNDS}.exact_sum", "arb(0)", "arb(1)"),
    Fault("certified", "KL without the factor p", f"{BOUNDS}.kl_of_masses", "a * (a / b).log()", "(a / b).log()"),
    Fault("certified", "KL reversed inside the logarithm", f"{BOUNDS}.kl_of_masses", "(a / b).log()", "(b / a).log()"),
    Fault(
        "certified",
        "the logarithm to the base 2",
        "certified.arithmetic.log",
        "arb(n).log()",
        "arb(n).log() / arb(2).log()",
    ),
    Fault("formal", "supports that overlap", "formal/follow_ups.v", "p x = 0 \\/ q x = 0", "p x = 0 \\/ q x <= 1"),
)
