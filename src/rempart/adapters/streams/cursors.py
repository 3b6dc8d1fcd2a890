"""Where reading a certificate log goes on, whichever protocol it speaks."""

import json
from dataclasses import dataclass

from rempart.ports.streams import StreamUnreadableError


@dataclass(frozen=True, slots=True)
class TreeCursor:
    """The next entry, and the tree head that was verified last (`root` in hex)."""

    next: int
    size: int
    root: str

    def text(self) -> str:
        """The form that `parse_cursor` reads."""
        return json.dumps({"next": self.next, "size": self.size, "root": self.root}, separators=(",", ":"))


def parse_cursor(label: str, text: str) -> TreeCursor:
    """The cursor that `TreeCursor.text` wrote. Raises StreamUnreadableError."""
    try:
        value = json.loads(text)
        return TreeCursor(int(value["next"]), int(value["size"]), bytes.fromhex(value["root"]).hex())
    except (ValueError, KeyError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {text!r} is none") from error
