"""A reason: a stable code and a sentence in words, kept apart from its values so that it can be translated."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an engine says what it says.

    `template` is an English sentence with named placeholders; doors translate the template, then fill it.
    `weight` is the log10 likelihood ratio it contributed where the engine has one, else 0.
    """

    code: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    weight: float = 0.0

    @property
    def text(self) -> str:
        """The English sentence, filled."""
        return self.template.format_map(self.values)


def reasons_to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as a stage keeps them in its rows."""
    return [asdict(reason) | {"values": dict(reason.values)} for reason in reasons]


def reasons_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """The reasons that `reasons_to_json` wrote."""
    return tuple(Reason(row["code"], row["template"], row["values"], row["weight"]) for row in rows)
