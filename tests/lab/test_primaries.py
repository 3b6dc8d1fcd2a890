"""A real BIND and a real Knot with the printed configuration: each subscriber gets its own zones, and no other's."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, socket

import dns.exception
import dns.message
import dns.name
import dns.opcode
import dns.query
import dns.rcode
import dns.rdatatype
import dns.tsigkeyring
import dns.xfr
import pytest
from typer.testing import CliRunner

from rempart.adapters.hot_and_cold import HotAndCold
from rempart.adapters.zone_update import SignedZone, TsigKey
from rempart.cli import build_app
from rempart.engines.zonefile.recipes import UnknownRecipeError
from rempart.engines.zonefile.serving import Serving, ZoneSubscriber, primary_recipe
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import new_key
from rempart.lab.certificates import Authority
from rempart.lab.knot import KNOTD
from rempart.lab.processes import NAMED, Child, LabFolder, Program, copy_program, free_port
from rempart.ports.naming import Endpoint, ZoneChange
from tests.waiting import PATIENCE_S

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("primaries")]

HOT, COLD, OTHER = "hot.rempart.test", "cold.rempart.test", "elsewhere.rempart.test"
BIND_OPTIONS = """options {{
  directory "{folder}"; pid-file none; session-keyfile "{folder}/session.key"; managed-keys-directory "{folder}";
  listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; recursion no; dnssec-validation no;
  {more}
}};
controls {{ }};
"""


@dataclass
class Standing:
    """A primary that runs, and what it was configured with."""

    serving: Serving
    port: int

    def zone(self, name: str) -> SignedZone:
        key = TsigKey(self.serving.publisher, self.serving.publisher_secret)
        return SignedZone(Endpoint("127.0.0.1", self.port), name, key, SystemClock(), timeout_s=PATIENCE_S)

    def fetch(self, zone: str, name: str, secret: str) -> int:
        """How many records that key gets of the zone. Raises DNSException."""
        keys = dns.tsigkeyring.from_text({name: secret})
        messages = dns.query.xfr("127.0.0.1", zone, port=self.port, keyring=keys, keyname=name, timeout=PATIENCE_S)
        return sum(len(message.answer) for message in messages)


_EMPTY = "$ORIGIN {zone}.\n$TTL 5\n@ SOA localhost. hostmaster 1 60 10 86400 5\n@ NS localhost.\n"


def serving(folder: Path, **other: object) -> Serving:
    subscribers = (
        ZoneSubscriber("north", "127.0.0.1", free_port(), new_key("north").secret, (HOT, COLD)),
        ZoneSubscriber("south", "127.0.0.1", free_port(), new_key("south").secret, (OTHER,)),
    )
    whole = Serving("rempart", new_key("rempart").secret, subscribers, str(folder), **other)  # type: ignore[arg-type]
    for zone in whole.zones:
        (folder / f"{zone}.zone").write_text(_EMPTY.format(zone=zone))  # both programs want a file to begin with
    return whole


@contextmanager
def running(
    program: Program,
    arguments: Callable[[Path], list[str | Path]],
    folder: Path,
    port: int,
    given: Serving | None = None,
) -> Iterator[None]:
    """The program, once it has every zone of `given`: it answers before it has loaded them, with SERVFAIL."""
    child = Child.start(program.name, [copy_program(program, folder), *arguments(folder)], folder)

    def answers() -> bool:
        try:
            for zone in given.zones if given else (HOT,):
                query = dns.message.make_query(zone, "SOA")
                if given:
                    keys = dns.tsigkeyring.from_text({given.publisher: given.publisher_secret})
                    query.use_tsig(keys, keyname=dns.name.from_text(given.publisher))
                answer = dns.query.udp(query, "127.0.0.1", timeout=0.3, port=port)
                if given and not answer.answer:
                    return False
        except (dns.exception.DNSException, OSError):
            return False
        return True

    child.await_ready(answers)
    try:
        yield
    finally:
        child.end()


def bind(folder: Path, port: int, given: Serving, more: str = "", recipe: str = "bind") -> Path:
    path = folder / "named.conf"
    path.write_text(BIND_OPTIONS.format(folder=folder, port=port, more=more) + primary_recipe(recipe, given))
    return path


def knot(folder: Path, port: int, given: Serving) -> Path:
    path = folder / "knot.conf"
    head = f'server:\n  rundir: "{folder}"\n  listen: 127.0.0.1@{port}\ndatabase:\n  storage: "{folder}"\n'
    head += "  journal-db-max-size: 200M\n"
    path.write_text(head + primary_recipe("knot", given))
    return path


@pytest.fixture(params=["bind", "bind-views", "knot"])
def primary(request: pytest.FixtureRequest) -> Iterator[Standing]:
    lab = LabFolder()
    folder, port = lab.make("primary"), free_port("127.0.0.1")
    given = serving(folder)
    if request.param.startswith("bind"):
        path = bind(folder, port, given, recipe=request.param)
        ways: tuple[Program, Callable[[Path], list[str | Path]]] = (NAMED, lambda _folder: ["-f", "-c", path])
    else:
        path = knot(folder, port, given)
        ways = (KNOTD, lambda _folder: ["-c", path])
    with running(*ways, folder, port, given):
        yield Standing(given, port)
    lab.remove()


def test_each_subscriber_gets_its_own_zones_and_is_refused_every_other(primary: Standing) -> None:
    both = HotAndCold(primary.zone(HOT), primary.zone(COLD))
    both.apply([ZoneChange(parse_hostname("forum.example"), blocked=True)])
    assert [change.hostname for change in both.list_blocked()] == ["forum.example"]
    north, south = primary.serving.subscribers
    assert primary.fetch(HOT, north.name, north.secret) >= 4
    assert primary.fetch(OTHER, south.name, south.secret) >= 2
    for zone, name, secret in (
        (HOT, south.name, south.secret),
        (OTHER, north.name, north.secret),
        (HOT, north.name, south.secret),
        (HOT, "stranger", south.secret),
    ):
        with pytest.raises((dns.exception.DNSException, EOFError)):
            primary.fetch(zone, name, secret)


def test_a_subscriber_cannot_change_a_zone_with_its_key(primary: Standing) -> None:
    north = primary.serving.subscribers[0]
    from rempart.ports.naming import PublicationFailedError

    stolen = SignedZone(
        Endpoint("127.0.0.1", primary.port), HOT, TsigKey(north.name, north.secret), SystemClock(), timeout_s=PATIENCE_S
    )
    with pytest.raises(PublicationFailedError):
        stolen.apply([ZoneChange(parse_hostname("forum.example"), blocked=True)])


@pytest.mark.parametrize("recipe", ["bind", "bind-views"])
def test_a_subscriber_without_a_key_is_known_by_its_address_and_told_of_changes(recipe: str) -> None:
    """In a view of its own the others' zones do not exist, not even for a question about their serial."""
    lab = LabFolder()
    folder, port = lab.make("primary"), free_port("127.0.0.1")
    whole = serving(folder)
    north, south = whole.subscribers
    unbound = replace(south, by_address=True)
    given = replace(whole, subscribers=(north, unbound))
    path = bind(folder, port, given, recipe=recipe)
    with (
        running(NAMED, lambda _folder: ["-f", "-c", path], folder, port, given),
        socket(AF_INET, SOCK_DGRAM) as listening,
    ):
        listening.bind((unbound.address, unbound.port))
        listening.settimeout(PATIENCE_S)
        Standing(given, port).zone(OTHER).apply([ZoneChange(parse_hostname("forum.example"), blocked=True)])
        told = dns.message.from_wire(listening.recv(4096), ignore_trailing=True)
        assert (told.opcode(), str(told.question[0].name)) == (dns.opcode.NOTIFY, f"{OTHER}.")
        records = dns.query.xfr("127.0.0.1", OTHER, port=port, timeout=PATIENCE_S)
        assert sum(len(message.answer) for message in records) >= 4
        asked = dns.query.udp(dns.message.make_query(HOT, "SOA"), "127.0.0.1", timeout=PATIENCE_S, port=port)
        assert (asked.rcode(), asked.answer) == (dns.rcode.REFUSED, [])
    lab.remove()


