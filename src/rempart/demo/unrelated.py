"""Step 11: the site goes on under a name that says nothing. A sweep knows it by its page, its old address leads there;
another old address, which expired, leads to a sale and to no sighting."""

from datetime import timedelta
from uuid import UUID

from rempart.demo.cast import Cast
from rempart.demo.evidence import wait_for_match
from rempart.demo.spoken import say
from rempart.demo.story import expect
from rempart.glances.contracts import Finding, FormerAddress, SweepBasis
from rempart.glances.following import check_former_addresses
from rempart.glances.queries import get_sweep, list_former_addresses
from rempart.glances.sweeping import SweepSettings, begin_sweep, sweep_hostnames
from rempart.kernel.actors import Role
from rempart.kernel.chances import chance_text
from rempart.kernel.phrases import Phrase
from rempart.lab.sites import SITES, SiteKind, site_of
from rempart.matches.contracts import Judgement
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_looks, list_sightings
from rempart.wiring import (
    build_former_glancer,
    build_passive_sources,
    build_sweep_glancer,
    current_config,
    current_ports,
    open_sweep_list,
)

_ADVICE = Phrase("`rempart former-addresses list` shows what each answers.")
_SHOWN = 4  # reasons
_NEW_THAT_DAY = (SiteKind.UNRELATED, SiteKind.CONTROL, SiteKind.ORDINARY, SiteKind.SHARED_NEIGHBOUR)


def find(cast: Cast) -> Phrase:
    """Step 11: found by its page, found again by its old address, judged the same; the expired address is no lead."""
    analyst = cast.person(Role.ANALYST)
    unrelated = cast.internet.websites.leave().hostname
    expect(
        not list_sightings(viewer=analyst, hostname=unrelated),
        part="names engine",
        problem=Phrase("{hostname} was sighted by its name, so this step shows nothing", hostname=unrelated),
        advice="choose a name that has nothing in common with the closed site's.",
    )
    swept = _sweep(cast)
    (seen,) = list_sightings(viewer=analyst, hostname=unrelated)
    expect(
        seen.origin is Origin.SWEEP,
        part="sweep",
        problem=Phrase("{hostname} was sighted by {streams}", hostname=unrelated, streams=str(seen.origin)),
        advice="see it.",
    )
    score = chance_text(seen.score, 3)
    cast.say(Phrase("{hostname} ({score}): {reasons}", hostname=unrelated, score=score, reasons=seen.reasons[:_SHOWN]))
    match = wait_for_match(cast, unrelated)
    expect(
        match.verdict is Judgement.SAME,
        part="matches",
        problem=Phrase("{hostname} is judged: {verdict}", hostname=unrelated, verdict=(match.verdict,)),
        advice="`rempart compare` on the two exhibits shows every sign.",
    )
    addresses = _look_at_former_addresses(cast)
    led_here = [address for address in addresses.values() if address.leads_to == unrelated]
    expect(led_here, part="former addresses", problem="none leads to the site", advice=_ADVICE)
    expired = addresses[site_of(SiteKind.EXPIRED).hostname]
    expect(
        expired.finding is Finding.PARKED,
        part="former addresses",
        problem=Phrase("{hostname} is taken for: {finding}", hostname=expired.hostname, finding=(expired.finding,)),
        advice=_ADVICE,
    )
    looks = list_looks([seen.id], viewer=analyst)
    origins = {look.origin for look in looks}
    expect(Origin.FORMER in origins, part="sightings", problem="the old address led to no look", advice=_ADVICE)
    return Phrase(
        "{hostname} found among {swept} hostnames by its page, and by {former}, which leads there; judged the same; "
        "{expired}, expired, leads to a sale and to no sighting",
        hostname=unrelated,
        swept=swept,
        former=led_here[0].hostname,
        expired=expired.hostname,
    )


def _sweep(cast: Cast) -> int:
    """Sweep the new hostnames of the day; how many were looked at."""
    path = cast.folder / "new-hostnames.txt"
    names = [site.hostname for site in SITES if site.kind in _NEW_THAT_DAY]
    path.write_text("".join(f"{name}\n" for name in [*names, *(f"nobody{number}.example" for number in range(20))]))
    config, ports, listed = current_config(), current_ports(), open_sweep_list(str(path))
    begun = begin_sweep(
        source=path.name,
        source_sha256=listed.sha256(),
        settings=SweepSettings(
            basis="demo", reason=say("the site may be back under any name"), error_pages=config.sweeps.error_page
        ),
        bases=[SweepBasis(basis.code, basis.text) for basis in config.sweeps.legal_bases],
        actor=cast.person(Role.ANALYST),
        now=cast.installation.now(),
    )
    found = sweep_hostnames(
        sweep_id=begun.id,
        names=listed,
        glancer=build_sweep_glancer(config, obey_robots=True),
        passive=build_passive_sources(config),
        background=ports.background(),
        actor=cast.person(Role.ANALYST),
        clock=ports.clock,
    )
    sighted = [one.listed.hostname for one in found if one.outcome == "sighted"]
    counts = get_sweep(begun.id, viewer=cast.person(Role.ANALYST)).counts
    cast.say(
        Phrase(
            "a sweep of {hostnames} hostnames: {sighted} sighted, {gone} without an address",
            hostnames=len(listed),
            sighted=counts.get("sighted", 0),
            gone=counts.get("gone", 0),
        )
    )
    expect(
        sighted == [site_of(SiteKind.UNRELATED).hostname],
        part="sweep",
        problem=Phrase("it sighted {names}", names=str(sighted)),
        advice="see the reasons of each.",
    )
    return len(listed)


def _look_at_former_addresses(cast: Cast) -> dict[str, FormerAddress]:
    """Look once at every former address of the closed site."""
    config, ports = current_config(), current_ports()
    outcome = check_former_addresses(
        glancer=build_former_glancer(config),
        suffixes=ports.rule_book.read().lists.suffixes,
        background=ports.background(),
        every=timedelta(seconds=config.former_addresses.every_s),
        actor=cast.person(Role.ANALYST),
        clock=ports.clock,
    )
    site_id: UUID = cast.site_id
    addresses = list_former_addresses(viewer=cast.person(Role.ANALYST), site_id=site_id)
    cast.say(
        Phrase(
            "{addresses} former addresses with {requests} look-ups and requests",
            addresses=outcome.looked,
            requests=outcome.requests,
        )
    )
    for one in addresses:
        leads_to = Phrase(" to {hostname}", hostname=one.leads_to) if one.leads_to else ""
        finding = (one.finding.value,)
        cast.say(Phrase("{hostname}: {finding}{leads_to}", hostname=one.hostname, finding=finding, leads_to=leads_to))
    return {address.hostname: address for address in addresses}
