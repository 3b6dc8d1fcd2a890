"""What a site's robots.txt allows (RFC 9309): unreachable means no, missing means yes.

In: the answer to ``/robots.txt``. Out: whether a path may be read: the longest rule that matches decides, ``*`` stands
for anything, ``$`` for the end. Never: an exception; a file that is no robots.txt allows everything, as the RFC has it.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

MAX_CHARACTERS = 500_000  # RFC 9309, 2.5


def may_read(status: int, text: str, agent: str, url: str) -> bool:
    """Whether `agent` may read `url`. `status` is that of robots.txt, 0 where nothing answered."""
    if 400 <= status < 500:
        return True
    if not 200 <= status < 300:
        return False
    parts = urlsplit(url)
    path = unquote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
    found = [(len(rule), allows) for allows, rule in _rules_of(text[:MAX_CHARACTERS], agent) if _matches(rule, path)]
    return max(found, default=(0, True))[1]  # of two as long, the one that allows


def _rules_of(text: str, agent: str) -> list[tuple[bool, str]]:
    """The rules of every group that names `agent`, else of those for everybody, as (allows, pattern)."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    named: list[str] = []
    ruled = False
    for field, value in _fields(text):
        if field == "user-agent":
            named = [value.lower()] if ruled else [*named, value.lower()]
            ruled = False
            groups.setdefault(value.lower(), [])
        elif field in {"allow", "disallow"}:
            ruled = True
            for name in named if value else ():
                groups[name].append((field == "allow", value))
    return groups.get(agent.lower(), groups.get("*", []))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _matches(pattern: str, path: str) -> bool:
    """Whether `path` begins as `pattern` says, piece by piece, so that no pattern costs more than its length."""
    first, *rest = [unquote(piece) for piece in pattern.removesuffix("$").split("*")]
    if not path.startswith(first):
        return False
    if pattern.endswith("$"):
        if not rest:
            return path == first
        last = rest.pop()
        if len(path) < len(first) + len(last) or not path.endswith(last):
            return False
        path = path[: len(path) - len(last)]
    place = len(first)
    for piece in rest:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True
