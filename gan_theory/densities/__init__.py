"""Discretized densities on an even grid, Gaussian mixtures, kernel densities, and the push-forward of the noise."""
