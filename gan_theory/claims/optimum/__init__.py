"""The optimum of the game: statements A1 to A5."""
