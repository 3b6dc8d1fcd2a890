"""Event -> next verb: the picture of the house as one table.

Each route names the event it follows, the verb it leads to, and the queue: `urgent` for what has to take effect
within a second, `default` for the rest. A verb runs as the system, with the index of the entry as its cause.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rempart.kernel.events import Event
from rempart.ports import Ports

DEFAULT = "default"
URGENT = "urgent"


def _always(_event: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Route:
    """One arrow of the picture. `do(event, ports, now, cause)` is one service call; `when` filters by the event."""

    on: type[Event]
    name: str
    do: Callable[[Any, Ports, datetime, int], object]
    queue: str = DEFAULT
    when: Callable[[Any], bool] = _always


ROUTES: tuple[Route, ...] = ()
