"""Screens blocks of lines: what `rempart screen` and the streams hand over.

In: a block of whole lines of bytes. Out: `BlockResult` with hits in input order and every line that is no hostname.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rempart.engines.names.contracts import Hit
from rempart.engines.names.screening import NameIndex, screen_hostname
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

SHOWN = 80
LARGE = 4096  # bytes; below this the slow path alone is done sooner


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
    if len(block) < LARGE or not block.endswith(b"\n"):
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        return _screen_each(enumerate(block.split(b"\n"), start=first_line), index, lines)
    starts, ends, passed = index.sieve.sift(block)
    result = _screen_each(_numbered(block, starts.tolist(), ends.tolist(), first_line), index, block.count(b"\n"))
    return replace(result, names=result.names + passed)


def _numbered(block: bytes, starts: list[int], ends: list[int], number: int) -> Iterator[tuple[int, bytes]]:
    """The lines from `starts` to `ends`, each with its number; `number` is that of the block's first line."""
    counted = 0
    for start, end in zip(starts, ends, strict=True):
        number += block.count(b"\n", counted, start)
        counted = start
        yield number, block[start:end]


def _screen_each(numbered: Iterable[tuple[int, bytes]], index: NameIndex, lines: int) -> BlockResult:
    hits: list[Hit] = []
    rejected: list[Rejected] = []
    names = 0
    for number, line in numbered:
        if not line.strip():
            continue
        try:
            hostname = parse_line(line)
        except NotAHostnameError as error:
            rejected.append(Rejected(number, _shown(line), str(error.fields.get("problem", ""))))
            continue
        names += 1
        hits.extend(screen_hostname(hostname, index))
    return BlockResult(lines, names, tuple(hits), tuple(rejected))


def parse_line(line: bytes) -> str:
    """The hostname of one line. Raises NotAHostnameError."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAHostnameError(text=_shown(line), problem=f"it is not UTF-8 at byte {error.start + 1}") from error
    return parse_hostname(text.strip().removeprefix("*."))


def _shown(line: bytes) -> str:
    return line[:SHOWN].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
