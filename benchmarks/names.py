"""Part B in figures: hostnames a second beside peers, recall of generated variants, memory, index, start, Ray.

`make bench-names` installs the peers of requirements/bench.txt. `--quick` takes a tenth of the names, one round.
Names are made up (`names_data`). Speeds are by processor seconds of one core, medians of rounds in which each has its
turn; slow peers get a sample of the names, or of the watch list, and are scaled. A peer that is not installed has no
value. Rows of the whole command are by the clock.
"""

import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.names_data import VARIANTS, certificate_names, variants, watched_labels, written, zone_names
from benchmarks.names_peers import PEERS, Peer, Work, contains_exactly, typo_distance
from benchmarks.rows import Row
from rempart.engines.names import NameIndex, WatchedSite, build_index
from rempart.engines.names.blocks import screen_block, search_block

SIZES = (100, 1000, 10_000)
TARGETS = {100: 20e6, 1000: 10e6, 10_000: 4e6}
COMMAND = {100: 10e6, 1000: 5e6}
REPEATED = {True: 20, False: 8}
BLOCK = 4 << 20
COM = 160_000_000
Timed = tuple[float, float, int]
"""(seconds by the clock, processor seconds, peak memory in bytes) of a command"""


@dataclass(frozen=True)
class Set:
    """Files of one run."""

    folder: Path
    certificates: Path
    zone: Path
    names: int
    rounds: int
    long_zone: Path  # the zone as often as it takes for the whole command to work for a while
    long_names: int


def run(quick: bool) -> list[Row]:
    """Every figure of names."""
    names, rounds = (200_000, 1) if quick else (2_000_000, 3)
    sizes = SIZES[:2] if quick else SIZES
    with tempfile.TemporaryDirectory(prefix="rempart-names-") as place:
        folder = Path(place)
        zone = written(folder / "zone.txt", zone_names(names))
        times = REPEATED[quick]
        data = Set(
            folder,
            written(folder / "certificates.txt", certificate_names(names)),
            zone,
            names,
            rounds,
            written(folder / "long_zone.txt", (zone.read_bytes() for _ in range(times))),
            names * times,
        )
        screen_block(b"warm.example\n", build_index([WatchedSite("warm", ("warmup.example",))]))
        rows: list[Row] = []
        for size in sizes:
            labels = watched_labels(size)
            rows += [*_speeds(data, labels), *_command(data, labels)]
        rows += [*_start(data), *_recall(quick), *_ray(data)]
        return rows


def _index(labels: list[str]) -> NameIndex:
    return build_index([WatchedSite(label, (f"{label}.example", f"{label}2.example")) for label in labels])


def _blocks(path: Path) -> list[bytes]:
    data = path.read_bytes()
    found, start = [], 0
    while start < len(data):
        end = data.rfind(b"\n", start, start + BLOCK) + 1
        found.append(data[start:end])
        start = end
    return found


def _processor_time(work: Callable[[], object]) -> float:
    def now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    started = now()
    work()
    return max(now() - started, 1e-9)


def _speeds(data: Set, labels: list[str]) -> Iterator[Row]:
    size = len(labels)
    started = time.process_time()
    index = _index(labels)
    index.prepare()
    sieve = index.candidates.sieve
    built = time.process_time() - started
    yield Row(f"index of {size:,} sites", built, "s", "< 3", built < 3)
    certificates, zone = _blocks(data.certificates), _blocks(data.zone)
    work = Work(data.folder, data.certificates, certificates[0], labels)
    peers = [(peer, peer.prepare(work) if peer.installed() else None) for peer in PEERS if size <= peer.most_labels]
    taken: dict[str, list[float]] = {}
    ours: dict[str, list[float]] = {"certificates": [], "zone": []}
    for _ in range(data.rounds):
        for kind, blocks in (("certificates", certificates), ("zone", zone)):
            spent = _processor_time(lambda blocks=blocks: [sieve.scan(block) for block in blocks])  # type: ignore[misc]
            ours[kind].append(data.names / spent)
        for peer, screen in peers:
            if screen is not None:
                taken.setdefault(peer.name, []).append(screen.names * screen.share / _processor_time(screen.run))
    speed = statistics.median(ours["certificates"])
    yield Row(f"sieve, certificates, {size:,} sites", speed, "1/s", f"≥ {TARGETS[size]:,.0f}", speed >= TARGETS[size])
    yield Row(f"sieve, zone, {size:,} sites", statistics.median(ours["zone"]), "1/s")
    yield _searching(certificates, index, data.names, size)
    for peer, _ in peers:
        yield _beside(peer, taken.get(peer.name), speed, size)


def _searching(blocks: list[bytes], index: NameIndex, names: int, size: int) -> Row:
    """Sieve and compiled score together: all that is done for a name that is no hit."""
    spent = min(_processor_time(lambda: [search_block(block, index) for block in blocks]) for _ in range(2))
    return Row(f"sieve and score, certificates, {size:,} sites", names / spent, "1/s")


