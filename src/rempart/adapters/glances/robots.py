"""What a site's robots.txt allows us (RFC 9309): unreachable means no, missing means yes.

In: the answer to ``/robots.txt``. Out: its rules for who calls itself as we do, else for ``*``, and whether they let a
path be read: the longest that matches decides, ``*`` stands for anything, ``$`` for the end; and the pause between two
requests that it asks for (``Crawl-delay``, of which the RFC says nothing). Never: an exception; more memory than a
small multiple of the file; a file that is no robots.txt allows everything, as the RFC has it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

MAX_CHARACTERS = 500_000  # RFC 9309, 2.5
MOST_PAUSE_S = 10.0  # whoever asks for more is asked for two or three pages in all, and once
Rule = tuple[bool, str]  # whether it allows, and the pattern
_NOTHING: tuple[Rule, ...] = ((False, ""),)
_TOO_MANY = 429  # whoever says so does not want to be asked more, whatever the RFC lets us take it for
_TOKEN = re.compile(r"[A-Za-z_-]+")  # RFC 9309, 2.2.1
_RULES, _PAUSE = frozenset({"allow", "disallow"}), "crawl-delay"
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,9})?")
_EVERYBODYS = frozenset({"mozilla", "compatible"})  # words that name nobody


@dataclass(frozen=True, slots=True)
class Robots:
    """What a robots.txt asks of one who reads: its rules, and seconds between two requests, at most `MOST_PAUSE_S`."""

    rules: Sequence[Rule]
    pause_s: float = 0.0


def read_robots(status: int, text: str, user_agent: str = "") -> Robots:
    """What all groups for a word of `user_agent` say; where there is no such group, those for everybody.

    `status` is that of robots.txt, 0 where nothing answered or what did broke off.
    """
    if 400 <= status < 500 and status != _TOO_MANY:
        return Robots([])
    if not 200 <= status < 300:
        return Robots(_NOTHING)
    told = _told_to(_whole_lines(text), user_agent)
    asked = [float(value) for field, value in told if field == _PAUSE and _NUMBER.fullmatch(value)]
    rules = [(field == "allow", value) for field, value in told if field in _RULES and value]
    return Robots(rules, min(max(asked, default=0.0), MOST_PAUSE_S))


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


def _told_to(lines: Iterable[str], user_agent: str) -> list[tuple[str, str]]:
    """What is told to one of these names: each line once, however many names its group has."""
    own = {token.lower() for token in _TOKEN.findall(user_agent)} - _EVERYBODYS
    ours: list[tuple[str, str]] = []
    everybodys: list[tuple[str, str]] = []
    for_us = for_everybody = ruled = named = False
    for field, value in _fields(lines):
        if field == "user-agent":
            is_ours = (token := _TOKEN.match(value)) is not None and token[0].lower() in own
            for_us = is_ours or (for_us and not ruled)
            for_everybody = value == "*" or (for_everybody and not ruled)
            named, ruled = named or is_ours, False
        elif field in _RULES or field == _PAUSE:
            ruled |= field in _RULES
            if for_us:
                ours.append((field, value))
            if for_everybody:
                everybodys.append((field, value))
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
