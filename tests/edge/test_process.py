"""The agent as its own process: settings from a file, killed without warning at any moment, never serving less."""

import base64
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import pytest
from typer.testing import CliRunner

from rempart.cli import build_app
from rempart.edge.running import EdgeSettingsError, edge_key, read_settings, signer_from
from rempart.engines import ledger
from rempart.engines.policy.mandates import PinnedSigner
from rempart.lab.certificates import Authority
from rempart.lab.processes import free_port
from tests.edge.test_agent import Loop, RunningHub, mandate_named
from tests.edge.test_deltas import FIRST, HUB, SECOND, TRUST
from tests.factories.passkeys import SITE, SoftAuthenticator
from tests.waiting import PATIENCE_S, await_that

SETTINGS = """
subscriber = "resolver-1"
hub = "127.0.0.1@{hub}"
hub_name = "hub.rempart.test"
hub_key = "{hub_key}"
log_key = "{log_key}"
listen = "127.0.0.1@{listen}"
fresh_zone = "fresh.rempart.test"
hot_zone = "hot.rempart.test"
cold_zone = "cold.rempart.test"
state_folder = "state"
authority = "test authority.pem"
certificate = "resolver-1.crt"
key = "resolver-1.key"

[[signers]]
person = "A"
role = "analyst"
public_key = "{first}"

[[signers]]
person = "B"
role = "reviewer"
public_key = "{second}"
"""


@pytest.fixture
def listen() -> int:
    return free_port("127.0.0.1")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    loop = Loop()
    authority = Authority(tmp_path)
    authority.issue("resolver-1")
    hub = RunningHub(loop, authority, {"resolver-1": ledger.public_key_of(edge_key(tmp_path / "state"))})
    hub.start()
    yield hub
    hub.stop()
    loop.stop()


@pytest.fixture
def settings(tmp_path: Path, listen: int, hub: RunningHub) -> Path:
    path = tmp_path / "edge.toml"
    path.write_text(
        SETTINGS.format(
            hub=hub.port,
            hub_key=ledger.public_key_of(HUB).hex(),
            log_key=TRUST.log_key,
            listen=listen,
            first=ledger.public_key_of(FIRST).hex(),
            second=ledger.public_key_of(SECOND).hex(),
        )
    )
    return path


