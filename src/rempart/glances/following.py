"""Watching the former addresses of closed sites: the fastest sign of where a site went, and a trap after expiry.

Each look is kept in one transaction with the sightings that it led to. What is due is looked at, the longest waiting
first. What was not looked at when a check ends, for whatever reason, is due as before; only a process that is killed
outright keeps what it had taken from being looked at for one interval.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rempart.engines.pages import Background, Kind, PageKind, read_markup
from rempart.engines.pages.pointers import (
    Pointer,
    PointerKind,
    find_pointers,
    is_called_like,
    linked_hosts,
)
from rempart.engines.pages.words.moved_words import says_it_moved
from rempart.engines.policy import Suffixes
from rempart.engines.verdict import portrait_of
from rempart.glances.contracts import FAILING, CheckOutcome, Finding
from rempart.glances.known import KnownPages, known_references
from rempart.glances.leads import say_left_out, told_by
from rempart.glances.models import FormerAddressRow
from rempart.glances.recognition import Recognised, Recogniser
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import Reason, reasons_to_json
from rempart.people.permissions import require
from rempart.ports.glancing import Glance, GlanceAsk, Glancer, Silence
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_sightings
from rempart.sightings.services import record_sighting
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import count_names, list_reference_signs, list_sites

BATCH = 2_000
MOST_SIGHTED = 3  # hosts of one look; a page that names more is a list of links
LED_TO_BY_MANY = 3  # closed sites whose former addresses lead to one host: that host deals in names
MOST_NAMED = 5  # former addresses in a reason
MOST_LINKS = 1_000  # hosts that all looks at one address found linked, the latest first
LEAST_SAID = 5  # words: a page that a script fills says nothing yet, and is no notice

_SILENCES = {
    Silence.GONE: Finding.GONE,
    Silence.WILDCARD: Finding.WILDCARD,
    Silence.UNRESOLVED: Finding.UNRESOLVED,
    Silence.UNREACHABLE: Finding.UNREACHABLE,
    Silence.REFUSED: Finding.REFUSED,
}
# Above every score that a name alone can have, but for the name itself.
_SCORES = {
    PointerKind.REDIRECT: 1.0,
    PointerKind.CANONICAL: 0.98,
    PointerKind.ANNOUNCEMENT: 0.97,
    PointerKind.ALIKE: 0.95,
    PointerKind.WRITTEN: 0.7,
    PointerKind.LINK: 0.7,
}
_SCORE_LIKE_A_SALE = 0.6
_CLOCKS_APART = timedelta(minutes=5)  # those of two machines may be, by so much
_MERELY_NAMED = frozenset({PointerKind.ALIKE, PointerKind.WRITTEN, PointerKind.LINK})
_SENTENCES = {
    PointerKind.REDIRECT: "The former address {former} sends its visitors here: {shown}.",
    PointerKind.CANONICAL: "The former address {former} gives this as its own: {shown}.",
    PointerKind.ANNOUNCEMENT: 'The former address {former} announces it: "{shown}".',
    PointerKind.ALIKE: 'The former address {former} names this host, which is called as the site is: "{shown}".',
    PointerKind.WRITTEN: 'The former address {former} says little else than this, which names the host: "{shown}".',
    PointerKind.LINK: "The former address {former} links here, and no earlier look found that.",
}
_LIKE_A_SALE = Reason(
    "glances.like_a_sale", "The address that it leads to carries the former name, as pages that sell names do."
)
_SHOWS_A_NOTICE = Reason(
    "glances.shows_a_notice", "What shows there is a notice, as hosters and authorities put in a site's place."
)
_DEALS_IN_NAMES = Reason(
    "glances.deals_in_names",
    "Former addresses of {count} closed sites lead to hosts of {owner}, as after their expiry: {addresses}.",
)
_RETURNED = Reason("glances.returned", "The former address {former} answers again, and its page carries the signs.")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at a former address means."""

    finding: Finding
    pointers: tuple[Pointer, ...] = ()
    problem: str = ""
    shown: str = ""
    marks: tuple[Reason, ...] = ()
    links: tuple[str, ...] = ()
    recognised: Recognised | None = None

    @property
    def leads_to(self) -> Pointer | None:
        """The host that it went to; a site that is back at its address went nowhere, whatever its page links to."""
        return self.pointers[0] if self.pointers and self.recognised is None else None


