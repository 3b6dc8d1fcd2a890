"""The standard primaries beside ours: signed updates to BIND and Knot, stock and tuned, with Unbound as subscriber."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker, spread
from benchmarks.rows import Row
from rempart.adapters.zone_update import SignedZone, TsigKey
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.lab import bind
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.knot import KnotPrimary
from rempart.lab.processes import LabFolder
from rempart.lab.unbound import Resolver
from rempart.ports.naming import Endpoint, ZoneChange

ZONES = (POLICY_ZONE,)
# What the packages do when nobody sets anything.
_BRAKES = ("notify-delay 0", "notify-rate 1000", "startup-notify-rate 1000", "serial-query-rate 1000")


class StockNameServer(NameServer):
    """BIND with its brakes on."""

    def _write_files(self) -> Path:
        configuration = super()._write_files()
        text = configuration.read_text()
        for brake in _BRAKES:
            text = text.replace(f"  {brake};\n", "")
        configuration.write_text(text)
        return configuration


def rows(orders: int, stock: int) -> Iterator[Row]:
    """`orders` for what is tuned, `stock` for what takes seconds each."""
    yield from _way("BIND, tuned", orders, 100, NameServer, knot=False, own_notify=False)
    yield from _way("Knot, told by us", orders, 100, NameServer, knot=True, own_notify=True)
    yield from _way("Knot, stock", stock, None, NameServer, knot=True, own_notify=False)
    yield from _way("BIND, stock", max(stock // 4, 3), None, StockNameServer, knot=False, own_notify=False)


def _way(
    title: str, orders: int, limit: float | None, server: Callable[..., NameServer], *, knot: bool, own_notify: bool
) -> Iterator[Row]:
    names = [f"n{number}.example" for number in range(orders)]
    folder = LabFolder()
    resolver = Resolver("subscriber", folder.make("unbound"), ZONES)
    names_server = server(folder.make("bind"), dict.fromkeys(names, ("127.0.0.9",)), (resolver.subscription,))
    resolver.name_server = (names_server.address, names_server.port)
    with ExitStack() as running:
        running.callback(folder.remove)
        running.enter_context(names_server)
        primary: NameServer | KnotPrimary = names_server
        if knot:
            primary = running.enter_context(KnotPrimary(folder.make("knot"), ZONES, (resolver.subscription,)))
        resolver.policy_primary = (primary.address, primary.port)
        running.enter_context(resolver)
        key: bind.TsigKey = primary.publisher_key
        told = [Endpoint(resolver.address, resolver.port)] if own_notify else []
        zone = SignedZone(
            Endpoint(primary.address, primary.port),
            POLICY_ZONE,
            TsigKey(key.name, key.secret),
            SystemClock(),
            notify=told,
        )
        yield from _measure(title, zone, Asker(resolver), names, limit)


def _measure(title: str, zone: SignedZone, asker: Asker, names: list[str], limit: float | None) -> Iterator[Row]:
    asker.await_code(names[0], NOERROR)
    blocks, lifts = [], []
    for name in names:
        block, lift = (ZoneChange(hostname=Hostname(name), blocked=blocked) for blocked in (True, False))
        blocks.append(asker.time_until(lambda: zone.apply([block]), name, NXDOMAIN))  # noqa: B023 (called at once)
        lifts.append(asker.time_until(lambda: zone.apply([lift]), name, NOERROR))  # noqa: B023 (called at once)
    yield from spread(f"signed update → {title} → Unbound: block", blocks, limit)
    yield from spread(f"signed update → {title} → Unbound: lift", lifts, limit)
