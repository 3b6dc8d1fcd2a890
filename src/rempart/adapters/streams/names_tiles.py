"""What a names tile of a Sunlight log holds: gzip, one JSON object a line with Index, Timestamp (ms) and DNS.

A tile that is as it should be costs one pass of each kind over all its lines; one that is not is gone through line by
line, so that a broken line is counted and takes no other with it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from rempart.ports.streams import Holder


class IndexMismatchError(ValueError):
    """An entry of the tile calls itself by another number; `index` is what it should be, `stated` what it says."""

    def __init__(self, index: int, stated: object) -> None:
        super().__init__(index, stated)
        self.index = index
        self.stated = stated


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a log that follow each other. `lines` holds their names, one a line, `lost` counts those that cannot
    be read, `newest_ms` is when the log took the newest in (since 1970, 0 unknown). `certificates` and `holders` are as
    in `Batch`. `named` are lines that nothing proves yet, with the index of the first.
    """

    lines: bytes
    count: int
    lost: int = 0
    newest_ms: int = 0
    certificates: int = 0
    holders: tuple[Holder, ...] = ()
    named: tuple[tuple[int, Sequence[bytes]], ...] = ()


def find_entry(named: Iterable[tuple[int, Sequence[bytes]]], hostname: str) -> int | None:
    """The index of the first entry that names a hostname, in lines of names tiles that begin with an index each."""
    needle = hostname.encode()
    for first, lines in named:
        for index, line in enumerate(lines, first):
            if needle in line.lower():
                value = _value(line)
                names = value.get("DNS") if isinstance(value, dict) else None
                if isinstance(names, list) and hostname in {plain_host(str(name)) for name in names}:
                    return index
    return None


def plain_host(name: str) -> str:
    """A name of a certificate as hostnames are kept: without what stands for any name below it."""
    return "".join(name.split()).lower().removesuffix(".").removeprefix("*.")


def read_names(lines: Sequence[bytes], first: int, skip: int = 0) -> Entries:
    """The entries of a tile's lines but for the first `skip`; `first` is the index of the first line.

    Raises IndexMismatchError.
    """
    try:
        # One call for the tile is twice as fast as one for each line.
        values = json.loads(b"[" + b",".join(lines) + b"]")
        if len(values) != len(lines):  # a line that holds two entries moves the cursor past what is there
            raise ValueError
        return _read_all(values, first, skip)
    except (ValueError, KeyError, TypeError, RecursionError):
        return _read_each([_value(line) for line in lines], first, skip)


def entries_of(found: Iterable[tuple[int, Sequence[str] | None]]) -> Entries:
    """Entries from (when the log took each in, in ms; its names, None where it cannot be read)."""
    rows = list(found)
    names = [name for _, each in rows for name in each or ()]
    lost = sum(each is None for _, each in rows)
    return Entries(_lines_of(names), len(rows), lost, max((taken_ms for taken_ms, _ in rows), default=0))


def join_entries(pieces: Sequence[Entries]) -> Entries:
    """Pieces that follow each other as one."""
    return Entries(
        b"".join(piece.lines for piece in pieces),
        sum(piece.count for piece in pieces),
        sum(piece.lost for piece in pieces),
        max(piece.newest_ms for piece in pieces),
        sum(piece.certificates for piece in pieces),
        tuple(holder for piece in pieces for holder in piece.holders),
        tuple(named for piece in pieces for named in piece.named),
    )


def _read_all(values: list[dict[str, object]], first: int, skip: int) -> Entries:
    """As `read_names`, where every value is as it should be; raises KeyError, TypeError or ValueError where not."""
    taken = [value["Timestamp"] for value in values]
    names = [value["DNS"] or [] for value in values]
    if {*map(type, taken)} != {int} or {*map(type, names)} != {list}:
        raise TypeError
    if [value["Index"] for value in values] != list(range(first, first + len(values))):
        raise ValueError
    return Entries(
        _lines_of(list(chain.from_iterable(names[skip:]))),  # type: ignore[arg-type]
        len(values) - skip,
        newest_ms=max(taken[skip:]),  # type: ignore[type-var, arg-type]
    )


def _read_each(values: Sequence[object], first: int, skip: int) -> Entries:
    return entries_of([_named(value, first + number) for number, value in enumerate(values)][skip:])


def _named(value: object, index: int) -> tuple[int, list[str] | None]:
    if not isinstance(value, dict) or not isinstance(value.get("Timestamp"), int):
        return 0, None
    if value.get("Index") != index:
        raise IndexMismatchError(index, value.get("Index"))
    names = value.get("DNS") or ()
    if not isinstance(names, list | tuple):
        return value["Timestamp"], None
    return value["Timestamp"], [str(name) for name in names]


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _lines_of(names: Sequence[str]) -> bytes:
    """The names, one a line; raises TypeError for what is no text."""
    text = "".join(names)
    if " " in text or not text.isprintable():
        # A name with a line break in it would count as two.
        names = ["".join(name.split()) for name in names]
    return ("\n".join(names) + "\n").encode("utf-8", "replace") if names else b""
