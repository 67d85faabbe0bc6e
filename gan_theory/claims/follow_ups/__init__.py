"""What later papers found: statements C1 to C5."""
