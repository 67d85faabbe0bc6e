"""Input validation, files and CSV: what every other package may use, and users need not."""
