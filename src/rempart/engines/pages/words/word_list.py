"""Which words are words of a language: a name that is none was made up, and hardly twice.

In: a word as names are compared. Out: whether any of some forty languages has it, and often. Never: which language, or
the words themselves; a word that is none may be taken for one (about one in fifty), which errs towards ordinary.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.comparison_rules import is_put_together
from rempart.engines.pages.words.text import hash_of

MAGIC = b"rempart-words-1\n"
LEAST_MADE = 5  # letters of a name that says by itself that it was made up
_LEAST_PART = 4  # letters: of shorter words nearly every name can be put together
_LEAST_STEM = 5  # letters of an everyday word …
_MOST_ENDING = 4  # … that so many more letters make another form of, or a coinage that many make ("learnify")
_ABBREVIATED = re.compile("[^aeiouy]{4}")  # letters that nobody says as a word: bodies and companies share initials
_SPELLED_OUT = re.compile("(?<=[ao])e|(?<=[^aeq]u)e|(?<=^u)e")  # "ue" for "ü", which names are compared without
_ARTICLE = re.compile(r"(?:al|el|ash|a([dnrstz])(?=\1))(?=.{4})")  # of names from Arabic, one word with them
_FURTHER = 255  # no word is so near to the one before: go on


class NotAWordListError(ValueError):
    """The bytes are no word list of this version, or are cut short."""


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The first `bits` bits of the hashes of words, ascending: `known` words, and those of them that are `common`."""

    known: NDArray[np.uint32]
    common: NDArray[np.uint32]
    bits: tuple[int, int]
    provenance: str = ""

    def has(self, word: str) -> bool:
        """Whether a language has `word`, however rarely it is met."""
        return _is_in(self, word, common=False)

    def has_often(self, word: str) -> bool:
        """Whether `word` is an everyday word of a language."""
        return _is_in(self, word, common=True)

    def is_everyday(self, word: str) -> bool:
        """Whether `word` is an everyday word of a language: in both lists, since fewer are in both by chance."""
        return self.has_often(word) and self.has(word)

    def is_made_up(self, name: str, trades: frozenset[str]) -> bool:
        """Whether `name` is no word, however it is spelled, nor one beside an everyday one or one of `trades`, nor
        several of these: nobody else is likely to bear it by chance. Of a short one, of initials, or in letters other
        than ours, it cannot be told."""
        if len(name) < LEAST_MADE or not (name.isascii() and name.isalpha()) or _ABBREVIATED.search(name):
            return False
        bare = name[article.end() :] if (article := _ARTICLE.match(name)) else name
        if any(map(self.has, (name, bare, _SPELLED_OUT.sub("", name)))) or self._is_another_form(name):
            return False
        halves = ((name[:cut], name[cut:]) for cut in range(_LEAST_PART, len(name) - _LEAST_PART + 1))
        return not any(self._are_a_phrase(*both, trades) for both in halves) and not is_put_together(name, trades)

    def _are_a_phrase(self, first: str, second: str, trades: frozenset[str]) -> bool:
        both = ((first, second), (second, first))
        return any((one in trades or self.has_often(one)) and self.has(other) for one, other in both)

    def _is_another_form(self, name: str) -> bool:
        """Whether `name` begins with an everyday word and has a few letters more, as in many languages words have."""
        least = max(_LEAST_STEM, len(name) - _MOST_ENDING)
        stems = (name[:end] for end in range(least, len(name)))
        return any(map(self.is_everyday, stems))

    def to_bytes(self) -> bytes:
        """The list in one file: a JSON line, then for each word how much further its hash is than the one before."""
        steps = [_steps(hashes) for hashes in (self.known, self.common)]
        head = {"bits": self.bits, "bytes": [len(part) for part in steps], "provenance": self.provenance}
        return MAGIC + json.dumps(head).encode() + b"\n" + b"".join(steps)

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The list that `to_bytes` wrote. Raises NotAWordListError."""
        if not content.startswith(MAGIC):
            raise NotAWordListError("no word list")
        head, _, body = content[len(MAGIC) :].partition(b"\n")
        try:
            facts = json.loads(head)
            first, second = facts["bytes"]
            known, common = np.frombuffer(body, np.uint8, first), np.frombuffer(body, np.uint8, second, first)
            bits = (int(facts["bits"][0]), int(facts["bits"][1]))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise NotAWordListError(str(error)) from error
        return cls(_from_steps(known), _from_steps(common), bits, str(facts.get("provenance", "")))

    @classmethod
    def of(cls, known: Iterable[str], common: Iterable[str], bits: tuple[int, int], provenance: str = "") -> Self:
        """A list of these words, as names are compared."""
        first, second = (
            np.unique(np.fromiter((hash_of(word) >> (32 - wide) for word in words), np.uint32))
            for words, wide in zip((known, common), bits, strict=True)
        )
        return cls(first, second, bits, provenance)


@lru_cache(maxsize=1)
def word_list() -> WordList:
    """The one that comes along (`scripts/build_word_list.py`). Verdicts rest on it, so another needs another name."""
    return WordList.from_bytes(files("rempart.engines.pages.words").joinpath("words-1.bin").read_bytes())


@lru_cache(maxsize=1 << 14)  # the same words of names and titles are asked for in many places
def _is_in(words: WordList, word: str, *, common: bool) -> bool:
    hashes, bits = (words.common if common else words.known), words.bits[common]
    value = np.uint32(hash_of(word) >> (32 - bits))
    place = int(hashes.searchsorted(value))
    return place < len(hashes) and bool(hashes[place] == value)


def _steps(hashes: NDArray[np.uint32]) -> bytes:
    written = bytearray()
    for step in np.diff(hashes, prepend=np.uint32(0)).tolist():
        further, rest = divmod(step, _FURTHER)
        written += bytes([_FURTHER]) * further
        written.append(rest)
    return bytes(written)


def _from_steps(steps: NDArray[np.uint8]) -> NDArray[np.uint32]:
    hashes: NDArray[np.uint32] = np.cumsum(steps, dtype=np.uint32)[steps != _FURTHER]
    return hashes
