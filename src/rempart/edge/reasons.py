"""Which order refuses a name, in a file beside the resolver, for those that can tell the user (RFC 8914).

One line a change: the name, ``*`` where its subdomains are refused too and ``=`` where not, the order's number; a
number left out says that the name is refused no more. The last line about a name counts; a start writes the file anew.
"""

from collections.abc import Iterable
from pathlib import Path

from rempart.edge.state import EdgeState
from rempart.kernel.hostname import Hostname


class ReasonFile:
    """The file at `path`. What is lost with a power cut is written again by the next start."""

    def __init__(self, path: Path, state: EdgeState) -> None:
        self._path = path
        self._state = state
        draft = path.with_name(f"{path.name}.part")
        draft.write_text("".join(self._line(name) for name in state.by_name), encoding="ascii")
        draft.replace(path)

    def append(self, names: Iterable[Hostname]) -> None:
        """Say anew what refuses each of the names."""
        with self._path.open("a", encoding="ascii") as file:
            file.write("".join(self._line(name) for name in dict.fromkeys(names)))

    def _line(self, name: Hostname) -> str:
        entry = self._state.wanted(name)
        return f"{name}\t{'*' if entry and entry.subdomains else '='}\t{self._order_of(name) if entry else ''}\n"

    def _order_of(self, name: Hostname) -> str:
        """The oldest of the orders that are served for the name, as its answer is the oldest's."""
        held = (self._state.held[order_id] for order_id in self._state.by_name[name])
        return min((one.mandate for one in held if one.serves), key=lambda mandate: mandate.issued_at).order_id
