"""Figures, animations and the live window. `from gan_theory import plot` gives the functions that draw."""
