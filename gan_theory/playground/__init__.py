"""Pages for a browser: the playground, and the player of recorded runs."""
