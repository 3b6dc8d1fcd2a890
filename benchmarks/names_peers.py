"""What others do with a watch list and a file of hostnames, each in the way that its own documentation gives.

opensquat screens by a loop over keywords and hosts in Python: its method is written out here, for it has no way to be
called on a file of hosts. dnstwist makes candidates, which are looked up in a set.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist


@dataclass(frozen=True)
class Work:
    """A file of hostnames, its first block, and the labels to look for."""

    folder: Path
    path: Path
    block: bytes
    labels: list[str]

    @property
    def size(self) -> int:
        return self.path.read_bytes().count(b"\n")


@dataclass(frozen=True)
class Screening:
    """One timed run over `names` hostnames; `share` of the watch list was looked for (the time grows with it)."""

    run: Callable[[], object]
    names: int
    share: float = 1.0


@dataclass(frozen=True)
class Peer:
    """`factors` says how many times its speed ours has to be, by the size of the watch list."""

    name: str
    installed: Callable[[], bool]
    prepare: Callable[[Work], Screening]
    factors: dict[int, float]
    most_labels: int = 10_000

    def target(self, size: int) -> float:
        return self.factors.get(size, 0.0)


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _module(name: str) -> Callable[[], bool]:
    return lambda: importlib.util.find_spec(name) is not None


def _counted(*command: str | Path) -> Callable[[], object]:
    """Run to the end with its output read: grep stops at the first match where it sees that nobody reads."""
    return lambda: subprocess.run(
        command, stdout=subprocess.PIPE, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    )


def _literals(work: Work) -> Path:
    path = work.folder / f"literals{len(work.labels)}.txt"
    path.write_text("".join(f"{label}\n" for label in work.labels), encoding="utf-8")
    return path


def _sample(work: Work, lines: int) -> list[str]:
    return work.block.decode().split("\n")[:lines]


def _lines(work: Work) -> Screening:
    return Screening(_counted("wc", "-l", work.path), work.size)


def _grep(work: Work) -> Screening:
    return Screening(_counted("grep", "-F", "-c", "-f", _literals(work), work.path), work.size)


def _ripgrep(work: Work) -> Screening:
    return Screening(_counted("rg", "-F", "-c", "-j1", "-f", _literals(work), work.path), work.size)


def _aho_corasick(work: Work) -> Screening:
    import ahocorasick

    machine: Any = ahocorasick.Automaton()
    for label in work.labels:
        machine.add_word(label, label)
    machine.make_automaton()
    text = work.block.decode()
    return Screening(lambda: sum(1 for _ in machine.iter(text)), text.count("\n"))


def _aho_corasick_rs(work: Work) -> Screening:
    import ahocorasick_rs  # type: ignore[import-not-found,import-untyped,unused-ignore]

    machine = ahocorasick_rs.AhoCorasick(work.labels)
    text = work.block.decode()
    return Screening(lambda: machine.find_matches_as_indexes(text, overlapping=False), text.count("\n"))


def _hyperscan(work: Work) -> Screening:
    import hyperscan  # type: ignore[import-not-found,import-untyped,unused-ignore]

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_SINGLEMATCH
    expressions = [label.encode() for label in work.labels]
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[flags] * len(expressions),
    )
    return Screening(lambda: database.scan(work.block, match_event_handler=lambda *_: None), work.block.count(b"\n"))


def _cdist(work: Work) -> Screening:
    hosts = [host.split(".")[-2] if host.count(".") else host for host in _sample(work, 4000)]
    labels = work.labels[:1000]

    def run() -> object:
        return cdist(labels, hosts, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8, workers=1)

    return Screening(run, len(hosts), len(labels) / len(work.labels))


def _opensquat(work: Work) -> Screening:
    hosts, labels = _sample(work, 300), work.labels[:5]

    def run() -> int:
        found = 0
        for label in labels:
            for host in hosts:
                first = host.split(".", maxsplit=1)[0]
                found += label in host or plain_distance(label, first) <= 2
        return found

    return Screening(run, len(hosts), len(labels) / len(work.labels))


def plain_distance(one: str, other: str) -> int:
    """Levenshtein's distance, letter by letter."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, second in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != second))
    return row[-1]


def _dnstwist(work: Work) -> Screening:
    import dnstwist  # type: ignore[import-not-found,import-untyped,unused-ignore]

    known: set[str] = set()
    for label in work.labels[:10]:
        fuzzer = dnstwist.Fuzzer(f"{label}.com")
        fuzzer.generate()
        known |= {candidate["domain"].split(".")[0] for candidate in fuzzer.domains}
    hosts = _sample(work, 200_000)
    return Screening(lambda: sum(any(part in known for part in host.split(".")) for host in hosts), len(hosts))


def contains_exactly(name: str, host: str) -> bool:
    """What grep, rg, Aho-Corasick and hyperscan's literals find."""
    return name in host


def typo_distance(name: str, host: str) -> int:
    """The least edit distance of any label."""
    return min(OSA.distance(name, part, score_cutoff=2) for part in host.split("."))


PEERS = (
    Peer("wc -l", _program("wc"), _lines, {}),
    Peer("grep -F", _program("grep"), _grep, {1000: 8.0}, most_labels=1000),
    Peer("rg -F", _program("rg"), _ripgrep, {1000: 1.0, 10_000: 1.0}),
    Peer("pyahocorasick", _module("ahocorasick"), _aho_corasick, {1000: 8.0}),
    Peer("ahocorasick_rs", _module("ahocorasick_rs"), _aho_corasick_rs, {}),
    Peer("hyperscan, exact literals", _module("hyperscan"), _hyperscan, {}),
    Peer("rapidfuzz cdist, OSA ≤ 2, one label", _module("rapidfuzz"), _cdist, {1000: 150.0, 10_000: 150.0}),
    Peer("opensquat's method", lambda: True, _opensquat, {1000: 100_000.0}),
    Peer("dnstwist's labels in a set (without making them)", _module("dnstwist"), _dnstwist, {}),
)
