"""The normal form of an address as people type it: what two reports of one page have in common.

In: text. Out: normal form and hostname. Understands a URL, a bare hostname with or without a path, addresses made
harmless for sending (``hxxps://chat[.]example``), and the one address among other words. Never raises: what has no
usable hostname, or several, keeps none.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from rempart.kernel.hostname import NotAHostnameError, parse_hostname

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HARMLESS = (("[.]", "."), ("(.)", "."), ("[:]", ":"), ("hxxp", "http"))
_DOT_APART = re.compile(r"(?<=\w) \. (?=\w)")
_AROUND_WORDS = ",;:!?()<>[]\"'«»“”‘’ "
_UNRESERVED = "/-._~!$&'()*+,;=:@%"


@dataclass(frozen=True, slots=True)
class NormalAddress:
    """`text` is equal for two spellings of one address; `hostname` is empty where there is none."""

    text: str
    hostname: str


def normalise_address(typed: str) -> NormalAddress:
    """`typed` in normal form: scheme left out, hostname in A-labels, default port, fragment and last slash dropped."""
    text = typed.strip()
    for harmless, real in _HARMLESS:
        text = text.replace(harmless, real).replace(harmless.upper(), real)
    return _address(text) or _only_address(text) or NormalAddress(" ".join(text.lower().split()), "")


def _only_address(text: str) -> NormalAddress | None:
    """The address among other words, as people in a hurry write it; None where there is none, or more than one."""
    words = _DOT_APART.sub(".", text).split()
    found = {address for word in words if (address := _address(word.strip(_AROUND_WORDS)))}
    return found.pop() if len(found) == 1 else None


def _address(text: str) -> NormalAddress | None:
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        port = parts.port
        hostname = parse_hostname(parts.hostname or "")
    except (ValueError, NotAHostnameError):
        return None
    shown_port = f":{port}" if port and port not in _ports_left_out(parts) else ""
    query = f"?{parts.query}" if parts.query else ""
    return NormalAddress(f"{hostname}{shown_port}{_path(parts.path)}{query}", hostname)


def _ports_left_out(parts: SplitResult) -> tuple[int, ...]:
    default = _DEFAULT_PORTS.get(parts.scheme)
    return (default,) if default else tuple(_DEFAULT_PORTS.values())


def _path(path: str) -> str:
    return quote(unquote(path), safe=_UNRESERVED).rstrip("/")
