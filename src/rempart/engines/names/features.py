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

TYPING_COST = 2.6  # decades: about 400 labels lie one typing step from a label of eight letters
PIECE_COST = 1.0  # decades: a second shared stretch could lie in several places
NEAR_COST = 1.0  # decades: ten numbers are near
FREE_NUMBER = 1.5  # decades: about one registered name in thirty is little but a number
SHORTEST_TYPO = 5  # one typing step in fewer letters makes another word


@dataclass(frozen=True, slots=True)
class Priors:
    """What successors and registered names in general look like, apart from any site.

    `suffixes` gives log10 of how much more often successors use a public suffix than registered names do;
    `affixes` are letters forms that sites add around a stem.
    """

    suffixes: Mapping[str, float]
    affixes: AbstractSet[str]


def strength(evidence: Evidence) -> float:
    """Decades of background frequency that the likeness stands for, whichever likeness is the strongest."""
    best = 0.0
    if evidence.same_letters:
        best = evidence.whole - _number_cost(evidence)
    if evidence.edits <= 2 and len(evidence.stem.letters) >= SHORTEST_TYPO:
        best = max(best, evidence.whole - TYPING_COST * evidence.edits)
    if evidence.pieces:
        best = max(best, evidence.shared - PIECE_COST * (len(evidence.pieces) - 1))
    return best


def _number_cost(evidence: Evidence) -> float:
    """What a number takes from the rarity of a stem that has hardly any letters: a free number could be any."""
    if len(evidence.stem.letters) >= FEW_LETTERS or evidence.same_label or evidence.series is SeriesStep.NEXT:
        return 0.0
    return NEAR_COST if evidence.series is SeriesStep.NEAR else max(evidence.whole - FREE_NUMBER, 0.0)


def _above(value: float, *knots: float) -> dict[str, float]:
    return {f"{knot:g}": max(0.0, value - knot) for knot in knots}


def _likeness(evidence: Evidence, _dossier: Dossier, priors: Priors) -> dict[str, float]:
    other = 0.0 if evidence.same_letters else 1.0
    letters = len(evidence.label.letters)
    found = {f"strength>{knot}": value for knot, value in _above(strength(evidence), 3, 4, 5, 6, 7, 8, 10).items()}
    for name, covered in (("stem", evidence.stem_covered), ("label", evidence.label_covered)):
        steps = _above(covered, 0.3, 0.5, 0.7, 0.9)
        found |= {f"{name} covered>{knot}": 5 * other * value for knot, value in steps.items()}
    found |= {f"alike>{knot}": 10 * other * value for knot, value in _above(evidence.jaro_winkler, 0.8, 0.9).items()}
    known = evidence.added_before in priors.affixes or evidence.added_after in priors.affixes
    found |= {
        "same label": float(evidence.same_label),
        "same letters": float(evidence.same_letters),
        "one edit": float(evidence.edits == 1),
        "two edits": float(evidence.edits == 2),
        "letters left over": other * min(letters * (1 - evidence.label_covered), 10) / 3,
        "added before": other * bool(evidence.added_before),
        "added after": other * bool(evidence.added_after),
        "known affix": other * known,
        "begins alike": other * any(piece.at == 0 and piece.label_at == 0 for piece in evidence.pieces),
        "ends alike": other * any(piece.text.endswith(".") for piece in evidence.pieces),
    }
    return found


def _series(evidence: Evidence, _dossier: Dossier, _priors: Priors) -> dict[str, float]:
    return {f"series {step}": float(evidence.series == step) for step in SeriesStep}


def _suffix(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, float]:
    prior = priors.suffixes.get(evidence.suffix, 0.0)
    return {
        "suffix used": float(evidence.suffix_uses > 0),
        "suffix share": evidence.suffix_uses / max(len(dossier.domains), 1),
        "suffix latest": float(evidence.suffix_is_latest),
        "suffix prior": prior,
        "suffix prior>0": max(0.0, prior),
    }


def _history(evidence: Evidence, dossier: Dossier, _priors: Priors) -> dict[str, float]:
    stem = evidence.stem
    letters = min(len(stem.letters), 12)
    return {
        "stem share": stem.uses / max(len(dossier.domains), 1),
        "stem uses": math.log2(stem.uses),
        "stem recency": stem.recency,
        "moves": math.log10(1 + dossier.moves),
        **{f"stem letters>{knot}": value / 3 for knot, value in _above(letters, 3, 5, 7, 9).items()},
    }


def _place(evidence: Evidence, _dossier: Dossier, _priors: Priors) -> dict[str, float]:
    return {"in a subdomain": float(not evidence.label.registrable)}


GROUPS: Mapping[str, Callable[[Evidence, Dossier, Priors], dict[str, float]]] = {
    "likeness": _likeness,
    "series": _series,
    "suffix": _suffix,
    "history": _history,
    "place": _place,
}


def measure(evidence: Evidence, dossier: Dossier, priors: Priors) -> dict[str, dict[str, float]]:
    """All features by group: group name -> feature name -> value."""
    return {name: group(evidence, dossier, priors) for name, group in GROUPS.items()}
