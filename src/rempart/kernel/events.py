"""Events: what happened, in the past tense, as plain frozen values that the journal can keep as JSON.

An event's fields may be str, int, float, bool, None, UUID, aware datetime, StrEnum, or a tuple of str.
"""

import dataclasses
import functools
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Fact = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Root of all events. `act` is ``stage.what_happened``; `subject` names the row that it is about."""

    act: ClassVar[str]

    @property
    def subject(self) -> str:
        """The first field's value: by convention the id of the row that the event is about."""
        return str(getattr(self, dataclasses.fields(self)[0].name))

    def to_facts(self) -> dict[str, Fact]:
        """The event's fields as JSON values."""
        return {f.name: _to_fact(getattr(self, f.name)) for f in dataclasses.fields(self)}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        """The event that `to_facts` came from; fields unknown today (written by another version) are left out."""
        hints = _hints(cls)  # type: ignore[arg-type]
        names = [f.name for f in dataclasses.fields(cls) if f.name in facts]
        return cls(**{name: _from_fact(hints[name], facts[name]) for name in names})


@functools.cache
def _hints(cls: type[Event]) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _to_fact(value: object) -> Fact:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return str(value)


def _from_fact(hint: Any, fact: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if fact is None:
            return None
        (hint,) = (option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return tuple(fact)
    if hint is UUID:
        return UUID(fact)
    if hint is datetime:
        return datetime.fromisoformat(fact)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(fact)
    return fact
