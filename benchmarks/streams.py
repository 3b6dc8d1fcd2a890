"""Streams in figures: a day of certificates replayed from a local log, and published -> sighted over 45 faulty logs.

The log is a real HTTP server in a process of its own. The replay leaves out doubles and screens certificate-like names
against 1,000 closed sites; the latency run lets the house itself follow 45 logs (`stream_latency`).
"""

import gzip
import multiprocessing
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from multiprocessing.connection import Connection

from benchmarks.names_data import labels, watched_labels
from benchmarks.rows import Row
from benchmarks.stream_latency import latency
from rempart.adapters.streams.certificates import names_of, read_tile_leaves
from rempart.adapters.streams.fetching import Budget, Fetcher
from rempart.adapters.streams.keys import find_holders
from rempart.adapters.streams.static_ct import StaticLog
from rempart.engines.names import WatchedSite, build_index
from rempart.engines.names.blocks import screen_block
from rempart.sightings.recent import RecentNames
from tests.fakes.ct_logs import CertificateLog, QuietServer

A_DAY = 30_000_000


def run(quick: bool) -> list[Row]:
    """Every figure of the streams."""
    far = replay(tiles=400_000, seconds=5 if quick else 10, answer_s=0.04)[0]
    return [
        *replay(tiles=400_000, seconds=15 if quick else 45),
        Row("entries a second of a log that takes 40 ms to answer", far.value, "1/s"),
        *keys(rounds=20 if quick else 100),
        *latency(seconds=10 if quick else 45),
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


def keys(rounds: int) -> list[Row]:
    """What it costs to look a certificate's key up among the TLS keys of closed sites, beside reading its names."""
    log = CertificateLog()
    for number in range(256):
        log.add(f"h{number}.example", f"www.h{number}.example")
    entries = read_tile_leaves(b"".join(log.tile_leaves))
    known = frozenset(sha256(b"%d" % number).digest() for number in range(10_000))
    found = 0

    def looked_up(wanted: frozenset[bytes]) -> float:
        nonlocal found
        began = time.process_time()
        for _ in range(rounds):
            found += len(list(find_holders(entries, wanted)))
        return (time.process_time() - began) / rounds / len(entries) * 1e6

    began = time.process_time()
    for entry in entries:
        names_of(entry.certificate)
    names = (time.process_time() - began) / len(entries) * 1e6
    some, none = looked_up(known), looked_up(frozenset())
    assert not found
    return [
        Row("names of a whole certificate read", names, "µs"),
        Row("its key looked up among 10,000 of closed sites", some, "µs", "< 10", some < 10),
        Row("the same where no key is known", none, "µs", "< 0.1", none < 0.1),
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

    http = QuietServer(("127.0.0.1", 0), Handler)
    there.send(f"http://127.0.0.1:{http.server_port}")
    http.serve_forever()
