"""Reads and writes a watch list: JSON lines, one closed site each.

``{"site": str, "domains": [str, ...]}`` with the domains oldest first; optional `dates` (ISO days in the order of
the domains, null where unknown), `languages`, `closed_on`, `note`. Any other key is refused by name, because a
misspelt key would silently lose history.
"""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rempart.engines.names.contracts import EmptyWatchlistError, WatchedSite, WatchlistError
from rempart.kernel.hostname import NotAHostnameError, parse_hostname

EXAMPLE = '{"site": "forum", "domains": ["forum.example", "forum2.example"]}'
_KEYS = ("site", "domains", "dates", "languages", "closed_on", "note")


def read_watchlist(lines: Iterable[bytes]) -> tuple[WatchedSite, ...]:
    """The sites of a watch list, in order. Blank lines are skipped; a site named twice is refused.

    Raises WatchlistError (with the line's number) or EmptyWatchlistError.
    """
    sites: dict[str, WatchedSite] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        site = _parse_line(line, number)
        if site.site in sites:
            raise _refused(number, f"site {site.site!r} is named a second time")
        sites[site.site] = site
    if not sites:
        raise EmptyWatchlistError(example=EXAMPLE)
    return tuple(sites.values())


def write_watchlist(sites: Iterable[WatchedSite]) -> str:
    """The JSON lines that `read_watchlist` reads back; keys without a value are left out."""
    rows = []
    for site in sites:
        row: dict[str, object] = {"site": site.site, "domains": list(site.domains)}
        optional = {"dates": list(site.dates), "languages": list(site.languages), "closed_on": site.closed_on}
        row |= {key: value for key, value in {**optional, "note": site.note}.items() if value}
        rows.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(rows)


def _refused(line: int, problem: str) -> WatchlistError:
    return WatchlistError(line=line, problem=problem, example=EXAMPLE)


def _parse_line(line: bytes, number: int) -> WatchedSite:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise _refused(number, f"it is not UTF-8 at byte {error.start + 1}") from error
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"at character {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "too deep"
        raise _refused(number, f"it is no JSON, {where}") from error
    if not isinstance(row, Mapping):
        raise _refused(number, f"it is a JSON {type(row).__name__}, not an object")
    _check_keys(row, number)
    domains = _domains(row, number)
    return WatchedSite(
        site=_text(row, "site", number, required=True),
        domains=domains,
        dates=_dates(row, number, len(domains)),
        languages=tuple(_texts(row, "languages", number)),
        closed_on=_text(row, "closed_on", number) or None,
        note=_text(row, "note", number),
    )


def _check_keys(row: Mapping[str, Any], number: int) -> None:
    for key in row:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else f" (known: {', '.join(_KEYS)})"
            raise _refused(number, f"unknown key {key!r}{hint}")
    for key in ("site", "domains"):
        if key not in row:
            raise _refused(number, f"the key {key!r} is missing")


def _text(row: Mapping[str, Any], key: str, number: int, *, required: bool = False) -> str:
    value = row.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise _refused(number, f"{key!r} must be a text" + (" that is not empty" if required else ""))
    return _kept(value, key, number).strip()


def _kept(text: str, key: str, number: int) -> str:
    """`text`, which every database can keep: JSON can write a NUL and half a letter, and neither is one."""
    if "\0" in text or text != text.encode("utf-8", "replace").decode():
        raise _refused(number, f"{key!r} holds a NUL or half a letter")
    return text


def _texts(row: Mapping[str, Any], key: str, number: int) -> Sequence[str]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _refused(number, f"{key!r} must be a list of texts")
    return [_kept(item, key, number) for item in value]


def _domains(row: Mapping[str, Any], number: int) -> tuple[str, ...]:
    domains = []
    for text in _texts(row, "domains", number):
        try:
            domains.append(parse_hostname(text))
        except NotAHostnameError as error:
            raise _refused(number, f"in 'domains', {error.message.removesuffix('.')}") from error
    if not domains:
        raise _refused(number, "'domains' is empty: a site without a former name cannot be watched")
    return tuple(domains)


def _dates(row: Mapping[str, Any], number: int, domains: int) -> tuple[str | None, ...]:
    value = row.get("dates", [])
    if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
        raise _refused(number, "'dates' must be a list of ISO days or nulls")
    if value and len(value) != domains:
        raise _refused(number, f"'dates' has {len(value)} entries for {domains} domains")
    return tuple(value)
