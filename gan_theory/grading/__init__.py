"""Judging formulas that students submit: what failures have in common, in words."""
