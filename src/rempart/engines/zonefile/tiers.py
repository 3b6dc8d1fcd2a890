"""Three policy zones that a resolver looks through in order: what is new, what is recent, the mass.

Only the smallest is written to when an order begins or ends, because a resolver's cost of a change grows with its
zone: Unbound writes the whole zone to its disk, BIND builds it anew. A name that ends while it stands further down is
lifted by an entry above that lets it pass. Rounds of `settle` move what is older down, the way a log-structured merge
tree does; no name is ever in no zone in between, because what was copied down leaves the upper zone a round later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rempart.engines.zonefile.difference import next_serial
from rempart.engines.zonefile.entries import PASS, Entry
from rempart.engines.zonefile.rpz import Zone
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.hostname import Hostname

FRESH, HOT, COLD = TITLES = ("fresh", "hot", "cold")
Wanted = Callable[[Hostname], Entry | None]


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """One change of one zone: as it is written to disk and as it is served. `zone` is one of `TITLES`."""

    zone: str
    serial: int
    removed: tuple[Hostname, ...]
    added: tuple[Entry, ...]


class Tiers:
    """The three zones, first asked first.

    `shown` is False while no resolver may see them: what changes then is no history, and no serial. `is_doubled` says
    that each of them says all, see `begin`.
    """

    def __init__(self, fresh: str, hot: str, cold: str) -> None:
        self.zones = tuple(WireZone(Zone(name=name)) for name in (fresh, hot, cold))
        self.shown = True
        self.is_doubled = False
        self._passed: set[Hostname] = set()
        self._settled: list[set[Hostname]] = [set(), set(), set()]

    @property
    def fresh(self) -> WireZone:
        """What is new."""
        return self.zones[0]

    @property
    def hot(self) -> WireZone:
        """What is recent."""
        return self.zones[1]

    @property
    def cold(self) -> WireZone:
        """The mass."""
        return self.zones[2]

    def get(self, hostname: Hostname) -> Entry | None:
        """What a resolver finds for exactly this name, None where it is answered."""
        found = self._first(hostname, 0)
        return None if found is None or found.answer == PASS else found

    def names(self) -> Iterator[Hostname]:
        """Every name that is refused, each once."""
        for at, zone in enumerate(self.zones):
            for hostname in zone.names:
                seen = any(hostname in upper for upper in self.zones[:at])
                if not seen and self.get(hostname) is not None:
                    yield hostname

    def change(self, title: str, removed: Iterable[Hostname], added: Iterable[Entry]) -> ZoneChange:
        """One change of one zone, as it is asked for."""
        zone, gone, come = self.zones[TITLES.index(title)], tuple(removed), tuple(added)
        before, serial = zone.serial, zone.change(gone, come)
        if not self.shown:
            zone.begin(before)
        self._passed.update(entry.hostname for entry in come if entry.answer == PASS)
        for hostname in self._passed.intersection((*gone, *(entry.hostname for entry in come))):
            if all(entry.answer != PASS for entry in self._all(hostname, 0)):
                self._passed.discard(hostname)
        return ZoneChange(title, serial, gone, come)

    def obey(self, hostname: Hostname, wanted: Wanted, below: Sequence[Hostname] = ()) -> tuple[ZoneChange, ...]:
        """Make the zones say of the name, and of the names `below` it that are wanted too, what `wanted` says.

        What a wider entry above refuses gets none of its own: it would stop that one's wildcard (RFC 4592, 3.3.1).
        """
        alone = not below and not any(wanted(parent) for parent in parents(hostname))
        changes = self._say(hostname, _uncovered(hostname, wanted), alone=alone)
        for name in below:
            changes += self._say(name, _uncovered(name, wanted), alone=False)
        return tuple(changes)

    def hide(self) -> None:
        """Show no resolver any zone before `begin`."""
        self.shown = False

    def begin(self, serial: int) -> None:
        """Show the zones anew at `serial`, to resolvers that may have others of these names: each zone says all that
        is refused, so that in whichever order they are fetched none of it is answered in between.

        The three share what they say, or a million names would take seconds in which nothing else is done. `clear` is
        due once the last zone has been shown for a while.
        """
        said = dict[Hostname, bytes]()
        for zone in reversed(self.zones):
            said.update(zone.records)
        for name in self._passed:
            if self.get(name) is None:
                del said[name]
        self._passed.clear()
        self._settled = [set(), set(), set()]
        for zone in self.zones:
            zone.begin(serial, said)
        self.shown = self.is_doubled = True

    def clear(self) -> tuple[int, ...]:
        """Take out of the upper two zones what the last one says too; their serials then.

        They begin anew with the little that stays: a million changes would cost every resolver more.
        """
        mass, self.is_doubled = self.cold.records, False
        for zone in self.zones[:-1]:
            own = {name: record for name, record in zone.records.items() if mass.get(name) != record}
            zone.begin(next_serial(zone.serial), own)
        return tuple(zone.serial for zone in self.zones[:-1])

    def settle(self, limits: Sequence[int], *, mass: bool = True) -> tuple[ZoneChange, ...]:
        """One round: take out of a zone what the one below was given a round ago, and give it the older half of what
        is above the limit (of fresh, of hot). Without `mass` the last zone is left as it is."""
        changes = []
        for at, limit in enumerate(limits):
            zone, title = self.zones[at], TITLES[at]
            twice = [name for name in zone.names if name in self._passed or self._holds(name, at + 1)]
            needless = {name for name in twice if self._is_needless(at, name)}
            ripe = needless & self._settled[at]
            gone = [name for name in zone.names if name in ripe]
            if gone:
                changes.append(self.change(title, gone, ()))
            self._settled[at] = needless.difference(gone)
            staying = [name for name in zone.names if name not in needless]
            if len(staying) > limit and (mass or TITLES[at + 1] != COLD):
                changes.append(self._push(at, staying[: (len(staying) + 1) // 2]))
        return tuple(changes)

    def _say(self, hostname: Hostname, entry: Entry | None, *, alone: bool) -> list[ZoneChange]:
        said = self._first(hostname, 1)
        below = None if said is None or said.answer == PASS else said
        changes = self._clear_passed(hostname, wide=entry.subdomains) if entry is not None else []
        if entry == below:
            return changes + self._remove(hostname, (FRESH,))
        if entry is None and below is not None:
            if alone:
                return [self.change(FRESH, (), (Entry(hostname, below.subdomains, PASS),))]
            return self._remove(hostname, TITLES)
        if entry is None:
            return self._remove(hostname, (FRESH,))
        if not entry.subdomains and any(found.subdomains for found in self._all(hostname, 1) if found.answer != PASS):
            changes += self._remove(hostname, (HOT, COLD))  # else what lies below the name stays refused
        if not self.fresh.holds(entry):
            changes.append(self.change(FRESH, (), (entry,)))
        return changes

    def _clear_passed(self, hostname: Hostname, *, wide: bool) -> list[ZoneChange]:
        """Take out for good what was lifted above or below a name that is refused from now on: an entry that lets a
        name pass would make a hole in the new one, or the new one would stop its wildcard."""
        changes = []
        for name in [*self._passed]:
            if hostname.endswith(f".{name}") or (wide and name.endswith(f".{hostname}")):
                changes += self._remove(name, TITLES)
        return changes

    def _push(self, at: int, hostnames: Sequence[Hostname]) -> ZoneChange:
        removed, added = [], []
        for hostname in hostnames:
            entry = self.zones[at].get(hostname)
            if entry is None:
                continue
            if entry.answer == PASS and self._first(hostname, at + 2) is None:
                removed.append(hostname)  # nothing further down to lift
            else:
                added.append(entry)
        lower = self.zones[at + 1]
        return self.change(TITLES[at + 1], [name for name in removed if name in lower], added)

    def _holds(self, hostname: Hostname, start: int) -> bool:
        return any(hostname in zone for zone in self.zones[start:])

    def _is_needless(self, at: int, hostname: Hostname) -> bool:
        zone = self.zones[at]
        below = next((lower for lower in self.zones[at + 1 :] if hostname in lower), None)
        if below is not None:
            return zone.records[hostname] == below.records[hostname]
        entry = zone.get(hostname)
        return entry is not None and entry.answer == PASS

    def _remove(self, hostname: Hostname, titles: Iterable[str]) -> list[ZoneChange]:
        holding = [title for title in titles if hostname in self.zones[TITLES.index(title)]]
        return [self.change(title, (hostname,), ()) for title in holding]

    def _first(self, hostname: Hostname, start: int) -> Entry | None:
        return next(self._all(hostname, start), None)

    def _all(self, hostname: Hostname, start: int) -> Iterator[Entry]:
        found = (zone.get(hostname) for zone in self.zones[start:])
        return (entry for entry in found if entry is not None)


def _uncovered(hostname: Hostname, wanted: Wanted) -> Entry | None:
    """What is wanted of the name, None where an entry above it says enough."""
    return None if is_covered(hostname, wanted) else wanted(hostname)


def is_covered(hostname: Hostname, wanted: Wanted) -> bool:
    """Whether what is wanted of a name above it says it of this one too."""
    above = (wanted(parent) for parent in parents(hostname))
    return any(entry.subdomains for entry in above if entry is not None)


def parents(hostname: str) -> Iterator[Hostname]:
    """The names above it, of two labels and more: nobody may refuse a shorter one."""
    _, _, parent = hostname.partition(".")
    while "." in parent:
        yield Hostname(parent)
        _, _, parent = parent.partition(".")
