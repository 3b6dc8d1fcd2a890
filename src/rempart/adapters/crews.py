"""Who does many pieces of pure work: this process alone, or Ray. Both give the same results in the same order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rempart.adapters.ray_start import result_of, start_ray
from rempart.ports.spreading import Piece, Result, Shared

AHEAD = 3  # pieces that wait beside each that is being done, so that nobody idles and memory stays bounded


class LocalCrew:
    """This process, one piece after the other."""

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """See the port."""
        return (do(piece, shared) for piece in pieces)

    def close(self) -> None:
        """See the port."""


class RayCrew:
    """A Ray cluster at `address`, or one started here with `cpus` workers (None: one for each core).

    Raises ClusterMissingError.
    """

    def __init__(self, address: str | None = None, cpus: int | None = None) -> None:
        self._ray = start_ray(address, cpus)

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """See the port."""
        remote = self._ray.remote(do)
        kept = self._ray.put(shared)
        most = max(1, int(self._ray.cluster_resources().get("CPU", 1))) * (1 + AHEAD)
        waiting: deque[Any] = deque()
        for piece in pieces:
            waiting.append(remote.remote(piece, kept))
            if len(waiting) >= most:
                yield result_of(self._ray, waiting.popleft())
        while waiting:
            yield result_of(self._ray, waiting.popleft())

    def close(self) -> None:
        """See the port."""
        self._ray.shutdown()
