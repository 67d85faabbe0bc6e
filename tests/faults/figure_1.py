"""Faults that the evidence of A12, figure_1, must refute."""

from tests.faults.fault import Fault

MOVE = "game.sample_moves.follow_gradient"
FAULTS = (
    Fault("numeric", "samples stay where they are", MOVE, "samples + step * at.slope", "samples + 0 * at.slope"),
    Fault("numeric", "samples move down D", MOVE, "samples + step * at.slope", "samples - step * at.slope"),
    Fault("numeric", "steps of half the length", MOVE, "step * at.slope", "step / 2 * at.slope"),
    Fault("numeric", "steps of twice the length", MOVE, "step * at.slope", "step * 2 * at.slope"),
    Fault("numeric", "all steps are of one length", MOVE, "step * at.slope", "step * np.sign(at.slope)"),
    Fault(
        "numeric",
        "samples go beyond the next cell centre",
        MOVE,
        "np.clip(samples + step * at.slope, at.lo, at.hi)",
        "samples + 100 * step * at.slope",
    ),
    Fault(
        "numeric",
        "the slope of the logit for that of D",
        "game.sample_moves.D_at",
        "D * (1 - D) * slope_of_logit",
        "slope_of_logit",
    ),
    Fault(
        "numeric",
        "the slope of log D for that of D",
        "game.sample_moves.D_at",
        "D * (1 - D) * slope_of_logit",
        "(1 - D) * slope_of_logit",
    ),
    Fault("numeric", "the slope of the interval to the left", "game.sample_moves.D_at", '"right") - 1', '"right") - 2'),
    Fault(
        "numeric",
        "samples beyond the grid move onto it",
        "game.sample_moves.D_at",
        "(samples >= x[0]) & (samples < x[-1])",
        "samples > -np.inf",
    ),
    Fault("numeric", "slopes by cells in place of x", "game.sample_moves.D_at", "(x[i + 1] - x[i])", "1.0"),
    Fault(
        "numeric", "quantiles one cell too far", "densities.density.Density.ppf", "self.edges", "self.edges + self.dx"
    ),
    Fault(
        "numeric",
        "quantiles of a p_g without its cells",
        "densities.density.Density.ppf",
        "np.cumsum(self.p)",
        "np.cumsum(np.full(self.n, 1 / self.n))",
    ),
    Fault("numeric", "V with D in place of 1 − D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault(
        "numeric", "V with p_data in both terms", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlog1py(p_data, -D)"
    ),
    Fault("numeric", "U with the arguments of V", "game.formulas._U", "_V(D, p_data, p_g)", "_V(D, p_g, p_data)"),
    Fault(
        "numeric",
        "D* is p_g/(p_data + p_g)",
        "game.formulas._D_star_cells",
        "np.divide(p_data, total",
        "np.divide(p_g, total",
    ),
    Fault("numeric", "C without p_g", "game.formulas._C_terms", " + rel_entr(p_g, total)", ""),
    Fault("numeric", "a TV without its ½", "game.formulas._tv", " / 2", ""),
    Fault("symbolic", "V with D in place of 1 − D", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "U with p_data and p_g swapped", "claims._shared.symbolic.U", "V(y, p, q)", "V(y, q, p)"),
    Fault("symbolic", "minus the second term of V", "claims._shared.symbolic.V", "+ q", "- q"),
    Fault("symbolic", "D* is p_g/(p_data + p_g)", "claims._shared.symbolic.D_star", "p / (p + q)", "q / (p + q)"),
    Fault(
        "symbolic",
        "C with m = (p + q)/2",
        "claims._shared.symbolic.C",
        "p * log(p / (p + q))",
        "p * log(2 * p / (p + q))",
    ),
    Fault("symbolic", "log 2 for log 4", "claims._shared.symbolic.log_4", "log(4)", "log(2)"),
    Fault(
        "run",
        "G climbs its loss",
        "training.engine.updates.Updates.gradient_G",
        "d_logit / z.shape[1]",
        "-d_logit / z.shape[1]",
    ),
    Fault("run", "D descends V", "training.engine.updates.Updates.gradient_D", "d_logit / m", "-d_logit / m"),
    Fault(
        "run",
        "G moves with each step of D",
        "training.engine.updates.Updates.ascend_D",
        "state._replace(D=D,",
        "self.descend_G(state, z, learning_rate / 100, learning_rate * 0)._replace(D=D,",
    ),
    Fault(
        "run",
        "other learning rates are ignored",
        "training.algorithm_1.Algorithm1._learning_rate_G",
        " if lr_G is None else lr_G",
        "",
    ),
)
