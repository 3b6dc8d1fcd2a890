"""Digits that a page writes for letters throughout ("7h3 8lu3 r00m"): a reader takes them for these.

In: the words of a page. Out: the same as they are read. Never: words of a page that writes so now and then, as models
and units are called.
"""

import re
from collections.abc import Mapping

from rempart.engines.pages.words.word_list import word_list

LEAST_WORDS = 20
LEAST_SHARE = 0.2  # of the words of a page
_MIXED = re.compile(r"[^\W\d_]+\d|\d[^\W\d_]")
_LETTERS = str.maketrans("0134578", "oieastb")
_OTHER = str.maketrans("0134578", "oleastb")


def with_letters(written: list[str], spellings: Mapping[str, int]) -> list[str]:
    """`written` with letters for digits in words that have both, if a fifth of all are such; the same list if not.
    `spellings` tells of each word how often it is written so."""
    if len(written) < LEAST_WORDS:
        return written
    mixed = [word for word in spellings if not word.isalpha() and _MIXED.search(word)]
    if not mixed or sum(spellings[word] for word in mixed) < LEAST_SHARE * len(written):
        return written
    read = {word: _read(word) for word in mixed}
    return [read.get(word, word) for word in written]


def _read(word: str) -> str:
    one = word.translate(_LETTERS)
    other = word.translate(_OTHER)
    known = word_list()
    return other if other != one and known.is_everyday(other.lower()) and not known.is_everyday(one.lower()) else one
