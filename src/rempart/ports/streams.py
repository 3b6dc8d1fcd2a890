"""The port to everything that brings new hostnames without end: certificate logs, zones, lists, live feeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate, proven to be in its log, that holds a key that is looked for: SHA-256 in hex of its
    SubjectPublicKeyInfo, and the DNS names that it covers, wildcards too."""

    key: str
    names: tuple[str, ...]


@dataclass(slots=True)
class WatchedKeys:
    """The keys that streams of certificates look for, by SHA-256 of their SubjectPublicKeyInfo.

    Threads share it: whoever learns of another key puts a new set in its place. While it is empty nothing is hashed.
    """

    digests: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Batch:
    """A piece of a stream. Reading again from `cursor` gives exactly what comes after it.

    `lines` holds hostnames as they were found, one a line. `entries` were read, `lost` will never be (the source no
    longer has them, or they cannot be decoded), `behind` are known to exist and not read yet. `newest_at` is when the
    newest entry came into being, where the source says so. `certificates` of the entries came whole, from a log whose
    signature was verified, so that their keys can be looked up; `holders` are those that hold one that is looked for.
    `skipped` were there before reading began, and are not read. `find_entry` tells the index of the entry that names a
    hostname, where the source has not proven its entries.
    """

    lines: bytes
    cursor: str
    entries: int
    behind: int = 0
    lost: int = 0
    newest_at: datetime | None = None
    certificates: int = 0
    holders: tuple[Holder, ...] = ()
    skipped: int = 0
    find_entry: Callable[[str], int | None] | None = None


PROVES_NOTHING = "it shows no proof of an entry"  # what most sources say where they are asked for one


@dataclass(frozen=True, slots=True)
class Inclusion:
    """An entry is in the tree of `size` entries with `root` (hex), which its log signed."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class ListedStream:
    """One stream of a list, as it is kept: `label` is what it is called, with its list's name before it.

    `log_id` is the SHA-256 of a log's public key in hex, empty where there is none or it is not known. `from_start`:
    the list was followed before this one came into it, so that it is read from its first entry.
    """

    label: str
    kind: str
    log_id: str = ""
    from_start: bool = False


class StreamBusyError(OutsideUnavailableError):
    """The source asks for less, or does not answer; reading goes on later from the same place."""

    code = "streams.busy"
    template = "{stream} does not answer as it should: {problem}. Reading goes on from the same place later."


class StreamDistrustedError(OutsideUnavailableError):
    """The source contradicts itself: a signature, a proof or a count does not hold. A person has to look."""

    code = "streams.distrusted"
    template = "{stream} contradicts itself: {problem}. It is read on once a person has looked; tell its operator."


class StreamDoubtedError(OutsideUnavailableError):
    """The source lost so much at once that it may be cut off. What is new in it was read; what is gone is not believed
    before a second reading agrees, or a person says so.
    """

    code = "streams.doubted"
    template = "{stream} may be cut off: {problem}. What is new in it was screened; a second reading settles the rest."


class StreamStaleError(OutsideUnavailableError):
    """The source answers, with a state that it should have renewed long ago."""

    code = "streams.stale"
    template = "{stream} shows an old state: {problem}. What came since cannot be seen; tell the source's operator."


class StreamUnreadableError(InputRejectedError):
    """What is configured for the source cannot be used."""

    code = "streams.unreadable"
    template = "The stream {stream} cannot be read as it is configured: {problem}. Correct it in rempart.toml."


class HostnameStream(Protocol):
    """One source that can be read from where one left off."""

    @property
    def label(self) -> str:
        """What the operator calls it."""
        ...

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """Everything new since `cursor`, piece by piece; ends where nothing more is known for now.

        None starts where the adapter says it starts (certificate logs: at their present end). Raises StreamBusyError,
        StreamDistrustedError, StreamDoubtedError, StreamStaleError or StreamUnreadableError; what came before stays
        valid.
        """
        ...

    def prove(self, index: int, hostname: str) -> Inclusion | None:
        """That the entry of that index, in the tree that was verified last, names the hostname; None where no name can
        be read in it. For what `Batch.find_entry` found. Raises StreamBusyError, StreamDistrustedError.
        """
        ...

    def forgive(self, cursor: str) -> str:
        """Where reading goes on once a person trusts the source again: what was verified of it counts no more; empty
        where it begins anew. Raises StreamUnreadableError.
        """
        ...

    def close(self) -> None:
        """End its connections; the stream is not read again."""
        ...
