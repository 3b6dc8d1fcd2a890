"""An index of pages in one SQLite file that opens at once, whatever its size.

Implements `rempart.ports.pages.PageIndex`. Postings lie in chunks under their first key, in segments: adding pages
writes a new segment, and when there are many they are merged, so that a look-up reads few.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages import NotFeaturesError, PageFeatures, pack_features, unpack_features
from rempart.engines.pages.index import Chunk, pack_chunks, pages_under, rank_candidates, unpack_chunk
from rempart.kernel.phrases import Phrase
from rempart.ports.pages import IndexedPage, PageIndexUnreadableError, PageIndexUnwritableError

BATCH = 50_000
MAX_SEGMENTS = 4
_FORMAT = 2
_CHUNKS = "SELECT first, keys, pages FROM chunk WHERE segment = ?"
# From each segment to the next by the primary key: DISTINCT would read every chunk.
_SEGMENTS = """
WITH RECURSIVE one(segment) AS (
    SELECT MIN(segment) FROM chunk
    UNION ALL SELECT (SELECT MIN(segment) FROM chunk WHERE segment > one.segment) FROM one WHERE segment IS NOT NULL
) SELECT segment FROM one WHERE segment IS NOT NULL
"""
_ANOTHER = Phrase("it is another file than an index")
_UNMADE = Phrase("no file can be made there; name another folder")
_UNWRITABLE = {
    sqlite3.SQLITE_BUSY: Phrase("another process is writing to it; try again when that is done"),
    sqlite3.SQLITE_LOCKED: Phrase("another process is writing to it; try again when that is done"),
    sqlite3.SQLITE_FULL: Phrase("there is no room left; make some and try again"),
    sqlite3.SQLITE_IOERR: Phrase("the disk cannot be written or read; see whether there is room left on it"),
    sqlite3.SQLITE_READONLY: Phrase("it is write-protected"),
    sqlite3.SQLITE_PERM: Phrase("it is write-protected"),
}
_SCHEMA = """
CREATE TABLE page (id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, host TEXT NOT NULL, features BLOB NOT NULL);
CREATE TABLE chunk (segment INTEGER, first BLOB, part INTEGER, keys BLOB NOT NULL, pages BLOB NOT NULL,
                    PRIMARY KEY (segment, first, part)) WITHOUT ROWID;
