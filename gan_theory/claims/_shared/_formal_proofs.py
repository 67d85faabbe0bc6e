"""Evidence of grade formal: a claim's statements in Coq, each with a proof that is accepted or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gan_theory.verification.evidence import Evidence, Grade


@dataclass(frozen=True)
class Proofs:
    """What yields the formal evidence of a claim: one piece for each of its statements in Coq.

    Evidence of a proof that is refused has the gap nan, and says why.

    Parameters
    ----------
    claim_id : str
        The id of the claim, with which the names of its statements begin.
    """

    claim_id: str

    def __call__(self) -> Iterator[Evidence]:
        """Yield the evidence."""
        from gan_theory.formal.proofs import check_proofs

        for statement, refusal in check_proofs(self.claim_id):
            what = f"{statement.kind} {statement.name}"
            if refusal:
                yield Evidence(f"{what} is not proved: {refusal}", float("nan"), 0.0, Grade.FORMAL)
            else:
                yield Evidence(what, 0.0, 0.0, Grade.FORMAL)
