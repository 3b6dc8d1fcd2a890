"""Signed updates against a real BIND, a subscriber that hears of them at once, and everything that can go wrong."""

import contextlib
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace

import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.tsigkeyring
import dns.update
import pytest

from rempart.adapters.hot_and_cold import HotAndCold
from rempart.adapters.resolver import DnsResolver
from rempart.adapters.zone_update import SignedZone, TsigKey
from rempart.engines.zonefile import NameTooLongError, PolicyTriggerError
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.knot import KnotPrimary
from rempart.lab.processes import LabFolder
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint, PublicationFailedError, ResolverUnavailableError, ZoneChange
from tests.serving import serving
from tests.waiting import PATIENCE_S, await_that

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("zone-update")]

COLD_ZONE = "cold.rempart.test"
ZONES = (POLICY_ZONE, COLD_ZONE)
HOSTS = {"forum.example": ("127.0.0.9",), "www.forum.example": ("127.0.0.9",), "other.example": ("127.0.0.8",)}


@pytest.fixture(scope="module")
def folder() -> Iterator[LabFolder]:
    folder = LabFolder()
    yield folder
    folder.remove()


@dataclass
class Place:
    """One primary of both kinds, and an Unbound that subscribes to it."""

    primary: NameServer | KnotPrimary
    subscriber: Resolver

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint(self.primary.address, self.primary.port)

    @property
    def key(self) -> TsigKey:
        return TsigKey(name=self.primary.publisher_key.name, secret=self.primary.publisher_key.secret)

    def zone(self, name: str = POLICY_ZONE) -> SignedZone:
        notified = Endpoint(self.subscriber.address, self.subscriber.port)
        return SignedZone(self.endpoint, name, self.key, SystemClock(), timeout_s=PATIENCE_S, notify=[notified])


@pytest.fixture(scope="module", params=["bind", "knot"])
def place(request: pytest.FixtureRequest, folder: LabFolder) -> Iterator[Place]:
    kind: str = request.param
    subscriber = Resolver("subscriber", folder.make(f"unbound-{kind}"), policy_zones=ZONES)
    names = NameServer(folder.make(f"names-{kind}"), HOSTS, (subscriber.subscription,), policy_zones=ZONES)
    subscriber.name_server = (names.address, names.port)
    with names, contextlib.ExitStack() as running:
        primary: NameServer | KnotPrimary = names
        if kind == "knot":
            primary = running.enter_context(KnotPrimary(folder.make("knot"), ZONES, (subscriber.subscription,)))
        subscriber.policy_primary = (primary.address, primary.port)
        running.enter_context(subscriber)
        yield Place(primary, subscriber)


@pytest.fixture
def primary(place: Place) -> NameServer | KnotPrimary:
    return place.primary


@pytest.fixture
def subscriber(place: Place) -> Resolver:
    return place.subscriber


@pytest.fixture
def key(place: Place) -> TsigKey:
    return place.key


@pytest.fixture
def zone(place: Place) -> SignedZone:
    return place.zone()


def block(name: str, **other: object) -> ZoneChange:
    return replace(ZoneChange(hostname=parse_hostname(name), blocked=True), **other)  # type: ignore[arg-type]


def lift(name: str) -> ZoneChange:
    return ZoneChange(hostname=parse_hostname(name), blocked=False)


def await_code(resolver: DnsResolver, name: str, code: str) -> float:
    """Milliseconds until the resolver answers `code` for `name`."""
    started = time.perf_counter()
    await_that(lambda: resolver.resolve(name).response_code == code, f"{name} as {code}", pause_s=0.0)
    return (time.perf_counter() - started) * 1000


def test_a_block_reaches_the_subscriber_and_is_lifted_again(zone: SignedZone, subscriber: Resolver) -> None:
    resolver = DnsResolver("subscriber", Endpoint(subscriber.address, subscriber.port), timeout_s=PATIENCE_S / 4)
    assert resolver.resolve("forum.example").records == ("127.0.0.9",)
    blocked, lifted = [], []
    for _ in range(3):
        first = zone.apply([block("forum.example")])
        blocked.append(await_code(resolver, "forum.example", "NXDOMAIN"))
        await_code(resolver, "www.forum.example", "NXDOMAIN")
        assert resolver.resolve("other.example").response_code == "NOERROR"
        second = zone.apply([lift("forum.example")])
        assert second.serial > first.serial
        lifted.append(await_code(resolver, "forum.example", "NOERROR"))
        await_code(resolver, "www.forum.example", "NOERROR")
    assert min(blocked) < 1000  # a machine that is busy may be late once
    assert min(lifted) < 1000


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


