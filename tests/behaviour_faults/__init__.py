"""Faults planted in what the package does, each of which a named test of that behaviour must notice."""
