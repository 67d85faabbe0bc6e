"""CLAIMS: one module per statement, in the paper's order."""

from gan_theory.claims import bayes, convexity, criterion, proposition_1, proposition_2, subgradient, theorem_1

CLAIMS = {
    module.CLAIM.name: module.CLAIM
    for module in (bayes, proposition_1, criterion, theorem_1, convexity, subgradient, proposition_2)
}
