"""Faults that the evidence of B4, elbo, must refute."""

from tests.faults.fault import Fault

MODEL = "explicit_models.latent_variable"

EM_STEP = "return m_step(posterior(mixture_joint(mixture, p_data.x)), p_data)"
ABOUT_OLD_MEANS = """new = m_step(posterior(mixture_joint(mixture, p_data.x)), p_data)
    squares = [s * s + (m - old) ** 2 for s, m, old in zip(new.stds, new.means, mixture.means)]
    return GaussianMixture(new.means, tuple(np.sqrt(squares).tolist()), new.weights)"""

FAULTS = (
    Fault("numeric", "variances about the old means", f"{MODEL}.em_step", EM_STEP, ABOUT_OLD_MEANS),
    Fault("certified", "variances about the old means", f"{MODEL}.em_step", EM_STEP, ABOUT_OLD_MEANS),
    Fault("numeric", "the KL reversed", "game.formulas._kl", "rel_entr(p, q)", "rel_entr(q, p)"),
    Fault("numeric", "an ELBO with p and q swapped", f"{MODEL}.elbo_unchecked", "(q, joint)", "(joint, q)"),
    Fault("numeric", "an E step that ignores its step size", f"{MODEL}.ascend", "xlogy(1 - eta, q) + ", "0 * q + "),
    Fault("numeric", "an E step of half its size", f"{MODEL}.ascend", "logs = ", "eta = eta / 2; logs = "),
    Fault(
        "numeric", "an E step along log p(x|z)", f"{MODEL}.ascend", "(eta, joint)", "(eta, joint / joint.sum(axis=0))"
    ),
    Fault(
        "numeric",
        "a posterior normalised over x",
        f"{MODEL}.posterior_unchecked",
        "p_x = joint.sum(axis=-1",
        "p_x = joint.sum(axis=0",
    ),
    Fault(
        "numeric",
        "a posterior without p(z)",
        f"{MODEL}.posterior_unchecked",
        "p_x = ",
        "joint = joint / joint.sum(axis=0); p_x = ",
    ),
    Fault(
        "numeric", "a likelihood of the most likely z", f"{MODEL}.log_likelihood_unchecked", "joint.sum(", "joint.max("
    ),
    Fault("numeric", "an M step that forgets p_data", f"{MODEL}.m_step", "q * p_data.p[:, None]", "q / len(q)"),
    Fault(
        "numeric",
        "an M step with equal weights",
        f"{MODEL}.m_step",
        "total / total.sum()",
        "np.ones_like(total) / total.size",
    ),
    Fault(
        "numeric",
        "an M step whose weights are normalised roots",
        f"{MODEL}.m_step",
        "total / total.sum()",
        "total**0.5 / (total**0.5).sum()",
    ),
    Fault(
        "numeric",
        "variances about the mean of p_data",
        f"{MODEL}.m_step",
        "- means) ** 2",
        "- p_data.x @ p_data.p) ** 2",
    ),
    Fault("numeric", "variances in place of stds", f"{MODEL}.m_step", "np.sqrt(", "("),
    Fault(
        "numeric",
        "a variance with n − 1 in place of n",
        f"{MODEL}.m_step",
        "sum(axis=0) / total)",
        "sum(axis=0) / (total - 1 / p_data.n))",
    ),
    Fault(
        "numeric",
        "an EM step without its E step",
        f"{MODEL}.em_step",
        "posterior(mixture_joint(mixture, p_data.x))",
        "np.broadcast_to(mixture.weights, (p_data.n, len(mixture.weights)))",
    ),
    Fault("numeric", "a model without weights", f"{MODEL}.mixture_joint", "weight * ", "1 / len(mixture.weights) * "),
    Fault("numeric", "a joint that forgets p(z)", f"{MODEL}.mixture_joint", "weight * Density", "Density"),
    Fault(
        "numeric",
        "a posterior of 0 where p(x) is 0",
        f"{MODEL}.posterior_unchecked",
        "out=prior.copy()",
        "out=np.zeros(joint.shape)",
    ),
    Fault("symbolic", "the KL reversed", "claims._shared.symbolic.kl", "p * log(p / q)", "q * log(q / p)"),
    Fault("symbolic", "the KL in bits", "claims._shared.symbolic.kl", "p * log(p / q)", "p * log(p / q) / log(2)"),
    Fault("symbolic", "the KL without its weight", "claims._shared.symbolic.kl", "p * log(p / q)", "log(p / q)"),
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
    Fault("symbolic", "log(1 − y) lost from V", "claims._shared.symbolic.V", "log(1 - y)", "log(y)"),
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
    Fault("certified", "a joint that forgets p(z)", f"{MODEL}.mixture_joint", "weight * Density", "Density"),
    Fault(
        "certified",
        "the posterior of the first component",
        "certified.integrands.posterior",
        "ratios[i] /",
        "ratios[0] /",
    ),
    Fault(
        "certified",
        "a posterior without its denominator",
        "certified.integrands.posterior",
        "/ sum(ratios, acb(0))",
        "",
    ),
    Fault(
        "certified",
        "an M step with equal weights",
        f"{MODEL}.m_step",
        "total / total.sum()",
        "np.ones_like(total) / total.size",
    ),
    Fault(
        "certified",
        "variances about the mean of p_data",
        f"{MODEL}.m_step",
        "- means) ** 2",
        "- p_data.x @ p_data.p) ** 2",
    ),
    Fault("certified", "an M step that forgets p_data", f"{MODEL}.m_step", "q * p_data.p[:, None]", "q / len(q)"),
    Fault(
        "certified",
        "an EM step whose posterior lacks p(z)",
        f"{MODEL}.posterior_unchecked",
        "p_x = ",
        "joint = joint / joint.sum(axis=0); p_x = ",
    ),
    Fault(
        "certified",
        "a density without the smaller components",
        "certified.integrands.log_of_components",
        "sum(ratios, acb(0)).log(analytic=analytic)",
        "acb(1).log()",
    ),
    Fault(
        "formal",
        "the ELBO without the entropy of q",
        "formal/background.v",
        "q z * ln (p x z / q z)",
        "q z * ln (p x z)",
    ),
)
