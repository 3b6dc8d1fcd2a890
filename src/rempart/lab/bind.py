"""BIND, in two roles in one process: authority for the fictional names, and primary of the policy zone.

In: hostnames with their addresses, the addresses of the resolvers that subscribe to the policy zone.
Out: an authority for ``.``, ``example.`` and ``test.`` whose names can change while it runs, and a response
policy zone that takes signed updates (RFC 2136 with TSIG) and notifies its subscribers at once.
Never: recursion, a transfer to somebody who is neither a subscriber nor holds the key.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.tsig
import dns.tsigkeyring
import dns.update

from rempart.kernel.phrases import Phrase
from rempart.lab.processes import NAMED, Child, PartNotReadyError, Server, copy_program, free_port

POLICY_ZONE = "rpz.rempart.test"
SITE_TTL_S = 3600  # long on purpose: a block has to win over an answer that a resolver keeps
_ROOTS = ("example", "test")
_ALGORITHM = "hmac-sha256"
_ANSWER_S = 20.0

_OPTIONS = """
options {{
  directory "{folder}";
  listen-on port {port} {{ {address}; }};
  listen-on-v6 {{ none; }};
  pid-file none;
  session-keyfile "{folder}/session.key";
  managed-keys-directory "{folder}";
  recursion no;
  dnssec-validation no;
  empty-zones-enable no;
  minimal-responses yes;
  allow-query {{ 127.0.0.0/8; }};
  allow-transfer {{ none; }};
  notify no;
  // Three brakes that each cost up to a minute where one is forgotten.
  notify-rate 1000;
  startup-notify-rate 1000;
  serial-query-rate 1000;
}};
controls {{ }};
logging {{ channel out {{ stderr; severity info; }}; category default {{ out; }}; }};
"""

_KEY = 'key "{name}" {{ algorithm {algorithm}; secret "{secret}"; }};\n'

_PLAIN_ZONE = """zone "{zone}" {{
  type primary; file "{file}"; update-policy {{ grant "{key}" zonesub any; }};
}};
"""

_POLICY_ZONE = """zone "{zone}" {{
  type primary; file "{file}";
  update-policy {{ grant "{key}" zonesub any; }};
  allow-transfer {{ key "{key}"; {transfers} }};
  notify explicit;
  also-notify {{ {notified} }};
  notify-delay 0;
  max-ixfr-ratio unlimited;
}};
"""

_SOA = "@ {ttl} IN SOA ns.lab.test. hostmaster.lab.test. 1 60 10 86400 5\n@ {ttl} IN NS ns.lab.test.\n"


@dataclass(frozen=True, slots=True)
class TsigKey:
    """A shared key of RFC 8945; `secret` is base64."""

    name: str
    secret: str
    algorithm: str = _ALGORITHM


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A resolver that takes the policy zone, and where it hears NOTIFY.

    Transfers are let through by address, because Unbound knows no TSIG for policy zones.
    """

    address: str
    port: int


def new_key(name: str) -> TsigKey:
    """A fresh key of 256 bits."""
    return TsigKey(name=name, secret=base64.b64encode(secrets.token_bytes(32)).decode())


