"""What a site's robots.txt allows us (RFC 9309): unreachable means no, missing means yes.

In: the answer to ``/robots.txt``. Out: its rules for who calls itself as we do, else for ``*``, and whether they let a
path be read: the longest that matches decides, ``*`` stands for anything, ``$`` for the end. Never: an exception; more
memory than a small multiple of the file; a file that is no robots.txt allows everything, as the RFC has it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

MAX_CHARACTERS = 500_000  # RFC 9309, 2.5
Rule = tuple[bool, str]  # whether it allows, and the pattern
_NOTHING: tuple[Rule, ...] = ((False, ""),)
_TOO_MANY = 429  # whoever says so does not want to be asked more, whatever the RFC lets us take it for
_TOKEN = re.compile(r"[A-Za-z_-]+")  # RFC 9309, 2.2.1
_EVERYBODYS = frozenset({"mozilla", "compatible"})  # words that name nobody


def read_rules(status: int, text: str, user_agent: str = "") -> Sequence[Rule]:
    """The rules of all groups for a word of `user_agent`; where there is no such group, of those for everybody.

    `status` is that of robots.txt, 0 where nothing answered or what did broke off.
    """
    if 400 <= status < 500 and status != _TOO_MANY:
        return []
    if not 200 <= status < 300:
        return _NOTHING
    own = {token.lower() for token in _TOKEN.findall(user_agent)} - _EVERYBODYS
    return _rules_of(_whole_lines(text), own)


def may_read(rules: Sequence[Rule], url: str) -> bool:
    """Whether `rules` let `url` be read."""
    parts = urlsplit(url)
    path = unquote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
    found = [(len(pattern), allows) for allows, pattern in rules if _matches(pattern, path)]
    return max(found, default=(0, True))[1]  # of two as long, the one that allows


def _whole_lines(text: str) -> list[str]:
    """Those of as much as is read; a line that is cut in it would be another rule."""
    lines = text.removeprefix("\ufeff")[:MAX_CHARACTERS].splitlines()
    return lines[:-1] if len(text) > MAX_CHARACTERS else lines


def _rules_of(lines: Iterable[str], own: Collection[str]) -> list[Rule]:
    """Each rule once, however many names its group has."""
    ours: list[Rule] = []
    everybodys: list[Rule] = []
    for_us = for_everybody = ruled = named = False
    for field, value in _fields(lines):
        if field == "user-agent":
            is_ours = (token := _TOKEN.match(value)) is not None and token[0].lower() in own
            for_us = is_ours or (for_us and not ruled)
            for_everybody = value == "*" or (for_everybody and not ruled)
            named, ruled = named or is_ours, False
        elif field in {"allow", "disallow"}:
            ruled = True
            if value and for_us:
                ours.append((field == "allow", value))
            if value and for_everybody:
                everybodys.append((field == "allow", value))
    return ours if named else everybodys


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
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
