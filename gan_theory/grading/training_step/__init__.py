"""Judging a student's losses and round of Algorithm 1, in NumPy or in PyTorch, on a small game."""
