"""Gather what is known of a name, before any signature counts, and judge it by the safeguards.

`judge_proposal` asks the outside (a resolver, passive DNS, a registry) and therefore runs before the transaction;
`judge_again` asks nothing outside and runs within it, under the order's lock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q

from rempart.captures.queries import get_exhibit, list_certificate_names
from rempart.cases.contracts import Case, ItemKind
from rempart.engines.policy import (
    Act,
    Judgement,
    NameFacts,
    NameList,
    check_removal,
    judge_name,
    judge_name_alone,
    list_parents,
    refuse_stale_evidence,
)
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.kernel.reasons import Reason, reasons_from_json
from rempart.orders.contracts import Proposal
from rempart.orders.errors import ForeignExhibitError, NoControlError
from rempart.orders.models import ActRow, OrderRow, SignatureRow, last_labels
from rempart.ports import Ports
from rempart.ports.naming import CoHosting, Resolver
from rempart.ports.ordering import OrderRules, RuleBook
from rempart.ports.registration import RegistrationLookup
from rempart.watchlist.queries import list_sites

_ADDRESS_TYPES = ("A", "AAAA")


# The names that an exhibit's certificate covers.
CertificateReader = Callable[[UUID], tuple[Hostname, ...]]


def certificate_reader(ports: Ports, viewer: Actor) -> CertificateReader:
    """Reads the certificates of exhibits as `viewer` may."""
    return partial(list_certificate_names, exhibit_format=ports.exhibit_format, store=ports.exhibits, viewer=viewer)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a proposal is judged by: the operator's rules, a resolver without the list, passive DNS, registries."""

    rule_book: RuleBook
    resolver: Resolver | None
    co_hosting: CoHosting
    registrations: RegistrationLookup | None = None
    certificates: CertificateReader | None = None


def outside_of(ports: Ports, viewer: Actor) -> Outside:
    """What an installation judges by; certificates are read as `viewer` may."""
    return Outside(
        ports.rule_book, ports.control, ports.co_hosting, ports.registrations, certificate_reader(ports, viewer)
    )


def judge_proposal(
    proposal: Proposal, case: Case, outside: Outside, rules: OrderRules, *, actor: Actor, role: Role, now: datetime
) -> Judgement:
    """Every reason against the order; `rules` are those that were read of `outside`.

    Raises NoControlError, ResolverUnavailableError, PassiveDnsUnreadableError and RegistrationUnavailableError: what
    cannot be looked up is not waved through.
    """
    facts = _gather(proposal, case, outside, rules, actor)
    judgement = judge_name(facts, rules.lists, now, frozenset(proposal.set_aside), role)
    too_early = check_removal(rules.bases[proposal.legal_basis], proposal.removal, now)
    if too_early is None:
        return judgement
    return Judgement(refusals=(*judgement.refusals, too_early), set_aside=judgement.set_aside)


def judge_again(row: OrderRow, rules: OrderRules, now: datetime, *, renewed: bool = False) -> Reason | None:
    """What stands against a second signature now: the lists of today, and evidence that grew old while it waited.

    Without a look outside. What was set aside stays so: the second signer reads it on the order's page. A renewal
    rests on a re-check, not on the exhibits of the beginning. None where nothing does.
    """
    hostname = Hostname(row.hostname)
    facts = NameFacts(hostname=hostname, subdomains=row.subdomains)
    waived = frozenset(reason.code for reason in reasons_from_json(row.set_aside))
    by_name = next(iter(judge_name_alone(facts, rules.lists, now)), None)
    if by_name is not None or renewed or "policy.stale_evidence" in waived:
        return by_name
    evidence_at = _evidence_at(map(UUID, row.exhibits), hostname, rules, SYSTEM)
    return refuse_stale_evidence(replace(facts, evidence_at=evidence_at), rules.lists, now)


