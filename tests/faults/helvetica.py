"""Faults that the evidence of A11, helvetica, must refute."""

from tests.faults.fault import Fault

SYMBOLIC, UPDATES, LOSSES = "claims._shared.symbolic", "training.engine.updates.Updates", "training.losses"
ROUND = "training.algorithm_1.Algorithm1.rounds"

FAULTS = (
    Fault("numeric", "G ascends", "claims._shared.generator_losses.descend_loss", "log_q - eta", "log_q + eta"),
    Fault("numeric", "−log(1 − D) for −log D", f"{LOSSES}._minus_log_D", "(logit)", "(-logit)"),
    Fault("numeric", "log D for log(1 − D)", f"{LOSSES}.log_1_minus_D", "(-logit)", "(logit)"),
    Fault(
        "numeric",
        "a D that rounds to 1 is cut off",
        f"{LOSSES}.log_D",
        ", -logit)",
        ", (-logit).clip(None, 36.7))",
    ),
    Fault("numeric", "U has p_data and p_g swapped", "game.formulas._U", "_V(D, p_data, p_g)", "_V(D, p_g, p_data)"),
    Fault("numeric", "V without the sign of −D", "game.formulas._V_terms", "xlog1py(p_g, -D)", "xlog1py(p_g, D)"),
    Fault("symbolic", "U has p_data and p_g swapped", f"{SYMBOLIC}.U", "V(y, p, q)", "V(y, q, p)"),
    Fault("symbolic", "U is not affine in p_g", f"{SYMBOLIC}.U", "V(y, p, q)", "V(y, p, q**2)"),
    Fault("symbolic", "V has D and 1 − D swapped for p_g", f"{SYMBOLIC}.V", "q * log(1 - y)", "q * log(y)"),
    Fault("symbolic", "V has −log D for p_data", f"{SYMBOLIC}.V", "p * log(y)", "-p * log(y)"),
    Fault("run", "the steps of G are ignored", ROUND, "range(k_G)", "range(1)"),
    Fault(
        "run",
        "D is updated after each step",
        ROUND,
        "self.descend_G()",
        "self.descend_G()\n                self.ascend_D(lr_D)",
    ),
    Fault("run", "the weights of D follow those of G", f"{UPDATES}.descend_G", "G=G,", "G=G, D=0.999 * state.D,"),
    Fault("run", "G climbs its loss", f"{UPDATES}.gradient_G", "self.losses.G", "-self.losses.G"),
    Fault("run", "G stays as it is", f"{UPDATES}.descend_G", "G=G, m_G", "m_G"),
    Fault(
        "run",
        "the average of G's weights stays",
        f"{UPDATES}.descend_G",
        "moving_average(state.ema_G, G, ema_decay)",
        "state.ema_G",
    ),
    Fault("symbolic", "U is one nat more than V", "claims._shared.symbolic.U", "V(y, p, q)", "V(y, p, q) + 1"),
    Fault(
        "formal",
        "log D in place of −log D",
        "formal/practice.v",
        "R := sum n (fun x => p_g x * - ln (D x))",
        "R := sum n (fun x => p_g x * ln (D x))",
    ),
)
