"""Part E in figures: from two signatures to a refusal at real resolvers, by both ways; what is forged, killed, long.

Run with ``python -m benchmarks blocking [--quick]``. Everything on loopback with real servers; the parts are in
`benchmarks.publication`. With 1,000,000 names in the cold zone and 10,000 in the hot one unless ``--quick``.
"""

import sys
import time
from collections.abc import Iterable, Iterator

from benchmarks.publication import edge, fanout, forms, kills, knot_resolver, lost_state, standard, whole
from benchmarks.rows import Row
from rempart.lab.postgres import PostgresServer


def run(quick: bool) -> list[Row]:
    """All rows, the longest part first announced on standard error."""
    return list(_all(quick))


def _all(quick: bool) -> Iterator[Row]:
    cold, hot, orders = (1_000, 100, 20) if quick else (1_000_000, 10_000, 200)
    yield from _part("edge, Unbound", edge.rows("unbound", cold, hot, orders, 50))
    yield from _part("edge, BIND", edge.rows("bind", cold, hot, orders, 100))
    yield from _part("edge, PowerDNS", edge.rows("powerdns", cold, hot, orders, 1500))
    yield from _part("Knot Resolver", knot_resolver.rows(*((1_000, 3) if quick else (100_000, 20))))
    yield from _part("whole", whole.rows(*((10, 100) if quick else (201, 1000))))
    yield from _part("whole, PostgreSQL", whole.rows(10 if quick else 201, 0, PostgresServer(durable=True)))
    yield from _part("standard", standard.rows(20 if quick else 200, 2 if quick else 8))
    yield from _part("fan-out", fanout.rows(*((10, 5) if quick else (200, 20))))
    yield from _part("kills", kills.rows(5 if quick else 100))
    yield from _part("forgeries", forms.forgeries(2_000 if quick else 100_000))
    yield from _part("lists", forms.lists(20_000 if quick else 1_000_000))
    yield from _part("lost state", lost_state.rows(20_000 if quick else 1_000_000))


def _part(title: str, rows: Iterable[Row]) -> Iterator[Row]:
    started = time.monotonic()
    yield from rows
    sys.stderr.write(f"{title}: {time.monotonic() - started:.0f} s\n")
