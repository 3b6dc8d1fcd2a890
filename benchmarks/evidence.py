"""Part C in figures: forgeries found, turned bits found, sound exhibits passed, verification time, log proofs.

Run with ``python -m benchmarks evidence [--quick]``. Everything is made here: captures by hand, an OpenSSL authority
in a temporary folder, a log in memory. Captures in a real browser are measured by the benchmark `captures`.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from benchmarks.rows import Row
from rempart.adapters.exhibit import container
from rempart.captures.bags import list_bag_files
from rempart.captures.contracts import Exhibit
from rempart.engines import ledger
from rempart.verification import verify_exhibit
from tests.factories.captures import make_exchange, make_varied_capture
from tests.factories.exhibits import Workshop
from tests.factories.judges import find_judge
from tests.verification.forging import flip, forge
from tests.verification.test_forgeries import FAMILIES

JUDGES = (
    ("warcio check", "warcio", ("check", "{archive}")),
    ("fastwarc check", "fastwarc", ("check", "-p", "{archive}")),
    ("gunzip -t", "gunzip", ("-t", "{archive}")),
    ("wacz validate", "wacz", ("validate", "-f", "{exhibit}")),
    ("case_validate", "case_validate", ("--allow-info", "{graph}")),
    (
        "openssl ts -verify",
        "openssl",
        ("ts", "-verify", "-data", "{statement}", "-in", "{token}", "-CAfile", "{roots}"),
    ),
    ("bagit --validate", "bagit.py", ("--validate", "{bag}")),
    ("evidence/check.sh", "sh", ("{script}", "--key", "{key}", "--roots", "{roots}")),
)


# Runs the program and tells, on standard error, the peak of its memory in kB: of its own, as rusage would tell also
# what the process that started it held.
_PEAK = """
import runpy, sys
sys.argv[0] = "rempart"
try:
    runpy.run_module("rempart", run_name="__main__")
