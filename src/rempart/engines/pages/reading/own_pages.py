"""Which further pages of its own host a page leads to: a site's pages lead to each other.

In: the links of a page, as they are written, and its address. Out: hashes of addresses. Never: a look at any of them.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from rempart.engines.pages.page import host_of, names_a_host
from rempart.engines.pages.words.text import hash_of

_START = re.compile(r"(?:index|default|home)\.\w{2,5}")
_OTHERWISE = ("/./", "/../")
_PATH = re.compile(r"[/?].*", re.DOTALL)  # behind a host
_NO_BASE = re.compile(r"\s*(?:data|javascript):", re.IGNORECASE)  # browsers take none of these for one
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*:", re.IGNORECASE)
_MOST, _LONGEST = 60, 80  # paths of a menu, and characters of one
_UPWARDS = re.compile(r"(?:\.{0,2}/)+")
_NO_PAGE = re.compile(r"\.(?!html?$|php\d?$|aspx?$|jspx?$|cgi$)[a-z][a-z\d]{1,4}$")  # a picture, a document, a program


def own_page(url: str) -> int:
    """The hash of the address `url`, as `own_pages` gives those of links; 0 of a start page or where no host is known:
    every page leads there."""
    return _hashed(host_of(url), _path_of(url.partition("#")[0]))


def own_pages(links: Iterable[str], url: str, base: str) -> tuple[int, ...]:
    """Hashes of the addresses of further pages, ascending, that `links` of the page at `url` lead to on its host.
    `base` is what its relative links begin with, where the page says so ("" if not)."""
    host = host_of(url)
    if not host:
        return ()
    base = "" if _NO_BASE.match(base) else _without_query(base)
    if base and names_a_host(base) and host_of(base) != host:
        return ()
    start = _joined(base, _path_of(_without_query(url)))
    found = (_hashed(host, _joined(link, start)) for link in {link.partition("#")[0] for link in links})
    return tuple(sorted(set(found) - {0}))


def menu_of(links: Iterable[str], host: str, base: str) -> tuple[str, ...]:
    """The paths of further pages that `links` of a page at `host` ("" if not known) lead to on its host, in order, as
    they are written, without where they begin and what they end in: a site that moves takes its menu along. The first
    60, none longer than 80 characters. `base` as in `own_pages`."""
    named = host_of(base) if base and names_a_host(base) and not _NO_BASE.match(base) else ""
    if host and named not in ("", host):
        return ()
    paths = (_below(link.partition("#")[0], host or named) for link in set(links))
    return tuple(sorted({path for path in paths if 0 < len(path) <= _LONGEST})[:_MOST])


def path_at(url: str) -> str:
    """The path of an address, also of one that is typed as its host and path alone, without escapes and dots."""
    return _plain(_path_of(_without_query(url)))


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _below(link: str, host: str) -> str:
    """The path of a further page that `link` leads to at `host`, without where it begins; "" of all else."""
    if names_a_host(link):
        link = _path_of(link) if host and host_of(link) == host else ""
    elif _SCHEME.match(link):
        return ""
    path, mark, query = link.partition("?")
    folder, slash, name = _plain(_UPWARDS.sub("", path, count=1) if _UPWARDS.match(path) else path).rpartition("/")
    if _NO_PAGE.search(name.lower()):
        return ""
    name = "" if _START.fullmatch(name) else name.removesuffix(".html").removesuffix(".htm")
    plain = f"{folder}{slash}{name}".rstrip("/")
    return f"{plain}{mark}{query}".lower() if plain else ""


def _joined(link: str, start: str) -> str:
    """The path and query of `link` on a page, or below a base, whose path is `start` (RFC 3986, 5.2, of what pages
    write)."""
    if names_a_host(link):
        return _path_of(link)
    if link.startswith("/"):
        return link
    if not link or link.startswith("?"):
        return start + link
    return f"{start.rpartition('/')[0]}/{link}"


def _path_of(url: str) -> str:
    """The path and query of an address, which may be typed as its host and path alone."""
    found = _PATH.search(url.partition("//")[2] if names_a_host(url) else url)
    return f"/{found[0].removeprefix('/')}" if found else "/"


def _hashed(host: str, address: str) -> int:
    path, mark, query = address.partition("?")
    folder, _, name = _plain(path).rpartition("/")
    name = "" if _START.fullmatch(name) else name.removesuffix(".html").removesuffix(".htm")
    plain = f"{folder}/{name}".rstrip("/") + (mark + query if query else "")
    return hash_of(host + plain) if host and plain else 0


def _plain(path: str) -> str:
    """`path` without escapes and dots, which browsers take away although they are escaped ("%2e%2e")."""
    path = unquote(path)
    return _without_dots(path) if any(part in f"{path}/" for part in _OTHERWISE) else path


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            kept = kept[:-1] or [""]
        elif part != ".":
            kept.append(part)
    return "/".join(kept)
