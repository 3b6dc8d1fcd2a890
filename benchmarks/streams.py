"""Streams in figures: a day of certificates replayed from a local log, and published -> sighted over 45 faulty logs.

The log is a real HTTP server in a process of its own. The replay leaves out doubles and screens certificate-like names
against 1,000 closed sites; the latency run appends to 45 static logs, of which some answer 503, 429 or late, and
follows each from a thread of its own.
"""

import gzip
import multiprocessing
import random
import statistics
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

from benchmarks.names_data import labels, watched_labels
from benchmarks.rows import Row
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.static_ct import StaticLog
from rempart.engines.names import WatchedSite, build_index
from rempart.engines.names.blocks import screen_block
from rempart.kernel.errors import RempartError
from rempart.sightings.recent import RecentNames
from tests.fakes.ct_logs import CertificateLog, LogServer

A_DAY = 30_000_000


def run(quick: bool) -> list[Row]:
    """Every figure of the streams."""
    far = replay(tiles=400_000, seconds=5 if quick else 20, answer_s=0.04)[0]
    return [
        *replay(tiles=400_000, seconds=15 if quick else 120),
        Row("entries a second of a log that takes 40 ms to answer", far.value, "1/s"),
        *latency(seconds=10 if quick else 60),
    ]


def replay(tiles: int, seconds: float, answer_s: float = 0.0) -> list[Row]:
    """Names tiles over HTTP, screened; one process reads, another serves, each tile after `answer_s`."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve_tiles, args=(there, tiles, answer_s), daemon=True)
    server.start()
    address = here.recv()
    names = watched_labels(1000)
    recent = RecentNames()
    index = build_index(tuple(WatchedSite(name, (f"{name}.example", f"{name}1.example")) for name in names))
    fetcher = Fetcher("log", address, Budget(rate=1e6))
    log = StaticLog("log", fetcher, from_start=True)
    entries = screened = lost = 0
    screen_block(b"warm.example\n", index)
    start, spent = time.perf_counter(), time.process_time()
    for batch in log.read(None):
        entries, lost = entries + batch.entries, lost + batch.lost
        lines, _ = recent.fresh(batch.lines)
        screened += screen_block(lines, index).names if lines else 0
        recent.remember(lines)
        if time.perf_counter() - start > seconds:
            break
    elapsed, spent = time.perf_counter() - start, time.process_time() - spent
    fetcher.close()
    server.kill()
    minutes = A_DAY / (entries / elapsed) / 60
    return [
        Row("entries read and screened a second", entries / elapsed, "1/s", "≥ 50,000", entries / elapsed >= 50_000),
        Row("entries a second of one core's time", entries / spent, "1/s"),
        Row("one day of certificates (30 M entries)", minutes, "min", "< 10", minutes < 10),
        Row("entries lost in the replay", lost, "entries", "0", lost == 0),
        Row("hostnames screened", screened, "names"),
    ]


def serve_tiles(there: Connection, tiles: int, answer_s: float) -> None:
    drawn = labels(50 * 256, seed=2)
    # "#" becomes the number of the tile: no name comes twice, as a double would cost nothing.
    tails = [[f'"DNS":["h#.{name}.com","www.h#.{name}.com"]}}' for name in drawn[i::50]] for i in range(50)]
    size = tiles * 256

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            time.sleep(answer_s)
            if self.path == "/checkpoint":
                body = f"log.example\n{size}\n{'A' * 43}=\n\n— log.example AAAA\n".encode()
            else:
                tile = int(self.path.removeprefix("/tile/names/").replace("x", "").replace("/", ""))
                first, tail = tile * 256, tails[tile % 50]
                lines = [f'{{"Index":{first + i},"Timestamp":{1776157200000 + i},{tail[i]}' for i in range(256)]
                body = gzip.compress("\n".join(lines).replace("#", str(tile)).encode(), 1)
            # In one piece: a head by itself would wait for the reader's delayed acknowledgement, 40 ms a tile.
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there.send(f"http://127.0.0.1:{http.server_port}")
    http.serve_forever()


def latency(seconds: int) -> list[Row]:
    """Each log gets an entry a second; a sighting counts when the names engine has said yes to it."""
    index = build_index((WatchedSite("site", ("orchidroom.example", "orchidroom1.example")),))
    published: dict[str, float] = {}
    delays: dict[str, float] = {}
    over = threading.Event()
    source = random.Random(3)
    servers = [LogServer(CertificateLog()) for _ in range(45)]
    threads = []
    for number, server in enumerate(servers):
        server.log.add(f"first{number}.example", certificate=b"x")
        server.faults = fault_of(number, random.Random(number))
        server.__enter__()
        threads.append(threading.Thread(target=follow, args=(server, index, published, delays, over)))
    for thread in threads:
        thread.start()
    for turn in range(seconds):
        for number, server in enumerate(servers):
            name = f"orchidroom{turn * 100 + number + 2}.example"
            server.log.add(name, certificate=b"x")
            published[name] = time.perf_counter()
            time.sleep(1 / len(servers) * source.uniform(0.5, 1.0))
    time.sleep(8)
    over.set()
    for thread, server in zip(threads, servers, strict=True):
        thread.join()
        server.__exit__()
    found = sorted(delays.values())
    p99 = statistics.quantiles(found, n=100)[98]
    return [
        Row("published -> sighted, p50 over 45 logs", statistics.median(found), "s"),
        Row("published -> sighted, p99 over 45 logs", p99, "s", "< 5", p99 < 5),
        Row("entries lost over 45 logs", len(published) - len(found), "entries", "0", len(published) == len(found)),
    ]


def fault_of(number: int, source: random.Random) -> Callable[[str], tuple[int, dict[str, str], bytes] | None]:
    """Every third log misbehaves now and then, each in its own way."""

    def fault(_path: str) -> tuple[int, dict[str, str], bytes] | None:
        if number % 3 or source.random() > 0.1:
            return None
        if number % 2:
            return 503, {}, b""
        time.sleep(0.3)
        return 429, {"Retry-After": "1"}, b""

    return fault


def follow(
    server: LogServer, index: object, published: dict[str, float], delays: dict[str, float], over: threading.Event
) -> None:
    fetcher = Fetcher("log", server.url, Budget(rate=10.0))
    log = StaticLog("log", fetcher, from_start=True, partial_wait_s=0.0)
    cursor: str | None = None
    while not over.wait(0.5):
        try:
            for batch in log.read(cursor):
                cursor = batch.cursor
                hits = screen_block(batch.lines, index).hits if batch.lines else ()  # type: ignore[arg-type]
                for hit in hits:
                    if hit.hostname in published:
                        delays.setdefault(hit.hostname, time.perf_counter() - published[hit.hostname])
        except RempartError:
            continue
    fetcher.close()
