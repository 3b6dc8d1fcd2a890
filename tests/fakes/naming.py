"""The ports to the DNS without a network: answers, zones and neighbours out of dictionaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rempart.config_orders import OrdersConfig
from rempart.engines.policy import LegalBasis, SafeguardLists, Suffixes, read_settable_aside
from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.ports.naming import (
    Answer,
    Endpoint,
    PublicationFailedError,
    ResolverUnavailableError,
    ZoneChange,
    ZoneReceipt,
)
from rempart.ports.ordering import OrderRules

BASIS = LegalBasis(code="fr-lcen-6-1", text="LCEN", article="6-1", country="FR", emergency=True)
NO_SUFFIXES = Suffixes(("example", "test"))


@dataclass
class FakeZone:
    """A `ZonePublisher` that is always at once; `failing` makes it refuse."""

    zone: str = "rpz.rempart.test"
    serial: int = 1
    blocked: dict[str, ZoneChange] = field(default_factory=dict)
    failing: bool = False
    updates: int = 0

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        if self.failing:
            raise PublicationFailedError(zone=self.zone, primary="127.0.0.1@53", problem="SERVFAIL")
        self.updates += 1
        before = dict(self.blocked)
        for change in changes:
            self.blocked.pop(change.hostname, None)
            if change.blocked:
                self.blocked[change.hostname] = change
        self.serial += before != self.blocked
        return ZoneReceipt(zone=self.zone, serial=self.serial, applied_at=datetime(2026, 4, 14, 9, 31, tzinfo=UTC))

    def settle(self, older: Sequence[Hostname]) -> int:
        return len(older)

    def list_blocked(self) -> tuple[ZoneChange, ...]:
        if self.failing:
            raise PublicationFailedError(zone=self.zone, primary="127.0.0.1@53", problem="SERVFAIL")
        return tuple(self.blocked[name] for name in sorted(self.blocked))


@dataclass
class FakeResolver:
    """A `Resolver` over a table of addresses; with a `zone` it refuses what the zone says, as RPZ does."""

    label: str = "resolver"
    hosts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    zone: FakeZone | None = None
    also_refused: frozenset[str] = frozenset()
    available: bool = True
    endpoint: Endpoint = field(default_factory=lambda: Endpoint("127.0.0.1", 53))

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        if not self.available:
            raise ResolverUnavailableError(resolver=self.label, name=name, problem="no answer within 2 s")
        records: tuple[str, ...] = ()
        if change := self._refused(name):
            if change.policy not in ("nxdomain", "nodata"):
                records = (change.policy,)
            return Answer(name, record_type, "NXDOMAIN" if change.policy == "nxdomain" else "NOERROR", records, 0.1)
        if record_type == "A":
            records = tuple(self.hosts.get(name, ()))
        known = name in self.hosts and name not in self.also_refused
        return Answer(name, record_type, "NOERROR" if known else "NXDOMAIN", records if known else (), 0.1)

    def _refused(self, name: str) -> ZoneChange | None:
        if self.zone is None:
            return None
        exact = self.zone.blocked.get(name)
        parents = (change for host, change in self.zone.blocked.items() if name.endswith(f".{host}"))
        return exact or next((change for change in parents if change.subdomains), None)


@dataclass
class FakeCoHosting:
    """`CoHosting` over a table of neighbours."""

    neighbours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    below: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def names_on(self, address: str) -> tuple[Hostname, ...]:
        return tuple(sorted(parse_hostname(name) for name in self.neighbours.get(address, ())))

    def homes_below(self, hostname: str) -> Mapping[Hostname, frozenset[str]]:
        below = self.below.get(hostname, {})
        return {parse_hostname(name): frozenset({address}) for name, address in below.items()}


# What the configuration lets somebody set aside where it says nothing.
SHIPPED = read_settable_aside((one.safeguard, one.roles) for one in OrdersConfig().set_aside)


@dataclass
class FakeRuleBook:
    """A `RuleBook` with one legal basis unless told otherwise."""

    bases: Sequence[LegalBasis] = (BASIS,)
    lists: SafeguardLists = field(default_factory=lambda: SafeguardLists(suffixes=NO_SUFFIXES, settable_aside=SHIPPED))
    zone: str = "rpz.rempart.test"
    answer: str = "nxdomain"
    lift_overblocking: bool = False
    brake_per_hour: int | None = None
    agents_follow: bool = False

    def read(self) -> OrderRules:
        bases = {basis.code: basis for basis in self.bases}
        limits = self.lift_overblocking, self.brake_per_hour, self.agents_follow
        return OrderRules(bases, self.lists, self.zone, self.answer, *limits)
