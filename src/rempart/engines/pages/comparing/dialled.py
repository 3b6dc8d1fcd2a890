"""Telephone numbers that one page gives with their country, and the other as they are called at home or by messenger.

In: the features of two pages. Out: both, with such a number written as the page with more of it writes it. Never: two
numbers of which neither ends as the other does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import Kind, Sign

_LEAST = 8  # digits of a number at home, without what is called before it
_COUNTRY = 3  # digits of a country's number, at most
_TRUNK = "8"  # what is called before a number at home in place of "7", in as many digits
_WITH_TRUNK = 11
# How accounts at messengers begin that are a telephone's number.
_AT_MESSENGER = re.compile(r"(wa\.me/|viber:\+?|signal:p/\+?|t\.me/\+)(\d{8,15})")
_TOLD = " phone:+"


def dialled_alike(a: PageFeatures, b: PageFeatures) -> tuple[PageFeatures, PageFeatures]:
    """Both pages with each number that both give, whatever stands before it and by whatever they reach it, as one."""
    given = _numbers(a.signs), _numbers(b.signs)
    if not all(given):
        return a, b
    same = {
        shorter: longer
        for ours, theirs in (given, given[::-1])
        for shorter in ours.keys() - theirs.keys()
        for longer in theirs.keys() - ours.keys()
        if _is_end_of(shorter, longer)
    }
    if not same and all(given[0][number] & given[1][number] for number in given[0].keys() & given[1].keys()):
        return a, b
    whole = [{same.get(number, number): kinds for number, kinds in numbers.items()} for numbers in given]
    return _with(a, same, whole[0], whole[1]), _with(b, same, whole[1], whole[0])


def _numbers(signs: Iterable[Sign]) -> dict[str, set[Kind]]:
    """The digits of the numbers that a page gives, and as what."""
    found: dict[str, set[Kind]] = {}
    for sign in signs:
        if digits := _digits_of(sign):
            found.setdefault(digits, set()).add(sign.kind)
    return found


def _digits_of(sign: Sign) -> str:
    if sign.kind is Kind.PHONE:
        return sign.value.removeprefix("+")
    found = _AT_MESSENGER.fullmatch(sign.value) if sign.kind in {Kind.HANDLE, Kind.MESSENGER} else None
    return found[2] if found else ""


def _is_end_of(shorter: str, longer: str) -> bool:
    """Whether `longer` is `shorter` with its country before it, in place of what is called before it at home."""
    at_home = shorter.lstrip("0")
    if shorter.startswith(_TRUNK) and len(shorter) == _WITH_TRUNK == len(longer):
        at_home = shorter[1:]
    return len(at_home) >= _LEAST and 0 < len(longer) - len(at_home) <= _COUNTRY and longer.endswith(at_home)


def _with(
    page: PageFeatures, same: Mapping[str, str], ours: Mapping[str, set[Kind]], theirs: Mapping[str, set[Kind]]
) -> PageFeatures:
    """`page` with the longer of numbers that are the `same`; `ours`, `theirs`: as what it and the other give each."""
    signs = {_dialled(sign, same, ours, theirs) for sign in page.signs}
    return replace(page, signs=tuple(sorted(signs)))


def _dialled(
    sign: Sign, same: Mapping[str, str], ours: Mapping[str, set[Kind]], theirs: Mapping[str, set[Kind]]
) -> Sign:
    if sign.kind is Kind.REFERRED:
        told, telephone, digits = sign.value.partition(_TOLD)
        number = same.get(digits, "")
        return sign._replace(value=f"{told}{telephone}{number}", shown=f"+{number}") if number else sign
    digits = _digits_of(sign)
    number = same.get(digits, digits)
    if sign.kind is not Kind.PHONE and number and Kind.PHONE not in ours[number] and theirs.get(number) == {Kind.PHONE}:
        return sign._replace(kind=Kind.PHONE, value=f"+{number}", shown=f"+{number}")
    if number == digits:
        return sign
    start = sign.value.removesuffix(digits)
    return sign._replace(value=f"{start}{number}", shown=f"{start}{number}")