def find_lone_emergency(hostname: Hostname) -> Reason | None:
    """Why one signature is not enough for the name again: an emergency order on it, or on a name above or below it,
    was never confirmed. None where there was none."""
    below = Q(last_labels=last_labels(hostname), hostname__endswith=f".{hostname}")
    related = Q(hostname__in=[hostname, *list_parents(hostname)]) | below
    alone = OrderRow.objects.filter(related, pk__in=ActRow.objects.filter(act=Act.ORDER_EMERGENCY).values("order_id"))
    alone = alone.exclude(pk__in=SignatureRow.objects.filter(mandate=0, position=2).values("order_id"))
    found = alone.order_by("-proposed_at", "-id").first()
    if found is None:
        return None
    return Reason(
        code="policy.emergency_again",
        template="The emergency order on {name} of {day} was never confirmed; another one needs two signatures.",
        values={"name": found.hostname, "day": f"{found.proposed_at:%Y-%m-%d}"},
    )


def check_exhibits(proposal: Proposal, case: Case) -> None:
    """Raises ForeignExhibitError where an exhibit is not the case's own."""
    own = frozenset(case.ids_of(ItemKind.EXHIBIT))
    for exhibit in proposal.exhibits:
        if exhibit not in own:
            raise ForeignExhibitError(exhibit=exhibit, case=case.id)


def _gather(proposal: Proposal, case: Case, outside: Outside, rules: OrderRules, actor: Actor) -> NameFacts:
    hostname = parse_hostname(proposal.hostname)
    sites = list_sites(viewer=actor)
    own = frozenset(parse_hostname(name.hostname) for site in sites if site.id == case.site_id for name in site.names)
    others = NameList(name.hostname for site in sites if site.id != case.site_id for name in site.names)
    return NameFacts(
        hostname=hostname,
        subdomains=proposal.subdomains,
        co_hosted=_neighbours(hostname, outside),
        homes_below=outside.co_hosting.homes_below(hostname),
        certificate_names=_certificate_names(proposal, outside),
        site_names=own,
        watched=others,
        evidence_at=_evidence_at(proposal.exhibits, hostname, rules, actor),
        owner_changed_at=_owner_changed_at(proposal, hostname, outside),
    )


def _neighbours(hostname: Hostname, outside: Outside) -> Mapping[str, tuple[Hostname, ...]]:
    """The other names on each address of the name; aliases, which end in a dot, are followed by the resolver.

    Raises NoControlError, ResolverUnavailableError.
    """
    if outside.resolver is None:
        raise NoControlError(hostname=hostname)
    answers = [outside.resolver.resolve(hostname, record_type) for record_type in _ADDRESS_TYPES]
    addresses = sorted({record for answer in answers for record in answer.records if not record.endswith(".")})
    return {
        address: tuple(name for name in outside.co_hosting.names_on(address) if name != hostname)
        for address in addresses
    }


def _certificate_names(proposal: Proposal, outside: Outside) -> tuple[Hostname, ...]:
    """What the certificates cover that the attached exhibits were shown."""
    if outside.certificates is None:
        return ()
    found = (name for exhibit_id in proposal.exhibits for name in outside.certificates(exhibit_id))
    return tuple(dict.fromkeys(found))


def _owner_changed_at(proposal: Proposal, hostname: Hostname, outside: Outside) -> datetime | None:
    """When the name last got a new owner: what the proposer knows, and the day of its registration."""
    found = outside.registrations.look_up(hostname) if outside.registrations is not None else None
    registered_at = found.registered_at if found is not None else None
    return max((at for at in (proposal.owner_changed_at, registered_at) if at is not None), default=None)


def _evidence_at(attached: Iterable[UUID], hostname: Hostname, rules: OrderRules, actor: Actor) -> datetime | None:
    """When the newest attached exhibit was captured that is sealed, shows a page, and is of this very owner's name."""
    exhibits = [get_exhibit(exhibit_id, viewer=actor) for exhibit_id in attached]
    return max(
        (
            exhibit.captured_at
            for exhibit in exhibits
            if exhibit.seal
            and exhibit.reached
            and rules.lists.are_related(hostname, [parse_hostname(exhibit.hostname)])
        ),
        default=None,
    )
