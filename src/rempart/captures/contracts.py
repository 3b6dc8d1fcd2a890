"""What leaves captures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from rempart.kernel.errors import InputRejectedError, RuleRefusedError
from rempart.kernel.events import Event


class ExhibitState(StrEnum):
    """`unsealed` waits for signature, timestamps and proof; a page that did not answer is an exhibit too."""

    UNSEALED = "unsealed"
    SEALED = "sealed"


class ExhibitPart(StrEnum):
    """What of an exhibit a person looked at."""

    TEXT = "text"
    STRUCTURE = "structure"
    HEADERS = "headers"
    NETWORK = "network"
    SCREENSHOT = "screenshot"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one exhibit. `sha256` names the sealed file in the store; `stamped_at` is the earliest token's
    time, None where no authority is configured; `log_index` is the journal entry that the proof is about."""

    sha256: str
    statement_sha256: str
    authorities: tuple[str, ...]
    stamped_at: datetime | None
    sealed_at: datetime
    log_index: int
    size: int


class Sealable:
    """What the store has a package of and, once there is a seal, a sealed file."""

    __slots__ = ()
    package_sha256: str
    seal: Seal | None

    @property
    def state(self) -> ExhibitState:
        """Sealed or not."""
        return ExhibitState.SEALED if self.seal else ExhibitState.UNSEALED

    @property
    def file_sha256(self) -> str:
        """The name in the store of the best file there is: sealed, else unsealed."""
        return self.seal.sha256 if self.seal else self.package_sha256


@dataclass(frozen=True, slots=True)
class Exhibit(Sealable):
    """One look at one page. `reached` False: nothing answered, `problem` says what; the facts are kept all the same.

    `package_sha256` names the unsealed file in the store, `manifest_sha256` what the seal commits to; `size` in
    bytes. `exchanges`, `media` and `refusals` count what the page asked for.
    """

    id: UUID
    hostname: str
    url: str
    final_url: str
    title: str
    reached: bool
    problem: str
    captured_at: datetime
    package_sha256: str
    manifest_sha256: str
    size: int
    exchanges: int
    media: int
    refusals: int
    truncations: tuple[str, ...]
    sighting_id: UUID | None
    site_id: UUID | None
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class Stored:
    """Which files of the store belong to one exhibit: its package, and the sealed file (empty while it has none)."""

    id: UUID
    hostname: str
    package_sha256: str
    sealed_sha256: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """What checking one stored exhibit again found. No problems: it is as it was."""

    exhibit_id: UUID
    hostname: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreRecheck:
    """What checking the whole store found; `strangers` are files that no exhibit names."""

    exhibits: tuple[Recheck, ...]
    strangers: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Every exhibit is as it was."""
        return not any(recheck.problems for recheck in self.exhibits)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCaptured(Event):
    """A page was looked at and its facts are kept. The public log commits to the manifest by this entry."""

    act: ClassVar[str] = "captures.page_captured"
    exhibit_id: UUID
    hostname: str
    sighting_id: UUID | None
    site_id: UUID | None
    manifest_sha256: str
    reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitSealed(Event):
    """An exhibit has its signature, its timestamps and its place in the public log."""

    act: ClassVar[str] = "captures.exhibit_sealed"
    exhibit_id: UUID
    hostname: str
    sighting_id: UUID | None
    site_id: UUID | None
    statement_sha256: str
    sha256: str
    reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitViewed(Event):
    """A person looked at a part of an exhibit."""

    act: ClassVar[str] = "captures.exhibit_viewed"
    exhibit_id: UUID
    part: ExhibitPart


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitExported(Event):
    """A copy of an exhibit left the store."""

    act: ClassVar[str] = "captures.exhibit_exported"
    exhibit_id: UUID
    form: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitRechecked(Event):
    """A stored exhibit was verified again."""

    act: ClassVar[str] = "captures.exhibit_rechecked"
    exhibit_id: UUID
    sound: bool
    problems: tuple[str, ...]


class ExhibitMissingHereError(InputRejectedError):
    """No such exhibit."""

    code = "captures.no_such_exhibit"
    template = "There is no exhibit {exhibit}. The list of captures shows those that exist."


class AlreadySealedError(RuleRefusedError):
    """An exhibit is sealed once."""

    code = "captures.already_sealed"
    template = "Exhibit {exhibit} is sealed already. Capture the page again if a newer state is needed."


class PictureSeenError(InputRejectedError):
    """Nothing is shown twice that need not be."""

    code = "captures.picture_seen"
    template = "You saw this picture on {seen_on}. Say what for it is needed again, and it is shown."


class PicturesSpentError(RuleRefusedError):
    """A person looks at so many pictures a day and no more."""

    code = "captures.pictures_spent"
    template = (
        "You have looked at {count} pictures in the last 24 hours, which is the most here. Text and structure stay "
        "open; ask a colleague to look, or come back tomorrow."
    )
