"""Evidence as numbers: the features that the score adds up. One function, one tuple of names.

To add a feature: measure it in `evidence`, add a line in `measure` with the group that explains it, and
run ``make train-names``.
"""

import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import FEW_LETTERS, Evidence, SeriesStep
from rempart.engines.names.successors import Habits, Turn, suffix_share
from rempart.engines.names.suffixes import share_of, stand_in

TYPING_COST = 2.6  # decades: about 400 labels lie one typing step from a label of eight letters
PIECE_COST = 1.0  # decades: a second shared stretch could lie in several places
NEAR_COST = 1.0  # decades: ten numbers are near
FREE_NUMBER = 1.5  # decades: about one registered name in thirty is little but a number
MOST_DECADES = 10.0  # beyond one name in ten thousand million, rarity says nothing new …
MOST_OF_LABEL = 14.0  # … but of a label, which is longer where letters are added
_DIGITS = frozenset("0123456789")
SHORTEST_TYPO = 5  # one typing step in fewer letters makes another word


@dataclass(frozen=True, slots=True)
class Priors:
    """What successors and registered names in general look like, apart from any site.

    `suffixes` gives log10 of how much more often successors use a public suffix than registered names do;
    `affixes` are letters forms that sites add around a stem; `habits` what sites that move do with their suffix.
    """

    suffixes: Mapping[str, float]
    affixes: AbstractSet[str]
    habits: Habits


def strength(evidence: Evidence) -> float:
    """Decades of background frequency that the likeness stands for, whichever likeness is the strongest."""
    best = evidence.joined
    if evidence.same_letters:
        best = max(best, evidence.whole - number_cost(evidence))
    if evidence.edits <= 2 and len(evidence.stem.letters) >= SHORTEST_TYPO:
        best = max(best, evidence.whole - TYPING_COST * evidence.edits)
    if evidence.pieces:
        best = max(best, evidence.shared - PIECE_COST * (len(evidence.pieces) - 1))
    return best


def number_cost(evidence: Evidence) -> float:
    """What a number takes from the rarity of a stem that has hardly any letters: a free number could be any."""
    if len(evidence.stem.letters) >= FEW_LETTERS or evidence.same_label or evidence.series is SeriesStep.NEXT:
        return 0.0
    return NEAR_COST if evidence.series is SeriesStep.NEAR else max(evidence.whole - FREE_NUMBER, 0.0)


def _knots(name: str, *knots: float) -> tuple[tuple[float, str], ...]:
    """The features that begin to count above each knot, by name; named once, as every pair is asked for them."""
    return tuple((knot, f"{name}>{knot:g}") for knot in knots)


_STRENGTH = _knots("strength", 0, 3, 4, 5, 6, 7, 8)
_STEM_COVERED = _knots("stem covered", 0.3, 0.5, 0.7, 0.9)
_LABEL_COVERED = _knots("label covered", 0.3, 0.5, 0.7, 0.9)
_ALIKE = _knots("alike", 0.8, 0.9)
_STEM_LETTERS = _knots("stem letters", 3, 5, 7, 9)
_RAREST_PART = _knots("rarest part", 4.8, 6, 7)
_LEFT_OVER = _knots("letters left over", 1.5)
_LABEL_RARITY = _knots("label rarity", 0)


def _likeness(evidence: Evidence, _dossier: Dossier, _priors: Priors) -> dict[str, float]:
    other = _unlike(evidence)
    letters = len(evidence.label.letters)
    best = min(strength(evidence), MOST_DECADES)
    whole = evidence.whole
    rarest = min(evidence.pieces[0].decades, MOST_DECADES) if evidence.pieces else 0.0
    left_over = other * min(letters * (1 - evidence.label_covered), 10) / 3
    found = {name: best - knot if best > knot else 0.0 for knot, name in _STRENGTH}
    for knots, covered in ((_STEM_COVERED, evidence.stem_covered), (_LABEL_COVERED, evidence.label_covered)):
        for knot, name in knots:
            found[name] = 5 * other * (covered - knot) if covered > knot else 0.0
    of_label = min(evidence.rarity, MOST_OF_LABEL)
    for knots, value in ((_RAREST_PART, rarest), (_LEFT_OVER, left_over), (_LABEL_RARITY, of_label)):
        for knot, name in knots:
            found[name] = other * (value - knot) if value > knot else 0.0
    for knot, name in _ALIKE:
        found[name] = 10 * other * (evidence.jaro_winkler - knot) if evidence.jaro_winkler > knot else 0.0
    found |= {
        "whole<5": 5 - whole if whole < 5 else 0.0,
        "whole<6.5": 6.5 - whole if whole < 6.5 else 0.0,
        "strength of parts": other * best,
        "rarest part": rarest,
        "parts": float(len(evidence.pieces)),
        "whole": min(whole, MOST_DECADES),
        "same label": float(evidence.same_label),
        "same letters": float(evidence.same_letters),
        "joined": float(evidence.joined > 0),
        "one edit": float(evidence.edits == 1),
        "two edits": float(evidence.edits == 2),
        "label letters": min(letters, 20) / 5,
        "letters left over": left_over,
    }
    return found


