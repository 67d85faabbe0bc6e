"""Faults that the evidence of A10, two_losses, must refute."""

from tests.faults.fault import Fault

SYMBOLIC, UPDATES = "claims._shared.symbolic", "training.engine.updates.Updates"
VALUE, SLOPE = "training.losses._minus_log_D", "training.losses._derivative_of_minus_log_D"
GRADIENT_G, SLOPE_OF_G = f"{UPDATES}.gradient_G", "self.losses.G.derivative(logit)"

FAULTS = (
    Fault("numeric", "−log D² in place of −log D", VALUE, "-log_D(logit)", "-2 * log_D(logit)"),
    Fault("numeric", "log(1 − D) in place of −log D", VALUE, "-log_D(logit)", "log_D(-logit)"),
    Fault("numeric", "−log D has the slope of −log D²", SLOPE, "-D_from_logit", "-2 * D_from_logit"),
    Fault("numeric", "−log D has the slope of log(1 − D)", SLOPE, "(-logit)", "(logit)"),
    Fault("numeric", "−log(1 − D) for log(1 − D)", "training.losses.log_1_minus_D", "return ", "return -"),
    Fault(
        "numeric", "a step goes uphill", "claims._shared.generator_losses.descend_loss", "log_q - eta", "log_q + eta"
    ),
    Fault(
        "numeric", "D* is that of p_g against p_data", "game.formulas._D_star_cells", "(p_data, total", "(p_g, total"
    ),
    Fault("numeric", "the KL is reversed", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "a JSD without its ½", "game.formulas._jsd", "/ 4", "/ 2"),
    Fault(
        "numeric",
        "a JSD against the uniform distribution",
        "game.formulas._jsd",
        "terms, p, q)",
        "terms, p, 0 * q + 1 / q.shape[-1])",
    ),
    Fault(
        "numeric", "a KL that has its minimum elsewhere", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(p, q**0.5)"
    ),
    Fault("symbolic", "V has the non-saturating term", f"{SYMBOLIC}.V", "q * log(1 - y)", "-q * log(y)"),
    Fault("symbolic", "V weights the data by 2, as −log D² does", f"{SYMBOLIC}.V", "p * log(y)", "2 * p * log(y)"),
    Fault("symbolic", "D* is that of p_g against p_data", f"{SYMBOLIC}.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "the KL is reversed", f"{SYMBOLIC}.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "a JSD without its ½", f"{SYMBOLIC}.jsd", "/ 2 - m * log(m)", "- 2 * m * log(m)"),
    Fault(
        "run",
        "G descends −log D²",
        GRADIENT_G,
        SLOPE_OF_G,
        f"{SLOPE_OF_G} * (1 + (self.losses.name == 'non-saturating'))",
    ),
    Fault("run", "G descends log(1 − D) for −log D", GRADIENT_G, SLOPE_OF_G, "-self.losses.D_on_G.derivative(logit)"),
    Fault("run", "G descends −log D for log(1 − D)", GRADIENT_G, SLOPE_OF_G, "self.losses.D_on_data.derivative(logit)"),
    Fault("run", "the loss of the recipe is ignored", f"{UPDATES}.__init__", "recipe.loss", '"saturating"'),
    Fault(
        "run",
        "backpropagation forgets the first activation",
        "training.networks.backpropagation.MLPNetwork.backward_to_theta",
        "self.activation.derivative(a_1, h_1)",
        "0 * h_1 + 1",
    ),
    Fault(
        "run",
        "G starts at the data",
        f"{UPDATES}._initial_theta_G",
        "self.recipe.initial_offset * constant",
        "0 * theta",
    ),
    Fault(
        "run",
        "D's loss counts the samples of G twice",
        f"{UPDATES}.gradient_D",
        "on_G.derivative(logit[:, m:])",
        "2 * on_G.derivative(logit[:, m:])",
    ),
    Fault(
        "formal",
        "− log D with the slope of log D",
        "formal/practice.v",
        "theta (- slope / D theta) /\\",
        "theta (slope / D theta) /\\",
    ),
    Fault(
        "formal", "a ratio upside down", "formal/practice.v", "(1 - D theta) / D theta *", "D theta / (1 - D theta) *"
    ),
)
