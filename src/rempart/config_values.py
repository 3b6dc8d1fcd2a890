"""What values of `rempart.toml` must be beyond their kind: found at start, not in the night when one is first used.

Each function gives what is wrong, with what to write instead, or None where nothing is.
"""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from rempart.kernel.phrases import Phrase

_PORTS = 1 << 16
_DATABASES = Phrase("sqlite, or postgresql://user:password@host:port/name")


def find_database_problem(url: str) -> Phrase | None:
    """`url` is ``sqlite`` or that of a database in PostgreSQL, by its name."""
    if url == "sqlite" or (_is_url(url, "postgresql") and len(urlsplit(url).path) > 1):
        return None
    return Phrase("database.url must be {wanted}.", wanted=_DATABASES)


def find_web_problem(public_url: str, port: int) -> Phrase | None:
    """Without its scheme nobody could tell whether cookies must be secure."""
    if not _is_url(public_url, "http", "https"):
        wanted = Phrase("how visitors reach the pages, as in https://rempart.example")
        return Phrase("web.public_url must be {wanted}.", wanted=wanted)
    return None if 0 <= port < _PORTS else Phrase("web.port must be a port, 0 to 65535.")


def find_address_problem(addresses: Iterable[tuple[str, str | None]]) -> Phrase | None:
    """Of each (where it is set, ``address`` or ``address@port``); None is none."""
    for key, value in addresses:
        if value is not None and not _is_endpoint(value):
            shown = repr(value)
            return Phrase(
                "{key} must be an address, as in 192.0.2.53 or 192.0.2.53@5353, not {value}.", key=key, value=shown
            )
    return None


def find_network_problem(networks: Iterable[tuple[str, Iterable[str]]]) -> Phrase | None:
    """Of each (where they are set, networks in CIDR form)."""
    for key, values in networks:
        for value in values:
            if not _is_network(value):
                return Phrase("{key} must be networks, as in 192.0.2.0/24, not {value}.", key=key, value=repr(value))
    return None


def _is_url(text: str, *schemes: str) -> bool:
    try:
        url = urlsplit(text)
        return url.scheme in schemes and bool(url.hostname) and url.port != 0
    except ValueError:
        return False


def _is_endpoint(text: str) -> bool:
    address, at, port = text.partition("@")
    try:
        ip_address(address)
        return not at or 0 < int(port) < _PORTS
    except ValueError:
        return False


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
