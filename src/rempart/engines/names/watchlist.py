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
from rempart.kernel.phrases import Phrase

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
            raise _refused(number, Phrase("site {site} is named a second time", site=repr(site.site)))
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


def _refused(line: int, problem: Phrase) -> WatchlistError:
    return WatchlistError(line=line, problem=problem, example=EXAMPLE)


def _parse_line(line: bytes, number: int) -> WatchedSite:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise _refused(number, Phrase("it is not UTF-8 at byte {place}", place=error.start + 1)) from error
    except json.JSONDecodeError as error:
        raise _refused(number, Phrase("it is no JSON, at character {number}", number=error.colno)) from error
    except RecursionError as error:
        raise _refused(number, Phrase("it nests too deep")) from error
    if not isinstance(row, Mapping):
        raise _refused(number, Phrase("it is no object in braces"))
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
            if near := difflib.get_close_matches(key, _KEYS, n=1):
                meant = Phrase("unknown key {key} (did you mean {near}?)", key=repr(key), near=repr(near[0]))
                raise _refused(number, meant)
            raise _refused(number, Phrase("unknown key {key} (known: {known})", key=repr(key), known=", ".join(_KEYS)))
    for key in ("site", "domains"):
        if key not in row:
            raise _refused(number, Phrase('there is no "{name}" in it', name=key))


def _text(row: Mapping[str, Any], key: str, number: int, *, required: bool = False) -> str:
    value = row.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        if required:
            raise _refused(number, Phrase("{key} must be a text that is not empty", key=repr(key)))
        raise _refused(number, Phrase("{key} must be a text", key=repr(key)))
    return _kept(value, key, number).strip()


def _kept(text: str, key: str, number: int) -> str:
    """`text`, which every database can keep: JSON can write a NUL and half a letter, and neither is one."""
    if "\0" in text or text != text.encode("utf-8", "replace").decode():
        raise _refused(number, Phrase("{key} holds a NUL or half a letter", key=repr(key)))
    return text


def _texts(row: Mapping[str, Any], key: str, number: int) -> Sequence[str]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _refused(number, Phrase("{key} must be a list of texts", key=repr(key)))
    return [_kept(item, key, number) for item in value]


def _domains(row: Mapping[str, Any], number: int) -> tuple[str, ...]:
    domains = []
    for text in _texts(row, "domains", number):
        try:
            domains.append(parse_hostname(text))
        except NotAHostnameError as error:
            raise _refused(number, Phrase("in 'domains', {said}", said=error.in_short)) from error
    if not domains:
        raise _refused(number, Phrase("'domains' is empty: a site without a former name cannot be watched"))
    return tuple(domains)


def _dates(row: Mapping[str, Any], number: int, domains: int) -> tuple[str | None, ...]:
    value = row.get("dates", [])
    if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
        raise _refused(number, Phrase("'dates' must be a list of ISO days or nulls"))
    if value and len(value) != domains:
        told = Phrase("'dates' has {dates} entries for {domains} domains", dates=len(value), domains=domains)
        raise _refused(number, told)
    return tuple(value)
