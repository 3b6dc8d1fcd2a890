"""The reasons behind a score, in words, each with the former name it rests on.

In: `Evidence`, or the `Facts` of it, and what each group of features contributed. Out: `Reason`s, likeness first.
Weights are log10 likelihood ratios.
"""

from collections.abc import Mapping
from functools import lru_cache

from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import Evidence, Facts, SeriesStep
from rempart.engines.names.features import SHORTEST_TYPO
from rempart.kernel.reasons import Reason

RAREST = 9.0  # decades: what is counted on some 600,000 names says no more than "one in a thousand million"
COMMON_DECADES = 5.0  # one registered name in a hundred thousand reads so by chance


def explain(evidence: Evidence | Facts, decades: Mapping[str, float], dossier: Dossier) -> tuple[Reason, ...]:
    """Why this label may be the next name of this site; at least one reason. `decades` is what each group of features
    contributed.
    """
    reasons = [_likeness(evidence, decades["likeness"])]
    series = _series(evidence, decades["series"])
    if series is not None:
        reasons.append(series)
    reasons.append(_suffix(evidence, dossier, decades["suffix"]))
    reasons.append(_habit(evidence, dossier, decades["history"]))
    if not evidence.label.registrable:
        template = "The likeness is in {label}, a label in front of the registered name."
        reasons.append(Reason("names.subdomain", template, {"label": evidence.label.plain}, decades["place"]))
    return tuple(reasons)


def explain_clear(likeness: float) -> Reason:
    """Why a name is told whose score is too low: for a likeness of so many decades."""
    template = (
        "Its score alone would not tell it: sites that move seldom call themselves so. It is told because, by chance, "
        "at most 1 ordinary name in {one_in} is as clearly like a former name."
    )
    return Reason("names.clear", template, {"one_in": one_in(likeness)})


def _likeness(evidence: Evidence | Facts, weight: float) -> Reason:
    values = {
        "label": evidence.label.plain,
        "former": evidence.stem.domain_of.get(evidence.label.plain, evidence.stem.domain),
        "one_in": one_in(evidence.whole),
    }
    if evidence.same_label:
        template = (
            "{label} is the label of the former name {former}; a name chosen by chance is so 1 time in {one_in}."
            if is_counted(evidence.whole)
            else "{label} is the label of the former name {former}; "
            "a name chosen by chance is so less than 1 time in {one_in}."
        )
        return Reason("names.same_label", template, values, weight)
    if evidence.same_letters:
        template = (
            "But for digits, hyphens and look-alikes, {label} is the former name {former} (chance 1 in {one_in})."
            if is_counted(evidence.whole)
            else "But for digits, hyphens and look-alikes, {label} is the former name {former} "
            "(chance less than 1 in {one_in})."
        )
        return Reason("names.same_letters", template, values, weight)
    if evidence.edits == 1 and len(evidence.stem.letters) >= SHORTEST_TYPO:
        return Reason("names.one_edit", "{label} is one typing step from the former name {former}.", values, weight)
    values["shared"] = ", ".join(evidence.shared_letters)
    values["one_in"] = one_in(evidence.shared)
    if evidence.stem_covered >= 1.0:
        template = (
            "{label} contains the whole of the former name {former} (chance 1 in {one_in})."
            if is_counted(evidence.shared)
            else "{label} contains the whole of the former name {former} (chance less than 1 in {one_in})."
        )
        return Reason("names.contains", template, values, weight)
    template = (
        "{label} shares “{shared}” with the former name {former} (chance 1 in {one_in})."
        if is_counted(evidence.shared)
        else "{label} shares “{shared}” with the former name {former} (chance less than 1 in {one_in})."
    )
    return Reason("names.shares", template, values, weight)


def is_counted(decades: float) -> bool:
    """Whether one in 10**decades is a figure; what is rarer is told as less than the rarest, which `one_in` gives."""
    return decades <= RAREST


@lru_cache(maxsize=1 << 14)
def one_in(decades: float) -> str:
    """10**decades with two digits that mean something, at most 10**RAREST."""
    decades = min(decades, RAREST)
    if decades <= 0:
        return "1"
    size = max(int(decades) - 1, 0)
    return f"{round(10 ** (decades - size)) * 10**size:,}"


def _series(evidence: Evidence | Facts, weight: float) -> Reason | None:
    values = {"number": str(evidence.number), "former": evidence.stem.domain}
    if evidence.series is SeriesStep.NEXT:
        return Reason("names.series_next", "{number} is the next number of the series of {former}.", values, weight)
    if evidence.series is SeriesStep.NEAR:
        template = "{number} continues the series of {former} by a few steps."
        return Reason("names.series_near", template, values, weight)
    if evidence.series is SeriesStep.USED:
        return Reason("names.series_used", "{number} was used before in the series of {former}.", values, weight)
    if evidence.series is SeriesStep.FAR:
        return Reason("names.series_far", "{number} is far from the series of {former}.", values, weight)
    return None


def _suffix(evidence: Evidence | Facts, dossier: Dossier, weight: float) -> Reason:
    values = {
        "suffix": evidence.suffix,
        "uses": str(evidence.suffix_uses),
        "domains": str(len(dossier.domains)),
    }
    if evidence.suffix_uses:
        template = "The site used .{suffix} before, for {uses} of {domains} known names."
        return Reason("names.suffix_used", template, values, weight)
    return Reason("names.suffix_new", "The site is not known to have used .{suffix}.", values, weight)


@lru_cache(maxsize=1 << 14)
def _as_known(label: str) -> str:
    """The letters of a label as a reader knows them: the folded ones make l an i."""
    return "".join(filter(str.isalpha, label))


def _habit(evidence: Evidence | Facts, dossier: Dossier, weight: float) -> Reason:
    values = {
        "stem": _as_known(evidence.stem.label) or evidence.stem.letters,
        "uses": str(evidence.stem.uses),
        "domains": str(len(dossier.domains)),
        "one_in": one_in(evidence.whole),
    }
    if evidence.whole < COMMON_DECADES:
        template = "“{stem}” is a common word among registered names (1 in {one_in}): weigh it with care."
        return Reason("names.common_stem", template, values, weight)
    if evidence.stem.streak > 1:
        template = "The letters “{stem}” stand in {uses} of the {domains} known names, among them the latest {streak}."
        return Reason("names.streak", template, values | {"streak": str(evidence.stem.streak)}, weight)
    template = "The letters “{stem}” stand in {uses} of the {domains} known names."
    return Reason("names.habit", template, values, weight)
