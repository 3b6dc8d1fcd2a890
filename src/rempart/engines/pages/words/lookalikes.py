"""Letters of one alphabet that readers take for those of another, as words are read: who hides a text from comparison
writes it so.

In: text. Out: the text as it looks. Never: letters of a word or a line that only the other alphabet has; names, which
are compared in Latin letters anyway; addresses, where such a letter is another's.
"""

import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_CYRILLIC, _AS_LATIN = "асеорхуіѕјһԁԛԝАВЕКМНОРСТХІЅЈҮ", "aceopxyisjhdqwABEKMHOPCTXISJY"
_GREEK, _OF_GREEK = "ονραΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpaABEZHIKMNOPTYX"
_TO_LATIN = str.maketrans(_CYRILLIC + _GREEK, _AS_LATIN + _OF_GREEK)
_TO_CYRILLIC = str.maketrans("aceopxyABEKMHOPCTX", "асеорхуАВЕКМНОРСТХ")
# Small capitals of phonetic alphabets, in no language's words; and signs that only change how a letter looks.
_SMALL = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")
_SMALL |= {first + place: ord("a") + place for first in (0x1F150, 0x1F170) for place in range(26)}  # on black
_MARKS = range(0x300, 0x370)
_MARKED = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]  # letters with such a sign
_LEAST_LETTERS = 60
_MOST_MARKED = 0.5  # of letters: no language has signs on so many
_LOOKS = (*range(0xFE00, 0xFE10), 0x332, 0x333, *range(0x335, 0x339), 0x20D2, 0x20D3, *range(0x20E5, 0x20EC))
_WITHOUT_LOOKS = str.maketrans(dict.fromkeys(map(chr, _LOOKS), ""))
_LATIN, _OTHER = "A-Za-z", "\u0370-\u052f"
_BESIDE = re.compile(rf"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_OTHERS = re.compile(rf"(?![{_CYRILLIC}{_GREEK}])[{_OTHER}]")
_IN_GREEK = re.compile("[\u0370-\u03ff]")  # "Aβ" is no Cyrillic word
_ONLY_LATIN = re.compile(r"(?![aceopxyABEKMHOPCTX])[A-Za-z]")
_IS_LATIN, _IS_OTHER, _IS_LOOK, _IS_SMALL, _IS_MARKED, _IS_MARK = 1, 2, 4, 8, 16, 32
_SIGNED = _IS_MARKED | _IS_MARK
_FIRST_OTHER = 0x80  # from here on none is plainly Latin
_FEW_SIGNED = 0.2  # of all characters


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """What each character is, by its code point: patterns take thirty times as long for a long page."""
    kinds = np.zeros(0x110000, np.uint8)
    kinds[[*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)]] = _IS_LATIN
    kinds[0x370:0x530] = _IS_OTHER
    kinds[[*_LOOKS]] = _IS_LOOK
    kinds[[*_SMALL]] = _IS_SMALL
    kinds[_MARKED] = _IS_MARKED
    kinds[_MARKS] = _IS_MARK
    return kinds


def as_seen(text: str) -> str:
    """`text` as it looks: a word of two alphabets in the one that has all of its letters, and all of its line where
    letters of the other all look like Latin ones. Features are read so since version 20."""
    if text.isascii():
        return text
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    others = _kinds().take(points[points >= _FIRST_OTHER])
    if not (others & ~np.uint8(_SIGNED)).any() and np.count_nonzero(others) < _FEW_SIGNED * len(points):
        return text  # of no alphabet but one, as most pages are
    kinds = _kinds().take(points)
    if (kinds == _IS_LOOK).any():
        text = text.translate(_WITHOUT_LOOKS)
        kinds = kinds[kinds != _IS_LOOK]
    if _is_marked_throughout(kinds):
        text = _without_marks(text)
        kinds = _kinds().take(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"))
    if ((kinds[1:] & kinds[:-1]) == _IS_SMALL).any():  # one alone is a sign of phonetics
        text = text.translate(_SMALL)
    if not ((kinds[1:] | kinds[:-1]) == _IS_LATIN | _IS_OTHER).any():
        return text
    return "\n".join(_line(line) if _BESIDE.search(line) else line for line in text.split("\n"))


def _is_marked_throughout(kinds: NDArray[np.uint8]) -> bool:
    """Whether most letters bear a sign, which then tells nothing: "ẇėl̇l̇"."""
    bare, marked = (np.count_nonzero(kinds == kind) for kind in (_IS_LATIN, _IS_MARKED))
    beside = np.count_nonzero((kinds[1:] == _IS_MARK) & (kinds[:-1] == _IS_LATIN))
    return bool(marked + beside > _MOST_MARKED * (bare + marked)) and bool(bare + marked >= _LEAST_LETTERS)


def _without_marks(text: str) -> str:
    """`text` without signs above and below letters."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _line(line: str) -> str:
    if not _ONLY_OTHERS.search(line):
        return line.translate(_TO_LATIN)
    return _WORD.sub(lambda word: _word(word[0]), line)


@lru_cache(maxsize=10_000)
def _word(word: str) -> str:
    if not _BESIDE.search(word):
        return word
    if not _ONLY_OTHERS.search(word):
        return word.translate(_TO_LATIN)
    return word if _ONLY_LATIN.search(word) or _IN_GREEK.search(word) else word.translate(_TO_CYRILLIC)
