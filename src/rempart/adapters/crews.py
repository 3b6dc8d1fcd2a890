"""Who does many pieces of pure work: this process alone, or Ray. Both give the same results in the same order."""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rempart.ports.spreading import CrewUnavailableError, Piece, Result, Shared

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

    Raises CrewUnavailableError. Nothing is told to Ray's makers: usage statistics and dashboard are off.
    """

    def __init__(self, address: str | None = None, cpus: int | None = None) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # noqa: TID251 (Ray is told this way only)
        try:
            import ray  # noqa: PLC0415 (an extra, and slow to load)
        except ImportError as error:
            raise CrewUnavailableError(problem="it is not installed") from error
        self._ray: Any = ray
        started_here = {"num_cpus": cpus, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        try:
            ray.init(
                address=address or "local",
                log_to_driver=False,
                logging_level=logging.ERROR,
                **({} if address else started_here),  # type: ignore[arg-type]
            )
        except Exception as error:  # Ray raises a bare Exception where its own node does not start
            raise CrewUnavailableError(problem=_first_line(error)) from error

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """See the port."""
        remote = self._ray.remote(do)
        kept = self._ray.put(shared)
        most = max(1, int(self._ray.cluster_resources().get("CPU", 1))) * (1 + AHEAD)
        waiting: deque[Any] = deque()
        for piece in pieces:
            waiting.append(remote.remote(piece, kept))
            if len(waiting) >= most:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _result(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause or error from None
        except self._ray.exceptions.RayError as error:  # a worker or a machine was lost, more than once
            raise CrewUnavailableError(problem=_first_line(error)) from error

    def close(self) -> None:
        """See the port."""
        self._ray.shutdown()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:300].rstrip(".")
