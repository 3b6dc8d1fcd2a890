"""What the page of an order shows: the order, its reasons, its evidence, who did what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.captures.queries import get_exhibit
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.chances import chance_text
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Match
from rempart.matches.queries import find_pages, list_comparisons
from rempart.orders.alarms import list_deliveries, list_seen
from rempart.orders.appeals import list_appeals
from rempart.orders.contracts import Act, Appeal, Delivery, Order, OrderAct, Seen, State
from rempart.people.permissions import may
from rempart.pipeline.grounds import list_order_matches
from rempart.probes.contracts import Place
from rempart.probes.queries import list_probes
from rempart.publications.feed import list_receipts
from rempart.publications.queries import list_publications
from rempart.web.comparison_shown import RECORDS, RecordMarks, comparison_facts
from rempart.web.parts import Cell, Section, Table, badge, item_link, moment, name, number, text
from rempart.web.places_shown import show_places
from rempart.web.words import label


def list_sections(order: Order, places: Mapping[str, Place], actor: Actor) -> list[Section]:
    """In the order in which a signer reads: what, why, what the safeguards say, who signed, then on what evidence."""
    sections = [
        Section(title=_("What is ordered"), facts=_facts(order, actor)),
        Section(title=_("Why it is necessary"), text=order.necessity),
        Section(title=_("Why no less would do"), text=order.scope or "–"),
    ]
    if order.state in (State.REFUSED, State.DECLINED) and may(actor, "orders.propose"):
        sections.insert(0, _anew(order))
    if order.refusals:
        sections.insert(0, _refused(order))
    else:
        passed = _("Public suffixes, shared hosting, public institutions, popular names and the operator's own list.")
        sections.append(Section(title=_("Every safeguard was asked, none refuses"), note=passed))
    if order.set_aside:
        sections.append(Section(title=_("Safeguards set aside by a person"), reasons=order.set_aside))
    sections.append(Section(title=_("Signatures"), table=_signatures(order), note=_awaited(order)))
    if may(actor, "captures.read"):
        sections.append(Section(title=_("Evidence"), table=_evidence(order, actor)))
    if may(actor, "matches.view"):
        sections += _comparisons(order, actor)
    sections.append(Section(title=_("What was done"), table=_acts(order)))
    if order.in_force_at is not None:
        sections.append(Section(title=_("What it did"), table=_effect(order, actor)))
        sections.append(Section(title=_("What subscribers' resolvers said"), table=_receipts(order, actor)))
        sections.append(show_places(order, places, actor))
    if told := list_deliveries(order.id, viewer=actor):
        sections.append(Section(title=_("Who was woken"), table=_alarms(told)))
    if seen := list_seen(order.id, viewer=actor):
        sections.append(Section(title=_("Who has seen the alarm"), table=_seen(seen)))
    if contested := list_appeals(viewer=actor, order_id=order.id):
        sections.append(Section(title=_("Appeals"), table=_appeals(contested)))
    return sections


def _facts(order: Order, actor: Actor) -> list[tuple[str, Cell]]:
    case_url = reverse("case-item", args=[order.case_id]) if may(actor, "cases.view") else ""
    return [
        (_("Name to block"), name(order.hostname)),
        (_("Subdomains too"), text(_("yes") if order.subdomains else _("no"))),
        (_("Answer of the resolvers"), _answer(order.answer)),
        (_("Legal basis"), text(order.basis_title)),
        (_("Host told that a removal demand was coming (UTC)"), moment(order.removal.notified_at)),
        (_("Host asked to remove (UTC)"), moment(order.removal.asked_at)),
        (_("Why the host could not be asked"), text(order.removal.unreachable or "–")),
        (_("Proposed"), moment(order.proposed_at)),
        (_("In force since"), moment(order.in_force_at)),
        (_("Ends"), moment(order.term_ends_at)),
        (_("To be looked at again by"), moment(order.recheck_due_at)),
        (_("Ended"), moment(order.ended_at)),
        (_("Case"), Cell(_("Open the case"), href=case_url) if case_url else name(str(order.case_id))),
    ]


def _answer(answer: str) -> Cell:
    """What resolvers say of the name: an answer of the DNS in words, or the address of a block page."""
    words = {"nxdomain": _("there is no such name (%(code)s)"), "nodata": _("the name has no address (%(code)s)")}
    return text(words[answer] % {"code": answer}) if answer in words else name(answer)


def _refused(order: Order) -> Section:
    next_step = _("This stays on record. What can be mended, mend; then propose a new order from its case.")
    return Section(title=_("Refused by these safeguards"), reasons=order.refusals, note=next_step)


def _anew(order: Order) -> Section:
    """The way on from a proposal that ended: a new one, which the safeguards and two people judge by itself."""
    form = f"{reverse('order-propose', args=[order.case_id])}?{urlencode({'after': order.id})}"
    return Section(
        title=_("If it is to be proposed again"),
        facts=[(_("New proposal"), Cell(_("begin with what this one said"), href=form))],
        note=_(
            "Its words are carried over, with the exhibits that the case has now. The safeguards answer anew, and two "
            "people sign anew."
        ),
    )


def _receipts(order: Order, actor: Actor) -> Table:
    """By signed receipts: the only ground for calling an order effective at a subscriber."""
    return Table(
        caption=_("Signed receipts of edge agents, in the order in which they came"),
        heads=(_("Moment"), _("Subscriber"), _("Before"), _("After"), _("Effect"), _("Serial")),
        rows=[
            [
                moment(one.at),
                name(one.subscriber),
                text(one.before),
                text(one.after),
                badge("finding.refused" if one.blocked else "finding.resolved"),
                number(one.serial),
            ]
            for one in list_receipts(order_id=order.id, viewer=actor)
        ],
        empty=_("No edge agent sent a receipt yet."),
    )


def _evidence(order: Order, actor: Actor) -> Table:
    attached = [get_exhibit(exhibit_id, viewer=actor) for exhibit_id in order.exhibits]
    return Table(
        caption=_("Exhibits that the order rests on"),
        heads=(_("Captured"), _("Address"), _("State")),
        rows=[
            [moment(item.captured_at), item_link(name(item.url), "exhibit-item", item.id), badge(item.state)]
            for item in attached
        ],
        empty=_("No exhibit is attached."),
    )


def _comparisons(order: Order, actor: Actor) -> list[Section]:
    """What each comparison that the order rests on says in words, and the digest by which the order cites it."""
    matches = list_order_matches(order, viewer=actor)
    kept = {one.match_id: one for one in list_comparisons(viewer=actor, match_ids=[match.id for match in matches])}
    return [
        Section(
            title=_("Comparison with the closed site"),
            facts=[
                (_("Verdict"), item_link(badge(match.verdict), "match-item", match.id)),
                (_("Probability, 0 to 1"), number(chance_text(match.probability, 4))),
                *(comparison_facts(kept[match.id], _("The comparison as an exhibit")) if match.id in kept else ()),
            ],
            reasons=_told(match, actor),
            records_at=f"{reverse('match-item', args=[match.id])}#{RECORDS}",
        )
        for match in matches
    ]


def _told(match: Match, actor: Actor) -> Sequence[Reason]:
    """The reasons, with the marks by which the page of the match cites its records."""
    pages = find_pages(match.id, viewer=actor)
    if pages is None:
        return match.told
    marks = RecordMarks(*pages, again=match.reopening is not None)
    marked = replace(match, reasons=tuple(map(marks.in_reason, match.reasons)))
    return marked.told


def _effect(order: Order, actor: Actor) -> Table:
    """What the zone was told and what probes saw, oldest first."""
    told = [
        (item.applied_at, badge(item.change), name(f"{item.zone} {item.serial}"))
        for item in list_publications(viewer=actor, order_ids=(order.id,))
    ]
    seen = [
        (probe.started_at, badge(probe.outcome), item_link(text(_("Open the probe")), "probe-item", probe.id))
        for probe in list_probes(viewer=actor, order_ids=(order.id,))
    ]
    return Table(
        caption=_("What the zone was told, and what probes saw"),
        heads=(_("Moment"), _("What"), _("Where")),
        rows=[[moment(at), what, where] for at, what, where in sorted([*told, *seen], key=lambda row: row[0])],
        empty=_("The zone was told nothing yet."),
    )


def _alarms(told: tuple[Delivery, ...]) -> Table:
    return Table(
        caption=_("Alarms by mail and webhook, oldest first"),
        heads=(_("Recipient"), _("Arrived"), _("Tries"), _("Last problem"), _("Alarm"), _("Raised")),
        rows=[
            [
                name(one.recipient),
                moment(one.delivered_at) if one.delivered_at else badge("alarm.waiting"),
                number(one.tries),
                text(one.problem or "–"),
                text(label(f"alarm.{one.kind}")),
                moment(one.raised_at),
            ]
            for one in told
        ],
    )


def _seen(seen: tuple[Seen, ...]) -> Table:
    return Table(
        caption=_("By the time they said so"),
        heads=(_("Moment"), _("By")),
        rows=[[moment(one.seen_at), text(one.name)] for one in seen],
    )


def _appeals(contested: tuple[Appeal, ...]) -> Table:
    return Table(
        caption=_("Appeals, those due first at the top"),
        heads=(_("Made"), _("Answer due"), _("Answered")),
        rows=[
            [item_link(moment(item.made_at), "appeal-item", item.id), moment(item.due_at), moment(item.answered_at)]
            for item in contested
        ],
    )


def _signatures(order: Order) -> Table:
    return Table(
        caption=_("Two people in two roles sign"),
        heads=(_("Signed"), _("By"), _("Role"), _("Which")),
        rows=[
            [moment(s.signed_at), text(s.signer), text(label(s.role)), text(label(f"signature.{s.position}"))]
            for s in order.signatures
        ],
        empty=_("Nobody has signed."),
    )


def _awaited(order: Order) -> str:
    """Who has to sign next; nothing where nobody has to."""
    if order.state is State.PROPOSED:
        return _(
            "It waits for the second signature: of another person, in another role. Until then nothing is blocked."
        )
    if order.state is State.PROVISIONAL:
        return _("It holds on one signature, and ends by itself unless another person, in another role, confirms it.")
    return ""


def act_called(act: Act, *, by_signer: bool) -> str:
    """Which words an act goes by: who signed a proposal takes it back, others decline it."""
    return "take-back" if act is Act.DECLINE and by_signer else act


def _acts(order: Order) -> Table:
    signers = {(signed.signer, signed.role) for signed in order.signatures}
    called = {act: act_called(act.act, by_signer=(act.actor, act.role) in signers) for act in order.acts}
    return Table(
        caption=_("By the time it was done"),
        heads=(_("Moment"), _("Act"), _("By"), _("Reason")),
        rows=[[moment(act.at), text(label(f"act.{called[act]}")), _doer(act), text(act.reason)] for act in order.acts],
    )


def _doer(act: OrderAct) -> Cell:
    """A person by their name, all else by what it is called."""
    return text(act.actor if act.role else label("system" if act.actor == SYSTEM.name else act.actor))
