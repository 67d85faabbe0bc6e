"""Convexity and convergence, Proposition 2: statements A6 to A8."""
