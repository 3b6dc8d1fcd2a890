"""What speaks for and against one hostname label being the next name of one watched stem.

In: a label, its suffix, a stem profile, the dossier. Out: `Evidence`, a record of measured facts; the score
weighs them (`model`) and the reasons tell them (`reasons`). No weight is decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from rempart.engines.names.dossiers import Dossier, Stem, numbers_in
from rempart.engines.names.forms import LabelForm, letters_of
from rempart.engines.names.rarity import CONTEXT, Background, at_most_by_chance, codes_of

SMALLEST_PIECE = 4
PIECES_AT_MOST = 3
EDITS_COUNTED = 2  # a larger distance is given as one more
FEW_LETTERS = 3  # below this a stem lives by its digits: letters alone say nothing
# Suffixes that are read along with the label often enough to be worth a look: they are words or endings of words.
JOINED_SUFFIXES = (
    "club", "com", "cc", "co", "es", "fm", "fr", "fun", "hd", "io", "is", "it", "la", "live", "lv", "me", "mx",
    "online", "org", "net", "pro", "re", "se", "site", "st", "to", "top", "tv", "us", "world", "xyz", "zone",
)  # fmt: skip
_DIGIT_DECADES, _LETTER_DECADES = 0.9, 1.3


class SeriesStep(StrEnum):
    """How the label's number stands to the numbers that the site used in the same place."""

    NONE = "none"  # neither has a number
    NEXT = "next"
    NEAR = "near"  # two to ten further
    USED = "used"
    FAR = "far"
    ADDED = "added"  # the site used no number there so far
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch shared by label and stem, dots at the ends included; `at` and `end` in the stem's dotted form."""

    text: str
    at: int
    end: int
    label_at: int
    decades: float


