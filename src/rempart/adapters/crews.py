"""Who does many pieces of pure work: this process alone, the cores of this machine, or Ray. All give the same results
in the same order."""

import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, cast

from rempart.adapters.ray_start import result_of, start_ray
from rempart.kernel.errors import RempartError
from rempart.ports.spreading import CoreLostError, Piece, Result, Shared

AHEAD = 3  # pieces that wait beside each that is being done, so that nobody idles and memory stays bounded


class LocalCrew:
    """This process, one piece after the other."""

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """See the port."""
        return (do(piece, shared) for piece in pieces)

    def close(self) -> None:
        """See the port."""


class CoresCrew:
    """`cores` further processes of this machine. Each begins anew: one split off would lack our threads, and one that
    multiprocessing begins would run once more the script of whoever calls us out of it. Raises CoreLostError."""

    def __init__(self, cores: int) -> None:
        self._ends: list[Connection] = []
        self._hands: list[subprocess.Popen[bytes]] = []
        masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # whoever stops the command stops us alone
        try:
            for _ in range(cores):
                ours, theirs = Pipe()
                self._ends.append(ours)
                with closing(theirs):  # so that we notice where they are gone
                    self._hands.append(_hire(theirs.fileno()))
        except OSError as error:
            self.close()
            raise CoreLostError from error
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """See the port. Whoever is done gets the next piece. Raises CoreLostError."""
        waiting = enumerate(pieces)
        idle, most = [*self._ends], len(self._ends) * (1 + AHEAD)
        doing: dict[Connection, int] = {}
        done: dict[int, tuple[Result, Exception | None]] = {}
        with _loss_told():
            for end in self._ends:
                end.send(_Task(do, shared))
        for place in count():
            while place not in done:
                with _loss_told():
                    while idle and len(doing) + len(done) < most and (piece := next(waiting, None)):
                        idle[-1].send(piece[1])
                        doing[idle.pop()] = piece[0]
                    if not doing:
                        return
                    for end in cast("list[Connection]", wait(list(doing))):
                        done[doing.pop(end)] = end.recv()
                        idle.append(end)
            result, error = done.pop(place)
            if error is not None:
                raise error
            yield result

    def close(self) -> None:
        """See the port."""
        for end in self._ends:
            end.close()
        for hand in self._hands:
            hand.wait()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with each of the pieces that follow."""

    do: Callable[[Any, Any], Any]
    shared: Any


def _hire(end: int) -> subprocess.Popen[bytes]:
    """A process that lends a hand by the pipe `end`. It finds modules where we do, and nowhere else."""
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; from rempart.adapters.crews import lend_a_hand; lend_a_hand({end})"
    )
    command = [sys.executable, "-P", "-c", program]
    return subprocess.Popen(command, pass_fds=[end], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603


def lend_a_hand(end: int) -> None:
    """Do the pieces that come by the pipe `end`, until the other side is gone."""
    with suppress(EOFError, ConnectionError), Connection(end) as pipe:
        task: _Task = pipe.recv()
        while True:
            piece = pipe.recv()
            if isinstance(piece, _Task):
                task = piece
                continue
            try:
                result, raised = task.do(piece, task.shared), None
            except (RempartError, OSError) as error:
                result, raised = None, error
            pipe.send((result, raised))


@contextmanager
def _loss_told() -> Iterator[None]:
    try:
        yield
    except (EOFError, ConnectionError) as error:
        raise CoreLostError from error


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
