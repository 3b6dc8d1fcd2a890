"""Knot DNS as primary of policy zones: signed updates in, NOTIFY and transfers out.

In: zones, subscribers. Out: one `knotd` on loopback that keeps its zones over a restart.
Never: a transfer to somebody who is neither a subscriber nor holds the key.
"""

from pathlib import Path

import dns.exception
import dns.message
import dns.query

from rempart.lab.bind import Subscriber, new_key
from rempart.lab.processes import Child, Program, Server, copy_program, free_port

KNOTD = Program("knotd", "knot", ("usr/sbin/knotd",))

_SERVER = """server:
  rundir: "{folder}"
  listen: {address}@{port}
database:
  storage: "{folder}"
  journal-db-max-size: 200M
log:
  - target: stderr
    any: info
key:
  - id: {key}
    algorithm: {algorithm}
    secret: {secret}
acl:
  - id: publisher
    key: {key}
    action: [update, transfer]
"""

# The file is never written again: history and restart are the journal's.
_ZONE = """  - domain: {zone}
    storage: "{folder}"
    file: "{zone}.zone"
    zonefile-sync: -1
    zonefile-load: difference-no-serial
    journal-content: all
    serial-policy: increment
    semantic-checks: off
    acl: [publisher{acl}]
{notify}"""

_CONTENT = "$ORIGIN {zone}.\n$TTL 5\n@ SOA localhost. hostmaster 1 60 10 86400 5\n@ NS localhost.\n"


class KnotPrimary(Server):
    """One `knotd`; `subscribers` may transfer by address and are told of changes, a second late as Knot does."""

    address = "127.0.0.1"

    def __init__(self, folder: Path, zones: tuple[str, ...], subscribers: tuple[Subscriber, ...] = ()) -> None:
        self._folder = folder
        self._subscribers = subscribers
        self.policy_zones = zones
        self.publisher_key = new_key("rempart-publisher")
        self.port = free_port(self.address)

    @property
    def pid(self) -> int:
        """The process id, 0 while it does not run."""
        return self._child.pid if self._child is not None else 0

    def start(self) -> None:
        """Write the configuration, start knotd, wait until every zone answers."""
        for zone in self.policy_zones:
            file = self._folder / f"{zone}.zone"
            if not file.exists():
                file.write_text(_CONTENT.format(zone=zone))
        configuration = self._folder / "knot.conf"
        configuration.write_text(self._configuration())
        binary = copy_program(KNOTD, self._folder)
        self._child = Child.start("knot", [binary, "-c", configuration], self._folder)
        self._child.await_ready(self._answers)

    def _configuration(self) -> str:
        key = self.publisher_key
        parts = [
            _SERVER.format(
                folder=self._folder,
                address=self.address,
                port=self.port,
                key=key.name,
                algorithm=key.algorithm,
                secret=key.secret,
            )
        ]
        if self._subscribers:
            addresses = ", ".join(dict.fromkeys(subscriber.address for subscriber in self._subscribers))
            parts.append(f"  - id: subscribers\n    address: [{addresses}]\n    action: transfer\nremote:\n")
        for number, subscriber in enumerate(self._subscribers):
            parts.append(f"  - id: subscriber-{number}\n    address: {subscriber.address}@{subscriber.port}\n")
        remotes = ", ".join(f"subscriber-{number}" for number in range(len(self._subscribers)))
        notify = f"    notify: [{remotes}]\n" if remotes else ""
        acl = ", subscribers" if self._subscribers else ""
        parts.append("zone:\n")
        parts += [_ZONE.format(zone=zone, folder=self._folder, acl=acl, notify=notify) for zone in self.policy_zones]
        return "".join(parts)

    def _answers(self) -> bool:
        try:
            for zone in self.policy_zones:
                query = dns.message.make_query(zone, "SOA")
                if not dns.query.udp(query, self.address, timeout=0.2, port=self.port).answer:
                    return False
        except (dns.exception.DNSException, OSError):
            return False
        return True
