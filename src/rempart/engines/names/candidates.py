"""Which watched stems a hostname could possibly continue: the gate before the score.

A stem is a candidate for a label when both share a stretch that is rare enough (`gate` decades), when their
letters are the same (with or without the public suffix), or when one typing step apart. `Index` finds those by
look-ups; what it finds is exactly what `is_candidate` says pair by pair (the tests hold both together).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import (
    FEW_LETTERS,
    SMALLEST_PIECE,
    StemProfile,
    profile_stem,
    same_letters,
    shared_pieces,
)
from rempart.engines.names.features import SHORTEST_TYPO
from rempart.engines.names.forms import LabelForm
from rempart.engines.names.rarity import Background

GATE = 4.0  # decades; a rarer demand loses successors, a weaker one only costs time


@dataclass(frozen=True, slots=True)
class Watched:
    """One stem of one site, ready to be compared. `site` indexes the dossiers that the index was built from."""

    site: int
    profile: StemProfile


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups from letters to watched stems. Build with `build_candidates`."""

    dossiers: tuple[Dossier, ...]
    watched: tuple[Watched, ...]
    gate: float
    exact: dict[str, tuple[int, ...]]
    near: dict[str, tuple[int, ...]]
    windows: dict[str, tuple[int, ...]]
    sizes: tuple[int, ...]

    def find(self, label: LabelForm) -> set[int]:
        """Positions in `watched` of all candidates for a label."""
        letters = label.letters
        found = {at for at in self.exact.get(letters, ()) if _reads_as(label, self.watched[at].profile)}
        if len(letters) >= SHORTEST_TYPO - 1:
            for shorter in _one_dropped(letters):
                for at in self.near.get(shorter, ()):
                    if at not in found and OSA.distance(letters, self.watched[at].profile.stem.letters) <= 1:
                        found.add(at)
        dotted = f".{letters}."
        for start in range(len(dotted) - SMALLEST_PIECE + 1):
            for size in self.sizes:
                found.update(self.windows.get(dotted[start : start + size], ()))
        return found


def build_candidates(dossiers: Sequence[Dossier], background: Background, gate: float = GATE) -> Index:
    """The index over all stems of `dossiers`, against the frequencies of `background`."""
    watched = tuple(
        Watched(at, profile_stem(stem, background)) for at, dossier in enumerate(dossiers) for stem in dossier.stems
    )
    exact: dict[str, list[int]] = {}
    near: dict[str, list[int]] = {}
    windows: dict[str, list[int]] = {}
    for at, entry in enumerate(watched):
        letters = entry.profile.stem.letters
        for same in (letters, *entry.profile.joined):
            exact.setdefault(same, []).append(at)
        if len(letters) >= SHORTEST_TYPO:
            for shorter in _one_dropped(letters):
                near.setdefault(shorter, []).append(at)
        for window in set(rare_windows(entry.profile, gate)):
            windows.setdefault(window, []).append(at)
    return Index(
        tuple(dossiers),
        watched,
        gate,
        _frozen(exact),
        _frozen(near),
        _frozen(windows),
        tuple(sorted({len(window) for window in windows})),
    )


def rare_windows(profile: StemProfile, gate: float) -> Iterator[str]:
    """The shortest stretches of a stem, one for each start, that are at least `gate` decades rare."""
    dotted = profile.dotted
    if len(profile.stem.letters) < FEW_LETTERS:
        return
    for at in range(len(dotted) - SMALLEST_PIECE + 1):
        for end in range(at + SMALLEST_PIECE, len(dotted) + 1):
            if profile.decades(at, end) >= gate:
                yield dotted[at:end]
                break


def is_candidate(label: LabelForm, profile: StemProfile, gate: float = GATE) -> bool:
    """The plain reference of `Index.find` for one pair."""
    letters, stem = label.letters, profile.stem.letters
    if _reads_as(label, profile):
        return True
    if letters == stem:
        return False
    if len(stem) >= SHORTEST_TYPO and OSA.distance(letters, stem) <= 1:
        return True
    return any(piece.decades >= gate for piece in shared_pieces(letters, profile))


def _reads_as(label: LabelForm, profile: StemProfile) -> bool:
    """Whether the label reads the same as the stem, perhaps only with a suffix: that is seen to later."""
    return label.letters in profile.joined or same_letters(label, profile.stem)


def _one_dropped(letters: str) -> set[str]:
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _frozen(table: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(values) for key, values in table.items()}


def dossiers_of(index: Index, found: Iterable[int]) -> dict[int, list[StemProfile]]:
    """The found stems by site."""
    by_site: dict[int, list[StemProfile]] = {}
    for at in sorted(found):
        by_site.setdefault(index.watched[at].site, []).append(index.watched[at].profile)
    return by_site
