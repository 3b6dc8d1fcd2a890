"""Words of many languages, as pages say them: in few languages a list of whole words is complete.

In: a text of terms. Out: a table that knows words by their beginnings. ``word=`` stands for the whole word alone; old
pages and plain servers write words without accents, and scripts without spaces are read a sign at a time.
"""

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
