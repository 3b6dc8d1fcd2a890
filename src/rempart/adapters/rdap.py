"""RDAP (RFC 9082, 9083) by way of the bootstrap registries of top-level domains and of addresses (RFC 9224).

Asks the registry for the registered name, and the registrar by its related link where the registry only points there.
Contacts come as jCard (RFC 7095), sometimes nested: the abuse role may sit inside the registrar's entity.
"""

import json
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from publicsuffixlist import PublicSuffixList

from rempart.adapters.streams.fetching import Budget, refused
from rempart.kernel.hostname import Hostname
from rempart.kernel.plain_text import plain
from rempart.ports.registration import Registration, RegistrationUnavailableError, RegistryRecord

LARGEST_ANSWER = 2**20
DEEPEST_ANSWER = 64  # answers have a dozen levels; what is made to be deeper must break nobody who reads it later
MOST_HOPS = 5
LONGEST_WORDS = 300
LONGEST_ANSWER_S = 60.0  # from its first byte to its last, however steadily it drips
_TYPE = "application/rdap+json"


class RdapClient:
    """The ports `RegistrationLookup` and `RegistryRecords`.

    `bootstrap` is the address of the registry's ``dns.json`` (RFC 9224); ``ipv4.json`` and ``ipv6.json`` lie beside it.

    No more than `budget` allows in all: registries cut off whoever asks fast.
    """

    def __init__(
        self,
        bootstrap: str,
        *,
        timeout_s: float = 10.0,
        longest_s: float = LONGEST_ANSWER_S,
        allow_http: bool = False,
        budget: Budget | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bootstrap = bootstrap
        self._timeout_s = timeout_s
        self._longest_s = longest_s
        self._monotonic = monotonic
        self._spared_until: dict[str, float] = {}  # by host: who asked for patience
        self._allow_http = allow_http
        self._budget = budget or Budget(rate=1.0)
        self._services: dict[str, str] = {}
        self._networks: dict[int, dict[IPv4Network | IPv6Network, str]] = {}
        self._suffixes = PublicSuffixList(only_icann=True)

    def look_up(self, hostname: Hostname) -> Registration | None:
        """As `RegistrationLookup.look_up`."""
        name = self._suffixes.privatesuffix(hostname)
        if name is None:
            return None
        with self._open() as client:
            service = self._service(client, name)
            if service is None:
                return None
            source = f"{service.rstrip('/')}/domain/{name}"
            answer = self._get(client, name, source)
            if answer is None:
                return None
            found = _registration(name, answer, source)
            related = None if found.abuse_address else _related(answer)
            if related and self._may_ask(related):
                try:
                    further = self._get(client, name, related)
                except RegistrationUnavailableError as error:  # what the registry said stands all the same
                    return replace(found, missing=str(error.fields["problem"]))
                found = _with_contact(found, further) if further else found
        return found

    def fetch_name(self, hostname: Hostname) -> RegistryRecord:
        """As `RegistryRecords.fetch_name`."""
        name = self._suffixes.privatesuffix(hostname)
        if name is None:
            return RegistryRecord(f"domain:{hostname}", problem="it is a public suffix")
        return self._fetch(f"domain:{name}", f"domain/{name}", lambda client: self._service(client, name))

    def fetch_address(self, address: str) -> RegistryRecord:
        """As `RegistryRecords.fetch_address`."""
        parsed = ip_address(address)
        if not parsed.is_global:
            return RegistryRecord(f"ip:{parsed}", problem="a special-purpose address, which nobody holds")
        return self._fetch(f"ip:{parsed}", f"ip/{parsed}", lambda client: self._service_of_address(client, parsed))

    def _fetch(self, subject: str, path: str, find: Callable[[httpx.Client], str | None]) -> RegistryRecord:
        try:
            with self._open() as client:
                service = find(client)
                if service is None:
                    return RegistryRecord(subject, problem="its registry has no RDAP service")
                source = f"{service.rstrip('/')}/{path}"
                text = self._get_text(client, subject, source)
        except RegistrationUnavailableError as error:
            return RegistryRecord(subject, problem=str(error.fields["problem"]))
        if text is None:
            return RegistryRecord(subject, source, problem="the registry does not know it")
        return RegistryRecord(subject, source, text)

    def _open(self) -> httpx.Client:
        return httpx.Client(timeout=self._timeout_s, headers={"Accept": _TYPE}, follow_redirects=False)

    def _service_of_address(self, client: httpx.Client, address: IPv4Address | IPv6Address) -> str | None:
        """The service of the smallest network around `address`."""
        if address.version not in self._networks:
            services = self._list_services(client, str(address), urljoin(self._bootstrap, f"ipv{address.version}.json"))
            self._networks[address.version] = {
                network: service for text, service in services if (network := _network(text)) is not None
            }
        networks = self._networks[address.version]
        around = [network for network in networks if address in network]
        return networks[max(around, key=lambda network: network.prefixlen)] if around else None

    def _list_services(self, client: httpx.Client, name: str, address: str) -> Iterator[tuple[str, str]]:
        """What a bootstrap registry says that may be asked. Raises RegistrationUnavailableError where it is none: all
        names would be said to have no registry.
        """
        rows = _list(self._get(client, name, address) or {}, "services")
        if not rows:
            raise RegistrationUnavailableError(name=name, problem=f"{address}: it lists no services (rdap_bootstrap)")
        for row in rows:
            # A row of another form is passed over: it must not hide what the others say.
            if not (isinstance(row, list) and len(row) == 2 and all(isinstance(part, list) for part in row)):
                continue
            usable = [str(address) for address in row[1] if self._may_ask(str(address))]
            yield from ((str(key), usable[0]) for key in row[0] if usable)

    def _service(self, client: httpx.Client, name: str) -> str | None:
        if not self._services:
            services = self._list_services(client, name, self._bootstrap)
            self._services = {label.lower(): service for label, service in services}
        labels = name.split(".")
        return next((self._services[tail] for tail in _tails(labels) if tail in self._services), None)

    def _may_ask(self, address: str) -> bool:
        """Whether a stranger may send us there: over TLS, and to no machine of ours by its number or a short name."""
        try:
            parts, _ = httpx.URL(address), urlsplit(address)  # the first is what the client will ask
        except (httpx.InvalidURL, ValueError):  # "https://[x": an address of a stranger that is none
            return False
        if self._allow_http:
            return parts.scheme in ("https", "http")
        return parts.scheme == "https" and _is_far(parts.raw_host.decode("ascii"))

    def _get(self, client: httpx.Client, name: str, address: str) -> dict[str, Any] | None:
        text = self._get_text(client, name, address)
        return None if text is None else json.loads(text)

    def _get_text(self, client: httpx.Client, name: str, address: str) -> str | None:
        """The JSON object at `address` as it came; None where there is none."""
        try:
            body = self._follow(client, client.build_request("GET", address))
            if body is None:
                return None
            text = body.decode()
            value = json.loads(text)
            if not isinstance(value, dict):
                raise ValueError("it answers no JSON object")
            if _is_deeper(value, DEEPEST_ANSWER):
                raise ValueError(f"its answer is nested more than {DEEPEST_ANSWER} deep")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
            problem = f"{address}: {error or type(error).__name__}"
            raise RegistrationUnavailableError(name=name, problem=problem) from error
        return text

    def _follow(self, client: httpx.Client, request: httpx.Request) -> bytes | None:
        """The body where the request leads, None where there is none; each hop is judged, and costs of the budget.

        Raises httpx.HTTPError, or ValueError in words.
        """
        for _hop in range(MOST_HOPS + 1):
            if self._monotonic() < self._spared_until.get(request.url.host, 0.0):
                raise ValueError(f"{request.url.host} asked for patience")
            self._budget.wait()
            response = client.send(request, stream=True)
            try:
                if response.status_code == 404:
                    return None
                if response.next_request is None:
                    if not response.is_success:
                        spared_s = refused(response).retry_after
                        self._spared_until[request.url.host] = self._monotonic() + spared_s
                        raise ValueError(f"HTTP {response.status_code}")
                    return self._read(response)
                request = response.next_request
            finally:
                response.close()
            if not self._may_ask(str(request.url)):
                raise ValueError(f"it leads to {request.url}, where nobody may be asked")
        raise ValueError(f"it leads on and on, more than {MOST_HOPS} times")

    def _read(self, response: httpx.Response) -> bytes:
        body, until = b"", self._monotonic() + self._longest_s
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise ValueError("it answers without end")
            if self._monotonic() > until:
                raise ValueError("it answers drop by drop")
        return body


def _is_deeper(value: object, depth: int) -> bool:
    """Whether lists and objects lie within each other more than `depth` times."""
    level = [value]
    for _ in range(depth):
        level = [inner for each in level for inner in _inside(each)]
    return any(isinstance(each, dict | list) for each in level)


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _is_far(host: str) -> bool:
    """Whether it is a global address, or a name that is not of this machine or its own network alone."""
    host = host.rstrip(".").lower()
    number = _number(host)
    if number is not None:
        return number.is_global
    return "." in host and not host.endswith(".localhost")


def _number(host: str) -> IPv4Address | IPv6Address | None:
    """The address that `host` writes, also as the system's resolver reads it: ``127.1``, ``2130706433``."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None


def _tails(labels: list[str]) -> Iterator[str]:
    for at in range(1, len(labels)):
        yield ".".join(labels[at:])


def _registration(name: str, answer: dict[str, Any], source: str) -> Registration:
    entities = list(_entities(answer))
    events = {str(event.get("eventAction")): event.get("eventDate") for event in _dicts(answer, "events")}
    registrar = next((entity for entity in entities if "registrar" in _list(entity, "roles")), {})
    abuse = next((entity for entity in entities if "abuse" in _list(entity, "roles")), {})
    return Registration(
        name=name,
        registrar=_card(registrar, "fn"),
        abuse_address=_card(abuse, "email"),
        registered_at=_moment(events.get("registration")),
        changed_at=_moment(events.get("last changed")),
        expires_at=_moment(events.get("expiration")),
        name_servers=tuple(
            sorted(_words(server["ldhName"]).lower() for server in _dicts(answer, "nameservers") if "ldhName" in server)
        ),
        statuses=tuple(_words(status) for status in _list(answer, "status")),
        source=source,
        raw=_written(answer),
    )


def _with_contact(found: Registration, further: dict[str, Any]) -> Registration:
    other = _registration(found.name, further, found.source)
    return Registration(
        name=found.name,
        registrar=found.registrar or other.registrar,
        abuse_address=other.abuse_address,
        registered_at=found.registered_at or other.registered_at,
        changed_at=found.changed_at or other.changed_at,
        expires_at=found.expires_at or other.expires_at,
        name_servers=found.name_servers,
        statuses=found.statuses,
        source=found.source,
        raw=found.raw,
    )


def _related(answer: dict[str, Any]) -> str | None:
    for link in _dicts(answer, "links"):
        if link.get("rel") == "related" and str(link.get("type", _TYPE)).startswith(_TYPE):
            return str(link.get("href", "")) or None
    return None


def _entities(value: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    for entity in _dicts(value, "entities"):
        yield entity
        yield from _entities(entity, depth + 1)


def _card(entity: dict[str, Any], field: str) -> str:
    card = entity.get("vcardArray")
    if isinstance(card, list) and len(card) == 2 and isinstance(card[1], list):
        for line in card[1]:
            if isinstance(line, list) and len(line) >= 4 and line[0] == field and isinstance(line[3], str):
                return _words(line[3]).removeprefix("mailto:").strip()
    return ""


def _list(value: dict[str, Any], field: str) -> list[Any]:
    found = value.get(field)
    return found if isinstance(found, list) else []


def _dicts(value: dict[str, Any], field: str) -> list[dict[str, Any]]:
    return [each for each in _list(value, field) if isinstance(each, dict)]


def _words(text: object) -> str:
    return plain(str(text), LONGEST_WORDS)


def _written(answer: dict[str, Any]) -> str:
    """`answer` as JSON; half a surrogate pair, which UTF-8 cannot hold, stays the escape that it came as."""
    text = json.dumps(answer, sort_keys=True, ensure_ascii=False)
    return text.encode(errors="backslashreplace").decode()


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