def test_in_its_view_a_key_is_refused_even_the_serial_of_another_s_zone() -> None:
    lab = LabFolder()
    folder, port = lab.make("primary"), free_port("127.0.0.1")
    given = serving(folder)
    path = bind(folder, port, given, recipe="bind-views")
    with running(NAMED, lambda _folder: ["-f", "-c", path], folder, port, given):
        for zone in (HOT, COLD, OTHER):
            codes = {}
            for one in given.subscribers:
                query = dns.message.make_query(zone, "SOA")
                query.use_tsig(dns.tsigkeyring.from_text({one.name: one.secret}), keyname=dns.name.from_text(one.name))
                answer = dns.query.udp(query, "127.0.0.1", timeout=PATIENCE_S, port=port)
                codes[one.name] = (dns.rcode.to_text(answer.rcode()), zone in one.zones)
            assert {(code, own) for code, own in codes.values()} == {("NOERROR", True), ("REFUSED", False)}
    lab.remove()


def test_bind_hands_a_zone_to_bind_over_tls_whose_certificate_is_checked(tmp_path: Path) -> None:
    """RFC 9103 with the authority pinned at the subscriber; another authority's primary is not believed."""
    lab = LabFolder()
    folder, port, tls_port = lab.make("primary"), free_port("127.0.0.1"), free_port("127.0.0.1")
    authority, stranger = Authority(folder), Authority(folder, "stranger")
    issued = authority.issue("hub")
    given = serving(folder, tls=(str(issued.certificate), str(issued.key)), tls_address="127.0.0.1", tls_port=tls_port)
    path = bind(folder, port, given, more=f"listen-on port {tls_port} tls rempart {{ 127.0.0.1; }};")
    for file in folder.iterdir():
        file.chmod(0o644)
    north = given.subscribers[0]
    with running(NAMED, lambda _folder: ["-f", "-c", path], folder, port, given):
        Standing(given, port).zone(HOT).apply([ZoneChange(parse_hostname("forum.example"), blocked=True)])
        assert secondary(lab.make("good"), authority.path, north, tls_port) == "CNAME"
        assert secondary(lab.make("bad"), stranger.path, north, tls_port, patience_s=3) == ""
    lab.remove()


