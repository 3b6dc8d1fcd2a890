"""The port to whatever does one pure piece of work many times: this process, the cores of this machine, or the
machines of a Ray cluster."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from rempart.kernel.errors import OutsideUnavailableError

Piece = TypeVar("Piece")
Shared = TypeVar("Shared")
Result = TypeVar("Result")


class ClusterMissingError(OutsideUnavailableError):
    """There is no Ray here, none answers at the address given, or it lost its workers."""

    code = "spreading.cluster"
    template = (
        "It cannot be spread: {problem}. Install `rempart[ray]`, start a cluster and check its address, "
        "or leave out --engine ray."
    )


class CoreLostError(OutsideUnavailableError):
    """A process on another core of this machine did not begin, or ended before its work."""

    code = "spreading.core_lost"
    template = (
        "A process on another core of this machine cannot begin, or ended before its work was done, as where memory "
        "runs out. Run it again with --cores 1."
    )


class Crew(Protocol):
    """Somebody who does work piece by piece."""

    def map(self, do: Callable[[Piece, Shared], Result], pieces: Iterable[Piece], shared: Shared) -> Iterator[Result]:
        """``do(piece, shared)`` of each piece, in the order of the pieces; `do` is a function of a module.

        `shared` reaches each machine once. What `do` raises is raised here.
        """
        ...

    def close(self) -> None:
        """Let everybody go."""
        ...
