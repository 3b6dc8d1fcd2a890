"""Where reading a certificate log goes on, whichever protocol it speaks."""

import json
from dataclasses import dataclass

from rempart.adapters.streams.signatures import TreeHead
from rempart.ports.streams import StreamDistrustedError, StreamUnreadableError


@dataclass(frozen=True, slots=True)
class TreeCursor:
    """The next entry, and the tree head that was verified last (`root` in hex, `signed_ms` since 1970, 0 unknown).

    `peaks` are those of the tree of all entries before the next one (`ledger.add_to_peaks`), None where not known.
    """

    next: int
    size: int
    root: str
    signed_ms: int = 0
    peaks: tuple[bytes, ...] | None = None

    def text(self) -> str:
        """The form that `parse_cursor` reads."""
        value: dict[str, object] = {"next": self.next, "size": self.size, "root": self.root, "signed": self.signed_ms}
        if self.peaks is not None:
            value["peaks"] = [peak.hex() for peak in self.peaks]
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
        root = bytes.fromhex(value["root"]).hex()
        peaks = tuple(map(bytes.fromhex, value["peaks"])) if "peaks" in value else None
        return TreeCursor(int(value["next"]), int(value["size"]), root, int(value.get("signed", 0)), peaks)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {text!r} is none") from error
