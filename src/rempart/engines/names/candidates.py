"""Which watched stems a hostname could possibly continue: the gate before the score.

A stem is a candidate for a label when

- their letters are the same, perhaps with the public suffix read along (a stem that lives by its digits: a label that
  it used, or a number close to those);
- the label is one typing step away and the stem is long and rare enough for that to mean something;
- the label is the stem with its beginning and end exchanged;
- the label holds a rare stretch that is a good part of the stem, or the whole stem at its beginning or end;
- the label begins or ends as the stem does, for a fair part of it.

`is_candidate` says so pair by pair and is the plain reference; the compiled `sieve` finds the same pairs in whole
blocks of hostnames (the tests hold both together). What the gate does not let pass is never scored.
"""

import math

from rapidfuzz.distance import OSA

from rempart.engines.names.dossiers import Stem
from rempart.engines.names.evidence import FEW_LETTERS, SMALLEST_PIECE, StemProfile
from rempart.engines.names.forms import LabelForm, letters_of

# Chosen on moves before 2023 and half of a zone: weaker demands bring false candidates by the million and no successor
# that the score would let through; stronger ones lose successors, or clear likenesses (docs/explanation/names.md).
RARE = 5.5  # decades of a stretch anywhere in the label, more where many sites are watched (`rare_among`) …
GOOD_PART = 0.5  # … which is at least this share of the stem
MANY_SITES = 1_000
RARE_END = 4.5  # decades of a stretch at the beginning or end of both …
END_PART = 0.4  # … which is at least this share of the stem
WHOLE = 5.0  # decades of the whole stem, wherever the label holds it …
WHOLE_AT_AN_END = 4.4  # … and at the label's beginning or end
TYPO_LETTERS = 7  # a shorter word one step away is another word
TYPO_DECADES = 5.6
SWAP_LETTERS = 10
SWAPPED_PART = 3  # letters: a shorter part that changes its place is an affix
NUMBERS_AHEAD = 10
GRAM = 5  # symbols that the search hashes: no shorter half of a stem can be looked for
# Labels that stand in hostnames without having been registered, so that the background does not count them.
EVERYWHERE = (
    "www mail webmail cpanel cpcontacts cpcalendars webdisk autodiscover autoconfig smtp imap api app dev test admin "
    "blog shop static cdn portal remote vpn cloud mobile staging com net org info online site store xyz club live "
    "website space tech top vip agency digital email"
)
EVERYWHERE_SHARE = 0.01  # of the hostnames, roughly, for any one of them


def rare_among(sites: int) -> float:
    """The decades of a stretch that makes a candidate wherever it stands, where so many sites are watched: `RARE`, and
    with more than `MANY_SITES` so many more that chance makes no more of all than of these.
    """
    return RARE + math.log10(max(sites / MANY_SITES, 1.0))


def is_candidate(label: LabelForm, profile: StemProfile, suffix: str | None = None, rare: float = RARE) -> bool:
    """Whether the gate lets one pair pass, under any suffix if none is given."""
    letters, stem = label.letters, profile.stem.letters
    if len(stem) < FEW_LETTERS:
        return label.plain in close_labels(profile.stem)
    if reads_as(letters, profile, suffix):
        return True
    if bears_a_typo(profile) and OSA.distance(letters, stem) <= 1:
        return True
    if may_be_swapped(profile) and len(letters) == len(stem):
        cuts = range(SWAPPED_PART, len(stem) - SWAPPED_PART + 1)
        if any(letters == stem[cut:] + stem[:cut] for cut in cuts):
            return True
    dotted = f".{letters}."
    return any(profile.dotted[at:end] in dotted for at, end in telling_stretches(profile, rare))


def reads_as(letters: str, profile: StemProfile, suffix: str | None) -> bool:
    """Whether a label reads the same as the stem, perhaps only with its suffix (any, if None)."""
    if letters == profile.stem.letters:
        return True
    return letters in profile.joined and (suffix is None or profile.joined[letters][0] in {"", suffix})


def bears_a_typo(profile: StemProfile) -> bool:
    """Whether a label one typing step from the stem says anything."""
    return bool(ways_to_cut(profile))


def may_be_swapped(profile: StemProfile) -> bool:
    """Whether the stem with its beginning and end exchanged counts."""
    return len(profile.stem.letters) >= SWAP_LETTERS and bears_a_typo(profile)


def ways_to_cut(profile: StemProfile) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The ways to cut a dotted stem into two stretches of which one typing step leaves one whole; none if the stem is
    too short or common for a label one step away to say anything.

    Long stems are cut without their dots, so that an exchange of beginning and end leaves one whole too. A stretch that
    stands everywhere (``.mail``) is none to look for: a stem of which that is one half has no typing steps.
    """
    size = len(profile.dotted)
    if size - 2 < TYPO_LETTERS or profile.whole < TYPO_DECADES:
        return []
    edge = 1 if size - 2 >= SWAP_LETTERS else 0
    first, last = edge + GRAM, size - edge - GRAM
    cuts = [((edge, cut), (cut, size - edge)) for cut in range(first, last + 1)] or [((0, GRAM), (size - GRAM, size))]
    return [cut for cut in cuts if not any(stands_everywhere(profile.dotted[at:end]) for at, end in cut)]


def close_labels(stem: Stem) -> set[str]:
    """The labels of a stem with hardly any letters: those it used, and the numbers around them."""
    found = set(stem.domain_of)
    for series in stem.series:
        numbers = {*series.numbers, *range(series.highest + 1, series.highest + NUMBERS_AHEAD + 1)}
        found.update(series.template.replace("#", str(number)) for number in numbers)
    return found


def telling_stretches(profile: StemProfile, rare: float) -> list[tuple[int, int]]:
    """The shortest stretches ``dotted[at:end]`` that make a candidate of any label that holds one of them."""
    size = len(profile.dotted)
    letters = size - 2
    if letters < FEW_LETTERS:
        return []
    good, at_an_end = math.ceil(GOOD_PART * letters), math.ceil(END_PART * letters)
    found = list[tuple[int, int]]()
    for at in range(size - SMALLEST_PIECE, -1, -1):
        # What covers too little of the stem tells nothing; a stretch that holds another one is not the shortest.
        least = max(at + SMALLEST_PIECE, max(at, 1) + (good if at else at_an_end))
        before = found[-1][1] if found else size + 1
        for end in (*range(least, size), size):
            if end >= before:
                break
            if _tells(profile, at, end, letters, rare):
                found.append((at, end))
                break
    return found[::-1]


def _tells(profile: StemProfile, at: int, end: int, letters: int, rare: float) -> bool:
    covered = min(end, letters + 1) - max(at, 1)
    alike_at_an_end = at == 0 or end == letters + 2
    if covered < (END_PART if alike_at_an_end else GOOD_PART) * letters:
        return False
    enough = RARE_END if alike_at_an_end else rare
    if covered == letters:
        enough = min(enough, WHOLE_AT_AN_END if end - at > letters else WHOLE)
    return profile.rarest_within(at, end) >= enough and not stands_everywhere(profile.dotted[at:end])


def stands_everywhere(stretch: str) -> bool:
    """Whether a stretch is part of a label that stands before or behind countless registered names."""
    return stretch in _EVERYWHERE_TEXT


_EVERYWHERE_TEXT = "." + "..".join(letters_of(label) for label in EVERYWHERE.split()) + "."