def check_former_addresses(
    *,
    glancer: Glancer,
    suffixes: Suffixes,
    background: Background,
    every: timedelta,
    actor: Actor,
    clock: Clock,
    site_id: UUID | None = None,
    due_only: bool = True,
    limit: int = BATCH,
    reopenings: Callable[[Background], KnownPages] = KnownPages.none,
    over: Callable[[], bool] = lambda: False,
) -> CheckOutcome:
    """Look at the former addresses that are due, at most `limit`: of one site, or of all. What was found is kept.

    An address is due again `every` after its look. `reopenings`: pages of confirmed ones, by which a site is known too.
    Once `over`, no further look begins.
    """
    require(actor, "glances.check")
    if count_names(viewer=actor) != FormerAddressRow.objects.count():
        _enter_new(_sites(site_id, actor), clock.now())
    taken_at = clock.now()
    with transaction.atomic():
        rows = list(_take_due(site_id, taken_at if due_only else None, every, limit))
    waiting = {row.pk: row.next_at for row in rows}
    if not rows:
        return CheckOutcome(looked=0, requests=0, changed=0, sighting_ids=())
    sites, references = _sites(site_id, actor), known_references(background, viewer=actor)
    recogniser = Recogniser(references, reopenings(background), sites, site_id)
    work = _Work({site.id: site for site in sites}, recogniser, background, suffixes, actor, every)
    asks = [GlanceAsk(n, Hostname(row.hostname), _registry_of(row.hostname, suffixes)) for n, row in enumerate(rows)]
    requests = changed = 0
    sighted: list[UUID] = []
    try:
        for glance in glancer.glance(takewhile(lambda _: not over(), asks)):
            row = rows[glance.ask.number]
            del waiting[row.pk]  # also of one whose look cannot be kept: it shall not be the first of every check
            with transaction.atomic():
                moved, ids = work.keep(row, glance, clock.now())
            requests, changed = requests + glance.requests, changed + moved
            sighted += ids
    finally:
        _give_back(waiting, taken_at + every)
    looked = len(rows) - len(waiting)
    return CheckOutcome(looked=looked, requests=requests, changed=changed, sighting_ids=tuple(sighted))


def _sites(site_id: UUID | None, actor: Actor) -> list[Site]:
    return [site for site in list_sites(viewer=actor) if site_id in (None, site.id)]


def _enter_new(sites: list[Site], now: datetime) -> None:
    """A row for each name that has none yet, due at once."""
    known = set(FormerAddressRow.objects.values_list("site_id", "hostname"))
    FormerAddressRow.objects.bulk_create(
        [
            FormerAddressRow(site_id=site.id, hostname=name.hostname, finding=Finding.NEW, next_at=now)
            for site in sites
            for name in site.names
            if (site.id, name.hostname) not in known
        ],
        ignore_conflicts=True,
    )


def _take_due(site_id: UUID | None, now: datetime | None, every: timedelta, limit: int) -> Iterator[FormerAddressRow]:
    """The longest due first, whenever they are due without `now`. Each is put off at once, so that a second worker
    takes others. One that is due later than any look puts it off was looked at while the clock stood ahead, or where
    it was told to look less often; it is due at once, else nobody looked at it for as long as that."""
    rows = FormerAddressRow.objects.order_by("next_at", "id")
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    if now is not None:
        rows = rows.filter(Q(next_at__lte=now) | Q(next_at__gt=now + every + _CLOCKS_APART))
    for row in rows[:limit]:
        same = FormerAddressRow.objects.filter(pk=row.pk, next_at=row.next_at)
        if now is None or same.update(next_at=now + every):
            yield row