CREATE TABLE made_with (background_sha256 TEXT NOT NULL);
"""
_TABLES = ({"page", "chunk", "made_with"}, {"page", "chunk"})  # the second of earlier versions


@contextmanager
def open_index(path: str, *, create: bool, background: str = "") -> Iterator["SqlitePageIndex"]:
    """The index at `path`; `create` begins a new one, which takes the place of an older one when it is whole."""
    part = f"{path}.part"
    if create:
        try:
            _refuse_to_lose(Path(path))
            Path(part).unlink(missing_ok=True)
            _remove_log(part)
        except OSError as error:  # a name that is too long, a folder in its place
            raise PageIndexUnwritableError(path=path, problem=_UNMADE) from error
    try:
        with closing(SqlitePageIndex(part if create else path, create=create, background=background)) as index:
            yield index
        if create:
            _remove_log(path)  # of a process that was killed: it would be read into the new file
            Path(part).replace(path)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if problem := _UNMADE if create and code == sqlite3.SQLITE_CANTOPEN else _UNWRITABLE.get(code):
            raise PageIndexUnwritableError(path=path, problem=problem) from error
        said = _ANOTHER if code == sqlite3.SQLITE_NOTADB else str(error)
        raise PageIndexUnreadableError(path=path, problem=said) from error
    except (NotFeaturesError, UnicodeDecodeError) as error:  # the second where bytes of its own tables are other
        raise PageIndexUnreadableError(path=path, problem=str(error)) from error
    finally:
        if create:
            Path(part).unlink(missing_ok=True)
            _remove_log(part)


def _refuse_to_lose(path: Path) -> None:
    """A new index takes the place of an older one, and of no other file: names that were given in the wrong order would
    cost an exhibit, or the database. Raises PageIndexUnwritableError."""
    if path.is_dir():
        raise PageIndexUnwritableError(path=path, problem="it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise PageIndexUnwritableError(path=path, problem="there is no such folder; make it first")
    if not os.access(path.parent, os.W_OK):
        raise PageIndexUnwritableError(path=path, problem="its folder is write-protected; name another")
    if not path.exists():
        return
    if not path.is_file():
        raise PageIndexUnwritableError(path=path, problem="it is no file; name one")
    if path.stat().st_size and not _is_index(path):
        raise PageIndexUnwritableError(path=path, problem="another file than an index is there; give another name")


def _is_index(path: Path) -> bool:
    """Whether the file has the tables of an index, of whatever format, and no other program's. Who was killed while
    building one left them in the log beside it."""
    how = "mode=ro" if Path(f"{path}-wal").is_file() else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as base:
            return {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} in _TABLES
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _remove_log(path: str) -> None:
    for ending in ("-wal", "-shm"):
        Path(path + ending).unlink(missing_ok=True)


class SqlitePageIndex:
    """One index file; `create` begins a new one. Keys are kept as 8 big-endian bytes, so that they sort as numbers."""

    def __init__(self, path: str, *, create: bool = False, background: str = "") -> None:
        if not create and not Path(path).is_file():
            is_folder = Path(path).is_dir()
            raise PageIndexUnreadableError(
                path=path, problem="it is a folder; name a file in it" if is_folder else "no such file"
            )
        self._base = _connect(path)
        if create:
            self._base.execute("PRAGMA page_size = 16384")
            self._base.executescript(f"PRAGMA journal_mode = WAL; PRAGMA user_version = {_FORMAT}; {_SCHEMA}")
            with self._base:
                self._base.execute("INSERT INTO made_with VALUES (?)", (background,))
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version != _FORMAT:
            newer = "it has the format {version}, that of a newer Rempart, not {wanted}"
            other = newer if version > _FORMAT else "it has the format {version}, not {wanted}"
            problem = Phrase(other, version=str(version), wanted=str(_FORMAT))
            raise PageIndexUnreadableError(path=path, problem=problem)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @property
    def background(self) -> str:
        """See the port. Indexes of earlier versions do not say."""
        if not self._base.execute("SELECT 1 FROM sqlite_master WHERE name = 'made_with'").fetchone():
            return ""
        return str(self._base.execute("SELECT background_sha256 FROM made_with").fetchone()[0])

    def add(self, entries: Iterable[tuple[str, PageFeatures, Sequence[int]]]) -> int:
        """See the port."""
        added = 0
        keys: list[int] = []
        pages: list[int] = []
        with self._base:
            for label, features, page_keys in entries:
                page = self._put_page(label, features)
                if page is None:
                    continue
                added += 1
                keys.extend(page_keys)
                pages.extend([page] * len(page_keys))
                if len(keys) >= BATCH * 20:
                    self._write_segment(keys, pages)
                    keys, pages = [], []
            if keys:
                self._write_segment(keys, pages)
            self._merge_segments()
        return added

    def add_packed(
        self,
        labels: Sequence[str],
        packed: Sequence[bytes],
        keys: NDArray[np.uint64],
        pages: NDArray[np.uint32],
    ) -> None:
        """Many pages at once whose features are `packed`, taken in turn (for measuring); `pages` count from 0 in
        `labels`."""
        with self._base:
            first = self._size()
            rows = (
                (first + number + 1, label, "", packed[number % len(packed)]) for number, label in enumerate(labels)
            )
            self._base.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)
            self._write_arrays(keys, pages + np.uint32(first + 1))

    def find(self, keys: Sequence[int], most: int) -> tuple[IndexedPage, ...]:
        """See the port."""
        segments = self._segments()
        postings = [pages_under(key, self._chunks(segments, key)) for key in keys]
        found = []
        for page in rank_candidates(postings, self._size(), most):
            label, blob = self._base.execute("SELECT label, features FROM page WHERE id = ?", (page,)).fetchone()
            found.append(IndexedPage(label, unpack_features(blob)))
        return tuple(found)

    def __len__(self) -> int:
        return self._size()

    def _segments(self) -> list[int]:
        return [int(row[0]) for row in self._base.execute(_SEGMENTS)]

    def _size(self) -> int:
        return int(self._base.execute("SELECT COALESCE(MAX(id), 0) FROM page").fetchone()[0])

    def _put_page(self, label: str, features: PageFeatures) -> int | None:
        blob = pack_features(features)
        row = self._base.execute(
            "INSERT INTO page (label, host, features) VALUES (?, ?, ?) ON CONFLICT (label) DO NOTHING RETURNING id",
            (label, features.host, blob),
        ).fetchone()
        return int(row[0]) if row else None

    def _chunks(self, segments: Iterable[int], key: int) -> Iterable[Chunk]:
        """The chunks that may hold `key`: the last that begins below it, and all that begin with it."""
        wanted = _sortable(key)
        for segment in segments:
            below = self._base.execute(
                f"{_CHUNKS} AND first < ? ORDER BY first DESC, part DESC LIMIT 1", (segment, wanted)
            )
            at = self._base.execute(f"{_CHUNKS} AND first = ? ORDER BY part", (segment, wanted))
            for first, keys, pages in (*below.fetchall(), *at.fetchall()):
                yield Chunk(int.from_bytes(first, "big"), keys, pages)

    def _write_segment(self, keys: list[int], pages: list[int]) -> None:
        self._write_arrays(np.array(keys, np.uint64), np.array(pages, np.uint32))

    def _write_arrays(self, keys: NDArray[np.uint64], pages: NDArray[np.uint32]) -> None:
        segment = int(self._base.execute("SELECT COALESCE(MAX(segment), 0) + 1 FROM chunk").fetchone()[0])
        rows = (
            (segment, _sortable(chunk.first), part, chunk.keys, chunk.pages)
            for part, chunk in enumerate(pack_chunks(keys, pages))
        )
        self._base.executemany("INSERT INTO chunk VALUES (?, ?, ?, ?, ?)", rows)

    def _merge_segments(self) -> None:
        if len(self._segments()) <= MAX_SEGMENTS:
            return
        rows = self._base.execute("SELECT first, keys, pages FROM chunk").fetchall()
        parts = [unpack_chunk(Chunk(int.from_bytes(first, "big"), keys, pages)) for first, keys, pages in rows]
        keys, pages = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
        self._base.execute("DELETE FROM chunk")
        self._write_arrays(keys, pages)


def _connect(path: str) -> sqlite3.Connection:
    """The file; where nothing may be written beside it, as on a medium to read alone, it is read as it is."""
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA user_version")
    except sqlite3.OperationalError:
        base.close()
        if os.access(Path(path).parent, os.W_OK):
            raise
        return sqlite3.connect(f"{Path(path).absolute().as_uri()}?immutable=1", uri=True)
    return base


def _sortable(key: int) -> bytes:
    return key.to_bytes(8, "big")
