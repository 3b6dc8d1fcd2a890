"""Addresses that read: lists and items of every stage, newest first.

Lists are handed on as lists: ninja takes a tuple of two for a status and a body.
"""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Schema

from rempart import wiring
from rempart.api.entrance import caller
from rempart.api.routes import router
from rempart.api.schemas import list_of, schema_of
from rempart.captures.contracts import Exhibit
from rempart.captures.queries import get_exhibit, list_exhibits
from rempart.cases.contracts import Case, CaseState
from rempart.cases.queries import get_case, list_cases
from rempart.kernel.actors import Role
from rempart.matches.contracts import Comparison, Match
from rempart.matches.queries import get_match, list_matches
from rempart.orders.contracts import Order, State
from rempart.orders.queries import get_order, list_inbox, list_orders
from rempart.pipeline.contracts import OPEN_STATES, STUCK_STATES, Step, StepState
from rempart.pipeline.grounds import list_order_comparisons
from rempart.pipeline.queries import list_steps
from rempart.probes.contracts import Probe
from rempart.probes.queries import get_probe, list_probes
from rempart.publications.contracts import Publication, Subscriber
from rempart.publications.queries import get_publication, list_publications
from rempart.publications.subscribers import list_subscribers
from rempart.referrals.contracts import Notice
from rempart.referrals.queries import get_notice, list_notices
from rempart.reports.contracts import Report
from rempart.reports.queries import get_report, list_reports
from rempart.sightings.contracts import LogEntry, Sighting
from rempart.sightings.inclusion import list_log_entries
from rempart.sightings.queries import get_sighting, list_sightings
from rempart.watchlist.contracts import Site
from rempart.watchlist.queries import browse_sites, get_site

Limit = Annotated[int, Field(ge=1, le=1000, description="At most so many, newest first.")]
SiteLimit = Annotated[int, Field(ge=1, le=1000, description="At most so many, by label.")]
Offset = Annotated[int, Field(ge=0, le=10_000_000, description="How many to leave out before.")]


class Me(Schema):
    """The person behind the token."""

    name: str
    roles: list[Role]


@router.get("/me", response=Me)
def me(request: HttpRequest) -> dict[str, object]:
    """Who the token stands for."""
    actor = caller(request)
    return {"name": actor.name, "roles": sorted(actor.roles)}


@router.get("/reports", response=list_of(Report))
def reports(request: HttpRequest, hostname: str | None = None, limit: Limit = 200) -> list[Report]:
    """Reports."""
    return list(list_reports(viewer=caller(request), hostname=hostname, limit=limit))


@router.get("/reports/{uuid:report_id}", response=schema_of(Report))
def report(request: HttpRequest, report_id: UUID) -> Report:
    """One report."""
    return get_report(report_id, viewer=caller(request))


@router.get("/watchlist", response=list_of(Site))
def watchlist(request: HttpRequest, text: str = "", limit: SiteLimit = 200, offset: Offset = 0) -> list[Site]:
    """Closed sites, by label; with `text`, those that have it in their label or a name."""
    return list(browse_sites(text, viewer=caller(request))[offset : offset + limit])


@router.get("/watchlist/{uuid:site_id}", response=schema_of(Site))
def site(request: HttpRequest, site_id: UUID) -> Site:
    """One closed site."""
    return get_site(site_id, viewer=caller(request))


@router.get("/sightings", response=list_of(Sighting))
def sightings(request: HttpRequest, hostname: str | None = None, limit: Limit = 200) -> list[Sighting]:
    """Sightings."""
    return list(list_sightings(viewer=caller(request), hostname=hostname, limit=limit))


@router.get("/sightings/{uuid:sighting_id}", response=schema_of(Sighting))
def sighting(request: HttpRequest, sighting_id: UUID) -> Sighting:
    """One sighting."""
    return get_sighting(sighting_id, viewer=caller(request))


@router.get("/sightings/{uuid:sighting_id}/log-entries", response=list_of(LogEntry))
def sighting_log_entries(request: HttpRequest, sighting_id: UUID) -> list[LogEntry]:
    """The entries of certificate logs that brought a sighting, and the signed trees that were shown to hold them."""
    viewer = caller(request)
    return list(list_log_entries(get_sighting(sighting_id, viewer=viewer).id, viewer=viewer))


@router.get("/captures", response=list_of(Exhibit))
def captures(request: HttpRequest, hostname: str | None = None, limit: Limit = 200) -> list[Exhibit]:
    """Exhibits: facts about them, never their content."""
    return list(list_exhibits(viewer=caller(request), hostname=hostname, limit=limit))


