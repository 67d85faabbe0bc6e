"""Faults that the evidence of A14, sharpness, must refute."""

from tests.faults.fault import Fault

CHAIN = "explicit_models.markov_chain"
FAULTS = (
    Fault("numeric", "a chain that never moves", CHAIN + ".metropolis", "moves = near", "moves = 0 * near"),
    Fault(
        "numeric",
        "acceptance by p(x)/p(y)",
        CHAIN + ".metropolis",
        "np.divide(masses, from_x, ",
        "np.divide(from_x, masses, ",
    ),
    Fault("numeric", "every proposal is accepted", CHAIN + ".metropolis", "near * accepted", "near"),
    Fault(
        "numeric",
        "acceptance by the square of p(y)/p(x)",
        CHAIN + ".metropolis",
        "near * accepted",
        "near * accepted**2",
    ),
    Fault("numeric", "rejected steps are lost", CHAIN + ".metropolis", " + np.diag(1 - moves.sum(axis=-1))", ""),
    Fault(
        "numeric",
        "as many proposals at the ends as elsewhere",
        CHAIN + ".metropolis",
        "near.sum(axis=-1).max()",
        "near.sum(axis=-1)[:, None]",
    ),
    Fault("numeric", "proposals within half the distance", CHAIN + ".metropolis", "<= reach", "<= 0.5 * reach"),
    Fault(
        "numeric",
        "crossings of every size and direction",
        CHAIN + ".crossing_rate",
        "[np.ix_(p.x < at, p.x >= at)]",
        "",
    ),
    Fault(
        "numeric",
        "crossings without the probability of x",
        CHAIN + ".crossing_rate",
        "p.p[:, None] * transitions",
        "transitions / len(p)",
    ),
    Fault(
        "numeric",
        "the gap to the largest eigenvalue itself",
        CHAIN + ".spectral_gap",
        "eigenvalues[-2]",
        "eigenvalues[-1]",
    ),
    Fault(
        "numeric", "the gap below the third eigenvalue", CHAIN + ".spectral_gap", "eigenvalues[-2]", "eigenvalues[-3]"
    ),
    Fault(
        "numeric",
        "an atom in a wrong cell",
        "densities.pushforward.push_forward",
        "edges = cell_edges(x)",
        "edges = x[0] + (x[1] - x[0]) * np.arange(x.size + 1)",
    ),
    Fault(
        "numeric",
        "the mass of U(0, 1)",
        "densities.noise.Uniform.mass",
        "(np.clip(b, -1, 1) - np.clip(a, -1, 1)) / 2",
        "np.clip(b, 0, 1) - np.clip(a, 0, 1)",
    ),
    Fault(
        "numeric",
        "the mass of N(0, ½)",
        "densities.noise.Normal.mass",
        "a, b = np.asarray(a), np.asarray(b)",
        "a, b = np.sqrt(2) * np.asarray(a) + 0.1, np.sqrt(2) * np.asarray(b) + 0.1",
    ),
    Fault(
        "numeric",
        "pieces are counted, not weighed",
        "densities.pushforward.push_forward",
        "weights=noise.mass(a, b)",
        "weights=np.full(a.size, 1 / a.size)",
    ),
    Fault(
        "symbolic",
        "the variance for σ",
        "claims._shared.symbolic.log_normal",
        "log(2 * pi * variance)",
        "log(2 * pi * variance**2)",
    ),
    Fault("symbolic", "no ½ in the exponent", "claims._shared.symbolic.log_normal", "(2 * variance)", "variance"),
    Fault("symbolic", "no 2π", "claims._shared.symbolic.log_normal", "log(2 * pi * variance)", "log(variance)"),
    Fault(
        "symbolic",
        "one JSD for half of it",
        "claims._shared.symbolic.jsd",
        "(p * log(p) + q * log(q)) / 2 - m * log(m)",
        "p * log(p) + q * log(q) - 2 * m * log(m)",
    ),
    Fault("symbolic", "a JSD with m = p + q", "claims._shared.symbolic.jsd", "m = (p + q) / 2", "m = p + q"),
    Fault("run", "D sees z in place of G(z)", "training.updates.Updates.generated", "self.G.forward(theta, z)[0]", "z"),
    Fault(
        "run",
        "G climbs its loss",
        "training.updates.Updates.gradient_G",
        "d_logit / z.shape[1]",
        "-d_logit / z.shape[1]",
    ),
    Fault(
        "run",
        "data are blurred within 20 cells",
        "training.minibatches._quantile_function",
        "widths[i] *",
        "20 * widths[i] *",
    ),
    Fault(
        "run",
        "noise of std 0.25 is added to G(z)",
        "training.frame.Generator.__call__",
        "self.scale + self.centre",
        "self.scale + self.centre + 0.35 * np.sin(1e4 * np.asarray(z))",
    ),
)