def start(settings: Path) -> subprocess.Popen[bytes]:
    command = [str(Path(sys.executable).with_name("rempart")), "edge", str(settings)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def served(port: int) -> set[str]:
    """The names of the fresh zone by a whole transfer."""
    names = set()
    for message in dns.query.xfr("127.0.0.1", "fresh.rempart.test", port=port, timeout=20):
        for rrset in message.answer:
            if rrset.rdtype == dns.rdatatype.CNAME:
                names.add(rrset.name.to_text().removeprefix("*."))
    return names


def await_names(port: int, wanted: set[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    found: set[str] = set()
    while found != wanted and time.monotonic() < deadline:
        try:
            found = served(port)
        except (dns.exception.DNSException, OSError, EOFError):
            time.sleep(0.1)
    assert found == wanted


def serial_of(port: int) -> int | None:
    """The fresh zone's, None where nobody answers or it is not shown."""
    with suppress(dns.exception.DNSException, OSError):
        query = dns.message.make_query("fresh.rempart.test", "SOA")
        for rrset in dns.query.udp(query, "127.0.0.1", port=port, timeout=0.5).answer:
            return int(rrset[0].serial)
    return None


@pytest.mark.slow
def test_the_zones_of_an_agent_that_is_told_of_its_hub_later_count_like_any_other_s(
    settings: Path, hub: RunningHub, listen: int
) -> None:
    """From 2038 on the seconds since 1970 are no later a serial than 1 (RFC 1982): a lost state would begin too low."""
    with_hub = settings.read_text()
    settings.write_text(with_hub.replace("\nhub = ", "\n# hub = "))
    for text, has_begun in ((settings.read_text(), False), (with_hub, True), (with_hub, True)):
        settings.write_text(text)
        agent = start(settings)
        try:
            await_that(lambda: (serial_of(listen) or 0) > (1 << 30 if has_begun else 0), "its zones")  # noqa: B023
            assert (serial_of(listen) == 1) is not has_begun
        finally:
            agent.terminate()
            agent.wait(timeout=PATIENCE_S)


@pytest.mark.slow
def test_killed_at_any_moment_it_serves_exactly_what_was_ordered(settings: Path, hub: RunningHub, listen: int) -> None:
    noise = Random(5)
    wanted = set()
    for round_number in range(6):
        agent = start(settings)
        for number in range(15):
            name = f"r{round_number}-n{number}.example"
            hub.say(hub.hub.serve(mandate_named(name)))
            wanted.add(name)
            if number % 5 == 4:
                hub.say(hub.hub.say("end", name))
                wanted.discard(name)
            time.sleep(noise.random() / 30)
        time.sleep(noise.random())
        os.kill(agent.pid, signal.SIGKILL)
        agent.wait()
    agent = start(settings)
    try:
        await_names(listen, wanted)
    finally:
        agent.send_signal(signal.SIGTERM)
        assert agent.wait(timeout=PATIENCE_S) == 0


@pytest.mark.slow
def test_killed_before_its_resolver_answered_it_still_sends_the_receipt(settings: Path, hub: RunningHub) -> None:
    port = free_port("127.0.0.1")
    settings.write_text(f'resolver = "127.0.0.1@{port}"\n' + settings.read_text())
    agent = start(settings)
    hub.say(hub.hub.serve(mandate_named("late.example")))
    # By its file and not by its zone, which is slower to ask: in ten seconds it would say that nobody answered.
    obeyed = settings.parent / "state" / "changes.jsonl"
    await_that(lambda: obeyed.exists() and "late.example" in obeyed.read_text())
    os.kill(agent.pid, signal.SIGKILL)
    agent.wait()
    assert not hub.receipts
    with refusing_resolver(port):
        agent = start(settings)
        await_that(lambda: hub.receipts, "receipt")
        agent.kill()
        agent.wait()
    assert [(one["hostname"], one["blocked"]) for one in hub.receipts] == [("late.example", True)]


@contextmanager
def refusing_resolver(port: int) -> Iterator[None]:
    """Says of every name that it does not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", port))
        server.settimeout(0.1)
        ended = threading.Event()

        def answer() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    wire, client = server.recvfrom(1500)
                    response = dns.message.make_response(dns.message.from_wire(wire))
                    response.set_rcode(dns.rcode.NXDOMAIN)
                    server.sendto(response.to_wire(), client)

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def test_an_unknown_key_or_a_missing_one_is_named(settings: Path) -> None:
    text = settings.read_text()
    settings.write_text('signrs = "x"\n' + text)
    with pytest.raises(EdgeSettingsError, match="signrs"):
        read_settings(settings)
    settings.write_text(text.replace('subscriber = "resolver-1"\n', ""))
    with pytest.raises(EdgeSettingsError, match="subscriber"):
        read_settings(settings)
    settings.write_text(text.replace("127.0.0.1@", "localhost@"))
    with pytest.raises(EdgeSettingsError, match="no server"):
        read_settings(settings)


def test_the_subscriber_s_own_lists_are_read_and_a_misspelt_one_stops_the_start(settings: Path) -> None:
    own = settings.with_name("never.txt")
    own.write_text("# hospitals\nhospital.example\n")
    settings.with_name("popular.csv").write_text("1,search.example\n2,not a name\n")
    more = 'never_block = ["help.example"]\nnever_block_file = "never.txt"\npopular_names_file = "popular.csv"\n'
    settings.write_text(more + settings.read_text())
    trust = read_settings(settings).trust
    assert trust.never is not None
    assert [name in trust.never.never_block for name in ("hospital.example", "help.example")] == [True, True]
    assert "search.example" in trust.never.popular
    assert trust.never.suffixes.is_suffix("co.uk")
    assert trust.zones == read_settings(settings).zones
    own.write_text("hospital\n")
    with pytest.raises(EdgeSettingsError, match="no dot"):
        read_settings(settings)


def test_a_passkey_is_pinned_with_its_site_or_not_at_all() -> None:
    text = base64.urlsafe_b64encode(SoftAuthenticator(1).public_key).rstrip(b"=").decode()
    pin = {"person": "A", "role": "analyst", "passkey": text, "rp_id": SITE.rp_id, "origin": SITE.origin}
    assert signer_from(pin) == PinnedSigner("A", "analyst", SoftAuthenticator(1).public_key, SITE)
    for name in ("rp_id", "origin", "person", "role"):
        with pytest.raises(KeyError, match=name):
            signer_from({key: value for key, value in pin.items() if key != name})
    for wrong in ("", "pQEC", "not base64!", text[:-4]):
        with pytest.raises(ValueError, match=r"padding|passkey|base64|alphabet"):
            signer_from(pin | {"passkey": wrong})


def test_keys_are_made_once_and_only_their_public_half_is_shown(tmp_path: Path) -> None:
    words = ["edge-key", str(tmp_path / "agent")]
    first = CliRunner().invoke(build_app(words), words).stdout.strip()
    assert first == CliRunner().invoke(build_app(words), words).stdout.strip()
    assert first == ledger.public_key_of(edge_key(tmp_path / "agent")).hex()
    words = ["order", "new-key", str(tmp_path / "signer.key")]
    shown = CliRunner().invoke(build_app(words), words).stdout.strip()
    seed = bytes.fromhex((tmp_path / "signer.key").read_text())
    assert shown == ledger.public_key_of(seed).hex()
    assert (tmp_path / "signer.key").stat().st_mode & 0o077 == 0
    assert CliRunner().invoke(build_app(words), words).exit_code != 0
