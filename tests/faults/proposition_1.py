"""Faults that the evidence of A3, proposition_1, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (
    Fault("numeric", "D* = p_g/(p_data + p_g)", "game.formulas._D_star_cells", "(p_data, total,", "(p_g, total,"),
    Fault("numeric", "D* of 2·p_g", "game.formulas._D_star_cells", "p_data + p_g", "p_data + 2 * p_g"),
    Fault(
        "numeric",
        "D* of ½ where there is little mass",
        "game.formulas._D_star_cells",
        "where=total > 0",
        "where=total > 1e-20",
    ),
    Fault("numeric", "V with p_g's term at D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault(
        "numeric",
        "V with the data's term doubled",
        "game.formulas._V_terms",
        "xlogy(p_data, D)",
        "2 * xlogy(p_data, D)",
    ),
    Fault(
        "numeric",
        "V of a D that is kept off 0",
        "game.formulas._V_terms",
        "xlogy(p_data, D)",
        "xlogy(p_data, np.maximum(D, 1e-100))",
    ),
    Fault(
        "numeric",
        "V with 1e-13 added to each mass of p_data",
        "game.formulas._V_terms",
        "xlogy(p_data, D)",
        "xlogy(p_data + 1e-13, D)",
    ),
    Fault(
        "numeric",
        "a block of cells backwards",
        "game.stable.blockwise",
        "(array[i : i + BLOCK] for array in flat))",
        "(array[i : i + BLOCK] for array in flat))[::-1]",
    ),
    Fault(
        "numeric",
        "blocks that overlap",
        "game.stable.blockwise",
        "array[i : i + BLOCK]",
        "array[max(i - 1, 0) : max(i - 1, 0) + len(values[i : i + BLOCK])]",
    ),
    Fault("symbolic", "D* with p and q swapped", "claims._shared.symbolic.D_star", "return p /", "return q /"),
    Fault("symbolic", "D* of 2·q", "claims._shared.symbolic.D_star", "(p + q)", "(p + 2 * q)"),
    Fault("symbolic", "V with p_g's term at D", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "V with p and q swapped", "claims._shared.symbolic.V", "p * log(y) + q", "q * log(y) + p"),
    Fault("symbolic", "−V", "claims._shared.symbolic.V", "p * log(y) + q", "-p * log(y) - q"),
    Fault(
        "certified", "p_data + p_g without p_g", "certified.integrands.log_sum", "p.components + q", "p.components + p"
    ),
    Fault("certified", "V with log D for G's samples", "certified.integrals.V", "(q, log_1_minus_D", "(q, log_D"),
    Fault("certified", "V of p_data alone", "certified.integrals.V", "(q, log_1_minus_D", "(p, log_1_minus_D"),
    Fault("certified", "a logit without its square", "certified.integrands.log_D", "(l1 + x * l2)", "(l1 + l2)"),
    Fault(
        "certified", "log(1 − D) as log D", "certified.integrands.log_1_minus_D", "[-to_rational(c)", "[to_rational(c)"
    ),
    Fault("certified", "log D without its 1", "certified.integrands.log_sigmoid", "(1 + (x", "(2 + (x"),
    Fault(
        "certified", "1 − D for D", "certified.stationary_points.log_D_of", "log_sigmoid(logit", "log_sigmoid(-logit"
    ),
    Fault(
        "certified",
        "a sum of integrands forgets the second",
        "certified.integrands.Integrand.__add__",
        "f(x, analytic) + g(x, analytic)",
        "f(x, analytic)",
    ),
    Fault(
        "certified",
        "a product as a sum",
        "certified.integrands.Integrand.__mul__",
        "f(x, analytic) * g",
        "f(x, analytic) + g",
    ),
    Fault("certified", "C with one JSD", "certified.integrals.C", "return integral(", "return HALF * integral("),
    Fault("certified", "−C", "certified.integrals.C", "return integral(", "return -integral("),
    Fault(
        "certified",
        "p_data + p_g without p_data",
        "certified.integrands.log_sum",
        "p.components + q",
        "q.components + q",
    ),
    Fault(
        "certified",
        "1 − D for D in the label's divergence",
        "certified.stationary_points.D_of",
        "= logit(z",
        "= -logit(z",
    ),
    Fault(
        "certified",
        "D below ½ by odds of one to two",
        "certified.stationary_points.D_of",
        "(1 + odds)",
        "(2 + odds)",
    ),
    Fault(
        "certified",
        "the bound of log D without log 2",
        "certified.stationary_points.log_D_of",
        "arb(2).log() + logit.bound[0]",
        "arb(0) * logit.bound[0]",
    ),
    Fault(
        "formal",
        "p_g in the numerator of D*",
        "formal/definitions.v",
        "p_data x / (p_data x + p_g x)",
        "p_g x / (p_data x + p_g x)",
    ),
    Fault("formal", "a D above 1", "formal/definitions.v", "0 <= D x <= 1", "0 <= D x"),
)