finally:
    with open("/proc/self/status") as status:
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    sys.stderr.write("\\n" + peak + "\\n")
"""


def run(quick: bool) -> list[Row]:
    """Every figure of the evidence; `quick` takes samples."""
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder:
        first, last = Path(folder, "first"), Path(folder, "last")
        workshop = Workshop(first)
        rows = [
            *_forgeries(workshop),
            _sound(workshop, 100 if quick else 1_000),
            _bits(workshop, 20_000 if quick else None),
        ]
        # A workshop's captures are as old as the workshop; after minutes of turning bits no authority stamps them.
        workshop = Workshop(last)
        return [*rows, *_speed(workshop, last), *_log(20_000 if quick else 1_000_000), *_judges(workshop, last)]


def _forgeries(workshop: Workshop) -> list[Row]:
    sealed = workshop.sealed()
    made: Counter[str] = Counter()
    accepted: list[str] = []
    for family in FAMILIES:
        for forgery in forge(family, workshop, sealed):
            report = verify_exhibit(forgery.content, workshop.trust)
            failed = {check.code for check in report.list_failed()}
            made[forgery.family] += 1
            if report.sound or (forgery.codes and not failed & forgery.codes):
                accepted.append(f"{forgery.family}: {forgery.name}")
    return [
        Row("forgeries made", made.total(), "", ">= 400", made.total() >= 400),
        Row("families of forgeries", len(made), "", ">= 12", len(made) >= 12),
        *(Row(f"… {family.replace('_', ' ')}", count, "") for family, count in made.items()),
        Row("forgeries not rejected for the right reason", len(accepted), "", "0", not accepted),
    ]


def _sound(workshop: Workshop, count: int) -> Row:
    rejected = 0
    for seed in range(count):
        capture = make_varied_capture(random.Random(seed), workshop.now)
        content = workshop.sealed(capture, authorities=(workshop.authority,) if seed % 10 == 0 else ())
        rejected += not verify_exhibit(content, workshop.trust).sound
    return Row(f"sound exhibits rejected, of {count:,}", rejected, "", "0", rejected == 0)


def _bits(workshop: Workshop, sample: int | None) -> Row:
    """Turn every bit of an exhibit of about 100 kB, or `sample` of them."""
    noise = random.Random("bits")
    body = bytes(noise.choices(b"abcdefghijklmnopqrstuvwxyz <>/", k=95_000))
    capture = replace(workshop.capture, exchanges=(make_exchange(body=body, started_at=workshop.capture.started_at),))
    content = workshop.sealed(capture)
    total = len(content) * 8
    bits = range(total) if sample is None else [noise.randrange(total) for _ in range(sample)]
    unseen = sum(verify_exhibit(flip(content, bit), workshop.trust).sound for bit in bits)
    what = f"turned bits not found, of {len(bits):,} in an exhibit of {len(content):,} bytes"
    return Row(what, unseen, "", "0", unseen == 0)


def _speed(workshop: Workshop, folder: Path) -> list[Row]:
    noise = random.Random("speed")
    bodies = [bytes(noise.choices(b"abcdefghijklmnopqrstuvwxyz <>/", k=40_000)) for _ in range(85)]
    exchanges = tuple(
        make_exchange(f"https://forum.example/{n}", body, started_at=workshop.capture.started_at)
        for n, body in enumerate(bodies)
    )
    content = workshop.sealed(replace(workshop.capture, exchanges=exchanges))
    times = []
    for _ in range(5):
        started = time.perf_counter()
        report = verify_exhibit(content, workshop.trust)
        times.append(time.perf_counter() - started)
    median = statistics.median(times)
    size = f"{len(content) / 1e6:.1f} MB"
    (folder / "large.wacz").write_bytes(content)
    peak, sound = _measure_peak(workshop, folder / "large.wacz")
    return [
        Row(f"verify {size} offline, median", median, "s", "< 2", report.sound and median < 2),
        Row(f"memory of `rempart verify` at its peak, {size}", peak, "MB", "< 100", sound and peak < 100),
    ]


def _measure_peak(workshop: Workshop, exhibit: Path) -> tuple[float, bool]:
    """The most memory, in MB, that the program takes to verify `exhibit`, and whether it found it sound."""
    key, roots = workshop.folder / "keys/seal-public.pem", workshop.authority.root_file
    command = [sys.executable, "-c", _PEAK, "verify", str(exhibit), "--key", str(key), "--roots", str(roots)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return int(done.stderr.split()[-1]) / 1000, done.returncode == 0


def _log(size: int) -> list[Row]:
    nodes: dict[tuple[int, int], bytes] = {}

    def node(level: int, position: int) -> bytes:
        return nodes[level, position]

    started = time.perf_counter()
    for index in range(size):
        nodes.update(ledger.append(index, ledger.leaf_hash(index.to_bytes(8, "big")), node))
    appended = size / (time.perf_counter() - started)
    seed, name = bytes(range(32)), "bench.example/journal"
    note = ledger.sign_checkpoint(ledger.Checkpoint(name, size, ledger.root(size, node)), name, seed)
    index = size // 3
    hashes = tuple(ledger.inclusion_proof(index, size, node))
    text = ledger.encode_proof(ledger.InclusionRecord(index=index, hashes=hashes, checkpoint=note))
    leaf, key = ledger.leaf_hash(index.to_bytes(8, "big")), ledger.public_key_of(seed)
    started = time.perf_counter()
    holds = ledger.parse_proof(text).verify(leaf, name, key)
    elapsed = (time.perf_counter() - started) * 1000
    return [
        Row(f"log of {size:,} entries: append", appended, "/s", "> 1000", appended > 1000),
        Row(f"log of {size:,} entries: proof", len(text.encode()), "bytes", "< 2000", len(text.encode()) < 2000),
        Row(f"log of {size:,} entries: check of a proof", elapsed, "ms", "< 10", holds and elapsed < 10),
    ]


def _judges(workshop: Workshop, folder: Path) -> list[Row]:
    """Programs of others, where they are installed."""
    content = workshop.sealed()
    unpacked = folder / "unpacked"
    for name, part in container.read_zip(content).items():
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_bytes(part)
    (folder / "exhibit.wacz").write_bytes(content)
    told = SimpleNamespace(id=UUID(int=1), hostname="forum.example")
    bag = list_bag_files(cast("Exhibit", told), content, (), organisation="Hotline", now=workshop.now, beside={})
    for name, part in bag.items():
        (folder / "bag" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bag" / name).write_bytes(part)
    places = {
        "bag": folder / "bag",
        "archive": unpacked / "archive/data.warc.gz",
        "exhibit": folder / "exhibit.wacz",
        "graph": unpacked / "evidence/case-uco.jsonld",
        "statement": unpacked / "seal/statement",
        "token": unpacked / "seal/timestamp-1",
        "script": unpacked / "evidence/check.sh",
        "key": workshop.folder / "keys/seal-public.pem",
        "roots": workshop.authority.root_file,
    }
    rows = []
    for judge, program, arguments in JUDGES:
        found = find_judge(program)
        if found is None:
            rows.append(Row(f"judge: {judge}", 0, "", "accepts", None))
            continue
        command = [found, *(argument.format(**places) for argument in arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        accepts = done.returncode == 0 and "the passed WACZ is invalid" not in done.stdout
        rows.append(Row(f"judge: {judge}", int(accepts), "", "accepts", accepts))
    return rows
