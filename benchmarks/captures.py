"""Captures of the laboratory's pages in the real browser: time, size; media and forbidden addresses in hostile suites.

Run with ``python -m benchmarks captures [--quick]``. Names, resolver, websites and timestamp authority are those of
`rempart.lab`; nothing leaves loopback.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row
from rempart.adapters.chromium import ChromiumCapturer
from rempart.adapters.exhibit import build_exhibit
from rempart.adapters.signer import FileSigner
from rempart.adapters.timestamp_authority import HttpTimestampAuthority, load_roots
from rempart.kernel.clock import SystemClock
from rempart.lab.sites import SITES, SiteKind
from rempart.lab.small_internet import SmallInternet
from rempart.ports.capturing import CapturePolicy
from rempart.verification import load_trust, verify_exhibit

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
        ("media of these in capture and screenshot", re.compile(r"page, (\d+) in the capture"), "==", 0),
        ("ways out tried by a page that canaries heard", re.compile(r"refused, (\d+) heard"), "==", 0),
    ),
    "tests/security/test_capture_forbidden_addresses.py": (
        ("cases of forbidden addresses", re.compile(r"(\d+) literal addresses"), ">=", 500),
        ("connections to a forbidden address in these", re.compile(r"refused, (\d+) tried"), "==", 0),
    ),
}


def run(quick: bool) -> list[Row]:
    """Times and sizes over 24 captures (12 if `quick`), then the hostile suites."""
    rows = _times(12 if quick else 24)
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


def _suite(file: str, figures: tuple[tuple[str, re.Pattern[str], str, int], ...]) -> list[Row]:
    """The figures that the tests of `file` print; a figure that was not printed is missed."""
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    rows = []
    for label, pattern, relation, wanted in figures:
        found = pattern.search(done.stdout)
        value = int(found[1]) if found else -1
        met = done.returncode == 0 and (value >= wanted if relation == ">=" else value == wanted)
        rows.append(Row(label, value, "", f"{relation} {wanted:,}" if relation == ">=" else f"{wanted}", met))
    return rows
