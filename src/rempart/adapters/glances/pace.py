"""The pace of light looks: one budget for all, one for each network, a pause for each host.

In: what is about to be asked. Out: it waits until that may go out. Never: a burst; whoever waits has a place, and
places are given in the order in which they are asked for.
"""

import asyncio
from collections import OrderedDict
from ipaddress import IPv4Address, ip_address, ip_network

from rempart.ports.glancing import SPACING

_REMEMBERED = 20_000


class _Places:
    """Places of each key, `gap_s` apart; the longest unused are forgotten.

    A place is a plan: whoever is late, because the machine was busy, is followed `gap_s` later all the same, so that
    a pause of ours never ends in a burst.
    """

    def __init__(self, gap_s: float) -> None:
        self._gap_s = gap_s
        self._free: OrderedDict[str, float] = OrderedDict()
        self._next: dict[str, float] = {}

    async def wait(self, key: str) -> None:
        """Return when a request of `key` may go out."""
        at = self._take(key, _now())
        while (pause := max(at, self._next.get(key, at)) - _now()) > 0:  # noqa: ASYNC110 (the time is the matter)
            await asyncio.sleep(pause)
        self._next[key] = _now() + self._gap_s

    def _take(self, key: str, now_s: float) -> float:
        """When the caller may go, on the loop's clock, if everybody keeps to their time."""
        at = max(now_s, self._free.pop(key, now_s), self._next.get(key, now_s))
        self._free[key] = at + self._gap_s
        if len(self._free) > _REMEMBERED:
            oldest, free = next(iter(self._free.items()))
            if free <= now_s:
                del self._free[oldest]
                self._next.pop(oldest, None)
        return at


class Pace:
    """`requests_per_s` for all, `network_requests_per_s` for a /24 or /48, `host_pause_s` between two of one host."""

    def __init__(self, *, requests_per_s: float, network_requests_per_s: float, host_pause_s: float) -> None:
        self._all = _Places(SPACING / requests_per_s)
        self._networks = _Places(SPACING / network_requests_per_s)
        self._hosts = _Places(host_pause_s)

    async def before_lookup(self) -> None:
        """Wait for a name look-up, which goes to our own resolver."""
        await self._all.wait("")

    async def before_request(self, host: str, address: str) -> None:
        """Wait for a request to `host` at `address`. The place in the common budget is taken last, when it is used."""
        await self._hosts.wait(host)
        await self._networks.wait(network_of(address))
        await self._all.wait("")


def network_of(address: str) -> str:
    """The /24 or /48 that `address` lies in: as near to one operator as an address alone tells."""
    parsed = ip_address(address)
    return str(ip_network(f"{parsed}/{24 if isinstance(parsed, IPv4Address) else 48}", strict=False))


def _now() -> float:
    return asyncio.get_running_loop().time()
