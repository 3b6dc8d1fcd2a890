"""Screens blocks of lines: what `rempart screen` and the streams hand over.

In: a block of whole lines of bytes. Out: `BlockResult` with hits in input order, and every line that is no hostname.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import TYPE_CHECKING

import numpy as np

from rempart.engines.names.contracts import Hit
from rempart.engines.names.model import least_log_odds
from rempart.engines.names.screening import NameIndex, Place, judge_hostnames, screen_hostname
from rempart.kernel.chances import chance_text
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

if TYPE_CHECKING:
    from rempart.engines.names.sieve import Scan

SHOWN = 80
TOGETHER = 1_000  # hostnames that are judged at once: what is known of each is held until all are
_LINE_FEED = ord("\n")
_written = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for each line


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is no hostname: its number in the stream (from 1), its beginning, and what is wrong."""

    line: int
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class BlockResult:
    """What one block gave. `lines` counts all lines, `names` those that are hostnames, `no_names` the others."""

    lines: int
    names: int
    no_names: int
    hits: tuple[Hit, ...]
    block: bytes = field(repr=False)
    first_line: int
    refused: tuple[tuple[int, int], ...] = field(repr=False)  # where lines that are no hostname begin and end

    def rejected(self) -> Iterator[Rejected]:
        """Every line that is no hostname, told only when asked: there may be as many as lines."""
        number, counted = self.first_line, 0
        for start, end in self.refused:
            number += self.block.count(b"\n", counted, start)
            counted = start
            line = self.block[start:end]
            try:
                parse_line(line)
            except NotAHostnameError as error:
                yield Rejected(number, _shown(line), str(error.fields.get("problem", "")))


def screen_block(block: bytes, index: NameIndex, *, first_line: int = 1) -> BlockResult:
    """The hits and rejects of one block whose first line has the number `first_line`. Blank lines are passed over;
    a wildcard (``*.forum.example``) counts as the name behind it.
    """
    if block and not block.endswith(b"\n"):
        block += b"\n"
    return judge_block(block, search_block(block, index), index, first_line=first_line)


def search_block(block: bytes, index: NameIndex) -> "Scan":
    """What the sieve found in a block that ends with a line feed, less what cannot be a hit; compiled, so
    that threads can do it side by side. The last column of `pairs` is the position of a stem in the index.
    """
    scan = index.candidates.sieve.scan(block)
    if index.scorer is None:
        return replace(scan, pairs=index.candidates.sieve.spread(scan.pairs))
    likely, _ = index.scorer.likely(block, scan.pairs, least_log_odds(index.threshold), index.clear)
    return replace(scan, pairs=likely)


def judge_block(block: bytes, scan: "Scan", index: NameIndex, *, first_line: int = 1) -> BlockResult:
    """The hits and rejects of a block, from what `search_block` found in it."""
    names, hits, refused, starts = scan.names, dict[int, tuple[Hit, ...]](), [], list[int]()
    for start, end, unsure in scan.odd.tolist():
        hostname = _hostname(block[start:end]) if unsure else None
        if hostname is None:
            refused.append((start, end))
        else:
            names += 1
            hits[start] = screen_hostname(hostname, index)
    found = list[tuple[str, list[Place]]]()
    for (start, end), rows in groupby(scan.pairs.tolist(), key=lambda row: (row[0], row[1])):
        hostname = None if start in hits else _hostname(block[start:end])
        if hostname is not None:
            starts.append(start)
            found.append((hostname, [(label, stem) for _, _, label, stem in rows]))
    parts = (judge_hostnames(found[at : at + TOGETHER], index) for at in range(0, len(found), TOGETHER))
    hits |= zip(starts, chain.from_iterable(parts), strict=True)
    ordered = tuple(hit for start in sorted(hits) for hit in hits[start])
    lines = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _LINE_FEED))  # several times faster than bytes.count
    return BlockResult(lines, names, len(refused), ordered, block, first_line, tuple(refused))


def hit_as_json(hit: Hit) -> dict[str, object]:
    """A hit as the file contract says: ``{"hostname", "site", "score", "reasons": [{"code", "text"}]}``."""
    reasons = [{"code": reason.code, "text": reason.text} for reason in hit.reasons]
    return {"hostname": hit.hostname, "site": hit.site, "score": float(chance_text(hit.score, 4)), "reasons": reasons}


def hits_as_lines(result: BlockResult) -> str:
    """The hits of a block as JSON lines."""
    return "".join(_written(hit_as_json(hit)) + "\n" for hit in result.hits)


def rejects_as_lines(result: BlockResult) -> str:
    """The lines of a block that are no hostname as JSON lines ``{"line", "text", "problem"}``."""
    rows = ({"line": row.line, "text": row.text, "problem": row.problem} for row in result.rejected())
    return "".join(_written(row) + "\n" for row in rows)


def _hostname(line: bytes) -> str | None:
    try:
        return parse_line(line)
    except NotAHostnameError:
        return None


def parse_line(line: bytes) -> str:
    """The hostname of one line. Raises NotAHostnameError."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAHostnameError(text=_shown(line), problem=f"it is not UTF-8 at byte {error.start + 1}") from error
    return parse_hostname(text.strip().removeprefix("*."))


def _shown(line: bytes) -> str:
    return line[:SHOWN].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
