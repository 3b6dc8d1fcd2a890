"""A zone in a file, as registries hand it out each day (plain, gzip, zstandard), and what is new in it since the last.

The names of the last file are kept beside it in order, so that two zones of any size are compared line by line in
bounded memory. Files that are not sorted by name are sorted in memory, up to `LARGEST_UNSORTED` names. Each record
states its owner, as registries' files do. A file that lost a large part of the zone is doubted: what is new in it
counts, and its names are kept aside until another file, or the same one fetched again, agrees with them. One without
any name, as a service's error page is, is never believed.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rempart.adapters.hostname_files import HostnameFile
from rempart.adapters.streams.download import Download
from rempart.adapters.streams.unproven import LearnedAnew
from rempart.adapters.streams.zone_transfer import LARGEST_LOSS, PIECE, zone_turn
from rempart.ports.hostnames import HostnamesUnreadableError
from rempart.ports.streams import Batch, StreamBusyError, StreamDoubtedError, StreamUnreadableError

LARGEST_UNSORTED = 20_000_000
_DELEGATION = re.compile(
    rb"^([^\s;$@\"()][^\s;]*)[ \t]+(?:\d+[ \t]+)?(?:IN[ \t]+)?(?:\d+[ \t]+)?NS[ \t]", re.MULTILINE | re.IGNORECASE
)


@dataclass(slots=True)
class ZoneFile(LearnedAnew):
    """The `HostnameStream` of the delegations in one file that is replaced now and then; `folder` keeps the last.

    `download` brings the file to `path` where it lies elsewhere.
    """

    label: str
    path: Path
    zone: str
    folder: Path
    download: Download | None = None

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`; the first file is only learned, it holds nothing new."""
        with zone_turn(self.label, self._known):
            yield from self._read(cursor)

    def close(self) -> None:
        """Nothing stays open between two readings."""

    def _read(self, cursor: str | None) -> Iterator[Batch]:
        if self.download:
            self.download.update()
        try:
            found = self.path.stat()
        except OSError as error:
            raise StreamBusyError(stream=self.label, problem=f"{self.path}: {error.strerror}") from error
        version = {"changed": found.st_mtime_ns, "size": found.st_size}
        if cursor is not None and _version(self.label, cursor) == version:
            return
        if cursor is not None and self._doubted.exists():
            self._check_doubt(version)
        draft = self._beside(".draft")
        names = self._write(draft)
        if cursor is not None and self._known.exists():
            change = _count(draft, self._known)
            yield from self._fresh(draft, cursor, change.fresh)
            if change.gone > LARGEST_LOSS * change.known and not (names and self._agrees(draft)):
                self._doubt(draft, version, f"{change.gone} of {change.known} names are gone at once")
        elif not names:
            draft.unlink()
            if self.download:
                self.download.forget()
            raise StreamBusyError(stream=self.label, problem="there is no delegation in it")
        os.replace(draft, self._known)  # noqa: PTH105 (the atomic step, named as what it is)
        for path in (self._doubted, self._said):
            path.unlink(missing_ok=True)
        yield Batch(b"", json.dumps(version | {"names": names}, separators=(",", ":")), 0)

    @property
    def _known(self) -> Path:
        return self.folder / f"{self.zone.strip('.')}.file-names"

    @property
    def _doubted(self) -> Path:
        return self._beside(".doubted")

    def _agrees(self, draft: Path) -> bool:
        """Whether the file that was doubted last held about the same."""
        if not self._doubted.exists():
            return False
        change = _count(draft, self._doubted)
        return change.fresh + change.gone <= LARGEST_LOSS * change.known

    def _doubt(self, draft: Path, version: dict[str, int], problem: str) -> None:
        """Keep the names aside, and what was said of them. Raises StreamDoubtedError."""
        self._said.write_text(json.dumps(version | {"problem": problem}))
        os.replace(draft, self._doubted)  # noqa: PTH105
        if self.download:
            self.download.forget()
        raise StreamDoubtedError(stream=self.label, problem=problem)

    def _check_doubt(self, version: dict[str, int]) -> None:
        """Raises StreamDoubtedError where this is still the very file that is doubted: it need not be read again."""
        said = json.loads(self._said.read_text())
        if all(said[each] == version[each] for each in version):
            raise StreamDoubtedError(stream=self.label, problem=said["problem"])

    @property
    def _said(self) -> Path:
        return self._beside(".doubted.json")

    def _beside(self, ending: str) -> Path:
        return self._known.with_name(self._known.name + ending)

    def _write(self, draft: Path) -> int:
        """The delegations of the file, sorted, one a line; how many. Raises StreamBusyError, StreamUnreadableError."""
        try:
            count = self._write_sorted(draft)
            return self._write_unsorted(draft) if count is None else count
        except HostnamesUnreadableError as error:
            raise StreamBusyError(stream=self.label, problem=error.message) from error

    def _write_sorted(self, draft: Path) -> int | None:
        """As `_write`; None where the file is not sorted."""
        count, last = 0, b""
        with draft.open("wb") as file:
            for name in self._owners():
                if name < last:
                    return None
                if name != last:
                    file.write(name + b"\n")
                    count, last = count + 1, name
        return count

    def _write_unsorted(self, draft: Path) -> int:
        names: set[bytes] = set()
        for name in self._owners():
            names.add(name)
            if len(names) > LARGEST_UNSORTED:
                problem = f"more than {LARGEST_UNSORTED} names that are not sorted; sort the file by name"
                raise StreamUnreadableError(stream=self.label, problem=problem)
        with draft.open("wb") as file:
            file.writelines(name + b"\n" for name in sorted(names))
        return len(names)

    def _owners(self) -> Iterator[bytes]:
        origin = self.zone.strip(".").lower().encode()
        for block in HostnameFile(str(self.path)).blocks():
            for owner in _DELEGATION.findall(block):
                name = owner.lower()
                name = name[:-1] if name.endswith(b".") else name + b"." + origin
                if name != origin:
                    yield name

    def _fresh(self, draft: Path, cursor: str, left: int) -> Iterator[Batch]:
        names = (new for new, known in _compared(draft, self._known) if not known)
        while piece := list(islice(names, PIECE)):
            left -= len(piece)
            # Until the last piece the old cursor stands: stopped half-way, the difference is taken again.
            yield Batch(b"".join(piece), cursor, len(piece), behind=left)


@dataclass(frozen=True, slots=True)
class _Change:
    """How many names are new, how many are gone, and how many there were."""

    fresh: int
    gone: int
    known: int


def _count(new: Path, old: Path) -> _Change:
    fresh = gone = known = 0
    for is_new, is_known in _compared(new, old):
        fresh, gone, known = fresh + (not is_known), gone + (not is_new), known + bool(is_known)
    return _Change(fresh, gone, known)


def _compared(new: Path, old: Path) -> Iterator[tuple[bytes, bytes]]:
    """(line of `new`, line of `old`), side by side in order; empty where a side has no such name."""
    with new.open("rb") as newer, old.open("rb") as older:
        here, there = next(newer, b""), next(older, b"")
        while here or there:
            if here == there:
                yield here, there
                here, there = next(newer, b""), next(older, b"")
            elif here and (not there or here < there):
                yield here, b""
                here = next(newer, b"")
            else:
                yield b"", there
                there = next(older, b"")


def _version(label: str, cursor: str) -> dict[str, int]:
    try:
        value = json.loads(cursor)
        return {"changed": int(value["changed"]), "size": int(value["size"])}
    except (ValueError, KeyError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {cursor!r} is none") from error
