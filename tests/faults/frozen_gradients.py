"""Faults that the evidence of C2, frozen_gradients, must refute."""

from tests.faults.fault import Fault

FORMULAS, MIXTURE = "game.formulas", "densities.gaussian_mixture.GaussianMixture"
SYMBOLIC, INTEGRANDS, INTEGRALS = "claims._shared.symbolic", "certified.integrands", "certified.integrals"
FAULTS = (
    Fault("numeric", "the score of one σ too many", f"{MIXTURE}.score", "-u / self.stds", "-u"),
    Fault("numeric", "the score uphill", f"{MIXTURE}.score", "-u / self.stds", "u / self.stds"),
    Fault(
        "numeric",
        "components count without their widths",
        f"{MIXTURE}.score",
        "- np.log(self.stds)",
        "- 0 * np.log(self.stds)",
    ),
    Fault("numeric", "the density with exp(−u²)", f"{MIXTURE}.logpdf", "u * u / 2", "u * u"),
    Fault("numeric", "all components count alike", f"{MIXTURE}.score", "np.log(self.weights) -", "0 -"),
    Fault("numeric", "D* with its classes swapped", f"{FORMULAS}._D_star_cells", "np.divide(p_data,", "np.divide(p_g,"),
    Fault("numeric", "D* of p_data + 2 p_g", f"{FORMULAS}._D_star_cells", "p_data + p_g", "p_data + 2 * p_g"),
    Fault("numeric", "KL reversed", f"{FORMULAS}._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "2·JSD for JSD", f"{FORMULAS}._jsd", "/ 4", "/ 2"),
    Fault(
        "numeric",
        "φ without its second term",
        "game.stable._phi_of_small_t",
        "+ np.log1p(-t * t)",
        "- np.log1p(-t * t)",
    ),
    Fault("numeric", "φ for large t with |t|", "game.stable._phi_of_large_t", "2 - one_minus_t", "2 + one_minus_t"),
    Fault("numeric", "TV without its ½", f"{FORMULAS}._tv", "/ 2", "/ 1"),
    Fault(
        "numeric", "the JSD of p_data and p_g² in place of p_g", f"{FORMULAS}._jsd", "terms, p, q)", "terms, p, q * q)"
    ),
    Fault("numeric", "KL in bits", f"{FORMULAS}._kl", "rel_entr(p, q)", "(rel_entr(p, q) / np.log(2))"),
    Fault("symbolic", "D* with its classes swapped", f"{SYMBOLIC}.D_star", "return p /", "return q /"),
    Fault("symbolic", "D* of p_data + 2 p_g", f"{SYMBOLIC}.D_star", "(p + q)", "(p + 2 * q)"),
    Fault("symbolic", "KL reversed", f"{SYMBOLIC}.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "KL without the factor p", f"{SYMBOLIC}.kl", "p * log(p / q)", "log(p / q)"),
    Fault("symbolic", "C is JSD", f"{SYMBOLIC}.C", "return", "return HALF *"),
    Fault("symbolic", "2·JSD for JSD", f"{SYMBOLIC}.jsd", "/ 2 - m", "/ 2 * 2 - 2 * m"),
    Fault("symbolic", "U without 1 − D", f"{SYMBOLIC}.V", "log(1 - y)", "log(y)"),
    Fault("certified", "the score uphill", f"{INTEGRANDS}.score", "(mean - x)", "(x - mean)"),
    Fault("certified", "the score with σ in place of σ²", f"{INTEGRANDS}.score", "/ std**2) for", "/ std) for"),
    Fault(
        "certified",
        "the score without the weights of its sum",
        f"{INTEGRANDS}.score",
        "/ sum(ratios, acb(0))",
        "/ len(ratios)",
    ),
    Fault(
        "certified",
        "log(p + p) in place of log(p + q)",
        f"{INTEGRANDS}.log_sum",
        "p.components + q.components",
        "p.components + p.components",
    ),
    Fault("certified", "the expectation of twice f", f"{INTEGRALS}.expectation", "(p, f)", "(p, 2 * f)"),
    Fault(
        "certified",
        "KL reversed",
        f"{INTEGRALS}.kl",
        "log_density(p) - log_density(q)",
        "log_density(q) - log_density(p)",
    ),
    Fault("certified", "the JSD without its ½", f"{INTEGRALS}._jsd", "/ 2", "/ 1"),
    Fault(
        "certified",
        "p is mixed with itself",
        "certified.mixtures.ExactMixture.mix",
        "scaled(other.components",
        "scaled(self.components",
    ),
    Fault(
        "certified",
        "the JSD of masses without its ½",
        "certified.float_bounds.jsd_of_masses",
        "arb(0)) / 2",
        "arb(0)) / 1",
    ),
    Fault("certified", "KL of masses reversed", "certified.float_bounds.kl_of_masses", "(a / b)", "(b / a)"),
    Fault(
        "certified", "the bound of a sum forgets one term", "certified.arithmetic.sum_of_bounds", "c + d for", "d for"
    ),
    Fault(
        "certified",
        "the bound of a product forgets mixed terms",
        "certified.arithmetic.product_of_bounds",
        "+= c * d",
        "= c * d",
    ),
    Fault(
        "formal", "a JSD with p in both terms", "formal/definitions.v", "/ 2 * KL n q (mixture", "/ 2 * KL n p (mixture"
    ),
)
