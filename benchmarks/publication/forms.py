"""Lines that an agent must not obey, and long lists in every form."""

import resource
import time
from collections.abc import Iterator
from random import Random

from benchmarks.publication.edge import fresh
from benchmarks.rows import Row
from rempart.edge.deltas import DeltaRejectedError, read_line, sign_line
from rempart.engines.zonefile import FORMATS, Entry, Heading, Zone, write_list
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from tests.edge.test_deltas import FIRST, HUB, STRANGER, TRUST, Hub


def forgeries(number_of_lines: int) -> Iterator[Row]:
    """Altered, replayed and half-signed lines: how many are obeyed."""
    hub, noise, now = Hub(), Random(8), SystemClock().now()
    good = hub.serve(fresh("forum.example"))
    line = sign_line(good, HUB)
    half = sign_line(hub.serve(fresh("half.example"), FIRST, STRANGER), HUB)
    obeyed = 0
    started = time.perf_counter()
    for number in range(number_of_lines):
        attempt, after = half, -1
        if number % 3 == 0:
            at = noise.randrange(12, len(line) - 3)
            changed = chr((ord(line[at]) + 1 + noise.randrange(90)) % 95 + 32)
            attempt = line[:at] + changed + line[at + 1 :]
            if changed.lower() == line[at].lower():
                continue
        elif number % 3 == 1:
            attempt, after = line, good["sequence"]
        try:
            read_line(attempt, TRUST, after=after, now=now)
            obeyed += 1
        except DeltaRejectedError:
            continue
    rate = number_of_lines / (time.perf_counter() - started)
    yield Row(name=f"of {number_of_lines:,} forged lines obeyed", value=obeyed, unit="", target="0", met=obeyed == 0)
    yield Row(name="forged lines judged", value=rate, unit="1/s", target="", met=None)


def lists(number: int) -> Iterator[Row]:
    """Every form of a long list."""
    entries = [Entry(Hostname(f"name-{index}.example")) for index in range(number)]
    heading = Heading(title="bench", serial=1, made_at=SystemClock().now())
    for form in FORMATS:
        started = time.perf_counter()
        length = sum(len(part) for part in write_list(form, entries, heading, Zone(name="rpz.rempart.test")))
        seconds = time.perf_counter() - started
        yield Row(
            name=f"{form}: {number:,} names, {length / 1e6:.0f} MB",
            value=seconds,
            unit="s",
            target="≤ 20",
            met=seconds <= 20,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row(name="peak memory of this run", value=peak, unit="MiB", target="≤ 1024", met=None)
