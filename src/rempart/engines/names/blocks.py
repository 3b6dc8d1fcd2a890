"""Screens blocks of lines: what `rempart screen` and the streams hand over.

In: a block of whole lines of bytes. Out: `BlockResult` with hits in input order and every line that is no hostname.
"""

from collections.abc import Iterable
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
    closer = [(0, block[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    result = _screen_each(closer, index, block.count(b"\n"))
    if result.rejected:
        # Rejects are rare and want their line numbers: counted here, not for every line.
        numbers = {start: block.count(b"\n", 0, start) + first_line for start in starts.tolist()}
        numbered = [(numbers[start], line) for start, (_, line) in zip(starts.tolist(), closer, strict=True)]
        result = _screen_each(numbered, index, result.lines)
    return replace(result, names=result.names + passed)


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