def _unlike(evidence: Evidence) -> float:
    """1.0 where label and stem do not read the same."""
    return 0.0 if evidence.same_letters or evidence.joined else 1.0


def _additions(evidence: Evidence, _dossier: Dossier, priors: Priors) -> dict[str, float]:
    """What stands around the shared letters, and how it is set apart."""
    other = _unlike(evidence)
    added = [text for text in (evidence.added_before, evidence.added_after) if text]
    known = [text in priors.affixes for text in added]
    return {
        "added before": other * bool(evidence.added_before),
        "added after": other * bool(evidence.added_after),
        "known affix": other * any(known),
        "only known affixes": other * (bool(known) and all(known)),
        "begins alike": other * any(piece.at == 0 and piece.label_at == 0 for piece in evidence.pieces),
        "ends alike": other * any(piece.text.endswith(".") for piece in evidence.pieces),
        "whole stem": other * (evidence.stem_covered >= 1.0),
        "whole label": other * (evidence.label_covered >= 1.0),
        "set apart": other * _is_set_apart(evidence),
        "hyphen": float("-" in evidence.label.plain),
        "stem hyphen": float("-" in evidence.stem.label),
        "digits": float(not _DIGITS.isdisjoint(evidence.label.plain)),
    }


def _is_set_apart(evidence: Evidence) -> bool:
    """Whether a hyphen of the label stands where the rarest shared stretch begins or ends."""
    if not evidence.pieces or "-" not in evidence.label.plain:
        return False
    places, letters = set(), 0
    for sign in evidence.label.plain:
        if sign == "-":
            places.add(letters)
        letters += sign.isalpha()
    first = evidence.pieces[0].label_at - 1
    return not places.isdisjoint({first, first + len(evidence.pieces[0].text.strip("."))})


def _series(evidence: Evidence, _dossier: Dossier, _priors: Priors) -> dict[str, float]:
    return {name: float(evidence.series is step) for step, name in _STEPS}


_STEPS = tuple((step, f"series {step}") for step in SeriesStep)


_ONWARD = frozenset([SeriesStep.NEXT, SeriesStep.NEAR])


def _suffix(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, float]:
    suffix = evidence.suffix if evidence.suffix_uses else stand_in(evidence.suffix)
    prior = priors.suffixes.get(suffix, 0.0)
    turn = Turn.SAME_LABEL if evidence.same_label else Turn.NEW_LABEL
    expected = suffix_share(dossier, suffix, turn, priors.habits)
    ratio = max(-3.0, min(3.0, math.log10(expected / share_of(suffix))))
    return {
        "suffix used": float(evidence.suffix_uses > 0),
        "suffix share": evidence.suffix_uses / max(len(dossier.domains), 1),
        "suffix latest": float(evidence.suffix_is_latest),
        "suffix latest, next number": float(evidence.suffix_is_latest and evidence.series in _ONWARD),
        "suffix latest, other letters": _unlike(evidence) * evidence.suffix_is_latest,
        "suffix prior": prior,
        "suffix prior>0": max(0.0, prior),
        "suffix expected": math.log10(expected),
        "suffix ratio": ratio,
        "suffix ratio>0": max(0.0, ratio),
    }


def _history(evidence: Evidence, dossier: Dossier, _priors: Priors) -> dict[str, float]:
    """How the site used the stem: the same whatever the label, but for whether it reads the same."""
    again = 1.0 - _unlike(evidence)
    stem = evidence.stem
    letters = min(len(stem.letters), 12)
    return {
        "stem share": stem.uses / max(len(dossier.domains), 1),
        "stem uses": math.log2(stem.uses),
        "stem recency": stem.recency,
        "latest letters again": again * (stem.streak > 0),
        "latest letters again, in a row": again * math.log2(max(stem.streak, 1)),
        "stems": math.log10(len(dossier.stems)),
        "moves": math.log10(1 + dossier.moves),
        "never moved": float(dossier.moves == 0),
        **{name: (letters - knot) / 3 if letters > knot else 0.0 for knot, name in _STEM_LETTERS},
    }


def _place(evidence: Evidence, _dossier: Dossier, _priors: Priors) -> dict[str, float]:
    return {"in a subdomain": float(not evidence.label.registrable)}


GROUPS: Mapping[str, Callable[[Evidence, Dossier, Priors], dict[str, float]]] = {
    "likeness": _likeness,
    "additions": _additions,
    "series": _series,
    "suffix": _suffix,
    "history": _history,
    "place": _place,
}


def measure(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, dict[str, float]]:
    """All features by group: group name -> feature name -> value."""
    return {name: group(evidence, dossier, priors) for name, group in GROUPS.items()}
