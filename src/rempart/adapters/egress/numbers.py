"""Bytes that a script writes as numbers: of any base, of one to eight bytes each, with remarks between them.

In: a list of numbers as it stands in a script, or a run of 16-bit escapes. Out: the bytes that it may stand for.
Never: a judgement on them.
"""

import re
import struct

_NUMBER = rb"-?(?:0[xX][0-9a-fA-F]{1,16}|0[oO][0-7]{1,22}|0[bB][01]{1,64}|\d{1,20})n?"
_BETWEEN = rb"(?:[\s,;|:]|/\*[^*]{0,40}\*/|(?!)){1,8}+"
NUMBERS = re.compile(rb"(?<![\w.])(?:" + _NUMBER + _BETWEEN + rb"|(?!)){5,}+(?:" + _NUMBER + rb")?")
WIDE_ESCAPES = re.compile(rb"(?:[%\\]u[0-9a-fA-F]{4}|(?!)){8,}+")
_ONE = re.compile(rb"/\*[^*]{0,40}\*/|(-?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)")
_WIDTHS = ((1, "B"), (2, "H"), (4, "I"), (8, "Q"))


def read_numbers(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    """What a list of numbers may stand for; none of it counts without a signature."""
    return _pack([-_value(one[2]) if one[1] else _value(one[2]) for one in _ONE.finditer(match[0]) if one[2]])


def read_wide_escapes(match: re.Match[bytes]) -> list[tuple[bytes, bool]]:
    """The same of ``%u5089`` and of escapes of a script, two bytes each."""
    return _pack([int(digits, 16) for digits in re.findall(rb"u([0-9a-fA-F]{4})", match[0])])


def _value(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else int(digits, 0)


def _pack(numbers: list[int]) -> list[tuple[bytes, bool]]:
    """`numbers` as the narrowest integers that hold them all, in both orders of bytes."""
    for width, letter in _WIDTHS:
        if all(-(1 << 8 * width - 1) <= number < 1 << 8 * width for number in numbers):
            cut = [number & (1 << 8 * width) - 1 for number in numbers]
            orders = "<" if width == 1 else "<>"
            return [(struct.pack(f"{order}{len(cut)}{letter}", *cut), False) for order in orders]
    return []
