"""Contact points in ways in which people write them for people alone: "desk at quay dot example", "t[.]me/quay",
"desk@NOSPAM.quay.example", "Telegram: quay_desk".

In: lines of text, parts of an address, scripts. Out: the same in signs, addresses and targets of links. Never: a word
of running text ("look at the dot on the map"), which stands neither alone in its line nor behind a label.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import islice

MAX_WRITTEN = 50  # of one sort
_POINT_TEXT = "dot|point|punkt|punto|ponto|punt|punct|kropka|tečka|bodka|piste|pont|prik|nokta|точка|крапка"
_AT_TEXT = "at|arobase|arroba|chiocciola|ät|klammeraffe|apenstaartje|małpa|собака|zavináč|kukac|snabel-?a"
_APART = r"(?:\s{0,2}[-_]\s{0,2}|\s)"
_BEFORE, _BEHIND = r"(?:^|(?<=[:>»|•–—]))\s*", r"\s*(?=$|[,;|•.!)])"  # alone in a line, or behind a label
_IN_WORDS = re.compile(
    rf"{_BEFORE}([a-z0-9][a-z0-9.+]{{1,40}}){_APART}(?:{_AT_TEXT}|@){_APART}"
    rf"([a-z0-9][a-z0-9-]{{1,50}}(?:{_APART}(?:{_POINT_TEXT}){_APART}[a-z0-9-]{{2,40}}){{1,3}}){_BEHIND}",
    re.IGNORECASE | re.MULTILINE,
)
_POINT = re.compile(rf"{_APART}(?:{_POINT_TEXT}){_APART}", re.IGNORECASE)
# How each of them goes on from where it may begin. With that sign first it is sought many times faster than all are.
_BEGUN = (
    rf"[a-z0-9][a-z0-9.+]{{1,40}}+{_APART}(?:{_AT_TEXT}|@){_APART}"
    rf"[a-z0-9][a-z0-9-]{{1,50}}{_APART}(?:{_POINT_TEXT}){_APART}"
)
_BEHIND_LABEL = tuple((sign, re.compile(rf"{re.escape(sign)}\s*{_BEGUN}", re.IGNORECASE)) for sign in ":>»|•–—")
_IN_LINE = re.compile(rf"\n[^\S\n]*+{_BEGUN}", re.IGNORECASE)
# Lines are many, so they are asked in bytes first: small letters, with a question mark for each that is not ASCII, and
# any few signs where words may be apart.
_BEGUN_IN_BYTES = re.sub(r"[^\x00-\x7f]", r"\?", _BEGUN).replace(_APART, r"[\s\x1c-\x1f?_-]{1,5}")
_MAY_BE_IN_LINE = re.compile(rf"\n[ \t\r\f\v\x1c-\x1f?]*+{_BEGUN_IN_BYTES}".encode())
_FURTHER_CAPITALS = "İıſ\u212a"  # which Python takes for "i", "s" and "k" where large and small letters are one
# A point within brackets, as those write an address who do not want it followed.
_COVERED_POINT = re.compile(r"(?<=\w)\s?[\[({]\.[\])}]\s?(?=\w)")
# What a reader is told, or sees, to leave out of an address.
_DECOY = re.compile(
    r"[-_.]?(?:(?:no|anti|stop|sans|kein|ohne)[-_]?spam|(?:remove|delete|entfernen|enlever|retirer)[-_]?(?:this|me|ceci|das)"
    r"|spam[-_]?frei|pas[-_]?de[-_]?spam)[-_.]?",
    re.IGNORECASE,
)
# A name at a messenger that no at-sign stands before: one that is no word, or within marks of quotation.
_NAMED = re.compile(
    r"(?<!\w)t[eé]l[eé]gram\s?(?:[:=»→-]\s?|\s)(?:[«\"“„]\s?(\w{5,32})\s?[»\"”“]|(?=\w*[a-z]_?\w*(?:_|\d))([a-z]\w{4,31}))(?!\w)",
    re.IGNORECASE,
)
_TELEGRAM = re.compile(rb"gram(?<=t[e?]l[e?]gram)")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}", re.IGNORECASE)
# How a script writes an address that its page does not hold.
_ENCODED = re.compile(r"atob\(\s*[\"'`]([A-Za-z0-9+/]{8,400})={0,2}[\"'`]")
_NUMBERED = re.compile(r"fromCharCode\(\s*((?:\d{2,3}\s*,\s*){6,200}\d{2,3})\s*\)")
_JOINED = re.compile(r"[\"']([\w.+-]{1,64})[\"']\s*\+\s*[\"']@[\"']\s*\+\s*[\"']([\w.-]{4,80})[\"']")
_AT_SIGN = re.compile(r"[\"']@[\"']")
_MAIL = re.compile(rf"(?:mailto:)?({_LOCAL.pattern}@{_DOMAIN.pattern})", re.IGNORECASE)


def in_signs(text: str) -> str:
    """`text` with points that stand in brackets bare."""
    covered = any(bracket in text and f".{bracket}" in text for bracket in "])}")
    return _COVERED_POINT.sub(".", text) if covered else text


def mails_in_words(text: str, small: bytes) -> Iterator[tuple[str, str]]:
    """Mailbox and domain of addresses whose signs are written as words, each alone in its line or behind a label;
    `small`: `text` with a byte for each character, in small letters."""
    if _may_be_in_line(text, small) or any(sign in text and begun.search(text) for sign, begun in _BEHIND_LABEL):
        for found in islice(_IN_WORDS.finditer(text), MAX_WRITTEN):
            yield found[1], _POINT.sub(".", found[2])


def _may_be_in_line(text: str, small: bytes) -> bool:
    if any(map(text.__contains__, _FURTHER_CAPITALS)) or _MAY_BE_IN_LINE.search(b"\n" + small):
        return _IN_LINE.search(f"\n{text}") is not None
    return False


def without_decoys(part: str) -> str:
    """A mailbox or a domain without what is to be left out of it ("desk-NOSPAM", "nospam.quay.example")."""
    low = part.lower()
    if not any(word in low for word in ("spam", "remove", "delete", "entfernen", "enlever", "retirer")):
        return part
    left = _DECOY.sub(lambda found: "." if found[0][0] == found[0][-1] == "." else "", part)
    return left if _LOCAL.fullmatch(left) else part


def named_accounts(text: str, small: bytes) -> Iterator[str]:
    """Names at Telegram that are given by its name alone; `small`: `text` with a byte for each character, in small
    letters."""
    end = 0
    for place in _TELEGRAM.finditer(small) if "gram" in text else ():
        begin = place.end() - len("telegram")
        if begin >= end and (found := _NAMED.match(text, begin)):
            end = found.end()
            yield found[1] or found[2]


def hidden_in(code: str) -> Iterator[str]:
    """Addresses that scripts hold in base64, in numbers of letters, or in parts, as targets of links."""
    told = [from_base64(found[1]).decode("latin-1") for found in islice(_ENCODED.finditer(code), MAX_WRITTEN)]
    numbers = islice(_NUMBERED.finditer(code), MAX_WRITTEN) if "fromCharCode" in code else ()
    told += ("".join(map(chr, map(int, found[1].split(",")))) for found in numbers)
    parts = islice(_JOINED.finditer(code), MAX_WRITTEN) if _AT_SIGN.search(code) else ()
    told += ("@".join(found.groups()) for found in parts)
    for text in told:
        mail = _MAIL.search(text)
        yield f"mailto:{mail[1]}" if mail else text


def from_base64(letters: str) -> bytes:
    """What `letters` of base64 say, whatever was left out at their end; without one that is too many."""
    return b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + "==")
