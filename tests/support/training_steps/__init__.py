"""Worksheets of the exercise on a training step: solutions, and wrong ones with the hint that each must get."""
