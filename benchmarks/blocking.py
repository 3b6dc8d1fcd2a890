"""Part E in figures: from a complete mandate to the refusal at Unbound, through the edge agent and by the standard way.

Run with ``python -m benchmarks blocking [--quick]``. Everything on loopback: the hub's feed over mutual TLS, the agent
with its state on disk, Unbound as the subscriber's resolver; BIND as standard primary. With 1,000,000 names in the cold
zone and 10,000 in the hot one unless ``--quick``. The clock starts when the hub has the line (or before the update is
signed) and ends with the first NXDOMAIN; the name was answered, and so cached, before.
"""

import atexit
import contextlib
import json
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import dns.exception

from benchmarks.rows import Row
from rempart.adapters.zone_update import SignedZone, TsigKey
from rempart.edge.deltas import DeltaRejectedError, read_line, sign_line
from rempart.edge.running import edge_key
from rempart.engines import ledger
from rempart.engines.zonefile import FORMATS, Entry, Heading, Zone, write_list
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.processes import LabFolder, free_port
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint, ZoneChange
from tests.edge.certificates import Authority
from tests.edge.test_agent import ZONES, Loop, RunningHub
from tests.edge.test_deltas import FIRST, HUB, SECOND, STRANGER, TRUST, Hub, mandate
from tests.edge.test_process import SETTINGS, start

LIMIT_S = 30.0


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    cold: int
    hot: int
    orders: int
    forged: int
    entries: int


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


def run(quick: bool) -> list[Row]:
    """All rows."""
    sizes = Sizes(1000, 100, 40, 2000, 20_000) if quick else Sizes(1_000_000, 10_000, 200, 100_000, 1_000_000)
    return [*_edge(sizes), *_standard(sizes), *_forgeries(sizes), *_lists(sizes)]


def _edge(sizes: Sizes) -> Iterator[Row]:
    names = [f"n{number}.example" for number in range(sizes.orders)]
    with _subscriber(sizes, names) as (hub, edge, resolver):
        blocks, lifts = [], []
        for name in names:
            item = hub.hub.serve(_fresh(name))
            blocks.append(_until(partial(hub.say, item), resolver, name, "NXDOMAIN"))
            end = hub.hub.say("end", name)
            lifts.append(_until(partial(hub.say, end), resolver, name, "NOERROR"))
        label = f"edge → Unbound, {sizes.cold:,} cold, {sizes.hot:,} hot"
        yield from _spread(f"{label}: block", blocks, "p99 ≤ 50", 50)
        yield from _spread(f"{label}: lift", lifts, "p99 ≤ 50", 50)
        yield _hub_off(hub, resolver)
        yield _restart(edge, resolver, hub)
        wanted = 2 * sizes.orders
        deadline = time.monotonic() + 10
        while len(hub.receipts) < wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        share = 100 * min(1.0, len(hub.receipts) / wanted)
        yield Row(name="receipts of changes", value=share, unit="%", target="≥ 99.9", met=share >= 99.9)


def _hub_off(hub: RunningHub, resolver: Resolver) -> Row:
    """How late an entry leaves the resolver after its end, with the hub off."""
    end = SystemClock().now() + timedelta(seconds=3)
    hub.say(hub.hub.serve(mandate("brief", "brief.example", issued_at=SystemClock().now(), expires_at=end)))
    _await(resolver, "brief.example", "NXDOMAIN")
    hub.stop()
    _await(resolver, "brief.example", "NOERROR")
    late_ms = (SystemClock().now() - end).total_seconds() * 1000
    hub.start()
    return Row(name="hub off: late after its end", value=late_ms, unit="ms", target="≤ 100", met=late_ms <= 100)


