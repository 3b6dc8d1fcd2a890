"""What a look at a page means beside one from where nothing is blocked, as OONI's web stage judges (ooni/spec ts-017).

The other look comes from another vantage point where there is one, else from the same place by the address that a
resolver without the list gave. Of both only status, length, the title's hash and the names of headers are known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rempart.ports.probing import NOT_ASKED
from rempart.probes.contracts import Finding, PageLook, Probe, Question

# As OONI has it: a page of less than 70 % of the other's length is another page.
_SAME_LENGTH = 0.7
# Headers that every server sends say nothing about which page it is.
_COMMON_HEADERS = frozenset(
    {
        "accept-ranges",
        "age",
        "cache-control",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "date",
        "etag",
        "expires",
        "keep-alive",
        "last-modified",
        "location",
        "pragma",
        "server",
        "set-cookie",
        "transfer-encoding",
        "vary",
        "via",
    }
)
_NEVER_CONNECTED = frozenset({"connection_refused", "generic_timeout_error"})


class WebVerdict(StrEnum):
    """OONI's words for how a site is kept away, and two for when it is not or nobody can tell."""

    ACCESSIBLE = "accessible"
    DNS = "dns"
    TCP_IP = "tcp_ip"
    HTTP_FAILURE = "http-failure"
    HTTP_DIFF = "http-diff"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict and what it rests on; None where there was nothing to compare."""

    verdict: WebVerdict
    control: PageLook | None = None
    status_code_match: bool | None = None
    body_proportion: float | None = None
    title_match: bool | None = None
    headers_match: bool | None = None

    @property
    def body_length_match(self) -> bool | None:
        """Whether the lengths are near enough."""
        return None if self.body_proportion is None else self.body_proportion > _SAME_LENGTH


def compare_web(probe: Probe, elsewhere: Iterable[Probe] = ()) -> Comparison:
    """Judge the look of `probe`; `elsewhere` are the latest probes of the same order from each place."""
    asked = [item for item in probe.answers if item.question is Question.TARGET and not item.is_control]
    control = find_control(probe, elsewhere)
    if any(item.finding is Finding.REFUSED for item in asked):
        return Comparison(WebVerdict.DNS, control)
    seen = next((page for page in probe.pages if not page.tls and not page.is_control), None)
    if seen is None or control is None or seen.failure == NOT_ASKED:
        return Comparison(WebVerdict.UNKNOWN, control)
    if seen.failure:
        verdict = WebVerdict.TCP_IP if seen.failure in _NEVER_CONNECTED else WebVerdict.HTTP_FAILURE
        return Comparison(verdict, control)
    return _compare(seen, control)


def find_control(probe: Probe, elsewhere: Iterable[Probe]) -> PageLook | None:
    """A look at the site that succeeded, by an address from a resolver without the list: from another place first."""
    others = [one for one in elsewhere if one.vantage != probe.vantage]
    newest = sorted(others, key=lambda one: one.started_at, reverse=True)
    for one in (*newest, probe):
        for page in one.pages:
            if page.is_control and not page.tls and page.status is not None:
                return page
    return None


def _compare(seen: PageLook, control: PageLook) -> Comparison:
    status = None if (control.status or 500) >= 500 else seen.status == control.status
    longer = max(seen.length, control.length)
    proportion = min(seen.length, control.length) / longer if longer else 1.0
    title = seen.title == control.title if seen.title and control.title else None
    headers = _headers_match(seen.headers, control.headers)
    alike = proportion > _SAME_LENGTH or headers is True or title is True
    verdict = WebVerdict.ACCESSIBLE if status is not False and alike else WebVerdict.HTTP_DIFF
    return Comparison(verdict, control, status, proportion, title, headers)


def _headers_match(seen: Sequence[str], control: Sequence[str]) -> bool | None:
    """The same names, or one in common that is not every server's; None where either has none."""
    if not seen or not control:
        return None
    return set(seen) == set(control) or bool((set(seen) & set(control)) - _COMMON_HEADERS)
