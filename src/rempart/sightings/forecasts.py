"""Forecast names kept under watch: the likeliest next names of each site, asked for one by one, and sighted when one
comes into being.

A name that existed when it was asked for the first time was somebody's before: it is shown, and makes no sighting.
Every answer is kept at once, so that a watch that is stopped goes on where it was. A name for which no answer comes is
tried again a minute later, then after ever longer pauses: an answer that was lost costs it little (until its first it
cannot be sighted), and where its own servers are dead it keeps no other waiting.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.successors import forecast_names
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.kernel.reasons import Reason
from rempart.kernel.stream_labels import FORECAST
from rempart.people.permissions import require
from rempart.ports.existence import ExistenceCheck, ExistenceUnavailableError, Presence
from rempart.ports.streams import Batch
from rempart.sightings.contracts import ForecastExported, ForecastName, Origin, RecipientMissingError
from rempart.sightings.following import begin_stream, keep_batch, note_failure, note_success
from rempart.sightings.models import ForecastRow
from rempart.sightings.screening import current_screen
from rempart.sightings.services import record_sighting
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import list_sites

STREAM, KIND = FORECAST, "forecast"
MOST_UNANSWERED = 3  # in a row: a name that was answered for tells then whether the resolver is silent
MOST_RETRIES = 2  # in one look: the rest is for the names whose turn it is
FIRST_RETRY, LAST_RETRY = timedelta(minutes=1), timedelta(hours=1)  # doubled in between
CAME_INTO_BEING = Reason(
    "sightings.came_into_being",
    "{hostname} came into being; it was forecast as the site's next name, at rank {rank}.",
)


def renew_forecasts(*, names: int, actor: Actor) -> int:
    """Forecast `names` anew for each site that has got a name since, or has more than that; how many sites.

    What is known of a name that is forecast again stays; names that are no longer forecast are left alone from now on.
    """
    require(actor, "sightings.record")
    kept = ForecastRow.objects.order_by().values("site_id").annotate(count=Count("pk"), names=Max("names"))
    made = {row["site_id"]: (row["names"], row["count"]) for row in kept}
    renewed = 0
    for site in list_sites(viewer=actor):
        known, count = made.get(site.id, (0, 0))
        if site.names and (known != len(site.names) or count > names):
            _renew(site, names)
            renewed += 1
    return renewed


def ask_due(
    *, check: ExistenceCheck, every: timedelta, actor: Actor, now: Callable[[], datetime], at_most: int = 50
) -> int:
    """Ask for the names whose turn it is, the never asked and the likeliest first; how many were answered.

    Raises ExistenceUnavailableError where the resolver does not answer; what was answered before is kept.
    """
    require(actor, "sightings.record")
    begin_stream(label=STREAM, kind=KIND)
    asked, in_a_row, sighted, tried = 0, 0, list[UUID](), list[int]()
    silence: ExistenceUnavailableError | None = None
    due = _take_due(every, now(), at_most)
    for row in due:
        try:
            answered, presence = row, check.check(parse_hostname(row.hostname))
        except ExistenceUnavailableError as error:
            _put_off(row, now())
            tried.append(row.pk)
            in_a_row += 1
            if in_a_row < MOST_UNANSWERED and (asked or row is not due[-1]):
                continue
            other = _ask_other(check, tried)
            if other is None:
                silence = error
                break
            answered, presence = other
        asked += 1
        in_a_row = 0
        sighted += _settle(answered, presence, actor=actor, now=now())
    owed = _owed(now() - every).count()
    keep_batch(
        STREAM,
        Batch(b"", "", asked, behind=owed),
        before="",
        names=0,
        sighted=len(sighted),
        duplicates=0,
        now=now(),
    )
    every_s = every.total_seconds()
    if silence is not None:
        note_failure(label=STREAM, kind=KIND, error=silence, actor=actor, now=now(), every_s=every_s)
        raise silence
    if asked or not owed:  # where nothing was answered and names wait for it, nobody knows that all is well
        note_success(label=STREAM, now=now(), every_s=every_s)
    return asked


def list_forecast(site_id: UUID, *, viewer: Actor, limit: int = 300) -> tuple[ForecastName, ...]:
    """The forecast names of one site, the likeliest first."""
    require(viewer, "watchlist.view")
    return tuple(_contract(row) for row in ForecastRow.objects.filter(site_id=site_id).order_by("rank")[:limit])


def export_forecast(
    *, recipient: str, actor: Actor, now: datetime, reason: str = "", site_id: UUID | None = None
) -> tuple[ForecastName, ...]:
    """The forecast names of all sites or one, to be given to an entitled `recipient`; the journal keeps who took them.

    Raises RecipientMissingError.
    """
    require(actor, "watchlist.export")
    if not recipient.strip():
        raise RecipientMissingError
    rows = ForecastRow.objects.order_by("site_id", "rank")
    found = tuple(_contract(row) for row in (rows if site_id is None else rows.filter(site_id=site_id)))
    event = ForecastExported(export_id=new_id(now), recipient=recipient.strip(), names=len(found))
    record(event, actor=actor, now=now, reason=reason)
    return found


def _owed(before: datetime) -> QuerySet[ForecastRow]:
    """Names without an answer since `before`."""
    return ForecastRow.objects.filter(Q(asked_at=None) | Q(asked_at__lte=before))


def _take_due(every: timedelta, now: datetime, at_most: int) -> list[ForecastRow]:
    """At most so many names whose turn it is: few that gave no answer, then the never answered and the likeliest."""
    owed = _owed(now - every)
    retries = list(owed.filter(retry_at__lte=now).order_by("retry_at", "-probability", "pk")[:MOST_RETRIES])
    fresh = owed.filter(retry_at=None).order_by(F("asked_at").asc(nulls_first=True), "-probability", "pk")
    return [*retries, *fresh[: max(at_most - len(retries), 0)]]


def _ask_other(check: ExistenceCheck, tried: Sequence[int]) -> tuple[ForecastRow, Presence] | None:
    """The name that was answered for last, else the least likely, with its answer now.

    None where none comes: it is the resolver then that is silent, and not the names `tried`.
    """
    others = ForecastRow.objects.exclude(pk__in=tried)
    other = others.order_by(F("asked_at").desc(nulls_last=True), "probability", "pk").first()
    with suppress(ExistenceUnavailableError):
        return None if other is None else (other, check.check(parse_hostname(other.hostname)))
    return None


def _renew(site: Site, names: int) -> None:
    domains = [name.hostname for name in site.names]
    forecast = {each.hostname: each for each in forecast_names(open_dossier(site.label, domains), names)}
    with transaction.atomic():
        kept = dict(ForecastRow.objects.filter(site_id=site.id).values_list("hostname", "pk"))
        gone = [key for hostname, key in kept.items() if hostname not in forecast]
        ForecastRow.objects.filter(pk__in=gone).delete()
        rows = [
            ForecastRow(
                id=kept.get(hostname),
                site_id=site.id,
                hostname=hostname,
                rank=each.rank,
                probability=each.probability,
                names=len(domains),
            )
            for hostname, each in forecast.items()
        ]
        ForecastRow.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
        known = [row for row in rows if row.hostname in kept]
        ForecastRow.objects.bulk_update(known, ["rank", "probability", "names"], batch_size=500)


def _put_off(row: ForecastRow, now: datetime) -> None:
    pause = min(FIRST_RETRY * 2 ** min(row.failures, 16), LAST_RETRY)
    ForecastRow.objects.filter(pk=row.pk).update(retry_at=now + pause, failures=row.failures + 1)


def _settle(row: ForecastRow, presence: Presence, *, actor: Actor, now: datetime) -> list[UUID]:
    """Keep what was answered; the sighting, where the name has come into being."""
    appeared = row.presence == Presence.ABSENT and presence is Presence.EXISTS
    moment = {"appeared_at": now} if appeared else {}
    with transaction.atomic():
        ForecastRow.objects.filter(pk=row.pk).update(
            presence=presence, asked_at=now, retry_at=None, failures=0, **moment
        )
        return [_sight(row, actor=actor, now=now)] if appeared else []


def _sight(row: ForecastRow, *, actor: Actor, now: datetime) -> UUID:
    said = Reason(CAME_INTO_BEING.code, CAME_INTO_BEING.template, {"hostname": row.hostname, "rank": str(row.rank)})
    fit = current_screen(viewer=actor).find_fit(parse_hostname(row.hostname))
    fits = fit is not None and fit.site_id == row.site_id
    return record_sighting(
        hostname=row.hostname,
        site_id=row.site_id,
        score=fit.score if fit is not None and fits else row.probability,
        reasons=(said, *(fit.reasons if fit is not None and fits else ())),
        origin=Origin.FORECAST,
        actor=actor,
        now=now,
        stream=STREAM,
    )


def _contract(row: ForecastRow) -> ForecastName:
    return ForecastName(
        site_id=row.site_id,
        hostname=row.hostname,
        rank=row.rank,
        probability=row.probability,
        presence=Presence(row.presence) if row.presence else None,
        asked_at=row.asked_at,
        retry_at=row.retry_at,
        appeared_at=row.appeared_at,
    )
