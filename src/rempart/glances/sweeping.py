"""Sweeping a list of hostnames for closed sites under names that give nothing away.

Every line is settled in one transaction with what it led to, so a sweep that was stopped, even without warning, goes
on at the very line: none is looked at twice, none is left out.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.db import transaction

from rempart.engines.pages import Background
from rempart.engines.pages.reading.naming import registered
from rempart.engines.verdict import portrait_of
from rempart.glances.contracts import (
    MOST_OWNERS,
    BasisMissingError,
    KeyHolder,
    NoBasisConfiguredError,
    NothingToRecogniseError,
    Position,
    RobotsReasonMissingError,
    Sweep,
    SweepBasis,
    SweepBegun,
    SweepEnded,
    SweepReasonMissingError,
)
from rempart.glances.givers import Givers, Shared
from rempart.glances.known import KnownPages, known_references
from rempart.glances.leads import BUILT_FROM, FOUND, HELD, SHARES, SHARES_REOPENED, say_left_out, told_by
from rempart.glances.models import SweepRow
from rempart.glances.queries import list_key_holders, sweep_of
from rempart.glances.recognition import KEPT, KNOWN_NETWORK, Recognised, Recogniser
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import find_hostname, parse_hostname
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.people.permissions import require
from rempart.ports.glancing import NOBODY, Glance, GlanceAsk, Glancer, Silence
from rempart.ports.hostnames import ListedSigns, SweepList
from rempart.ports.naming import PassiveNames
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_sightings
from rempart.sightings.services import record_sighting
from rempart.watchlist.queries import list_sites

POLL_EVERY = timedelta(seconds=10)  # between two questions for hosts that certificate streams brought meanwhile
MOST_REMEMBERED = 1_000_000  # names of a list, so that one that it has again is not looked at again
SHARED = "shared"  # the outcome of a line whose page gives no more than what many owners give
MOST_FIRST = 5_000  # lines that are taken out of their order because a passive source speaks for them
TOGETHER = 500  # lines of notes and the like that are settled at once: a list may hold millions of them

_Signs = tuple[tuple[str, str], ...]  # (kind, value) of each


@dataclass(frozen=True, slots=True)
class SweepSettings:
    """What entitles to a sweep, and what for. `ignoring_robots`: why robots.txt is not asked; empty: it is obeyed.

    `error_pages`: a host with a page is asked for one address that cannot exist too, where a closed site's own error
    page is known.
    """

    basis: str
    reason: str
    ignoring_robots: str = ""
    error_pages: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What one line led to. `outcome` is one of the counts of `Sweep`; `left_out` are addresses that were not asked."""

    listed: ListedSigns
    outcome: str
    sighting_id: UUID | None = None
    site_id: UUID | None = None
    probability: float = 0.0
    reasons: tuple[Reason, ...] = ()
    left_out: tuple[str, ...] = ()


def begin_sweep(
    *,
    source: str,
    source_sha256: str,
    settings: SweepSettings,
    bases: Iterable[SweepBasis],
    actor: Actor,
    now: datetime,
) -> Sweep:
    """Begin a sweep of a list, or take up the one of the same list, basis and rules that was not finished.

    Raises NoBasisConfiguredError, BasisMissingError, SweepReasonMissingError, RobotsReasonMissingError.
    """
    require(actor, "glances.sweep")
    known = {basis.code for basis in bases}
    if not known:
        raise NoBasisConfiguredError
    if settings.basis not in known:
        raise BasisMissingError(basis=settings.basis, known=", ".join(sorted(known)))
    if not settings.reason.strip():
        raise SweepReasonMissingError
    if settings.ignoring_robots and not settings.ignoring_robots.strip():
        raise RobotsReasonMissingError
    with transaction.atomic():
        row = SweepRow.objects.filter(
            source_sha256=source_sha256,
            basis=settings.basis,
            ignoring_robots=settings.ignoring_robots,
            ended_at=None,
        ).first()
        if row is None:
            row = SweepRow.objects.create(
                id=new_id(now),
                source=source[:300],
                source_sha256=source_sha256,
                basis=settings.basis,
                reason=settings.reason,
                ignoring_robots=settings.ignoring_robots,
                begun_at=now,
            )
        row.error_pages = settings.error_pages
        row.save(update_fields=["error_pages"])
        event = SweepBegun(
            sweep_id=row.id,
            source=source,
            source_sha256=source_sha256,
            basis=settings.basis,
            ignoring_robots=settings.ignoring_robots,
            error_pages=row.error_pages,
            settled=len(Position.from_json(row.position)),
        )
        record(event, actor=actor, now=now, reason=settings.reason)
    return sweep_of(row)


