"""What a page's text says beside the words that it may be called by: "Velmora Vegas", each time that it says "Velmora".

In: candidates for the name, the words of the text in a row. Out: for each, how often it is said, and what mostly stands
next to it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MAX_NAMES = 6
MAX_BESIDE = 4
_DIGITS = "0123456789"
SaidWith = tuple[str, int, tuple[tuple[str, int], ...]]
"""A name, how often the text says it, and the words next to it half of the times and more, with how often."""


def said_with(
    names: Sequence[str], words: Sequence[str], row: NDArray[np.intp], begins: NDArray[np.intp]
) -> tuple[SaidWith, ...]:
    """What the text says beside the firmest of `names`. `words`: those of the text in the form that names are compared
    in, one for each that is written otherwise; `row`: their numbers in the order of the text; `begins`: the places
    where a line begins, before which nothing stands beside a word."""
    first = np.zeros(len(row) + 1, bool)
    first[begins] = True
    first[-1:] = True
    numbers: dict[str, list[int]] = {name: [] for name in names[:MAX_NAMES]}
    begun = tuple(numbers)
    for number in [number for number, word in enumerate(words) if word.startswith(begun)]:
        word = words[number]
        name = word if word in numbers else word.rstrip(_DIGITS)
        if name in numbers:
            numbers[name].append(number)
    which = np.full(len(words), -1, np.int8)  # of the names each word says
    for place, ids in enumerate(numbers.values()):
        which[ids] = place
    says = which[row]
    found = (_beside(name, np.flatnonzero(says == place), words, row, first) for place, name in enumerate(numbers))
    return tuple(said for said in found if said[2])


def _beside(
    name: str, places: NDArray[np.intp], words: Sequence[str], row: NDArray[np.intp], first: NDArray[np.bool_]
) -> SaidWith:
    before, after = places[~first[places]] - 1, places[~first[places + 1]] + 1
    counts = Counter(words[number] for number in row[np.concatenate([before, after])].tolist())
    often = [(word, count) for word, count in counts.items() if 2 * count >= len(places)]
    often.sort(key=lambda item: (-item[1], item[0]))
    return name, len(places), tuple(often[:MAX_BESIDE])
