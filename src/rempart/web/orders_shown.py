"""What the page of an order shows: the order, its reasons, its evidence, who did what."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.captures.queries import list_exhibits
from rempart.kernel.actors import Actor
from rempart.orders.contracts import Order
from rempart.people.permissions import may
from rempart.web.parts import Cell, Section, Table, badge, moment, name, text
from rempart.web.words import label


def list_sections(order: Order, actor: Actor) -> list[Section]:
    """In the order in which a signer reads: why, on what evidence, what the safeguards say, who signed."""
    sections = [
        Section(title=_("Why it is necessary"), text=order.necessity),
        Section(title=_("Why no less would do"), text=order.scope or "–"),
    ]
    if order.refusals:
        sections.insert(0, Section(title=_("Refused by these safeguards"), reasons=order.refusals))
    else:
        passed = _("Public suffixes, shared hosting, public institutions, popular names and the operator's own list.")
        sections.append(Section(title=_("Every safeguard was asked, none refuses"), note=passed))
    if order.set_aside:
        sections.append(Section(title=_("Safeguards set aside by a person"), reasons=order.set_aside))
    if may(actor, "captures.read"):
        sections.append(Section(title=_("Evidence"), table=_evidence(order, actor)))
    sections += [
        Section(title=_("What is ordered"), facts=_facts(order, actor)),
        Section(title=_("Signatures"), table=_signatures(order)),
        Section(title=_("What was done"), table=_acts(order)),
    ]
    return sections


def _facts(order: Order, actor: Actor) -> list[tuple[str, Cell]]:
    case_url = reverse("case-item", args=[order.case_id]) if may(actor, "cases.view") else ""
    return [
        (_("Name to block"), name(order.hostname)),
        (_("Subdomains too"), text(_("yes") if order.subdomains else _("no"))),
        (_("Answer of the resolvers"), name(order.answer)),
        (_("Legal basis"), text(order.basis_title)),
        (_("Proposed"), moment(order.proposed_at)),
        (_("In force since"), moment(order.in_force_at)),
        (_("Ends"), moment(order.expires_at)),
        (_("To be looked at again by"), moment(order.recheck_due_at)),
        (_("Ended"), moment(order.ended_at)),
        (_("Case"), Cell(_("Open the case"), href=case_url) if case_url else name(str(order.case_id))),
    ]


def _evidence(order: Order, actor: Actor) -> Table:
    kept = {item.id: item for item in list_exhibits(viewer=actor, hostname=order.hostname)}
    rows = []
    for exhibit_id in order.exhibits:
        item = kept.get(exhibit_id)
        url = reverse("exhibit-item", args=[exhibit_id])
        rows.append(
            [moment(item.captured_at), name(item.url, url), badge(item.state)]
            if item
            else [text("–"), name(str(exhibit_id), url), text("–")]
        )
    return Table(
        caption=_("Exhibits that the order rests on"),
        heads=(_("Captured"), _("Address"), _("State")),
        rows=rows,
        empty=_("No exhibit is attached."),
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


def _acts(order: Order) -> Table:
    return Table(
        caption=_("By the time it was done"),
        heads=(_("Moment"), _("Act"), _("By"), _("Reason")),
        rows=[[moment(act.at), text(label(f"act.{act.act}")), text(act.actor), text(act.reason)] for act in order.acts],
    )