def _beside(peer: Peer, rates: list[float] | None, speed: float, size: int) -> Row:
    name = f"sieve beside {peer.name}, {size:,} sites"
    if not rates:
        return Row(name, speed, "1/s", peer=f"{peer.name}: not installed")
    rate = statistics.median(rates)
    wanted = peer.target(size)
    target = f"≥ {wanted:g} ×" if wanted else ""
    return Row(name, speed, "1/s", target, speed >= wanted * rate if wanted else None, peer.name, rate)


def _command(data: Set, labels: list[str]) -> Iterator[Row]:
    """The real command, by the clock: read, search, score, write JSON lines."""
    size, watchlist = len(labels), data.folder / f"watch{len(labels)}.jsonl"
    rows = ({"site": label, "domains": [f"{label}.example", f"{label}2.example"]} for label in labels)
    watchlist.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (data.folder / "none.txt").write_bytes(b"")
    _timed("screen", watchlist, watchlist)  # the first run after an installation compiles
    empty, _, _ = _timed("screen", watchlist, data.folder / "none.txt")
    whole, _, peak = _timed("screen", watchlist, data.long_zone)
    seconds = max(whole - empty, 1e-9)
    cores = len(os.sched_getaffinity(0))
    rate, wanted = data.long_names / seconds, COMMAND.get(size, 0.0)
    target = f"≥ {wanted:,.0f}" if wanted else ""
    yield Row(
        f"whole command, zone, {size:,} sites, {cores} cores", rate, "1/s", target, rate >= wanted if wanted else None
    )
    yield Row(f"its peak memory, {size:,} sites", peak / 1e6, "MB", "< 300", peak < 300e6)
    if size == SIZES[-1]:
        total = empty + COM / data.long_names * seconds
        yield Row(
            f"160 M zone names, {size:,} sites (extrapolated from {data.long_names:,})", total, "s", "< 40", total < 40
        )


def _start(data: Set) -> Iterator[Row]:
    times = [_timed("screen", data.folder / "watch100.jsonl", data.folder / "none.txt")[0] for _ in range(3)]
    yield Row("start of the command, once compiled", min(times), "s", "< 1", min(times) < 1)


def _timed(*arguments: str | Path) -> Timed:
    program = Path(sys.executable).with_name("rempart")
    started = time.perf_counter()
    command = [sys.executable, "-S", "-c", _WATCHER, program, *arguments]
    watched = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - started
    code, processor, peak = json.loads(watched.stdout)
    if code:
        message = f"rempart {' '.join(map(str, arguments))} ended with {code}"
        raise RuntimeError(message)
    return seconds, processor, peak * 1024


# Linux counts the memory of whoever started a program as that program's peak: a small process has to start it.
_WATCHER = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


def _recall(quick: bool) -> Iterator[Row]:
    """The share of variants of which the watched name is found: by the sieve, by what is told, by what others do."""
    labels = watched_labels(1000)
    index = _index(labels)
    sieve, watched = index.candidates.sieve, index.candidates.watched
    own = {
        label: {at for at, each in enumerate(watched) if index.candidates.dossiers[each.site].site == label}
        for label in labels
    }
    count = 100 if quick else 1000
    shares, told, exact, near = [], [], [], []
    for kind in VARIANTS:
        pairs = variants(labels, kind, count, 7)
        found = []
        for name, host in pairs:
            scan = sieve.scan(f"{host}\n".encode())
            found.append(any(own[name] & set(sieve.members[row[3]]) for row in scan.pairs.tolist()))
        hits = [any(hit.site == name for hit in screen_block(f"{host}\n".encode(), index).hits) for name, host in pairs]
        shares.append(sum(found) / count)
        told.append(sum(hits) / count)
        exact.append(sum(contains_exactly(name, host) for name, host in pairs) / count)
        near.append(sum(typo_distance(name, host) <= 2 for name, host in pairs) / count)
        yield Row(f"recall of variants: {kind}", shares[-1], "", peer="exact substring", peer_value=exact[-1])
        yield Row(f"told of variants: {kind}", told[-1], "")
    mean = statistics.mean(shares)
    yield Row(
        "recall of variants, mean of kinds", mean, "", "≥ 0.91", mean >= 0.91, "exact substring", statistics.mean(exact)
    )
    yield Row("the same beside edit distance ≤ 2", mean, "", peer="rapidfuzz OSA ≤ 2", peer_value=statistics.mean(near))
    yield Row("the same, told by `rempart screen` without a threshold", statistics.mean(told), "")


def _ray(data: Set) -> Iterator[Row]:
    """Parquet on a Ray cluster of this machine, start included; beside the same command without it."""
    if importlib.util.find_spec("ray") is None:
        yield Row("Ray: not installed", 0.0, "1/s")
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = data.certificates.read_text(encoding="utf-8").split()
    path = data.folder / "certificates.parquet"
    pq.write_table(pa.table({"hostname": lines}), path, row_group_size=max(len(lines) // 8, 1))
    watchlist = data.folder / "watch100.jsonl"
    here, _, _ = _timed("screen", watchlist, path)
    there, _, _ = _timed("screen", watchlist, path, "--engine", "ray")
    yield Row(
        "Ray on this machine, start included",
        len(lines) / there,
        "1/s",
        peer="one process",
        peer_value=len(lines) / here,
    )
