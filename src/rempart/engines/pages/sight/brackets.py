"""Brackets and texts in style sheets that are left open: a browser takes all that follows for what stands in them.

In: parts of sheets, values of style attributes. Out: what is open at their end, and where declarations part. Never:
what stands in the brackets.
"""

import re
from itertools import pairwise

_ENDS = {"(": ")", "[": "]", "{": "}"}
_OUTSIDE, _INSIDE = r"[^()\[\]{}\"'\\]", r"[^()\[\]{}\"'\\;]"
# A text without a semicolon.
_WHOLE = r"\"[^\"\\\n\r\f;]*+(?:\\[^;][^\"\\\n\r\f;]*+|(?!))*+\"|'[^'\\\n\r\f;]*+(?:\\[^;][^'\\\n\r\f;]*+|(?!))*+'"
# Most parts hold brackets within brackets once at most, and no semicolon in them: those are told at once.
_PLAIN = re.compile(
    rf"{_OUTSIDE}*+(?:(?:\((?:{_INSIDE}++|{_WHOLE}|\({_INSIDE}*+\)|(?!))*+\)|{_WHOLE}|\\[^;]){_OUTSIDE}*+|(?!))*+"
)
_BEGINS = re.compile(r"[(\[\"'{\\]")
_TEXT = r"\"(?:[^\"\\\n\r\f]|\\.|(?!))*+(?:\"|[\n\r\f]|(\Z))|'(?:[^'\\\n\r\f]|\\.|(?!))*+(?:'|[\n\r\f]|(\Z))"
# An address without quotes holds no brackets: it goes on to the first that closes.
_TOKEN = re.compile(rf"\\.|url\((?!\s*[\"'])(?:[^)\\]|\\.|(?!))*+\)|{_TEXT}|[()\[\]{{}};]", re.DOTALL | re.IGNORECASE)


def end_of_brackets(text: str, begin: int) -> int:
    """Where the bracket that opens before `begin` has been closed, 0 where nothing closes it."""
    depth = 1
    for place in range(begin, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place + 1
    return 0


def leaves_open(part: str) -> bool:
    """Whether a bracket or a text that begins in `part` goes on behind it."""
    return not _is_told_at_once(part) and _walked(part)[1]


def split_declarations(style: str) -> list[str]:
    """`style` at the semicolons that stand in no bracket and no text."""
    if _is_told_at_once(style):
        return style.split(";")
    ends = [-1, *_walked(style)[0], len(style)]
    return [style[end + 1 : next_end] for end, next_end in pairwise(ends)]


def _is_told_at_once(part: str) -> bool:
    return not _BEGINS.search(part) or bool(_PLAIN.fullmatch(part))


def _walked(part: str) -> tuple[list[int], bool]:
    """Where semicolons of `part` stand in no bracket and no text, and whether one of these is left open."""
    ends: list[int] = []
    open_: list[str] = []
    for found in _TOKEN.finditer(part):
        sign = found[0]
        if found[1] is not None or found[2] is not None:
            return ends, True  # a text that nothing ends goes to the end of the part
        if sign in _ENDS:
            open_.append(_ENDS[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
        elif sign == ";" and not open_:
            ends.append(found.start())
    return ends, bool(open_)
