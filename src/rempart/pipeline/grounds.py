"""What an order rests on, and a notice in turn: gathered from the order, its case and the evidence.

Matches and referrals stand below orders and cannot ask for themselves.
"""

from uuid import UUID

from django.conf import settings

from rempart.captures.contracts import Exhibit
from rempart.captures.queries import get_exhibit, read_page
from rempart.cases.contracts import ItemKind
from rempart.cases.queries import get_case
from rempart.journal.queries import list_about
from rempart.kernel.actors import Actor
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Comparison, Judgement, Match
from rempart.matches.queries import list_compared, list_comparisons, list_matches
from rempart.orders.contracts import Order
from rempart.orders.queries import get_order
from rempart.people.permissions import require
from rempart.ports import Ports
from rempart.referrals.contracts import Grounds, Recipient, Sender


def gather_grounds(order_id: UUID, ports: Ports, *, viewer: Actor) -> Grounds:
    """The order's basis and term, its newest exhibit, the reasons of the match that it rests on, the digests of its
    comparisons.

    Raises OrderMissingError, CaseMissingError or what opening the exhibit raises.
    """
    order = get_order(order_id, viewer=viewer)
    ids = _exhibits(order, viewer)
    exhibit = max((get_exhibit(exhibit_id, viewer=viewer) for exhibit_id in ids), key=lambda one: one.captured_at)
    return Grounds(
        case_id=order.case_id,
        order_id=order.id,
        hostname=order.hostname,
        url=exhibit.final_url or exhibit.url,
        server=_server(exhibit, ports, viewer),
        exhibit_sha256=exhibit.seal.statement_sha256 if exhibit.seal else exhibit.manifest_sha256,
        captured_at=exhibit.captured_at,
        stamped_at=exhibit.seal.stamped_at if exhibit.seal else None,
        legal_basis=order.basis_title,
        expires_at=order.expires_at,
        reasons=_reasons(order, viewer),
        comparisons=tuple(one.manifest_sha256 for one in list_order_comparisons(order_id, viewer=viewer)),
    )


def list_order_matches(order: Order, *, viewer: Actor) -> tuple[Match, ...]:
    """The matches that the order rests on, newest first: those that the journal named when it was signed.

    What is judged again later is no part of it. A refused order, which the journal names none of, was proposed on those
    of its exhibits at that moment.
    """
    proposed = list_about((str(order.id),))[0].facts
    named = proposed.get("matches")
    ids = (
        tuple(map(UUID, named))
        if isinstance(named, list)
        else list_compared(order.exhibits, viewer=viewer, until=order.proposed_at)
    )
    return list_matches(viewer=viewer, match_ids=ids, limit=None)


def list_order_comparisons(order_id: UUID, *, viewer: Actor) -> tuple[Comparison, ...]:
    """The comparisons that the order rests on, as far as they are exhibits of their own already.

    Raises OrderMissingError.
    """
    require(viewer, "matches.view")
    matches = list_order_matches(get_order(order_id, viewer=viewer), viewer=viewer)
    return list_comparisons(viewer=viewer, match_ids=[match.id for match in matches])


def _exhibits(order: Order, viewer: Actor) -> tuple[UUID, ...]:
    """Those that the order names, else those of its case."""
    return order.exhibits or get_case(order.case_id, viewer=viewer).ids_of(ItemKind.EXHIBIT)


def notice_addresses() -> dict[Recipient, str]:
    """Where notices go that do not depend on the hostname; hoster and registrar are looked up by a person."""
    referrals = settings.REMPART.referrals
    return {Recipient.POLICE: referrals.police, Recipient.HOTLINE: referrals.hotline}


def notice_sender() -> Sender:
    """This installation."""
    web = settings.REMPART.web
    return Sender(organisation=web.organisation, desk_url=web.public_url)


def _reasons(order: Order, viewer: Actor) -> tuple[Reason, ...]:
    """Those of the newest match that the order rests on and that says "same"; what is judged later is no part of it."""
    matches = list_order_matches(order, viewer=viewer)
    return next((match.told for match in matches if match.verdict is Judgement.SAME), ())


def _server(exhibit: Exhibit, ports: Ports, viewer: Actor) -> str:
    """The IP address that answered, as the exhibit has it; empty where it says none."""
    page = read_page(exhibit.id, exhibit_format=ports.exhibit_format, store=ports.exhibits, viewer=viewer)
    exchanges = page.facts.get("exchanges")
    for exchange in exchanges if isinstance(exchanges, list) else []:
        if exchange["url"] == page.final_url:
            return str(exchange["peer_address"])
    return ""