def _give_back(waiting: Mapping[int, datetime], put_off: datetime) -> None:
    """What was put off and not looked at is due when it was before."""
    with transaction.atomic():
        for key, next_at in waiting.items():
            FormerAddressRow.objects.filter(pk=key, next_at=put_off).update(next_at=next_at)


def _registry_of(hostname: str, suffixes: Suffixes) -> str:
    """The name below which strangers register: where a random label is looked up."""
    return suffixes.registrable(hostname).partition(".")[2]


class _Work:
    """What a look is judged with."""

    def __init__(
        self,
        sites: dict[UUID, Site],
        recogniser: Recogniser,
        background: Background,
        suffixes: Suffixes,
        actor: Actor,
        every: timedelta,
    ) -> None:
        self._sites = sites
        self._recogniser = recogniser
        self._background = background
        self._suffixes = suffixes
        self._actor = actor
        self._every = every

    def keep(self, row: FormerAddressRow, glance: Glance, now: datetime) -> tuple[bool, list[UUID]]:
        """Write what the look found; whether it is something new, and the sightings that came of it."""
        site = self._sites[row.site_id]
        seen = self._judge(row, glance, site)
        leads_to = seen.leads_to.host if seen.leads_to else ""
        changed = (row.finding, row.leads_to) != (seen.finding, leads_to)
        row.links = list(dict.fromkeys((*seen.links, *row.links)))[:MOST_LINKS]
        row.failures = row.failures + 1 if seen.finding in FAILING else 0
        row.finding, row.leads_to, row.problem = seen.finding, leads_to, seen.problem[:500]
        row.marks, row.left_out = reasons_to_json(seen.marks), list(glance.left_out)
        row.shown = seen.leads_to.shown if seen.leads_to else seen.shown
        row.since = now if changed or row.since is None else row.since
        row.looked_at, row.next_at, row.requests = now, now + self._every, glance.requests
        row.save()
        return changed, self._sight(row, seen, site, now, again=changed)

    def _judge(self, row: FormerAddressRow, glance: Glance, site: Site) -> _Seen:
        if glance.page is None:
            return _Seen(_SILENCES[glance.silence or Silence.UNREACHABLE], problem=glance.problem)
        page, markup = glance.page, read_markup(glance.page.html)
        portrait = portrait_of(page)
        called = {self._suffixes.registrable(name.hostname).partition(".")[0] for name in site.names}
        pointers = find_pointers(
            row.hostname,
            [hop.target for hop in glance.hops if hop.target],
            page,
            markup,
            known={name.hostname for name in site.names},
            called=called,
            background=self._background,
            seen_links={*row.links, *_hosts_linked_by(site.id, self._actor)},
        )
        links = linked_hosts(page, markup)
        marks = portrait.kind.reasons()
        if portrait.kind.kind is PageKind.PARKED:
            return _Seen(Finding.PARKED, marks=marks, links=links)
        pointers = _telling(pointers, first_page=not set(links).intersection(row.links))
        if portrait.kind.kind in {PageKind.ERROR, PageKind.DEFAULT} and portrait.word_count >= LEAST_SAID:
            pointers = tuple(_beside_a_notice(pointers, called))
        sent_on = any(pointer.kind not in _MERELY_NAMED for pointer in pointers)
        if not sent_on and (recognised := self._recogniser.find(portrait)):
            return _Seen(Finding.RETURNED, pointers, links=links, recognised=recognised)
        if pointers and (dealing := self._deals_in_names(pointers[0].host, row)):
            return _Seen(Finding.PARKED, pointers[:1], marks=(dealing,), links=links)
        if pointers:
            return _Seen(Finding.MOVED, pointers, links=links)
        empty = portrait.kind.says_nothing
        finding = Finding.PLACEHOLDER if empty else Finding.PAGE
        return _Seen(finding, shown=portrait.title, marks=marks if empty else (), links=links)

    def _deals_in_names(self, host: str, row: FormerAddressRow) -> Reason | None:
        """Why the owner of `host` deals in names, if the former addresses of many sites lead to hosts of that owner, as
        after expiry. Each site counts once, by whichever of its addresses comes first."""
        owner = self._suffixes.registrable(host)
        same = Q(leads_to=owner) | Q(leads_to__endswith=f".{owner}")
        others = FormerAddressRow.objects.filter(same).exclude(site_id=row.site_id).order_by("hostname")
        by_site: dict[UUID, str] = {row.site_id: row.hostname}
        for site_id, hostname in others.values_list("site_id", "hostname"):
            by_site.setdefault(site_id, hostname)
        if len(by_site) < LED_TO_BY_MANY:
            return None
        named = sorted(by_site.values())
        shown = ", ".join(named[:MOST_NAMED]) + (", …" if len(named) > MOST_NAMED else "")
        return replace(_DEALS_IN_NAMES, values={"count": str(len(named)), "owner": owner, "addresses": shown})

    def _sight(self, row: FormerAddressRow, seen: _Seen, site: Site, now: datetime, *, again: bool) -> list[UUID]:
        """Sightings of the hosts named: each once for the site, however long the address goes on naming it; `again`
        where it began to."""
        leads: list[tuple[str, float, tuple[Reason, ...]]] = []
        site_id = seen.recognised.site_id if seen.recognised else site.id  # it may be another's page by now
        if seen.recognised:
            why = Reason(_RETURNED.code, _RETURNED.template, {"former": row.hostname})
            signs = (*told_by(seen.recognised), *seen.recognised.verdict.reasons, *say_left_out(row.left_out))
            leads = [(row.hostname, 1.0, (why, *signs))]
        if seen.finding in {Finding.MOVED, Finding.RETURNED} and site_id == site.id:  # another's page leads not here
            leads += [_lead(row.hostname, pointer) for pointer in seen.pointers[:MOST_SIGHTED]]
        return [
            record_sighting(
                hostname=hostname,
                site_id=site_id,
                score=score,
                reasons=reasons,
                origin=Origin.FORMER,
                actor=self._actor,
                now=now,
            )
            for hostname, score, reasons in leads
            if again or not list_sightings(viewer=self._actor, hostname=hostname, site_id=site_id, limit=1)
        ]


