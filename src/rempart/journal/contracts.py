"""What leaves the journal: entries, proofs, and its errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rempart.kernel.actors import ActorKind
from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Fact


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act. `index` is its place in the log, `cause` the index of the entry that led to it.

    `salt` (32 bytes) opens the commitment that the public log holds; it leaves only in exports to auditors.
    """

    index: int
    at: datetime
    act: str
    subject: str
    actor_kind: ActorKind
    actor_name: str
    account_id: UUID | None
    reason: str
    facts: Mapping[str, Fact]
    cause: int | None
    salt: bytes


class AlreadyDoneError(RuleRefusedError):
    """The verb has already had its effect for this cause: a crash came between the effect and its bookkeeping."""

    code = "journal.already_done"
    template = "{act} was already done because of entry {cause}; nothing is done twice."


class EntryMissingError(InputRejectedError):
    """The log has no such entry."""

    code = "journal.entry_missing"
    template = "The journal has no entry {index}; it holds {size} entries, numbered from 0."


class ExportUnreadableError(InputRejectedError):
    """The folder is no journal export."""

    code = "journal.export_unreadable"
    template = "{path} is no journal export: {problem}. Make one with `rempart journal export`."