class NameServer(Server):
    """One `named` with both roles.

    `hosts` maps each hostname to its IPv4 addresses; every name must end in ``.example`` or ``.test``.
    """

    address = "127.0.0.1"

    def __init__(
        self,
        folder: Path,
        hosts: Mapping[str, tuple[str, ...]],
        subscribers: tuple[Subscriber, ...] = (),
        policy_zones: tuple[str, ...] = (POLICY_ZONE,),
    ) -> None:
        self._folder = folder
        self._hosts = hosts
        self._subscribers = subscribers
        self._was_killed = False
        self.policy_zones = policy_zones
        self.publisher_key = new_key("rempart-publisher")
        self.registry_key = new_key("lab-registry")
        self.port = free_port(self.address)

    def start(self) -> None:
        """Write the configuration, start named, wait until every zone answers; after `kill`, with what is on disk."""
        configuration = self._folder / "named.conf"
        if not self._was_killed:
            configuration = self._write_files()
        binary = copy_program(NAMED, self._folder)
        self._child = Child.start("bind", [binary, "-f", "-c", configuration], self._folder)
        self._child.await_ready(self._answers)

    def kill(self) -> None:
        """End named as a power cut would; `start` goes on with its zones and their journals."""
        if self._child is not None:
            self._child.kill()
            self._child, self._was_killed = None, True

    def add_host(self, hostname: str, address: str) -> None:
        """Give a hostname an address while the server runs, as a registry would."""
        zone = hostname.rsplit(".", 1)[1]
        update = self._registry_update(zone)
        update.replace(dns.name.from_text(hostname), SITE_TTL_S, "A", address)
        self._send(update)

    def remove_host(self, hostname: str) -> None:
        """Take a hostname out while the server runs."""
        update = self._registry_update(hostname.rsplit(".", 1)[1])
        update.delete(dns.name.from_text(hostname))
        self._send(update)

    def response_code(self, hostname: str) -> str:
        """What the authority itself says of the name now, such as ``NXDOMAIN``; resolvers may remember longer."""
        query = dns.message.make_query(hostname, dns.rdatatype.A)
        response = dns.query.udp(query, self.address, timeout=_ANSWER_S, port=self.port)
        return dns.rcode.to_text(response.rcode())

    def policy_update(self, zone: str = POLICY_ZONE) -> dns.update.UpdateMessage:
        """An empty update of the policy zone, signed with the publisher's key when it is sent."""
        return _signed_update(zone, self.publisher_key)

    def _registry_update(self, zone: str) -> dns.update.UpdateMessage:
        return _signed_update(zone, self.registry_key)

    def _send(self, update: dns.update.UpdateMessage) -> None:
        response = dns.query.udp(update, self.address, timeout=_ANSWER_S, port=self.port)
        if response.rcode() != dns.rcode.NOERROR:
            raise PartNotReadyError(
                part="bind",
                problem=Phrase("it refused an update with {answer}", answer=dns.rcode.to_text(response.rcode())),
                log=self._child.log_tail() if self._child else Phrase("(not running)"),
                advice="the hostname must end in .example or .test.",
            )

    def _answers(self) -> bool:
        zones = (".", *_ROOTS, *self.policy_zones)
        return all(self._has_zone(zone) for zone in zones)

    def _has_zone(self, zone: str) -> bool:
        query = dns.message.make_query(zone, dns.rdatatype.SOA)
        try:
            response = dns.query.udp(query, self.address, timeout=0.2, port=self.port)
        except (dns.exception.DNSException, OSError):
            return False
        return bool(response.answer)

    def _write_files(self) -> Path:
        parts = [_OPTIONS.format(folder=self._folder, port=self.port, address=self.address)]
        parts += [
            _KEY.format(name=key.name, secret=key.secret, algorithm=key.algorithm)
            for key in (self.publisher_key, self.registry_key)
        ]
        for zone in (".", *_ROOTS):
            file = self._write_zone(zone, SITE_TTL_S, self._records_of(zone))
            parts.append(_PLAIN_ZONE.format(zone=zone, file=file, key=self.registry_key.name))
        for zone in self.policy_zones:
            parts.append(self._policy_zone_clause(zone, self._write_zone(zone, 5, "")))
        configuration = self._folder / "named.conf"
        configuration.write_text("".join(parts))
        return configuration

    def _policy_zone_clause(self, zone: str, file: str) -> str:
        return _POLICY_ZONE.format(
            zone=zone,
            file=file,
            key=self.publisher_key.name,
            transfers=" ".join(f"{subscriber.address};" for subscriber in self._subscribers),
            notified=" ".join(f"{subscriber.address} port {subscriber.port};" for subscriber in self._subscribers),
        )

    def _write_zone(self, zone: str, ttl_s: int, records: str) -> str:
        name = f"{zone if zone != '.' else 'root'}.zone"
        (self._folder / name).write_text(f"$ORIGIN {zone.rstrip('.')}.\n" + _SOA.format(ttl=ttl_s) + records)
        return name

    def _records_of(self, zone: str) -> str:
        lines = [f"ns.lab.test. {SITE_TTL_S} IN A {self.address}"] if zone in (".", "test") else []
        if zone == ".":
            lines += [f"{child}. {SITE_TTL_S} IN NS ns.lab.test." for child in _ROOTS]
        lines += [
            f"{hostname}. {SITE_TTL_S} IN A {address}"
            for hostname, addresses in self._hosts.items()
            if hostname.endswith(f".{zone}")
            for address in addresses
        ]
        return "".join(f"{line}\n" for line in lines)


def _signed_update(zone: str, key: TsigKey) -> dns.update.UpdateMessage:
    keyring = dns.tsigkeyring.from_text({key.name: key.secret})
    return dns.update.UpdateMessage(
        zone, keyring=keyring, keyname=dns.name.from_text(key.name), keyalgorithm=key.algorithm
    )
