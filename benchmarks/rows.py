"""One measured figure beside its target and, where there is one, beside a peer measured in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. `met` is None where there is nothing to meet, or nothing could be measured."""

    name: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    peer: str = ""
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's value ours is."""
        return self.value / self.peer_value if self.peer_value else None