@router.get("/captures/{uuid:exhibit_id}", response=schema_of(Exhibit))
def exhibit(request: HttpRequest, exhibit_id: UUID) -> Exhibit:
    """One exhibit."""
    return get_exhibit(exhibit_id, viewer=caller(request))


@router.get("/matches", response=list_of(Match))
def matches(request: HttpRequest, hostname: str | None = None, limit: Limit = 200) -> list[Match]:
    """Matches."""
    return list(list_matches(viewer=caller(request), hostname=hostname, limit=limit))


@router.get("/matches/{uuid:match_id}", response=schema_of(Match))
def match(request: HttpRequest, match_id: UUID) -> Match:
    """One match."""
    return get_match(match_id, viewer=caller(request))


@router.get("/cases", response=list_of(Case))
def cases(request: HttpRequest, state: CaseState | None = None, limit: Limit = 200) -> list[Case]:
    """Cases."""
    return list(list_cases(viewer=caller(request), state=state, limit=limit))


@router.get("/cases/{uuid:case_id}", response=schema_of(Case))
def case(request: HttpRequest, case_id: UUID) -> Case:
    """One case."""
    return get_case(case_id, viewer=caller(request))


@router.get("/orders", response=list_of(Order))
def orders(
    request: HttpRequest, hostname: str | None = None, state: State | None = None, limit: Limit = 200
) -> list[Order]:
    """Orders."""
    states = None if state is None else (state,)
    return list(list_orders(viewer=caller(request), hostname=hostname, states=states, limit=limit))


@router.get("/orders/inbox", response=list_of(Order))
def inbox(request: HttpRequest, limit: Limit = 200) -> list[Order]:
    """Orders that wait for this person: a second signature, or the overseer's look."""
    return list(list_inbox(viewer=caller(request), limit=limit))


@router.get("/orders/{uuid:order_id}", response=schema_of(Order))
def order(request: HttpRequest, order_id: UUID) -> Order:
    """One order."""
    return get_order(order_id, viewer=caller(request))


@router.get("/orders/{uuid:order_id}/comparisons", response=list_of(Comparison))
def order_comparisons(request: HttpRequest, order_id: UUID) -> list[Comparison]:
    """The comparisons that an order rests on, with the digests by which it cites them; not those still being made."""
    return list(list_order_comparisons(order_id, viewer=caller(request)))


@router.get("/publications", response=list_of(Publication))
def publications(request: HttpRequest, limit: Limit = 200) -> list[Publication]:
    """Changes of the zone."""
    return list(list_publications(viewer=caller(request), limit=limit))


@router.get("/subscribers", response=list_of(Subscriber))
def subscribers(request: HttpRequest) -> list[Subscriber]:
    """Edge agents, what they have by their own receipts, alarms first."""
    names = [subscriber.name for subscriber in wiring.current_config().feed.subscribers]
    return list(list_subscribers(names=names, viewer=caller(request), now=wiring.current_ports().clock.now()))


@router.get("/publications/{uuid:publication_id}", response=schema_of(Publication))
def publication(request: HttpRequest, publication_id: UUID) -> Publication:
    """One change of the zone."""
    return get_publication(publication_id, viewer=caller(request))


@router.get("/probes", response=list_of(Probe))
def probes(request: HttpRequest, limit: Limit = 200) -> list[Probe]:
    """Probes with their answers."""
    return list(list_probes(viewer=caller(request), limit=limit))


@router.get("/probes/{uuid:probe_id}", response=schema_of(Probe))
def probe(request: HttpRequest, probe_id: UUID) -> Probe:
    """One probe."""
    return get_probe(probe_id, viewer=caller(request))


@router.get("/referrals", response=list_of(Notice))
def referrals(request: HttpRequest, limit: Limit = 200) -> list[Notice]:
    """Notices."""
    return list(list_notices(viewer=caller(request), limit=limit))


@router.get("/referrals/{uuid:notice_id}", response=schema_of(Notice))
def notice(request: HttpRequest, notice_id: UUID) -> Notice:
    """One notice."""
    return get_notice(notice_id, viewer=caller(request))


@router.get("/steps", response=list_of(Step))
def steps(request: HttpRequest, state: StepState | None = None, limit: Limit = 200) -> list[Step]:
    """Steps of the pipeline; without `state`, those that are not done."""
    states = (*OPEN_STATES, *STUCK_STATES) if state is None else (state,)
    return list(list_steps(viewer=caller(request), states=states, limit=limit))
