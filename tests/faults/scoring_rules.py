"""Faults that the evidence of B7, scoring_rules, must refute."""

from tests.faults.fault import Fault

SHARE = "PAPER.D_star(np.asarray(p_data, np.float64), np.asarray(p_g, np.float64))"
FAULTS: tuple[Fault, ...] = (
    Fault("numeric", "the log payoff in bits", "game.scoring_rules._log_payoff", "np.log(y)", "np.log2(y)"),
    Fault("numeric", "the log payoff of 1 + y", "game.scoring_rules._log_payoff", "np.log(y)", "np.log1p(y)"),
    Fault("numeric", "a payoff |1 − y|³", "game.scoring_rules._quadratic_payoff", "** 2", "** 3"),
    Fault("numeric", "a quadratic payoff of the other sign", "game.scoring_rules._quadratic_payoff", "-(", "+("),
    Fault("numeric", "a linear payoff of slope 2", "game.scoring_rules._linear_payoff", "1.0 * y", "2.0 * y"),
    Fault("numeric", "a linear payoff plus 1", "game.scoring_rules._linear_payoff", "1.0 * y", "1.0 + y"),
    Fault("numeric", "the share of G as best answer", "game.scoring_rules._share_of_data", SHARE, f"1 - {SHARE}"),
    Fault("numeric", "the best answer, squared", "game.scoring_rules._share_of_data", SHARE, f"{SHARE} ** 2"),
    Fault(
        "numeric",
        "the best answer to the linear payoff, swapped",
        "game.scoring_rules._which_is_larger",
        "np.subtract(p_data, p_g)",
        "np.subtract(p_g, p_data)",
    ),
    Fault("numeric", "1 for equal densities", "game.scoring_rules._which_is_larger", "0.5)", "1.0)"),
    Fault(
        "numeric",
        "the value by the log payoff without its constant",
        "game.scoring_rules._log_value",
        "PAPER.C(p_data, p_g)",
        "2 * PAPER.jsd(p_data, p_g)",
    ),
    Fault("numeric", "a quadratic value of the other sign", "game.scoring_rules._quadratic_value", "-(", "+("),
    Fault("numeric", "a quadratic value of one mass", "game.scoring_rules._quadratic_value", "-(larger", "-(smaller"),
    Fault("numeric", "a quadratic value as a mean", "game.scoring_rules._quadratic_value", ".sum(", ".mean("),
    Fault("numeric", "a linear value of the overlap", "game.scoring_rules._linear_value", "np.maximum", "np.minimum"),
    Fault(
        "numeric",
        "the payoff on samples of G at D",
        "game.scoring_rules.ScoringRule.expected_payoff",
        "self.payoff(1 - D)",
        "self.payoff(D)",
    ),
    Fault(
        "numeric",
        "the payoff on samples of G subtracted",
        "game.scoring_rules.ScoringRule.expected_payoff",
        "+ _times(",
        "- _times(",
    ),
    Fault("numeric", "rare cells left out", "game.scoring_rules._times", "mass > 0", "mass > 1e-3"),
    Fault("numeric", "D* = p_g/(p_data + p_g)", "game.formulas._D_star_cells", "(p_data, total,", "(p_g, total,"),
    Fault("numeric", "JSD twice as large", "game.formulas._jsd", "/ 4", "/ 2"),
    Fault("numeric", "TV twice as large", "game.formulas._tv", " / 2", ""),
    Fault("numeric", "V with p_g's term at D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlogy(p_g, D)"),
    Fault("symbolic", "the log payoff of 1 + y", "claims._shared._symbolic_payoffs.log_payoff", "log(y)", "log(1 + y)"),
    Fault("symbolic", "twice the log payoff", "claims._shared._symbolic_payoffs.log_payoff", "log(y)", "2 * log(y)"),
    Fault("symbolic", "a payoff −(1 − y)⁴", "claims._shared._symbolic_payoffs.quadratic_payoff", "** 2", "** 4"),
    Fault("symbolic", "a convex payoff", "claims._shared._symbolic_payoffs.quadratic_payoff", "-(", "+("),
    Fault(
        "symbolic", "a linear payoff y²", "claims._shared._symbolic_payoffs.linear_payoff", "return y", "return y**2"
    ),
    Fault(
        "symbolic",
        "the payoff on samples of G at y",
        "claims._shared._symbolic_payoffs.expected_payoff",
        "S(1 - y)",
        "S(y)",
    ),
    Fault("symbolic", "D* of the other player", "claims._shared.symbolic.D_star", "return p / (", "return q / ("),
    Fault("symbolic", "V with a term 1 + D", "claims._shared.symbolic.V", "log(1 - y)", "log(1 + y)"),
    Fault("symbolic", "C with one term", "claims._shared.symbolic.C", "p * log(p / (p + q)) + ", ""),
    Fault(
        "certified",
        "D of the other sign",
        "certified.stationary_points.D_of",
        "1 / (1 + (-log_odds).exp())",
        "1 / (1 + log_odds.exp())",
    ),
    Fault("certified", "D that is halved", "certified.stationary_points.D_of", "1 / (1 + (", "1 / (2 + ("),
    Fault("certified", "log D without its 1", "certified.integrands.log_sigmoid", "(1 + (x", "(1 / 2 + (x"),
    Fault(
        "certified",
        "TV twice as large",
        "certified.integrals.tv",
        "integral_of_absolute(difference) / 2",
        "integral_of_absolute(difference)",
    ),
    Fault("certified", "JSD twice as large", "certified.integrals._jsd", ") / 2", ")"),
    Fault(
        "certified",
        "D of the other sign where it is small",
        "certified.stationary_points.D_of",
        "log_odds.exp() / (1 + log_odds.exp())",
        "(-log_odds).exp() / (1 + (-log_odds).exp())",
    ),
    Fault(
        "certified", "an expectation of twice the function", "certified.integrals.expectation", "(p, f),", "(p, 2 * f),"
    ),
    Fault("certified", "a Gaussian without √2", "certified.mixtures.peak_density", "(2 * arb.pi())", "arb.pi()"),
)
