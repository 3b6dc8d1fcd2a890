"""Steps 6 and 7: a public report joins the case; two people, and not one, order the block; a safeguard refuses."""

from datetime import timedelta
from uuid import UUID

from rempart.cases.contracts import Case, ItemKind
from rempart.cases.queries import list_cases
from rempart.demo.answers import AnswerWatch
from rempart.demo.cast import Cast
from rempart.demo.spoken import say
from rempart.demo.story import NotVerifiedError, expect
from rempart.demo.visitor import Visitor
from rempart.engines.policy.mandates import sign_mandate
from rempart.kernel.actors import Role
from rempart.kernel.phrases import Phrase
from rempart.lab.sites import SiteKind, site_of
from rempart.orders.contracts import Order, Proposal, Removal, State
from rempart.orders.errors import SameSignerError
from rempart.orders.judging import outside_of
from rempart.orders.mandates import get_mandate, sign_order_mandate
from rempart.orders.queries import list_inbox
from rempart.orders.services import countersign_order, propose_order
from rempart.wiring import current_config, current_ports

_TERM = timedelta(days=30)


def report(cast: Cast) -> Phrase:
    """Step 6: somebody reports the reopened site through the public form; the report joins the case by itself."""
    reopened = site_of(SiteKind.REOPENED).hostname
    page = Visitor(cast.setting.web_url).post(
        "/",
        lambda _page: {
            "address": cast.internet.websites.url(reopened),
            "category": "reopened",
            "description": "Le même quai sous un autre nom.",
        },
    )
    expect("<form" in page, part="public form", problem="no receipt came back", advice="open it in a browser.")
    case = cast.wait_for(lambda: _case_with_report(cast, reopened), part="cases", awaited="the report in the case")
    cast.case_id = case.id
    return Phrase(
        "the report has a receipt and is one of {items} items of the case on {hostname}",
        items=len(case.items),
        hostname=reopened,
    )


def decide(cast: Cast) -> Phrase:
    """Step 7: proposal, the refused second signature of one person, countersignature, mandate, the overseer's inbox."""
    analyst, reviewer = cast.person(Role.ANALYST), cast.person(Role.REVIEWER)
    shared = _propose(cast, site_of(SiteKind.SHARED_COPY).hostname)
    expect(
        shared.state is State.REFUSED and shared.refusals,
        part="safeguards",
        problem=Phrase("the order on the shared address is: {state}", state=(shared.state,)),
        advice="look at orders.co_hosting_limit and orders.passive_dns.",
    )
    cast.say(Phrase("{hostname}: {reasons}", hostname=shared.hostname, reasons=shared.refusals[:1]))
    order = _propose(cast, site_of(SiteKind.REOPENED).hostname)
    expect(
        order.state is State.PROPOSED,
        part="orders",
        problem=Phrase("the order is: {state}. {reasons}", state=(order.state,), reasons=order.refusals),
        advice="look at the safeguard that refused it.",
    )
    rule_book = current_ports().rule_book
    try:
        countersign_order(order_id=order.id, rule_book=rule_book, actor=analyst, now=cast.installation.now())
    except SameSignerError as refusal:
        cast.say(refusal)
    else:
        raise NotVerifiedError(part="orders", problem="one person signed twice", advice="stop: look at engines/policy.")
    _sign_mandate(cast, order.id, Role.ANALYST)
    cast.refusal = AnswerWatch(cast.internet.resolver, order.hostname, "NXDOMAIN")
    cast.refusal.start()
    countersign_order(
        order_id=order.id,
        rule_book=rule_book,
        actor=reviewer,
        now=cast.installation.now(),
        reason=say("the reasons hold"),
    )
    cast.order_id = order.id
    cast.refusal_at_edge = AnswerWatch(cast.edge.resolver, order.hostname, "NXDOMAIN")
    cast.refusal_at_edge.start()
    complete = _sign_mandate(cast, order.id, Role.REVIEWER)
    expect(complete, part="mandate", problem="it is not complete with two signatures", advice="see orders.mandates.")
    inbox = [waiting.id for waiting in list_inbox(viewer=cast.person(Role.OVERSEER))]
    expect(order.id in inbox, part="oversight", problem="the overseer does not see it", advice="see orders.queries.")
    return Phrase(
        "one person cannot sign twice, two can, each with a key of their own; the overseer sees it; "
        "the order on a shared address was refused"
    )


def _sign_mandate(cast: Cast, order_id: UUID, role: Role) -> bool:
    """Sign the order's mandate with the key of whoever holds `role`; whether it is complete with that."""
    signer = cast.person(role)
    mandate = get_mandate(order_id, viewer=signer)
    signature = sign_mandate(mandate, cast.edge.signing_keys[role])
    return sign_order_mandate(
        order_id=order_id, number=mandate.number, signature=signature, actor=signer, now=cast.installation.now()
    )


def _case_with_report(cast: Cast, hostname: str) -> Case | None:
    cases = list_cases(viewer=cast.person(Role.ANALYST), hostname=hostname)
    return next((case for case in cases if case.ids_of(ItemKind.REPORT)), None)


def _propose(cast: Cast, hostname: str) -> Order:
    analyst = cast.person(Role.ANALYST)
    case = cast.wait_for(
        lambda: next(iter(list_cases(viewer=analyst, hostname=hostname)), None),
        part="cases",
        awaited=Phrase("a case on {hostname}", hostname=hostname),
    )
    ports = current_ports()
    now = cast.installation.now()
    proposal = Proposal(
        case_id=case.id,
        hostname=hostname,
        legal_basis=current_config().orders.legal_bases[0].code,
        necessity=say("The site that a court closed is reachable again under this name."),
        scope=say("This name and what lies below it, nothing else."),
        expires_at=now + _TERM,
        exhibits=case.ids_of(ItemKind.EXHIBIT),
        removal=Removal(unreachable=say("the host gives no contact point")),
    )
    return propose_order(
        proposal=proposal,
        outside=outside_of(ports, analyst),
        actor=analyst,
        now=now,
        reason=say("the match says same"),
    )
