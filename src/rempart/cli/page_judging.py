"""Many pages read and many pairs of them judged, by this process or on several cores: the same to the last byte.

In: where pages are, and which are laid beside which. Out: their features, and verdicts, in that order. Never: one that
cannot be read keeping the others from being read.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from rich.progress import track

from rempart.cli.crews import cores_here
from rempart.cli.language import say
from rempart.cli.output import err
from rempart.cli.page_reading import read_portrait
from rempart.engines.pages import Background, PageFeatures
from rempart.engines.verdict import DEFAULT_PRIOR, VerdictKind, judge
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.reasons import Reason
from rempart.ports.pages import PageAddressError, PageMissingError, PageReader, PageUnreadableError
from rempart.ports.spreading import Crew

Placed = tuple[Path, str]  # a page's file, and the address where it stood
Judged = tuple[VerdictKind, float, Reason]  # what a verdict says, with its first reason
PAGES_A_PIECE, PAIRS_A_PIECE = 16, 100
_PAIRS_IN_A_PAGE = 8  # that are judged while one page is read
WORTH_CORES = 3_000  # pairs: fewer are judged before other processes are ready

Item = TypeVar("Item")


def cores_for(pages: int, pairs: int) -> int:
    """How many cores so much work is worth."""
    enough = pages * _PAIRS_IN_A_PAGE + pairs >= WORTH_CORES
    return cores_here() if enough else 1


def read_all(crew: Crew, reader: PageReader, pages: Sequence[Placed]) -> list[PageFeatures | InputRejectedError]:
    """The features of each page, or what is wrong with it."""
    pieces = _pieces(pages, PAGES_A_PIECE)
    return list(chain.from_iterable(_shown(crew.map(_read, pieces, reader), say("Reading pages"), len(pieces))))


def judge_all(
    crew: Crew, pages: Sequence[PageFeatures], background: Background, pairs: Sequence[tuple[int, int]]
) -> Iterator[Judged]:
    """The verdict on each of `pairs`, which are places in `pages`."""
    pieces = _pieces(pairs, PAIRS_A_PIECE)
    found = crew.map(_judge, pieces, (pages, background))
    return chain.from_iterable(_shown(found, say("Judging pairs"), len(pieces)))


def _read(piece: Sequence[Placed], reader: PageReader) -> list[PageFeatures | InputRejectedError]:
    return [_read_one(reader, path, address) for path, address in piece]


def _read_one(reader: PageReader, path: Path, address: str) -> PageFeatures | InputRejectedError:
    try:
        return read_portrait(reader, path, address)
    except (PageMissingError, PageUnreadableError, PageAddressError) as error:
        return error


def _judge(piece: Sequence[tuple[int, int]], shared: tuple[Sequence[PageFeatures], Background]) -> list[Judged]:
    pages, background = shared
    verdicts = (judge(pages[a], pages[b], background, DEFAULT_PRIOR) for a, b in piece)
    return [(verdict.kind, verdict.probability, verdict.reasons[0]) for verdict in verdicts]


def _pieces(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _shown(found: Iterator[Item], doing: str, pieces: int) -> Iterator[Item]:
    """What is found, with a bar on standard error where a person looks at it."""
    yield from track(found, doing, pieces, console=err, disable=not err.is_terminal)
