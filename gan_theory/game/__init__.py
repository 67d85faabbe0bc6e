"""The formulas of the paper (V, D*, C, U, KL, JSD, TV) as functions of masses, W₁, moves along D, and the Dirac-GANs."""
