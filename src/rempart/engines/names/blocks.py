"""Screens blocks of lines: what `rempart screen` and the streams hand over.

In: a block of whole lines of bytes. Out: `BlockResult` with hits in input order, and every line that is no hostname.
"""

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import TYPE_CHECKING

from rempart.engines.names.contracts import Hit, WatchedSite
from rempart.engines.names.model import least_log_odds
from rempart.engines.names.screening import NameIndex, Place, build_index, judge_hostnames, screen_hostname
from rempart.kernel.chances import chance_text
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

if TYPE_CHECKING:
    from rempart.engines.names.scoring import Measurements
    from rempart.engines.names.sieve import Numbers, Scan

SHOWN = 80
TOGETHER = 1_000  # hostnames that are judged at once: what is known of each is held until all are
_quoted = json.encoder.encode_basestring  # as ensure_ascii=False
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


@dataclass(frozen=True, slots=True)
class Search:
    """What `search_block` found: the sieve's `scan`, the `pairs` that may be hits (line start, line end, number of the
    label, position of the stem in the index), and what was measured of each where there is a compiled score.
    """

    scan: "Scan"
    pairs: "Numbers" = field(repr=False)
    measurements: "Measurements | None" = field(repr=False)


def screen_block(block: bytes, index: NameIndex, *, first_line: int = 1) -> BlockResult:
    """The hits and rejects of one block whose first line has the number `first_line`. Blank lines are passed over;
    a wildcard (``*.forum.example``) counts as the name behind it.
    """
    if block and not block.endswith(b"\n"):
        block += b"\n"
    return judge_block(block, search_block(block, index), index, first_line=first_line)


def compile_search() -> None:
    """Compiles what screens blocks, or loads it from where it is kept, so that no block has to wait for it: a minute or
    more the first time, a second later.
    """
    index = build_index([WatchedSite("quay", ("lantern-quay.example",))])
    # An ordinary line, one that the fast pass leaves to the other, and a hit with its reasons.
    screen_block("forum.example\nl\u00e4ntern-quay.example\nlantern-quay2.example\n".encode(), index)


def search_block(block: bytes, index: NameIndex) -> Search:
    """What the sieve found in a block that ends with a line feed, less what cannot be a hit, and what the reasons for
    the rest are made from; compiled, so that threads can do it side by side.
    """
    scan = index.candidates.sieve.scan(block)
    if index.scorer is None:
        return Search(scan, index.candidates.sieve.spread(scan.pairs), None)
    likely, _ = index.scorer.likely(block, scan.pairs, least_log_odds(index.threshold), index.clear)
    return Search(scan, likely, index.scorer.measure(block, likely))


def judge_block(block: bytes, search: Search, index: NameIndex, *, first_line: int = 1) -> BlockResult:
    """The hits and rejects of a block, from what `search_block` found in it."""
    scan = search.scan
    names, hits, refused = scan.names, dict[int, tuple[Hit, ...]](), list[tuple[int, int]]()
    for start, end, unsure in scan.odd.tolist():
        hostname = _hostname(block[start:end]) if unsure else None
        if hostname is None:
            refused.append((start, end))
        else:
            names += 1
            hits[start] = screen_hostname(hostname, index)
    hits |= _told(block, search, index, hits)
    ordered = tuple(hit for start in sorted(hits) for hit in hits[start])
    return BlockResult(scan.lines, names, len(refused), ordered, block, first_line, tuple(refused))


def _told(block: bytes, search: Search, index: NameIndex, known: Container[int]) -> dict[int, tuple[Hit, ...]]:
    """The hits of each line that has pairs, by where it begins, without those that are `known`."""
    from rempart.engines.names.telling import sure_of, tell_measured  # noqa: PLC0415 (compiled code takes a moment)

    hits, plain = dict[int, tuple[Hit, ...]](), list[tuple[int, str, list[Place]]]()
    sure = repeat(None) if search.measurements is None else sure_of(search.measurements, index)
    for (start, end), rows in groupby(zip(search.pairs.tolist(), sure, strict=False), key=lambda row: row[0][:2]):
        hostname = None if start in known else _hostname(block[start:end])
        if hostname is None:
            continue
        found = [((number, stem), measured) for (_, _, number, stem), measured in rows]
        measured = [(place, each) for place, each in found if each is not None]
        if len(measured) == len(found):
            hits[start] = tell_measured(hostname, measured, index)
        else:
            plain.append((start, hostname, [place for place, _ in found]))
    for at in range(0, len(plain), TOGETHER):
        starts, names, places = zip(*plain[at : at + TOGETHER], strict=True)
        hits |= zip(starts, judge_hostnames(zip(names, places, strict=True), index), strict=True)
    return hits


def hits_as_lines(result: BlockResult) -> str:
    """The hits of a block as the file contract says: JSON lines ``{"hostname", "site", "score", "reasons": [{"code",
    "text"}]}``.
    """
    return "".join(map(_line, result.hits))


def _line(hit: Hit) -> str:
    # What an encoder makes of it, without making dictionaries first: there may be hits by the hundred thousand.
    reasons = ", ".join(
        [f'{{"code": {_quoted(reason.code)}, "text": {_quoted(reason.text)}}}' for reason in hit.reasons]
    )
    score = float(chance_text(hit.score, 4))
    names = f'"hostname": {_quoted(hit.hostname)}, "site": {_quoted(hit.site)}'
    return f'{{{names}, "score": {score!r}, "reasons": [{reasons}]}}\n'


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
