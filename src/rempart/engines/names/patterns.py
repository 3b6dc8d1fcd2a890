"""What the compiled search looks for: a few rare groups of five symbols of each stem; every candidate has one of them.

In: stem profiles and how common each group is. Out: `Pattern`s. A stretch that makes a candidate is found by the rarest
group inside it. A typing step leaves one half of a stem whole, so the rarest group of each half finds those; two
letters exchanged across the cut get a pattern of their own. In seven letters the halves share one letter, and what can
happen to it is listed.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rempart.engines.names.candidates import GRAM, RARE, may_be_swapped, telling_stretches, ways_to_cut
from rempart.engines.names.evidence import SMALLEST_PIECE, StemProfile
from rempart.engines.names.forms import letters_of

_WORD = 8  # bytes compared around a group before the stem is looked at
_SYMBOLS = ".abcdefghijklmnopqrstuvwxyz"


class Pattern(NamedTuple):
    """A group to look for and what must stand around it.

    `context`, up to eight symbols, begins `ahead` symbols from the group. The stem's ``dotted[at : at + size]`` begins
    `behind` symbols from the group and makes a candidate by itself; where `size` is 0, only the whole label can tell:
    it has to be one typing step from the stem, or, if `turned`, the stem with its beginning and end exchanged. `whole`
    is the text that `at` counts in where it is not the stem. Unless `far` is 0, one of the three symbols that begin
    `far` symbols from the group must be a dot.
    """

    gram: str
    context: str
    ahead: int
    behind: int = 0
    at: int = 0
    size: int = 0
    whole: str = ""
    far: int = 0
    turned: bool = False


def patterns_of(profile: StemProfile, counts: Sequence[float], rare: float = RARE) -> list[Pattern]:
    """The patterns of one stem; `counts[i]` says how common ``dotted[i : i + 5]`` is, `rare` is as the gate has it."""
    dotted = profile.dotted
    telling = {(0, len(dotted)), *telling_stretches(profile, rare)}
    found = [_joined(letters, suffix, dotted, counts) for letters, (suffix, _) in profile.joined.items()]
    found += [pattern for begin, end in sorted(telling) if end - begin < GRAM for pattern in _widened(dotted, begin)]
    windows = {window for window in telling if window[1] - window[0] >= GRAM}
    swapped = may_be_swapped(profile)
    if cuts := ways_to_cut(profile):
        halves = min(cuts, key=lambda pair: sum(min(counts[at : end - GRAM + 1]) for at, end in pair))
        windows.update(halves)
        found += _across_the_cut(dotted, halves[0][1], halves[1][0])
    for gram, begin, end in _least_groups(windows, counts):
        if (begin, end) in telling:
            found.append(_around(dotted, gram, begin, end, behind=begin - gram, at=begin, size=end - begin))
        else:
            found += _half(dotted, gram, begin, end, swapped=swapped)
    return found


def _half(dotted: str, gram: int, begin: int, end: int, *, swapped: bool) -> Iterator[Pattern]:
    """A half that a typing step leaves whole: its end of the stem is an end of the label too, and the other end is one
    letter nearer or further at most. Where beginning and end are exchanged, the stem's other end stands next to it.
    """
    size = len(dotted)
    if begin <= 1:
        yield _around(dotted, gram, 0, end, far=size - 2 - gram)
    if end >= size - 1:
        yield _around(dotted, gram, begin, size, far=-1 - gram)
    if swapped:
        if begin == 1:
            yield _around(dotted[-2] + dotted[1:], gram, 0, end, turned=True)
        if end == size - 1:
            yield _around(dotted[:-1] + dotted[1], gram, begin, size, turned=True)


def _joined(letters: str, suffix: str, dotted: str, counts: Sequence[float]) -> Pattern:
    """A whole label that is not the stem, with the suffix that has to follow."""
    whole = f".{letters}.{letters_of(suffix.replace('.', ''))}." if suffix else f".{letters}."
    alike = [
        at
        for at in range(min(len(letters) + 1, len(dotted)) - GRAM + 1)
        if whole.startswith(dotted[at : at + GRAM], at)
    ]
    gram = min(alike, key=counts.__getitem__, default=min(1, len(letters) - 3))
    return _around(whole, gram, 0, len(whole), behind=-gram, size=len(whole), whole=whole)


def _around(text: str, gram: int, begin: int, end: int, **more: Any) -> Pattern:
    """The group at `gram` within ``text[begin:end]``, all of which must be there, and what `more` a pattern says."""
    start = begin if gram + GRAM - begin <= _WORD else max(begin, min(gram - 1, end - _WORD))
    return Pattern(text[gram : gram + GRAM], text[start : min(end, start + _WORD)], start - gram, **more)


def _across_the_cut(dotted: str, cut: int, second: int) -> Iterator[Pattern]:
    """Variants by one typing step that leave no half whole, neither that up to `cut` nor that from `second` on."""
    variants = [_exchanged(dotted, at) for at in range(second - 1, cut)]
    if second < cut:  # both halves have the letter at `second`
        head, tail = dotted[:second], dotted[second + 1 :]
        variants += [head + tail, *(head + symbol + tail for symbol in _SYMBOLS[1:])]
    for variant in dict.fromkeys(variants):
        begin = max(0, min(cut - GRAM + 2, len(variant) - GRAM))
        gram = max(0, min(cut - 3, len(variant) - GRAM))
        yield _around(variant, gram, max(0, begin - 2), min(len(variant), begin + _WORD - 2))


def _exchanged(dotted: str, at: int) -> str:
    return dotted[:at] + dotted[at + 1] + dotted[at] + dotted[at + 2 :]


def _widened(dotted: str, begin: int) -> Iterator[Pattern]:
    """A stretch of four symbols with every symbol that can stand after it, or before it where it ends a label."""
    stretch = dotted[begin : begin + SMALLEST_PIECE]
    for symbol in _SYMBOLS:
        before = stretch.endswith(".")
        text = symbol + stretch if before else stretch + symbol
        yield Pattern(text, text, 0, int(before), begin, SMALLEST_PIECE)


def _least_groups(windows: set[tuple[int, int]], counts: Sequence[float]) -> Iterator[tuple[int, int, int]]:
    """(group, begin, end) for every window: few different groups, rare ones."""
    chosen: set[int] = set()
    for begin, end in sorted(windows, key=lambda window: (window[1] - window[0], window)):
        inside = range(begin, end - GRAM + 1)
        gram = min((at for at in inside if at in chosen), key=counts.__getitem__, default=None)
        if gram is None:
            gram = min(inside, key=counts.__getitem__)
            chosen.add(gram)
        yield gram, begin, end
