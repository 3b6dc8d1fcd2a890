"""The port to a browser that looks at one page, and what it brings back: every fact, no media byte."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.kernel.hostname import Hostname

DEFAULT_PORTS = {"https": 443, "http": 80}
LEFT_OUT_BETWEEN = "; "  # in `DnsFact.refused`; no rule on an address has it


@dataclass(frozen=True, slots=True)
class CaptureLimits:
    """Where a capture stops. What was seen up to there is kept, and `PageCapture.truncations` says why.

    `frame_depth` is how many frames may lie one in another below the page; what is deeper asks for nothing but itself
    and is not read. `redirects` are counted along each chain.
    """

    wire_bytes: int = 20_000_000
    decoded_bytes: int = 40_000_000
    compression_ratio: int = 100
    requests: int = 400
    hosts: int = 60
    redirects: int = 20
    frame_depth: int = 8
    navigation_s: float = 20.0
    settle_s: float = 1.0
    total_s: float = 45.0


@dataclass(frozen=True, slots=True)
class CapturePolicy:
    """What a capture may do. `media` is ``never-fetch`` or ``hash-and-forget``; nothing else exists.

    `allowed_networks` (CIDR) opens special-purpose ranges on purpose: loopback for tests and the demo only.
    `resolver` is ``address@port`` of the resolver to ask, None for the system's. `rules_pages` is how many pages of
    rules, terms or contact on the same host are fetched too, `error_page` whether one address that cannot exist is
    asked for: both as text, after the page itself, within the same limits.
    """

    media: str = "never-fetch"
    isolation: str = "auto"
    schemes: tuple[str, ...] = ("http", "https")
    ports: tuple[int, ...] = (80, 443)
    allowed_networks: tuple[str, ...] = ()
    resolver: str | None = None
    limits: CaptureLimits = CaptureLimits()
    rules_pages: int = 0
    error_page: bool = False
    language: str = "fr-FR,fr;q=0.9,en;q=0.8"


class NoAddressError(InputRejectedError):
    """The policy leaves no address to try."""

    code = "captures.no_address"
    template = "{hostname} cannot be captured: the policy allows no scheme and port. Check [captures] in rempart.toml."


def list_addresses(hostname: Hostname, policy: CapturePolicy) -> tuple[str, ...]:
    """https first, then http, each on its own port where the policy allows it; then http on the policy's other ports.

    Raises NoAddressError where nothing is left.
    """
    addresses = [
        f"{scheme}://{hostname}/"
        for scheme, port in DEFAULT_PORTS.items()
        if scheme in policy.schemes and port in policy.ports
    ]
    if "http" in policy.schemes:
        others = (port for port in policy.ports if port not in DEFAULT_PORTS.values())
        addresses += [f"http://{hostname}:{port}/" for port in others]
    if not addresses:
        raise NoAddressError(hostname=hostname)
    return tuple(addresses)


@dataclass(frozen=True, slots=True)
class DnsFact:
    """One lookup as it was answered: the records in presentation form, or the response code.

    `refused` tells which of its addresses no connection may go to, each with the rule against it.
    """

    name: str
    record_type: str
    answers: tuple[str, ...]
    response_code: str
    resolver: str
    at: datetime
    refused: str = ""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts of `refused`."""
        return list_left_out(self.refused)


def list_left_out(refused: str) -> tuple[str, ...]:
    """The parts of `DnsFact.refused`: an address and the rule against it in each. In exhibits of older versions one
    stands for all."""
    return tuple(refused.split(LEFT_OUT_BETWEEN)) if refused else ()


