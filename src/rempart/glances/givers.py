"""Who gives a closed site's contact point in one sweep: an agency's many customers, or whoever wrote it everywhere.

In: the owners whose pages give it, and what else each shares with the closed site. Out: whether a page adds anything.
Never: a page left out in silence; what is not sighted is told.
"""

from dataclasses import dataclass, replace
from heapq import heapify, heappush, heappushpop
from typing import Any, Self

from rempart.glances.contracts import MOST_OWNERS
from rempart.glances.leads import GIVEN_BY_MANY
from rempart.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class Shared:
    """Whether more than `MOST_OWNERS` owners give a contact point, and whether a page is further from the closed site
    than so many others that do."""

    has_many: bool = False
    is_further: bool = False

    def reasons(self) -> tuple[Reason, ...]:
        """What is told of it."""
        return (replace(GIVEN_BY_MANY, values={"owners": str(MOST_OWNERS)}),) if self.has_many else ()


class Givers:
    """Who gives one contact point of a closed site, and how near the nearest of their pages came to it.

    Beyond `MOST_OWNERS` owners a page has to come nearer than the last of so many. So a thousand customers of an agency
    make some dozens of sightings, and who wrote the address on pages that resemble nothing hides none that does.
    """

    def __init__(self) -> None:
        self._owners: set[str] = set()
        self._nearest: list[float] = []

    def to_json(self) -> dict[str, Any]:
        """As the row of a sweep keeps it, for when that goes on."""
        return {"owners": sorted(self._owners), "nearest": self._nearest}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """What `to_json` wrote."""
        givers = cls()
        givers._owners, givers._nearest = set(value["owners"]), [float(near) for near in value["nearest"]]
        heapify(givers._nearest)
        return givers

    def ask(self, owner: str, near: float) -> Shared:
        """One page more gives it, that shares so much more (`Recognised.kept_besides`)."""
        if len(self._owners) <= MOST_OWNERS:
            self._owners.add(owner)
        many, full = len(self._owners) > MOST_OWNERS, len(self._nearest) >= MOST_OWNERS
        further = many and near <= self._nearest[0]
        (heappushpop if full else heappush)(self._nearest, near)
        return Shared(many, further)
