"""The primary of the response policy zone, told by signed updates (RFC 2136 with TSIG, RFC 8945).

An update is idempotent: it says what shall stand at a name, not what to add. The serial that the receipt names is
asked after the primary has taken the update, so it carries the change.
"""

import contextlib
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.opcode
import dns.query
import dns.rcode
import dns.rdatatype
import dns.tsig
import dns.tsigkeyring
import dns.update

from rempart.adapters.policy_transfer import PolicyTransfer
from rempart.engines.zonefile import Entry, check_owner, parse_answer, record_data
from rempart.kernel.clock import Clock
from rempart.kernel.hostname import Hostname
from rempart.ports.naming import Endpoint, PrimarySilentError, PublicationFailedError, ZoneChange, ZoneReceipt

# Below this an update travels in one datagram on any path; above it goes over TCP.
_DATAGRAM = 1200
# A message has 65,535 bytes at most (RFC 1035, 4.2.2); what stands once in it (header, zone, signature) has 1,000.
_MESSAGE = 64_000
# One record without its name's letters: the name's dots and pointer, type, class, TTL, length, an address.
_RECORD = 40
_PASSES_S = 0.05


@dataclass(frozen=True, slots=True)
class TsigKey:
    """A shared key: `secret` is base64."""

    name: str
    secret: str
    algorithm: str = "hmac-sha256"


