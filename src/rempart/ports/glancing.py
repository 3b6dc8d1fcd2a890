"""The port to a light look at many hostnames: names, TLS, one page each, no browser, no medium, politely paced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from rempart.engines.pages import PageInput
from rempart.kernel.hostname import Hostname
from rempart.ports.capturing import CaptureLimits, CapturePolicy

# What a `Glance` says of a look that brought no page; doors find the template of such a sentence and translate it.
UNANSWERED = "{host} does not answer: {problem}."
NOT_LOOKED_AT = "{host} is not looked at ({rule}): {detail}."
ANSWERS_ALL = "Every name below {below} has its addresses."
UNREADABLE = "{host} answers what cannot be read: {problem}."

# Places are so much further apart than the rate asks for, so that no second sees more than it even where one goes out
# late and the next in time.
SPACING = 1.05
NOBODY = Hostname("")
# One page of text, no more: what is longer is cut, and the rest is not read. The total holds the waiting for places
# in the pace too, so each answer's own time (three quarters of the navigation's) is what bounds a slow site.
GLANCE_LIMITS = CaptureLimits(
    wire_bytes=4_000_000,
    decoded_bytes=16_000_000,
    requests=12,
    hosts=6,
    redirects=5,
    navigation_s=10.0,
    total_s=900.0,
)


@dataclass(frozen=True, slots=True)
class GlancePolicy:
    """How light looks are taken. `capture` says where they may go at all, as for captures.

    Name look-ups and page requests together never exceed `requests_per_s`; one network (/24, or /48 in IPv6) gets at
    most `network_requests_per_s` of them, one host a request every `host_pause_s` seconds; `at_once` looks are open at
    a time. `obey_robots`: RFC 9309, asked before each host. `opt_out` are hostnames that are never asked, nor what
    lies below them; `opt_out_networks` (CIDR) neither.
    """

    capture: CapturePolicy
    requests_per_s: float = 20.0
    network_requests_per_s: float = 20.0
    host_pause_s: float = 1.0
    at_once: int = 64
    obey_robots: bool = True
    opt_out: frozenset[str] = frozenset()
    opt_out_networks: tuple[str, ...] = ()
    user_agent: str = "Mozilla/5.0 (compatible)"


@dataclass(frozen=True, slots=True)
class GlanceAsk:
    """One hostname to look at. `number` comes back with the answer. Of `NOBODY` nothing is asked, and the answer is
    empty: whoever asks takes a breath, and does what waits meanwhile.

    `wildcard_below`: look up a random label below this name too; where that has the same addresses, the hostname means
    nobody in particular and no page is asked for. `error_page`: where there is a page, ask its host for one address
    that cannot exist too, for the error page of its own.
    """

    number: int
    hostname: Hostname = NOBODY
    wildcard_below: str = ""
    error_page: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to the page: its address, the status, and where it sent the visitor on ("" = nowhere)."""

    url: str
    status: int
    target: str = ""


class Silence(StrEnum):
    """Why a look brought no page: `gone`, there is no such name; `wildcard`, every name there has its addresses;
    `unresolved`, name servers do not answer; `unreachable`, the host does not; `refused`, a rule of ours or of the
    site's robots.txt says no."""

    GONE = "gone"
    WILDCARD = "wildcard"
    UNRESOLVED = "unresolved"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Glance:
    """What one light look brought back. Without `page`, `silence` and `problem` say why. An error page lies beside the
    page; where a rule, or the host, keeps it from being had, the look is as good without.

    `rule` is the one that refused the look (``opt-out``, ``network``, ``robots`` …). `addresses` are those of the
    hostname asked for, `left_out` those that it gave too and that no connection may go to. `requests` counts look-ups
    and requests together.
    """

    ask: GlanceAsk
    at: datetime
    page: PageInput | None = None
    hops: tuple[Hop, ...] = ()
    addresses: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    silence: Silence | None = None
    problem: str = ""
    rule: str = ""
    requests: int = 0


class Glancer(Protocol):
    """Something that can look at many hostnames lightly."""

    def glance(self, asks: Iterable[GlanceAsk]) -> Iterator[Glance]:
        """One `Glance` for each of `asks`, in the order in which they are done, never more than a few held.

        Ending the iteration early ends the looks that are open. `asks` is read in another thread.
        """
        ...