def sweep_hostnames(
    *,
    sweep_id: UUID,
    names: SweepList,
    glancer: Glancer,
    passive: PassiveNames,
    background: Background,
    actor: Actor,
    clock: Clock,
    reopenings: Callable[[Background], KnownPages] = KnownPages.none,
) -> Iterator[Found]:
    """Look at every line that is not settled; each comes out when it is. Error pages are asked for as it was begun.

    Hosts are known by `reopenings`, the judged pages of closed sites' confirmed ones, too.

    Raises NothingToRecogniseError, and what reading `names` or `passive` raises.
    """
    require(actor, "glances.sweep")
    references, sites = known_references(background, viewer=actor), list_sites(viewer=actor)
    confirmed = reopenings(background)
    recogniser = Recogniser(references, confirmed, sites)
    if not len(recogniser):
        raise NothingToRecogniseError
    row = SweepRow.objects.get(pk=sweep_id)
    holders = _Holders(actor)
    work = _Work(row, recogniser, holders, actor, clock)
    holders.poll(clock.now())
    order = _Order(names, work.position, recogniser.network_signs(), passive, holders)
    asked: dict[int, ListedSigns] = {}
    error_pages = row.error_pages and recogniser.knows_error_pages()
    for glance in glancer.glance(_asks(order, asked, work.passed, error_pages=error_pages)):
        # A sweep takes hours, in which an order may be taken back: nobody is known by what it was about any more.
        if holders.poll(clock.now()) and (standing := reopenings(background)) is not confirmed:
            confirmed = standing
            work.recogniser = Recogniser(references, confirmed, sites)
        yield from work.take_passed()
        if glance.ask.hostname != NOBODY:
            yield work.settle(asked.pop(glance.ask.number), glance)
    yield from work.take_passed()
    _end(row.id, actor, clock.now())


class _Holders:
    """Which hosts hold a key of a closed site, as certificates in logs say; more may come while the sweep is under way.

    `poll` is for the thread of the database, which alone writes; the thread of the looks reads. `round` rises with each
    poll that brought something.
    """

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._all: tuple[KeyHolder, ...] = ()
        self._keys: dict[str, _Signs] = {}
        self._owners: dict[str, int] = {}
        self._polled: datetime | None = None
        self.round = 0

    def poll(self, now: datetime) -> bool:
        """Ask who holds one, now and then: all of them, since a row's id says nothing of when it could be seen. Whether
        it was time to."""
        if self._polled is not None and now - self._polled < POLL_EVERY:
            return False
        self._polled = now
        found = list_key_holders(viewer=self._actor)
        if found == self._all:
            return True
        keys: dict[str, _Signs] = {}
        for one in found:
            if not one.is_shared:
                keys[one.hostname] = (*keys.get(one.hostname, ()), ("certificate-key", one.key))
        self._all, self._keys = found, keys
        self._owners = {one.key: one.owners for one in found}
        self.round += 1
        return True

    def signs_of(self, hostname: str) -> _Signs:
        """The keys that a host is known to hold, but for those that many hold."""
        keys = self._keys
        return keys.get(hostname) or keys.get(hostname.removeprefix("www.")) or ()

    def owners_of(self, value: str) -> int:
        """How many are known to hold a key; one of any other sign: whoever shows it."""
        return self._owners.get(value, 1)


