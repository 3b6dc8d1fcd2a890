"""What a capture costs where many reopenings are confirmed: their pages read anew, beside those that a worker keeps;
and what dismissing a sighting costs where many are open.

Run with ``python -m benchmarks reopenings [--quick]``. The database is SQLite with generated pages
(`benchmarks.long_list`), in a process of its own for each length of the list.
"""

import gc
import json
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import long_list
from benchmarks.rows import Row

SITES = 200
ROUNDS = 9


def run(quick: bool) -> list[Row]:
    """Rows for 1,000 and 5,000 confirmed reopenings and open sightings; for 1,000 alone if `quick`."""
    rows = []
    for count in (1_000,) if quick else (1_000, 5_000):
        with tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder:
            command = [sys.executable, "-m", "benchmarks.reopenings", folder, str(count)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        rows += _rows(count, json.loads(done.stdout.splitlines()[-1]))
    return rows


def _rows(count: int, found: dict[str, float]) -> list[Row]:
    kept, anew = found["kept_ms"], found["anew_ms"]
    memory = found["memory"] / count
    quick_enough = found["dismiss_ms"] < 50
    wait = found["wait_ms"]
    of = f"of {count:,} confirmed reopenings"
    return [
        Row(f"nearest {of}, kept between captures", kept, "ms", "< 50", kept < 50, "read anew", anew),
        Row("… after an act on an order", found["after_act_ms"], "ms"),
        Row("… with a newer background", found["newer_ms"], "ms"),
        Row(f"memory for each {of}", memory, "bytes", "< 5,000", memory < 5_000),
        Row(
            f"dismissing one of {count:,} open sightings as another's", found["dismiss_ms"], "ms", "< 50", quick_enough
        ),
        Row("… ranking all anew, by the worker in a thread of its own", found["rank_ms"], "ms"),
        Row("… the longest that another step waits meanwhile", wait, "ms", "< 1,000", wait < 1_000),
    ]


def measure(folder: Path, count: int) -> dict[str, float]:
    """Median milliseconds of processor time for each way, and the bytes that are kept."""
    long_list.open_list(folder)
    long_list.fill(SITES, count, count)
    from rempart.adapters.page_files import PageFiles
    from rempart.engines.pages import features_from_json, sign_key
    from rempart.engines.pages.index import index_keys
    from rempart.glances.known import KnownPages, know
    from rempart.glances.recognition import MOST_REOPENINGS
    from rempart.kernel.actors import SYSTEM
    from rempart.matches.queries import read_match_pages
    from rempart.pipeline.confirmed import confirmed_pages, read_confirmed_pages

    background = PageFiles().read_background()
    page = features_from_json(json.dumps(long_list.make_features("7", "elsewhere.test", moved=True)))
    keys, read = index_keys(page, background), partial(read_match_pages, viewer=SYSTEM)

    def anew() -> Any:
        pages = KnownPages(map(know, read_confirmed_pages(viewer=SYSTEM)), background, read, saying_only=True)
        return [near.id for near, _ in pages.near(keys, MOST_REOPENINGS)]

    def kept(by: Any = background) -> Any:
        return [near.id for near, _ in confirmed_pages(by, viewer=SYSTEM).near(keys, MOST_REOPENINGS)]

    list(read([long_list.key_of("match", 0)]))  # what it loads is loaded
    tracemalloc.start()
    found = kept()
    sign_key.cache_clear()  # of a bounded size, whatever is kept
    gc.collect()
    memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert found == anew(), "both ways find the same"
    times = {"kept_ms": median(_milliseconds(kept) for _ in range(ROUNDS)), "anew_ms": _milliseconds(anew)}
    long_list.act_on(3)
    times["after_act_ms"] = _milliseconds(kept)
    times["newer_ms"] = _milliseconds(partial(kept, background.plus(type(background).empty())))
    return {**times, **_dismissals(), "memory": memory}


def _dismissals() -> dict[str, float]:
    """Setting a sighting aside as another's, and what the worker does because of it."""
    from rempart.kernel.actors import SYSTEM, Actor, ActorKind, Role
    from rempart.sightings.contracts import Dismissal
    from rempart.sightings.dismissals import dismiss_sighting
    from rempart.sightings.ranking import rank_again

    actor = Actor(kind=ActorKind.PERSON, name="analyst", roles=frozenset({Role.ANALYST}))

    def dismiss(number: int) -> None:
        dismiss_sighting(
            sighting_id=long_list.key_of("sighting", number),
            actor=actor,
            now=long_list.BEGAN,
            reason="A bakery",
            kind=Dismissal.UNRELATED,
        )

    dismiss(0)  # what it loads is loaded
    times = [_milliseconds(partial(dismiss, number)) for number in range(1, ROUNDS)]
    waited = _waited_beside(partial(rank_again, viewer=SYSTEM))
    dismiss(ROUNDS)  # so that there is something to rank
    return {
        "dismiss_ms": median(times),
        "rank_ms": _milliseconds(partial(rank_again, viewer=SYSTEM)),
        "wait_ms": waited,
    }


def _waited_beside(act: Any) -> float:
    """The longest, in milliseconds by the clock, that another thread's small write takes while `act` is done."""
    from django.db import connections

    from rempart.pipeline.services import finish_steps

    over, waits = threading.Event(), [0.0]

    def write() -> None:
        while not over.wait(0.01):
            started = time.perf_counter()
            finish_steps(step_ids=[long_list.key_of("step", 0)], now=long_list.BEGAN)
            waits.append((time.perf_counter() - started) * 1000)
        connections.close_all()

    other = threading.Thread(target=write)
    other.start()
    act()
    over.set()
    other.join()
    return max(waits)


def _milliseconds(act: Any) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
