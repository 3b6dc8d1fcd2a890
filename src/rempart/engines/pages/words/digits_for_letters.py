"""Digits that a page writes for letters throughout ("7h3 8lu3 r00m"): a reader takes them for these.

In: the words of a page. Out: the same as they are read. Never: words of a page that writes so now and then, as models
and units are called.
"""

import re

from rempart.engines.pages.words.word_list import word_list

LEAST_WORDS = 20
LEAST_SHARE = 0.2  # of the words of a page
_MIXED = re.compile(r"[^\W\d_]+\d|\d[^\W\d_]")
_LETTERS = str.maketrans("0134578", "oieastb")
_OTHER = str.maketrans("0134578", "oleastb")


def with_letters(written: list[str]) -> list[str]:
    """`written` with letters for digits in words that have both, if a fifth of all are such."""
    if len(written) < LEAST_WORDS:
        return written
    mixed = {word for word in set(written) if not word.isalpha() and _MIXED.search(word)}
    if sum(word in mixed for word in written) < LEAST_SHARE * len(written) if mixed else True:
        return written
    read = {word: _read(word) for word in mixed}
    return [read.get(word, word) for word in written]


def _read(word: str) -> str:
    one = word.translate(_LETTERS)
    other = word.translate(_OTHER)
    known = word_list()
    return other if other != one and known.is_everyday(other.lower()) and not known.is_everyday(one.lower()) else one
