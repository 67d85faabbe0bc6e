"""Evidence of grade formal: a claim's statements in Coq, each with a proof that is accepted or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from gan_theory.verification.evidence import Evidence, Grade


def proofs(claim_id: str) -> Callable[[], Iterator[Evidence]]:
    """Return the function that yields the formal evidence of a claim.

    Parameters
    ----------
    claim_id : str
        The id of the claim: the statements whose names begin with it are the evidence.

    Returns
    -------
    callable
        A function without arguments that yields Evidence, one for each statement. Evidence of a proof that is refused
        has the gap nan, and says why.
    """
    return partial(_formal, claim_id)


def _formal(claim_id: str) -> Iterator[Evidence]:
    from gan_theory.formal.proofs import check_proofs

    for statement, refusal in check_proofs(claim_id):
        what = f"{statement.kind} {statement.name}"
        if refusal:
            yield Evidence(f"{what} is not proved: {refusal}", float("nan"), 0.0, Grade.FORMAL)
        else:
            yield Evidence(what, 0.0, 0.0, Grade.FORMAL)
