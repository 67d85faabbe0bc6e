"""Faults that the evidence of A6, convexity, must refute."""

from tests.faults.fault import Fault

FAULTS = (
    Fault("numeric", "U takes p_data for p_g", "game.formulas._U", "_V(D, p_data, p_g)", "_V(D, p_g, p_data)"),
    Fault(
        "numeric",
        "U has the loss −log D of G",
        "game.formulas._U",
        "return _V(D, p_data, p_g)",
        "return _V(D, p_data, 0 * p_g) - _V(D, p_g, 0 * p_g)",
    ),
    Fault("numeric", "V has D for 1 − D on G", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("numeric", "C with one JSD", "game.formulas._C", ".sum(axis=-1)", ".sum(axis=-1) / 2"),
    Fault("numeric", "C without its second term", "game.formulas._C_terms", " + rel_entr(p_g, total)", ""),
    Fault(
        "numeric", "D* is p_g's share", "game.formulas._D_star_cells", "np.divide(p_data, total", "np.divide(p_g, total"
    ),
    Fault("numeric", "∂²C has p_data for p_g", "game.formulas._hess_C_cells", "/ p_g", "/ p_data"),
    Fault(
        "numeric",
        "∂²C is 1/p_g without data too",
        "game.formulas._hess_C_cells",
        "p_data > 0, _D_star_cells(p_data, p_g) / p_g, 0.0",
        "p_data > 0, _D_star_cells(p_data, p_g) / p_g, 1 / p_g",
    ),
    Fault(
        "numeric",
        "∂C is finite where p_g is 0",
        "game.formulas._grad_C_cells",
        "np.where(total > 0, gradient, 0.0)",
        "np.where(p_g > 0, gradient, 0.0)",
    ),
    Fault(
        "symbolic", "U has the loss −log D of G", "claims._shared.symbolic.U", "V(y, p, q)", "p * log(y) - q * log(y)"
    ),
    Fault(
        "symbolic",
        "V has its arguments swapped",
        "claims._shared.symbolic.V",
        "p * log(y) + q * log(1 - y)",
        "q * log(y) + p * log(1 - y)",
    ),
    Fault("symbolic", "D* is p_g's share", "claims._shared.symbolic.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "C with p_data/p_g", "claims._shared.symbolic.C", "p * log(p / (p + q))", "p * log(p / q)"),
    Fault("symbolic", "∂C/∂p_g is log D*", "claims._shared.symbolic.grad_C", "log(q / (p + q))", "log(p / (p + q))"),
    Fault("symbolic", "∂²C without p_data", "claims._shared.symbolic.hess_C", "p / (q * (p + q))", "1 / (q * (p + q))"),
    Fault("symbolic", "twice ∂²C", "claims._shared.symbolic.hess_C", "return", "return 2 *"),
    Fault("certified", "C with one JSD", "certified.integrals.C", "return", "return HALF *"),
    Fault(
        "certified",
        "C a twentieth too large",
        "certified.integrals.C",
        "return integral",
        "return arb(21) / 20 * integral",
    ),
    Fault("certified", "C without its second term", "certified.integrals.C", ", (q, log_density(q) - total)", ""),
    Fault(
        "certified",
        "a mixture with all of one part",
        "certified.mixtures.ExactMixture.mix",
        "scaled(self.components, 1 - to_rational(t)) + scaled(other.components, to_rational(t))",
        "other.components",
    ),
    Fault(
        "certified",
        "log(p + q) is log q",
        "certified.integrands.log_sum",
        "p.components + q.components",
        "q.components",
    ),
    Fault(
        "certified", "an expectation of twice the function", "certified.integrals.expectation", "(p, f)", "(p, 2 * f)"
    ),
    Fault(
        "certified",
        "ratios of components by a wrong curvature",
        "certified.mixtures._log_ratio",
        "curvature_of_largest - curvature)",
        "curvature_of_largest + curvature)",
    ),
    Fault(
        "certified",
        "C half a percent too large",
        "certified.integrals.C",
        "return integral",
        "return arb(201) / 200 * integral",
    ),
    Fault(
        "formal",
        "U with p_data and p_g swapped",
        "formal/definitions.v",
        "R := V n D p_data p_g.\n\n(** Equation 2",
        "R := V n D p_g p_g.\n\n(** Equation 2",
    ),
    Fault(
        "formal",
        "a point beyond r on the line",
        "formal/convergence.v",
        "(1 - t) * q x + t * r x",
        "(1 + t) * q x - t * r x",
    ),
)
