"""The port to witnesses: other organisations that cosign our log's head once they saw that it only grew."""

from collections.abc import Callable
from typing import Protocol

from rempart.kernel.errors import OutsideUnavailableError

Prove = Callable[[int], tuple[bytes, ...]]
"""From the size that a witness saw to the consistency proof from there to the present head."""


class WitnessUnavailableError(OutsideUnavailableError):
    """The witness did not answer, or would not cosign."""

    code = "journal.witness_unavailable"
    template = "The witness {witness} gave no cosignature: {problem}. The checkpoint stands without it."


class Witness(Protocol):
    """One other organisation's instance."""

    @property
    def name(self) -> str:
        """The name in its cosignatures."""
        ...

    def cosign(self, note: str, prove: Prove) -> str:
        """Its signature line for the checkpoint `note`. Raises WitnessUnavailableError."""
        ...


class CosigningDesk(Protocol):
    """Our own side as a witness of other organisations' logs."""

    @property
    def verifier_key(self) -> str:
        """The key to hand out, in C2SP form."""
        ...

    def answer(self, request: str, at: int) -> tuple[int, str, str]:
        """Status, content type and body of the answer to an ``add-checkpoint`` request; `at` in seconds since 1970."""
        ...
