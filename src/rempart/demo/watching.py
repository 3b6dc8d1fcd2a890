"""Steps 1 and 2: the small internet, and the closed site on the watch list."""

from datetime import timedelta
from uuid import UUID

from rempart.captures.services import capture_reference
from rempart.demo.cast import Cast
from rempart.demo.spoken import say
from rempart.demo.story import expect
from rempart.kernel.actors import Actor, Role
from rempart.kernel.phrases import Phrase
from rempart.lab.sites import FORMER_NAMES, SITES, SiteKind
from rempart.watchlist.queries import get_site, list_references
from rempart.watchlist.services import enrol_site
from rempart.wiring import current_ports

LABEL = "vorlimo"
# When its former names became known, oldest first; it is closed today, right after its page was captured.
KNOWN_DAYS_AGO = (410, 205, 74)


def look_around(cast: Cast) -> Phrase:
    """Step 1: every name resolves on all three resolvers, nothing else exists."""
    internet = cast.internet
    names = [site.hostname for site in SITES if site.kind is not SiteKind.MOVED]
    for resolver in (internet.resolver, cast.edge.resolver, internet.control):
        for name in names:
            code = resolver.response_code(name)
            expect(
                code == "NOERROR",
                part=resolver.label,
                problem=Phrase("{hostname} answers {answer}", hostname=name, answer=code),
                advice="see its log.",
            )
    outside = internet.resolver.response_code("outside.invalid")
    expect(
        outside == "NXDOMAIN",
        part="resolver",
        problem=Phrase("an outside name answers {answer}", answer=outside),
        advice="see its log.",
    )
    line = Phrase(
        "BIND on port {primary}; Unbound on {subscribed}, which subscribes, on {edge}, behind an edge agent, and on "
        "{control}, without the list",
        primary=str(internet.name_server.port),
        subscribed=str(internet.resolver.port),
        edge=str(cast.edge.resolver.port),
        control=str(internet.control.port),
    )
    cast.say(line)
    addresses = len(internet.websites.addresses)
    return Phrase(
        "{sites} sites on {addresses} addresses resolve; nothing outside does", sites=len(names), addresses=addresses
    )


def enrol(cast: Cast) -> Phrase:
    """Step 2: the closed site with its three former names, and a sealed capture from before it closed."""
    analyst, now = cast.person(Role.ANALYST), cast.installation.now()
    cast.site_id = enrol_site(
        label=LABEL,
        domains=FORMER_NAMES,
        known_on=[now.date() - timedelta(days=days) for days in KNOWN_DAYS_AGO],
        decision=say("closed by a court of the demonstration"),
        closed_on=now.date(),
        languages=["fr"],
        actor=analyst,
        now=now,
        reason=say("the site is closed today"),
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
    expect(
        gone == "NXDOMAIN",
        part="registry",
        problem=Phrase("the closed name answers {answer}", answer=gone),
        advice="see BIND's log.",
    )
    names = ", ".join(FORMER_NAMES)
    return Phrase("{label}: {names}; one sealed capture from before closure", label=LABEL, names=names)


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
        reason=say("the site as it was, before closure"),
    )
    cast.wait_for(
        lambda: list_references(site_id, viewer=analyst),
        part="captures",
        awaited="the sealed reference capture of the closed site",
    )
