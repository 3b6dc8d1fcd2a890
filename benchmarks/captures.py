"""Captures of the laboratory's pages in the real browser: time, size; hashing; media and addresses in hostile suites.

Run with ``python -m benchmarks captures [--quick]``. Names, resolver, websites and timestamp authority are those of
`rempart.lab`; nothing leaves loopback.
"""

import asyncio
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row
from rempart.adapters.chromium import ChromiumCapturer
from rempart.adapters.egress.hashing import Hashed, HashingJail
from rempart.adapters.egress.inline import neutralise
from rempart.adapters.exhibit import build_exhibit
from rempart.adapters.signer import FileSigner
from rempart.adapters.timestamp_authority import HttpTimestampAuthority, load_roots
from rempart.kernel.clock import SystemClock
from rempart.lab.sites import SITES, SiteKind
from rempart.lab.small_internet import SmallInternet
from rempart.ports.capturing import CapturePolicy
from rempart.verification import load_trust, verify_exhibit
from tests.factories.shapes import SHAPES, make_shape
from tests.security.browsed_pages import FRAMES, browse
from tests.security.capture_media_tricks import leaks, make_core, make_page

ROOT = Path(__file__).parents[1]

# A file of tests, and what of its printed lines becomes a row: label, pattern of the figure, target.
SUITES: dict[str, tuple[tuple[str, re.Pattern[str], str, int], ...]] = {
    "tests/security/test_capture_media.py": (
        ("pages of media in text, up to three writings deep", re.compile(r"(\d+) pages, \d+ tricks"), ">=", 2_000),
        ("embedding tricks", re.compile(r"pages, (\d+) tricks"), ">=", 60),
        ("media of these in what the browser got", re.compile(r"(\d+) in what the browser got"), "==", 0),
        ("media of these in what was kept", re.compile(r"got, (\d+) in what was kept"), "==", 0),
    ),
    "tests/security/test_capture_hostile_pages.py": (
        ("media seeded on one page in the real browser", re.compile(r"(\d+) media seeded"), ">=", 60),
        ("media of these in capture, screenshot and exhibit", re.compile(r"page, (\d+) in the capture"), "==", 0),
        ("files on disk with one while the browser ran", re.compile(r"ran, (\d+) with a medium"), "==", 0),
        ("ways out tried by a page that canaries heard", re.compile(r"refused, (\d+) heard"), "==", 0),
    ),
    "tests/security/test_capture_forbidden_addresses.py": (
        ("cases of forbidden addresses", re.compile(r"(\d+) cases of forbidden"), ">=", 500),
        ("connections to a forbidden address in these", re.compile(r"addresses, (\d+) tried"), "==", 0),
    ),
    "tests/security/test_capture_left_out_addresses.py": (
        ("cases of a forbidden address beside a site's own", re.compile(r"(\d+) cases of forbidden"), ">=", 500),
        ("connections to a forbidden address in those", re.compile(r"addresses, (\d+) tried"), "==", 0),
    ),
    "tests/adapters/exhibit/test_killed.py": (
        ("points of packing, storing, sealing at which it was ended", re.compile(r"ended at (\d+) points"), ">=", 100),
        ("exhibits of these that look complete and are not", re.compile(r"(\d+) exhibits that are not"), "==", 0),
    ),
    "tests/stages/test_captures_killed.py": (
        ("times the worker was ended in its two steps", re.compile(r"worker ended (\d+) times"), ">=", 95),
        ("times of these that work was lost or done twice", re.compile(r": (\d+) times work"), "==", 0),
    ),
}


def run(quick: bool) -> list[Row]:
    """Times and sizes over 24 captures (12 if `quick`), damaged pictures, many pages, then the hostile suites."""
    rows = [*_times(12 if quick else 24), *_hashes(500 if quick else 10_000), *_browse(2 if quick else 20)]
    rows.append(_texts(2_000 if quick else 20_000))
    for file, figures in SUITES.items():
        rows += _suite(file, figures)
    return rows


