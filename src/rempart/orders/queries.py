"""Reads of orders."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rempart.engines.policy import Removal, Signer, Standing, State, list_acts, list_parents
from rempart.journal.queries import batched
from rempart.kernel.actors import Actor, ActorKind, Role
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import reasons_from_json
from rempart.orders.contracts import CHANGES, Act, BlockedName, Order, OrderAct, Signature
from rempart.orders.errors import OrderMissingError
from rempart.orders.models import ActRow, OrderRow, SignatureRow, last_labels
from rempart.people.permissions import require

BLOCKING = tuple(state for state in State if state.blocks)
# What the overseer has not looked at yet: every order put into force, or renewed, without an act of theirs since.
_FORCE_ACTS = (Act.ORDER_EMERGENCY, Act.COUNTERSIGN, Act.CONFIRM, Act.COUNTERSIGN_RENEWAL)
_OVERSEER_ACTS = (Act.RECOMMEND, Act.OBJECT, Act.SUSPEND, Act.RESUME)
FIRST_ACTS = (Act.PROPOSE, Act.ORDER_EMERGENCY)  # what an order that can hold begins with
# In these a second person's signature stands; what was revoked or is suspended is in doubt.
_CONFIRMED = (State.IN_FORCE, State.UNCHECKED, State.LAPSED)
_IN_DOUBT = (State.REVOKED, State.SUSPENDED)
_AT_ONCE = 500  # values in one question: databases bound how many it may name


def get_order(order_id: UUID, *, viewer: Actor) -> Order:
    """One order. Raises OrderMissingError."""
    require(viewer, "orders.view")
    return _contracts([get_row(order_id)])[0]


def get_orders(order_ids: Iterable[UUID], *, viewer: Actor) -> tuple[Order, ...]:
    """Those of the orders that there are, oldest first within each few hundred."""
    require(viewer, "orders.view")
    chunks = batched(tuple(order_ids), _AT_ONCE)
    rows = (OrderRow.objects.filter(pk__in=chunk).order_by("proposed_at", "id") for chunk in chunks)
    return tuple(order for found in rows for order in _contracts(found))


def list_orders(
    *,
    viewer: Actor,
    case_id: UUID | None = None,
    site_id: UUID | None = None,
    hostname: str | None = None,
    states: Iterable[State] | None = None,
    limit: int = 200,
) -> tuple[Order, ...]:
    """Orders, newest first."""
    require(viewer, "orders.view")
    rows = OrderRow.objects.order_by("-proposed_at", "-id")
    wanted = {"case_id": case_id, "site_id": site_id, "hostname": hostname}
    rows = rows.filter(**{field: value for field, value in wanted.items() if value is not None})
    if states is not None:
        rows = rows.filter(state__in=tuple(states))
    return _contracts(rows[:limit])


def list_inbox(*, viewer: Actor, limit: int = 200) -> tuple[Order, ...]:
    """What waits for this person: proposals that they may sign; for the overseer, orders that nobody looked at."""
    require(viewer, "orders.view")
    if Role.OVERSEER in viewer.roles:
        return _contracts(_not_looked_at()[:limit])
    return _contracts(islice(_signable_by(viewer), limit))


def count_inbox(*, viewer: Actor, most: int = 200) -> tuple[int, datetime | None]:
    """How many orders wait for this person, and when the oldest was proposed. Whether a person may sign is asked of
    each proposal, so these are counted up to one more than `most`."""
    require(viewer, "orders.view")
    if Role.OVERSEER in viewer.roles:
        return _count(_not_looked_at())
    ages = [row.proposed_at for row in islice(_signable_by(viewer), most + 1)]
    return len(ages), min(ages, default=None)


def count_emergencies(*, viewer: Actor) -> tuple[int, datetime | None]:
    """How many orders stand on one signature, and when the oldest was proposed."""
    require(viewer, "orders.view")
    return _count(OrderRow.objects.filter(state=State.PROVISIONAL))


def _count(rows: QuerySet[OrderRow]) -> tuple[int, datetime | None]:
    found = rows.aggregate(count=Count("pk"), oldest=Min("proposed_at"))
    return found["count"], found["oldest"]


def _not_looked_at() -> QuerySet[OrderRow]:
    """What the overseer has not looked at since it was put into force, newest first."""
    rows = OrderRow.objects.annotate(signed_at=_latest(_FORCE_ACTS), looked_at=_latest(_OVERSEER_ACTS))
    rows = rows.filter(signed_at__isnull=False).filter(Q(looked_at=None) | Q(looked_at__lt=F("signed_at")))
    return rows.order_by("-signed_at", "-id")


def _signable_by(viewer: Actor) -> Iterator[OrderRow]:
    """The proposals that this person may sign, oldest first, however many lie between that only others may."""
    waiting = OrderRow.objects.filter(state__in=(State.PROPOSED, State.PROVISIONAL)).order_by("proposed_at", "id")
    signers, signing = signers_of(viewer), {Act.COUNTERSIGN, Act.CONFIRM}
    for chunk in batched(tuple(waiting.values_list("pk", flat=True)), _AT_ONCE):
        rows = list(waiting.filter(pk__in=chunk))
        standings = standings_of(rows)
        yield from (row for row in rows if signing & {act for act, _ in list_acts(standings[row.id], signers)})


def list_open_acts(order: Order, *, viewer: Actor) -> tuple[Act, ...]:
    """What this person may do to the order next."""
    if viewer.account_id is None:
        return ()
    return tuple(act for act, _ in list_acts(get_standing(order.id), signers_of(viewer)))


def find_refusing(hostname: str) -> BlockedName | None:
    """What refuses this name: the order on the highest name above with all below it, else its own; None where none
    does. Lists and zones say no more of it (RFC 4592, 3.3.1)."""
    names = (hostname, *list_parents(hostname))
    found = find_blocked_names(names)
    refusing = (found[name] for name in map(Hostname, reversed(names)) if name in found)
    return next((one for one in refusing if one.subdomains or one.hostname == hostname), None)


def find_ordered(hostnames: Iterable[str], *, since: datetime) -> set[str]:
    """Those of the names that orders refuse, or refused since then, their own or one on a name above with all below."""
    names = {hostname: {hostname, *list_parents(hostname)} for hostname in hostnames}
    changed = ActRow.objects.filter(order=OuterRef("pk"), act__in=CHANGES, at__gte=since)
    ordered: set[tuple[str, bool]] = set()
    for chunk in batched(sorted({name for above in names.values() for name in above}), _AT_ONCE):
        rows = OrderRow.objects.filter(Q(state__in=BLOCKING) | Exists(changed), hostname__in=chunk)
        ordered |= set(rows.values_list("hostname", "subdomains"))
    own, wide = {name for name, _ in ordered}, {name for name, below in ordered if below}
    return {hostname for hostname, above in names.items() if hostname in own or not wide.isdisjoint(above)}


def find_hostnames(order_ids: Iterable[UUID]) -> dict[UUID, Hostname]:
    """The name of each of the orders that there are."""
    found: dict[UUID, Hostname] = {}
    for chunk in batched(tuple(order_ids), _AT_ONCE):
        rows = OrderRow.objects.filter(pk__in=chunk).values_list("pk", "hostname")
        found |= {order_id: Hostname(hostname) for order_id, hostname in rows}
    return found


def find_blocking(order_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the orders that hold, so that their names are refused."""
    found: set[UUID] = set()
    for chunk in batched(tuple(order_ids), _AT_ONCE):
        found |= set(OrderRow.objects.filter(pk__in=chunk, state__in=BLOCKING).values_list("pk", flat=True))
    return found


