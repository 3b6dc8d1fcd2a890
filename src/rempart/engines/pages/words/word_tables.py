"""Words of many languages, as pages say them: in few languages a list of whole words is complete.

In: a text of terms. Out: a table that knows words by their beginnings. ``word=`` stands for the whole word alone; old
pages and plain servers write words without accents, and scripts without spaces are read a sign at a time.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rempart.engines.pages.words.text import clean, without_accents, words_of

REMEMBERED = 1 << 12  # words of pages


class WordTable:
    """Words that speak of one matter: the terms of `text`, and those of scripts without spaces in `unspaced`, where a
    hyphen stands for a space."""

    def __init__(self, text: str, unspaced: str = "") -> None:
        terms = [form for term in text.split() for form in (term, without_accents(term))]
        self.whole = frozenset(term[:-1] for term in terms if term.endswith("="))
        self._begins = tuple(dict.fromkeys(term for term in terms if not term.endswith("=")))
        self._joined = joined(term.replace("-", " ") for term in unspaced.split())
        self._joined_from = frozenset(term.partition(" ")[0] for term in self._joined)
        self.has = lru_cache(maxsize=REMEMBERED)(self._has)

    def _has(self, word: str) -> bool:
        """Whether `word` is one of the table, or begins as one."""
        return word in self.whole or word.startswith(self._begins)

    def speaks(self, words: Sequence[str]) -> bool:
        """Whether one of `words` is of the table, or some in a row are a term of a script without spaces."""
        if any(map(self.has, words)):
            return True
        if self._joined_from.isdisjoint(words):
            return False
        text = f" {' '.join(words)} "
        return any(f" {term} " in text for term in self._joined)


def joined(terms: Iterable[str]) -> tuple[str, ...]:
    """`terms` of scripts without spaces as the words of a page are joined: with a space behind each sign."""
    return tuple(" ".join(words_of(clean(term))) for term in terms)


def spelt(phrases: Iterable[str]) -> list[str]:
    """`phrases` as the words of a page are joined, with accents and without, each form once."""
    said = [" ".join(words_of(phrase)) for phrase in phrases]
    return list(dict.fromkeys([*said, *map(without_accents, said)]))


@lru_cache(maxsize=128)
def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern of the terms of `text` for text in lower case without accents: as words begin, but in scripts without
    spaces anywhere. ``_`` stands for a space."""
    begins: list[str] = []
    anywhere: list[str] = []
    for term in text.split():
        whole = term.endswith(("=", "_"))
        spelling = without_accents(term.removesuffix("=")).replace("_", " ").rstrip() + ("=" if whole else "")
        (anywhere if _runs_on(term[0]) else begins).append(spelling)
    return re.compile(rf"(?<!\w){_one_of(begins)}|{_one_of(anywhere)}")


def _one_of(spellings: Iterable[str]) -> str:
    """A pattern of `spellings` by their first letters, since most places of a text begin with none of these."""
    by_letter: dict[str, list[str]] = {}
    for spelling in spellings:
        rest = re.escape(spelling[1:].removesuffix("=")) + (r"(?!\w)" if spelling.endswith("=") else "")
        by_letter.setdefault(re.escape(spelling[0]), []).append(rest)
    tried = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return f"(?=[{''.join(by_letter)}])(?:{tried})" if by_letter else "(?!)"


def _runs_on(letter: str) -> bool:
    return letter >= "\u0900" and not "\u10a0" <= letter <= "\u10ff"
