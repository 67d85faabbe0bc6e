"""Figures that one lesson draws: likelihood, held-out data, and what is beyond the Jensen-Shannon divergence."""
