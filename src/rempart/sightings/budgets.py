"""The alert budget: from "we can look at N sightings a day" to a threshold for each site.

Planned from what the streams were measured to bring, each site's alert curve and its latest sightings; screening uses
what was planned last. Without a budget every site has the model's threshold.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rempart.engines.names.budget import Experience, clear_within, plan_budget
from rempart.engines.names.costs import AlertCurve, alert_curve
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.likeness import clear_among
from rempart.engines.names.model import load_model
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.stream_labels import BY_HAND_KIND
from rempart.people.permissions import require
from rempart.sightings.contracts import AlertBudget, Origin, SiteBudget, StreamVolume
from rempart.sightings.models import BudgetRow, SightingRow, StreamDayRow, ThresholdRow
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import count_named_sites, list_sites

MEASURED_DAYS = 14
STALE_AFTER = timedelta(hours=1)
UNMEASURED = 250_000.0  # names a day until a stream was measured: about one full feed of new registrations


def plan_thresholds(*, per_day: float | None, actor: Actor, now: datetime) -> None:
    """Plan thresholds for `per_day` sightings; None forgets the budget."""
    require(actor, "sightings.record")
    if per_day is None:
        with transaction.atomic():
            ThresholdRow.objects.all().delete()
            BudgetRow.objects.all().delete()
        return
    sites = {str(site.id): site for site in list_sites(viewer=actor) if site.names}
    kept = {str(row.site_id): row for row in ThresholdRow.objects.all()}
    curves = {key: _curve(site, kept.get(key)) for key, site in sites.items()}
    volume = sum(_volumes(now).values()) or UNMEASURED
    plan = plan_budget(
        curves,
        names_per_day=volume,
        sightings_per_day=per_day,
        recall=load_model().recall,
        experience=_experience(sites, kept, now),
    )
    rows = [
        ThresholdRow(
            site_id=site.id,
            threshold=plan.thresholds[key],
            expected=plan.by_site[key],
            names=len(site.names),
            curve=[curves[key].scores, curves[key].alerts],
        )
        for key, site in sites.items()
    ]
    with transaction.atomic():
        ThresholdRow.objects.all().delete()
        ThresholdRow.objects.bulk_create(rows, batch_size=500)
        BudgetRow.objects.all().delete()
        BudgetRow.objects.create(
            per_day=per_day,
            names_per_day=volume,
            expected=plan.sightings_per_day,
            recall=plan.recall,
            recall_at_most=plan.recall_at_most,
            planned_at=now,
        )


def is_plan_stale(*, per_day: float | None, now: datetime) -> bool:
    """Whether the thresholds should be planned anew: another budget, a site without one, or an hour has passed."""
    row = BudgetRow.objects.first()
    if row is None or per_day is None:
        return (row is None) != (per_day is None)
    if row.per_day != per_day or now - row.planned_at >= STALE_AFTER:
        return True
    return ThresholdRow.objects.count() < count_named_sites(viewer=SYSTEM)


def planned_thresholds() -> Mapping[UUID, float]:
    """The threshold of every site that has one."""
    return dict(ThresholdRow.objects.values_list("site_id", "threshold"))


def planned_clear() -> float:
    """The decades of likeness from which a name is told whatever its score (`budget.clear_within`)."""
    row = BudgetRow.objects.first()
    if row is None:
        return clear_among(count_named_sites(viewer=SYSTEM))
    sites = ThresholdRow.objects.count()
    return clear_within(sites=sites, names_per_day=row.names_per_day, sightings_per_day=row.per_day)


def budget_stamp() -> object:
    """A value that changes whenever thresholds are planned."""
    return BudgetRow.objects.values_list("pk", "planned_at").first()


def find_budget(*, viewer: Actor, now: datetime) -> AlertBudget | None:
    """The budget as planned last, None where there is none."""
    require(viewer, "sightings.view_coverage")
    row = BudgetRow.objects.first()
    if row is None:
        return None
    sites = ThresholdRow.objects.order_by("-expected", "site_id")
    share = row.expected / row.names_per_day
    return AlertBudget(
        per_day=row.per_day,
        names_per_day=row.names_per_day,
        expected=row.expected,
        recall=row.recall,
        recall_at_most=row.recall_at_most,
        planned_at=row.planned_at,
        streams=tuple(StreamVolume(label, names, names * share) for label, names in sorted(_volumes(now).items())),
        sites=tuple(SiteBudget(site.site_id, site.threshold, site.expected) for site in sites),
    )


def find_threshold(site_id: UUID, *, viewer: Actor) -> SiteBudget | None:
    """The threshold of one site, None where no budget was planned for it."""
    require(viewer, "sightings.view")
    row = ThresholdRow.objects.filter(site_id=site_id).first()
    return SiteBudget(row.site_id, row.threshold, row.expected) if row else None


def _curve(site: Site, kept: ThresholdRow | None) -> AlertCurve:
    if kept is not None and kept.names == len(site.names):
        scores, alerts = kept.curve
        return AlertCurve(tuple(scores), tuple(alerts))
    return alert_curve(open_dossier(site.label, [name.hostname for name in site.names]), load_model())


def _volumes(now: datetime) -> dict[str, float]:
    """Names screened a day by stream: the mean over the days on which it was read, today's share left out."""
    since = now.date() - timedelta(days=MEASURED_DAYS)
    found: dict[str, list[int]] = {}
    # A list that a person took once says nothing of the days to come.
    days = StreamDayRow.objects.filter(day__gte=since, day__lt=now.date()).exclude(stream__kind=BY_HAND_KIND)
    for label, names in days.values_list("stream_id", "names"):
        found.setdefault(label, []).append(names)
    return {label: sum(names) / len(names) for label, names in found.items() if sum(names)}


def _experience(sites: Mapping[str, Site], kept: Mapping[str, ThresholdRow], now: datetime) -> dict[str, Experience]:
    """The scores of each site's latest stream sightings; names that proved to be the site's own are left out."""
    since = now - timedelta(days=MEASURED_DAYS)
    first = StreamDayRow.objects.order_by("day").values_list("day", flat=True).first()
    days = min((now.date() - first).days, MEASURED_DAYS) if first else 0
    if not days:
        return {}
    scores: dict[str, list[float]] = {key: [] for key in kept if key in sites}
    seen = SightingRow.objects.filter(origin=Origin.STREAM, first_seen_at__gte=since, site__isnull=False)
    for site_id, hostname, score in seen.values_list("site_id", "hostname", "score"):
        key = str(site_id)
        if key in scores and all(name.hostname != hostname for name in sites[key].names):
            scores[key].append(score)
    return {key: Experience(float(days), tuple(found), kept[key].threshold) for key, found in scores.items()}
