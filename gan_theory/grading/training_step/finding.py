"""What the judge finds: a fact, and the hint that names the mistake behind it; and what errors mean."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What is wrong with a function of the worksheet.

    Parameters
    ----------
    name : str
        The name of the function.
    fact : str
        What was expected and what was seen; empty if the function is right.
    hint : str
        The mistake, as a sentence that follows "your loss_D"; empty if it is not known.
    """

    name: str
    fact: str = ""
    hint: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.fact

    def __str__(self) -> str:
        """Return the fact, and the hint in a line below it."""
        return f"{self.fact}\nyour {self.name} {self.hint}" if self.hint else self.fact


# Parts of an error's message, and what it means; each follows "your one_round".
_OF_TORCH = {
    "backward through the graph a second time": (
        "goes backward a second time through the same samples: compute G(z) anew in each step, from fresh z"
    ),
    "modified by an inplace operation": (
        "changes weights between a forward and a backward pass: compute D(G(z)) anew after D has moved"
    ),
    "does not require grad": (
        "calls backward on a loss without a gradient: is there a .detach(), .item() or torch.no_grad() too many?"
    ),
    "a leaf variable that requires grad": (
        "changes weights in place while gradients are recorded: call optimizer.step(), or do it in torch.no_grad()"
    ),
    "call numpy() on tensor that requires grad": (
        "uses NumPy on tensors: a file that imports torch gets tensors, so use torch.log and the like"
    ),
    **dict.fromkeys(
        (
            "'torchgame' object has no attribute 'theta",
            "'torchgame' object has no attribute 'dd_",
            "attribute 'dg_dtheta",
        ),
        "uses names of the game in NumPy: a file that imports torch gets modules and optimizers",
    ),
}
_OF_NUMPY = {
    "could not be broadcast together": (
        "combines arrays of different shapes: derivatives with respect to weights are (m, 3), and their sum over the "
        "minibatch (axis=0) is (3,)"
    ),
    "object has no attribute 'backward'": (
        "calls PyTorch's functions on arrays: a file that imports torch gets tensors, so import torch in it"
    ),
    "'arraygame' object has no attribute 'optimizer_": (
        "uses names of the game in PyTorch: a file that does not import torch gets arrays, so import torch in it"
    ),
}


def advise_on_error(error: BaseException, library: str) -> str:
    """Return what an error means.

    Parameters
    ----------
    error : BaseException
        The error.
    library : {"numpy", "torch"}
        What the student writes in.

    Returns
    -------
    str
        A sentence that follows "your one_round"; empty if it is not known.
    """
    message = " ".join(str(error).lower().split())
    known = _OF_TORCH if library == "torch" else _OF_NUMPY
    return next((advice for part, advice in known.items() if part in message), "")
