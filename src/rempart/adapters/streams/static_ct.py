"""A static certificate log (C2SP static-ct-api), by its names tiles where it has them, else by its data tiles.

Names tiles (an extension of Sunlight logs: gzip, one JSON object a line with Index, Timestamp, DNS) cost a tenth of
the bytes but carry no proof; the checkpoint's signature and consistency are verified either way, and for data tiles
every entry's hash too. Partial tiles are left alone while the log is busy filling them, as the specification asks.
"""

import functools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from rempart.adapters.streams.certificates import EntryMalformedError, names_of, read_tile_leaves
from rempart.adapters.streams.cursors import TreeCursor, parse_cursor
from rempart.adapters.streams.fetching import Fetcher, gunzip
from rempart.adapters.streams.signatures import LogKey, TreeHead
from rempart.engines import ledger
from rempart.kernel.errors import RempartError
from rempart.ports.streams import Batch, StreamBusyError, StreamDistrustedError, StreamUnreadableError

TILE = ledger.TILE_WIDTH

# When the log took the entry in (milliseconds since 1970), and its names; None where it cannot be read.
_Entry = tuple[int, list[str] | None]


@dataclass(slots=True)
class StaticLog:
    """The `HostnameStream` of one static log below `fetcher`'s prefix.

    `key` None leaves signatures unchecked: for a log that is not in a log list. `from_start` reads the whole archive
    instead of starting at the log's present end. A tile that stays partial is read after `partial_wait_s`.
    """

    label: str
    fetcher: Fetcher
    key: LogKey | None = None
    from_start: bool = False
    partial_wait_s: float = 2.0
    monotonic: Callable[[], float] = time.monotonic
    _names_tiles: bool = True
    _partial_since: dict[tuple[int, int], float] = field(default_factory=dict)

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`."""
        known = parse_cursor(self.label, cursor) if cursor else None
        head = self._checkpoint()
        if known is None:
            known = TreeCursor(0 if self.from_start else head.size, head.size, head.root.hex(), head.timestamp_ms)
            yield Batch(b"", known.text(), 0, behind=head.size - known.next)
        elif known.is_older(self.label, head):
            return
        else:
            self._check_consistency(known, head)
        known = replace(known, size=head.size, root=head.root.hex(), signed_ms=head.timestamp_ms)
        while known.next < head.size and self._worth_reading(known.next, head.size):
            batch, known = self._tile(known, head)
            yield batch

    def close(self) -> None:
        """As `HostnameStream.close`."""
        self.fetcher.close()

    def _checkpoint(self) -> TreeHead:
        answer = self.fetcher.get("checkpoint")
        if answer is None:
            raise StreamUnreadableError(stream=self.label, problem="there is no checkpoint at its address")
        try:
            note = answer.body.decode()
            stated = ledger.parse_checkpoint(note)
        except (UnicodeDecodeError, RempartError) as error:
            raise self._distrusted(f"its checkpoint is none ({error})") from error
        head = TreeHead(stated.size, stated.root)
        return self.key.check_note(note, stated.origin, head) if self.key else head

    def _check_consistency(self, known: TreeCursor, head: TreeHead) -> None:
        """The tree that was verified before must be the beginning of the one that is claimed now."""
        if head.size == known.size:
            if head.root.hex() != known.root:
                raise self._distrusted(f"two roots for {head.size} entries: a fork")
            return
        # The two roots share most of their tiles: each is asked for once.
        node = ledger.node_from_tiles(functools.cache(self._hash_tile), head.size)
        try:
            if ledger.root(head.size, node) != head.root:
                raise self._distrusted("its tiles do not add up to its checkpoint")
            if known.size and ledger.root(known.size, node).hex() != known.root:
                raise self._distrusted(f"the tree of {head.size} does not go on from that of {known.size}: a fork")
        except ledger.TileRejectedError as error:
            raise self._distrusted(error.message) from error

    def _distrusted(self, problem: str) -> StreamDistrustedError:
        return StreamDistrustedError(stream=self.label, problem=problem)

    def _hash_tile(self, path: str) -> bytes:
        answer = self.fetcher.get(path)
        if answer is not None:
            return answer.body
        # A log may drop a partial tile once the full one is there; its beginning is the same.
        full, _, width = path.partition(".p/")
        answer = self.fetcher.get(full) if width else None
        if answer is None:
            raise StreamBusyError(stream=self.label, problem=f"{path} is not there")
        return answer.body[: int(width) * ledger.HASH_SIZE]

    def _worth_reading(self, at: int, size: int) -> bool:
        """Full tiles always; a partial one when it has stayed partial too long."""
        tile = at // TILE
        if (tile + 1) * TILE <= size:
            self._partial_since.clear()
            return True
        since = self._partial_since.setdefault((tile, at), self.monotonic())
        return self.monotonic() - since >= self.partial_wait_s

    def _tile(self, known: TreeCursor, head: TreeHead) -> tuple[Batch, TreeCursor]:
        tile = known.next // TILE
        width = min(TILE, head.size - tile * TILE)
        found = self._names(tile, width) if self._names_tiles else None
        if found is None:
            found = self._data(tile, width, head)
        wanted = found[known.next - tile * TILE :]
        after = replace(known, next=known.next + len(wanted))
        self._partial_since.pop((tile, known.next), None)
        newest_ms = max(entry[0] for entry in wanted)
        batch = Batch(
            lines="".join([f"{name}\n" for _, names in wanted for name in names or ()]).encode(),
            cursor=after.text(),
            entries=len(wanted),
            behind=head.size - after.next,
            lost=sum(names is None for _, names in wanted),
            newest_at=datetime.fromtimestamp(newest_ms / 1000, UTC) if newest_ms else None,
        )
        return batch, after

    def _names(self, tile: int, width: int) -> list[_Entry] | None:
        body = self._tile_body("names", tile, width)
        if body is None:
            return None
        lines = body.splitlines()[:width]
        if len(lines) != width:
            raise self._distrusted(f"names tile {tile} has {len(lines)} of {width} lines")
        try:
            # One call for the tile is twice as fast as one for each line; a broken line is found below.
            values = json.loads(b"[" + b",".join(lines) + b"]")
        except ValueError:
            values = [_value(line) for line in lines]
        return [self._named(value, tile * TILE + number) for number, value in enumerate(values)]

    def _named(self, value: object, index: int) -> _Entry:
        if not isinstance(value, dict) or not isinstance(value.get("Timestamp"), int):
            return 0, None
        if value.get("Index") != index:
            raise self._distrusted(f"entry {index} calls itself {value.get('Index')}")
        names = value.get("DNS") or ()
        if not isinstance(names, list | tuple):
            return value["Timestamp"], None
        return value["Timestamp"], [_clean(name) for name in map(str, names)]

    def _data(self, tile: int, width: int, head: TreeHead) -> list[_Entry]:
        body = self._tile_body("data", tile, width)
        if body is None:
            raise StreamBusyError(stream=self.label, problem=f"tile {tile} of {head.size} entries is not there")
        # This log has data tiles and no names tiles: they are not asked for again.
        self._names_tiles = False
        hashes = self._hash_tile(ledger.tile_path(0, tile, width))
        try:
            entries = read_tile_leaves(body)[:width]
        except EntryMalformedError as error:
            raise self._distrusted(f"data tile {tile} of {head.size} is none") from error
        found = b"".join(ledger.leaf_hash(entry.leaf) for entry in entries)
        if len(entries) != width or found != hashes[: width * ledger.HASH_SIZE]:
            raise self._distrusted(f"data tile {tile} is not what the tree holds")
        return [(entry.timestamp_ms, _names_or_none(entry.certificate)) for entry in entries]

    def _tile_body(self, kind: str, tile: int, width: int) -> bytes | None:
        path = ledger.entries_path(tile, width).replace("tile/entries/", f"tile/{kind}/", 1)
        answer = self.fetcher.get(path)
        if answer is None and width < TILE:
            answer = self.fetcher.get(path.partition(".p/")[0])
        return gunzip(self.label, answer.body) if answer else None


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _names_or_none(certificate: bytes) -> list[str] | None:
    try:
        return [_clean(name) for name in names_of(certificate)]
    except EntryMalformedError:
        return None


def _clean(name: str) -> str:
    # A name with a line break in it would count as two.
    return name if name.isprintable() and " " not in name else "".join(name.split())