class _Order:
    """In which order lines are looked at: those that passive sources speak for, then all others.

    What a certificate stream brings meanwhile comes next. Runs in the thread of the looks, and reads only what is
    settled before it began: no line is handed out twice.
    """

    def __init__(
        self,
        names: SweepList,
        position: Position,
        wanted: frozenset[tuple[str, str]],
        passive: PassiveNames,
        holders: _Holders,
    ) -> None:
        self._names = names
        self._settled = Position(position.below, set(position.ahead))
        self._wanted = wanted
        self._passive = passive
        self._holders = holders
        self._first: set[int] = set()

    def lines(self) -> Iterator[ListedSigns]:
        """Every line that is not settled."""
        seen = self._holders.round
        yield from self._spoken_for(self._all_told)
        for listed in self._names.read():
            if self._holders.round != seen:
                seen = self._holders.round
                yield from self._spoken_for(self._told, at=listed.number)
            if not self._is_out(listed.number):
                yield listed

    def known(self) -> set[int]:
        """The `_line` of each line that was settled before, as it stands and as it may have been handed out.

        None that stands unsettled further up too: it was settled as a repetition of a look that nobody waited for.
        """
        known, awaited, last = set[int](), set[int](), self._settled.last
        for listed in takewhile(lambda one: one.number <= last, self._names.read()):
            lines = {_line(listed), _line(ListedSigns(listed.number, listed.hostname, self._all_told(listed)))}
            if listed.number in self._settled:
                known |= lines - awaited
            else:
                awaited |= lines
            if max(len(known), len(awaited)) >= MOST_REMEMBERED:
                break
        return known

    def _told(self, listed: ListedSigns) -> _Signs:
        return (*listed.signs, *self._holders.signs_of(listed.hostname))

    def _all_told(self, listed: ListedSigns) -> _Signs:
        return (*self._told(listed), *self._passive.signs_of(listed.hostname))

    def _spoken_for(self, signs_of: Callable[[ListedSigns], _Signs], at: int = 0) -> Iterator[ListedSigns]:
        """The lines from `at` on with a sign of a closed site."""
        for listed in self._names.read() if self._wanted else ():
            if listed.number < at or self._is_out(listed.number) or len(self._first) >= MOST_FIRST:
                continue
            known = signs_of(listed)
            if self._wanted.intersection(known):
                self._first.add(listed.number)
                yield ListedSigns(listed.number, listed.hostname, known)

    def _is_out(self, number: int) -> bool:
        return number in self._settled or number in self._first


def _asks(
    order: _Order, asked: dict[int, ListedSigns], passed: deque[Found], *, error_pages: bool
) -> Iterator[GlanceAsk]:
    """What is to be looked at; and one ask for nobody as often as many more lines wait to be settled without a look."""
    known, waiting = order.known(), 0
    for listed in order.lines():
        hostname = find_hostname(listed.hostname)
        if hostname is not None and (line := _line(listed)) not in known:
            if len(known) < MOST_REMEMBERED:
                known.add(line)
            asked[listed.number] = listed
            yield GlanceAsk(listed.number, hostname, error_page=error_pages)
            continue
        outcome = "repeated" if hostname else "no-hostname" if listed.hostname else "note"
        passed.append(Found(listed, outcome))
        waiting += 1
        if waiting % TOGETHER == 0:
            yield GlanceAsk(listed.number)


def _line(listed: ListedSigns) -> int:
    """What tells a line from others: one that tells other signs of a host is another."""
    return hash((find_hostname(listed.hostname), listed.signs))


