"""Faults that the evidence of A15, saddle_point, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (
    Fault("numeric", "V with p_g's term at D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault(
        "numeric", "V with the data's term halved", "game.formulas._V_terms", "xlogy(p_data, D)", "xlogy(p_data, D) / 2"
    ),
    Fault(
        "numeric",
        "V with weights 1.1 and 0.9",
        "game.formulas._V_terms",
        "xlogy(p_data, D) + xlog1py(p_g, -D)",
        "1.1 * xlogy(p_data, D) + 0.9 * xlog1py(p_g, -D)",
    ),
    Fault("numeric", "V as a mean over cells", "game.formulas._V", ".sum(axis=-1)", ".mean(axis=-1)"),
    Fault("numeric", "D* = p_g/(p_data + p_g)", "game.formulas._D_star_cells", "(p_data, total,", "(p_g, total,"),
    Fault(
        "numeric",
        "D* with the larger mass in place of the sum",
        "game.formulas._D_star_cells",
        "p_data + p_g",
        "np.maximum(p_g, p_data)",
    ),
    Fault(
        "numeric",
        "other p_g that are not normalised",
        "claims._shared.draws._fixed_distributions",
        "random / random.sum(axis=-1, keepdims=True)",
        "random",
    ),
    Fault("symbolic", "V with p_g's term at D", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "V with a term 1 + D", "claims._shared.symbolic.V", "log(1 - y)", "log(1 + y)"),
    Fault("symbolic", "V with weights 2 and 1", "claims._shared.symbolic.V", "p * log(y)", "2 * p * log(y)"),
    Fault("symbolic", "log 4 as log 2", "claims._shared.symbolic.log_4", "log(4)", "log(2)"),
    Fault("certified", "V with log D for G's samples", "certified.integrals.V", "(q, log_1_minus_D", "(q, log_D"),
    Fault(
        "certified", "log(1 − D) as log D", "certified.integrands.log_1_minus_D", "[-to_rational(c)", "[to_rational(c)"
    ),
    Fault("certified", "log D without its 1", "certified.integrands.log_sigmoid", "(1 + (x", "(1 / 2 + (x"),
    Fault("certified", "C of the other sign", "certified.integrals.C", "return integral(", "return -integral("),
    Fault(
        "certified", "1 − D for D", "certified.stationary_points.log_D_of", "log_sigmoid(logit", "log_sigmoid(-logit"
    ),
    Fault("certified", "components without their weights", "certified.mixtures.peak_density", "arb(abs(w))", "arb(1)"),
    Fault(
        "certified",
        "components with their weights squared",
        "certified.mixtures.peak_density",
        "arb(abs(w))",
        "arb(w * w)",
    ),
    Fault("certified", "a Gaussian without √2", "certified.mixtures.peak_density", "(2 * arb.pi())", "arb.pi()"),
    Fault("certified", "C with one JSD", "certified.integrals.C", "return integral(", "return HALF * integral("),
    Fault("formal", "V with D where 1 − D is due", "formal/definitions.v", "p_g x * ln (1 - D x)", "p_g x * ln (D x)"),
    Fault(
        "formal",
        "V that is finite for one p_g only",
        "formal/saddle_point.v",
        "(0 < p_data x -> 0 < D x) /\\ D x < 1.",
        "(0 < p_data x -> 0 < D x).",
    ),
)