def _hosts_linked_by(site_id: UUID, actor: Actor) -> Iterator[str]:
    """The hosts that the captured pages of a closed site link to."""
    for capture in list_reference_signs(Kind.LINKED_HOST.value, viewer=actor, site_id=site_id):
        yield from capture.values


def _telling(pointers: tuple[Pointer, ...], *, first_page: bool) -> tuple[Pointer, ...]:
    """Without links, where the first page that is seen has many: they are its furniture, and known from then on."""
    links = [pointer for pointer in pointers if pointer.kind is PointerKind.LINK]
    if first_page and len(links) > MOST_SIGHTED:
        return tuple(pointer for pointer in pointers if pointer.kind is not PointerKind.LINK)
    return pointers


def _beside_a_notice(pointers: tuple[Pointer, ...], called: Collection[str]) -> Iterator[Pointer]:
    """What counts on a notice of a server, a hoster or an authority ("suspended", "seized"): a host that is written
    out or said to be the new one, or called as the site is, and, weakly, where it stands. Whom else it links to is who
    put it there."""
    for pointer in pointers:
        written = pointer.host in pointer.shown.lower() or says_it_moved(pointer.shown)
        announced = pointer.kind is PointerKind.ANNOUNCEMENT and written
        if announced or is_called_like(pointer.host, called):
            yield pointer
        elif pointer.kind is PointerKind.REDIRECT:
            yield replace(pointer, to_notice=True)


def _lead(former: str, pointer: Pointer) -> tuple[str, float, tuple[Reason, ...]]:
    values = {"former": former, "shown": pointer.shown}
    why = Reason(f"glances.{pointer.kind}", _SENTENCES[pointer.kind], values)
    if pointer.names_former:
        return pointer.host, _SCORE_LIKE_A_SALE, (why, _LIKE_A_SALE)
    if pointer.to_notice:
        return pointer.host, _SCORE_LIKE_A_SALE, (why, _SHOWS_A_NOTICE)
    return pointer.host, _SCORES[pointer.kind], (why,)
