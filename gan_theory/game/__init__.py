"""The paper's formulas V, D*, C, U, KL, JSD and TV as functions of masses, W₁, moves along D, and the Dirac-GANs."""
