"""Reads of glances."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Sum

from rempart.engines.pages import Kind
from rempart.glances.contracts import (
    MOST_OWNERS,
    Finding,
    FormerAddress,
    KeyHolder,
    Position,
    SiteKey,
    Sweep,
    Watch,
)
from rempart.glances.models import FormerAddressRow, KeyHolderRow, SweepRow
from rempart.kernel.actors import Actor
from rempart.kernel.reasons import reasons_from_json
from rempart.people.permissions import require
from rempart.ports.glancing import SPACING
from rempart.watchlist.contracts import CapturedSigns
from rempart.watchlist.queries import list_reference_signs

COST_UNKNOWN = 3  # look-ups and requests of an address that was never looked at


def list_sweeps(*, viewer: Actor, limit: int = 50) -> tuple[Sweep, ...]:
    """The latest sweeps, newest first."""
    require(viewer, "glances.view")
    return tuple(sweep_of(row) for row in SweepRow.objects.order_by("-begun_at", "-id")[:limit])


def get_sweep(sweep_id: UUID, *, viewer: Actor) -> Sweep:
    """One sweep, which exists: its id came from `begin_sweep`."""
    require(viewer, "glances.view")
    return sweep_of(SweepRow.objects.get(pk=sweep_id))


def list_key_holders(*, viewer: Actor) -> tuple[KeyHolder, ...]:
    """Every host that certificate streams found to hold a closed site's key."""
    require(viewer, "glances.view")
    rows = list(KeyHolderRow.objects.order_by("pk").values_list("hostname", "key"))
    owners = Counter(key for _, key in rows)
    return tuple(KeyHolder(hostname, key, owners[key]) for hostname, key in rows)


def list_shared_keys(*, viewer: Actor) -> frozenset[str]:
    """The keys that more than `MOST_OWNERS` owners hold."""
    require(viewer, "glances.view")
    owners = KeyHolderRow.objects.values("key").annotate(owners=Count("pk"))
    return frozenset(owners.filter(owners__gt=MOST_OWNERS).values_list("key", flat=True))


def list_site_keys(site_id: UUID, *, viewer: Actor, confirmed: tuple[CapturedSigns, ...] = ()) -> tuple[SiteKey, ...]:
    """The TLS keys of a closed site that certificate streams look for, in the order of its captures, then of those of
    its `confirmed` reopenings, and who else holds each."""
    require(viewer, "glances.view")
    references = list_reference_signs(Kind.CERTIFICATE_KEY.value, viewer=viewer, site_id=site_id)
    reopened = {capture.id for capture in confirmed}
    shown: dict[str, CapturedSigns] = {}
    for capture in (*references, *confirmed):
        for key in capture.values:
            shown.setdefault(key, capture)
    hosts: dict[str, list[str]] = {key: [] for key in shown}
    for key, hostname in KeyHolderRow.objects.filter(key__in=shown).order_by("pk").values_list("key", "hostname"):
        hosts[key].append(hostname)
    return tuple(
        SiteKey(key, one.hostname, one.exhibit_id, one.id in reopened, tuple(hosts[key])) for key, one in shown.items()
    )


def list_former_addresses(
    *, viewer: Actor, site_id: UUID | None = None, findings: tuple[Finding, ...] = (), limit: int = 1000
) -> tuple[FormerAddress, ...]:
    """Former addresses, by name: all, those of one site, or those with one of `findings`."""
    require(viewer, "glances.view")
    rows = FormerAddressRow.objects.order_by("hostname", "id")
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    if findings:
        rows = rows.filter(finding__in=findings)
    return tuple(
        FormerAddress(
            site_id=row.site_id,
            hostname=row.hostname,
            finding=Finding(row.finding),
            leads_to=row.leads_to,
            shown=row.shown,
            marks=reasons_from_json(row.marks),
            left_out=tuple(row.left_out),
            since=row.since,
            looked_at=row.looked_at,
            next_at=row.next_at,
            failures=row.failures,
            problem=row.problem,
        )
        for row in rows[:limit]
    )


def get_watch(*, requests_per_s: float, every_s: float, now: datetime, viewer: Actor) -> Watch:
    """How the former addresses are being watched at that budget, an address at most once in `every_s` seconds."""
    require(viewer, "glances.view")
    counts = Counter(FormerAddressRow.objects.values_list("finding", flat=True))
    facts = FormerAddressRow.objects.aggregate(cost=Sum("requests"), oldest=Min("looked_at"))
    unknown = FormerAddressRow.objects.filter(requests=0).count()
    cost_s = ((facts["cost"] or 0) + unknown * COST_UNKNOWN) * SPACING / requests_per_s
    addresses = counts.total()
    round_s = max(every_s, cost_s) if addresses else 0.0
    return Watch(
        addresses=addresses,
        counts={Finding(finding): count for finding, count in sorted(counts.items())},
        requests_per_s=requests_per_s,
        round_s=round_s,
        oldest_at=facts["oldest"],
        late=FormerAddressRow.objects.filter(next_at__lt=now - timedelta(seconds=round_s)).count(),
    )


def sweep_of(row: SweepRow) -> Sweep:
    """The row as a value."""
    return Sweep(
        id=row.id,
        source=row.source,
        source_sha256=row.source_sha256,
        basis=row.basis,
        reason=row.reason,
        ignoring_robots=row.ignoring_robots,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        settled=len(Position.from_json(row.position)),
        counts=dict(row.counts),
        left_out=row.left_out,
    )
