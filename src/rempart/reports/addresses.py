"""The normal form of an address as people type it: what two reports of one page have in common.

In: text. Out: normal form and hostname. Understands a URL, a bare hostname with or without a path, and addresses
made harmless for sending (``hxxps://chat[.]example``). Never raises: what has no usable hostname keeps none.
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from rempart.kernel.hostname import NotAHostnameError, parse_hostname

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HARMLESS = (("[.]", "."), ("(.)", "."), ("[:]", ":"), ("hxxp", "http"))
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
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        port = parts.port
        hostname = parse_hostname(parts.hostname or "")
    except (ValueError, NotAHostnameError):
        return NormalAddress(" ".join(text.lower().split()), "")
    shown_port = f":{port}" if port and port not in _ports_left_out(parts) else ""
    query = f"?{parts.query}" if parts.query else ""
    return NormalAddress(f"{hostname}{shown_port}{_path(parts.path)}{query}", hostname)


def _ports_left_out(parts: SplitResult) -> tuple[int, ...]:
    default = _DEFAULT_PORTS.get(parts.scheme)
    return (default,) if default else tuple(_DEFAULT_PORTS.values())


def _path(path: str) -> str:
    return quote(unquote(path), safe=_UNRESERVED).rstrip("/")