def _restart(edge: ProcessEdge, resolver: Resolver, hub: RunningHub) -> Row:
    """Whether a blocked name was answered once while the agent was restarted."""
    hub.say(hub.hub.serve(_fresh("kept.example")))
    _await(resolver, "kept.example", "NXDOMAIN")
    edge.stop()
    answered = sum(resolver.response_code("kept.example") != "NXDOMAIN" for _ in range(50))
    edge.start()
    for _ in range(200):
        time.sleep(0.01)
        answered += resolver.response_code("kept.example") != "NXDOMAIN"
    return Row(name="answers while the agent restarts", value=answered, unit="", target="0", met=answered == 0)


def _standard(sizes: Sizes) -> Iterator[Row]:
    """BIND as primary, told by signed updates; the same orders."""
    names = [f"n{number}.example" for number in range(sizes.orders)]
    folder = LabFolder()
    resolver = Resolver("subscriber", folder.make("unbound"))
    server = NameServer(folder.make("bind"), dict.fromkeys(names, ("127.0.0.9",)), (resolver.subscription,))
    resolver.name_server = (server.address, server.port)
    with server, resolver:
        key = TsigKey(server.publisher_key.name, server.publisher_key.secret)
        zone = SignedZone(Endpoint(server.address, server.port), POLICY_ZONE, key, SystemClock())
        _await(resolver, names[0], "NOERROR")
        blocks, lifts = [], []
        for name in names:
            change = ZoneChange(hostname=Hostname(name), blocked=True)
            lift = ZoneChange(hostname=Hostname(name), blocked=False)
            blocks.append(_until(partial(zone.apply, [change]), resolver, name, "NXDOMAIN"))
            lifts.append(_until(partial(zone.apply, [lift]), resolver, name, "NOERROR"))
    folder.remove()
    yield from _spread("signed update → BIND → Unbound: block", blocks, "p99 ≤ 100", 100)
    yield from _spread("signed update → BIND → Unbound: lift", lifts, "p99 ≤ 100", 100)


def _forgeries(sizes: Sizes) -> Iterator[Row]:
    """Altered, replayed and half-signed lines: how many are obeyed."""
    hub, noise, now = Hub(), Random(8), SystemClock().now()
    good = hub.serve(_fresh("forum.example"))
    line = sign_line(good, HUB)
    half = sign_line(hub.serve(_fresh("half.example"), FIRST, STRANGER), HUB)
    obeyed = 0
    started = time.perf_counter()
    for number in range(sizes.forged):
        attempt, after = half, -1
        if number % 3 == 0:
            at = noise.randrange(12, len(line) - 3)
            changed = chr((ord(line[at]) + 1 + noise.randrange(90)) % 95 + 32)
            attempt = line[:at] + changed + line[at + 1 :]
            if changed.lower() == line[at].lower():
                continue
        elif number % 3 == 1:
            attempt, after = line, good["sequence"]
        try:
            read_line(attempt, TRUST, after=after, now=now)
            obeyed += 1
        except DeltaRejectedError:
            continue
    rate = sizes.forged / (time.perf_counter() - started)
    yield Row(name=f"of {sizes.forged:,} forged lines obeyed", value=obeyed, unit="", target="0", met=obeyed == 0)
    yield Row(name="forged lines judged", value=rate, unit="1/s", target="", met=None)


