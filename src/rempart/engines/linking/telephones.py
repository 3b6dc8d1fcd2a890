"""Telephone numbers that a text writes, with their country or as they are called at home.

In: text. Out: "+" and the digits as written, which are those of an international number only where it was written so:
whoever compares two asks whether one ends as the other does. Never: a number at home that nothing says is one (an
order, a date, a licence).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import AnyStr

import numpy as np

AT_HOME = "(0)"  # what is left out where a number is called from abroad: "+33 (0)3"
_STARTS = (re.compile(rb"\+(?=[1-9])"), re.compile(rb"00(?=[1-9])"))
_REST = re.compile(r"[1-9](?:[ ().\-/–—‑]{0,2}[0-9]){7,14}(?![\w-])")
_LEAST = 9  # digits, with a country's
_INSIDE_NUMBER = frozenset("_./:=-")
# Numbers at home, in groups that the country likes, none of them half of something longer.
_HOME = re.compile(rb"[0-9](?:[ ().\-/]{0,3}[0-9]){7,13}(?![\w/-])(?![.,:][0-9])")
_INSIDE_HOME = frozenset("+=&%#$-_")  # what no number at home stands behind
MAX_HOME = 400  # that are looked at: a page with more is a table of numbers
MANY_LONG = 2_000  # places where a long number may begin, from which all of a text is searched at once
_LEAST_HOME = 8  # digits without zeros before them
_MOST_HOME = 12  # digits
_BEFORE = 40  # letters that may say that a number follows
# What says so in the languages of most pages: words for telephones and calls (how they begin, how they end where no
# space stands between words, or whole), or a sign for either.
_BEGINNINGS_TEXT = """
telep telef teléf télef téléph cellul celular whatsap appel llam chiama anruf puhelin mobil móvil телеф звон дзвон τηλ
هاتف اتصل تلفن
"""
_BEGINNINGS = tuple(_BEGINNINGS_TEXT.split())
_ENDINGS = ("电话", "電話", "手机", "手機", "热线", "熱線", "전화", "โทร")
_WORDS_TEXT = """
tel tél tels phone phones call calls dial ring mob cell gsm handy portable fax hotline helpline viber joindre numéro
ligue ruf rufen bel bellen tlf tfn tlph puh sími simi nomor nomer hubungi hp đt sđt thoại gọi тел моб факс κλήση հեռ ტელ
טל טלפון נייד جوال موبایل تماس फोन फ़ोन মোবাইল ফোন โทรศัพท์
"""
_WORDS = frozenset(_WORDS_TEXT.split())
_SIGNS = frozenset("☎☏✆📞📱📲🕿🖷")
_SMALL_TEXT = """
us now at on today no nr nº number nummer número office free or ou oder au al le an unter sie uns nous ons nos a
en sur the
"""
_SMALL = frozenset(_SMALL_TEXT.split())  # words between, up to four
_MOST_SMALL = 4
_WORD = re.compile(r"[^\W\d_]+|[^\w\n]{1,6}|\s{1,6}|.", re.DOTALL)
# … or the shape alone does: an area in brackets, or three, three and four digits with one sign between them.
_SHAPED = re.compile(
    r"\((?!(?:19|20)\d\d\))0?\d{2,4}\)[ \-/]{0,2}\d{2,4}(?:[ .\-]\d{2,4}){1,3}|\d{3}([.-])\d{3}\1\d{4}"
)
_AND = re.compile(r"\W{1,4}|\W{0,2}(?:and|or|et|ou|und|oder|y|o|e|en|и|или)\W{0,2}")  # between two numbers
_NO_DIGIT = re.compile(r"\D")
_IN_ORDER = "01234567890" * 2
_LEAST_ALIKE = 8  # digits at a number's end, all one: nobody's
# An area that no plan has, and that templates write.
_EXAMPLE = re.compile(r"1?555\d{7}")


def telephones_in(text: str, plain: bytes) -> Iterable[str]:
    """The numbers in `text`; `plain`: the same with a byte for each character, which is sought in faster."""
    for start in chain.from_iterable(pattern.finditer(plain) for pattern in _STARTS):
        before = text[start.start() - 1 : start.start()]
        rest = None if before.isalnum() or before in _INSIDE_NUMBER else _REST.match(text, start.end())
        if rest and ("/" not in rest[0] or text[start.start()] == "+"):
            yield "+" + _digits_of(rest[0])
    yield from _at_home(text, plain)


def _at_home(text: str, plain: bytes) -> Iterator[str]:
    told = -1  # where the last number ended
    for match in islice(long_numbers(_HOME, plain, plain), MAX_HOME):
        begin, end = match.span()
        begin -= plain[begin - 1 : begin] == b"("
        before = text[begin - 1 : begin]
        if (before.isascii() and before.isalnum()) or before in _INSIDE_HOME:  # a word of a script without spaces may
            continue
        written = text[begin:end]
        another = told >= 0 and _AND.fullmatch(text[told:begin][:_BEFORE])
        if another or _SHAPED.fullmatch(written) or _is_called(text[max(0, begin - _BEFORE) : begin]):
            told, digits = end, _digits_of(written)
            digits = digits.removeprefix("00")  # "00 33": with its country
            if len(digits.lstrip("0")) >= _LEAST_HOME and len(digits) <= _MOST_HOME:
                yield "+" + digits


def long_numbers(pattern: re.Pattern[AnyStr], text: AnyStr, plain: bytes) -> Iterator[re.Match[AnyStr]]:
    """What `pattern` finds in `text`, which begins with eight digits, no more than three other characters between two;
    `plain`: the same with a byte for each character. Where such are few, nothing else is looked at."""
    letters = np.frombuffer(plain, np.uint8)
    digits = np.flatnonzero((letters >= ord("0")) & (letters <= ord("9")))
    first, eighth = digits[:-7], digits[7:]
    begins = first[eighth - first <= 7 * 4]
    if len(begins) > MANY_LONG:
        yield from pattern.finditer(text)
        return
    passed = 0
    for begin in begins.tolist():
        if begin >= passed and (found := pattern.match(text, begin)):
            passed = found.end()
            yield found


def _is_called(before: str) -> bool:
    """Whether the end of a text says that a telephone number follows it."""
    small = 0
    for part in reversed(_WORD.findall(before.lower())):
        if part.isalpha():
            if part in _SMALL and small < _MOST_SMALL:
                small += 1
                continue
            return part in _WORDS or part.startswith(_BEGINNINGS) or part.endswith(_ENDINGS)
        if not _SIGNS.isdisjoint(part):
            return True
        if part.strip() and part[0].isalnum():
            return False
    return False


def _digits_of(number: str) -> str:
    """The digits of a written number, without those of another one's end ("+49 30 1234567/68")."""
    whole = number.replace(AT_HOME, "")
    first = _NO_DIGIT.sub("", whole.partition("/")[0])
    return first if len(first) >= _LEAST else _NO_DIGIT.sub("", whole)


def is_nobodys_number(digits: str) -> bool:
    """Whether it stands where an owner's belongs: one digit alone, digits in their order, or an example of a number."""
    alike = len(set(digits[-_LEAST_ALIKE:])) == 1
    return alike or digits[-10:] in _IN_ORDER or _EXAMPLE.fullmatch(digits) is not None
