"""Steps 8 and 9: the block takes effect at a real resolver within a second, and a probe proves it harmless."""

from rempart.demo.cast import Cast
from rempart.demo.entrance import enter
from rempart.demo.spoken import say
from rempart.demo.story import expect, wait_for
from rempart.engines.zonefile import FORMATS
from rempart.kernel.actors import Role
from rempart.kernel.phrases import Phrase
from rempart.lab.sites import SiteKind, site_of
from rempart.probes.contracts import Finding, Outcome, Probe, Question
from rempart.probes.queries import list_probes
from rempart.publications.contracts import Change, Publication, Receipt
from rempart.publications.feed import list_receipts
from rempart.publications.queries import list_publications
from rempart.publications.services import export_list
from rempart.referrals.queries import list_notices
from rempart.wiring import current_config

WITHIN_MS = 1000.0


def publish(cast: Cast) -> Phrase:
    """Step 8: before and after at both subscribers, the milliseconds between, and the agent's signed receipt."""
    hostname = site_of(SiteKind.REOPENED).hostname
    milliseconds = cast.refusal.expect_change(before="NOERROR", within_ms=WITHIN_MS, advise=cast.trouble)
    at_edge = cast.refusal_at_edge.expect_change(before="NOERROR", within_ms=WITHIN_MS, advise=cast.edge.trouble)
    receipt = wait_for_receipt(cast, blocked=True)
    expect(
        receipt.before.startswith("NOERROR") and receipt.after == "NXDOMAIN",
        part="edge agent",
        problem=Phrase("its receipt says {before} before, {after} after", before=receipt.before, after=receipt.after),
        advice=cast.edge.trouble(),
    )
    publication = cast.wait_for(
        lambda: find_publication(cast, Change.PUBLISHED), part="publications", awaited="the receipt"
    )
    control = cast.internet.control.response_code(hostname)
    expect(
        control == "NOERROR",
        part="control resolver",
        problem=Phrase("it answers {answer}", answer=control),
        advice="see its log.",
    )
    entries = _export_lists(cast)
    notices = cast.wait_for(
        lambda: list_notices(viewer=cast.person(Role.LEGAL_OFFICER), order_id=cast.order_id),
        part="referrals",
        awaited="a notice of the order",
    )
    recipients = tuple(sorted(notice.recipient.value for notice in notices))
    cast.say(Phrase("notices prepared for {recipients}", recipients=recipients))
    cast.say(
        Phrase(
            "zone {zone}, serial {serial}; a resolver without the list answers {control}",
            zone=publication.zone,
            serial=str(publication.serial),
            control=control,
        )
    )
    signed = {"before": receipt.before, "after": receipt.after, "serial": str(receipt.serial)}
    cast.say(
        Phrase(
            "{subscriber} signs: {before} before, {after} after, serial {serial}",
            subscriber=receipt.subscriber,
            **signed,
        )
    )
    return Phrase(
        "{hostname}: NOERROR before, NXDOMAIN {milliseconds} ms after the countersignature; behind the edge agent "
        "{at_edge} ms after the mandate's second signature, with a signed receipt; "
        "entries in each of {formats} list formats: {entries}",
        hostname=hostname,
        milliseconds=round(milliseconds),
        at_edge=round(at_edge),
        formats=len(FORMATS),
        entries=entries,
    )


def prove(cast: Cast) -> Phrase:
    """Step 9: refused at the subscriber, resolved elsewhere, ten control names untouched; the case page says so."""
    probe = cast.wait_for(lambda: find_probe(cast, Outcome.EFFECTIVE), part="probes", awaited="a proof")
    controls = [answer for answer in probe.answers if answer.question is Question.CONTROL and not answer.is_control]
    resolved = [answer for answer in controls if answer.finding is Finding.RESOLVED]
    expect(
        len(resolved) >= 10 and len(resolved) == len(controls),
        part="probes",
        problem=Phrase("{some} of {all} control names resolve", some=len(resolved), all=len(controls)),
        advice="look at the probe's answers: a control name may be blocked.",
    )
    page = enter(cast).get(f"/cases/{cast.case_id}/")
    expect(
        str(probe.id) in page,
        part="case page",
        problem="it does not show the probe",
        advice="open it in a browser.",
    )
    cast.say(
        Phrase(
            "{answers} answers of two resolvers; the case page is {size} kB",
            answers=len(probe.answers),
            size=len(page) // 1000,
        )
    )
    return Phrase("effective; {names} control names still resolve; the case page shows it", names=len(resolved))


def find_publication(cast: Cast, change: Change) -> Publication | None:
    """The receipt of one change of the zone for the order of the story."""
    found = list_publications(viewer=cast.person(Role.PUBLISHER), order_ids=(cast.order_id,))
    return next((publication for publication in found if publication.change is change), None)


def wait_for_receipt(cast: Cast, *, blocked: bool) -> Receipt:
    """The agent's receipt for the order of the story; the hub has checked its signature before it kept it."""

    def look() -> Receipt | None:
        receipts = list_receipts(order_id=cast.order_id, viewer=cast.person(Role.PUBLISHER))
        return next((receipt for receipt in receipts if receipt.blocked is blocked), None)

    return wait_for(look, part="edge agent", awaited="its signed receipt", advise=cast.edge.trouble)


def find_probe(cast: Cast, outcome: Outcome) -> Probe | None:
    """A probe of the order of the story with that outcome."""
    found = list_probes(viewer=cast.person(Role.ANALYST), order_ids=(cast.order_id,))
    return next((probe for probe in found if probe.outcome is outcome), None)


def _export_lists(cast: Cast) -> int:
    folder = cast.folder / "lists"
    folder.mkdir(exist_ok=True)
    entries = 0
    for form in FORMATS:
        exported = export_list(
            form=form,
            zone=current_config().publication.zone,
            title=say("Orders in force, demonstration"),
            actor=cast.person(Role.PUBLISHER),
            now=cast.installation.now(),
            reason=say("for the demonstration"),
        )
        (folder / exported.filename).write_text("".join(exported.lines), encoding="utf-8")
        entries = exported.entries
    return entries
