"""The whole way: two people sign in the database, the feed and the worker are processes of their own, and so is the
agent; the clock starts when the countersignature is committed.

Both ways run at once: the edge agent beside one Unbound, and the worker's signed updates to BIND for another.
"""

import threading
import time
from collections.abc import Iterator

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker, Gaps, percentile, spread
from benchmarks.rows import Row
from rempart.lab.postgres import PostgresServer
from tests.fakes.signing import name_of
from tests.fakes.whole import Whole

LONGEST_START_S = 60.0


def rows(single: int, burst: int, database: PostgresServer | None = None) -> Iterator[Row]:
    """`single` orders one by one, each lifted again, then `burst` at once; on SQLite where there is no `database`."""
    kind = "PostgreSQL" if database else "SQLite"
    with Whole(single + burst, database).running() as whole:
        edge, standard = Asker(whole.edge), Asker(whole.standard)
        edge.await_code(name_of(0), NOERROR)
        standard.await_code(name_of(0), NOERROR)
        _warm_up(whole, edge, standard)
        yield from _one_by_one(whole, kind, edge, standard, range(1, single))
        if burst:
            yield from _at_once(whole, edge, range(single, single + burst))


def _warm_up(whole: Whole, edge: Asker, standard: Asker) -> None:
    for act, code in (("sign", NXDOMAIN), ("revoke", NOERROR)):
        whole.tell(act, 0)
        for asker in (edge, standard):
            asker.await_code(name_of(0), code)
    await_quiet(whole)


def await_quiet(whole: Whole) -> None:
    """Until the worker has nothing to do: the page of a case that was just opened is looked at, and a browser that
    starts takes both cores for seconds."""
    quiet, deadline = 0, time.monotonic() + LONGEST_START_S
    while quiet < 4 and time.monotonic() < deadline:
        time.sleep(0.5)
        quiet = 0 if whole.tell("busy")["steps"] else quiet + 1


def _one_by_one(whole: Whole, kind: str, edge: Asker, standard: Asker, numbers: range) -> Iterator[Row]:
    times: dict[str, list[float]] = {name: [] for name in ("block", "lift", "block standard", "lift standard")}
    for number in numbers:
        name = name_of(number)
        for act, code in (("sign", NXDOMAIN), ("revoke", NOERROR)):
            word = "block" if act == "sign" else "lift"
            edge.code(name)
            standard.code(name)
            committed = whole.tell(act, number)["at"]
            times[word].append((edge.await_code(name, code) - committed) * 1000)
            times[f"{word} standard"].append((standard.await_code(name, code) - committed) * 1000)
    for word in ("block", "lift"):
        yield from spread(f"countersignature in {kind} → feed → edge → Unbound: {word}", times[word], 50)
    for word in ("block", "lift"):
        yield from spread(
            f"countersignature in {kind} → worker → BIND → Unbound: {word}", times[f"{word} standard"], 100
        )


def _at_once(whole: Whole, edge: Asker, numbers: range) -> Iterator[Row]:
    gaps = Gaps(whole.edge, "untouched.example")
    watcher = threading.Thread(target=gaps.run, daemon=True)
    watcher.start()
    signed = whole.tell("all")
    last = edge.await_codes([name_of(number) for number in numbers], NXDOMAIN)
    gaps.stop()
    watcher.join()
    took = last - signed["at"]
    label = f"{signed['orders']:,} orders countersigned at once"
    yield Row(name=f"{label}: signing them", value=signed["signing_s"], unit="s")
    yield Row(name=f"{label}: all effective", value=took, unit="s", target="≤ 5", met=took <= 5)
    longest = gaps.longest_ms
    yield Row(name="longest unanswered query meanwhile", value=longest, unit="ms", target="≤ 100", met=longest <= 100)
    yield from _receipts(whole, 2 * numbers[0] + len(numbers))


def _receipts(whole: Whole, wanted: int) -> Iterator[Row]:
    deadline = time.monotonic() + 30
    while len(receipts := whole.tell("state")["receipts"]) < wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    share = 100 * min(1.0, len(receipts) / wanted)
    late = [max(0.0, received - at) * 1000 for at, received, _, _ in receipts]
    yield Row(name=f"receipts of {wanted:,} changes", value=share, unit="%", target="≥ 99.9", met=share >= 99.9)
    yield Row(name="receipt at the hub after its moment: p99", value=percentile(late, 99), unit="ms")
