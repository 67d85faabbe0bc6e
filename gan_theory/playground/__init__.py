"""Pages for a browser: the player of recorded runs."""
