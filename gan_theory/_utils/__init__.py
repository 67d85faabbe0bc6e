"""Input validation, files and CSV, for every other package."""