def _lists(sizes: Sizes) -> Iterator[Row]:
    """Every form of a long list."""
    entries = [Entry(Hostname(f"name-{number}.example")) for number in range(sizes.entries)]
    heading = Heading(title="bench", serial=1, made_at=SystemClock().now())
    for form in FORMATS:
        started = time.perf_counter()
        length = sum(len(part) for part in write_list(form, entries, heading, Zone(name="rpz.rempart.test")))
        seconds = time.perf_counter() - started
        yield Row(
            name=f"{form}: {sizes.entries:,} names, {length / 1e6:.0f} MB",
            value=seconds,
            unit="s",
            target="≤ 20",
            met=seconds <= 20,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row(name="peak memory of this run", value=peak, unit="MiB", target="≤ 1024", met=None)


@contextmanager
def _subscriber(sizes: Sizes, names: list[str]) -> Iterator[tuple[RunningHub, ProcessEdge, Resolver]]:
    folder, loop = LabFolder(), Loop()
    home = folder.make("edge")
    authority = Authority(home)
    authority.issue("resolver-1")
    resolver = Resolver("subscriber", folder.make("unbound"), policy_zones=ZONES)
    hub = RunningHub(loop, authority, {"resolver-1": ledger.public_key_of(edge_key(home / "state"))})
    listen = free_port("127.0.0.1")
    pins = {"first": ledger.public_key_of(FIRST).hex(), "second": ledger.public_key_of(SECOND).hex()}
    text = SETTINGS.format(
        hub=hub.port, hub_key=ledger.public_key_of(HUB).hex(), log_key=TRUST.log_key, listen=listen, **pins
    )
    more = f'resolver = "{resolver.address}@{resolver.port}"\nhot_limit = {sizes.hot + 1000}\n'
    (home / "edge.toml").write_text(more + text)
    _write_mass(home / "state", sizes)
    hub.start()
    edge = ProcessEdge(home / "edge.toml")
    edge.start()
    last = (f"cold-{sizes.cold - 1}.test", f"hot-{sizes.hot - 1}.test")  # they exist: NXDOMAIN means loaded
    hosts = dict.fromkeys((*names, *last, "brief.example", "kept.example"), ("127.0.0.9",))
    server = NameServer(folder.make("bind"), hosts)
    resolver.name_server = (server.address, server.port)
    resolver.policy_primary = ("127.0.0.1", listen)
    try:
        with server, resolver:
            for name in last:
                _await(resolver, name, "NXDOMAIN", limit_s=180)
            _await(resolver, names[0], "NOERROR")
            yield hub, edge, resolver
    finally:
        edge.stop()
        hub.stop()
        loop.stop()
        folder.remove()


def _write_mass(folder: Path, sizes: Sizes) -> None:
    """A state as it stands after years: the mass in the cold zone, a good deal in the hot one."""
    with (folder / "changes.jsonl").open("w") as file:
        for zone, count in (("cold", sizes.cold), ("hot", sizes.hot)):
            added = [[f"{zone}-{number}.test", True, "nxdomain"] for number in range(count)]
            change = {"zone": zone, "serial": 2, "removed": [], "added": added}
            file.write(json.dumps({"changes": [change]}) + "\n")


def _fresh(name: str) -> Any:
    now = SystemClock().now()
    return mandate(name, name, issued_at=now, expires_at=now + timedelta(days=1))


def _until(act: Callable[[], object], resolver: Resolver, name: str, code: str) -> float:
    """Milliseconds from the act to the resolver's answer; the name was asked just before, so it is in the cache."""
    resolver.response_code(name)
    started = time.perf_counter()
    act()
    _await(resolver, name, code)
    return (time.perf_counter() - started) * 1000


def _await(resolver: Resolver, name: str, code: str, limit_s: float = LIMIT_S) -> None:
    deadline = time.monotonic() + limit_s
    while True:
        with contextlib.suppress(dns.exception.Timeout):  # Unbound is deaf while it loads the mass for the first time
            if resolver.response_code(name, timeout_s=2.0) == code:
                return
        if time.monotonic() > deadline:
            raise TimeoutError(f"{name} never became {code}")
        time.sleep(0.0002)


def _spread(name: str, times: list[float], target: str, limit: float) -> Iterator[Row]:
    ordered = sorted(times)
    p99 = ordered[max(0, -(-99 * len(ordered) // 100) - 1)]
    yield Row(name=f"{name} p50", value=statistics.median(ordered), unit="ms", target="", met=None)
    yield Row(name=f"{name} p99 (n={len(ordered)})", value=p99, unit="ms", target=target, met=p99 <= limit)
