"""CLAIMS: the statements that are verified, a module each, in the paper's order, and then those of other papers.

Examples
--------
>>> from gan_theory import CLAIMS
>>> CLAIMS["criterion"].where
'§4.1, eq. 4–6'
>>> CLAIMS["theorem_1"].check().holds
True
"""

from gan_theory.claims.background import (
    adversaries,
    any_generator,
    bound,
    chain_rule,
    elbo,
    f_divergences,
    likelihood,
    scoring_rules,
)
from gan_theory.claims.convergence import convexity, proposition_2, subgradient
from gan_theory.claims.follow_ups import dirac_gan, disjoint_supports, frozen_gradients, relativistic_gan, wasserstein
from gan_theory.claims.optimum import bayes, criterion, lotus, proposition_1, saddle_point, theorem_1, value_function
from gan_theory.claims.practice import algorithm_1, figure_1, helvetica, parzen, sharpness, two_losses
from gan_theory.verification.claim import Claim

OPTIMUM = (value_function, lotus, bayes, proposition_1, criterion, theorem_1, saddle_point)
CONVERGENCE = (convexity, subgradient, proposition_2)
PRACTICE = (algorithm_1, two_losses, helvetica, figure_1, parzen, sharpness)
BACKGROUND = (likelihood, bound, chain_rule, elbo, adversaries, any_generator, scoring_rules, f_divergences)
FOLLOW_UPS = (disjoint_supports, frozen_gradients, dirac_gan, wasserstein, relativistic_gan)

CLAIMS: dict[str, Claim] = {
    module.CLAIM.name: module.CLAIM for module in (*OPTIMUM, *CONVERGENCE, *PRACTICE, *BACKGROUND, *FOLLOW_UPS)
}
"""The claims, by name."""
