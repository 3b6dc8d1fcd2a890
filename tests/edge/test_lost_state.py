"""A state that was lost, or put back from a backup, beside a resolver that goes on: what it refuses stays refused until
the hub has said all, and what ended meanwhile is answered.
"""

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Self, cast

import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest

from rempart.edge.running import EdgeSettings, edge_key
from rempart.engines import ledger
from rempart.engines.zonefile.recipes import Primary
from rempart.lab.bind import NameServer
from rempart.lab.certificates import Authority
from rempart.lab.processes import LabFolder, free_port
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import ZONES, Loop, RunningEdge, RunningHub, fresh
from tests.edge.test_deltas import TRUST
from tests.factories.agents import have_agents_wait
from tests.lab.test_recipes import RESOLVERS, run_copy
from tests.waiting import PATIENCE_S, await_that

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("edge")]

NAMES = ("kept", "ended", "lifted", "new", *(f"more-{number}" for number in range(20)))


@dataclass
class Beside:
    """A resolver of the operator's recipe, with what it needs to know, and the agent and hub that it depends on."""

    names: NameServer
    resolver: Endpoint
    primary: Primary
    edge: RunningEdge
    hub: RunningHub
    folder: Path
    run: Callable[[], subprocess.Popen[bytes]]
    child: subprocess.Popen[bytes] = field(init=False)

    def code(self, name: str) -> str:
        query = dns.message.make_query(f"{name}.example", "A")
        response = dns.query.udp(query, self.resolver.address, timeout=PATIENCE_S, port=self.resolver.port)
        return dns.rcode.to_text(response.rcode())

    def await_code(self, name: str, code: str) -> None:
        await_that(lambda: self.code(name) == code, f"{name} as {code}")

    def serve(self, *names: str) -> None:
        for name in names:
            self.hub.say(self.hub.hub.serve(fresh(name)))
            self.await_code(name, "NXDOMAIN")

    def wrote(self, zone: str, name: str) -> bool:
        """Whether a file that the resolver has of the zone has the name, in the text of it or as it is sent."""
        files = [self.folder / f"{zone}.{kind}" for kind in ("db", "cache")]
        return any(file.exists() and name.encode() in file.read_bytes() for file in files)

    @property
    def state_file(self) -> Path:
        return self.edge.settings.state_folder / "changes.jsonl"

    def lose_state(self, without: tuple[str, ...] = ()) -> None:
        """The agent ends and its state is gone; orders `without` end meanwhile, and the hub does not speak of them."""
        self.edge.stop()
        self.hub.stop()
        self.hub.items = [item for item in self.hub.items if item["order_id"] not in without]
        self.state_file.rename(self.state_file.with_name("damaged.jsonl"))
        self.edge.clock.ahead = timedelta(minutes=9)  # the lost state had fewer changes than seconds

    def restart_resolver(self, *, without_files: bool = False) -> None:
        self.child.terminate()
        self.child.wait(timeout=PATIENCE_S)
        for file in self.folder.glob("*") if without_files else ():
            if any(zone in file.name for zone in ZONES):
                file.unlink()
        self.child = self.run()
        await_that(lambda: answers(self))