class SignedZone:
    """The `ZonePublisher` port: one zone at one primary."""

    def __init__(
        self,
        primary: Endpoint,
        zone: str,
        key: TsigKey,
        clock: Clock,
        *,
        ttl_s: int = 5,
        timeout_s: float = 3.0,
        notify: Sequence[Endpoint] = (),
    ) -> None:
        self._primary = primary
        self._zone = zone
        self._key = key
        self._clock = clock
        self._ttl_s = ttl_s
        self._timeout_s = timeout_s
        self._notified = tuple(notify)
        self._keyring = dns.tsigkeyring.from_text({key.name: key.secret})
        self._key_name = dns.name.from_text(key.name)

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        """Make all changes in order. Raises PublicationFailedError, NameTooLongError or PolicyTriggerError."""
        for batch in list(self._batches(changes)):  # a name that is too long is found before anything is sent
            self._update(batch)
        self._notify_all()
        receipt = ZoneReceipt(zone=self._zone, serial=self._serial(), applied_at=self._clock.now())
        self._notify_all()  # a datagram may be lost, and hearing it twice costs a subscriber nothing
        return receipt

    def settle(self, older: Sequence[Hostname]) -> int:  # noqa: ARG002 (there is one zone: nothing to move)
        """Nothing moves where there is one zone."""
        return 0

    def holds(self, change: ZoneChange) -> bool:
        """Whether the zone says this of the name. Raises PublicationFailedError."""
        kind, data = record_data(parse_answer(change.policy))
        names = ((change.hostname, change.blocked), (f"*.{change.hostname}", change.blocked and change.subdomains))
        return all(self._has(name, kind, data) == wanted for name, wanted in names)

    def list_blocked(self) -> tuple[ZoneChange, ...]:
        """What the zone refuses now; a name that says several things has all of them in its policy, with spaces.

        Raises PublicationFailedError.
        """
        found: dict[str, str] = {}
        transfer = PolicyTransfer(
            self._primary, self._zone, (self._key.name, self._key.secret, self._key.algorithm), self._timeout_s
        )
        with self._failures():
            for owner, policy in transfer.read():
                found[owner] = f"{found[owner]} {policy}" if owner in found else policy
        names = {name.removeprefix("*.") for name in found}
        return tuple(_found(name, found.get(name), found.get(f"*.{name}")) for name in sorted(names))

    def _has(self, name: str, kind: str, data: str) -> bool:
        response = self._question(f"{name}.{self._zone}", kind)
        if response.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
            raise self._failed(f"it answered {dns.rcode.to_text(response.rcode())}")
        return any(rdata.to_text() == data for rrset in response.answer for rdata in rrset)

    def _question(self, name: str, kind: str | dns.rdatatype.RdataType) -> dns.message.Message:
        query = dns.message.make_query(name, kind)
        query.use_tsig(self._keyring, self._key_name, algorithm=self._key.algorithm)
        with self._failures():
            return self._send(query)

    def _notify_all(self) -> None:
        for resolver in self._notified:
            self._notify(resolver)

    def _notify(self, resolver: Endpoint) -> None:
        """Tell a subscriber at once, for primaries that take their time (Knot: a second). It asks the primary, so that
        a lost or forged word does no harm: one datagram, and no answer awaited."""
        message = dns.message.make_query(self._zone, dns.rdatatype.SOA)
        message.flags = dns.flags.Flag.AA
        message.set_opcode(dns.opcode.NOTIFY)
        family = socket.AF_INET6 if ":" in resolver.address else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as sender, contextlib.suppress(OSError):
            sender.sendto(message.to_wire(), (resolver.address, resolver.port))

    def _update(self, changes: Sequence[ZoneChange]) -> None:
        update = dns.update.UpdateMessage(
            self._zone, keyring=self._keyring, keyname=self._key_name, keyalgorithm=self._key.algorithm
        )
        for change in changes:
            self._say(update, change)
        with self._failures():
            response = self._send(update)
        if response.rcode() != dns.rcode.NOERROR:
            raise self._failed(f"it answered {dns.rcode.to_text(response.rcode())}")

    def _batches(self, changes: Sequence[ZoneChange]) -> Iterator[list[ZoneChange]]:
        """The changes in order, as many at a time as one message surely holds. Raises NameTooLongError."""
        batch: list[ZoneChange] = []
        size = 0
        for change in changes:
            if change.blocked:  # whatever stands there, to take it out must be possible
                check_owner(change.hostname, self._zone)
            # What is taken out and what is put in, for the name and for what lies below it.
            needed = 4 * (len(change.hostname) + _RECORD)
            if batch and size + needed > _MESSAGE:
                yield batch
                batch, size = [], 0
            batch.append(change)
            size += needed
        if batch:
            yield batch

    def _say(self, update: dns.update.UpdateMessage, change: ZoneChange) -> None:
        entry = Entry(hostname=change.hostname, subdomains=change.subdomains, answer=parse_answer(change.policy))
        kind, data = record_data(entry.answer)
        for name, wanted in ((change.hostname, True), (f"*.{change.hostname}", change.subdomains)):
            update.delete(name)
            if change.blocked and wanted:
                update.add(name, self._ttl_s, kind, data)

    def _send(self, message: dns.message.Message) -> dns.message.Message:
        address, port = self._primary.address, self._primary.port
        if len(message.to_wire()) > _DATAGRAM:
            return dns.query.tcp(message, address, timeout=self._timeout_s, port=port)
        try:
            return dns.query.udp(message, address, timeout=self._timeout_s, port=port)
        except dns.exception.Timeout:  # a datagram may be lost; saying it twice changes nothing
            time.sleep(_PASSES_S)
            return dns.query.udp(message, address, timeout=self._timeout_s, port=port)

    def _serial(self) -> int:
        response = self._question(self._zone, dns.rdatatype.SOA)
        for rrset in response.answer:
            if rrset.rdtype == dns.rdatatype.SOA:
                return int(rrset[0].serial)
        raise self._failed(f"it gives no SOA ({dns.rcode.to_text(response.rcode())})")

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        """Whatever goes wrong on the way is one error that says what."""
        try:
            yield
        except dns.tsig.PeerBadTime as error:
            raise self._failed("its clock and ours are minutes apart; set both by the same time service") from error
        except dns.exception.Timeout as error:
            raise self._failed(f"no answer within {self._timeout_s:g} s", PrimarySilentError) from error
        except (OSError, EOFError) as error:
            raise self._failed(str(error) or type(error).__name__, PrimarySilentError) from error
        except dns.exception.DNSException as error:
            raise self._failed(str(error) or type(error).__name__) from error

    def _failed(
        self, problem: str, kind: type[PublicationFailedError] = PublicationFailedError
    ) -> PublicationFailedError:
        return kind(zone=self._zone, primary=self._primary, problem=problem)


def _found(name: str, policy: str | None, below: str | None) -> ZoneChange:
    """What stands at a name and below it, as one change; where the two differ it is none that was ever ordered."""
    said = policy or below or ""
    if policy is None or (below is not None and below != policy):
        said = f"{policy or 'nothing'} and below {below}"
    return ZoneChange(hostname=Hostname(name), blocked=True, policy=said, subdomains=below is not None)
