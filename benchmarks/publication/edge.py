"""From a complete mandate to the resolver's refusal through the edge agent, with the mass in place.

The hub's feed over mutual TLS, the agent as its own process with its state on disk, a real resolver beside it. The
clock starts when the hub has the line and ends with the first refusal; the name was answered, and so cached, before.
"""

import atexit
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker, Gaps, percentile, spread
from benchmarks.rows import Row
from rempart.edge.running import edge_key
from rempart.engines import ledger
from rempart.engines.zonefile.recipes import Primary
from rempart.kernel.clock import SystemClock
from rempart.lab.bind import NameServer
from rempart.lab.certificates import Authority
from rempart.lab.processes import LabFolder, free_port
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import ZONES, Loop, RunningHub
from tests.edge.test_deltas import FIRST, HUB, SECOND, TRUST, mandate
from tests.edge.test_process import SETTINGS, start
from tests.lab.test_recipes import RESOLVERS, run_copy

FIRST_LOAD_S = 180.0
QUIET_S = 30.0  # a million names are written within a third of it


class Beside(Protocol):
    """A resolver beside an agent."""

    address: str
    port: int
    name_server: tuple[str, int]
    policy_primary: tuple[str, int] | None

    def start(self) -> None: ...
    def stop(self) -> None: ...


class RecipeResolver:
    """A resolver that `rempart lists recipe` configures: `bind` or `powerdns`."""

    address = "127.0.0.1"

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind, self._folder = kind, folder
        self.port = free_port(self.address)
        self.name_server = ("127.0.0.1", 0)
        self.policy_primary: tuple[str, int] | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program, configure = RESOLVERS[self._kind]
        assert self.policy_primary is not None
        sources: Any = SimpleNamespace(
            names=SimpleNamespace(address=self.name_server[0], port=self.name_server[1]),
            resolver=Endpoint(self.address, self.port),
            primary=Primary(*self.policy_primary, ZONES),
        )
        self._child = run_copy(program, configure(sources, self._folder), self._folder)
        atexit.register(self._child.kill)

    def stop(self) -> None:
        if self._child is not None:
            self._child.terminate()
            self._child.wait(timeout=20)
            self._child = None


class ProcessEdge:
    """The agent as its own process, as it runs beside a resolver."""

    def __init__(self, settings: Path) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = start(self._settings)
        atexit.register(self._process.kill)  # an interrupted benchmark leaves nothing behind

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)

    def hurry(self, hot_limit: int) -> None:
        """Start anew with that limit, and with a second between two rounds."""
        self.stop()
        lines = self._settings.read_text().splitlines()
        lines = [f"hot_limit = {hot_limit}" if line.startswith("hot_limit") else line for line in lines]
        self._settings.write_text("\n".join(lines))
        program = "import rempart.edge.agent, rempart.cli; rempart.edge.agent._SETTLE_S = 1.0; rempart.cli.main()"
        self._process = subprocess.Popen([sys.executable, "-c", program, "edge", str(self._settings)])
        atexit.register(self._process.kill)


@contextmanager
def subscriber(kind: str, cold: int, hot: int, names: list[str]) -> Iterator[tuple[RunningHub, ProcessEdge, Beside]]:
    """Hub, agent and resolver, with that many names in its cold and hot zones, loaded."""
    folder, loop = LabFolder(), Loop()
    home = folder.make("edge")
    authority = Authority(home)
    authority.issue("resolver-1")
    beside = folder.make("resolver")
    resolver: Beside = Resolver("subscriber", beside, ZONES) if kind == "unbound" else RecipeResolver(kind, beside)
    hub = RunningHub(loop, authority, {"resolver-1": ledger.public_key_of(edge_key(home / "state"))})
    listen = free_port("127.0.0.1")
    text = SETTINGS.format(
        hub=hub.port,
        hub_key=ledger.public_key_of(HUB).hex(),
        log_key=TRUST.log_key,
        listen=listen,
        first=ledger.public_key_of(FIRST).hex(),
        second=ledger.public_key_of(SECOND).hex(),
    )
    mass = folder.path / "mass" / "cold.zone"
    mass.parent.mkdir(mode=0o755)  # ours: the resolver, which runs as nobody where we are root, may only read there
    more = f'resolver = "{resolver.address}@{resolver.port}"\nhot_limit = {hot + 1000}\nmass_file = "{mass}"\n'
    (home / "edge.toml").write_text(more + text)
    _write_mass(home / "state", cold, hot)
    last = (f"cold-{cold - 1}.test", f"hot-{hot - 1}.test")  # they exist: NXDOMAIN means loaded
    hosts = dict.fromkeys((*names, *last, "brief.example", "kept.example", "untouched.example"), ("127.0.0.9",))
    server = NameServer(folder.make("bind"), hosts)
    resolver.name_server = (server.address, server.port)
    resolver.policy_primary = ("127.0.0.1", listen)
    if isinstance(resolver, Resolver):
        resolver.mass_file = mass
    edge = ProcessEdge(home / "edge.toml")
    try:
        hub.start()
        edge.start()
        server.start()
        resolver.start()
        asker = Asker(resolver)
        for name in last:
            asker.await_code(name, NXDOMAIN, FIRST_LOAD_S)
        asker.await_code(names[0], NOERROR)
        yield hub, edge, resolver
    finally:
        resolver.stop()
        server.stop()
        edge.stop()
        hub.stop()
        loop.stop()
        folder.remove()


