"""Whether a sentence says what programs say that cannot show what was asked for, in whatever words and language.

In: sentences of a page of few words. Out: how surely one of them is such a message, by weights that were learnt from
catalogues of translations (`scripts/train_failures.py`). Never: a word itself, since the weights are kept by hashes of
words, of how words begin, and of two that stand near each other. Lists of words know the wordings that somebody met;
these weights know those that hundreds of translators of other programs chose.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain, islice
from math import sqrt
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.placeholders.plights import CASES
from rempart.engines.pages.placeholders.states import ASKS, REST_DAYS, split_sentences
from rempart.engines.pages.words.text import hashes_of, is_unspaced, size_of, without_accents, words_of

MAGIC = b"rempart-failures-1\n"
BITS = 16
UNITS = 32.0  # so many steps of a stored weight are one of log-odds
MOST = 60  # words of a page up to which a sentence is one of few
SENTENCES, WORDS = 40, 40  # that are read of a page, and of a sentence
_BEGINS = (4, 6)  # letters by which another form of a word is known
_NEAR, _OF_A_PAIR = 3, 5  # words that stand near each other, by so many letters each
_NAME = 2  # words up to which it may be a name ("Access Denied"), unless another sentence goes on so
_NAME_IN_SIGNS = 5  # … and signs of a script without spaces
_GOES_ON = -1.0  # log-odds from which it does
LEAST, SHARE, FULL = -0.8, 1.0, 3.0  # log-odds from which a page's best sentence weighs, how much each, and at most
CONTRAST = 1.3  # what such a sentence lacks beside another that is surely none …
_OF_A_TRADE, _TOLD = -2.7, 4  # … as of less log-odds and so many words
OF_ITS_WORDS = 0.2  # of a page's words, from which such sentences weigh so much


class NotFailureWeightsError(ValueError):
    """The bytes are no weights of this version, or are cut short."""


@dataclass(frozen=True, slots=True, eq=False)
class FailureWeights:
    """A weight for each hash of `BITS` bits, in steps of 1/`UNITS`, and what is added to every sentence's."""

    weights: NDArray[np.int8]
    bias: float
    provenance: str = ""

    def log_odds(self, sentence: str) -> float:
        """How surely `sentence` is such a message: above 0 more likely than not."""
        found = hashes_in(sentence)
        if not len(found):
            return self.bias
        return self.bias + int(self.weights[found].sum(dtype=np.int64)) / UNITS / sqrt(len(found))

    def to_bytes(self) -> bytes:
        """The weights in one file: a JSON line, then a byte each."""
        head = {"bits": BITS, "bias": self.bias, "provenance": self.provenance}
        return MAGIC + json.dumps(head).encode() + b"\n" + self.weights.tobytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The weights that `to_bytes` wrote. Raises NotFailureWeightsError."""
        if not content.startswith(MAGIC):
            raise NotFailureWeightsError("no weights of failures")
        head, _, body = content[len(MAGIC) :].partition(b"\n")
        try:
            facts = json.loads(head)
            return cls(np.frombuffer(body, np.int8, 1 << BITS), float(facts["bias"]), str(facts.get("provenance", "")))
        except (ValueError, KeyError, TypeError) as error:
            raise NotFailureWeightsError(str(error)) from error


@lru_cache(maxsize=1)
def failure_weights() -> FailureWeights:
    """The ones that come along. Features rest on them, so others need another name and version."""
    shipped = files("rempart.engines.pages.placeholders").joinpath("failures-1.bin")
    return FailureWeights.from_bytes(shipped.read_bytes())


def read_failure(texts: Iterable[str], size: int) -> tuple[float, str]:
    """What the best sentence of `texts`, of a page of `size` words, weighs for an error, with it; 0 and "" for none. It
    weighs less where the page says more of other things."""
    if size > MOST:
        return 0.0, ""
    weights = failure_weights()
    sentences = dict.fromkeys(chain.from_iterable(map(split_sentences, texts)))
    told = [(weights.log_odds(said), said) for said in islice(filter(_states, sentences), SENTENCES)]
    going_on = [said for odds, said in told if odds > _GOES_ON]
    odds, best = max((pair for pair in told if len(going_on) > 1 or not _may_be_a_name(pair[1])), default=(LEAST, ""))
    odds -= CONTRAST * any(odds < _OF_A_TRADE and len(words_of(said)) >= _TOLD for odds, said in told)
    share = sum(size_of(words, len(words)) for words in map(words_of, going_on)) / max(size, 1)
    weight = min(FULL, SHARE * (odds - LEAST)) * min(1.0, share / OF_ITS_WORDS)
    return (weight, best) if weight > 0 else (0.0, "")


def hashes_in(sentence: str) -> NDArray[np.uint32]:
    """What `sentence` is weighed by, each as a hash of `BITS` bits."""
    words = [without_accents(word) for word in words_of(sentence)[:WORDS]]
    return hashes_of(_parts(words)) >> np.uint32(32 - BITS)


def _parts(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        yield word
        for letters in _BEGINS:
            yield f"{word[:letters]}-"
        for other in words[place + 1 : place + 1 + _NEAR]:
            yield f"{word[:_OF_A_PAIR]} {other[:_OF_A_PAIR]}"


def _states(sentence: str) -> bool:
    """Whether it states what is so here: who asks whether a site is away mends it, who says what happens if it is
    explains it, and what is shut on Sundays has a door."""
    words = [without_accents(word) for word in words_of(sentence)]
    if not words or sentence.rstrip().endswith(ASKS) or words[0] in CASES:
        return False
    return not any(word.startswith(REST_DAYS) for word in words)


def _may_be_a_name(sentence: str) -> bool:
    words = words_of(sentence)
    return len(words) <= (_NAME_IN_SIGNS if all(map(is_unspaced, words)) else _NAME)
