"""Which closed site a hostname may belong to: the names engine, asked about the watch list as it is now.

The list is what it is at each asking, so that a name that a site got a minute ago is part of the history it is judged
by; what people dismissed as unrelated has made its letters less rare.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from rempart.engines.names import Hit, NameIndex, WatchedSite, build_index, screen_hostname
from rempart.engines.names.blocks import BlockResult, screen_block
from rempart.engines.names.likeness import CLEAR
from rempart.engines.names.reasons import explain_clear
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import Reason
from rempart.sightings.budgets import budget_stamp, planned_clear, planned_thresholds
from rempart.sightings.recent import RecentNames
from rempart.sightings.teaching import Lessons, lessons_stamp, read_lessons
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import list_sites, read_stamp

KNOWN_NAME = Reason("sightings.known_name", "The closed site has used this very name, {hostname}.")


@dataclass(frozen=True, slots=True)
class Fit:
    """A closed site that a hostname may belong to; `score` 0…1."""

    hostname: str
    site_id: UUID
    score: float
    reasons: tuple[Reason, ...]


class Screen:
    """The watch list, the lessons and the thresholds of one moment, ready to judge hostnames.

    `recent` holds the names that were screened by it lately: none of them need be screened by it again.
    """

    def __init__(
        self,
        sites: Iterable[Site],
        lessons: Lessons | None = None,
        thresholds: Mapping[UUID, float] | None = None,
        clear: float = CLEAR,
    ) -> None:
        self.sites: Mapping[UUID, Site] = {site.id: site for site in sites}
        self.lessons = read_lessons() if lessons is None else lessons
        watched = tuple(
            WatchedSite(str(site.id), tuple(name.hostname for name in site.names)) for site in self.sites.values()
        )
        self.thresholds = dict(thresholds or {})
        self.usual = self.lessons.model.threshold
        least = min([self.usual, *self.thresholds.values()])
        self.index = build_index(watched, model=self.lessons.model, threshold=least, clear=clear)
        self.recent = RecentNames()

    def find_fit(self, hostname: Hostname) -> Fit | None:
        """The site that fits best, None where none does."""
        for site in self.sites.values():
            if any(name.hostname == hostname for name in site.names):
                reason = Reason(KNOWN_NAME.code, KNOWN_NAME.template, {"hostname": hostname})
                return Fit(hostname, site.id, 1.0, (reason,))
        fits = self._fits(screen_hostname(hostname, self.index))
        return max(fits, key=lambda fit: fit.score, default=None)

    def screen_blocks(self, blocks: Iterable[bytes]) -> Iterator[tuple[BlockResult, tuple[Fit, ...]]]:
        """The engine's result of each block of lines, with its hits as fits."""
        line = 1
        for block in blocks:
            result = screen_block(block, self.index, first_line=line)
            line += result.lines
            yield result, self._fits(result.hits)

    def _fits(self, hits: Iterable[Hit]) -> tuple[Fit, ...]:
        """The hits that what people taught leaves above the threshold of their site, and clear likenesses."""
        return tuple(fit for fit in map(self._fit, hits) if fit is not None)

    def _fit(self, hit: Hit) -> Fit | None:
        site = self.sites[UUID(hit.site)]
        domains = [name.hostname for name in site.names]
        score, taught = self.lessons.temper(site_id=site.id, hostname=hit.hostname, domains=domains, score=hit.score)
        if score >= self.thresholds.get(site.id, self.usual):
            return Fit(hit.hostname, site.id, score, (*hit.reasons, *taught))
        # A likeness that people have looked at, and found to be another's, is judged by its score alone.
        if hit.likeness < self.index.clear or taught:
            return None
        why = () if hit.score < self.index.threshold else (explain_clear(hit.likeness),)
        return Fit(hit.hostname, site.id, score, (*hit.reasons, *why))


def current_screen(*, viewer: Actor) -> Screen:
    """The screen of the watch list and the lessons as they are now; made anew only when one of them,
    or the alert budget, has changed.
    """
    stamp = (read_stamp(viewer=viewer), lessons_stamp(), budget_stamp())
    with _kept_lock:
        screen = _kept.get(stamp)
        if screen is None:
            screen = Screen(list_sites(viewer=viewer), thresholds=planned_thresholds(), clear=planned_clear())
            _kept.clear()
            _kept[stamp] = screen
        return screen


_kept: dict[object, Screen] = {}
_kept_lock = threading.Lock()


def rank_of(hostname: str, site: Site, lessons: Lessons) -> float:
    """The score of one hostname for one site by what is known now; 0 where nothing speaks for it any more."""
    domains = tuple(name.hostname for name in site.names)
    if hostname in domains:
        return 1.0
    hits = screen_hostname(hostname, _index_of_one(WatchedSite(str(site.id), domains), lessons.hostnames))
    score = hits[0].score if hits else 0.0
    return lessons.temper(site_id=site.id, hostname=hostname, domains=domains, score=score)[0]


@lru_cache(maxsize=256)
def _index_of_one(watched: WatchedSite, ordinary: tuple[str, ...]) -> NameIndex:
    return build_index((watched,), threshold=0.0, model=Lessons(ordinary, {}).model)
