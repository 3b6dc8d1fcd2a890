"""Where reading a certificate log goes on, whichever protocol it speaks."""

import json
from dataclasses import dataclass, replace
from typing import Self

from rempart.adapters.streams.signatures import HEAD_GRACE_S, TreeHead
from rempart.engines import ledger
from rempart.ports.streams import Holder, StreamDistrustedError, StreamStaleError, StreamUnreadableError


@dataclass(frozen=True, slots=True)
class Find:
    """A certificate that holds a key that is looked for, by the hash of its leaf; whether it is in the log is open."""

    leaf: bytes
    holder: Holder


@dataclass(frozen=True, slots=True)
class TreeCursor:
    """The next entry, and the tree head that was verified last (`root` in hex, `signed_ms` since 1970, 0 unknown).

    `peaks` are those of the tree of all entries before the next one (`ledger.add_to_peaks`), None where not known.
    Reading began with entry `begun`: what came before was there already; None: a version kept it that did not say.
    Where the start is read later, the entries from `handed[0]` to before `handed[1]` were handed out by then, and are
    not again. `finds` wait for their proof.
    """

    next: int
    size: int
    root: str
    signed_ms: int = 0
    peaks: tuple[bytes, ...] | None = None
    begun: int | None = 0
    handed: tuple[int, int] = (0, 0)
    finds: tuple[Find, ...] = ()

    @property
    def head(self) -> TreeHead:
        """The tree head that was verified last."""
        return TreeHead(self.size, bytes.fromhex(self.root), self.signed_ms)

    @classmethod
    def at(cls, head: TreeHead, *, from_start: bool) -> Self:
        """Where the reading of a log begins that has `head`: at its end, unless its whole archive is wanted."""
        begun = 0 if from_start else head.size
        return cls(begun, head.size, head.root.hex(), head.timestamp_ms, None if begun else (), begun)

    def whole(self) -> Self:
        """The cursor of a reading that began at the end, or nobody knows where, and is to be one of all entries."""
        if self.begun == 0:
            return self
        handed = (self.begun, self.next) if self.begun else (0, 0)
        return replace(self, next=0, peaks=(), begun=0, handed=handed)

    def forgiven(self) -> Self:
        """The cursor of a log that contradicted the tree that was verified, and is trusted again: that tree is nothing,
        the place is kept, and what waits for its proof.
        """
        return replace(self, size=0, root=ledger.EMPTY_ROOT.hex(), signed_ms=0, peaks=() if self.next == 0 else None)

    def within(self, size: int) -> Self:
        """The cursor in a tree of `size` entries: one that is trusted again may have fewer than were read."""
        first, after = min(self.handed[0], size), min(self.handed[1], size)
        begun = None if self.begun is None else min(self.begun, size)
        handed = (first, after) if first < after else (0, 0)
        return replace(self, next=min(self.next, size), begun=begun, handed=handed)

    def unread(self) -> tuple[range, ...]:
        """Which entries of the tree are still to be handed out."""
        first, after = self.handed
        parts = (range(self.next, first), range(after, self.size)) if self.next < first else ()
        return tuple(part for part in parts or (range(self.next, self.size),) if part)

    def handed_on(self, count: int) -> Self:
        """The cursor after the next `count` entries of `unread`."""
        (first, after), at = self.handed, self.next + count
        if self.next < first <= at:
            return replace(self, next=at + after - first, handed=(0, 0))
        return replace(self, next=at)

    def text(self) -> str:
        """The form that `parse_cursor` reads."""
        value: dict[str, object] = {"next": self.next, "size": self.size, "root": self.root, "signed": self.signed_ms}
        if self.peaks is not None:
            value["peaks"] = [peak.hex() for peak in self.peaks]
        if self.begun != 0 or self.peaks is None:  # peaks alone say 0
            value["begun"] = self.begun
        if self.handed[1]:
            value["handed"] = self.handed
        if self.finds:
            value["finds"] = [[find.leaf.hex(), find.holder.key, *find.holder.names] for find in self.finds]
        return json.dumps(value, separators=(",", ":"))

    def is_older(self, label: str, head: TreeHead) -> bool:
        """Whether `head` is an earlier one, out of a cache or of another front end: nothing new in it.

        Raises StreamDistrustedError for a smaller tree that was not signed earlier: entries were taken back.
        """
        if head.size >= self.size:
            return False
        if self.signed_ms and head.timestamp_ms >= self.signed_ms:
            problem = f"it signed {self.size} entries, and later only {head.size}"
            raise StreamDistrustedError(stream=label, problem=problem)
        return True

    def check_behind(self, label: str, head: TreeHead, now_s: float) -> None:
        """That `head`, an earlier one, is no older than caches are; `now_s` since 1970.

        Raises StreamStaleError, also where no date tells: a log that took entries back would look like a quiet one.
        """
        said = f"it has {head.size} entries, and had {self.size}"
        if not head.timestamp_ms:
            raise StreamStaleError(stream=label, problem=f"{said}; its tree heads have no date")
        if now_s - head.timestamp_ms / 1000 > HEAD_GRACE_S:
            raise StreamStaleError(stream=label, problem=f"{said}; its tree head was signed on {head.signed_on}")


def parse_cursor(label: str, text: str) -> TreeCursor:
    """The cursor that `TreeCursor.text` wrote. Raises StreamUnreadableError."""
    try:
        value = json.loads(text)
        # Before `begun` was kept, peaks were where reading began at the start.
        begun = value.get("begun", 0 if "peaks" in value else None)
        first, after = value.get("handed", (0, 0))
        return TreeCursor(
            next=int(value["next"]),
            size=int(value["size"]),
            root=bytes.fromhex(value["root"]).hex(),
            signed_ms=int(value.get("signed", 0)),
            peaks=tuple(map(bytes.fromhex, value["peaks"])) if "peaks" in value else None,
            begun=None if begun is None else int(begun),
            handed=(int(first), int(after)),
            finds=tuple(
                Find(bytes.fromhex(leaf), Holder(str(key), tuple(map(str, names))))
                for leaf, key, *names in value.get("finds", ())
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {text!r} is none") from error