def rows(kind: str, cold: int, hot: int, orders: int, limit_ms: float) -> Iterator[Row]:
    """Block and lift, from the mass too; the resolver is `kind`."""
    names = [f"n{number}.example" for number in range(orders)]
    with subscriber(kind, cold, hot, names) as (hub, edge, resolver):
        asker, gaps = Asker(resolver), Gaps(resolver, "untouched.example")
        watcher = threading.Thread(target=gaps.run, daemon=True)
        watcher.start()
        label = f"edge → {kind}, {cold:,} cold, {hot:,} hot"
        for word, times in _measure(hub, asker, names, one_by_one=kind != "powerdns"):
            yield from spread(f"{label}: {word}", times, limit_ms)
        gaps.stop()
        watcher.join()
        longest = gaps.longest_ms
        yield Row(f"{label}: longest unanswered query", longest, "ms", "≤ 100", longest <= 100)
        if kind == "unbound":
            yield from _from_the_mass(hub, asker, label, min(cold, 40), limit_ms)
            yield from _receipts(hub, 2 * orders)
            yield _hub_off(hub, asker)
            yield _restart(edge, asker, hub)
            yield _into_the_mass(edge, resolver, hot, cold)


def _measure(hub: RunningHub, asker: Asker, names: list[str], *, one_by_one: bool) -> Iterator[tuple[str, list[float]]]:
    if one_by_one:
        blocks, lifts = [], []
        for name in names:
            item, end = hub.hub.serve(fresh(name)), hub.hub.say("end", name)
            blocks.append(asker.time_until(lambda: hub.say(item), name, NXDOMAIN))  # noqa: B023 (called at once)
            lifts.append(asker.time_until(lambda: hub.say(end), name, NOERROR))  # noqa: B023 (called at once)
        yield from (("block", blocks), ("lift", lifts))
        return
    # A resolver that asks each second: orders at every phase of it, watched together.
    for word, code in (("block", NXDOMAIN), ("lift", NOERROR)):
        items = [hub.hub.serve(fresh(name)) if word == "block" else hub.hub.say("end", name) for name in names]
        yield word, list(_staggered(hub, asker, dict(zip(names, items, strict=True)), code))


def _staggered(hub: RunningHub, asker: Asker, items: dict[str, dict[str, Any]], code: int) -> Iterator[float]:
    waiting: dict[str, float] = {}
    coming, following = list(items), time.monotonic()
    while coming or waiting:
        if coming and time.monotonic() >= following:
            name, following = coming.pop(0), following + 0.053
            asker.code(name)
            hub.say(items[name])
            waiting[name] = time.monotonic()
        for name in list(waiting):
            if asker.code(name) == code:
                yield (time.monotonic() - waiting.pop(name)) * 1000


def _from_the_mass(hub: RunningHub, asker: Asker, label: str, number: int, limit_ms: float) -> Iterator[Row]:
    """Lift names that stand in the cold zone."""
    lifts = []
    for name in (f"cold-{at}.test" for at in range(number)):
        hub.say(hub.hub.serve(fresh(name)))
        end = hub.hub.say("end", name)
        # The name does not exist: once it is lifted, the truth is the same code with another SOA; ask what lies in it.
        lifts.append(_time_lift(hub, asker, end, name))
    yield from spread(f"{label}: lift out of the mass", lifts, limit_ms)