class _Work:
    """A sweep under way: what is settled, and the row that keeps it; `recogniser` may be another as time goes by."""

    def __init__(self, row: SweepRow, recogniser: Recogniser, holders: _Holders, actor: Actor, clock: Clock) -> None:
        self.position = Position.from_json(row.position)
        self.passed = deque[Found]()
        self._counts: dict[str, int] = dict(row.counts)
        self._left_out: int = row.left_out
        self._row_id = row.id
        self._reason = row.reason
        self.recogniser = recogniser
        self._holders = holders
        kept = {sign: Givers.from_json(givers) for sign, givers in row.givers.items()}
        self._givers = defaultdict[str, Givers](Givers, kept)
        self._actor = actor
        self._clock = clock

    def take_passed(self) -> Iterator[Found]:
        """Settle the lines that are not looked at: they are no hostname, or the list has them again."""
        while taken := [self.passed.popleft() for _ in range(min(len(self.passed), TOGETHER))]:
            with transaction.atomic():
                self._keep(*taken)
            yield from taken

    def settle(self, listed: ListedSigns, glance: Glance) -> Found:
        """What the look found, kept together with the line's being settled."""
        with transaction.atomic():
            found = replace(self._judge(listed, glance), left_out=glance.left_out)
            self._keep(found)
        return found

    def _judge(self, listed: ListedSigns, glance: Glance) -> Found:
        if glance.page is not None:
            recognised = self.recogniser.find(portrait_of(glance.page), weak=True)
            if recognised is not None:
                shared = self._ask_givers(recognised, listed.hostname)
                reasons = (FOUND, *told_by(recognised), *shared.reasons(), *recognised.verdict.reasons)
                if not shared.is_further:
                    return self._sight(glance, listed, recognised.site_id, recognised.score, reasons)
                beside = self._by_servers(listed, glance)
                return beside or Found(listed, SHARED, None, recognised.site_id, recognised.score, reasons)
        return self._by_servers(listed, glance) or Found(listed, _outcome(glance))

    def _by_servers(self, listed: ListedSigns, glance: Glance) -> Found | None:
        """What the host's servers, and what it takes from others', make of it."""
        # A line may have been handed out before its host was known to hold the key.
        known = (*listed.signs, *self._holders.signs_of(listed.hostname))
        shown = glance.page.facts if glance.page else ()
        facts = (*known, *((HELD.get(fact.kind, fact.kind), fact.value) for fact in shown))
        for kind, value in facts:
            owners = self._holders.owners_of(value)
            if kind in SHARES and owners <= MOST_OWNERS and (site_id := self.recogniser.site_of(kind, value)):
                shares = SHARES_REOPENED if self.recogniser.is_of_reopening(kind, value) else SHARES[kind]
                why = Reason(shares.code, shares.template, {"found": value[:100]})
                return self._sight(glance, listed, site_id, KNOWN_NETWORK / owners, (why,))
        if glance.page is not None and (built := self.recogniser.built_from(glance.page)):
            site_id, host = built
            return self._sight(glance, listed, site_id, KEPT, (replace(BUILT_FROM, values={"host": host}),))
        return None

    def _ask_givers(self, recognised: Recognised, hostname: str) -> Shared:
        """Whether all that makes a page a lead is given by many owners of this sweep: an agency's on its customers'
        pages, or one that somebody wrote everywhere, before the page that it leads to comes."""
        if not recognised.rests_on_contacts:
            return Shared()
        owner, near = registered(hostname), recognised.kept_besides
        asked = [self._givers[shared.sign.value].ask(owner, near) for shared in recognised.given]
        SweepRow.objects.filter(pk=self._row_id).update(
            givers={sign: givers.to_json() for sign, givers in self._givers.items()}
        )
        return Shared(all(one.has_many for one in asked), all(one.is_further for one in asked))

    def _sight(
        self, glance: Glance, listed: ListedSigns, site_id: UUID, score: float, reasons: tuple[Reason, ...]
    ) -> Found:
        reasons = (*reasons, *say_left_out(glance.left_out))
        hostname = parse_hostname(listed.hostname)
        known = list_sightings(viewer=self._actor, hostname=hostname, site_id=site_id, limit=1)
        if known:
            return Found(listed, "known", known[0].id, site_id, score, reasons)
        sighting_id = record_sighting(
            hostname=hostname,
            site_id=site_id,
            score=score,
            reasons=reasons,
            origin=Origin.SWEEP,
            actor=self._actor,
            now=self._clock.now(),
            reason=self._reason,
        )
        return Found(listed, "sighted", sighting_id, site_id, score, reasons)

    def _keep(self, *settled: Found) -> None:
        for found in settled:
            self.position.settle(found.listed.number)
            self._counts[found.outcome] = self._counts.get(found.outcome, 0) + 1
            self._left_out += bool(found.left_out)
        SweepRow.objects.filter(pk=self._row_id).update(
            position=self.position.to_json(), counts=self._counts, left_out=self._left_out
        )


def _outcome(glance: Glance) -> str:
    """What is counted of a look that led to nothing."""
    if glance.silence is Silence.REFUSED and glance.rule in ("robots", "opt-out"):
        return glance.rule
    return glance.silence.value if glance.silence else "looked"


def _end(sweep_id: UUID, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        row = SweepRow.objects.get(pk=sweep_id)
        row.ended_at, row.givers = now, {}
        row.save(update_fields=["ended_at", "givers"])
        event = SweepEnded(
            sweep_id=sweep_id,
            settled=len(Position.from_json(row.position)),
            looked=sum(row.counts.get(outcome, 0) for outcome in ("looked", SHARED, "known", "sighted")),
            sighted=row.counts.get("sighted", 0),
        )
        record(event, actor=actor, now=now, reason=row.reason)
