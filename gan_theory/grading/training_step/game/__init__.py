"""The game of the exercise: two players with three weights each, in NumPy and in PyTorch, and their losses."""