def secondary(folder: Path, authority: Path, one: ZoneSubscriber, tls_port: int, patience_s: float = PATIENCE_S) -> str:
    """What a BIND that transfers over TLS has of the name, "" where it has nothing."""
    port = free_port("127.0.0.1")
    copy = folder / "authority.pem"
    copy.write_bytes(authority.read_bytes())
    copy.chmod(0o644)
    own = f"""tls primary {{ ca-file "{copy}"; remote-hostname "hub.rempart.test"; }};
key "{one.name}" {{ algorithm hmac-sha256; secret "{one.secret}"; }};
zone "{HOT}" {{ type secondary; primaries {{ 127.0.0.1 port {tls_port} key "{one.name}" tls primary; }};
  allow-query {{ 127.0.0.1; }}; min-retry-time 1; max-retry-time 1; }};
"""
    path = folder / "named.conf"
    path.write_text(BIND_OPTIONS.format(folder=folder, port=port, more="") + own)
    with running(NAMED, lambda _folder: ["-f", "-c", path], folder, port):
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            query = dns.message.make_query(f"forum.example.{HOT}", "CNAME")
            answer = dns.query.udp(query, "127.0.0.1", timeout=PATIENCE_S, port=port).answer
            if answer:
                return dns.rdatatype.to_text(answer[0].rdtype)
            time.sleep(0.1)
    return ""


def test_the_command_prints_it_with_a_fresh_key_for_each() -> None:
    words = ["lists", "primary", "bind", "--subscriber", "north=192.0.2.53@53=hot.example+cold.example"]
    printed = CliRunner().invoke(build_app(words), words).stdout
    again = CliRunner().invoke(build_app(words), words).stdout
    assert 'key "north"' in printed
    assert printed != again
    with pytest.raises(UnknownRecipeError, match="bind, bind-views, knot"):
        primary_recipe("stone", Serving("p", "", ()))
    wrong = [*words[:-1], "north"]
    assert CliRunner().invoke(build_app(wrong), wrong).exit_code == 2