def test_what_somebody_else_wrote_into_the_zone_is_told_as_it_stands(place: Place, zone: SignedZone) -> None:
    keyring = dns.tsigkeyring.from_text({place.key.name: place.key.secret})
    update = dns.update.UpdateMessage(
        POLICY_ZONE, keyring=keyring, keyname=dns.name.from_text(place.key.name), keyalgorithm=place.key.algorithm
    )
    update.add("doubled.test", 5, "A", "192.0.2.1", "192.0.2.2")
    update.add("passed.test", 5, "CNAME", "rpz-passthru.")
    update.add("*.below.test", 5, "CNAME", ".")
    dns.query.tcp(update, place.endpoint.address, timeout=PATIENCE_S, port=place.endpoint.port)
    doubled, (below, passed) = zone.list_blocked()[1], zone.list_blocked()[::2]
    assert doubled.hostname == "doubled.test"
    assert sorted(doubled.policy.split()) == ["192.0.2.1", "192.0.2.2"]
    assert (passed.hostname, passed.policy, passed.subdomains) == ("passed.test", "CNAME rpz-passthru.", False)
    assert (below.hostname, below.policy, below.subdomains) == ("below.test", "nothing and below nxdomain", True)
    zone.apply([lift(name) for name in ("doubled.test", "passed.test", "below.test")])
    assert zone.list_blocked() == ()


def test_names_as_long_as_they_come_fit_into_messages_whatever_their_number(zone: SignedZone) -> None:
    ends = f"{'b' * 60}.{'c' * 60}.{'d' * 50}.test"
    changes = [block(f"name-{number:03}-{'a' * 40}.{number:03}{ends}") for number in range(500)]
    zone.apply(changes)
    assert set(zone.list_blocked()) == set(changes)
    zone.apply([lift(change.hostname) for change in changes])
    assert zone.list_blocked() == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"secret": "AAAA" * 11}, "BADSIG|NOTAUTH|signature"), ({"name": "stranger"}, "NOTAUTH|key")],
)
def test_a_wrong_key_is_refused_and_says_so(
    primary: NameServer | KnotPrimary, key: TsigKey, change: dict[str, str], problem: str
) -> None:
    wrong = SignedZone(
        Endpoint(primary.address, primary.port),
        POLICY_ZONE,
        replace(key, **change),
        SystemClock(),
        timeout_s=PATIENCE_S,
    )
    with pytest.raises(PublicationFailedError, match=rf"(?i){problem}"):
        wrong.apply([block("forum.example")])
    with pytest.raises(PublicationFailedError):
        wrong.list_blocked()


def test_a_zone_that_the_primary_does_not_have_is_refused(primary: NameServer | KnotPrimary, key: TsigKey) -> None:
    other = SignedZone(
        Endpoint(primary.address, primary.port), "rpz.other.test", key, SystemClock(), timeout_s=PATIENCE_S
    )
    with pytest.raises(PublicationFailedError, match=r"NOTAUTH|TSIG"):
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


