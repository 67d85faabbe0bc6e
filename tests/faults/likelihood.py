"""Faults that the evidence of B1, likelihood, must refute."""

from tests.faults.fault import Fault

FIT, SEARCH, POINTS = (
    "explicit_models.maximum_likelihood",
    "explicit_models.gaussian_search",
    "certified.stationary_points",
)

FAULTS = (
    Fault("numeric", "the KL reversed", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "the KL in bits", "game.formulas._kl", ".sum(axis=-1)", ".sum(axis=-1) / np.log(2)"),
    Fault(
        "numeric",
        "a curvature that is not squared",
        f"{FIT}.asymptotic_variance",
        "(p_data @ curvature) ** 2",
        "abs(p_data @ curvature)",
    ),
    Fault(
        "numeric",
        "1/(Fisher information) by the score alone",
        f"{FIT}.asymptotic_variance",
        "return p_data @ (score - p_data @ score) ** 2 / (p_data @ curvature) ** 2",
        "return 1 / (p_data @ score**2)",
    ),
    Fault(
        "numeric",
        "1/(Fisher information) by the curvature alone",
        f"{FIT}.asymptotic_variance",
        "return p_data @ (score - p_data @ score) ** 2 / (p_data @ curvature) ** 2",
        "return -1 / (p_data @ curvature)",
    ),
    Fault("numeric", "a variance 20 % too large", f"{FIT}.asymptotic_variance", "return ", "return 1.2 * "),
    Fault(
        "numeric",
        "a variance that is 10 % too large",
        f"{FIT}.asymptotic_variance",
        "return p_data",
        "return 1.1 * p_data",
    ),
    Fault(
        "numeric", "a likelihood of 1 for impossible data", f"{FIT}.mean_log_likelihood", "-np.inf, total", "0.0, total"
    ),
    Fault("numeric", "a variance 20 % too small", f"{FIT}.asymptotic_variance", "return ", "return 0.8 * "),
    Fault("numeric", "a parabola turned around", f"{FIT}._vertex", "(right - left)", "(left - right)"),
    Fault("numeric", "the least likely θ", f"{FIT}.maximise", "values.argmax(", "values.argmin("),
    Fault(
        "numeric",
        "likelihood as a mean of p_g",
        f"{FIT}.mean_log_likelihood",
        "np.maximum(log_p_g(theta), LOG_OF_0).T",
        "np.exp(log_p_g(theta)).T",
    ),
    Fault(
        "numeric",
        "likelihood weighted by the roots of frequencies",
        f"{FIT}.mean_log_likelihood",
        "total = frequencies @",
        "total = np.sqrt(frequencies) @",
    ),
    Fault(
        "numeric", "a gradient of the KL without its log std", f"{SEARCH}.GaussianSearch.gradient", "z * z]", "0 * z]"
    ),
    Fault(
        "numeric",
        "a gradient of the KL towards p_g",
        f"{SEARCH}._kl_times_gradient",
        "-np.exp(log_p)",
        "-np.exp(log_q)",
    ),
    Fault("numeric", "a KL without the entropy", f"{SEARCH}._kl", "xlogy(p, p) - ", ""),
    Fault(
        "numeric",
        "a mixture without its weights",
        "densities.gaussian_mixture.GaussianMixture.logpdf",
        "np.log(self.weights) - ",
        "-",
    ),
    Fault("symbolic", "the KL reversed", "claims._shared.symbolic.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "the KL in bits", "claims._shared.symbolic.kl", "p * log(p / q)", "p * log(p / q) / log(2)"),
    Fault(
        "symbolic",
        "a normal density without its ½",
        "claims._shared.symbolic.log_normal",
        "/ (2 * variance)",
        "/ variance",
    ),
    Fault(
        "symbolic",
        "a normal density that is not normalised",
        "claims._shared.symbolic.log_normal",
        "- log(2 * pi * variance) / 2",
        "",
    ),
    Fault(
        "symbolic",
        "a std in place of the variance",
        "claims._shared.symbolic.log_normal",
        "return ",
        "from sympy import sqrt; variance = sqrt(variance); return ",
    ),
    Fault(
        "certified",
        "the KL reversed",
        "certified.integrals.kl",
        "(p, log_density(p) - log_density(q))",
        "(q, log_density(q) - log_density(p))",
    ),
    Fault(
        "certified", "the entropy of the wrong sign", "certified.integrals.entropy", "-log_density(p)", "log_density(p)"
    ),
    Fault(
        "certified",
        "a likelihood without the variance of p_data",
        f"{POINTS}.log_likelihood",
        "(s**2 + (m - mean) ** 2)",
        "(m - mean) ** 2",
    ),
    Fault("certified", "a likelihood without its ½", f"{POINTS}.log_likelihood", "(2 * std**2))", "(std**2))"),
    Fault(
        "certified",
        "a density without the smaller components",
        "certified.integrands.log_of_components",
        "sum(ratios, acb(0)).log(analytic=analytic)",
        "acb(1).log()",
    ),
    Fault(
        "certified",
        "a gradient along the std without its −1",
        f"{POINTS}.derivatives",
        "mean_over_z(g * STD_SCORE) / std]",
        "mean_over_z(g * power(2)) / std]",
    ),
    Fault(
        "certified",
        "a second derivative of the wrong sign",
        f"{POINTS}.derivatives",
        "return Derivatives(gradient, ",
        "hessian = [-each for each in hessian]; return Derivatives(gradient, ",
    ),
    Fault(
        "certified",
        "the gradient of JSD with D* in place of 1 − D*",
        f"{POINTS}.log_D_of",
        "log_sigmoid(logit(z, analytic), analytic)",
        "log_sigmoid(-logit(z, analytic), analytic)",
    ),
    Fault(
        "certified",
        "a search for the reverse KL that descends the KL",
        f"{SEARCH}._reverse_kl_times_gradient",
        "np.exp(log_q) * (log_q - log_p)",
        "-np.exp(log_p)",
    ),
)
