"""Safeguards: which names an order may not block, whatever two people sign. Each answers with reasons in words.

Every one of them stands for an incident in which the innocent were blocked; the tests replay them under
invented names. A safeguard refuses, it does not warn. Which few a named role may set aside, with reasons that the
journal keeps, is the operator's policy (`SafeguardLists.settable_aside`); most are nobody's, whatever it says.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address

from rempart.engines.policy.lists import NameList, SafeguardLists
from rempart.kernel.actors import Role
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.hostname import Hostname
from rempart.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What is known of a name when an order is proposed; gathered from the outside before any signature counts.

    `co_hosted` maps each address of the name to the other names seen there, `homes_below` each name one label below it
    to the addresses seen there, `certificate_names` are the names that
    its certificate covers, `site_names` the names that the closed site had, `watched` those of every other site.
    """

    hostname: Hostname
    subdomains: bool = True
    co_hosted: Mapping[str, tuple[Hostname, ...]] = field(default_factory=dict)
    homes_below: Mapping[Hostname, frozenset[str]] = field(default_factory=dict)
    certificate_names: tuple[Hostname, ...] = ()
    site_names: frozenset[Hostname] = frozenset()
    watched: NameList = field(default_factory=NameList)
    evidence_at: datetime | None = None
    owner_changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands against an order, and what would have but was set aside."""

    refusals: tuple[Reason, ...]
    set_aside: tuple[Reason, ...] = ()


Safeguard = Callable[[NameFacts, SafeguardLists, datetime], Reason | None]

# What a policy may let somebody set aside. Not here, so nobody's whatever the policy says: public suffixes and
# registries, the never-block list, popular names, public institutions, own infrastructure, missing evidence.
MAY_BE_SETTABLE_ASIDE = frozenset(
    {
        "policy.shared_hosting",
        "policy.shared_network",
        "policy.shared_certificate",
        "policy.parent_of_watched",
        "policy.parent_of_strangers",
        "policy.owner_changed",
        "policy.stale_evidence",
    }
)
# Only whoever proposes an order can set something aside for it.
_PROPOSING = frozenset({Role.ANALYST, Role.LEGAL_OFFICER})


class SafeguardPolicyError(InputRejectedError):
    """The policy names a safeguard or a role that it cannot give this to."""

    code = "policy.safeguard_policy"
    template = "The policy on setting {safeguard} aside cannot be followed: {problem}. Correct [[orders.set_aside]]."


def read_settable_aside(policy: Iterable[tuple[str, Sequence[str]]]) -> dict[str, frozenset[Role]]:
    """The operator's policy (code of a safeguard, roles). Raises SafeguardPolicyError."""
    settable: dict[str, frozenset[Role]] = {}
    for code, names in policy:
        roles = {role for role in _PROPOSING if role.value in names}
        if code not in MAY_BE_SETTABLE_ASIDE:
            known = ", ".join(sorted(MAY_BE_SETTABLE_ASIDE))
            raise SafeguardPolicyError(safeguard=code, problem=f"it is nobody's to set aside; these can be: {known}")
        if code in settable:
            raise SafeguardPolicyError(safeguard=code, problem="it is named twice")
        if not roles or len(roles) != len(names):
            known = ", ".join(sorted(_PROPOSING))
            raise SafeguardPolicyError(safeguard=code, problem=f"name at least one of the roles that propose: {known}")
        settable[code] = frozenset(roles)
    return settable


# Registries keep these labels for the state and for schools, directly below the country.
_STATE_LABELS = frozenset({"gov", "gouv", "gob", "govt", "mil", "edu"})
_STATE_LABELS_UNDER_COUNTRY = frozenset({"go", "gv", "ac"})


def judge_name(
    facts: NameFacts,
    lists: SafeguardLists,
    now: datetime,
    set_aside: frozenset[str] = frozenset(),
    role: Role | None = None,
) -> Judgement:
    """Every reason against blocking the name; those in `set_aside` stand apart where `role` may set them aside."""
    found = [reason for safeguard in SAFEGUARDS if (reason := safeguard(facts, lists, now)) is not None]
    settable = {code for code, roles in lists.settable_aside.items() if role in roles}
    waived = set_aside & settable & MAY_BE_SETTABLE_ASIDE
    return Judgement(
        refusals=tuple(reason for reason in found if reason.code not in waived),
        set_aside=tuple(reason for reason in found if reason.code in waived),
    )


