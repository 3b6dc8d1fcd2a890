"""The verbs of publications. There is one truth, the orders in force; whatever is said to the primary is read from it.

Two workers may publish and withdraw one name at the same time. Each reads the orders again after its own update and
says it once more where they changed, so that whoever speaks last has read the truth. To say it takes no lock of the
database: a block never waits for somebody who writes. What was said is written down after it, once for each cause.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.engines.policy import list_parents
from rempart.engines.zonefile import (
    Entry,
    Heading,
    Zone,
    compare,
    get_format,
    parse_answer,
    write_list,
)
from rempart.engines.zonefile.hashed import hashed_lines
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import find_done
from rempart.journal.services import record, record_all
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.hostname import Hostname
from rempart.kernel.ids import new_id
from rempart.orders.contracts import BlockedName
from rempart.orders.errors import OrderMissingError
from rempart.orders.oversight import lapse_due
from rempart.orders.queries import (
    find_blocked_names,
    find_blocking,
    find_covered,
    find_hostnames,
    get_revision,
    list_blocked_below,
    list_blocked_names,
)
from rempart.people.permissions import require
from rempart.ports.naming import ZoneChange, ZonePublisher, ZoneReceipt
from rempart.publications.contracts import (
    Ask,
    Change,
    EntryPublished,
    EntryWithdrawn,
    ListCheck,
    ListChecked,
    ListExport,
    ListExported,
    NoPrimaryError,
    ZoneSettled,
)
from rempart.publications.models import PublicationRow
from rempart.publications.queries import list_published_before

_NEW = timedelta(hours=1)
_EVENTS: dict[Change, type[EntryPublished | EntryWithdrawn]] = {
    Change.PUBLISHED: EntryPublished,
    Change.WITHDRAWN: EntryWithdrawn,
}


def say_asks(*, asks: Sequence[Ask], publisher: ZonePublisher | None, actor: Actor) -> ZoneReceipt:
    """Tell the primary what the orders in force say of all that is asked, in one update as far as one holds it.

    Doing it twice changes nothing, and nothing is written down: to be followed by `keep_asks`, and to be said again
    where that did not come. Raises OrderMissingError, NoPrimaryError, PublicationFailedError; then nothing is certain,
    and each is to be said alone.
    """
    require(actor, "publications.publish")
    names = _names_of(asks)
    if publisher is None:
        raise NoPrimaryError(hostname=next(iter(names.values()), "any name"))
    said = dict.fromkeys(names.values())
    return _say_names((*said, *(name for name in list_blocked_below(said) if name not in said)), publisher)


def keep_asks(*, asks: Sequence[Ask], receipt: ZoneReceipt, actor: Actor, now: datetime) -> None:
    """Write down what was said, of those asks that the orders still mean and that were not written down before."""
    require(actor, "publications.publish")
    names = _names_of(asks)
    while True:
        try:
            with transaction.atomic():
                _keep_new(asks, names, receipt, actor, now)
            return
        except AlreadyDoneError:
            # Another worker wrote one of them down between our look and our turn: look again.
            continue


def check_zone(*, publisher: ZonePublisher | None, actor: Actor, now: datetime, mend: bool = True) -> ListCheck:
    """Compare the zone with the orders in force, name by name, and mend it. Raises as `say_asks`."""
    require(actor, "publications.check")
    if publisher is None:
        raise NoPrimaryError(hostname="any name")
    lapse_due(actor=SYSTEM, now=now)
    found = {change.hostname: change for change in publisher.list_blocked()}
    wanted = {name.hostname: _blocking(name) for name in _uncovered(list_blocked_names())}
    difference = compare(wanted, found)
    altered = tuple(name for name in sorted(wanted.keys() & found.keys()) if wanted[name] != found[name])
    wrong = (*difference.missing, *difference.surplus, *altered)
    if wrong and mend:
        _say_names(wrong, publisher)
    event = ListChecked(
        check_id=new_id(now), missing=difference.missing, surplus=difference.surplus, altered=altered, mended=mend
    )
    record(event, actor=actor, now=now)
    return ListCheck(difference.missing, difference.surplus, altered, mended=mend and bool(wrong))


def settle_zone(*, publisher: ZonePublisher | None, keep: int, actor: Actor, now: datetime) -> int:
    """Move all but the newest `keep` names to where the mass is kept, none that was published within the hour.

    To be called about hourly; a name that was moved leaves its old place a call later. Raises PublicationFailedError.
    """
    require(actor, "publications.publish")
    if publisher is None:
        return 0
    names = list_published_before(now - _NEW, skip=keep)
    moved = publisher.settle(names) if names else 0
    if moved:
        record(ZoneSettled(round_id=new_id(now), moved=moved), actor=actor, now=now)
    return moved


def export_list(*, form: str, zone: str, title: str, actor: Actor, now: datetime, reason: str = "") -> ListExport:
    """The names that the orders in force refuse, in one of the forms. The journal keeps who took it.

    Raises UnknownFormatError.
    """
    require(actor, "publications.export")
    names, heading = _take_stock(title, now)
    entries = (Entry(name.hostname, name.subdomains, parse_answer(name.answer)) for name in names)
    lines = write_list(form, entries, heading, Zone(name=zone))
    record(ListExported(export_id=new_id(now), format=form, entries=len(names)), actor=actor, now=now, reason=reason)
    return ListExport(filename=get_format(form).filename, entries=len(names), lines=lines)


def export_hashed(*, key: bytes, title: str, actor: Actor, now: datetime, reason: str = "") -> ListExport:
    """The same names for one partner who may match but not read; `key` is that partner's alone.

    Raises WeakKeyError.
    """
    require(actor, "publications.export")
    names, heading = _take_stock(title, now)
    entries = [Entry(name.hostname, name.subdomains) for name in names]
    lines = list(hashed_lines(entries, heading, key))
    record(
        ListExported(export_id=new_id(now), format="hashed", entries=len(names)), actor=actor, now=now, reason=reason
    )
    return ListExport(filename="rempart-hashed.txt", entries=len(names), lines=iter(lines))


def _take_stock(title: str, now: datetime) -> tuple[tuple[BlockedName, ...], Heading]:
    """The names, and a heading of no later act than they are of: an act between the two looks is in the next list, with
    the next serial, and never in none that a reader takes for new. Terms that ended while no worker ran end here."""
    lapse_due(actor=SYSTEM, now=now)
    serial, changed_at = get_revision()
    return list_blocked_names(), Heading(title=title, serial=serial, made_at=changed_at or now)


def _names_of(asks: Iterable[Ask]) -> dict[UUID, Hostname]:
    wanted = dict.fromkeys(ask.order_id for ask in asks)
    names = find_hostnames(wanted)
    for order_id in wanted:
        if order_id not in names:
            raise OrderMissingError(order=order_id)
    return names


def _effects(asks: Iterable[Ask]) -> list[tuple[str, int]]:
    return [(_EVENTS[ask.change].act, ask.cause) for ask in asks]


def _keep_new(
    asks: Sequence[Ask], names: Mapping[UUID, Hostname], receipt: ZoneReceipt, actor: Actor, now: datetime
) -> None:
    done = find_done(_effects(asks))
    blocking = find_blocking(names)
    kept = [
        ask
        for ask in asks
        if (_EVENTS[ask.change].act, ask.cause) not in done
        and (ask.order_id in blocking) == (ask.change is Change.PUBLISHED)
    ]
    if not kept:
        return
    rows = [
        PublicationRow(
            id=new_id(now),
            order_id=ask.order_id,
            hostname=names[ask.order_id],
            change=ask.change,
            zone=receipt.zone,
            serial=receipt.serial,
            applied_at=receipt.applied_at,
        )
        for ask in kept
    ]
    PublicationRow.objects.bulk_create(rows)
    events = [
        _EVENTS[ask.change](publication_id=row.id, order_id=ask.order_id, hostname=row.hostname, serial=row.serial)
        for ask, row in zip(kept, rows, strict=True)
    ]
    record_all(events, actor=actor, now=now, causes=[ask.cause for ask in kept])


def _say_names(hostnames: Iterable[Hostname], publisher: ZonePublisher) -> ZoneReceipt:
    """Tell the primary what the orders say of these names, until what was said is still true afterwards."""
    names = tuple(hostnames)
    changes = _changes(names)
    while True:
        receipt = publisher.apply(changes)
        said, changes = changes, _changes(names)
        if changes == said:
            return receipt


def _changes(names: Sequence[Hostname]) -> list[ZoneChange]:
    """What the orders say of these names now, by a few questions."""
    covered, refused = find_covered(names), find_blocked_names(names)
    return [
        _blocking(refused[name])
        if name in refused and name not in covered
        else ZoneChange(hostname=name, blocked=False)
        for name in names
    ]


def _uncovered(names: Iterable[BlockedName]) -> Iterator[BlockedName]:
    """Without those that a wider name above refuses: their entries would stop its wildcard (RFC 4592, 3.3.1)."""
    known = tuple(names)
    wide = {name.hostname for name in known if name.subdomains}
    return (name for name in known if wide.isdisjoint(list_parents(name.hostname)))


def _blocking(name: BlockedName) -> ZoneChange:
    return ZoneChange(hostname=name.hostname, blocked=True, policy=name.answer, subdomains=name.subdomains)
