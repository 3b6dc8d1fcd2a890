"""Checking the store again: every exhibit is there, opens, and is what its row says and its seal proves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from rempart.captures.contracts import ExhibitRechecked, Recheck, StoreRecheck
from rempart.captures.models import ExhibitRow, SealRow
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.people.permissions import require
from rempart.ports.sealing import ExhibitLockedError, ExhibitMissingError, ExhibitStore
from rempart.verification import Trust, verify_exhibit


def recheck_store(
    *,
    store: ExhibitStore,
    trust: Trust | None = None,
    actor: Actor,
    now: datetime,
    reason: str = "",
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> StoreRecheck:
    """Verify every exhibit of the store and record the outcome of each. `trust` as for `verify_exhibit`.

    `tell(done, all)` is called after each exhibit.
    """
    require(actor, "captures.recheck")
    trust = replace(trust or Trust(), now=now)
    rechecks = []
    known: set[str] = set()
    count = ExhibitRow.objects.count()
    for done, (row, seal) in enumerate(_rows(), start=1):
        known.update(filter(None, (row.package_sha256, seal.sha256 if seal else "")))
        problems = _problems(row, seal, store, trust)
        event = ExhibitRechecked(exhibit_id=row.id, sound=not problems, problems=problems)
        record(event, actor=actor, now=now, reason=reason)
        rechecks.append(Recheck(row.id, row.hostname, problems))
        tell(done, count)
    strangers = tuple(digest for digest in store.list_digests() if digest not in known)
    return StoreRecheck(tuple(rechecks), strangers)


def _rows() -> Iterator[tuple[ExhibitRow, SealRow | None]]:
    seals = {seal.exhibit_id: seal for seal in SealRow.objects.all()}
    for row in ExhibitRow.objects.order_by("captured_at", "id").iterator():
        yield row, seals.get(row.id)


def _problems(row: ExhibitRow, seal: SealRow | None, store: ExhibitStore, trust: Trust) -> tuple[str, ...]:
    try:
        with store.open(seal.sha256 if seal else row.package_sha256) as file:
            content = file.read()
    except (ExhibitMissingError, ExhibitLockedError) as error:
        return (error.message,)
    report = verify_exhibit(content, trust)
    if report.unreadable:
        return (report.unreadable,)
    # An exhibit that still waits for its seal lacks what a seal brings, and nothing else.
    waiting = () if seal else ("seal.present", "wacz.signature")
    return tuple(check.text for check in report.list_failed() if check.code not in waiting)
