"""A body that sweeps lists of names, the lists, and what it knows of one closed site."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Background, Fact, PageInput, SidePage
from rempart.glances.contracts import Sweep, SweepBasis
from rempart.glances.known import KnownPages, know
from rempart.glances.sweeping import Found, SweepSettings, begin_sweep, sweep_hostnames
from rempart.kernel.actors import Actor
from rempart.ports.hostnames import ListedSigns, SweepList
from rempart.watchlist.contracts import Reference
from rempart.watchlist.services import enrol_site
from tests.factories import pages
from tests.factories.references import remember_page
from tests.fakes.glancing import FakeGlancer

BACKGROUND = PageFiles().read_background()
KEY = "ab" * 32
BASES = (SweepBasis("act-12", "Act 12, section 3"),)


@dataclass
class Names:
    """The `SweepList` and `PassiveNames` ports out of a list."""

    lines: list[str]
    signs: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def sha256(self) -> str:
        return f"{hash(tuple(self.lines)):064x}"[-64:]

    def __len__(self) -> int:
        return len(self.lines)

    def read(self) -> Iterator[ListedSigns]:
        yield from (ListedSigns(number, line, ()) for number, line in enumerate(self.lines, 1))

    def signs_of(self, hostname: str) -> tuple[tuple[str, str], ...]:
        return self.signs.get(hostname, ())


class Body:
    """A body with a mandate, and one closed site that it knows a page and a TLS key of."""

    def __init__(self, analyst: Actor, now: datetime) -> None:
        self.glancer = FakeGlancer()
        self.analyst, self.at = analyst, now
        self.site_id: UUID = enrol_site(label="Lantern Quay", domains=["lantern-quay.example"], actor=analyst, now=now)

    def now(self) -> datetime:
        return self.at

    def remember(self, *beside: SidePage, html: str = pages.CLOSED) -> None:
        page = PageInput(
            html=html,
            url="https://lantern-quay.example/",
            facts=(Fact("certificate-key", KEY, "record"),),
            beside=beside,
        )
        remember_page(page, site_id=self.site_id, hostname="lantern-quay.example", actor=self.analyst, now=self.at)

    def begin(self, names: Names, *, actor: Actor | None = None, error_pages: bool = True, **changes: str) -> Sweep:
        words = {"basis": "act-12", "reason": "the closure of March", **changes}
        settings = SweepSettings(**words, error_pages=error_pages)
        return begin_sweep(
            source="new.txt",
            source_sha256=names.sha256(),
            settings=settings,
            bases=BASES,
            actor=actor or self.analyst,
            now=self.at,
        )

    def sweep(self, names: Names, *reopenings: Reference, error_pages: bool = True) -> list[Found]:
        begun = self.begin(names, error_pages=error_pages)
        return self.carry_out(
            begun,
            names,
            names,
            lambda background: KnownPages(map(know, reopenings), background, lambda _ids: reopenings),
        )

    def carry_out(
        self, begun: Sweep, names: SweepList, passive: Names, reopenings: Callable[[Background], KnownPages]
    ) -> list[Found]:
        return list(self.looks(begun, names, passive, reopenings))

    def looks(
        self,
        begun: Sweep,
        names: SweepList,
        passive: Names,
        reopenings: Callable[[Background], KnownPages] = KnownPages.none,
    ) -> Iterator[Found]:
        """What `carry_out` gives, one by one."""
        return sweep_hostnames(
            sweep_id=begun.id,
            names=names,
            glancer=self.glancer,
            passive=passive,
            background=BACKGROUND,
            actor=self.analyst,
            clock=self,
            reopenings=reopenings,
        )
