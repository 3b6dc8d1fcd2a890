"""Where reading a certificate log goes on, whichever protocol it speaks."""

import json
from dataclasses import dataclass, replace
from typing import Self

from rempart.adapters.streams.signatures import TreeHead
from rempart.ports.streams import Holder, StreamDistrustedError, StreamUnreadableError


@dataclass(frozen=True, slots=True)
class Find:
    """A certificate that holds a key that is looked for, by the hash of its leaf; whether it is in the log is open."""

    leaf: bytes
    holder: Holder


@dataclass(frozen=True, slots=True)
class TreeCursor:
    """The next entry, and the tree head that was verified last (`root` in hex, `signed_ms` since 1970, 0 unknown).

    `peaks` are those of the tree of all entries before the next one (`ledger.add_to_peaks`), None where not known.
    Reading began with entry `begun`: what came before was there already. `finds` wait for their proof.
    """

    next: int
    size: int
    root: str
    signed_ms: int = 0
    peaks: tuple[bytes, ...] | None = None
    begun: int = 0
    finds: tuple[Find, ...] = ()

    @classmethod
    def at(cls, head: TreeHead, *, from_start: bool) -> Self:
        """Where the reading of a log begins that has `head`: at its end, unless its whole archive is wanted."""
        begun = 0 if from_start else head.size
        return cls(begun, head.size, head.root.hex(), head.timestamp_ms, None if begun else (), begun)

    def whole(self) -> Self:
        """The cursor of a reading that began at the end, and is to have been one of the whole archive."""
        return replace(self, next=0, peaks=(), begun=0) if self.begun else self

    def text(self) -> str:
        """The form that `parse_cursor` reads."""
        value: dict[str, object] = {"next": self.next, "size": self.size, "root": self.root, "signed": self.signed_ms}
        if self.peaks is not None:
            value["peaks"] = [peak.hex() for peak in self.peaks]
        if self.begun:
            value["begun"] = self.begun
        if self.finds:
            value["finds"] = [[find.leaf.hex(), find.holder.key, *find.holder.names] for find in self.finds]
        return json.dumps(value, separators=(",", ":"))

    def is_older(self, label: str, head: TreeHead) -> bool:
        """Whether `head` is an earlier one, out of a cache or of another front end: nothing new, nothing wrong.

        Raises StreamDistrustedError for a smaller tree that was signed later: entries were taken back.
        """
        if head.size >= self.size:
            return False
        if self.signed_ms and head.timestamp_ms > self.signed_ms:
            problem = f"it signed {self.size} entries, and later only {head.size}"
            raise StreamDistrustedError(stream=label, problem=problem)
        return True


def parse_cursor(label: str, text: str) -> TreeCursor:
    """The cursor that `TreeCursor.text` wrote. Raises StreamUnreadableError."""
    try:
        value = json.loads(text)
        return TreeCursor(
            next=int(value["next"]),
            size=int(value["size"]),
            root=bytes.fromhex(value["root"]).hex(),
            signed_ms=int(value.get("signed", 0)),
            peaks=tuple(map(bytes.fromhex, value["peaks"])) if "peaks" in value else None,
            begun=int(value.get("begun", 0)),
            finds=tuple(
                Find(bytes.fromhex(leaf), Holder(str(key), tuple(map(str, names))))
                for leaf, key, *names in value.get("finds", ())
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {text!r} is none") from error
