"""Sweeps and former addresses in figures, against a farm of hostnames on loopback with timeouts and errors.

Run with ``python -m benchmarks sweep [--quick | --long]``. The commands are run as an operator runs them, each in a
process of its own; the farm (`rempart.lab.server_farm`) is another. Rates are set high where speed is measured, and
left as they come where the pace is.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row
from rempart.lab.server_farm import ServerFarm, write_names
from rempart.ports.glancing import SPACING
from tests.factories import pages

CONFIGURATION = """\
data_folder = "data"
[captures]
ports = [{port}, {tls_port}]
allowed_networks = ["127.0.0.0/8"]
resolver = "{dns}"
[sweeps]
requests_per_s = {rate}
network_requests_per_s = {rate}
host_pause_s = 0.001
at_once = 192
[[sweeps.legal_bases]]
code = "bench"
text = "A measurement on loopback"
[former_addresses]
requests_per_s = {former_rate}
at_once = 64
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command went."""

    out: str
    seconds: float
    cpu_s: float
    peak_mb: float


def run(quick: bool) -> list[Row]:
    """Every figure of sweeps; `quick` takes a tenth of the hostnames."""
    return [*_sweep_rows(400 if quick else 2_000), *_former_rows(1_000 if quick else 10_000), *_pace_rows()]


def _sweep_rows(count: int) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as name, ServerFarm(pages.REOPENED) as farm:
        folder = Path(name)
        _install(folder, farm, rate=5_000)
        ways = write_names(folder / "names.txt", count)
        ran = _command(folder, "sweep", "names.txt", "--basis", "bench", "--reason", "measuring", "--json")
    told = [json.loads(line) for line in ran.out.splitlines()]
    sighted = [row["hostname"] for row in told[:-1] if row["outcome"] == "sighted"]
    right = sum(name.startswith("back") for name in sighted)
    settled = told[-1]["settled"]
    per_core = settled / ran.cpu_s
    return [
        Row("hostnames swept", settled, "hostnames", str(count), settled == count),
        Row("hostnames a second of one core's work", per_core, "1/s", "≥ 5", per_core >= 5),
        Row("hostnames a second by the clock", settled / ran.seconds, "1/s", "≥ 5", settled / ran.seconds >= 5),
        Row("memory at its peak", ran.peak_mb, "MB", "≤ 300", ran.peak_mb <= 300),
        Row("reopenings under unrelated names found", right, "", f"{ways['back']}", right == ways["back"]),
        Row("others taken for one", len(sighted) - right, "", "0", len(sighted) == right),
    ]


def _former_rows(count: int) -> list[Row]:
    """One round over `count` former addresses, as fast as it goes; what that costs at the budget's 20 a second.

    One in three is gone, one parked, one redirected over TLS; most former addresses of a long list are gone.
    """
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as name, ServerFarm() as farm:
        folder = Path(name)
        _install(folder, farm, rate=100, former_rate=5_000)
        names = [f"{('gone', 'parked', 'tls')[number % 3]}{number}.example" for number in range(count)]
        rows = [{"site": f"site {n}", "domains": names[n * 20 : n * 20 + 20]} for n in range(count // 20)]
        (folder / "closed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        _command(folder, "watchlist", "import", "closed.jsonl")
        ran = _command(folder, "former-addresses", "check", "--json")
        outcome = json.loads(ran.out)
    round_s = outcome["requests"] * SPACING / 20
    return [
        Row("former addresses looked at", outcome["looked"], "", f"{count + 1}", outcome["looked"] == count + 1),
        Row("look-ups and requests for each", outcome["requests"] / outcome["looked"], ""),
        Row(f"one round over {count:,} at 20 a second", round_s / 60, "min"),
        Row("our own work for each", ran.cpu_s / count * 1000, "ms", "< 50", ran.cpu_s / count < 0.05),
    ]


# Of a hundred former addresses: most of a long list are gone or parked.
_FORMER = ("gone",) * 38 + ("parked",) * 28 + ("tls",) * 20 + ("site",) * 5 + ("error", "refused") * 3 + ("hang",) * 3


def run_long() -> list[Row]:
    """One whole round over 10,000 former addresses at the default budget of 20 a second, by the clock."""
    count = 10_000
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as name:
        folder, farm = Path(name), ServerFarm()
        with farm:
            _install(folder, farm, rate=100)
            names = [f"{_FORMER[number * 37 % len(_FORMER)]}{number}.example" for number in range(count)]
            rows = [{"site": f"site {n}", "domains": names[n * 20 : n * 20 + 20]} for n in range(count // 20)]
            (folder / "closed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
            _command(folder, "watchlist", "import", "closed.jsonl")
            ran = _command(folder, "former-addresses", "check", "--json")
            traffic = farm.stop_and_count()
        outcome = json.loads(ran.out)
        listed = json.loads(_command(folder, "former-addresses", "list", "--json", expected=(0, 1)).out)["watch"]
    busiest, looked = max(traffic.seconds.values()), outcome["looked"]
    counts = ", ".join(f"{finding} {number:,}" for finding, number in sorted(listed["counts"].items()))
    return [
        Row("former addresses looked at by the clock", looked, "", f"{count + 1}", looked == count + 1),
        Row(f"not looked at ({counts})", listed["counts"].get("not-looked", 0), "", "0"),
        Row("one round, by the clock", ran.seconds / 60, "min"),
        Row("look-ups and requests, by our own count", outcome["requests"], ""),
        Row("look-ups and requests, as the farm saw them", traffic.seconds.total(), ""),
        Row("most in one second, as the farm saw them", busiest, "", "≤ 20", busiest <= 20),
        Row("memory at its peak", ran.peak_mb, "MB", "≤ 300", ran.peak_mb <= 300),
        Row("our own work for each", ran.cpu_s / looked * 1000, "ms", "< 50", ran.cpu_s / looked < 0.05),
    ]


def _pace_rows() -> list[Row]:
    """What the farm sees in its busiest second while former addresses are watched at the default budget of 20."""
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as name:
        folder, farm = Path(name), ServerFarm()
        with farm:
            _install(folder, farm, rate=100)
            names = [f"site{number}.example" for number in range(100)]
            (folder / "more.jsonl").write_text(json.dumps({"site": "many", "domains": names}) + "\n")
            _command(folder, "watchlist", "import", "more.jsonl")
            started = time.perf_counter()
            outcome = json.loads(_command(folder, "former-addresses", "check", "--json").out)
            seconds = time.perf_counter() - started
            traffic = farm.stop_and_count()
    busiest = max(traffic.seconds.values())
    return [
        Row("most that went out in one second", busiest, "", "≤ 20", busiest <= 20),
        Row(
            "mean rate while watching",
            outcome["requests"] / seconds,
            "1/s",
            "≤ 20",
            outcome["requests"] / seconds <= 20,
        ),
    ]


def _install(folder: Path, farm: ServerFarm, *, rate: int, former_rate: int = 20) -> None:
    text = CONFIGURATION.format(
        port=farm.port, tls_port=farm.tls_port, dns=farm.dns, rate=rate, former_rate=former_rate
    )
    (folder / "rempart.toml").write_text(text)
    (folder / "closed.html").write_text(pages.CLOSED)
    (folder / "closed.jsonl").write_text('{"site": "Lantern Quay", "domains": ["gone1.example"]}\n')
    _command(folder, "watchlist", "import", "closed.jsonl")
    _command(folder, "watchlist", "refer", "Lantern Quay", "closed.html")


def _command(folder: Path, *words: str, expected: tuple[int, ...] = (0,)) -> Ran:
    """Run `rempart` in `folder`; `rempart.toml` there is its own; time and memory are its process's."""
    started = time.perf_counter()
    clock = [sys.executable, "-c", _CLOCK, sys.executable, "-m", "rempart", *words]
    done = subprocess.run(clock, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in expected:
        raise SystemExit(done.stderr)
    found = re.findall(r"@@ ([\d.]+) ([\d.]+)", done.stderr)[-1]
    return Ran(done.stdout, time.perf_counter() - started, float(found[0]), float(found[1]) / 1000)


# Runs one program and tells, on standard error, its processor time in seconds and its peak memory in kB.
_CLOCK = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f"@@ {used.ru_utime + used.ru_stime} {used.ru_maxrss}\\n")
sys.exit(code)
"""
