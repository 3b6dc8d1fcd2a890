"""Which closed site a hostname may belong to: the names engine, asked about the watch list as it is now.

The list is read anew each time, so that a name that a site got a minute ago is part of the history it is judged by.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from rempart.engines.names import Hit, NameIndex, WatchedSite, build_index, screen_hostname
from rempart.engines.names.blocks import BlockResult, screen_block
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import Reason
from rempart.watchlist.contracts import Site

KNOWN_NAME = Reason("sightings.known_name", "The closed site has used this very name, {hostname}.")


@dataclass(frozen=True, slots=True)
class Fit:
    """A closed site that a hostname may belong to; `score` 0…1."""

    hostname: str
    site_id: UUID
    score: float
    reasons: tuple[Reason, ...]


def find_fit(hostname: Hostname, sites: Iterable[Site]) -> Fit | None:
    """The site that fits best, None where none does."""
    sites = tuple(sites)
    for site in sites:
        if any(name.hostname == hostname for name in site.names):
            reason = Reason(KNOWN_NAME.code, KNOWN_NAME.template, {"hostname": hostname})
            return Fit(hostname, site.id, 1.0, (reason,))
    hits = screen_hostname(hostname, _index_of(sites))
    return _fit(hits[0]) if hits else None


def screen_blocks(blocks: Iterable[bytes], sites: Iterable[Site]) -> Iterator[tuple[BlockResult, tuple[Fit, ...]]]:
    """The engine's result of each block of lines, with its hits as fits."""
    index = _index_of(tuple(sites))
    line = 1
    for block in blocks:
        result = screen_block(block, index, first_line=line)
        line += result.lines
        yield result, tuple(_fit(hit) for hit in result.hits)


def _index_of(sites: tuple[Site, ...]) -> NameIndex:
    return _index(tuple(WatchedSite(str(site.id), tuple(name.hostname for name in site.names)) for site in sites))


@lru_cache(maxsize=1)
def _index(watched: tuple[WatchedSite, ...]) -> NameIndex:
    return build_index(watched)


def _fit(hit: Hit) -> Fit:
    return Fit(hit.hostname, UUID(hit.site), hit.score, hit.reasons)
