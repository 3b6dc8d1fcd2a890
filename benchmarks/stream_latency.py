"""Published -> sighting row: the house itself, in a process of its own, follows 45 logs as it does by default.

A fifth of the logs speak RFC 6962, a fifth have no names tiles; every third one answers 503, 429 or with something else
in a tenth of its answers. Each log takes two entries a second; every eighth is a name that a closed site may have moved
to. It counts as sighted when another reader of the database sees its row.
"""

import logging
import multiprocessing
import os
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.rows import Row
from tests.fakes.ct_logs import CertificateLog, LogServer

LOGS = 45
ENTRIES_PER_S = 2.0
WATCHED_EVERY = 8  # entries
WAIT_S = 30.0
READY_S = 120.0


def latency(seconds: int) -> list[Row]:
    """From the moment before an entry is in its log to the moment at which its sighting can be read, over 45 logs."""
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder, ExitStack() as stack:
        servers = [stack.enter_context(_log_server(number)) for number in range(LOGS)]
        stack.enter_context(_house(Path(folder), servers))
        before, start = [len(server.requests) for server in servers], time.perf_counter()
        published, seen = _publish(servers, Path(folder) / "rempart.sqlite3", seconds)
        elapsed = time.perf_counter() - start
        asked = max(len(server.requests) - old - 1 for server, old in zip(servers, before, strict=True)) / elapsed
    delays = [seen[name] - at for name, at in published.items() if name in seen]
    p99 = statistics.quantiles(delays, n=100)[98] if len(delays) > 1 else float("inf")
    lost = len(published) - len(delays)
    return [
        Row("published -> sighting row, p50 over 45 logs", statistics.median(delays or [float("inf")]), "s"),
        Row("published -> sighting row, p99 over 45 logs", p99, "s", "< 5", p99 < 5),
        Row("published -> sighting row, longest of all", max(delays, default=float("inf")), "s"),
        Row("entries of closed sites published", len(published), "entries"),
        Row("of them lost over 45 logs", lost, "entries", "0", lost == 0),
        Row("requests a second to the log that got most", asked, "1/s", "<= 2", asked <= 2),
    ]


@contextmanager
def _log_server(number: int) -> Iterator[LogServer]:
    log = CertificateLog()
    for old in range(300 + 37 * number % 256):
        log.add(f"first{old}.log{number}.example", certificate=b"x")
    server = LogServer(log, names_tiles=number % 5 != 1)
    server.faults = _fault_of(number, random.Random(number))
    with server:
        yield server


def _fault_of(number: int, source: random.Random) -> Callable[[str], tuple[int, dict[str, str], bytes] | None]:
    """Every third log misbehaves in a tenth of its answers, each in its own way."""

    def fault(_path: str) -> tuple[int, dict[str, str], bytes] | None:
        if number % 3 or source.random() > 0.1:
            return None
        if number % 9 == 3:
            return 503, {}, b""
        if number % 9 == 6:
            return 200, {}, b"<p>Back in a moment</p>"
        time.sleep(0.3)
        return 429, {"Retry-After": "1"}, b""

    return fault


@contextmanager
def _house(folder: Path, servers: list[LogServer]) -> Iterator[None]:
    tables = [
        f'[[streams]]\nlabel = "log {number}"\nkind = "{"rfc6962" if number % 5 == 0 else "static-ct"}"\n'
        f'address = "{server.url}"\nkey = "{server.log.public_key}"\n'
        for number, server in enumerate(servers)
    ]
    settings = folder / "rempart.toml"
    settings.write_text(f'data_folder = "{folder}"\n' + "".join(tables))
    start = multiprocessing.get_context("spawn")
    here, there = start.Pipe()
    process = start.Process(target=follow_all, args=(there, str(settings)))
    process.start()
    try:
        if not here.poll(READY_S):
            process.kill()
            raise TimeoutError("the house did not come to read every log")
        yield
    finally:
        process.terminate()
        process.join(10)
        process.kill()


def follow_all(there: Connection, settings: str) -> None:
    """The house: a watch list, and the loop that follows every configured stream. Says when each was read once."""
    os.environ["REMPART_CONFIG"] = settings  # noqa: TID251 (a process of its own is told this way only)
    from rempart.cli.database import open_database

    open_database()
    from django.db import connections

    from rempart.kernel.actors import Actor, ActorKind, Role
    from rempart.kernel.clock import SystemClock
    from rempart.sightings.coverage import list_coverage
    from rempart.watchlist.services import enrol_site
    from rempart.worker.streams import StreamLoop

    logging.getLogger("rempart.worker").setLevel(logging.ERROR)  # the faults are meant
    clock = SystemClock()
    domains = ["orchidroom.example", "orchidroom1.example"]
    analyst = Actor(ActorKind.PERSON, "analyst A", roles=frozenset({Role.ANALYST}))
    enrol_site(label="A closed site", domains=domains, actor=analyst, now=clock.now())
    loop = StreamLoop()
    loop.start()
    while sum(bool(each.read_at) for each in list_coverage(viewer=analyst, now=clock.now())) < LOGS:
        time.sleep(0.5)
    connections.close_all()
    there.send("ready")
    threading.Event().wait()


def _publish(servers: list[LogServer], database: Path, seconds: int) -> tuple[dict[str, float], dict[str, float]]:
    """When each name of a closed site was published, and when it was first seen in the table of sightings."""
    reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    source = random.Random(3)
    published: dict[str, float] = {}
    seen: dict[str, float] = {}
    due = sorted((source.random() / ENTRIES_PER_S, number) for number in range(LOGS))
    start, turn, last = time.perf_counter(), 0, 0
    while (now := time.perf_counter() - start) < seconds + WAIT_S:
        while due[0][0] <= now and due[0][0] < seconds:
            at, number = due.pop(0)
            turn += 1
            name = f"orchidroom{turn + 1}.example" if turn % WATCHED_EVERY == 0 else f"plain{turn}.log{number}.example"
            if turn % WATCHED_EVERY == 0:
                published[name] = time.perf_counter()
            servers[number].log.add(name)
            due.append((at + source.uniform(0.5, 1.5) / ENTRIES_PER_S, number))
            due.sort()
        for row, hostname in reader.execute("SELECT rowid, hostname FROM sightings_sighting WHERE rowid > ?", (last,)):
            last = max(last, row)
            seen.setdefault(hostname, time.perf_counter())
        if now > seconds and len(seen) >= len(published):
            break
        time.sleep(0.02)
    reader.close()
    return published, seen
