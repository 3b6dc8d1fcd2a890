"""Clear likeness: what is told whatever its score, because chance hardly ever makes it.

In: the `Evidence` on a label and a stem, how rare words are, the letters that sites add around a stem. Out: decades,
the ratio between how an imitator of the stem and how chance would come to that label, as a power of ten.
`compiled.clear` follows it; the tests hold the two together.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import OSA

from rempart.engines.names.evidence import Evidence, Piece
from rempart.engines.names.features import PIECE_COST, number_cost
from rempart.engines.names.rarity import Background

Rarity = Callable[[str], float]
"""The decades of a text of four symbols or more, as `rarity.Background.decades`."""

CLEAR = 5.0  # decades from which a name is told whatever its score: the price in alerts is in docs/explanation/names.md
CLEAR_SITES = 1_000  # watched sites up to which that is so

# Letters of a stem from which …
SHORTEST_WORD = 5  # … letter groups know how rare it is: shorter ones are often initials, which follow no language
SHORTEST_BESIDE_WORDS = 6  # … a label that adds whole words to it is like it
SHORTEST_CLEAR = 7  # … any label is that holds it, or is one or two typing steps away: shorter ones are parts of words

# Decades that a likeness costs.
INITIALS_COST = 1.0
INSIDE_COST = 2.0  # to hold the stem between letters that are no words: "terrainkombi" has "rainkom"
BESIDE_WORDS_COST = 0.5  # to hold it beside words: it is at least as common there as alone
STEP_COST = 2.9  # a letter added or changed: one of four kinds of steps, one of some ten places, one of 25 letters
LEFT_OUT_COST = 2.2  # a letter left out: fewer labels, but more of them are words
EXCHANGED_COST = 1.5  # two neighbours exchanged: one of eight or so
RARER = 2.0  # decades by which a label may be rarer than the stem: its odd letters prove nothing beyond

# What makes letters a word of its own, besides being known as an affix.
WORD_LETTERS = 4
WORD_DECADES = 5.5  # of a label that is nothing else


def clear_among(sites: int) -> float:
    """The decades of likeness from which a name is told whatever its score, where so many sites are watched: `CLEAR`,
    and with more than `CLEAR_SITES` so many more that chance makes no more of all than of these.
    """
    return CLEAR + math.log10(max(sites / CLEAR_SITES, 1.0))


def likeness(evidence: Evidence, rarity: Rarity, affixes: AbstractSet[str]) -> float:
    """Decades of a clear likeness, 0 or less where there is none: the label reads the same as the stem, holds it whole,
    is one or two typing steps away, or one step beside words.
    """
    letters = len(evidence.stem.letters)
    if evidence.same_letters:
        cost = INITIALS_COST if letters < SHORTEST_WORD else 0.0
        return evidence.whole - number_cost(evidence) - cost
    best = _held(evidence, rarity, affixes) if evidence.stem_covered >= 1.0 else 0.0
    if letters < SHORTEST_CLEAR:
        return best
    if evidence.edits <= 2:
        return max(best, _typed(evidence))
    return max(best, _typed_beside_words(evidence, rarity, affixes)) if evidence.stem_covered < 1.0 else best


def likenesses(pairs: Sequence[Evidence], background: Background, affixes: AbstractSet[str]) -> list[float]:
    """The `likeness` of each pair; what has to be looked up is looked up for all of them at once."""
    asked: dict[str, float] = {}
    for evidence in pairs:
        likeness(
            evidence, lambda text: asked.setdefault(text, 0.0), affixes
        )  # where all are words, nothing is left out
    rarity = dict(zip(asked, background.decades_of(list(asked)), strict=True))
    return [likeness(evidence, rarity.__getitem__, affixes) for evidence in pairs]


def _held(evidence: Evidence, rarity: Rarity, affixes: AbstractSet[str]) -> float:
    letters, more = len(evidence.stem.letters), len(evidence.pieces) - 1
    if letters < SHORTEST_BESIDE_WORDS:
        return 0.0
    if not more and _are_words((evidence.added_before, evidence.added_after), rarity, affixes):
        return min(evidence.shared, evidence.whole - BESIDE_WORDS_COST)
    return evidence.shared - PIECE_COST * more - INSIDE_COST if letters >= SHORTEST_CLEAR else 0.0


def _are_words(added: tuple[str, str], rarity: Rarity, affixes: AbstractSet[str]) -> bool:
    return all(_is_word(letters, rarity, affixes) for letters in added if letters)


def _is_word(letters: str, rarity: Rarity, affixes: AbstractSet[str]) -> bool:
    if len(letters) > 1 and letters in affixes:
        return True
    return len(letters) >= WORD_LETTERS and rarity(f".{letters}.") <= WORD_DECADES


def _typed(evidence: Evidence) -> float:
    """One or two steps away, which kinds of steps can be told from the letters alone. They are weighed by the rarity of
    what they lead to: chance makes words, imitation any letters.
    """
    label, stem = evidence.label.letters, evidence.stem.letters
    added = (Counter(label) - Counter(stem)).total()
    left_out = (Counter(stem) - Counter(label)).total()
    exchanged = evidence.edits - max(added, left_out)
    cost = STEP_COST * added + LEFT_OUT_COST * max(left_out - added, 0) + EXCHANGED_COST * exchanged
    return min(evidence.rarity, evidence.whole + RARER) - cost


def _typed_beside_words(evidence: Evidence, rarity: Rarity, affixes: AbstractSet[str]) -> float:
    label, best = evidence.label.letters, 0.0
    for at, end in _near_windows(label, evidence.stem.letters, evidence.pieces):
        before, behind = label[:at], label[end:]
        if _are_words((before, behind), rarity, affixes):
            within = f"{'' if before else '.'}{label[at:end]}{'' if behind else '.'}"
            best = max(best, min(rarity(within), evidence.whole + RARER) - STEP_COST)
    return best


def _near_windows(label: str, stem: str, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int]]:
    """The parts of a label one typing step from the stem, where the rarest shared stretch puts it."""
    if not pieces:
        return
    start, size = pieces[0].label_at - pieces[0].at, len(stem)
    for at, end in (
        (start, start + size),
        (start, start + size + 1),
        (start, start + size - 1),
        (start - 1, start + size),
        (start + 1, start + size),
    ):
        inside = at >= 0 and end <= len(label) and end - at < len(label)
        if inside and OSA.distance(label[at:end], stem, score_cutoff=1) <= 1:
            yield at, end
