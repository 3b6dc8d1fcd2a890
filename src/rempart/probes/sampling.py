"""Which innocent names a probe asks for beside the target: controls, parents, neighbours, popular names."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.orders.contracts import Order
from rempart.orders.queries import find_refusing
from rempart.ports.naming import CoHosting, Resolver, ResolverUnavailableError
from rempart.ports.ordering import RuleBook
from rempart.probes.contracts import Question
from rempart.probes.observing import Asked, Target

_NEIGHBOURS = 5
_POPULAR = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where innocent names come from; None leaves a source out."""

    control_names: Sequence[str] = ()
    control: Resolver | None = None
    co_hosting: CoHosting | None = None
    rule_book: RuleBook | None = None


def choose_sample(order: Order, target: Target, surroundings: Surroundings) -> tuple[Asked, ...]:
    """The names, each once, in a fixed order; without those that an order in force refuses.

    Raises NotAHostnameError (a control name that is none), PassiveDnsUnreadableError, RulesUnreadableError.
    """
    lists = surroundings.rule_book.read().lists if surroundings.rule_book else None
    popular = lists.popular.sample(str(order.id), _POPULAR) if lists else ()
    found = [
        *((parse_hostname(name), Question.CONTROL) for name in surroundings.control_names),
        *((name, Question.PARENT) for name in _parents(order.hostname)),
        *((name, Question.NEIGHBOUR) for name in _neighbours(order, surroundings)),
        *((parse_hostname(name), Question.POPULAR) for name in popular),
    ]
    return tuple((name, question) for name, question in dict(reversed(found)).items() if not _is_refused(name, target))


def _parents(hostname: Hostname) -> tuple[Hostname, ...]:
    """The parents that have a dot themselves."""
    labels = hostname.split(".")
    return tuple(parse_hostname(".".join(labels[cut:])) for cut in range(1, len(labels) - 1))


def _neighbours(order: Order, surroundings: Surroundings) -> tuple[Hostname, ...]:
    """A few names on the target's addresses, chosen by hash so that two looks ask for the same ones."""
    if surroundings.control is None or surroundings.co_hosting is None:
        return ()
    try:
        answer = surroundings.control.resolve(order.hostname)
    except ResolverUnavailableError:
        return ()
    addresses = [record for record in answer.records if not record.endswith(".")]
    names = {name for address in addresses for name in surroundings.co_hosting.names_on(address)}
    return tuple(sorted(names, key=lambda name: sha256(f"{order.id} {name}".encode()).digest())[:_NEIGHBOURS])


def _is_refused(name: Hostname, target: Target) -> bool:
    """Whether the target's block covers the name, or another order does: then a refusal harms nobody."""
    if name == target.hostname or (target.subdomains and name.endswith(f".{target.hostname}")):
        return True
    return find_refusing(name) is not None
