"""CLAIMS: one module per statement, in the paper's order, and then those that others added."""

from gan_theory.claims.background import adversaries, any_generator, bound, chain_rule, elbo, likelihood
from gan_theory.claims.convergence import convexity, proposition_2, subgradient
from gan_theory.claims.follow_ups import dirac_gan, disjoint_supports, frozen_gradients
from gan_theory.claims.optimum import bayes, criterion, lotus, minimax, proposition_1, theorem_1
from gan_theory.claims.practice import algorithm_1, figure_1, helvetica, parzen, sharpness, two_losses

OF_THE_PAPER = (minimax, lotus, bayes, proposition_1, criterion, theorem_1, convexity, subgradient, proposition_2)
OF_ITS_PRACTICE = (algorithm_1, two_losses, helvetica, figure_1, parzen, sharpness)
OF_OTHERS = (
    *(likelihood, bound, chain_rule, elbo, adversaries, any_generator),
    *(disjoint_supports, frozen_gradients, dirac_gan),
)
CLAIMS = {module.CLAIM.name: module.CLAIM for module in OF_THE_PAPER + OF_ITS_PRACTICE + OF_OTHERS}
