"""Who acts: a person with an account, the system itself, the operator at the console, or the anonymous public."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may do; a person can hold several, but never two sides of the same decision."""

    REPORTER_DESK = "reporter-desk"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    LEGAL_OFFICER = "legal-officer"
    OVERSEER = "overseer"
    PUBLISHER = "publisher"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class ActorKind(StrEnum):
    """The kinds of actor that a journal entry can name."""

    PERSON = "person"
    SYSTEM = "system"
    CONSOLE = "console"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. `name` is what the journal shows: an account's label, never a reporter's name."""

    kind: ActorKind
    name: str
    account_id: UUID | None = None
    organisation_id: UUID | None = None
    roles: frozenset[Role] = frozenset()


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="rempart")
CONSOLE = Actor(kind=ActorKind.CONSOLE, name="console")
PUBLIC = Actor(kind=ActorKind.PUBLIC, name="public")
