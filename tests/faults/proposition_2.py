"""Faults that the evidence of A8, proposition_2, must refute."""

from tests.faults.fault import Fault

DESCENT = "claims._shared.descent"
FAULTS = (
    Fault("numeric", "the step goes uphill", f"{DESCENT}.descend", "log_q - eta", "log_q + eta"),
    Fault("numeric", "the step ignores its size", f"{DESCENT}.descend", "eta * clip_gradient", "clip_gradient"),
    Fault("numeric", "p_g is not normalised", f"{DESCENT}.descend", "return _normalised", "return "),
    Fault(
        "numeric",
        "p_g is normalised by its largest mass",
        f"{DESCENT}._normalised",
        "return log_masses - np.log(np.exp(log_masses).sum(axis=-1, keepdims=True))",
        "return log_masses",
    ),
    Fault(
        "numeric",
        "the gradient stops falling where p_g is small",
        f"{DESCENT}.gradient_of_C",
        "return gradient + np.subtract(log_q, least, out=np.zeros(np.shape(gradient)), where=is_far)",
        "return gradient",
    ),
    Fault("numeric", "each step starts at the first p_g", f"{DESCENT}.iterates", "path[-1]", "path[0]"),
    Fault("numeric", "the subgradient method goes uphill", f"{DESCENT}.subgradient_step", "q - length", "q + length"),
    Fault("numeric", "its steps are not normalised", f"{DESCENT}.subgradient_step", "slope / size", "slope"),
    Fault(
        "numeric",
        "the projection clips",
        f"{DESCENT}.onto_simplex",
        "masses - above[falling > above][-1]",
        "masses",
    ),
    Fault(
        "numeric",
        "the projection clips and normalises",
        f"{DESCENT}.onto_simplex",
        "return np.maximum(masses - above[falling > above][-1], 0)",
        "return np.maximum(masses, 0) / np.maximum(masses, 0).sum()",
    ),
    Fault("numeric", "the projection takes off too little", f"{DESCENT}.onto_simplex", "[-1]", "[0]"),
    Fault(
        "numeric",
        "D* has p_data and p_g swapped",
        "game.formulas._grad_C_cells",
        "np.log(p_g / total)",
        "np.log(p_data / total)",
    ),
    Fault("numeric", "C has p_g twice", "game.formulas._C_terms", "rel_entr(p_data, total)", "rel_entr(p_g, total)"),
    Fault("symbolic", "∂C/∂p_g is log D*", "claims._shared.symbolic.grad_C", "log(q / (p + q))", "log(p / (p + q))"),
    Fault("symbolic", "∂C/∂p_g has a constant added", "claims._shared.symbolic.grad_C", "return", "return 1 +"),
    Fault("symbolic", "D* is p_g's share", "claims._shared.symbolic.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "KL is reversed", "claims._shared.symbolic.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "C without its second term", "claims._shared.symbolic.C", " + q * log(q / (p + q))", ""),
    Fault("symbolic", "log 4 is log 2", "claims._shared.symbolic.log_4", "log(4)", "log(2)"),
    Fault("certified", "the JSD without its ½", "certified.integrals.jsd", "return", "return 2 *"),
    Fault("certified", "C with one JSD", "certified.integrals.C", "return", "return HALF *"),
    Fault(
        "certified",
        "a mixture with its weights swapped",
        "certified.mixtures.ExactMixture.mix",
        "scaled(self.components, 1 - to_rational(t)) + scaled(other.components, to_rational(t))",
        "scaled(self.components, to_rational(t)) + scaled(other.components, 1 - to_rational(t))",
    ),
    Fault(
        "certified",
        "KL is reversed",
        "certified.integrals.kl",
        "(p, log_density(p) - log_density(q))",
        "(q, log_density(q) - log_density(p))",
    ),
    Fault(
        "certified",
        "1 − D* for the other density",
        "claims._shared.enclosures.log_1_minus_D_star",
        "p_g = sum(ratios[of_p:], acb(0))",
        "p_g = sum(ratios[:of_p], acb(0))",
    ),
    Fault(
        "certified", "the middle of the JSD is p_data", "certified.integrals.jsd", "p.mix(q, HALF)", "p.mix(p, HALF)"
    ),
    Fault("certified", "a log density without its weights", "certified.mixtures.peak_density", "arb(abs(w))", "arb(1)"),
    Fault(
        "symbolic",
        "log 4 spread over x by √(p_data p_g)",
        "claims._shared.symbolic.log_4",
        "(p + q) / 2",
        "(p * q) ** HALF",
    ),
    Fault(
        "formal",
        "a step that stays",
        "formal/convergence.v",
        "| S j => mixture p_data (p_g_after j p_data p_0)",
        "| S j => p_g_after j p_data p_0",
    ),
)
