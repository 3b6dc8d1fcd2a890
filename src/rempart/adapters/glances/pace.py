"""The pace of light looks: one budget for all, one for each network, a pause for each host.

In: what is about to be asked. Out: it waits until that may go out. Never: a burst; whoever waits has a place, and
places are given in the order in which they are asked for.
"""

import asyncio
import math
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address, ip_address, ip_network

from rempart.ports.glancing import SPACING

_REMEMBERED = 20_000


@dataclass(slots=True)
class _Place:
    """When the last one went, on the loop's clock; held by whoever is next."""

    last_s: float = -math.inf
    held: asyncio.Lock = field(default_factory=asyncio.Lock)


class _Places:
    """One place for each key, `gap_s` between two that took it; the longest unused are forgotten.

    The gap is counted from when the one before really went out, so that neither a pause of ours nor a wait for another
    place ends in a burst.
    """

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._places: OrderedDict[str, _Place] = OrderedDict()

    @asynccontextmanager
    async def taken(self, key: str, gap_s: float = 0.0) -> AsyncIterator[None]:
        """Within it, one request of `key` goes out, `gap_s` after the last one where that is more."""
        place = self._place(key)
        async with place.held:
            while (pause := place.last_s + max(gap_s, self._gap_s) - _now()) > 0:  # noqa: ASYNC110 (the time is the matter)
                await asyncio.sleep(pause)
            yield
            place.last_s = _now()

    def _place(self, key: str) -> _Place:
        place = self._places.pop(key, None) or _Place()
        self._places[key] = place
        if len(self._places) > _REMEMBERED:
            oldest, unused = next(iter(self._places.items()))
            if unused.last_s + self._gap_s <= _now() and not unused.held.locked():
                del self._places[oldest]
        return place


class Pace:
    """`requests_per_s` for all, `network_requests_per_s` for a /24 or /48, `host_pause_s` between two of one host."""

    def __init__(self, *, requests_per_s: float, network_requests_per_s: float, host_pause_s: float) -> None:
        self._all = _Places(SPACING / requests_per_s)
        self._networks = _Places(SPACING / network_requests_per_s)
        self._hosts = _Places(host_pause_s)

    async def before_lookup(self) -> None:
        """Wait for a name look-up, which goes to our own resolver."""
        async with self._all.taken(""):
            pass

    async def before_request(self, host: str, address: str, pause_s: float = 0.0) -> None:
        """Wait for a request to `host`, which asks for such a pause, at `address`. The place in the common budget is
        taken last, when it is used."""
        async with self._hosts.taken(host, pause_s), self._networks.taken(network_of(address)), self._all.taken(""):
            pass


def network_of(address: str) -> str:
    """The /24 or /48 that `address` lies in: as near to one operator as an address alone tells."""
    parsed = ip_address(address)
    return str(ip_network(f"{parsed}/{24 if isinstance(parsed, IPv4Address) else 48}", strict=False))


def _now() -> float:
    return asyncio.get_running_loop().time()
