"""Patterns mean the same on every Python from 3.11 on.

Before 3.11.5, as on Debian 12, a group that is repeated possessively goes on after half of it where it fails beyond a
repeat, a choice or a look of its own: "(?:ab?c)*+" takes all of "aca" (gh-106052). It does not where its last
choice is one that never matches: "(?:ab?c|(?!))*+".
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import rempart

_ONE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN}
_NEVER = (_constants.ASSERT_NOT, _constants.FAILURE)  # how a parser, of 3.11 and since, writes "(?!)"


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(rempart.__path__, "rempart."):
        if not found.name.endswith("__main__") and ".migrations." not in found.name:
            yield importlib.import_module(found.name)


def patterns_in(value: object) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from patterns_in(each)


def parts_of(value: object) -> Iterator[Any]:
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from parts_of(each)


def is_read_alike(group: Any) -> bool:
    while len(group) == 1 and group[0][0] is _constants.SUBPATTERN:
        group = group[0][1][-1]
    if all(code in _ONE for code, _ in group):
        return True
    code, choices = group[0]
    last = choices[1][-1] if len(group) == 1 and code is _constants.BRANCH else []
    return len(last) == 1 and last[0][0] in _NEVER and not any(map(len, parts_of(last[0][1])))


def misread(pattern: Any) -> Iterator[Any]:
    for code, value in pattern:
        if code is _constants.POSSESSIVE_REPEAT and not is_read_alike(value[-1]):
            yield value
        for part in parts_of(value):
            yield from misread(part)


def parsed(pattern: "re.Pattern[Any]") -> Any:
    return _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)


def test_every_group_that_is_repeated_possessively_ends_in_a_choice_that_never_matches() -> None:
    seen, misread_ones = 0, set()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                seen += 1
                if any(misread(parsed(pattern))):
                    misread_ones.add(f"{module.__name__}.{name}")
    assert seen > 500
    assert sorted(misread_ones) == []


def test_what_older_pythons_misread_is_known() -> None:
    alike = [
        "[ab]*+",
        "(?:abc)*+",
        "(?:ab?c)*",
        "(?:ab?c|(?!))*+",
        "(?:a|b|(?!)){2,}+",
        r"(?:\((?:b*+c|(?!))++\)|(?!))*+",
    ]
    other = ["(?:ab?c)*+", "(?:a|bc)*+", "(?:a|b(?!))?+", r"(?:\((?:b*+c)++\)|(?!))*+", "(?:ab?c|(?!c)){1,3}+"]
    assert [text for text in alike + other if any(misread(parsed(re.compile(text))))] == other
