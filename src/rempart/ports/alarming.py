"""The port to whatever wakes people: mail to those in named roles, webhooks of the operator's own systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is said. Never a hostname: mail and webhooks pass through hands that may not read the list.

    `subject` and `text` are words for people, `url` leads to the order's page, behind its door.
    """

    kind: str
    order_id: str
    at: datetime
    subject: str
    text: str
    url: str


class Bell(Protocol):
    """One way to wake people."""

    @property
    def channel(self) -> str:
        """What the way is called: ``mail`` or ``webhook``."""
        ...

    def list_recipients(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Whom it rings for, given the mail addresses of the people who are to be woken."""
        ...

    def ring(self, alarm: Alarm, recipients: Sequence[str]) -> Mapping[str, str]:
        """Ring once. The recipients that were not reached, each with the reason in words; empty where all were."""
        ...
