"""Many subscribers of one hub on one machine: when does the last resolver refuse?

One hub, agents in a few processes, one Unbound beside each agent; all share this machine's cores.
"""

import asyncio
import logging
import multiprocessing
import select
import socket
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event as ProcessEvent
from pathlib import Path

import dns.message

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker, spread
from benchmarks.publication.edge import fresh
from benchmarks.rows import Row
from rempart.edge.running import EdgeSettings, edge_key, run_edge
from rempart.engines import ledger
from rempart.lab.bind import NameServer
from rempart.lab.certificates import Authority
from rempart.lab.processes import LabFolder, free_port
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import ZONES, Loop, RunningHub
from tests.edge.test_deltas import TRUST

PROCESSES = 2
LIMIT_S = 60.0


def rows(subscribers: int, orders: int) -> Iterator[Row]:
    """`orders` blocked and lifted at that many subscribers."""
    folder, loop = LabFolder(), Loop()
    authority = Authority(folder.make("certificates"))
    names = [f"n{number}.example" for number in range(orders)]
    server = NameServer(folder.make("bind"), dict.fromkeys(names, ("127.0.0.9",)))
    resolvers = [_resolver(number, folder) for number in range(subscribers)]
    hub_port = free_port("127.0.0.1")
    settings = [_settings(number, folder.path, authority, resolvers[number], hub_port) for number in range(subscribers)]
    keys = {one.subscriber: ledger.public_key_of(edge_key(one.state_folder)) for one in settings}
    hub = RunningHub(loop, authority, keys)
    hub.port = hub_port
    over = multiprocessing.get_context("fork").Event()
    children = [
        multiprocessing.get_context("fork").Process(target=_serve, args=(settings[part::PROCESSES], over), daemon=True)
        for part in range(PROCESSES)
    ]
    for child in children:
        child.start()
    try:
        hub.start()
        server.start()
        for resolver, one in zip(resolvers, settings, strict=True):
            resolver.name_server = (server.address, server.port)
            resolver.policy_primary = (one.listen.address, one.listen.port)
            resolver.start()
        yield from _measure(hub, resolvers, names)
    finally:
        over.set()
        for child in children:
            child.join(20)
        for resolver in resolvers:
            resolver.stop()
        server.stop()
        hub.stop()
        loop.stop()
        folder.remove()


def _resolver(number: int, folder: LabFolder) -> Resolver:
    """One on an address of its own: so many ports of one address would meet."""
    resolver = Resolver(f"u{number}", folder.make(f"u{number}"), ZONES)
    resolver.address = f"127.9.{number // 250}.{number % 250 + 1}"
    resolver.port = 5399
    return resolver


def _settings(number: int, folder: Path, authority: Authority, resolver: Resolver, hub: int) -> EdgeSettings:
    name = f"resolver-{number}"
    return EdgeSettings(
        subscriber=name,
        trust=TRUST,
        listen=Endpoint(resolver.address, 5300),
        state_folder=folder / f"edge-{number}",
        hub=Endpoint("127.0.0.1", hub),
        hub_name="hub.rempart.test",
        credentials=authority.issue(name),
        resolver=Endpoint(resolver.address, resolver.port),
        zones=ZONES,
    )


def _serve(settings: list[EdgeSettings], over: ProcessEvent) -> None:
    """Some agents in one process; they start before the resolvers that they speak to, and need not say so."""
    logging.getLogger("rempart.edge").setLevel(logging.ERROR)

    async def all_of_them() -> None:
        tasks = [asyncio.create_task(run_edge(one)) for one in settings]
        await asyncio.get_running_loop().run_in_executor(None, over.wait)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(all_of_them())


def _measure(hub: RunningHub, resolvers: list[Resolver], names: list[str]) -> Iterator[Row]:
    hub.say(hub.hub.serve(fresh("first.example")))
    for resolver in resolvers:
        Asker(resolver).await_code("first.example", NXDOMAIN, LIMIT_S)
    blocks: list[float] = []
    lifts: list[float] = []
    for name in names:
        block, lift = hub.hub.serve(fresh(name)), hub.hub.say("end", name)
        for asked, times, code in ((block, blocks, NXDOMAIN), (lift, lifts, NOERROR)):
            for resolver in resolvers:
                resolver.response_code(name)
            started = time.monotonic()
            hub.say(asked)
            times.append((_await_all(resolvers, name, code) - started) * 1000)
    label = f"edge → {len(resolvers)} Unbounds on this machine, the last one"
    yield from spread(f"{label}: block", blocks, 1000)
    yield from spread(f"{label}: lift", lifts, 1000)


def _await_all(resolvers: list[Resolver], name: str, code: int) -> float:
    """When the last of them says so; those that do not yet are asked again together."""
    query = dns.message.make_query(name, "A", id=7).to_wire()
    waiting = {}
    for resolver in resolvers:
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asker.connect((resolver.address, resolver.port))
        waiting[asker] = resolver
    deadline = time.monotonic() + LIMIT_S
    while waiting:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(waiting)} of {len(resolvers)} never said so of {name}")
        for asker in waiting:
            asker.send(query)
        time.sleep(0.03)  # asking costs the same cores that are measured
        for asker in select.select(list(waiting), [], [], 0.02)[0]:
            if asker.recv(4096)[3] & 15 == code:
                asker.close()
                del waiting[asker]
    return time.monotonic()
