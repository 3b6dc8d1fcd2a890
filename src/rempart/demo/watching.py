"""Steps 1 to 3: the small internet, the closed site on the watch list, the stream of real hostnames."""

import time
from datetime import timedelta
from uuid import UUID

from rempart.captures.services import capture_reference
from rempart.demo.cast import Cast
from rempart.demo.story import expect
from rempart.kernel.actors import Actor, Role
from rempart.kernel.reasons import Reason
from rempart.lab.hostnames import HostnameStream, make_stream
from rempart.lab.sites import FORMER_NAMES, SITES, SiteKind, hostnames_of, site_of
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_sightings
from rempart.sightings.services import record_sighting, screen_stream
from rempart.watchlist.queries import get_site, list_references
from rempart.watchlist.services import enrol_site
from rempart.wiring import current_ports, open_hostnames

LABEL = "vorlimo"
HINT = Reason("demo.hint", "A partner pointed at this address.")
# When its former names became known, oldest first; it is closed today, right after its page was captured.
KNOWN_DAYS_AGO = (410, 205, 74)
_SEED = 20_260_414


def look_around(cast: Cast) -> str:
    """Step 1: every name resolves on all three resolvers, nothing else exists."""
    internet = cast.internet
    names = [site.hostname for site in SITES if site.kind is not SiteKind.MOVED]
    for resolver in (internet.resolver, cast.edge.resolver, internet.control):
        for name in names:
            code = resolver.response_code(name)
            expect(code == "NOERROR", part=resolver.label, problem=f"{name} answers {code}", advice="see its log.")
    outside = internet.resolver.response_code("outside.invalid")
    expect(outside == "NXDOMAIN", part="resolver", problem=f"an outside name answers {outside}", advice="see its log.")
    cast.say(
        f"BIND {internet.name_server.port}, Unbound {internet.resolver.port} subscribed, "
        f"{cast.edge.resolver.port} behind an edge agent, {internet.control.port} neither"
    )
    return f"{len(names)} sites on {len(internet.websites.addresses)} addresses resolve; nothing outside does"


def enrol(cast: Cast) -> str:
    """Step 2: the closed site with its three former names, and a sealed capture from before it closed."""
    analyst, now = cast.person(Role.ANALYST), cast.installation.now()
    cast.site_id = enrol_site(
        label=LABEL,
        domains=FORMER_NAMES,
        known_on=[now.date() - timedelta(days=days) for days in KNOWN_DAYS_AGO],
        decision="closed by a court of the demonstration",
        closed_on=now.date(),
        languages=["fr"],
        actor=analyst,
        now=now,
        reason="the site is closed today",
    )
    site = get_site(cast.site_id, viewer=analyst)
    expect(
        tuple(name.hostname for name in site.names) == FORMER_NAMES,
        part="watch list",
        problem="the former names are not what was enrolled",
        advice="look at rempart.watchlist.services.enrol_site.",
    )
    _capture_reference(cast, cast.site_id, analyst)
    cast.internet.close_site()
    gone = cast.internet.name_server.response_code(FORMER_NAMES[-1])
    expect(gone == "NXDOMAIN", part="registry", problem=f"the closed name answers {gone}", advice="see BIND's log.")
    return f"{LABEL}: {', '.join(FORMER_NAMES)}; one sealed capture from before closure"


def _capture_reference(cast: Cast, site_id: UUID, analyst: Actor) -> None:
    ports = current_ports()
    capture_reference(
        site_id=site_id,
        url=cast.internet.websites.url(FORMER_NAMES[-1]),
        capturer=ports.capturer,
        policy=ports.capture_policy,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=analyst,
        now=cast.installation.now(),
        reason="the site as it was, before closure",
    )
    cast.wait_for(
        lambda: list_references(site_id, viewer=analyst),
        part="captures",
        awaited="the sealed reference capture of the closed site",
    )


def screen(cast: Cast) -> str:
    """Step 3: the reopening is sighted among some 200,000 names; ordinary sites are not."""
    unlisted = (SiteKind.CLOSED, SiteKind.MOVED, SiteKind.EXPIRED)
    served = [site.hostname for site in SITES if site.kind not in unlisted]
    stream = make_stream(served, cast.setting.background, _SEED)
    seconds = sight(cast, stream)
    hint(cast)
    sightings = {seen.hostname: seen for seen in list_sightings(viewer=cast.person(Role.ANALYST))}
    for seen in sightings.values():
        cast.say(f"{seen.hostname} ({seen.score:.3f}): {' '.join(reason.text for reason in seen.reasons)}")
    reopened = site_of(SiteKind.REOPENED).hostname
    expect(
        reopened in sightings,
        part="names engine",
        problem=f"{reopened} was not sighted",
        advice="try `rempart screen` with the watch list and this name alone.",
    )
    silent = (SiteKind.CONTROL, SiteKind.ORDINARY, SiteKind.UNRELATED)
    ordinary = {name for kind in silent for name in hostnames_of(kind)} & sightings.keys()
    expect(not ordinary, part="names engine", problem=f"sighted without need: {ordinary}", advice="see its reasons.")
    speed = len(stream.names) / seconds
    return f"{stream.origin}: {speed:,.0f} names/s, {len(sightings)} sightings, {reopened} among them"


def hint(cast: Cast) -> None:
    """Partners point at addresses that the names alone did not raise; an analyst has them looked at."""
    analyst = cast.person(Role.ANALYST)
    for kind in (SiteKind.PARKED, SiteKind.SHOP, SiteKind.NEWS, SiteKind.LOOKALIKE, SiteKind.SHARED_COPY):
        hostname = site_of(kind).hostname
        if list_sightings(viewer=analyst, hostname=hostname):
            continue
        record_sighting(
            hostname=hostname,
            site_id=cast.site_id,
            score=0.5,
            reasons=(HINT,),
            origin=Origin.OPERATOR,
            actor=analyst,
            now=cast.installation.now(),
            reason="a partner's hint",
        )


def sight(cast: Cast, stream: HostnameStream) -> float:
    """Screen the stream into sightings; the seconds that it took."""
    path = cast.folder / "hostnames.txt"
    stream.write(path)
    start = time.perf_counter()
    screen_stream(
        blocks=open_hostnames(str(path)).blocks(),
        actor=cast.person(Role.ANALYST),
        now=cast.installation.now(),
        reason="new hostnames of the day",
    )
    return time.perf_counter() - start
