"""What several claims use: values per cell, searches for maxima, SymPy expressions, training runs."""