@dataclass(frozen=True, slots=True)
class TlsFact:
    """The handshake of the very connection that carried an exchange; `chain` is PEM, leaf first."""

    server_name: str
    version: str
    cipher: str
    chain: tuple[str, ...]
    verified: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MediaFact:
    """What is known of a medium whose bytes were not kept. Hashes are empty under ``never-fetch``.

    `wire_length` counts what was read before the proxy stopped. `hashes` are hexadecimal: sha256, sha1, md5, and pdq
    (of the first frame) with `pdq_quality` 0…100 where `decoder` could read the picture; `problem` says why not.
    `frames` are counted then too.
    """

    url: str
    declared_type: str
    sniffed_type: str
    wire_length: int
    width: int | None = None
    height: int | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    pdq_quality: int | None = None
    frames: int | None = None
    decoder: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and response as seen by the egress proxy, decoded from TLS and transfer coding.

    Header names keep their case and order. `body` is in the content coding that the header names, freshly coded
    after the text was searched for media; it is empty when `media` is set. `removed` lists the inline media that a
    marker replaces in it. `wire_sha256` and `wire_length` speak of the body as it came, before that; the digest is
    empty where the body was not read to its end. `peer_address` is the address that the connection really went to.
    """

    url: str
    method: str
    at: datetime
    request_line: str
    request_headers: tuple[tuple[str, str], ...]
    request_body: bytes
    status_line: str
    response_headers: tuple[tuple[str, str], ...]
    body: bytes
    peer_address: str
    tls: TlsFact | None = None
    media: MediaFact | None = None
    truncated: str = ""
    removed: tuple[MediaFact, ...] = ()
    wire_sha256: str = ""
    wire_length: int = 0

    @property
    def status(self) -> int:
        """The HTTP status code, 0 where the status line cannot be read."""
        parts = self.status_line.split(" ", 2)
        return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that got no answer from outside, and the rule that stopped it.

    `rule` is one of scheme, port, address, network, method, websocket, media, limit, unreachable, download, popup,
    dialog. ``media`` means not even asked for; ``unreachable`` that it was tried.
    """

    url: str
    rule: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FrameDom:
    """The HTML after load of one frame inside the page, inline media removed; `url` may be ``about:srcdoc``."""

    url: str
    dom: str


@dataclass(frozen=True, slots=True)
class PageCapture:
    """Everything one look at a page brought back.

    `dom` is the HTML after load with all inline media removed, `frames` that of the frames in it, in the browser's
    order; `text` what a reader sees; `screenshot` a PNG in which every medium is a grey box; `cookies` and
    `storage_keys` names only. `final_url` after redirects. `rdap` holds registries' records as they came, by subject
    (``domain:name``, ``ip:address``); `rdap_missing` says why there is none.
    """

    url: str
    final_url: str
    started_at: datetime
    finished_at: datetime
    policy: CapturePolicy
    tools: Mapping[str, str]
    exchanges: tuple[Exchange, ...]
    dns: tuple[DnsFact, ...]
    refusals: tuple[Refusal, ...]
    dom: str
    text: str
    title: str
    links: tuple[str, ...]
    screenshot: bytes
    cookies: tuple[str, ...] = ()
    storage_keys: tuple[str, ...] = ()
    truncations: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    rdap: Mapping[str, str] = field(default_factory=dict)
    rdap_missing: Mapping[str, str] = field(default_factory=dict)
    frames: tuple[FrameDom, ...] = ()


class CaptureRefusedError(InputRejectedError):
    """The address may not be visited at all: scheme, port or network outside the policy."""

    code = "captures.refused"
    template = "{url} cannot be captured: {problem}. Check the address, or the [captures] section of rempart.toml."


class BrowserMissingError(OutsideUnavailableError):
    """No usable Chromium, or its sandbox does not work."""

    code = "captures.browser_missing"
    template = "No capture is possible: {problem}. Run `rempart doctor`; it names the missing Debian package."


class PageUnreachableError(OutsideUnavailableError):
    """The name does not resolve or nothing answers; the facts up to there are in `capture`."""

    code = "captures.page_unreachable"
    template = "{url} did not answer: {problem}. A later try may succeed."


class PageCapturer(Protocol):
    """Something that can look at one page safely."""

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        """Look at `url` once.

        Raises CaptureRefusedError, BrowserMissingError or PageUnreachableError.
        """
        ...


class CaptureDesk(Protocol):
    """Something that looks at pages for others until it is told to stop."""

    def run(self, over: "Flag") -> None:
        """Work until `over` is set."""
        ...


class Flag(Protocol):
    """A flag that may be waited for (`threading.Event`)."""

    def is_set(self) -> bool:
        """Whether it is."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Return when it is set or the time is over; whether it is."""
        ...