def _times(count: int) -> list[Row]:
    sites = [site for site in SITES if site.kind is not SiteKind.MOVED]
    times: list[float] = []
    sizes: list[int] = []
    unsound = 0
    with SmallInternet() as internet, tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder:
        signer = FileSigner(Path(folder) / "keys")
        roots = internet.timestamps.root_certificate
        authority = HttpTimestampAuthority("laboratory", internet.timestamps.url, load_roots(roots))
        trust = load_trust(keys=[Path(folder) / "keys/seal-public.pem"], roots=[roots])
        policy = CapturePolicy(
            ports=(80, 443, internet.websites.port),
            allowed_networks=("127.0.0.0/8",),
            resolver=f"{internet.control.address}@{internet.control.port}",
        )
        for number in range(count):
            site = sites[number % len(sites)]
            started = time.perf_counter()
            seen = ChromiumCapturer().capture(f"http://{site.hostname}:{internet.websites.port}/", policy)
            sealed = build_exhibit(seen, signer=signer, authorities=(authority,), now=SystemClock().now())
            times.append(time.perf_counter() - started)
            sizes.append(len(sealed))
            unsound += not verify_exhibit(sealed, trust).sound
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [
        Row(f"capture, seal and timestamp of a page, median of {count}", p50, "s", "< 10", p50 < 10),
        Row(f"… 95th percentile of {count}", p95, "s", "< 60", p95 < 60),
        Row("largest exhibit of these", max(sizes) / 1e6, "MB", "< 2", max(sizes) < 2_000_000),
        Row("exhibits of these that do not verify", unsound, "", "0", unsound == 0),
    ]


def _hashes(count: int) -> list[Row]:
    """PDQ beside the reference's golden values; then `count` pictures with bytes changed or cut, hashed in the jail."""
    golden = json.loads((ROOT / "tests/golden/pdq.json").read_text(encoding="ascii"))
    shapes = {name: make_shape(name) for name in SHAPES}
    kinds = [name for name in SHAPES if name != "large"]
    chance = random.Random("damaged")
    damaged = [_damage(shapes[chance.choice(kinds)], chance) for _ in range(count)]
    seen, _ = asyncio.run(_hash_all(list(shapes.values())))
    distances = [
        (int(hashed.hashes["pdq"], 16) ^ int(golden[name]["pdq"], 16)).bit_count()
        for name, hashed in zip(shapes, seen, strict=True)
        if golden[name]["quality"] >= 50
    ]
    hashed, slowest = asyncio.run(_hash_all(damaged))
    without = sum("sha256" not in one.hashes for one in hashed)
    return [
        Row(
            f"PDQ: largest distance to pdqhash 0.2.8 over {len(distances)} shapes",
            max(distances),
            "bits",
            "<= 10",
            max(distances) <= 10,
        ),
        Row(f"damaged pictures that left no digest, of {count:,}", without, "", "0", without == 0),
        Row("slowest of these", slowest, "s", "< 5", slowest < 5),
    ]


def _browse(visits: int) -> list[Row]:
    """Generated pages in the real browser: a medium in each page's text, another at an address that it asks for."""
    found = browse(20_000, visits)
    counts = (
        ("generated pages in the real browser", found.pages, found.pages == visits * FRAMES),
        ("media in their texts and behind their addresses", found.media, found.media >= found.pages),
        ("ways of asking for a medium", len(found.ways), len(found.ways) >= 30),
        ("files of the browser looked into, profiles kept after its end among them", len(found.files), True),
        ("memory of its processes looked into, GB", round(found.memory_bytes / 1e9, 1), found.words_in_memory > 0),
    )
    leaks = (
        ("files with a medium", len(found.on_disk)),
        ("places in memory with a medium", found.in_memory),
        ("media in what was kept", len(found.in_capture)),
    )
    return [Row(label, value, "", "", met or False) for label, value, met in counts] + [
        Row(f"… {label}", value, "", "0", value == 0) for label, value in leaks
    ]


def _texts(count: int) -> Row:
    """More generated pages than a browser can look at in that time: text alone, searched as the proxy searches it."""
    seeds = range(100_000, 100_000 + count)
    leaking = sum(leaks(neutralise(make_page(seed), "").body, make_core(seed)) for seed in seeds)
    return Row(f"pages with a medium left in their text, of {count:,} more", leaking, "", "0", leaking == 0)


def _damage(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.3 else changed)


async def _hash_all(contents: list[bytes]) -> tuple[list[Hashed], float]:
    """What is left of each, and the longest that one took, in seconds."""
    jail, hashed, slowest = HashingJail(), [], 0.0
    try:
        for content in contents:
            started = time.perf_counter()
            hashed.append(await jail.hash_medium(content))
            slowest = max(slowest, time.perf_counter() - started)
    finally:
        await jail.close()
    return hashed, slowest


def _suite(file: str, figures: tuple[tuple[str, re.Pattern[str], str, int], ...]) -> list[Row]:
    """The figures that the tests of `file` print, summed over its tests; one that was not printed is missed."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    rows = []
    for label, pattern, relation, wanted in figures:
        found = pattern.findall(done.stdout)
        value = sum(map(int, found)) if found else -1
        met = done.returncode == 0 and (value >= wanted if relation == ">=" else value == wanted)
        rows.append(Row(label, value, "", f"{relation} {wanted:,}" if relation == ">=" else f"{wanted}", met))
    return rows
