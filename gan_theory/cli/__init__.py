"""The command line: python -m gan_theory verify, claims, train, sweep, play. Each command is a module."""
