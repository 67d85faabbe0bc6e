"""Figures that one lesson draws: the framework, single moves, likelihood, held-out data, what is beyond the JSD."""
