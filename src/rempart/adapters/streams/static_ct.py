"""A static certificate log (C2SP static-ct-api), by its names tiles where it has them, else by its data tiles.

Names tiles (an extension of Sunlight logs: gzip, one JSON object a line with Index, Timestamp, DNS) cost a tenth of
the bytes but carry no proof; the checkpoint's signature and consistency are verified either way, and the entries of
data tiles are proven up to its root. A partial tile is left alone where it is about to be filled, as the
specification asks.
"""

import contextlib
import functools
import itertools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rempart.adapters.streams.certificates import (
    EntryMalformedError,
    LogEntry,
    moment_of,
    names_in,
    names_of,
    read_tile_leaves,
)
from rempart.adapters.streams.cursors import TreeCursor, parse_cursor
from rempart.adapters.streams.fetching import Fetcher, GarbledError, gunzip
from rempart.adapters.streams.hash_tiles import HashTiles
from rempart.adapters.streams.keys import find_holders
from rempart.adapters.streams.names_tiles import (
    Entries,
    IndexMismatchError,
    entries_of,
    find_entry,
    join_entries,
    plain_host,
    read_names,
)
from rempart.adapters.streams.signatures import LogKey, TreeHead, stated_time
from rempart.engines import ledger
from rempart.kernel.errors import RempartError
from rempart.ports.streams import (
    Batch,
    Inclusion,
    StreamBusyError,
    StreamDistrustedError,
    StreamUnreadableError,
    WatchedKeys,
)

TILE = ledger.TILE_WIDTH
PARTIAL_WAIT_S = 1.0
TILES_AHEAD = 8  # under way at a time: the log's budget says how often, this hides how long an answer takes
TILES_TOGETHER = 16
BYTES_TOGETHER = 4 * 2**20
E = TypeVar("E", bytes, LogEntry)