def judge_name_alone(facts: NameFacts, lists: SafeguardLists, now: datetime) -> tuple[Reason, ...]:
    """Every reason that the name alone gives, whatever is known of its address, evidence or owner; nobody's to set
    aside."""
    return tuple(reason for safeguard in _BY_NAME if (reason := safeguard(facts, lists, now)) is not None)


def refuse_public_suffix(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A name under which strangers register theirs (2011: 84,000 subdomains of a dynamic-DNS name)."""
    if lists.suffixes.is_suffix(facts.hostname):
        return Reason(
            code="policy.public_suffix",
            template="{name} is a public suffix: strangers hold the names below it.",
            values={"name": facts.hostname},
        )
    if lists.suffixes.is_above_suffix(facts.hostname):
        return Reason(
            code="policy.above_public_suffix",
            template="Below {name} lie public suffixes, and below those the names of strangers.",
            values={"name": facts.hostname},
        )
    return None


def refuse_never_block(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A name on the operator's never-block list, or one whose block would take such a name with it."""
    return _listed(facts, lists, lists.never_block, "policy.never_block", "the operator's never-block list")


def refuse_popular(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A very popular name, its parents and what belongs to it (2008, 2016 and 2024: an encyclopaedia, a search
    engine, a file service that stood on no list while its parent did)."""
    return _listed(facts, lists, lists.popular, "policy.popular", "the list of very popular names")


def refuse_institution(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """The state, its schools and its courts."""
    labels = facts.hostname.split(".")
    state = len(labels) >= 2 and labels[-2] in _STATE_LABELS
    country = len(labels) >= 3 and len(labels[-1]) == 2 and labels[-2] in _STATE_LABELS_UNDER_COUNTRY
    if state or country or labels[-1] in _STATE_LABELS:
        return Reason(
            code="policy.institution",
            template="{name} lies where registries keep names for public institutions.",
            values={"name": facts.hostname},
        )
    return _listed(facts, lists, lists.institutions, "policy.institution", "the list of public institutions")


def refuse_own(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """The operator's own names and addresses: an order must not be able to silence oversight or appeal."""
    reason = _listed(facts, lists, lists.own_names, "policy.own_infrastructure", "the operator's own names")
    if reason is not None:
        return reason
    for address in facts.co_hosted:
        if any(ip_address(address) in network for network in lists.own_networks):
            return Reason(
                code="policy.own_infrastructure",
                template="{name} points at the operator's own address {address}.",
                values={"name": facts.hostname, "address": address},
            )
    return None


def refuse_shared_hosting(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """An address that unrelated names live on (2013: up to 250,000 sites on one)."""
    for address, names in facts.co_hosted.items():
        strangers = _strangers(facts, lists, names)
        if len(strangers) >= lists.co_hosting_limit:
            return Reason(
                code="policy.shared_hosting",
                template="{count} unrelated names live on {address} beside {name}.",
                values={"count": str(len(strangers)), "address": address, "name": facts.hostname},
            )
    return None


def refuse_shared_network(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """An address of a content network (2022 and 2024: thousands of sites behind one order)."""
    for address in facts.co_hosted:
        for network in lists.shared_networks:
            if ip_address(address) in network:
                return Reason(
                    code="policy.shared_network",
                    template="{name} is served from {address}, which belongs to the content network {network}.",
                    values={"name": facts.hostname, "address": address, "network": str(network)},
                )
    return None


def refuse_shared_certificate(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A certificate that covers unrelated names: the same host serves them."""
    strangers = _strangers(facts, lists, facts.certificate_names)
    if len(strangers) < lists.co_hosting_limit:
        return None
    return Reason(
        code="policy.shared_certificate",
        template="The certificate of {name} covers {count} unrelated names.",
        values={"name": facts.hostname, "count": str(len(strangers))},
    )


def refuse_watched_parent(facts: NameFacts, _lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A parent of names that belong to other sites under watch: it is a place where sites live, not a site."""
    if not (facts.subdomains and facts.watched.has_below(facts.hostname)):
        return None
    return Reason(
        code="policy.parent_of_watched",
        template="Names of other sites on the watch list lie below {name}; order those names instead.",
        values={"name": facts.hostname},
    )


def refuse_parent_of_strangers(facts: NameFacts, lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A name under which many live at homes of their own (2011, 2014: dynamic-DNS names that stood on no list)."""
    if not facts.subdomains:
        return None
    own = frozenset(facts.co_hosted)
    elsewhere = [homes for homes in facts.homes_below.values() if homes and not homes & own]
    if min(len(elsewhere), len(frozenset().union(*elsewhere))) < lists.names_below_limit:
        return None
    return Reason(
        code="policy.parent_of_strangers",
        template="{count} names below {name} live on addresses of their own: strangers may hold them.",
        values={"name": facts.hostname, "count": str(len(elsewhere))},
    )


def refuse_owner_changed(facts: NameFacts, _lists: SafeguardLists, _now: datetime) -> Reason | None:
    """A name that changed owner since the evidence (2024: seized and dead names still blocked years later)."""
    if facts.owner_changed_at is None or facts.evidence_at is None or facts.owner_changed_at <= facts.evidence_at:
        return None
    return Reason(
        code="policy.owner_changed",
        template="{name} was registered anew on {day}, after the evidence was taken; capture it again.",
        values={"name": facts.hostname, "day": f"{facts.owner_changed_at:%Y-%m-%d}"},
    )


def refuse_stale_evidence(facts: NameFacts, lists: SafeguardLists, now: datetime) -> Reason | None:
    """No exhibit, or only old ones (2009: a dentist whose name had been another's once)."""
    if facts.evidence_at is None:
        return Reason(
            code="policy.no_evidence",
            template="No sealed exhibit of {name} is attached; capture it first.",
            values={"name": facts.hostname},
        )
    if now - facts.evidence_at <= lists.evidence_max_age:
        return None
    return Reason(
        code="policy.stale_evidence",
        template="The newest exhibit of {name} is {days} days old, {limit} are allowed; capture it again.",
        values={
            "name": facts.hostname,
            "days": str((now - facts.evidence_at).days),
            "limit": str(lists.evidence_max_age.days),
        },
    )


_BY_NAME: tuple[Safeguard, ...] = (
    refuse_public_suffix,
    refuse_never_block,
    refuse_popular,
    refuse_institution,
    refuse_own,
)
SAFEGUARDS: tuple[Safeguard, ...] = (
    *_BY_NAME,
    refuse_shared_hosting,
    refuse_shared_network,
    refuse_shared_certificate,
    refuse_watched_parent,
    refuse_parent_of_strangers,
    refuse_owner_changed,
    refuse_stale_evidence,
)


def _listed(facts: NameFacts, lists: SafeguardLists, names: NameList, code: str, title: str) -> Reason | None:
    """Listed itself, below a listed name of the same owner, or above a listed name."""
    covering = names.find_covering(facts.hostname, top=lists.suffixes.registrable(facts.hostname))
    if covering is not None:
        template = "{name} is on {title}." if covering == facts.hostname else "{name} belongs to {listed}: {title}."
        values = {"name": facts.hostname, "listed": covering, "title": title}
        return Reason(code=code, template=template, values=values)
    if facts.subdomains and names.has_below(facts.hostname):
        values = {"name": facts.hostname, "title": title}
        return Reason(code=code, template="A name below {name} is on {title}.", values=values)
    return None


def _strangers(facts: NameFacts, lists: SafeguardLists, names: tuple[Hostname, ...]) -> frozenset[str]:
    """The registrable names among `names` that are neither this name's nor the closed site's."""
    suffixes = lists.suffixes
    own = {suffixes.registrable(name) for name in (facts.hostname, *facts.site_names)}
    return frozenset(suffixes.registrable(name) for name in names) - own
