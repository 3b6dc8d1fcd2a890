"""A static certificate log (C2SP static-ct-api), by its names tiles where it has them, else by its data tiles.

Names tiles (an extension of Sunlight logs: gzip, one JSON object a line with Index, Timestamp, DNS) cost a tenth of
the bytes but carry no proof; the checkpoint's signature and consistency are verified either way, and for data tiles
every entry's hash too. Partial tiles are left alone while the log is busy filling them, as the specification asks.
"""

import functools
import itertools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from rempart.adapters.streams.certificates import EntryMalformedError, names_of, read_tile_leaves
from rempart.adapters.streams.cursors import TreeCursor, parse_cursor
from rempart.adapters.streams.fetching import Fetcher, gunzip
from rempart.adapters.streams.names_tiles import Entries, IndexMismatchError, entries_of, join_entries, read_names
from rempart.adapters.streams.signatures import LogKey, TreeHead
from rempart.engines import ledger
from rempart.kernel.errors import RempartError
from rempart.ports.streams import Batch, StreamBusyError, StreamDistrustedError, StreamUnreadableError

TILE = ledger.TILE_WIDTH
TILES_AHEAD = 8  # under way at a time: the log's budget says how often, this hides how long an answer takes
TILES_TOGETHER = 16
BYTES_TOGETHER = 4 * 2**20


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
        with closing(self._pieces(known, head)) as pieces:
            for entries in _together(pieces):
                known = replace(known, next=known.next + entries.count)
                yield _batch(entries, known)

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

    def _pieces(self, known: TreeCursor, head: TreeHead) -> Generator[Entries]:
        """What is worth reading from `known` to `head`, tile by tile; full tiles are fetched while others are parsed.

        The first is fetched alone: it tells whether the log has names tiles.
        """
        at = known.next
        if at >= head.size or not self._worth_reading(at, head.size):
            return
        first = self._read_tile(at, head, self._fetch_tile(at // TILE, head))
        yield first
        tiles = range(at // TILE + 1, -(-head.size // TILE))
        with self._ahead(range(tiles.start, head.size // TILE), head) as fetched:
            for tile in tiles:
                at = tile * TILE
                if not self._worth_reading(at, head.size):
                    return
                body = next(fetched) if at + TILE <= head.size else self._fetch_tile(tile, head)
                yield self._read_tile(at, head, body)

    @contextmanager
    def _ahead(self, tiles: Sequence[int], head: TreeHead) -> Iterator[Iterator["_Fetched"]]:
        """The full `tiles` in order, a few of them under way at a time; what is under way at the end is given up."""
        if not tiles:
            yield iter(())
            return
        pool = ThreadPoolExecutor(TILES_AHEAD, thread_name_prefix=self.label)
        waiting: deque[Future[_Fetched]] = deque()

        def results() -> Iterator[_Fetched]:
            for tile in tiles:
                waiting.append(pool.submit(self._fetch_tile, tile, head))
                if len(waiting) > TILES_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        try:
            yield results()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _fetch_tile(self, tile: int, head: TreeHead) -> "_Fetched":
        width = min(TILE, head.size - tile * TILE)
        body = self._tile_body("names", tile, width) if self._names_tiles else None
        if body is not None:
            return _Fetched(body, None)
        body = self._tile_body("data", tile, width)
        if body is None:
            raise StreamBusyError(stream=self.label, problem=f"tile {tile} of {head.size} entries is not there")
        # This log has data tiles and no names tiles: they are not asked for again.
        self._names_tiles = False
        return _Fetched(body, self._hash_tile(ledger.tile_path(0, tile, width)))

    def _read_tile(self, at: int, head: TreeHead, fetched: "_Fetched") -> Entries:
        """The entries from `at` to the end of its tile. Raises StreamDistrustedError."""
        tile, skip = divmod(at, TILE)
        width = min(TILE, head.size - tile * TILE)
        self._partial_since.pop((tile, at), None)
        if fetched.hashes is not None:
            return entries_of(self._certificates(tile, width, fetched.body, fetched.hashes, head)[skip:])
        lines = fetched.body.splitlines()[:width]
        if len(lines) != width:
            raise self._distrusted(f"names tile {tile} has {len(lines)} of {width} lines")
        try:
            return read_names(lines, tile * TILE, skip)
        except IndexMismatchError as error:
            raise self._distrusted(f"entry {error.index} calls itself {error.stated}") from error

    def _certificates(
        self, tile: int, width: int, body: bytes, hashes: bytes, head: TreeHead
    ) -> list[tuple[int, Sequence[str] | None]]:
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


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A tile as it came: `body` of a names tile, or of a data tile with the `hashes` of its entries."""

    body: bytes
    hashes: bytes | None


def _batch(entries: Entries, after: TreeCursor) -> Batch:
    return Batch(
        lines=entries.lines,
        cursor=after.text(),
        entries=entries.count,
        behind=after.size - after.next,
        lost=entries.lost,
        newest_at=datetime.fromtimestamp(entries.newest_ms / 1000, UTC) if entries.newest_ms else None,
    )


def _together(pieces: Iterator[Entries]) -> Iterator[Entries]:
    """Pieces joined up to TILES_TOGETHER or BYTES_TOGETHER, the first alone; before an error, what came before it.

    Every batch costs its reader a few writes, and a log that is far behind has many.
    """
    held: list[Entries] = []
    problem = None
    yield from itertools.islice(pieces, 1)
    try:
        for piece in pieces:
            held.append(piece)
            if len(held) == TILES_TOGETHER or sum(len(each.lines) for each in held) >= BYTES_TOGETHER:
                yield join_entries(held)
                held = []
    except RempartError as error:
        problem = error
    if held:
        yield join_entries(held)
    if problem:
        raise problem


def _names_or_none(certificate: bytes) -> Sequence[str] | None:
    try:
        return names_of(certificate)
    except EntryMalformedError:
        return None
