"""Screens blocks of lines: what `rempart screen` and the streams hand over.

In: a block of whole lines of bytes. Out: `BlockResult` with hits in input order and every line that is no hostname.
"""

from dataclasses import dataclass, field

from rempart.engines.names.contracts import Hit
from rempart.engines.names.screening import NameIndex, screen_hostname
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

SHOWN = 80


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is no hostname: its number in the stream (from 1), its beginning, and what is wrong."""

    line: int
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class BlockResult:
    """What one block gave; `lines` counts all lines, `names` those that are hostnames."""

    lines: int
    names: int
    hits: tuple[Hit, ...]
    rejected: tuple[Rejected, ...] = field(default=())


def screen_block(block: bytes, index: NameIndex, *, first_line: int = 1) -> BlockResult:
    """The hits and rejects of one block whose first line has the number `first_line`. Blank lines are passed over;
    a wildcard (``*.forum.example``) counts as the name behind it.
    """
    hits: list[Hit] = []
    rejected: list[Rejected] = []
    names = 0
    lines = block.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, start=first_line):
        if not line.strip():
            continue
        try:
            hostname = parse_line(line)
        except NotAHostnameError as error:
            rejected.append(Rejected(number, _shown(line), str(error.fields.get("problem", ""))))
            continue
        names += 1
        hits.extend(screen_hostname(hostname, index))
    return BlockResult(len(lines), names, tuple(hits), tuple(rejected))


def parse_line(line: bytes) -> str:
    """The hostname of one line. Raises NotAHostnameError."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAHostnameError(text=_shown(line), problem=f"it is not UTF-8 at byte {error.start + 1}") from error
    return parse_hostname(text.strip().removeprefix("*."))


def _shown(line: bytes) -> str:
    return line[:SHOWN].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
