"""What kind of move the score did not see: the first thing to know before anything is tuned.

In: a label and the dossier of its day. Out: a `Miss`. The kinds are those of letters alone, told in the order of what
they have in common with the former names, the most first.
"""

from enum import StrEnum

from rapidfuzz.distance import OSA

from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import FEW_LETTERS, SMALLEST_PIECE
from rempart.engines.names.forms import LabelForm

SHORTEST_INITIALS = 2
LONGEST_INITIALS = 6  # letters; a longer word that fits into another is a part of it


class Miss(StrEnum):
    """How much of any former name a missed name keeps."""

    SAME_LETTERS = "same letters"  # a short or common word: as many others have it
    DIGITS = "digits"  # hardly any letters, and another number
    TYPING_STEP = "one typing step"
    PART = "a part of it"  # four letters in a row, an end of the label counting as one
    INITIALS = "initials"  # the letters of an abbreviation, in order
    NOTHING = "nothing"  # a new word or a translation


def kind_of_miss(label: LabelForm, dossier: Dossier) -> Miss:
    """The kind of one missed name; `dossier` holds what was known on its day."""
    letters = label.letters
    known = {stem.letters for stem in dossier.stems}
    if len(letters) < FEW_LETTERS and any(sign.isdigit() for sign in label.plain):
        return Miss.SAME_LETTERS if letters in known else Miss.DIGITS
    if letters in known:
        return Miss.SAME_LETTERS
    if any(OSA.distance(letters, stem, score_cutoff=1) <= 1 for stem in known):
        return Miss.TYPING_STEP
    if not _pieces(letters).isdisjoint(piece for stem in known for piece in _pieces(stem)):
        return Miss.PART
    if any(_abbreviates(letters, stem) or _abbreviates(stem, letters) for stem in known):
        return Miss.INITIALS
    return Miss.NOTHING


def _pieces(letters: str) -> set[str]:
    dotted = f".{letters}."
    return {dotted[at : at + SMALLEST_PIECE] for at in range(len(dotted) - SMALLEST_PIECE + 1)}


def _abbreviates(short: str, long: str) -> bool:
    """Whether `short` begins like `long` and has its letters in order."""
    if not SHORTEST_INITIALS <= len(short) <= LONGEST_INITIALS or len(short) >= len(long) or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
