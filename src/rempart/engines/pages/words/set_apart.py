"""Words that a page writes otherwise throughout: with signs for letters ("m@rket", "r●●m"), with one between them all
("k.e.t.t.l.e", "(k)(e)(t)") or in their midst ("ket-tle"), or without spaces ("TheKettleRoom"). A reader reads them as
any others.

In: the lines of a page, cleaned, in one text. Out: the same in words. Never: lines of a page that writes so now and
then, as mails, prices, files and compounds are written.
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
_SEPARATORS, _BEYOND_ASCII = ".-_'*|~·+:/", "·"
_SEPARATING = np.zeros(256, np.bool_)  # which bytes are one of these
_SEPARATING[[*_SEPARATORS.encode("ascii", "ignore")]] = True
_FOR_LETTERS = {"@": "a", "$": "s", "€": "e", "£": "l", "!": "i", "●": "o", "○": "o", "◯": "o", "⭕": "o", "🌕": "o"}
_MAIL = re.compile(r"@[\w-]+\.")
_IN_BRACKETS = re.compile(r"(?:\([^\W\d_]\)){2,}")
_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])\d(?=[a-zA-Z])")


def in_words(text: str) -> str:
    """`text` of lines in words, as it is if the page does not write so throughout."""
    plain = text.encode("ascii", "replace")  # where a sign is counted fast
    words = _count_of_words(plain)  # until they are parted
    for sign, letter in _FOR_LETTERS.items():
        if sign in text and text.count(sign) >= _LEAST_SIGNED:  # most are nowhere, which is seen faster than counted
            text = _with_letters(text, words, sign, letter)
    if plain.count(b"(") * _LEAST_APART > len(text) and _is_throughout(len(_IN_BRACKETS.findall(text)), words):
        text = _IN_BRACKETS.sub(lambda word: word[0].replace("(", "").replace(")", ""), text)
    for sign in _SEPARATORS if _may_be_apart(text, plain) else ():
        if text.count(sign) * _LEAST_APART > len(text):
            text = _without_signs(text, words, sign)
    return _parted(text, words)


def _may_be_apart(text: str, plain: bytes) -> bool:
    """Whether `text` may have so many of one sign that separates: not if there are fewer of all together."""
    found = np.count_nonzero(_SEPARATING.take(np.frombuffer(plain, np.uint8))) + text.count(_BEYOND_ASCII)
    return int(found) * _LEAST_APART > len(text)


def _is_throughout(found: int, words: int, least: int = LEAST_WORDS) -> bool:
    return found >= least and found >= _LEAST_SHARE * words


def _count_of_words(plain: bytes) -> int:
    signs = np.frombuffer(plain, np.uint8)  # in which many of one are counted fast
    apart = np.count_nonzero(signs == ord(" ")) + np.count_nonzero(signs == ord("\n"))
    return int(apart) + 1  # a space, and never two, stands between words of one line


def _with_letters(text: str, words: int, sign: str, letter: str) -> str:
    """`text`, of so many words, with `letter` for `sign` within them and before them, and behind them if it is no
    point."""
    if not _is_throughout(text.count(sign), words, _LEAST_SIGNED):  # as on nearly all pages: no word is looked at
        return text
    within = re.compile(rf"(?<=[^\W\d_]){re.escape(sign)}(?=[^\W\d_])")
    signed = sum(bool(within.search(word)) and not _MAIL.search(word) for word in text.split())
    if not _is_throughout(signed, words, _LEAST_SIGNED):
        return text
    ends = "" if sign == "!" else rf"|(?<=[^\W\d_]){re.escape(sign)}"
    of_word = re.compile(rf"{re.escape(sign)}(?=[^\W\d_]){ends}")
    read = (word if _MAIL.search(word) else of_word.sub(letter, word) for word in re.split(r"(\s)", text))
    return "".join(read)


def _without_signs(text: str, words: int, sign: str) -> str:
    """`text`, of so many words, with letters together between all of which `sign` stands, and words in whose midst it
    does."""
    one = re.escape(sign)
    apart = re.compile(rf"(?<![^\W_])[^\W\d_](?:{one}[^\W\d_](?![^\W_]))+")
    if _is_throughout(len(apart.findall(text)), words):
        return apart.sub(lambda word: word[0].replace(sign, ""), text)
    split = re.compile(rf"(?<![\w{one}])([^\W\d_]{{2,}}){one}([^\W\d_]{{2,}})(?![\w{one}])")
    halves = split.findall(text)
    return split.sub(r"\1\2", text) if _is_throughout(len(halves), words) and _are_halves(halves) else text


def _are_halves(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether most of `pairs` are words together, and not each by itself, as in a compound."""
    known = word_list().is_everyday
    words = [(first.lower(), second.lower()) for first, second in pairs[:_LOOKED_AT]]
    told = sum(known(first + second) and not (known(first) and known(second)) for first, second in words)
    return 2 * told > len(words)


def _parted(text: str, words: int) -> str:
    """`text`, of so many words, with spaces before capitals within words, and for digits there, where most words are
    run together so."""
    if len(text) < _LONG_WORDS * words:
        return text
    said = text.split()
    begins = [found for found in (len(_BEGINS.findall(word)) for word in said) if found >= _LEAST_RUN]
    return _BEGINS.sub(" ", text) if sum(begins) >= max(LEAST_WORDS, len(said)) else text
