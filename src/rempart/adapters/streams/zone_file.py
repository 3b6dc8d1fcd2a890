"""A zone in a file, as registries hand it out each day (plain, gzip, zstandard), and what is new in it since the last.

The names of the last file are kept beside it in order, so that two zones of any size are compared line by line in
bounded memory. Files that are not sorted by name are sorted in memory, up to `LARGEST_UNSORTED` names. Each record
states its owner, as registries' files do. A file that lost a large part of the zone is taken for a broken one.
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
from rempart.adapters.streams.zone_transfer import LARGEST_LOSS, PIECE
from rempart.ports.hostnames import HostnamesUnreadableError
from rempart.ports.streams import Batch, StreamBusyError, StreamUnreadableError

LARGEST_UNSORTED = 20_000_000
_DELEGATION = re.compile(
    rb"^([^\s;$@\"()][^\s;]*)[ \t]+(?:\d+[ \t]+)?(?:IN[ \t]+)?(?:\d+[ \t]+)?NS[ \t]", re.MULTILINE | re.IGNORECASE
)


@dataclass(slots=True)
class ZoneFile:
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
        if self.download:
            self.download.update()
        try:
            found = self.path.stat()
        except OSError as error:
            raise StreamBusyError(stream=self.label, problem=f"{self.path}: {error.strerror}") from error
        version = {"changed": found.st_mtime_ns, "size": found.st_size}
        if cursor is not None and _version(self.label, cursor) == version:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self._known.with_suffix(".draft")
        names = self._write(draft)
        if cursor is not None and self._known.exists():
            fresh, gone, known = self._count(draft)
            if gone > LARGEST_LOSS * known:
                problem = f"{gone} of {known} names are gone at once: the file is cut off"
                raise StreamBusyError(stream=self.label, problem=problem)
            yield from self._fresh(draft, cursor, fresh)
        os.replace(draft, self._known)  # noqa: PTH105 (the atomic step, named as what it is)
        yield Batch(b"", json.dumps(version | {"names": names}, separators=(",", ":")), 0)

    def close(self) -> None:
        """Nothing stays open between two readings."""

    @property
    def _known(self) -> Path:
        return self.folder / f"{self.zone.strip('.')}.file-names"

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

    def _count(self, draft: Path) -> tuple[int, int, int]:
        """How many names of `draft` are new, how many of the last file are gone, and how many that had."""
        fresh = gone = known = 0
        for is_new, is_known in self._compared(draft):
            fresh, gone, known = fresh + (not is_known), gone + (not is_new), known + bool(is_known)
        return fresh, gone, known

    def _fresh(self, draft: Path, cursor: str, left: int) -> Iterator[Batch]:
        names = (new for new, known in self._compared(draft) if not known)
        while piece := list(islice(names, PIECE)):
            left -= len(piece)
            # Until the last piece the old cursor stands: stopped half-way, the difference is taken again.
            yield Batch(b"".join(piece), cursor, len(piece), behind=left)

    def _compared(self, draft: Path) -> Iterator[tuple[bytes, bytes]]:
        """(line of `draft`, line of the last file), side by side in order; empty where a side has no such name."""
        with draft.open("rb") as new, self._known.open("rb") as old:
            here, there = next(new, b""), next(old, b"")
            while here or there:
                if here == there:
                    yield here, there
                    here, there = next(new, b""), next(old, b"")
                elif here and (not there or here < there):
                    yield here, b""
                    here = next(new, b"")
                else:
                    yield b"", there
                    there = next(old, b"")


def _version(label: str, cursor: str) -> dict[str, int]:
    try:
        value = json.loads(cursor)
        return {"changed": int(value["changed"]), "size": int(value["size"])}
    except (ValueError, KeyError, TypeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its cursor {cursor!r} is none") from error