@dataclass(slots=True)
class StaticLog:
    """The `HostnameStream` of one static log below `fetcher`'s prefix.

    `key` None leaves signatures unchecked, and proves no entry: for a log that is not in a log list. `from_start` reads
    the whole archive instead of starting at the log's present end, also of a log that began to be read there. A partial
    tile is read at once where the log, at the pace of its last two checkpoints, will not fill it within
    `partial_wait_s`; else it is waited for, and no longer than that. A checkpoint older than `merge_delay_s` and a
    little is told as stale, after what it holds was read; 0: it may be. Certificates whose key is one of `keys` are
    told, where `key` is known and they come whole: `whole` reads data tiles where there are names tiles too.
    """

    label: str
    fetcher: Fetcher
    key: LogKey | None = None
    from_start: bool = False
    partial_wait_s: float = PARTIAL_WAIT_S
    merge_delay_s: float = 0.0
    keys: WatchedKeys = field(default_factory=WatchedKeys)
    whole: bool = False
    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    _names_tiles: bool = True
    _partial_since: dict[tuple[int, int], float] = field(default_factory=dict)
    # The tiles that the last checkpoint was verified with: most of the next one's are the same, and never change.
    _edge: dict[str, bytes] = field(default_factory=dict)
    _tiles: HashTiles | None = None  # of the tree that was verified last, for proofs
    _proven: tuple[int, int, list[LogEntry]] | None = None
    _older: TreeHead | None = None  # that was asked about last, whether what was verified begins with it
    _looked: tuple[float, int] | None = None  # when the last checkpoint came, and its size
    _pace: float | None = None  # entries a second between the last two

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`."""
        known = parse_cursor(self.label, cursor) if cursor else None
        head = self._checkpoint()
        self._measure(head.size)
        yield from self._read(known, head)
        head.check_age(self.label, self.merge_delay_s, self.wall())

    def prove(self, index: int, hostname: str) -> Inclusion | None:
        """As `HostnameStream.prove`, out of the data tile that holds the entry: a names tile proves nothing."""
        if self.key is None:
            raise StreamBusyError(stream=self.label, problem="without its key nothing says that it signed its tree")
        if self._tiles is None or index >= self._tiles.head.size:
            raise StreamBusyError(stream=self.label, problem=f"its latest checkpoint does not reach to entry {index}")
        head, (tile, at) = self._tiles.head, divmod(index, TILE)
        leaves = self._proven_leaves(tile, min(TILE, head.size - tile * TILE), self._tiles)
        signed = leaves[at].signed
        names = {plain_host(name) for name in names_in(signed)}
        if hostname in names:
            return Inclusion(head.size, head.root.hex())
        # What a certificate looks like is its owner's doing: nobody is to make us take a log for a liar by an odd one.
        if not names or hostname.encode() in signed.lower():
            return None
        raise self._distrusted(f"its names tile says that entry {index} names {hostname}, and its tree does not")

    def forgive(self, cursor: str) -> str:
        """As `HostnameStream.forgive`: it is read on from where it was."""
        self._edge, self._tiles, self._proven = {}, None, None  # of the tree that it contradicted
        return parse_cursor(self.label, cursor).forgiven().text()

    def close(self) -> None:
        """As `HostnameStream.close`."""
        self.fetcher.close()

    def _read(self, known: TreeCursor | None, head: TreeHead) -> Iterator[Batch]:
        """Everything worth reading from `known` to `head`, once that goes on from this."""
        tiles = HashTiles(self.label, head, self._hash_tile, self._edge)
        is_first = known is None or known.size == 0 < head.size
        if known is None:
            known = TreeCursor.at(head, from_start=self.from_start)
        elif known.is_older(self.label, head):
            self._check_older(known, head)
            return
        else:
            self._check_consistency(known, head, tiles)
            known = known.within(head.size)
            known = known.whole() if self.from_start else known
        self._tiles = HashTiles(self.label, head, functools.partial(self._hash_tile, once=True), tiles.edge)
        known = replace(known, size=head.size, root=head.root.hex(), signed_ms=head.timestamp_ms)
        if is_first:  # what is verified counts from now on, also where nothing new comes
            yield _batch(Entries(b"", 0), known)
        with contextlib.closing(self._pieces(known, head, tiles)) as pieces:
            for entries in _together(pieces):
                known = known.handed_on(entries.count)
                yield _batch(entries, known)

    def _checkpoint(self) -> TreeHead:
        found = self.fetcher.get_as("checkpoint", _read_checkpoint)
        if found is None:
            raise StreamUnreadableError(stream=self.label, problem="there is no checkpoint at its address")
        note, stated = found
        if self.key:
            return self.key.check_note(note, stated.origin, TreeHead(stated.size, stated.root))
        return TreeHead(stated.size, stated.root, stated_time(note, stated.origin))

    def _check_consistency(self, known: TreeCursor, head: TreeHead, tiles: HashTiles) -> None:
        """The tree that was verified before must be the beginning of the one that is claimed now."""
        if head.size == known.size:
            if head.root.hex() != known.root:
                raise self._distrusted(f"two roots for {head.size} entries: a fork")
            return
        tiles.check_begin(known.size, bytes.fromhex(known.root))
        self._edge = dict(tiles.edge)

    def _check_older(self, known: TreeCursor, head: TreeHead) -> None:
        """An earlier tree must be the beginning of the one that was verified; each is asked about once."""
        if head != self._older:
            self._older = head
            tiles = HashTiles(self.label, known.head, functools.partial(self._hash_tile, once=True), self._edge)
            with contextlib.suppress(StreamBusyError):  # a front end that is behind has no such tiles yet
                tiles.check_begin(head.size, head.root)
        known.check_behind(self.label, head, self.wall())

    def _distrusted(self, problem: str) -> StreamDistrustedError:
        return StreamDistrustedError(stream=self.label, problem=problem)

    def _hash_tile(self, path: str, *, once: bool = False) -> bytes:
        full, _, width = path.partition(".p/")
        read = functools.partial(_read_hashes, width=int(width or TILE))
        get = self.fetcher.get_once if once else self.fetcher.get_as
        hashes = get(path, read)
        if hashes is None and width:
            # A log may drop a partial tile once the full one is there; its beginning is the same.
            hashes = get(full, read)
        if hashes is None:
            raise StreamBusyError(stream=self.label, problem=f"{path} is not there")
        return hashes

    def _measure(self, size: int) -> None:
        now = self.monotonic()
        if self._looked and now > self._looked[0]:
            self._pace = (size - self._looked[1]) / (now - self._looked[0])
        self._looked = (now, size)

    def _worth_reading(self, at: int, size: int) -> bool:
        """Full tiles always; a partial one that will not be full soon, or has stayed partial too long."""
        tile = at // TILE
        if (tile + 1) * TILE <= size:
            self._partial_since.clear()
            return True
        if self._pace is not None and size + self._pace * self.partial_wait_s < (tile + 1) * TILE:
            return True
        since = self._partial_since.setdefault((tile, at), self.monotonic())
        return self.monotonic() - since >= self.partial_wait_s

    def _pieces(self, known: TreeCursor, head: TreeHead, tiles: HashTiles) -> Generator[Entries]:
        """What is worth reading from `known` to `head`, tile by tile."""
        for part in known.unread():
            if not (yield from self._part(part, head, tiles)):
                return

    def _part(self, part: range, head: TreeHead, tiles: HashTiles) -> Generator[Entries, None, bool]:
        """The entries of `part`; whether to its end. Full tiles are fetched while others are parsed.

        The first is fetched alone: it tells whether the log has names tiles.
        """
        at = part.start
        if not self._worth_reading(at, head.size):
            return False
        yield from self._read_tile(at, part.stop, self._fetch_tile(at // TILE, head), tiles)
        further = range(at // TILE + 1, -(-part.stop // TILE))
        with self._ahead(range(further.start, min(further.stop, head.size // TILE)), head) as fetched:
            for tile in further:
                at = tile * TILE
                if not self._worth_reading(at, head.size):
                    return False
                body = next(fetched) if at + TILE <= head.size else self._fetch_tile(tile, head)
                yield from self._read_tile(at, part.stop, body, tiles)
        return True

    @contextlib.contextmanager
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
        with_names = self._names_tiles and not self.whole
        lines = self._entries("names", tile, width, _read_lines) if with_names else None
        if lines is not None:
            return _Fetched(lines=lines)
        leaves = self._leaves(tile, width)
        # This log has data tiles and no names tiles: they are not asked for again.
        self._names_tiles = False
        return _Fetched(leaves=leaves)

    def _proven_leaves(self, tile: int, width: int, tiles: HashTiles) -> list[LogEntry]:
        """The entries of a data tile that the tree holds; the latest is kept for the next entry in it.

        Each tile is asked for once: a proof is to hold no names up.
        """
        if self._proven is None or self._proven[:2] != (tile, width):
            leaves = self._leaves(tile, width, once=True)
            tiles.check_entries(tile, b"".join(ledger.leaf_hash(entry.leaf) for entry in leaves))
            self._proven = tile, width, leaves
        return self._proven[2]

    def _leaves(self, tile: int, width: int, *, once: bool = False) -> list[LogEntry]:
        leaves = self._entries("data", tile, width, _read_leaves, once=once)
        if leaves is None:
            raise StreamBusyError(stream=self.label, problem=f"tile {tile} with {width} entries is not there")
        return leaves

    def _entries(
        self, kind: str, tile: int, width: int, read: Callable[[bytes, int], list[E]], *, once: bool = False
    ) -> list[E] | None:
        get = self.fetcher.get_once if once else self.fetcher.get_as
        path = ledger.entries_path(tile, width).replace("tile/entries/", f"tile/{kind}/", 1)
        found = get(path, lambda body: read(body, width))
        if found is None and width < TILE:
            found = get(path.partition(".p/")[0], lambda body: read(body, width))
        return found

    def _read_tile(self, at: int, end: int, fetched: "_Fetched", tiles: HashTiles) -> Iterator[Entries]:
        """The entries from `at` to the end of its tile, or to before `end`; those of a data tile proven.

        Raises StreamDistrustedError.
        """
        tile, skip = divmod(at, TILE)
        until = end - tile * TILE
        self._partial_since.pop((tile, at), None)
        if not fetched.leaves:
            try:
                entries = read_names(fetched.lines[:until], tile * TILE, skip)
            except IndexMismatchError as error:
                raise self._distrusted(f"entry {error.index} calls itself {error.stated}") from error
            yield replace(entries, named=((at, fetched.lines[skip:until]),)) if self.key else entries
            return
        fresh = fetched.leaves[skip:until]
        entries = entries_of((entry.timestamp_ms, _names_or_none(entry.certificate)) for entry in fresh)
        try:
            tiles.check_entries(tile, b"".join(ledger.leaf_hash(entry.leaf) for entry in fetched.leaves))
        except StreamDistrustedError:
            yield entries  # what a log shows deserves a look, also where it contradicts its own tree
            raise
        if self.key:
            holders = tuple(find_holders(fresh, self.keys.digests))
            entries = replace(entries, certificates=len(fresh), holders=tuple(holder for _, holder in holders))
        yield entries


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A tile as it came: the lines of a names tile, or the entries of a data tile."""

    lines: Sequence[bytes] = ()
    leaves: Sequence[LogEntry] = ()


def _read_checkpoint(body: bytes) -> tuple[str, ledger.Checkpoint]:
    try:
        note = body.decode()
        return note, ledger.parse_checkpoint(note)
    except (UnicodeDecodeError, RempartError) as error:
        raise GarbledError("no checkpoint") from error


def _read_hashes(body: bytes, width: int) -> bytes:
    """The first `width` hashes of a tile that holds as many or is full."""
    if len(body) not in (width * ledger.HASH_SIZE, TILE * ledger.HASH_SIZE):
        raise GarbledError(f"{len(body)} bytes instead of {width} hashes")
    return body[: width * ledger.HASH_SIZE]


def _read_lines(body: bytes, width: int) -> list[bytes]:
    lines = gunzip(body).splitlines()
    if len(lines) < width:
        raise GarbledError(f"{len(lines)} of {width} lines")
    return lines[:width]


def _read_leaves(body: bytes, width: int) -> list[LogEntry]:
    try:
        leaves = read_tile_leaves(gunzip(body))
    except EntryMalformedError as error:
        raise GarbledError("no tile of entries") from error
    if len(leaves) < width:
        raise GarbledError(f"{len(leaves)} of {width} entries")
    return leaves[:width]


def _batch(entries: Entries, after: TreeCursor) -> Batch:
    return Batch(
        lines=entries.lines,
        cursor=after.text(),
        entries=entries.count,
        behind=sum(map(len, after.unread())),
        lost=entries.lost,
        newest_at=moment_of(entries.newest_ms),
        certificates=entries.certificates,
        holders=entries.holders,
        skipped=after.begun or 0,
        find_entry=functools.partial(find_entry, entries.named) if entries.named else None,
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
