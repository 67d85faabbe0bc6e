"""Grading a class: each submission is judged in a process of its own, and becomes one row of a CSV file."""
