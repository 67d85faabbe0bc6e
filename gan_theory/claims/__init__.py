"""CLAIMS: one module per statement, in the paper's order, and then those that others added."""

from gan_theory.claims import (
    adversaries,
    algorithm_1,
    any_generator,
    bayes,
    bound,
    chain_rule,
    convexity,
    criterion,
    dirac_gan,
    disjoint_supports,
    elbo,
    figure_1,
    frozen_gradients,
    helvetica,
    likelihood,
    lotus,
    minimax,
    parzen,
    proposition_1,
    proposition_2,
    sharpness,
    subgradient,
    theorem_1,
    two_losses,
)

OF_THE_PAPER = (minimax, lotus, bayes, proposition_1, criterion, theorem_1, convexity, subgradient, proposition_2)
OF_ITS_PRACTICE = (algorithm_1, two_losses, helvetica, figure_1, parzen, sharpness)
OF_OTHERS = (
    *(likelihood, bound, chain_rule, elbo, adversaries, any_generator),
    *(disjoint_supports, frozen_gradients, dirac_gan),
)
CLAIMS = {module.CLAIM.name: module.CLAIM for module in OF_THE_PAPER + OF_ITS_PRACTICE + OF_OTHERS}
