"""Digits and letters that a page writes for those they look like ("7h3 8lu3 r00m", "the haII frorn"): a reader takes
them for these.

In: the words of a page. Out: the same as they are read. Never: words of a page that writes so now and then, as models
and units are called.
"""

import re
from collections.abc import Mapping
from itertools import chain

from rempart.engines.pages.words.text import plain_name
from rempart.engines.pages.words.word_list import word_list

LEAST_WORDS = 20
LEAST_SHARE = 0.2  # of the words of a page
_MIXED = re.compile(r"[^\W\d_]+\d|\d[^\W\d_]")
_LETTERS = str.maketrans("0134578", "oieastb")
_OTHER = str.maketrans("0134578", "oleastb")
# A page that writes fewer words so has to make everyday words of them, which as they are written are none.
_LEAST_FEW = 10
_LEAST_FEW_SHARE = 0.05
_ALIKE = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[a-z]I|I[a-z]|rn|vv")
_NO_WORD = re.compile(r"[a-z]I(?:I?[a-z]|I?$)|[a-z][013457][a-z]")  # in no word does a capital stand so
_LOOKS = (("I", "l"), ("rn", "m"), ("vv", "w"))


def with_letters(written: list[str], spellings: Mapping[str, int]) -> list[str]:
    """`written` with letters for digits in words that have both, if a fifth of all are such, or with what makes
    everyday words of a twentieth of all, which are none; the same list if neither is so. `spellings` tells of each word
    how often it is written so."""
    if len(written) < LEAST_WORDS:
        return written
    signed = [word for word in spellings if not word.isalpha() and not word.isdecimal()]
    mixed = list(filter(_MIXED.search, signed))
    if mixed and sum(spellings[word] for word in mixed) >= LEAST_SHARE * len(written):
        read = {word: _read(word) for word in mixed}
    else:
        others = [word for word in spellings if "rn" in word or "I" in word or "vv" in word]
        alike = list(filter(_ALIKE.search, dict.fromkeys((*others, *signed))))
        least = max(_LEAST_FEW, _LEAST_FEW_SHARE * len(written))
        if sum(spellings[word] for word in alike) < least:  # as on nearly all pages: no word is looked up
            return written
        read = {word: other for word in alike if (other := _read_alike(word))}
        if sum(spellings[word] for word in read) < least:
            return written
        read = {word: _surely(word) for word in spellings if _NO_WORD.search(word)} | read
    return [read.get(word, word) for word in written]


def _surely(word: str) -> str:
    """`word`, on a page that writes so, with small letters for capitals and digits that stand within such."""
    return _read(word).replace("I", "l")


def _read_alike(word: str) -> str:
    """The everyday word that `word`, which is none, looks like; "" where there is none."""
    known = word_list()
    if not _NO_WORD.search(word) and known.has(plain_name(word)):
        return ""
    looks = _read(word) if not word.isalpha() else word
    forms = ([looks.replace(sign, letter, times) for sign, letter in _LOOKS if sign in looks] for times in (-1, 1))
    return next((form for form in (looks, *chain(*forms)) if form != word and known.is_everyday(plain_name(form))), "")


def _read(word: str) -> str:
    one = word.translate(_LETTERS)
    other = word.translate(_OTHER)
    known = word_list()
    return other if other != one and known.is_everyday(other.lower()) and not known.is_everyday(one.lower()) else one
