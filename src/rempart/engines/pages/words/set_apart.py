"""Words that a page writes otherwise throughout: with signs for letters ("m@rket", "r●●m"), with one between them all
("k.e.t.t.l.e", "(k)(e)(t)") or in their midst ("ket-tle"), or without spaces ("TheKettleRoom"). A reader reads them as
any others.

In: the lines of a page, cleaned. Out: the same in words. Never: lines of a page that writes so now and then, as mails,
prices, files and compounds are written.
"""

import re
from collections.abc import Sequence

import numpy as np

from rempart.engines.pages.words.word_list import word_list

LEAST_WORDS = 20
_LEAST_SHARE = 0.1  # of the words of a page
_LEAST_SIGNED = 10  # words in which a sign stands for a letter
_LEAST_RUN = 3  # places in a word where another begins
_LEAST_APART = 25  # characters of a text for each sign between or within its words, at most
_LONG_WORDS = 16  # characters of a word, on average, from which words may be run together
_LOOKED_AT = 400
_SEPARATORS = ".-_'*|~·+:/"
_FOR_LETTERS = {"@": "a", "$": "s", "€": "e", "£": "l", "!": "i", "●": "o", "○": "o", "◯": "o", "⭕": "o", "🌕": "o"}
_MAIL = re.compile(r"@[\w-]+\.")
_IN_BRACKETS = re.compile(r"(?:\([^\W\d_]\)){2,}")
_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])\d(?=[a-zA-Z])")


def in_words(lines: Sequence[str]) -> list[str]:
    """`lines`, which hold no line feed, in words: each as it is, if the page does not write so throughout."""
    text = whole = "\n".join(lines)
    plain = whole.encode("ascii", "replace")  # where a sign is counted fast
    for sign, letter in _FOR_LETTERS.items():
        if sign in text and text.count(sign) >= _LEAST_SIGNED:  # most are nowhere, which is seen faster than counted
            text = _with_letters(text, sign, letter)
    if plain.count(b"(") * _LEAST_APART > len(text) and _is_throughout(len(_IN_BRACKETS.findall(text)), text):
        text = _IN_BRACKETS.sub(lambda word: word[0].replace("(", "").replace(")", ""), text)
    for sign in _SEPARATORS:
        most = plain.count(sign.encode("ascii", "replace"))
        if most * _LEAST_APART > len(text) and text.count(sign) * _LEAST_APART > len(text):
            text = _without_signs(text, sign)
    text = _parted(text)
    return [*lines] if text == whole else text.split("\n")


def _is_throughout(found: int, text: str, least: int = LEAST_WORDS) -> bool:
    return found >= least and found >= _LEAST_SHARE * _count_of_words(text)


def _count_of_words(text: str) -> int:
    signs = np.frombuffer(text.encode("ascii", "replace"), np.uint8)  # which many spaces are counted in faster
    apart = np.count_nonzero(signs == ord(" ")) + np.count_nonzero(signs == ord("\n"))
    return int(apart) + 1  # a space, and never two, stands between words of one line


def _with_letters(text: str, sign: str, letter: str) -> str:
    """`text` with `letter` for `sign` within words and before them, and behind them if it is no point."""
    if not _is_throughout(text.count(sign), text, _LEAST_SIGNED):  # as on nearly all pages: no word is looked at
        return text
    within = re.compile(rf"(?<=[^\W\d_]){re.escape(sign)}(?=[^\W\d_])")
    signed = sum(bool(within.search(word)) and not _MAIL.search(word) for word in text.split())
    if not _is_throughout(signed, text, _LEAST_SIGNED):
        return text
    ends = "" if sign == "!" else rf"|(?<=[^\W\d_]){re.escape(sign)}"
    of_word = re.compile(rf"{re.escape(sign)}(?=[^\W\d_]){ends}")
    read = (word if _MAIL.search(word) else of_word.sub(letter, word) for word in re.split(r"(\s)", text))
    return "".join(read)


def _without_signs(text: str, sign: str) -> str:
    """`text` with letters together between all of which `sign` stands, and words in whose midst it does."""
    one = re.escape(sign)
    apart = re.compile(rf"(?<![^\W_])[^\W\d_](?:{one}[^\W\d_](?![^\W_]))+")
    if _is_throughout(len(apart.findall(text)), text):
        return apart.sub(lambda word: word[0].replace(sign, ""), text)
    split = re.compile(rf"(?<![\w{one}])([^\W\d_]{{2,}}){one}([^\W\d_]{{2,}})(?![\w{one}])")
    halves = split.findall(text)
    return split.sub(r"\1\2", text) if _is_throughout(len(halves), text) and _are_halves(halves) else text


def _are_halves(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether most of `pairs` are words together, and not each by itself, as in a compound."""
    known = word_list().is_everyday
    words = [(first.lower(), second.lower()) for first, second in pairs[:_LOOKED_AT]]
    told = sum(known(first + second) and not (known(first) and known(second)) for first, second in words)
    return 2 * told > len(words)


def _parted(text: str) -> str:
    """`text` with spaces before capitals within words, and for digits there, where most words are run together so."""
    if len(text) < _LONG_WORDS * _count_of_words(text):
        return text
    words = text.split()
    begins = [found for found in (len(_BEGINS.findall(word)) for word in words) if found >= _LEAST_RUN]
    return _BEGINS.sub(" ", text) if sum(begins) >= max(LEAST_WORDS, len(words)) else text
