"""Files with formulas, as a student submits them."""

from pathlib import Path

SOLUTION = Path(__file__).with_name("solution.py")


def write_formulas(folder, text):
    """Write a file of formulas that starts by importing NumPy; return its path."""
    path = folder / "mine.py"
    path.write_text(f"import numpy as np\n{text}\n", encoding="utf-8")
    return path
