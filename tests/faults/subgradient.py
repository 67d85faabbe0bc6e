"""Faults that the evidence of A7, subgradient, must refute."""

from tests.faults.fault import Fault

FAULTS = (
    Fault(
        "numeric",
        "the gradient without p_data's share where 1 − D* underflows",
        "game.formulas._grad_C_cells",
        "np.log(p_g) - np.log(total)",
        "np.log(p_g)",
    ),
    Fault("numeric", "∂C/∂p_g is log D*", "game.formulas._grad_C", "p_data, p_g)", "p_g, p_data)"),
    Fault("numeric", "∂C/∂p_g is that of the JSD", "game.formulas._grad_C", "return", "return 0.5 *"),
    Fault("numeric", "∂C/∂p_g has a constant added", "game.formulas._grad_C", "return", "return 1 +"),
    Fault(
        "numeric",
        "∂C/∂p_g is that of −log D",
        "game.formulas._grad_C_cells",
        "for_less_data = -np.log1p(p_data / p_g)",
        "for_less_data = np.log1p(p_g / p_data)",
    ),
    Fault(
        "numeric", "D* is p_g's share", "game.formulas._D_star_cells", "np.divide(p_data, total", "np.divide(p_g, total"
    ),
    Fault("numeric", "V has D for 1 − D on G", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("numeric", "C with one JSD", "game.formulas._C", ".sum(axis=-1)", ".sum(axis=-1) / 2"),
    Fault("symbolic", "U is not affine in p_g", "claims._shared.symbolic.U", "V(y, p, q)", "V(y, p, q**2)"),
    Fault("symbolic", "D* is p_g's share", "claims._shared.symbolic.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "∂C/∂p_g is −log D*", "claims._shared.symbolic.grad_C", "log(q / (p + q))", "-log(p / (p + q))"),
    Fault("symbolic", "twice ∂C/∂p_g", "claims._shared.symbolic.grad_C", "return", "return 2 *"),
    Fault(
        "symbolic",
        "C in bits",
        "claims._shared.symbolic.C",
        "return p * log(p / (p + q)) + q * log(q / (p + q))",
        "return (p * log(p / (p + q)) + q * log(q / (p + q))) / log(2)",
    ),
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
        "log(p + q) without its second part",
        "certified.integrands.log_sum",
        "p.components + q.components",
        "p.components",
    ),
    Fault(
        "certified",
        "a difference of integrands forgets the second",
        "certified.integrands.Integrand.__sub__",
        "f(x, analytic) - g(x, analytic)",
        "f(x, analytic)",
    ),
    Fault(
        "certified",
        "a mixture with its weights swapped",
        "certified.mixtures.ExactMixture.mix",
        "scaled(self.components, 1 - to_rational(t)) + scaled(other.components, to_rational(t))",
        "scaled(self.components, to_rational(t)) + scaled(other.components, 1 - to_rational(t))",
    ),
    Fault(
        "certified",
        "the log of the largest component only",
        "certified.integrands.log_of_components",
        "log_largest + sum(ratios, acb(0)).log(analytic=analytic) if len(ratios) > 1 else log_largest",
        "log_largest",
    ),
    Fault(
        "certified",
        "a difference of integrands is their sum",
        "certified.integrands.Integrand.__sub__",
        "f(x, analytic) - g",
        "f(x, analytic) + g",
    ),
    Fault("formal", "2·p_g in D*", "formal/definitions.v", "(p_data x + p_g x)", "(p_data x + 2 * p_g x)"),
)
