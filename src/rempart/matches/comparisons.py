"""The verbs of comparisons: hand one out, make it an exhibit of its own, seal it.

As with captures: the file is stored and the journal commits to its manifest first, then comes the seal, which waits as
long as its timestamp authority does. A match has one such exhibit: whoever takes it, and whatever order rests on it, it
is the same file, also where two make or seal it at once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from rempart.captures.sealing import seal_stored, store_sealed
from rempart.engines.pages import Background
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.matches.contracts import (
    Comparison,
    ComparisonExported,
    ComparisonSealed,
    ComparisonStamped,
    Match,
    NothingComparedError,
)
from rempart.matches.models import ComparisonRow, ComparisonSealRow, MatchRow
from rempart.matches.queries import find_comparison, find_exhibits, find_side_by_side, get_comparison, get_match
from rempart.matches.records import comparison_record
from rempart.people.permissions import require
from rempart.ports.sealing import ExhibitFormat, ExhibitStore, Sealing


def export_comparison(
    *, match_id: UUID, background: Background, actor: Actor, now: datetime, reason: str = ""
) -> bytes:
    """The record of a match (`records.comparison_record`), for somebody outside; the journal keeps its digest.

    Raises MatchMissingError, NothingComparedError.
    """
    require(actor, "matches.export")
    match, content = _record(match_id, background, actor)
    record(_exported(match, sha256(content).hexdigest()), actor=actor, now=now, reason=reason)
    return content


def keep_comparison(
    *,
    match_id: UUID,
    background: Background,
    render: Callable[[bytes], Mapping[str, bytes]],
    exhibit_format: ExhibitFormat,
    store: ExhibitStore,
    actor: Actor,
    now: datetime,
    order_id: UUID | None = None,
    reason: str = "",
) -> Comparison:
    """Make the comparison an exhibit of its own, still without a seal: its record, and what `render` makes of it to
    read, by language. Nothing happens where it is one already. `order_id` is the order that rests on it.

    Raises MatchMissingError, NothingComparedError, StoreFullError.
    """
    require(actor, "matches.seal")
    known = find_comparison(match_id, viewer=actor)
    if known is not None:
        return known
    match, content = _record(match_id, background, actor)
    package = exhibit_format.package_comparison(content, render(content), title=match.hostname, at=now)
    event = ComparisonSealed(
        match_id=match_id,
        exhibit_id=match.exhibit_id,
        manifest_sha256=package.manifest_sha256,
        record_sha256=sha256(content).hexdigest(),
        order_id=order_id,
    )
    with transaction.atomic():
        MatchRow.objects.select_for_update().get(pk=match_id)  # of two at once the second finds the first one's
        if not ComparisonRow.objects.filter(pk=match_id).exists():
            package_sha256 = store.put(package.content)  # here, so that the store holds no file that no row names
            entry = record(event, actor=actor, now=now, reason=reason)
            ComparisonRow.objects.create(
                match_id=match_id,
                order_id=order_id,
                record_sha256=event.record_sha256,
                manifest_sha256=event.manifest_sha256,
                package_sha256=package_sha256,
                log_index=entry.index,
                made_at=now,
            )
    return get_comparison(match_id, viewer=actor)


def seal_comparison(
    *,
    match_id: UUID,
    sealing: Sealing,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> Comparison:
    """Sign, timestamp and prove a comparison that was made an exhibit; nothing happens where it is sealed already.

    Where one part fails nothing is sealed, and it can be tried again. Raises ComparisonMissingError,
    SignerUnavailableError, TimestampUnavailableError, ExhibitMissingError, ExhibitLockedError, StoreFullError.
    """
    require(actor, "matches.seal")
    comparison = get_comparison(match_id, viewer=actor)
    if comparison.seal is not None:
        return comparison
    sealed = seal_stored(
        comparison.package_sha256,
        comparison.log_index,
        sealing=sealing,
        now=now,
    )
    with transaction.atomic():
        row = ComparisonRow.objects.select_for_update().get(pk=match_id)
        if not ComparisonSealRow.objects.filter(pk=match_id).exists():
            seal = ComparisonSealRow.objects.create(comparison=row, **store_sealed(sealed, sealing.store, now))
            event = ComparisonStamped(match_id=match_id, statement_sha256=seal.statement_sha256, sha256=seal.sha256)
            record(event, actor=actor, now=now, reason=reason, cause=cause)
    return get_comparison(match_id, viewer=actor)


def take_comparison(
    *,
    match_id: UUID,
    background: Background,
    render: Callable[[bytes], Mapping[str, bytes]],
    sealing: Sealing,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> bytes:
    """The sealed exhibit of a comparison, for somebody outside; made and sealed now where that was not done before.

    `rempart verify` checks it. Where an authority does not answer the exhibit stays, and its seal is tried again later.
    Raises as `keep_comparison` and `seal_comparison`.
    """
    require(actor, "matches.export")
    keep_comparison(
        match_id=match_id,
        background=background,
        render=render,
        exhibit_format=sealing.exhibit_format,
        store=sealing.store,
        actor=actor,
        now=now,
        reason=reason,
    )
    comparison = seal_comparison(
        match_id=match_id,
        sealing=sealing,
        actor=actor,
        now=now,
        reason=reason,
    )
    with sealing.store.open(comparison.file_sha256) as file:
        content = file.read()
    event = _exported(get_match(match_id, viewer=actor), comparison.record_sha256)
    record(event, actor=actor, now=now, reason=reason)
    return content


def _exported(match: Match, record_sha256: str) -> ComparisonExported:
    return ComparisonExported(match_id=match.id, exhibit_id=match.exhibit_id, record_sha256=record_sha256)


def _record(match_id: UUID, background: Background, actor: Actor) -> tuple[Match, bytes]:
    match = get_match(match_id, viewer=actor)
    compared = find_side_by_side(match_id, background=background, viewer=actor)
    if compared is None:
        raise NothingComparedError(match=match_id)
    return match, comparison_record(match, compared, find_exhibits(match, viewer=actor), background)
