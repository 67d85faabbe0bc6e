"""Algorithm 1, the losses, Figure 1, Parzen windows and failures: statements A9 to A14."""
