"""Names that are run together with other words: "velmoracasinoonline", "chatvelmora", "v3lmora".

In: a word as names are compared, the words of one version. Out: the name that is left. Never: of a word of a language,
or where an everyday word or hardly anything would be left.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rempart.engines.pages.comparison_rules import Trades, is_put_together
from rempart.engines.pages.reading.naming import LEAST_STEM
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.word_list import word_list

_DIGIT_WITHIN = re.compile("(?<=[a-z])[013457](?=[a-z])")
_LETTERS = str.maketrans("013457", "oieast")


def core_of(name: str, trades: Trades) -> str:
    """`name` without the words of `trades` that it is run together with, if these may be joined."""
    return _core_of(name, trades.joined, frozenset()) if trades.joined and name.isascii() else name


def bare_of(name: str, trades: Trades) -> str:
    """`name` as `core_of` has it, without the words too that sites take on when they come back ("newvelmora",
    "velmorachat"). Who speaks of a site takes them on as well: that two pages bear one such name is no sign of one
    owner."""
    return _core_of(name, trades.joined, trades.beside) if trades.joined and name.isascii() else name


def with_letters(name: str) -> str:
    """`name` with letters for digits within it: "v3lmora" is "velmora"."""
    return _DIGIT_WITHIN.sub(lambda digit: digit[0].translate(_LETTERS), name)


def sounds_in(marks: Iterable[str], trades: Trades) -> set[str]:
    """How `marks` sound, and what they are beside words of trades that they are run together with."""
    said = set(marks)
    return {sound_of(mark) for mark in said | {core_of(mark, trades) for mark in said}}


@lru_cache(maxsize=1 << 14)
def _core_of(name: str, joined: frozenset[str], beside: frozenset[str]) -> str:
    joined |= beside
    ends = (cut for cut in range(LEAST_STEM, len(name)) if is_put_together(name[cut:], joined))
    core = name[: next(ends, len(name))]
    begins = (cut for cut in range(len(core) - LEAST_STEM, 0, -1) if is_put_together(core[:cut], joined))
    core = core[next(begins, 0) :]
    words = word_list()
    if core == name or core in joined or words.has(name) or words.is_everyday(core):
        return name
    return core
