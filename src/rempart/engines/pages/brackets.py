"""Brackets and texts in style sheets that are left open: a browser takes all that follows for what stands in them.

In: parts of sheets, values of style attributes. Out: what is open at their end, and where declarations part. Never:
what stands in the brackets.
"""

import re

_ENDS = {"(": ")", "[": "]", "{": "}"}
_OUTSIDE, _INSIDE = r"[^()\[\]{}\"'\\]", r"[^()\[\]{}\"'\\;]"
# A text without a semicolon.
_WHOLE = r"\"[^\"\\\n\r\f;]*+(?:\\[^;][^\"\\\n\r\f;]*+)*+\"|'[^'\\\n\r\f;]*+(?:\\[^;][^'\\\n\r\f;]*+)*+'"
# Most parts hold brackets within brackets once at most, and no semicolon in them: those are told at once.
_PLAIN = re.compile(
    rf"{_OUTSIDE}*+(?:(?:\((?:{_INSIDE}++|{_WHOLE}|\({_INSIDE}*+\))*+\)|{_WHOLE}|\\[^;]){_OUTSIDE}*+)*+"
)
_BEGINS = re.compile(r"[(\[\"'{\\]")
_TEXT = r"\"(?:[^\"\\\n\r\f]|\\.)*+(?:\"|[\n\r\f]|(\Z))|'(?:[^'\\\n\r\f]|\\.)*+(?:'|[\n\r\f]|(\Z))"
# An address without quotes holds no brackets: it goes on to the first that closes.
_TOKEN = re.compile(rf"\\.|url\((?!\s*[\"'])(?:[^)\\]|\\.)*+\)|{_TEXT}|[()\[\]{{}};]", re.DOTALL | re.IGNORECASE)


def leaves_open(part: str) -> bool:
    """Whether a bracket or a text that begins in `part` goes on behind it."""
    if not _BEGINS.search(part) or _PLAIN.fullmatch(part):
        return False
    open_: list[str] = []
    for found in _TOKEN.finditer(part):
        sign = found[0]
        if found[1] is not None or found[2] is not None:
            return True
        if sign in _ENDS:
            open_.append(_ENDS[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
    return bool(open_)


def split_declarations(style: str) -> list[str]:
    """`style` at the semicolons that stand in no bracket and no text."""
    if not _BEGINS.search(style) or _PLAIN.fullmatch(style):
        return style.split(";")
    parts: list[str] = []
    open_: list[str] = []
    begin = 0
    for found in _TOKEN.finditer(style):
        sign = found[0]
        if sign in _ENDS:
            open_.append(_ENDS[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
        elif sign == ";" and not open_:
            parts.append(style[begin : found.start()])
            begin = found.end()
    return [*parts, style[begin:]]
