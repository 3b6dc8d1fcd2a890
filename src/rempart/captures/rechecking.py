"""Checking the store again: every exhibit is there, opens, and is what its row says and its seal proves."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

from rempart.captures.contracts import ExhibitRechecked, Recheck, Stored, StoreRecheck
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
    beside: Iterable[Stored] = (),
    actor: Actor,
    now: datetime,
    reason: str = "",
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> StoreRecheck:
    """Verify every exhibit of the store and record the outcome of each. `trust` as for `verify_exhibit`.

    `beside` are exhibits that another stage keeps there, which this one cannot know of.
    `tell(done, all)` is called after each exhibit.
    """
    require(actor, "captures.recheck")
    trust = replace(trust or Trust(), now=now)
    rechecks = []
    held = store.list_digests()  # before any row is read: what a worker stores meanwhile is none of this check
    others = tuple(beside)
    count = ExhibitRow.objects.count() + len(others)
    for done, stored in enumerate(chain(_captured(), others), start=1):
        problems = _problems(stored, store, trust)
        event = ExhibitRechecked(exhibit_id=stored.id, sound=not problems, problems=problems)
        record(event, actor=actor, now=now, reason=reason)
        rechecks.append(Recheck(stored.id, stored.hostname, problems))
        tell(done, count)
    known = {
        digest for stored in chain(_captured(), others) for digest in (stored.package_sha256, stored.sealed_sha256)
    }
    return StoreRecheck(tuple(rechecks), tuple(digest for digest in held if digest not in known))


def _captured() -> Iterator[Stored]:
    seals = dict(SealRow.objects.values_list("exhibit_id", "sha256"))
    for row in ExhibitRow.objects.order_by("captured_at", "id").iterator():
        yield Stored(row.id, row.hostname, row.package_sha256, seals.get(row.id, ""))


def _problems(stored: Stored, store: ExhibitStore, trust: Trust) -> tuple[str, ...]:
    try:
        with store.open(stored.sealed_sha256 or stored.package_sha256) as file:
            content = file.read()
    except (ExhibitMissingError, ExhibitLockedError) as error:
        return (error.message,)
    report = verify_exhibit(content, trust)
    if report.unreadable:
        return (report.unreadable,)
    # An exhibit that still waits for its seal lacks what a seal brings, and nothing else.
    waiting = () if stored.sealed_sha256 else ("seal.present", "wacz.signature")
    return tuple(check.text for check in report.list_failed() if check.code not in waiting)