def find_blocked_names(hostnames: Iterable[str]) -> dict[Hostname, BlockedName]:
    """What the orders in force say of these names: those that an order refuses, by name."""
    rows: list[_Blocking] = []
    for chunk in batched(tuple(hostnames), _AT_ONCE):
        rows += _blocking_rows().filter(hostname__in=chunk)
    return {name.hostname: name for name in _blocked_names(rows)}


def known_orders(order_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the ids that are orders'."""
    return set(OrderRow.objects.filter(pk__in=tuple(order_ids)).values_list("pk", flat=True))


def find_covered(hostnames: Iterable[str]) -> set[str]:
    """Those of the names that an order in force for a name above refuses too."""
    above = {hostname: tuple(list_parents(hostname)) for hostname in hostnames}
    wide: set[str] = set()
    for chunk in batched(sorted({parent for parents in above.values() for parent in parents}), _AT_ONCE):
        rows = OrderRow.objects.filter(hostname__in=chunk, subdomains=True, state__in=BLOCKING)
        wide |= set(rows.values_list("hostname", flat=True))
    return {hostname for hostname, parents in above.items() if not wide.isdisjoint(parents)}


def list_blocked_below(hostnames: Collection[str]) -> tuple[Hostname, ...]:
    """The names below any of these that orders in force refuse, sorted."""
    wanted, below = set(hostnames), set[str]()
    for chunk in batched(sorted(set(map(last_labels, wanted))), _AT_ONCE):
        rows = OrderRow.objects.filter(last_labels__in=chunk, state__in=BLOCKING).values_list("hostname", flat=True)
        below |= {name for name in rows.iterator() if not wanted.isdisjoint(list_parents(name))}
    return tuple(map(Hostname, sorted(below)))


def list_blocked_names() -> tuple[BlockedName, ...]:
    """Every name that the orders in force refuse, sorted by name."""
    return tuple(sorted(_blocked_names(_blocking_rows().iterator()), key=lambda name: name.hostname))


# (id, name, whether what lies below it too, answer) of an order that holds, the oldest first: there may be a million.
_Blocking = tuple[UUID, str, bool, str]


def _blocking_rows() -> "QuerySet[OrderRow, _Blocking]":
    rows = OrderRow.objects.filter(state__in=BLOCKING).order_by("proposed_at", "id")
    return rows.values_list("id", "hostname", "subdomains", "answer")


def _blocked_names(rows: Iterable[_Blocking]) -> Iterator[BlockedName]:
    """Several orders for one name refuse what any of them refuses, and answer as the oldest does."""
    names: dict[str, BlockedName] = {}
    for order_id, hostname, subdomains, answer in rows:
        older = names.get(hostname)
        names[hostname] = BlockedName(
            hostname=Hostname(hostname),
            subdomains=subdomains or (older is not None and older.subdomains),
            answer=older.answer if older else answer,
            order_ids=(*older.order_ids, order_id) if older else (order_id,),
        )
    return iter(names.values())


def list_confirmed(*, viewer: Actor, site_id: UUID | None = None) -> tuple[UUID, ...]:
    """The orders that two people signed, oldest first, lapsed ones too: of one site or of all. None of a name that an
    order was revoked or is suspended for."""
    require(viewer, "orders.view")
    signed = SignatureRow.objects.filter(order=OuterRef("pk"), mandate=0, position=2)
    doubtful = OrderRow.objects.filter(site_id=OuterRef("site_id"), hostname=OuterRef("hostname"), state__in=_IN_DOUBT)
    rows = OrderRow.objects.filter(Exists(signed), ~Exists(doubtful), state__in=_CONFIRMED)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    return tuple(rows.order_by("proposed_at", "id").values_list("pk", flat=True))


def get_revision() -> tuple[int, datetime | None]:
    """How many acts there were on all orders, and when the latest was: the serial and the date of every list."""
    latest = ActRow.objects.aggregate(number=Count("id"), at=Max("at"))
    return latest["number"], latest["at"]


def read_stamp() -> object:
    """A value that changes with every act on any order: what was made of the orders may be kept until then."""
    return ActRow.objects.count(), ActRow.objects.order_by("-pk").values_list("pk", flat=True).first()


def count_acts(*, start: datetime, end: datetime) -> dict[tuple[str, str], dict[Act, int]]:
    """How often each act was done in the period, by (code, title) of the legal basis, sorted; for public figures.

    Of appeals the orders are counted that there were any against: a stranger who writes a hundred on one name shall not
    find them in a figure, and so that an order refuses it.
    """
    rows = ActRow.objects.filter(at__gte=start, at__lt=end).values_list(
        "order__legal_basis", "order__basis_title", "act"
    )
    grouped = rows.annotate(number=Count("id"), orders=Count("order", distinct=True))
    counts: dict[tuple[str, str], dict[Act, int]] = {}
    for code, title, act, number, orders in grouped.order_by("order__legal_basis", "order__basis_title"):
        counts.setdefault((code, title), {})[Act(act)] = orders if act == Act.APPEAL else number
    return counts


def list_terms(*, start: datetime, end: datetime) -> tuple[tuple[tuple[str, str], float], ...]:
    """((code, title) of the legal basis, days first signed for) of the orders that came into force in the period.

    A renewal changes none of them: what was published of a quarter that is over stays so.
    """
    first = ActRow.objects.filter(order=OuterRef("pk"), act__in=FIRST_ACTS).order_by("at", "id")
    rows = OrderRow.objects.filter(in_force_at__gte=start, in_force_at__lt=end)
    terms = rows.annotate(first_until=Coalesce(Subquery(first.values("until")[:1]), "asked_until"))
    return tuple(
        ((code, title), (until - since).total_seconds() / 86_400)
        for code, title, since, until in terms.values_list("legal_basis", "basis_title", "in_force_at", "first_until")
    )


def find_bases(order_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """(code, title) of each order's legal basis."""
    rows = OrderRow.objects.filter(pk__in=set(order_ids)).values_list("pk", "legal_basis", "basis_title")
    return {order_id: (code, title) for order_id, code, title in rows}


def list_held(*, ended_after: datetime) -> tuple[tuple[UUID, datetime], ...]:
    """(order, when it last began or ceased to hold) of every order that holds, or ended after that moment."""
    rows = OrderRow.objects.exclude(in_force_at=None).filter(Q(ended_at=None) | Q(ended_at__gt=ended_after))
    changed = rows.annotate(changed_at=_latest(tuple(CHANGES))).filter(changed_at__isnull=False)
    return tuple(changed.values_list("pk", "changed_at"))


def list_due(now: datetime) -> tuple[UUID, ...]:
    """Orders whose term or whose re-check date is over."""
    over = OrderRow.objects.filter(ended_at=None, expires_at__lte=now).values_list("pk", flat=True)
    unchecked = OrderRow.objects.filter(state=State.IN_FORCE, recheck_due_at__lte=now).values_list("pk", flat=True)
    return tuple(dict.fromkeys((*over, *unchecked)))


def get_standing(order_id: UUID) -> Standing:
    """Where the order stands in the table of its life. Raises OrderMissingError."""
    return standing_of(get_row(order_id))


def get_row(order_id: UUID) -> OrderRow:
    """The stage's own row. Raises OrderMissingError."""
    row = OrderRow.objects.filter(pk=order_id).first()
    if row is None:
        raise OrderMissingError(order=order_id)
    return row


def standing_of(row: OrderRow) -> Standing:
    """The state and the signatures of the mandate in force, and the latest first one of a renewal."""
    return standings_of([row])[row.id]


def standings_of(rows: Sequence[OrderRow]) -> dict[UUID, Standing]:
    """The standing of each, by a few questions."""
    signatures: dict[UUID, list[SignatureRow]] = {row.id: [] for row in rows}
    for chunk in batched(rows, 500):
        for item in SignatureRow.objects.filter(order__in=chunk).order_by("mandate", "position"):
            signatures[item.order_id].append(item)
    return {row.id: _standing(row, signatures[row.id]) for row in rows}


def _standing(row: OrderRow, signatures: Sequence[SignatureRow]) -> Standing:
    current = tuple(_signer(item) for item in signatures if item.mandate == row.mandate)
    renewal = [_signer(item) for item in signatures if item.mandate > row.mandate]
    return Standing(state=State(row.state), signers=current, renewal=renewal[-1] if renewal else None)


def signers_of(actor: Actor) -> tuple[Signer, ...]:
    """The actor in each of their roles, in a fixed order."""
    if actor.kind is not ActorKind.PERSON or actor.account_id is None:
        return ()
    return tuple(Signer(account_id=actor.account_id, role=role) for role in sorted(actor.roles))


def _latest(acts: tuple[Act, ...]) -> Subquery:
    """When one of `acts` was last done to an order."""
    done = ActRow.objects.filter(order=OuterRef("pk"), act__in=acts).order_by("-at", "-id")
    return Subquery(done.values("at")[:1])


def _signer(row: SignatureRow) -> Signer:
    return Signer(account_id=row.account_id, role=Role(row.role))


def _contracts(rows: Iterable[OrderRow]) -> tuple[Order, ...]:
    rows = list(rows)
    signatures: dict[UUID, list[Signature]] = {row.id: [] for row in rows}
    for item in SignatureRow.objects.filter(order__in=rows).order_by("mandate", "position"):
        signatures[item.order_id].append(
            Signature(item.mandate, item.position, item.account_id, item.signer, Role(item.role), item.signed_at)
        )
    acts: dict[UUID, list[OrderAct]] = {row.id: [] for row in rows}
    for act in ActRow.objects.filter(order__in=rows).order_by("at", "id"):
        role = Role(act.role) if act.role else None
        acts[act.order_id].append(OrderAct(Act(act.act), act.at, act.actor, role, act.reason))
    return tuple(_contract(row, signatures[row.id], acts[row.id]) for row in rows)


def _removal(kept: Mapping[str, str]) -> Removal:
    told, asked = (datetime.fromisoformat(kept[name]) if kept[name] else None for name in ("notified_at", "asked_at"))
    return Removal(notified_at=told, asked_at=asked, unreachable=kept["unreachable"])


def _contract(row: OrderRow, signatures: list[Signature], acts: list[OrderAct]) -> Order:
    return Order(
        id=row.id,
        case_id=row.case_id,
        site_id=row.site_id,
        hostname=Hostname(row.hostname),
        subdomains=row.subdomains,
        answer=row.answer,
        legal_basis=row.legal_basis,
        basis_title=row.basis_title,
        necessity=row.necessity,
        scope=row.scope,
        exhibits=tuple(UUID(text) for text in row.exhibits),
        removal=_removal(row.removal),
        state=State(row.state),
        proposed_at=row.proposed_at,
        expires_at=row.expires_at,
        in_force_at=row.in_force_at,
        recheck_due_at=row.recheck_due_at,
        ended_at=row.ended_at,
        mandate=row.mandate,
        refusals=reasons_from_json(row.refusals),
        set_aside=reasons_from_json(row.set_aside),
        signatures=tuple(signatures),
        acts=tuple(acts),
    )
