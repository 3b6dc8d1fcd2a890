"""Screens the parts of a Parquet collection on a Ray cluster. Implements `rempart.ports.screening.ScreeningCluster`.

Every part is one task that reads its row group, calls the same engine as one machine does, and hands back the lines to
print. A worker builds the index once for a watch list. All machines have to see the files under the same path.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from rempart.adapters.hostname_files import parquet_blocks
from rempart.adapters.ray_start import result_of, start_ray
from rempart.engines.names import NameIndex, build_index, read_watchlist
from rempart.engines.names.blocks import hits_as_lines, rejects_as_lines, screen_block
from rempart.ports.screening import Part, PartResult

_AHEAD = 4  # tasks waiting for each processor: enough to keep it busy, few enough to keep memory


class RayCluster:
    """The cluster at `address`, or one on this machine with `cpus` processors."""

    def __init__(self, address: str | None, cpus: int | None = None) -> None:
        self._address = address
        self._cpus = cpus

    def screen(
        self, parts: Sequence[Part], *, watchlist: bytes, threshold: float | None, rejects: bool
    ) -> Iterator[PartResult]:
        """See the port."""
        ray = start_ray(self._address, self._cpus)
        try:
            task = ray.remote(max_retries=2)(screen_part)
            shared = ray.put(watchlist)
            waiting = list(parts)
            running: list[Any] = []
            limit = _AHEAD * max(int(ray.cluster_resources().get("CPU", 1)), 1)
            while waiting or running:
                while waiting and len(running) < limit:
                    running.append(task.remote(waiting.pop(0), shared, threshold, rejects))
                done, running = ray.wait(running, num_returns=1)
                for reference in done:
                    yield result_of(ray, reference)
        finally:
            ray.shutdown()


def screen_part(part: Part, watchlist: bytes, threshold: float | None, rejects: bool) -> PartResult:
    """One part, on whichever machine this runs."""
    import ray  # noqa: PLC0415 (an extra, and slow to load)

    index = _index(hashlib.sha256(watchlist).digest(), _Bytes(watchlist), threshold)
    started = time.perf_counter()
    hits, refused = [], []
    line, names, no_names = 1, 0, 0
    for block in parquet_blocks(part.path, part.group):
        result = screen_block(block, index, first_line=line)
        line, names, no_names = line + result.lines, names + result.names, no_names + result.no_names
        hits.append(hits_as_lines(result))
        if rejects:
            refused.append(rejects_as_lines(result))
    seconds = time.perf_counter() - started
    node = str(ray.util.get_node_ip_address())  # type: ignore[no-untyped-call]
    return PartResult(
        part.number, node, line - 1, names, no_names, seconds, "".join(hits).encode(), "".join(refused).encode()
    )


class _Bytes:
    """Bytes that a cache does not look at: the digest beside them is the key."""

    def __init__(self, value: bytes) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=1)
def _index(_digest: bytes, watchlist: _Bytes, threshold: float | None) -> NameIndex:
    return build_index(read_watchlist(watchlist.value.splitlines()), threshold=threshold)
