"""The paper's formulas V, D*, C, U, KL, JSD and TV as functions of masses, and the Dirac-GAN."""
