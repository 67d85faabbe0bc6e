"""Faults that the evidence of C5, relativistic_gan, must refute."""

from tests.faults.fault import Fault

GAME, STEPS = "game.relativistic_gan", "claims._shared._relativistic_steps"
PATH, VALUE, PENALTY = f"{GAME}.relativistic_path", f"{GAME}.pairing_value", f"{GAME}.gradient_penalty"
FAULTS = (
    Fault(
        "numeric",
        "the data's logit minus itself",
        VALUE,
        "logit[..., :, None] - logit[..., None, :]",
        "logit[..., :, None] - logit[..., :, None]",
    ),
    Fault(
        "numeric", "G's logit minus the data's", VALUE, "np.logaddexp(0, -differences)", "np.logaddexp(0, differences)"
    ),
    Fault("numeric", "the value with its sign lost", VALUE, "float_if_one(-(", "float_if_one(("),
    Fault("numeric", "pairs of data points", VALUE, "q[..., None, :]", "p[..., None, :]"),
    Fault("numeric", "the value in bits", VALUE, "np.logaddexp(0, -differences)", "np.logaddexp2(0, -differences)"),
    Fault("numeric", "the penalty without its ½", PENALTY, "gamma / 2", "gamma"),
    Fault("numeric", "the penalty on |slope|", PENALTY, "slopes**2", "abs(slopes)"),
    Fault("numeric", "one-sided: a penalty centred at 1", PENALTY, "slopes**2", "(slopes - 1) ** 2"),
    Fault("numeric", "D does not pay R2", PATH, " - gan.gamma_2 * psi", ""),
    Fault("numeric", "R1 counts twice, R2 never", PATH, "gan.gamma_2", "gan.gamma_1"),
    Fault("numeric", "R1 is a reward", PATH, "- gan.gamma_1 * psi", "+ gan.gamma_1 * psi"),
    Fault("numeric", "the penalty is on θ", PATH, "- gan.gamma_1 * psi", "- gan.gamma_1 * theta"),
    Fault("numeric", "D descends", PATH, "(-theta *", "(theta *"),
    Fault("numeric", "G climbs", PATH, "theta = theta + gan.h", "theta = theta - gan.h"),
    Fault("numeric", "G sees the new ψ in a simultaneous step", PATH, "psi_before if gan.simultaneous else psi", "psi"),
    Fault(
        "numeric",
        "G sees the old ψ in an alternating step",
        PATH,
        "psi_before if gan.simultaneous else psi",
        "psi_before",
    ),
    Fault("numeric", "the steps with σ(−θψ)", f"{GAME}._on_pair", "-theta * psi", "theta * psi"),
    Fault("numeric", "σ is 1 in place of ½ at 0", f"{GAME}._on_pair", ")) / 2", "))"),
    Fault("numeric", "the root of Γ²/2 − ¼", f"{GAME}.relativistic_eigenvalues", "total**2 / 4", "total**2 / 2"),
    Fault("numeric", "the root of Γ²/4 − ½", f"{GAME}.relativistic_eigenvalues", "- 1 / 4", "- 1 / 2"),
    Fault(
        "numeric",
        "Γ is the mean of the weights",
        f"{GAME}.relativistic_eigenvalues",
        "gamma_1 + gamma_2",
        "(gamma_1 + gamma_2) / 2",
    ),
    Fault("numeric", "Γ is γ₁", f"{GAME}.relativistic_eigenvalues", "gamma_1 + gamma_2", "gamma_1"),
    Fault(
        "numeric",
        "log D in place of log(1 − D) on samples of G",
        "game.formulas._V_terms",
        "xlog1py(p_g, -D)",
        "xlogy(p_g, D)",
    ),
    Fault("symbolic", "G's logit minus the data's", f"{STEPS}.pairing_value", "exp(-(", "exp(("),
    Fault(
        "symbolic",
        "the data's logit minus itself",
        f"{STEPS}.pairing_value",
        "logit.subs(x, theta)",
        "logit.subs(x, DATA)",
    ),
    Fault(
        "symbolic",
        "the sum of the logits",
        f"{STEPS}.pairing_value",
        "- logit.subs(x, theta)",
        "+ logit.subs(x, theta)",
    ),
    Fault("symbolic", "R1 without its ½", f"{STEPS}.R1", " / 2", ""),
    Fault("symbolic", "R2 on the logit itself", f"{STEPS}.R2", "diff(logit, x) ** 2", "logit**2"),
    Fault("symbolic", "R2 at the data", f"{STEPS}.R2", "(x, theta)", "(x, DATA)"),
    Fault("symbolic", "D pays R1 twice, R2 never", f"{STEPS}.field", "gamma_2 * R2(logit)", "gamma_1 * R1(logit)"),
    Fault(
        "symbolic",
        "G pays the penalties",
        f"{STEPS}.field",
        "-diff(value, theta)",
        "-diff(value - gamma_1 * psi**2 * theta / 2, theta)",
    ),
    Fault("symbolic", "G climbs", f"{STEPS}.field", "-diff(value, theta)", "diff(value, theta)"),
    Fault("symbolic", "the path without R2", PATH, " - gan.gamma_2 * psi", ""),
    Fault("symbolic", "the eigenvalues of Γ = γ₁", f"{GAME}.relativistic_eigenvalues", "gamma_1 + gamma_2", "gamma_1"),
    Fault(
        "symbolic", "another V of 2014", "claims._shared.dirac_gan_steps.value", "exp(-psi * 0)", "exp(-psi * theta)"
    ),
)
