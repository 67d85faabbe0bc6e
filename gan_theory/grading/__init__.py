"""Judging formulas and training steps that students submit: what is wrong with them, in words."""
