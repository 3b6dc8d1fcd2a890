"""A captured page as plain values: what every feature is computed from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from rempart.kernel.hostname import find_hostname

_AUTHORITY_END = re.compile(r"[/?#\\]")
_HOST = re.compile(r"[^\s<>\"'%\[\]]{1,253}")


@dataclass(frozen=True, slots=True)
class Asset:
    """A script or style sheet that the page loaded: where from, SHA-256 of the bytes (hex), the start of its text."""

    url: str
    sha256: str = ""
    text: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact beside the HTML: of the network, e.g. (``certificate-key``, hex) or (``name-server``, host), or
    (``layout``, PDQ in hex) of the grey picture. `shown` is what a person reads, where `value` is no reading."""

    kind: str
    value: str
    record: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class SidePage:
    """A further page in the same exhibit: rules or terms of the host, what it answers where nothing is, or what the
    page shows in a frame."""

    url: str
    html: str
    record: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class PageInput:
    """One page. Only `html` is needed; the rest is there when it comes from an exhibit.

    `text` is what the browser showed a reader ("" = not known). `records` names, for each of ``html``, ``text``,
    ``headers``, ``storage``, the WARC record (or file) that it comes from. No media, ever.
    """

    html: str
    url: str = ""
    text: str = ""
    title: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    scripts: tuple[Asset, ...] = ()
    styles: tuple[Asset, ...] = ()
    requests: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()
    storage_keys: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    beside: tuple[SidePage, ...] = ()
    frames: tuple[SidePage, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False

    @property
    def host(self) -> str:
        """The page's hostname in lower case without ``www.``, "" where the address is not known."""
        return host_of(self.url)


@lru_cache(maxsize=1024)  # each link of a page is asked for several times
def host_of(url: str) -> str:
    """The hostname of `url` in lower case without ``www.``, other scripts as punycode and without a last dot, as
    browsers write it; "" where it has none. A bare name is taken as a host."""
    scheme, mark, rest = url.partition("//")
    if not mark:
        rest = url if url[:1].isalnum() and ":" not in url else ""
    elif scheme and not scheme.endswith(":"):
        return ""
    authority = _AUTHORITY_END.split(rest, maxsplit=1)[0].rpartition("@")[2]
    host = authority.partition(":")[0].strip().lower().removesuffix(".")
    if not host.isascii():
        host = find_hostname(host) or host
    return host.removeprefix("www.") if _HOST.fullmatch(host) else ""


def path_of(url: str) -> str:
    """The path of `url`, "" where it has none or is no address ("http://[")."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def names_a_host(target: str) -> bool:
    """Whether a link's `target` names a host at all: "terms.html" is a path, and says nothing of one."""
    return "//" in target[:8]


def linked_host(target: str) -> str:
    """The hostname that a link's `target` names; "" for a path."""
    return host_of(target) if names_a_host(target) else ""


def in_its_own_words(text: str, host: str) -> str:
    """`text` with "this website" in place of the page's own `host`, where that is known."""
    if not host or host not in text.lower():
        return text
    return re.sub(rf"(?<![\w.@/-])(?:www\.)?{re.escape(host)}(?![\w@/-])", "this website", text, flags=re.IGNORECASE)
