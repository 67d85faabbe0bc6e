"""The command line: python -m gan_theory verify, claims, train, sweep. Each command is a module."""