@pytest.fixture(params=["unbound", "bind"])
def beside(request: pytest.FixtureRequest, lab_folder: LabFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    have_agents_wait(monkeypatch)
    loop, folder = Loop(), lab_folder.make("resolver")
    authority = Authority(lab_folder.make("certificates"))
    names = NameServer(lab_folder.make("names"), {f"{name}.example": ("127.0.0.9",) for name in NAMES})
    resolver, listen, hub_port = (Endpoint("127.0.0.1", free_port("127.0.0.1")) for _ in range(3))
    settings = EdgeSettings(
        subscriber="resolver-1",
        trust=TRUST,
        listen=listen,
        state_folder=lab_folder.path / "edge",
        hub=hub_port,
        hub_name="hub.rempart.test",
        credentials=authority.issue("resolver-1"),
        resolver=resolver,
        zones=ZONES,
    )
    hub = RunningHub(loop, authority, {"resolver-1": ledger.public_key_of(edge_key(settings.state_folder))})
    hub.port = hub_port.port
    edge = RunningEdge(loop, settings)
    lists = str(lab_folder.path / "list.rpz")
    program, configure = RESOLVERS[request.param]

    def run() -> subprocess.Popen[bytes]:
        return run_copy(program, configuration, folder)

    beside = Beside(names, resolver, Primary(listen.address, listen.port, ZONES, lists), edge, hub, folder, run)
    hub.start()
    edge.start()
    with names:
        configuration = configure(cast("Any", beside), folder)
        beside.child = run()
        try:
            await_that(lambda: answers(beside))
            yield beside
        finally:
            beside.child.terminate()
            beside.child.wait(timeout=PATIENCE_S)
            edge.stop()
            hub.stop()
            loop.stop()


def answers(beside: Beside) -> bool:
    query = dns.message.make_query("lifted.example", "A")
    try:
        response = dns.query.udp(query, beside.resolver.address, timeout=0.5, port=beside.resolver.port)
    except (dns.exception.DNSException, OSError):
        return False
    return response.rcode() == dns.rcode.NOERROR


class Watch:
    """Asks for a name without a pause from `with` to its end; `codes` are what was said."""

    def __init__(self, beside: Beside, name: str) -> None:
        self.codes: set[str] = set()
        self._beside, self._name, self._over = beside, name, threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._over.is_set():
            self.codes.add(self._beside.code(self._name))


def test_after_a_lost_state_what_ended_is_answered_and_what_holds_was_refused_all_the_time(beside: Beside) -> None:
    """The resolver knows the zones by serials of the state that is gone, and would not take lower ones."""
    beside.serve("kept", "ended", *(f"more-{number}" for number in range(20)))
    with Watch(beside, "kept") as kept:
        beside.lose_state(without=("ended",))
        beside.edge.start()
        time.sleep(1.0)
        assert beside.code("ended") == "NXDOMAIN"  # nobody can know yet
        beside.hub.start()
        beside.await_code("ended", "NOERROR")
        beside.serve("new")
        beside.hub.say(beside.hub.hub.say("end", "more-3"))
        beside.await_code("more-3", "NOERROR")
    assert kept.codes == {"NXDOMAIN"}
    assert beside.code("more-19") == "NXDOMAIN"


def test_a_state_that_was_put_back_from_a_backup_neither_opens_a_block_nor_keeps_the_resolver_from_changes(
    beside: Beside,
) -> None:
    """It begins where its zones stood: the resolver has newer ones, and would take no change for newer."""
    beside.serve("kept", "ended")
    backup = beside.state_file.with_name("backup.jsonl")
    shutil.copy(beside.state_file, backup)
    beside.serve("new", *(f"more-{number}" for number in range(20)))
    beside.hub.say(beside.hub.hub.say("end", "ended"))
    beside.await_code("ended", "NOERROR")
    await_that(lambda: len(beside.hub.receipts) == 24)
    beside.edge.stop()
    shutil.copy(backup, beside.state_file)
    with Watch(beside, "new") as new, Watch(beside, "ended") as ended:
        beside.edge.start()
        beside.serve("lifted")
        beside.hub.say(beside.hub.hub.say("end", "kept"))
        beside.await_code("kept", "NOERROR")
    assert (new.codes, ended.codes) == ({"NXDOMAIN"}, {"NOERROR"})
    beside.edge.stop()
    beside.edge.start()
    beside.hub.say(beside.hub.hub.say("end", "new"))
    beside.await_code("new", "NOERROR")


def test_a_lost_state_begins_after_what_the_hub_s_receipts_tell_where_its_clock_stands_behind(beside: Beside) -> None:
    beside.lose_state()
    beside.hub.start()
    beside.edge.start()
    beside.serve("kept", "ended")
    await_that(lambda: len(beside.hub.receipts) == 2)
    beside.lose_state()
    beside.edge.clock.ahead = -timedelta(minutes=9)
    beside.hub.start()
    with Watch(beside, "kept") as kept:
        beside.edge.start()
        beside.serve("new")
        beside.hub.say(beside.hub.hub.say("end", "ended"))
        beside.await_code("ended", "NOERROR")
    assert kept.codes == {"NXDOMAIN"}


def test_where_nobody_remembers_a_resolver_without_its_files_of_the_zones_takes_those_that_begin_too_low(
    beside: Beside,
) -> None:
    """The way out that the operator is told of."""
    beside.hub.remembers = False
    beside.lose_state()
    beside.hub.start()
    beside.hub.say(beside.hub.hub.serve(fresh("kept")))
    beside.edge.start()
    # Begun with the name in each of the zones: of one that the resolver had not fetched yet no serial would be too low.
    await_that(lambda: all(beside.wrote(zone, "kept") for zone in ZONES), "a file of each zone")
    beside.await_code("kept", "NXDOMAIN")
    beside.lose_state(without=("kept",))
    beside.edge.clock.ahead = -timedelta(minutes=9)
    beside.hub.start()
    beside.edge.start()
    beside.hub.say(beside.hub.hub.serve(fresh("new")))
    await_that(lambda: "new.example" in beside.state_file.read_text())
    time.sleep(1.0)
    assert [beside.code(name) for name in ("kept", "new")] == ["NXDOMAIN", "NOERROR"]
    beside.restart_resolver()
    for name, code in (("kept", "NXDOMAIN"), ("new", "NOERROR")):
        beside.await_code(name, code)  # BIND answers before it has read its files
    beside.restart_resolver(without_files=True)
    for name, code in (("kept", "NOERROR"), ("new", "NXDOMAIN")):
        beside.await_code(name, code)
