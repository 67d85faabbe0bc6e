"""Worksheets on a training step as files: the solutions, and the same with changes."""

from pathlib import Path

from gan_theory.grading.training_step.loss_outputs import ARGUMENTS

FOLDER = Path(__file__).parent
SOLUTIONS = {library: FOLDER / f"solution_{library}.py" for library in ("numpy", "torch")}
IMPORTS = {"numpy": "import numpy as np", "torch": "import numpy as np\nimport torch\nimport torch.nn.functional as F"}


def write_changed(folder, library, changes):
    """Write a solution with pieces of its text replaced, each of which it must have; return the path."""
    text = SOLUTIONS[library].read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return write(folder, text)


def write_loss(folder, library, name, expression):
    """Write a file with one loss, which returns an expression in a = D_data, b = D_generated and m; return the path."""
    arguments = ", ".join(ARGUMENTS[name]).replace("D_data", "a").replace("D_generated", "b")
    return write(folder, f"{IMPORTS[library]}\n\n\ndef {name}({arguments}):\n    m = len(b)\n    return {expression}\n")


def write(folder, text):
    """Write the worksheet; return its path."""
    path = folder / "training_step.py"
    path.write_text(text, encoding="utf-8")
    return path