def _time_lift(hub: RunningHub, asker: Asker, end: dict[str, Any], name: str) -> float:
    started = time.monotonic()
    hub.say(end)
    while asker.is_policy(name):
        time.sleep(0.0002)
    return (time.monotonic() - started) * 1000


def _hub_off(hub: RunningHub, asker: Asker) -> Row:
    """How late entries leave the resolver after their end, with the hub off."""
    clock, late = SystemClock(), []
    for number in range(5):
        end = clock.now() + timedelta(seconds=1.5)
        brief = mandate(f"brief-{number}", "brief.example", issued_at=clock.now(), expires_at=end)
        hub.say(hub.hub.serve(brief))
        asker.await_code("brief.example", NXDOMAIN)
        hub.stop()
        asker.await_code("brief.example", NOERROR)
        late.append((clock.now() - end).total_seconds() * 1000)
        hub.start()
        time.sleep(0.3)
    worst = max(late)
    return Row(name="hub off: latest after its end (n=5)", value=worst, unit="ms", target="≤ 100", met=worst <= 100)


def _restart(edge: ProcessEdge, asker: Asker, hub: RunningHub) -> Row:
    """Whether a blocked name was answered once while the agent was restarted."""
    hub.say(hub.hub.serve(fresh("kept.example")))
    asker.await_code("kept.example", NXDOMAIN)
    edge.stop()
    answered = sum(asker.code("kept.example") != NXDOMAIN for _ in range(50))
    edge.start()
    for _ in range(200):
        time.sleep(0.01)
        answered += asker.code("kept.example") != NXDOMAIN
    return Row(name="answers while the agent restarts", value=answered, unit="", target="0", met=answered == 0)


def _into_the_mass(edge: ProcessEdge, resolver: Beside, hot: int, cold: int) -> Row:
    """How long the resolver is deaf while half of the hot names move into the mass, whose file the agent writes where
    the resolver's account may not (that takes root, else both have one account): the agent started anew with a lower
    limit, and with its rounds a second apart."""
    edge.hurry(hot_limit=hot - 1)
    gaps, watched = Gaps(resolver, "untouched.example"), Asker(resolver)
    watcher = threading.Thread(target=gaps.run, daemon=True)
    watcher.start()
    deadline = time.monotonic() + QUIET_S
    answered = 0
    while time.monotonic() < deadline:
        time.sleep(0.05)
        answered += watched.code("hot-0.test", timeout_s=30.0) != NXDOMAIN
    gaps.stop()
    watcher.join()
    label = f"{hot // 2:,} names moved into {cold:,}: longest unanswered query at Unbound"
    return Row(label, gaps.longest_ms, "ms", "≤ 100", gaps.longest_ms <= 100 and not answered)


def _receipts(hub: RunningHub, wanted: int) -> Iterator[Row]:
    deadline = time.monotonic() + 10
    while len(hub.receipts) < wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    share = 100 * min(1.0, len(hub.receipts) / wanted)
    yield Row(name="receipts of changes", value=share, unit="%", target="≥ 99.9", met=share >= 99.9)
    late = [1000 * seconds for seconds in hub.lateness]
    p99 = percentile(late, 99)
    yield Row(name="receipt after the line was said: p99", value=p99, unit="ms", target="≤ 1000", met=p99 <= 1000)


def _write_mass(folder: Path, cold: int, hot: int) -> None:
    """A state as it stands after years: the mass in the cold zone, a good deal in the hot one."""
    with (folder / "changes.jsonl").open("w") as file:
        for zone, count in (("cold", cold), ("hot", hot)):
            added = [[f"{zone}-{number}.test", True, "nxdomain"] for number in range(count)]
            change = {"zone": zone, "serial": 2, "removed": [], "added": added}
            file.write(json.dumps({"changes": [change]}) + "\n")


def fresh(name: str) -> Any:
    """A mandate of this moment."""
    now = SystemClock().now()
    return mandate(name, name, issued_at=now, expires_at=now + timedelta(days=1))
