"""Faults that the evidence of A1, value_function, must refute."""

from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (
    Fault("numeric", "V with log(1 + D) for G's samples", "game.formulas._V_terms", "(p_g, -D)", "(p_g, D)"),
    Fault(
        "numeric", "V with the data's term halved", "game.formulas._V_terms", "xlogy(p_data, D)", "xlogy(p_data, D) / 2"
    ),
    Fault("numeric", "V as a mean over cells", "game.formulas._V", ".sum(axis=-1)", ".mean(axis=-1)"),
    Fault(
        "numeric",
        "V from the logit with log D for G's samples",
        "game.formulas.V_from_logit_unchecked",
        "log_expit(-logit)",
        "log_expit(logit)",
    ),
    Fault(
        "numeric",
        "V from the logit, where 0·log 0 is log 0",
        "game.formulas._times_log",
        "return mass * np.where(mass > 0, log, 0.0)",
        "return np.where(mass > 0, mass, 1.0) * log",
    ),
    Fault(
        "numeric",
        "samples at twice the quantile's rank",
        "densities.density.Density.sample",
        ".random(n)",
        ".random(n) / 2",
    ),
    Fault(
        "numeric",
        "quantiles by the survival function",
        "densities.density.Density.ppf",
        "np.cumsum(self.p)",
        "np.cumsum(self.p[::-1])",
    ),
    Fault(
        "numeric",
        "quantiles at the ends of the cells one cell too high",
        "densities.density.Density.ppf",
        "[[0.0], np.cumsum(self.p)]",
        "[np.cumsum(self.p), [1.0]]",
    ),
    Fault("numeric", "uniform noise on (0, 1) only", "densities.noise.Uniform.sample", "(-1, 1, n)", "(0, 1, n)"),
    Fault(
        "numeric",
        "nodes of the uniform noise over half of it",
        "densities.noise.Uniform.nodes",
        "(-1, 1, m)",
        "(-1, 0, m)",
    ),
    Fault("numeric", "uniform noise short of ±1", "densities.noise.Uniform.sample", "(-1, 1, n)", "(-0.9, 0.9, n)"),
    Fault("numeric", "normal noise with σ = 1.1", "densities.noise.Normal.sample", "rng.", "1.1 * rng."),
    Fault("symbolic", "V with p_g's term at D", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
    Fault("symbolic", "V with a minus between its terms", "claims._shared.symbolic.V", "+ q", "- q"),
    Fault("symbolic", "V with p_data and p_g swapped", "claims._shared.symbolic.V", "p * log(y) + q", "q * log(y) + p"),
    Fault("symbolic", "V with a doubled term of the data", "claims._shared.symbolic.V", "p * log", "2 * p * log"),
    Fault(
        "certified",
        "V with log D for G's samples",
        "certified.integrals.V",
        "(q, log_1_minus_D(logit))",
        "(q, log_D(logit))",
    ),
    Fault("certified", "V of p_data alone", "certified.integrals.V", "(q, log_1_minus_D", "(p, log_1_minus_D"),
    Fault(
        "certified",
        "V with p_data and p_g swapped",
        "certified.integrals.V",
        "(p, log_D(logit)), (q, log_1_minus_D(logit))",
        "(q, log_D(logit)), (p, log_1_minus_D(logit))",
    ),
    Fault(
        "certified", "a logit with its slopes swapped", "certified.integrands.log_D", "(l1 + x * l2)", "(l2 + x * l1)"
    ),
    Fault(
        "certified", "log(1 − D) as log D", "certified.integrands.log_1_minus_D", "[-to_rational(c)", "[to_rational(c)"
    ),
    Fault(
        "certified",
        "1 − D by the logit's first sign only",
        "certified.integrands.log_1_minus_D",
        "for c in logit",
        "for c in logit[:1]",
    ),
    Fault("certified", "log(1 + 2 exp(−l))", "certified.integrands.log_sigmoid", "(1 + (x", "(1 + 2 * (x"),
    Fault(
        "certified",
        "the noise with the standard deviation and the mean swapped",
        "certified.integrals.expectation_over_noise",
        "f.of_affine(std, mean)",
        "f.of_affine(mean, std)",
    ),
    Fault(
        "certified",
        "noise of standard deviation 2",
        "certified.integrals.expectation_over_noise",
        "gaussian(0, 1)",
        "gaussian(0, 2)",
    ),
    Fault(
        "certified",
        "an affine map without its intercept",
        "certified.integrands.Integrand.of_affine",
        "z * a + b",
        "z * a",
    ),
    Fault("certified", "a Gaussian without √2", "certified.mixtures.peak_density", "(2 * arb.pi())", "arb.pi()"),
    Fault("certified", "a Gaussian of exp(−u²)", "certified.mixtures._logs_of", "HALF / component", "1 / component"),
    Fault(
        "certified",
        "integrals over half of the line",
        "certified.quadrature._ends",
        "return arb(lo).mid()",
        "return arb(lo + hi).mid() / 2",
    ),
    Fault("certified", "tails have no mass", "certified.quadrature.tails", "return above + below", "return 0 * above"),
    Fault(
        "certified",
        "moments of tails with a standard deviation for a variance",
        "certified.quadrature._upper_tail",
        "(k - 1) * std**2",
        "k * std",
    ),
    Fault(
        "certified",
        "the bound of an affine change without its power of 2",
        "certified.integrands.Integrand.of_affine",
        "2 ** (2 * i - 1) if i else HALF",
        "HALF",
    ),
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
    Fault("formal", "D of z in place of D of G(z)", "formal/definitions.v", "ln (1 - D (G z)))", "ln (1 - D z))"),
)
