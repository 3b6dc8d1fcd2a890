"""One measured figure beside its target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. `met` is None where nothing was measured, for example because a program is missing."""

    name: str
    value: float
    unit: str
    target: str
    met: bool | None
