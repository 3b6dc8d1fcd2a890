import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from rempart.kernel.events import Event
from rempart.kernel.ids import new_id


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeDrawn(Event):
    act: ClassVar[str] = "shapes.shape_drawn"
    shape_id: UUID
    colour: Colour
    at: datetime | None
    corners: int
    names: tuple[str, ...]
    size: float | None = None


events = st.builds(
    ShapeDrawn,
    shape_id=st.uuids(),
    colour=st.sampled_from(Colour),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    corners=st.integers(),
    names=st.lists(st.text()).map(tuple),
    size=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)


@given(events)
def test_an_event_comes_back_from_json_as_it_was(event: ShapeDrawn) -> None:
    assert ShapeDrawn.from_facts(json.loads(json.dumps(event.to_facts()))) == event


@given(events)
def test_the_subject_is_the_first_field(event: ShapeDrawn) -> None:
    assert event.subject == str(event.shape_id)


def test_facts_of_another_version_are_left_out() -> None:
    event = ShapeDrawn(shape_id=UUID(int=1), colour=Colour.RED, at=None, corners=3, names=())
    assert ShapeDrawn.from_facts({**event.to_facts(), "texture": "smooth"}) == event


def test_ids_sort_by_the_time_they_were_made() -> None:
    earlier, later = datetime(2026, 4, 14, tzinfo=UTC), datetime(2026, 4, 15, tzinfo=UTC)
    assert new_id(earlier) < new_id(later)
    assert new_id(earlier).version == 7
    assert new_id(earlier) != new_id(earlier)
