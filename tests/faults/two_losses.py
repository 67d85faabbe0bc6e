"""Faults that the evidence of A10, two_losses, must refute."""

from tests.faults.fault import Fault

SYMBOLIC, UPDATES = "claims._shared.symbolic", "training.updates.Updates"
VALUE, SLOPE = "training.losses._non_saturating", "training.losses._slope_of_non_saturating"

FAULTS = (
    Fault("numeric", "−log D² in place of −log D", VALUE, "_softplus(-logit)", "2 * _softplus(-logit)"),
    Fault("numeric", "log(1 − D) in place of −log D", VALUE, "_softplus(-logit)", "-_softplus(logit)"),
    Fault("numeric", "−log D has the slope of −log D²", SLOPE, "D - 1", "2 * (D - 1)"),
    Fault("numeric", "−log D has the slope of log(1 − D)", SLOPE, "D - 1", "-D"),
    Fault("numeric", "−log(1 − D) for log(1 − D)", "training.losses._saturating", "-_softplus", "_softplus"),
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
        "(p, q)",
        "(p, 0 * q + 1 / q.shape[-1])",
    ),
    Fault(
        "numeric", "a KL that has its minimum elsewhere", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(p, q**0.5)"
    ),
    Fault("symbolic", "V has the non-saturating term", f"{SYMBOLIC}.V", "q * log(1 - y)", "-q * log(y)"),
    Fault("symbolic", "V weights the data by 2, as −log D² does", f"{SYMBOLIC}.V", "p * log(y)", "2 * p * log(y)"),
    Fault("symbolic", "D* is that of p_g against p_data", f"{SYMBOLIC}.D_star", "p / (p + q)", "q / (p + q)"),
    Fault("symbolic", "the KL is reversed", f"{SYMBOLIC}.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "a JSD without its ½", f"{SYMBOLIC}.jsd", "/ 2 - m * log(m)", "- 2 * m * log(m)"),
    Fault("run", "G descends −log D²", SLOPE, "D - 1", "2 * (D - 1)"),
    Fault("run", "G descends log(1 − D) for −log D", SLOPE, "D - 1", "-D"),
    Fault("run", "G descends −log D for log(1 − D)", "training.losses._slope_of_saturating", "-D", "D - 1"),
    Fault("run", "the loss of the recipe is ignored", f"{UPDATES}.gradient_G", "[self.recipe.loss]", '["saturating"]'),
    Fault(
        "run",
        "backpropagation forgets the first activation",
        "training.networks.backpropagation.MLPNetwork._backward_to_layers",
        "* derivative(a_1, h_1), da_2",
        ", da_2",
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
        "D_LOSS_ON_G.derivative(D[:, m:])",
        "2 * D_LOSS_ON_G.derivative(D[:, m:])",
    ),
)
