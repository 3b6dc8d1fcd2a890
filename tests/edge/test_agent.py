"""The edge agent beside a real Unbound: from the hub's line to the refusal, without the hub, and across restarts."""

import asyncio
import json
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rempart.edge.running import EdgeSettings, edge_key, run_edge
from rempart.engines import ledger
from rempart.feed.server import Delivery, FeedServer, Source, server_context
from rempart.kernel.clock import SystemClock
from rempart.kernel.errors import RempartError
from rempart.lab.bind import NameServer
from rempart.lab.certificates import Authority
from rempart.lab.processes import LabFolder, free_port
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint
from tests.edge.test_deltas import HUB, TRUST, Hub, mandate
from tests.factories.agents import have_agents_wait
from tests.waiting import PATIENCE_S, await_that

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("edge")]

FRESH, HOT, COLD = ZONES = ("fresh.rempart.test", "hot.rempart.test", "cold.rempart.test")
HOSTS = {
    f"{name}.example": ("127.0.0.9",)
    for name in ("forum", "brief", "kept", "again", "many", "other", "steady", "later")
}


class Loop:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=PATIENCE_S)

    def stop(self) -> None:
        """Nothing that was begun here is left for a later test to stumble over."""
        self.call(self._end_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _end_all(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.loop.shutdown_asyncgens()
        await self.loop.shutdown_default_executor()


class RunningHub:
    """A feed server over a hub in memory."""

    def __init__(self, loop: Loop, authority: Authority, keys: dict[str, bytes]) -> None:
        self.hub = Hub()
        self.items: list[dict[str, Any]] = []
        self.receipts: list[dict[str, Any]] = []
        self.lateness: list[float] = []  # seconds from a line to its receipt
        self._said: dict[int, float] = {}
        self.port = free_port("127.0.0.1")
        self.clocks: list[int] = []  # how far the agent said that its own stands ahead
        self.remembers = True  # how far receipts go
        self._loop, self._keys = loop, keys
        self._context = server_context(authority.issue("hub"))
        self._server: FeedServer | None = None

    def start(self) -> None:
        source = Source(self._next_size, self._read, self._keep, self._confirmed, self._hear_clock)
        self._server = FeedServer(Endpoint("127.0.0.1", self.port), self._context, HUB, self._keys, source)
        self._loop.call(self._server.start())

    def stop(self) -> None:
        if self._server is not None:
            self._loop.call(self._server.stop())
            self._server = None

    def say(self, item: dict[str, Any]) -> float:
        self._said[item["sequence"]] = time.perf_counter()
        self.items.append(item)
        return time.perf_counter()

    def _next_size(self) -> int:
        time.sleep(0.001)
        return len(self.items)

    def _read(self, start: int) -> tuple[tuple[dict[str, Any], ...], int]:
        items = tuple(item for item in self.items if item["sequence"] >= start)
        return items, items[-1]["sequence"] + 1 if items else start

    def _confirmed(self, _subscriber: str) -> tuple[int, int] | None:
        told = [(one["sequence"], one["serial"]) for one in self.receipts] if self.remembers else []
        return (max(at for at, _ in told), max(serial for _, serial in told)) if told else None

    def _hear_clock(self, _subscriber: str, ahead_s: int) -> bool:
        self.clocks.append(ahead_s)
        return True

    def _keep(self, deliveries: Sequence[Delivery]) -> Sequence[RempartError | None]:
        for delivery in deliveries:
            self._keep_one(delivery)
        return [None] * len(deliveries)

    def _keep_one(self, delivery: Delivery) -> None:
        key = Ed25519PublicKey.from_public_bytes(delivery.key)
        for statement, signature in delivery.receipts:
            key.verify(signature, b"rempart-receipt-v1\n" + statement.encode())
            if (receipt := json.loads(statement)) in self.receipts:
                continue  # sent again over a new link, as the hub had not said that it has it
            self.receipts.append(receipt)
            said = self._said.get(self.receipts[-1]["sequence"])
            if said is not None:
                self.lateness.append(time.perf_counter() - said)


class SetForwardClock(SystemClock):
    """The system's clock, set forward by `ahead`."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


class RunningEdge:
    """One agent; `stop` and `start` are a restart."""

    def __init__(self, loop: Loop, settings: EdgeSettings) -> None:
        self._loop, self.settings, self.clock = loop, settings, SetForwardClock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._loop.call(self._begin())

    def stop(self) -> None:
        if self._task is not None:
            self._loop.call(self._end(self._task))
            self._task = None

    async def _begin(self) -> None:
        started = asyncio.Event()
        self._task = asyncio.create_task(run_edge(self.settings, self.clock, started))
        await asyncio.wait({self._task, asyncio.create_task(started.wait())}, return_when="FIRST_COMPLETED")
        if self._task.done():
            self._task.result()

    async def _end(self, task: asyncio.Task[None]) -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(scope="module", autouse=True)
def _patient_agent() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        have_agents_wait(patch)
        yield


@pytest.fixture(scope="module")
def folder() -> Iterator[LabFolder]:
    folder = LabFolder()
    yield folder
    folder.remove()


@pytest.fixture(scope="module")
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.stop()


@pytest.fixture(scope="module")
def authority(folder: LabFolder) -> Authority:
    return Authority(folder.make("certificates"))


@pytest.fixture(scope="module")
def resolver(folder: LabFolder) -> Resolver:
    return Resolver("subscriber", folder.make("unbound"), policy_zones=ZONES)


@pytest.fixture(scope="module")
def settings(folder: LabFolder, authority: Authority, resolver: Resolver) -> EdgeSettings:
    return EdgeSettings(
        subscriber="resolver-1",
        trust=TRUST,
        listen=Endpoint("127.0.0.1", free_port("127.0.0.1")),
        state_folder=folder.path / "edge",
        hub=Endpoint("127.0.0.1", free_port("127.0.0.1")),
        hub_name="hub.rempart.test",
        credentials=authority.issue("resolver-1"),
        resolver=Endpoint(resolver.address, resolver.port),
        zones=ZONES,
    )


@pytest.fixture(scope="module")
def hub(loop: Loop, authority: Authority, settings: EdgeSettings) -> Iterator[RunningHub]:
    keys = {"resolver-1": ledger.public_key_of(edge_key(settings.state_folder))}
    hub = RunningHub(loop, authority, keys)
    assert settings.hub is not None
    hub.port = settings.hub.port
    hub.start()
    yield hub
    hub.stop()


@pytest.fixture(scope="module")
def edge(
    loop: Loop, folder: LabFolder, settings: EdgeSettings, resolver: Resolver, hub: RunningHub
) -> Iterator[RunningEdge]:
    edge = RunningEdge(loop, settings)
    edge.start()
    server = NameServer(folder.make("bind"), HOSTS)
    resolver.name_server = (server.address, server.port)
    resolver.policy_primary = (settings.listen.address, settings.listen.port)
    with server, resolver:
        yield edge
    edge.stop()


def await_code(resolver: Resolver, name: str, code: str) -> float:
    """Seconds until the resolver answers `code`."""
    started = time.perf_counter()
    await_that(lambda: resolver.response_code(name) == code, f"{name} as {code}", pause_s=0.0)
    return time.perf_counter() - started


def fresh(name: str, **other: Any) -> Any:
    """A mandate of this very moment: the agent looks at the real clock."""
    now = SystemClock().now()
    return mandate(name, f"{name}.example", **({"issued_at": now, "expires_at": now + timedelta(days=30)} | other))


def test_a_line_of_the_hub_is_a_refusal_at_the_resolver_and_comes_back_as_a_receipt(
    edge: RunningEdge, hub: RunningHub, resolver: Resolver
) -> None:
    for name in ("forum.example", "other.example"):  # which the resolver remembers then
        await_code(resolver, name, "NOERROR")
    hub.say(hub.hub.serve(fresh("forum")))
    await_code(resolver, "forum.example", "NXDOMAIN")
    assert resolver.response_code("www.forum.example") == "NXDOMAIN"
    assert resolver.response_code("other.example") == "NOERROR"
    await_that(lambda: any(r["order_id"] == "forum" for r in hub.receipts))
    receipt = next(r for r in hub.receipts if r["order_id"] == "forum")
    assert (receipt["blocked"], receipt["after"], receipt["subscriber"]) == (True, "NXDOMAIN", "resolver-1")
    hub.say(hub.hub.say("end", "forum"))
    await_code(resolver, "forum.example", "NOERROR")
    await_that(lambda: any(not r["blocked"] and r["order_id"] == "forum" for r in hub.receipts))


def test_a_name_that_does_not_exist_any_more_is_lifted_by_the_words_of_its_own_zone(
    edge: RunningEdge, hub: RunningHub, resolver: Resolver
) -> None:
    """The same code before and after: whose SOA comes with it tells the refusal from the truth."""
    hub.say(hub.hub.serve(fresh("gone")))
    await_that(lambda: any(r["order_id"] == "gone" and r["blocked"] for r in hub.receipts))
    hub.say(hub.hub.say("end", "gone"))
    await_that(lambda: any(r["order_id"] == "gone" and not r["blocked"] for r in hub.receipts))
    block, lift = (receipt for receipt in hub.receipts if receipt["order_id"] == "gone")
    assert (block["before"], block["after"], lift["after"]) == ("NXDOMAIN (zone)", "NXDOMAIN", "NXDOMAIN (zone)")


def test_a_term_ends_by_itself_with_the_hub_off(edge: RunningEdge, hub: RunningHub, resolver: Resolver) -> None:
    hub.say(hub.hub.serve(fresh("brief", expires_at=edge.clock.now() + timedelta(minutes=9))))
    await_code(resolver, "brief.example", "NXDOMAIN")
    hub.stop()
    try:
        assert resolver.response_code("brief.example") == "NXDOMAIN"
        edge.clock.ahead = timedelta(minutes=9)
        await_code(resolver, "brief.example", "NOERROR")
    finally:
        edge.clock.ahead = timedelta()
        hub.start()


def test_a_clock_that_is_set_far_ahead_lifts_nothing_and_keeps_nothing_from_being_refused(
    edge: RunningEdge, hub: RunningHub, resolver: Resolver
) -> None:
    hub.say(hub.hub.serve(fresh("steady")))
    await_code(resolver, "steady.example", "NXDOMAIN")
    edge.clock.ahead = timedelta(days=400)
    try:
        hub.say(hub.hub.serve(fresh("later")))
        await_code(resolver, "later.example", "NXDOMAIN")
        edge.stop()
        edge.start()  # as after a power cut: the first that the agent knows is the wrong time
        hub.say(hub.hub.say("end", "later"))
        await_code(resolver, "later.example", "NOERROR")
        assert resolver.response_code("steady.example") == "NXDOMAIN"
        await_that(lambda: [round(s / 86_400) for s in hub.clocks[-1:]] == [400], "the word of the agent on its clock")
    finally:
        edge.clock.ahead = timedelta()


def test_a_restart_serves_what_is_on_disk_and_resumes_where_it_was(
    edge: RunningEdge, hub: RunningHub, resolver: Resolver
) -> None:
    hub.say(hub.hub.serve(fresh("kept")))
    await_code(resolver, "kept.example", "NXDOMAIN")
    edge.stop()
    hub.say(hub.hub.serve(fresh("again")))
    assert resolver.response_code("kept.example") == "NXDOMAIN"
    edge.start()
    await_code(resolver, "again.example", "NXDOMAIN")
    assert resolver.response_code("kept.example") == "NXDOMAIN"


def test_many_orders_at_once_are_all_effective(edge: RunningEdge, hub: RunningHub, resolver: Resolver) -> None:
    items = [hub.hub.serve(mandate_named(f"n{number}.many.example")) for number in range(100)]
    for item in items:
        hub.say(item)
    await_code(resolver, "n99.many.example", "NXDOMAIN")
    assert all(resolver.response_code(f"n{number}.many.example") == "NXDOMAIN" for number in range(100))
    # While so many are asked about, the next ones wait for their turn: the test behind this one would hear it late.
    await_that(lambda: {item["order_id"] for item in items} <= {receipt["order_id"] for receipt in hub.receipts})


def mandate_named(hostname: str) -> Any:
    now = SystemClock().now()
    return mandate(hostname, hostname, issued_at=now, expires_at=now + timedelta(days=1))


def test_nobody_without_a_certificate_of_the_authority_gets_a_line(
    loop: Loop, folder: LabFolder, authority: Authority, hub: RunningHub, edge: RunningEdge
) -> None:
    import ssl

    from rempart.edge.link import Credentials, client_context

    stranger = Authority(folder.make("strangers"), "stranger").issue("resolver-1")
    unknown = authority.issue("resolver-9")

    async def first_line(context: ssl.SSLContext) -> bytes:
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", hub.port, ssl=context, server_hostname="hub.rempart.test"
            )
            writer.write(b'{"start": 0}\n')
            line = await asyncio.wait_for(reader.readline(), PATIENCE_S / 2)
            writer.close()
        except (ssl.SSLError, ConnectionError):
            return b""
        return line

    bare = ssl.create_default_context(cafile=authority.path)
    foreign = client_context(Credentials(authority.path, stranger.certificate, stranger.key))
    assert loop.call(first_line(bare)) == b""
    assert loop.call(first_line(foreign)) == b""
    assert loop.call(first_line(client_context(unknown))) == b""
    assert loop.call(first_line(client_context(authority.issue("resolver-1")))) != b""