@dataclass(frozen=True, slots=True)
class StemProfile:
    """A stem with what is computed once: its dotted form, costs of its stretches.

    `joined` are the labels that read the same once a public suffix is read along (``forum.club`` for the former name
    ``forumclub``, or ``forumclub`` for the former ``forum.club``), each with that suffix and the decades of the whole;
    for the second kind the suffix is empty.
    """

    stem: Stem
    dotted: str
    start: tuple[float, ...]
    cumulated: tuple[float, ...]
    whole: float
    joined: dict[str, tuple[str, float]] = field(default_factory=dict)

    def groups(self) -> dict[str, list[int]]:
        """Where each group of four symbols begins. Made when it is asked for: few stems ever are."""
        found: dict[str, list[int]] = {}
        for at in range(len(self.start)):
            found.setdefault(self.dotted[at : at + SMALLEST_PIECE], []).append(at)
        return found

    def decades(self, at: int, end: int) -> float:
        """How rare the stretch ``dotted[at:end]`` (four symbols or more) is, in decades, as the model counts it."""
        return self.start[at] + self.cumulated[end] - self.cumulated[at + SMALLEST_PIECE]

    def rarest_within(self, at: int, end: int) -> float:
        """The decades of the rarest ending of ``dotted[at:end]``: a longer stretch is never less rare."""
        cumulated, upto = self.cumulated, self.cumulated[end]
        return max(
            [
                self.start[first] + upto - cumulated[first + SMALLEST_PIECE]
                for first in range(at, end - SMALLEST_PIECE + 1)
            ]
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts about one (label, stem) pair.

    `edits` is the typing distance of the letters forms; `pieces` are the shared stretches, rarest first;
    `shared` their decades together; `whole` the decades of the stem itself as a whole label, `rarity` those of the
    label; `joined` those of label and suffix where they read the same as the stem only together, else 0.
    """

    label: LabelForm
    suffix: str
    stem: Stem
    same_label: bool
    same_letters: bool
    edits: int
    jaro_winkler: float
    pieces: tuple[Piece, ...]
    shared: float
    whole: float
    rarity: float
    stem_covered: float
    label_covered: float
    added_before: str
    added_after: str
    series: SeriesStep
    number: int | None
    suffix_uses: int
    suffix_is_latest: bool
    joined: float = 0.0

    @property
    def shared_letters(self) -> tuple[str, ...]:
        """The letters of each shared stretch."""
        return tuple([piece.text.strip(".") for piece in self.pieces])


class Facts(NamedTuple):
    """Of `Evidence` what reasons read, where the rest is not asked for."""

    label: LabelForm
    suffix: str
    stem: Stem
    same_label: bool
    same_letters: bool
    edits: int
    shared_letters: tuple[str, ...]
    shared: float
    whole: float
    stem_covered: float
    series: SeriesStep
    number: int | None
    suffix_uses: int


def profile_stem(stem: Stem, background: Background) -> StemProfile:
    """`stem` with the costs of all its stretches against `background`."""
    return profile_stems([stem], background)[0]


def profile_stems(stems: Sequence[Stem], background: Background) -> list[StemProfile]:
    """The profile of each stem; the background is asked once for all of them, and for all that they read as."""
    joined = [_joined_labels(stem) for stem in stems]
    words = [f".{stem.letters}." for stem in stems] + [f".{word}." for words in joined for word in words]
    codes = codes_of("".join(words) + "." * CONTEXT)
    starts = background.start_decades(codes).tolist()
    steps = [0.0] * CONTEXT + background.step_decades(codes).tolist()
    costs, offset = [], 0
    for word in words:
        costs.append((starts[offset : offset + len(word)], steps[offset : offset + len(word)]))
        offset += len(word)
    profiles, others = [], iter(costs[len(stems) :])
    for stem, labels, (first, next_ones) in zip(stems, joined, costs, strict=False):
        decades = {
            word: at_most_by_chance(start[0] + sum(step[CONTEXT:]), len(word))
            for word, (start, step) in zip(labels, others, strict=False)
        }
        profiles.append(_profile(stem, first, next_ones, decades))
    return profiles


def _profile(stem: Stem, starts: list[float], steps: list[float], joined: dict[str, float]) -> StemProfile:
    """`starts` and `steps` are the background's decades at each symbol of the dotted stem, too many at the end."""
    dotted = f".{stem.letters}."
    if len(stem.letters) < FEW_LETTERS:
        whole = sum(_DIGIT_DECADES if sign.isdigit() else _LETTER_DECADES for sign in stem.label if sign != "-")
        return StemProfile(stem, dotted, (), (0.0,) * (len(dotted) + 1), whole)
    start = tuple(starts[: len(dotted) - SMALLEST_PIECE + 1])
    own = [0.0] * CONTEXT + steps[CONTEXT:]  # the first symbols have no four before them in the stem
    cumulated = (0.0, *accumulate(own))
    counted = max(start[at] + cumulated[-1] - cumulated[at + SMALLEST_PIECE] for at in range(len(start)))
    whole = at_most_by_chance(counted, len(stem.letters))
    # What makes the whole less rare than its letters look makes each stretch of it so.
    start = tuple(decades - (counted - whole) for decades in start)
    return StemProfile(stem, dotted, start, cumulated, whole, _joined(stem, whole, joined))


def _joined_labels(stem: Stem) -> list[str]:
    """What the stem's labels read as with their suffix, where that says more than the stem."""
    if len(stem.letters) < FEW_LETTERS:
        return []
    found = []
    for label, domain in stem.domain_of.items():
        suffix = domain.rpartition(".")[2]
        together = letters_of(f"{label}{suffix}")
        if domain == f"{label}.{suffix}" and together != stem.letters:
            found.append(together)
    return list(dict.fromkeys(found))


def _joined(stem: Stem, whole: float, together: dict[str, float]) -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for suffix, letters in _JOINED_LETTERS:
        rest = stem.letters.removesuffix(letters)
        if rest != stem.letters and len(rest) >= FEW_LETTERS and rest not in found:
            found[rest] = suffix, whole
    return found | {word: ("", decades) for word, decades in together.items()}


_JOINED_LETTERS = tuple((suffix, letters_of(suffix)) for suffix in JOINED_SUFFIXES)


def shared_pieces(letters: str, profile: StemProfile) -> tuple[Piece, ...]:
    """The rarest stretches that the dotted label and the stem share, disjoint in both, at most three."""
    dotted = f".{letters}."
    found = _maximal_pieces(dotted, profile)
    found.sort(key=lambda piece: (-piece.decades, piece.at))
    chosen: list[Piece] = []
    for piece in found:
        if len(chosen) == PIECES_AT_MOST:
            break
        length = piece.end - piece.at
        if all(
            (piece.end <= other.at or other.end <= piece.at)
            and (piece.label_at + length <= other.label_at or other.label_at + other.end - other.at <= piece.label_at)
            for other in chosen
        ):
            chosen.append(piece)
    return tuple(chosen)


def _maximal_pieces(dotted: str, profile: StemProfile) -> list[Piece]:
    found = []
    stem, places = profile.dotted, profile.groups()
    size_of_label, size_of_stem = len(dotted), len(stem)
    for label_at in range(size_of_label - SMALLEST_PIECE + 1):
        for at in places.get(dotted[label_at : label_at + SMALLEST_PIECE], ()):
            if label_at and at and dotted[label_at - 1] == stem[at - 1]:
                continue  # part of a longer stretch that began earlier
            size = SMALLEST_PIECE
            most = min(size_of_label - label_at, size_of_stem - at)
            while size < most and dotted[label_at + size] == stem[at + size]:
                size += 1
            found.append(Piece(stem[at : at + size], at, at + size, label_at, profile.rarest_within(at, at + size)))
    return found


def weigh(label: LabelForm, suffix: str, profile: StemProfile, dossier: Dossier, rarity: float) -> Evidence:
    """All facts about `label` under `suffix` and one stem of `dossier`; `rarity` are the label's decades
    (`Background.label_decades`).
    """
    stem = profile.stem
    pieces = shared_pieces(label.letters, profile)
    step, number = series_step(label.plain, stem)
    before, after = _added(label, pieces)
    return Evidence(
        label=label,
        suffix=suffix,
        stem=stem,
        same_label=label.plain in stem.domain_of,
        same_letters=same_letters(label, stem),
        edits=OSA.distance(label.letters, stem.letters, score_cutoff=EDITS_COUNTED),
        jaro_winkler=JaroWinkler.similarity(label.letters, stem.letters),
        pieces=pieces,
        shared=sum(piece.decades for piece in pieces),
        whole=profile.whole,
        rarity=rarity,
        stem_covered=_covered(pieces, len(stem.letters)),
        label_covered=_covered(pieces, len(label.letters)),
        added_before=before,
        added_after=after,
        series=step,
        number=number,
        suffix_uses=dossier.suffixes.get(suffix, 0),
        suffix_is_latest=suffix == dossier.latest_suffix,
        joined=_joined_decades(label, suffix, profile),
    )


def _joined_decades(label: LabelForm, suffix: str, profile: StemProfile) -> float:
    wanted, decades = profile.joined.get(label.letters, ("~", 0.0))
    return decades if label.registrable and wanted in {"", suffix} else 0.0


def same_letters(label: LabelForm, stem: Stem) -> bool:
    """Whether label and stem read the same; with few letters, the number must be used or in the same place too."""
    if label.letters != stem.letters:
        return False
    if len(stem.letters) >= FEW_LETTERS or label.plain in stem.domain_of:
        return True
    templates = {series.template for series in stem.series}
    return any(template in templates for template, _ in numbers_in(label.plain))


def _covered(pieces: Sequence[Piece], letters: int) -> float:
    if not letters:
        return 0.0
    return min(sum([len(piece.text.strip(".")) for piece in pieces]) / letters, 1.0)


def _added(label: LabelForm, pieces: Sequence[Piece]) -> tuple[str, str]:
    """The letters before and after all shared stretches."""
    if not pieces:
        return "", ""
    dotted = f".{label.letters}."
    first = min(piece.label_at for piece in pieces)
    last = max(piece.label_at + piece.end - piece.at for piece in pieces)
    return dotted[:first].strip("."), dotted[last:].strip(".")


def series_step(plain: str, stem: Stem) -> tuple[SeriesStep, int | None]:
    """How the numbers of a label continue those of a stem, the most telling first, with the number."""
    numbers = numbers_in(plain)
    if not numbers:
        used_numbers = bool(stem.series)
        return (SeriesStep.DROPPED if used_numbers else SeriesStep.NONE), None
    known = {series.template: series for series in stem.series}
    best: tuple[SeriesStep, int | None] | None = None
    for template, number in numbers:
        series = known.get(template)
        if series is None:
            continue
        step = _step(number, series.numbers)
        if best is None or _TELLING.index(step) < _TELLING.index(best[0]):
            best = step, number
    if best is not None:
        return best
    return (SeriesStep.FAR if stem.series else SeriesStep.ADDED), numbers[0][1]


_TELLING = (SeriesStep.NEXT, SeriesStep.NEAR, SeriesStep.USED, SeriesStep.FAR)


def _step(number: int, used: Sequence[int]) -> SeriesStep:
    ahead = number - max(used)
    if ahead == 1:
        return SeriesStep.NEXT
    if 1 < ahead <= 10:
        return SeriesStep.NEAR
    return SeriesStep.USED if number in used else SeriesStep.FAR
