"""Screening of hostnames that are too many for one machine: parts of a collection, each screened by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Part:
    """One row group of one Parquet file; `number` is its place in the whole."""

    number: int
    path: str
    group: int


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a part gave. `hits` and `rejects` are JSON lines; rejects count lines from 1 within the part."""

    number: int
    node: str
    lines: int
    names: int
    no_names: int
    seconds: float
    hits: bytes
    rejects: bytes


class ScreeningCluster(Protocol):
    """Machines that share the files."""

    def screen(
        self, parts: Sequence[Part], *, watchlist: bytes, threshold: float | None, rejects: bool
    ) -> Iterator[PartResult]:
        """The results of all parts, as they are done. Raises ClusterMissingError."""
        ...