def test_a_clock_that_is_an_hour_off_is_named_as_the_reason(zone: SignedZone, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time
    monkeypatch.setattr("dns.renderer.time", SimpleNamespace(time=lambda: now() - 3600))
    monkeypatch.setattr("dns.message.time", SimpleNamespace(time=lambda: now() - 3600))
    with pytest.raises(PublicationFailedError, match="clock and ours"):
        zone.apply([block("forum.example")])
    with pytest.raises(PublicationFailedError, match="clock and ours"):
        zone.list_blocked()


@pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED", "NOTIMP"])
def test_a_primary_that_signs_its_failure_is_quoted(key: TsigKey, code: str) -> None:
    with signing_primary(key, code) as endpoint:
        failing = SignedZone(endpoint, POLICY_ZONE, key, SystemClock(), timeout_s=PATIENCE_S)
        for act in (
            lambda: failing.apply([block("forum.example")]),
            lambda: failing.holds(block("forum.example")),
            failing.list_blocked,
        ):
            with pytest.raises(PublicationFailedError, match=code):
                act()


def test_a_trigger_that_somebody_put_into_the_zone_is_found_and_taken_out(place: Place, zone: SignedZone) -> None:
    """It refuses a whole network; no order can mean it, and `lists check` mends it."""
    trigger = "24.0.113.0.203.rpz-ip"
    with pytest.raises(PolicyTriggerError):
        zone.apply([block(trigger)])
    keys = dns.tsigkeyring.from_text({place.key.name: place.key.secret})
    foreign = dns.update.UpdateMessage(POLICY_ZONE, keyring=keys, keyname=dns.name.from_text(place.key.name))
    foreign.add(trigger, 5, "CNAME", ".")
    answer = dns.query.udp(foreign, place.endpoint.address, port=place.endpoint.port, timeout=PATIENCE_S)
    assert answer.rcode() == dns.rcode.NOERROR
    assert [change.hostname for change in zone.list_blocked()] == [trigger]
    zone.apply([lift(trigger)])
    assert zone.list_blocked() == ()


@pytest.mark.parametrize(("code", "problem"), [(None, "no answer within"), (2, "TSIG"), (0, "TSIG")])
def test_a_primary_that_is_silent_or_answers_unsigned_is_not_believed(
    key: TsigKey, code: int | None, problem: str
) -> None:
    with failing_primary(code) as endpoint:
        patience_s = 0.2 if code is None else PATIENCE_S
        failing = SignedZone(endpoint, POLICY_ZONE, key, SystemClock(), timeout_s=patience_s)
        with pytest.raises(PublicationFailedError, match=problem):
            failing.apply([block("forum.example")])


@contextlib.contextmanager
def signing_primary(key: TsigKey, code: str) -> Iterator[Endpoint]:
    """A server that knows the key and answers everything with the code, signed; over UDP and TCP."""
    keys = dns.tsigkeyring.from_text({key.name: key.secret})

    def reply(raw: bytes) -> bytes:
        response = dns.message.make_response(dns.message.from_wire(raw, keyring=keys))
        response.set_rcode(dns.rcode.from_text(code))
        return response.to_wire()

    class Datagrams(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            raw, answering = self.request
            answering.sendto(reply(raw), self.client_address)

    class Streams(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            answer = reply(self.rfile.read(int.from_bytes(self.rfile.read(2), "big")))
            self.wfile.write(len(answer).to_bytes(2, "big") + answer)

    with contextlib.ExitStack() as running:
        streams, datagrams = on_one_port(Streams, Datagrams)
        for server in (streams, datagrams):
            running.enter_context(serving(server))
        yield Endpoint("127.0.0.1", datagrams.server_address[1])


def on_one_port(
    streams: type[socketserver.BaseRequestHandler], datagrams: type[socketserver.BaseRequestHandler]
) -> tuple[socketserver.TCPServer, socketserver.UDPServer]:
    """Two servers on one port; a number that is free for one may be taken for the other by anybody, so try others."""
    for _ in range(50):
        tcp = socketserver.TCPServer(("127.0.0.1", 0), streams)
        try:
            return tcp, socketserver.UDPServer(tcp.server_address[:2], datagrams)
        except OSError:
            tcp.server_close()
    raise AssertionError("fifty ports were tried, none was free for both")


@contextlib.contextmanager
def failing_primary(code: int | None) -> Iterator[Endpoint]:
    """A server that answers everything with the code, unsigned as a failing one does; None: never."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    query, sender = server.recvfrom(65535)
                    if query == b"end":
                        return
                    if code is not None:
                        server.sendto(query[:2] + bytes([0xA8, code]) + bytes(8), sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield Endpoint(*server.getsockname())
        finally:
            server.sendto(b"end", server.getsockname())
            thread.join()


def test_what_is_older_moves_to_the_mass_and_is_refused_all_the_while(place: Place, subscriber: Resolver) -> None:
    hot, cold = place.zone(), place.zone(COLD_ZONE)
    both = HotAndCold(hot, cold)
    resolver = DnsResolver("subscriber", Endpoint(subscriber.address, subscriber.port), timeout_s=PATIENCE_S / 4)
    names = [parse_hostname(f"name-{number}.test") for number in range(3)]
    both.apply([block("forum.example"), *(block(name) for name in names)])
    await_code(resolver, "forum.example", "NXDOMAIN")
    older = [parse_hostname("forum.example"), names[0]]
    assert both.settle(older) == 0
    assert len(hot.list_blocked()) == 4
    assert [change.hostname for change in cold.list_blocked()] == sorted(older)
    assert both.settle(older) == 2
    assert [change.hostname for change in hot.list_blocked()] == names[1:]
    assert [change.hostname for change in both.list_blocked()] == sorted((older[0], *names))
    assert both.settle(older) == 0
    assert resolver.resolve("forum.example").response_code == "NXDOMAIN"
    both.apply([lift("forum.example")])
    await_code(resolver, "forum.example", "NOERROR")
    both.apply([lift(name) for name in names])
    assert both.list_blocked() == ()


def test_a_name_of_the_mass_is_narrowed_in_both_zones(place: Place) -> None:
    both = HotAndCold(place.zone(), place.zone(COLD_ZONE))
    both.apply([block("wide.test")])
    both.settle([parse_hostname("wide.test")])
    both.settle([parse_hostname("wide.test")])
    narrow = block("wide.test", subdomains=False, policy="nodata")
    both.apply([narrow])
    assert both.list_blocked() == (narrow,)
    both.apply([lift("wide.test")])
    assert both.list_blocked() == ()
