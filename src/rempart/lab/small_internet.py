"""The small internet: names, policy zone, two resolvers, timestamps and websites, tied together.

In: nothing. Out: one object whose parts run and know each other. Never: a packet off loopback.
"""

import json
from contextlib import ExitStack
from pathlib import Path

from rempart.kernel.clock import SystemClock
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.processes import NAMED, OPENSSL, SETPRIV, UNBOUND, LabFolder, Part, Program, missing_programs
from rempart.lab.sites import FORMER_NAMES, SHARED_ADDRESS, SITES, Site, SiteKind
from rempart.lab.timestamps import TimestampServer
from rempart.lab.unbound import Resolver
from rempart.lab.websites import Websites

NEEDS: tuple[Program, ...] = (NAMED, UNBOUND, OPENSSL, SETPRIV)

# More tenants of the shared address than are served: passive DNS knows names that a visitor does not.
_TENANTS = tuple(f"locataire-{number:02d}.example" for number in range(1, 24))
_PASSIVE_DNS_DAYS = 200


def missing() -> tuple[Program, ...]:
    """The programs that the small internet needs and that are not installed."""
    return missing_programs(NEEDS)


class SmallInternet(Part):
    """Start it, use its parts, stop it.

    `name_server` (BIND: authority and policy zone), `resolver` (Unbound, subscribes to the policy zone),
    `control` (Unbound without it), `timestamps`, `websites`, `passive_dns` (a file in Common Output Format).
    """

    def __init__(self, policy_zones: tuple[str, ...] = (POLICY_ZONE,), web_port: int | None = None) -> None:
        self._running = ExitStack()
        self._policy_zones = policy_zones
        self._web_port = web_port

    def start(self) -> None:
        """Start every part, the resolvers last. Raises MissingProgramError or PartNotReadyError; then none runs."""
        with ExitStack() as starting:
            lab = LabFolder()
            starting.callback(lab.remove)
            self.folder = lab.path
            self.resolver = Resolver("resolver", lab.make("resolver"), self._policy_zones)
            self.control = Resolver("control", lab.make("control"), policy_zones=())
            self.name_server = NameServer(lab.make("bind"), _hosts(), (self.resolver.subscription,), self._policy_zones)
            self.timestamps = TimestampServer(lab.make("timestamps"))
            self.websites = Websites(self._web_port)
            for resolver in (self.resolver, self.control):
                resolver.name_server = (self.name_server.address, self.name_server.port)
            for part in (self.websites, self.timestamps, self.name_server, self.resolver, self.control):
                starting.enter_context(part)
            self.passive_dns = self._write_passive_dns()
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Stop every part in reverse order and remove the folder."""
        self._running.close()

    def close_site(self) -> None:
        """The closed site closes: its name leaves the DNS, its server answers 410."""
        self.websites.close(SiteKind.CLOSED)
        self.name_server.remove_host(FORMER_NAMES[-1])

    def move_site(self) -> Site:
        """The reopened site takes its next name, in the DNS and on the web; returns the new site."""
        site = self.websites.move()
        self.name_server.add_host(site.hostname, site.address)
        return site

    def _write_passive_dns(self) -> Path:
        now = int(SystemClock().now().timestamp())
        pairs = [(site.hostname, site.address) for site in SITES]
        pairs += [(tenant, SHARED_ADDRESS) for tenant in _TENANTS]
        path = self.folder / "passive-dns.jsonl"
        path.write_text("".join(_passive_dns_row(name, address, now) for name, address in pairs))
        return path


def _passive_dns_row(hostname: str, address: str, now: int) -> str:
    """One line of draft-dulaunoy-dnsop-passive-dns-cof."""
    first = now - _PASSIVE_DNS_DAYS * 86_400
    row = {"rrname": hostname, "rrtype": "A", "rdata": address, "time_first": first, "time_last": now, "count": 40}
    return json.dumps(row) + "\n"


def _hosts() -> dict[str, tuple[str, ...]]:
    hosts: dict[str, tuple[str, ...]] = {
        site.hostname: (site.address,) for site in SITES if site.kind is not SiteKind.MOVED
    }
    return hosts | dict.fromkeys(_TENANTS, (SHARED_ADDRESS,))
