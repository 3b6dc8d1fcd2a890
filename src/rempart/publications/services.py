"""The verbs of publications. There is one truth, the orders in force; whatever is said to the primary is read from it.

Two workers may publish and withdraw one name at the same time. Each reads the orders again after its own update and
says it once more where they changed, so that whoever speaks last has read the truth.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.engines.zonefile import (
    Entry,
    Heading,
    Zone,
    compare,
    drop_covered,
    get_format,
    parse_answer,
    sort_entries,
    write_list,
)
from rempart.engines.zonefile.hashed import hashed_lines
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import find_effect
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname
from rempart.kernel.ids import new_id
from rempart.orders.contracts import BlockedName, Order
from rempart.orders.queries import (
    find_blocked_name,
    get_order,
    get_revision,
    is_covered,
    list_blocked_below,
    list_blocked_names,
)
from rempart.people.permissions import require
from rempart.ports.naming import ZoneChange, ZonePublisher, ZoneReceipt
from rempart.publications.contracts import (
    Change,
    EntryPublished,
    EntryWithdrawn,
    ListCheck,
    ListChecked,
    ListExport,
    ListExported,
    NoPrimaryError,
    Publication,
    ZoneSettled,
)
from rempart.publications.models import PublicationRow
from rempart.publications.queries import find_latest, list_published_before

_NEW = timedelta(hours=1)
_FEW = 1_000  # up to so many names are looked up one by one: the whole list may hold a million


def publish_order(
    *,
    order_id: UUID,
    publisher: ZonePublisher | None,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> Publication | None:
    """Make the zone refuse the order's name; None where the order does not hold any more.

    Doing it twice changes nothing. Raises OrderMissingError, NoPrimaryError, PublicationFailedError.
    """
    require(actor, "publications.publish")
    order = _not_yet_done(order_id, EntryPublished.act, cause, actor)
    receipt = _say(order, publisher)
    if not get_order(order_id, viewer=actor).blocks:
        return None
    with transaction.atomic():
        row = _keep(order, Change.PUBLISHED, receipt, now)
        event = EntryPublished(publication_id=row.id, order_id=order.id, hostname=order.hostname, serial=row.serial)
        record(event, actor=actor, now=now, reason=reason, cause=cause)
    return find_latest(order_id)


def withdraw_order(
    *,
    order_id: UUID,
    publisher: ZonePublisher | None,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> Publication | None:
    """Take the order's entry out of the zone; None where the order holds again. The name stays refused where another
    order refuses it. Raises as `publish_order`.
    """
    require(actor, "publications.publish")
    order = _not_yet_done(order_id, EntryWithdrawn.act, cause, actor)
    receipt = _say(order, publisher)
    if get_order(order_id, viewer=actor).blocks:
        return None
    with transaction.atomic():
        row = _keep(order, Change.WITHDRAWN, receipt, now)
        event = EntryWithdrawn(publication_id=row.id, order_id=order.id, hostname=order.hostname, serial=row.serial)
        record(event, actor=actor, now=now, reason=reason, cause=cause)
    return find_latest(order_id)


def check_zone(*, publisher: ZonePublisher | None, actor: Actor, now: datetime, mend: bool = True) -> ListCheck:
    """Compare the zone with the orders in force, name by name, and mend it. Raises as `publish_order`."""
    require(actor, "publications.check")
    if publisher is None:
        raise NoPrimaryError(hostname="any name")
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
    names = list_blocked_names()
    serial, changed_at = get_revision()
    heading = Heading(title=title, serial=serial, made_at=changed_at or now)
    entries = (Entry(name.hostname, name.subdomains, parse_answer(name.answer)) for name in names)
    lines = write_list(form, entries, heading, Zone(name=zone))
    record(ListExported(export_id=new_id(now), format=form, entries=len(names)), actor=actor, now=now, reason=reason)
    return ListExport(filename=get_format(form).filename, entries=len(names), lines=lines)


def export_hashed(*, key: bytes, title: str, actor: Actor, now: datetime, reason: str = "") -> ListExport:
    """The same names for one partner who may match but not read; `key` is that partner's alone.

    Raises WeakKeyError.
    """
    require(actor, "publications.export")
    names = list_blocked_names()
    serial, changed_at = get_revision()
    heading = Heading(title=title, serial=serial, made_at=changed_at or now)
    entries = [Entry(name.hostname, name.subdomains) for name in names]
    lines = list(hashed_lines(entries, heading, key))
    record(
        ListExported(export_id=new_id(now), format="hashed", entries=len(names)), actor=actor, now=now, reason=reason
    )
    return ListExport(filename="rempart-hashed.txt", entries=len(names), lines=iter(lines))


def _not_yet_done(order_id: UUID, act: str, cause: int | None, actor: Actor) -> Order:
    if find_effect(act, cause):
        raise AlreadyDoneError(act=act, cause=cause)
    return get_order(order_id, viewer=actor)


def _say(order: Order, publisher: ZonePublisher | None) -> ZoneReceipt:
    if publisher is None:
        raise NoPrimaryError(hostname=order.hostname)
    return _say_names([order.hostname, *list_blocked_below(order.hostname)], publisher)


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
    """What the orders say of these names now; of many at once in one reading of all orders."""
    if len(names) <= _FEW:
        return [_change(name) for name in names]
    refused = {name.hostname: name for name in _uncovered(list_blocked_names())}
    return [_blocking(refused[name]) if name in refused else ZoneChange(hostname=name, blocked=False) for name in names]


def _change(hostname: Hostname) -> ZoneChange:
    name = None if is_covered(hostname) else find_blocked_name(hostname)
    return _blocking(name) if name else ZoneChange(hostname=hostname, blocked=False)


def _uncovered(names: Iterable[BlockedName]) -> tuple[BlockedName, ...]:
    """Without those that a wider name above refuses: their entries would stop its wildcard (RFC 4592, 3.3.1)."""
    known = {name.hostname: name for name in names}
    entries = sort_entries(Entry(name.hostname, name.subdomains) for name in known.values())
    return tuple(known[entry.hostname] for entry in drop_covered(entries))


def _blocking(name: BlockedName) -> ZoneChange:
    return ZoneChange(hostname=name.hostname, blocked=True, policy=name.answer, subdomains=name.subdomains)


def _keep(order: Order, change: Change, receipt: ZoneReceipt, now: datetime) -> PublicationRow:
    return PublicationRow.objects.create(
        id=new_id(now),
        order_id=order.id,
        hostname=order.hostname,
        change=change,
        zone=receipt.zone,
        serial=receipt.serial,
        applied_at=receipt.applied_at,
    )
