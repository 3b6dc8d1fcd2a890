"""Signed updates against a real BIND, a subscriber that hears of them at once, and everything that can go wrong."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rempart.adapters.resolver import DnsResolver
from rempart.adapters.zone_update import SignedZone, TsigKey
from rempart.engines.zonefile import NameTooLongError
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.processes import LabFolder
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint, PublicationFailedError, ResolverUnavailableError, ZoneChange

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("zone-update")]

HOSTS = {"forum.example": ("127.0.0.9",), "www.forum.example": ("127.0.0.9",), "other.example": ("127.0.0.8",)}


@pytest.fixture(scope="module")
def folder() -> Iterator[LabFolder]:
    folder = LabFolder()
    yield folder
    folder.remove()


@pytest.fixture(scope="module")
def subscriber(folder: LabFolder) -> Resolver:
    return Resolver("subscriber", folder.make("unbound"))


@pytest.fixture(scope="module")
def primary(folder: LabFolder, subscriber: Resolver) -> Iterator[NameServer]:
    server = NameServer(folder.make("bind"), HOSTS, (subscriber.subscription,))
    subscriber.name_server = (server.address, server.port)
    with server, subscriber:
        yield server


@pytest.fixture
def key(primary: NameServer) -> TsigKey:
    return TsigKey(name=primary.publisher_key.name, secret=primary.publisher_key.secret)


@pytest.fixture
def zone(primary: NameServer, key: TsigKey) -> SignedZone:
    return SignedZone(Endpoint(primary.address, primary.port), POLICY_ZONE, key, SystemClock(), timeout_s=1.0)


def block(name: str, **other: object) -> ZoneChange:
    return replace(ZoneChange(hostname=parse_hostname(name), blocked=True), **other)  # type: ignore[arg-type]


def lift(name: str) -> ZoneChange:
    return ZoneChange(hostname=parse_hostname(name), blocked=False)


def await_code(resolver: DnsResolver, name: str, code: str) -> float:
    """Milliseconds until the resolver answers `code` for `name`."""
    started = time.perf_counter()
    while resolver.resolve(name).response_code != code:
        assert time.perf_counter() - started < 5, f"{name} never became {code}"
    return (time.perf_counter() - started) * 1000


def test_a_block_reaches_the_subscriber_and_is_lifted_again(zone: SignedZone, subscriber: Resolver) -> None:
    resolver = DnsResolver("subscriber", Endpoint(subscriber.address, subscriber.port))
    assert resolver.resolve("forum.example").records == ("127.0.0.9",)
    first = zone.apply([block("forum.example")])
    assert await_code(resolver, "forum.example", "NXDOMAIN") < 1000
    await_code(resolver, "www.forum.example", "NXDOMAIN")
    assert resolver.resolve("other.example").response_code == "NOERROR"
    second = zone.apply([lift("forum.example")])
    assert second.serial > first.serial
    assert await_code(resolver, "forum.example", "NOERROR") < 1000
    await_code(resolver, "www.forum.example", "NOERROR")


def test_saying_the_same_twice_changes_nothing(zone: SignedZone) -> None:
    first = zone.apply([block("twice.example")])
    assert zone.apply([block("twice.example")]).serial == first.serial
    zone.apply([lift("twice.example")])
    assert zone.apply([lift("never-there.example")]).zone == POLICY_ZONE


def test_the_zone_tells_what_it_refuses(zone: SignedZone) -> None:
    changes = (
        block("address.test", policy="192.0.2.80"),
        block("alone.test", subdomains=False),
        block("silent.test", policy="nodata"),
        block("whole.test"),
    )
    zone.apply(changes)
    assert zone.list_blocked() == changes
    zone.apply([lift(change.hostname) for change in changes])
    assert zone.list_blocked() == ()


def test_a_later_change_of_one_name_replaces_the_earlier_one(zone: SignedZone) -> None:
    zone.apply([block("changed.test"), block("changed.test", policy="nodata", subdomains=False)])
    assert zone.list_blocked() == (block("changed.test", policy="nodata", subdomains=False),)
    zone.apply([lift("changed.test")])


def test_two_thousand_names_go_in_one_call_and_come_back(zone: SignedZone) -> None:
    changes = [block(f"name-{number:04}.test") for number in range(2000)]
    zone.apply(changes)
    assert zone.list_blocked() == tuple(changes)
    zone.apply([lift(change.hostname) for change in changes])
    assert zone.list_blocked() == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"secret": "AAAA" * 11}, "BADSIG|NOTAUTH|signature"), ({"name": "stranger"}, "NOTAUTH|key")],
)
def test_a_wrong_key_is_refused_and_says_so(
    primary: NameServer, key: TsigKey, change: dict[str, str], problem: str
) -> None:
    wrong = SignedZone(Endpoint(primary.address, primary.port), POLICY_ZONE, replace(key, **change), SystemClock())
    with pytest.raises(PublicationFailedError, match=rf"(?i){problem}"):
        wrong.apply([block("forum.example")])
    with pytest.raises(PublicationFailedError):
        wrong.list_blocked()


def test_a_zone_that_the_primary_does_not_have_is_refused(primary: NameServer, key: TsigKey) -> None:
    other = SignedZone(Endpoint(primary.address, primary.port), "rpz.other.test", key, SystemClock())
    with pytest.raises(PublicationFailedError, match="NOTAUTH"):
        other.apply([block("forum.example")])


def test_a_primary_that_is_not_there_is_named_with_its_address(key: TsigKey) -> None:
    nobody = SignedZone(Endpoint("127.0.0.1", 9), POLICY_ZONE, key, SystemClock(), timeout_s=0.2)
    with pytest.raises(PublicationFailedError, match=r"127\.0\.0\.1@9"):
        nobody.apply([block("forum.example")])


def test_a_name_that_does_not_fit_is_refused_before_anything_is_sent(zone: SignedZone) -> None:
    long = ".".join(["a" * 60] * 4)
    with pytest.raises(NameTooLongError):
        zone.apply([block("fits.test"), block(long)])
    assert zone.list_blocked() == ()


def test_a_resolver_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(ResolverUnavailableError, match="nobody"):
        DnsResolver("nobody", Endpoint("127.0.0.1", 9), timeout_s=0.2).resolve("forum.example")
