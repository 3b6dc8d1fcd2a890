"""A closed site's dossier as people read it: what its former names tell, in figures and in sentences.

In: names with the days on which they became known, oldest first. Out: `History` (`tell_history`), its sentences
(`history_words`), and warnings of stems that half the world shares (`dearest_stems`). Learned from the names
alone; nothing is guessed from content.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from rempart.engines.names.costs import missed_share, stem_costs
from rempart.engines.names.dossiers import Dossier, Series, open_dossier
from rempart.engines.names.evidence import FEW_LETTERS, profile_stem
from rempart.engines.names.forms import host_form
from rempart.engines.names.model import Model
from rempart.engines.names.rarity import Background
from rempart.engines.names.reasons import COMMON_DECADES, is_counted, one_in
from rempart.engines.names.screening import NameIndex
from rempart.kernel.hostname import unicode_of
from rempart.kernel.reasons import Reason

SHORTEST_STEM = 4  # letters left beside an affix; less is no stem
_PER = 100_000
_LETTERS_ALONE = str.maketrans("", "", "0123456789-_")


@dataclass(frozen=True, slots=True)
class StemHistory:
    """One stem (a label without digits and hyphens): how often and when it was used.

    `decades`: one registered name in 10**decades reads so by chance. `days` are those of its names, in order.
    """

    letters: str
    label: str
    uses: int
    decades: float
    days: tuple[date, ...]

    @property
    def shown(self) -> str:
        """The stem as a reader knows it: the label without digits and hyphens, whole where nothing is left."""
        return self.label.translate(_LETTERS_ALONE) or self.label

    @property
    def alike(self) -> float:
        """How many of 100,000 ordinary new names read like the stem by chance."""
        return float(_PER * 10.0**-self.decades)

    @property
    def is_common(self) -> bool:
        """Whether the stem is so short or so usual that it costs alerts."""
        return self.decades < COMMON_DECADES or len(self.letters) < FEW_LETTERS


@dataclass(frozen=True, slots=True)
class SeriesHistory:
    """A number that the site counts on: `template` has ``#`` in its place, `step` is its commonest step."""

    template: str
    numbers: tuple[int, ...]
    step: int | None

    @property
    def next(self) -> int:
        """The number that comes next if the series goes on."""
        return max(self.numbers) + max(self.step or 1, 1)


@dataclass(frozen=True, slots=True)
class Affix:
    """Letters that the site put before or behind a stem of its own; `places` is ``before`` or ``behind``."""

    text: str
    place: str
    uses: int


@dataclass(frozen=True, slots=True)
class History:
    """Everything that the former names of one site tell. `suffixes` by use, the most used first.

    `gaps` are the days between two moves, in order; moves on the same day and undated ones are left out. `kept_label`
    and `kept_suffix` count the moves that left the label, or the suffix, as it was.
    """

    moves: int
    stems: tuple[StemHistory, ...]
    series: tuple[SeriesHistory, ...]
    affixes: tuple[Affix, ...]
    suffixes: tuple[tuple[str, int], ...]
    gaps: tuple[int, ...]
    kept_label: int
    kept_suffix: int
    languages: tuple[str, ...]
    warnings: tuple[Reason, ...]

    @property
    def usual_gap(self) -> float | None:
        """The median of the days between two moves."""
        return median(self.gaps) if self.gaps else None


def tell_history(
    domains: Sequence[str], days: Sequence[date | None], model: Model, languages: Sequence[str] = ()
) -> History:
    """The history of one site from its `domains`, oldest first, and their `days` (None where unknown)."""
    dossier = open_dossier("", domains)
    day_of = dict(zip(domains, days, strict=True)) if days else {}
    forms = [host_form(domain) for domain in dossier.domains]
    steps = list(pairwise(forms))
    stems = _stems(dossier, day_of, model.background)
    return History(
        moves=dossier.moves,
        stems=stems,
        series=tuple(
            SeriesHistory(series.template, series.numbers, _step(series))
            for stem in dossier.stems
            for series in stem.series
            if len(set(series.numbers)) > 1
        ),
        affixes=_affixes(dossier),
        suffixes=tuple(Counter(form.suffix for form in forms if form.suffix).most_common()),
        gaps=_gaps([day_of.get(domain) for domain in dossier.domains]),
        kept_label=sum(before.label.plain == after.label.plain for before, after in steps),
        kept_suffix=sum(before.suffix == after.suffix for before, after in steps),
        languages=tuple(languages),
        warnings=_warnings(stems, dossier, model),
    )


def stem_letters(domain: str) -> str:
    """Which stem of `History.stems` a domain belongs to, by its letters."""
    return host_form(domain).label.letters


def _stems(dossier: Dossier, day_of: dict[str, date | None], background: Background) -> tuple[StemHistory, ...]:
    used: dict[str, list[date]] = {}
    first: dict[str, str] = {}
    for domain in dossier.domains:
        day = day_of.get(domain)
        first.setdefault(stem_letters(domain), domain)
        if day is not None:
            used.setdefault(stem_letters(domain), []).append(day)
    stems = (
        StemHistory(
            letters=stem.letters,
            label=stem.label or _without_letters(first[stem.letters]),
            uses=stem.uses,
            decades=profile_stem(stem, background).whole,
            days=tuple(sorted(used.get(stem.letters, ()))),
        )
        for stem in dossier.stems
    )
    return tuple(sorted(stems, key=lambda stem: (-stem.uses, stem.letters)))


def _without_letters(domain: str) -> str:
    """What a label is called of which no letter is left to compare."""
    return (unicode_of(domain) or domain).partition(".")[0]


def _step(series: Series) -> int | None:
    """The commonest step from one number to the next; the smaller where two are as common."""
    steps = Counter(after - before for before, after in pairwise(series.numbers) if after != before)
    return min(steps, key=lambda step: (-steps[step], abs(step))) if steps else None


def _affixes(dossier: Dossier) -> tuple[Affix, ...]:
    """What is left of a stem that holds another stem of the site at one end."""
    found: Counter[tuple[str, str]] = Counter()
    for stem in dossier.stems:
        cores = [other.letters for other in dossier.stems if SHORTEST_STEM <= len(other.letters) < len(stem.letters)]
        ends = [core for core in cores if stem.letters.startswith(core) or stem.letters.endswith(core)]
        if ends:
            core = max(ends, key=len)
            behind = stem.letters.startswith(core)
            text = stem.letters[len(core) :] if behind else stem.letters[: -len(core)]
            found[text, "behind" if behind else "before"] += stem.uses
    return tuple(Affix(text, place, uses) for (text, place), uses in found.most_common())


def _gaps(days: Sequence[date | None]) -> tuple[int, ...]:
    known = [day for day in days if day is not None]
    return tuple(gap for gap in ((after - before).days for before, after in pairwise(known)) if gap > 0)


def history_words(history: History) -> tuple[Reason, ...]:
    """The history in sentences, what matters most for the next name first."""
    said = [_stem_words(history), *_series_words(history), _affix_words(history), _suffix_words(history)]
    said += [_gap_words(history), *history.warnings]
    return tuple(sentence for sentence in said if sentence is not None)


def _stem_words(history: History) -> Reason | None:
    if not history.stems:
        return None
    first = history.stems[0]
    values = {
        "stem": first.shown,
        "uses": str(first.uses),
        "names": str(history.moves + 1),
        "stems": str(len(history.stems)),
        "one_in": one_in(first.decades),
    }
    if len(history.stems) == 1:
        template = (
            "Every name is built on “{stem}”; a new name reads so by chance 1 time in {one_in}."
            if is_counted(first.decades)
            else "Every name is built on “{stem}”; a new name reads so by chance less than 1 time in {one_in}."
        )
        return Reason("dossier.one_stem", template, values)
    template = (
        "{stems} stems were used; “{stem}” stands in {uses} of {names} names (by chance in 1 new name of {one_in})."
        if is_counted(first.decades)
        else "{stems} stems were used; “{stem}” stands in {uses} of {names} names "
        "(by chance in less than 1 new name of {one_in})."
    )
    return Reason("dossier.stems", template, values)


def _series_words(history: History) -> list[Reason]:
    template = "The site counts: “{label}” had the numbers {numbers}, usually {step} apart; {next} would come next."
    return [
        Reason(
            "dossier.series",
            template,
            {
                "label": series.template.replace("#", "…"),
                "numbers": _numbers(series.numbers),
                "step": str(series.step),
                "next": str(series.next),
            },
        )
        for series in history.series
    ]


def _numbers(numbers: Sequence[int], most: int = 6) -> str:
    shown = " → ".join(str(number) for number in numbers[-most:])
    return f"… → {shown}" if len(numbers) > most else shown


def _affix_words(history: History) -> Reason | None:
    if not history.affixes:
        return None
    shown = ", ".join(f"{each.text}…" if each.place == "before" else f"…{each.text}" for each in history.affixes[:6])
    return Reason("dossier.affixes", "It also adds letters to its name: {affixes}", {"affixes": shown})


def _suffix_words(history: History) -> Reason | None:
    if not history.suffixes:
        return None
    values = {
        "suffixes": ", ".join(f".{suffix} ({uses})" for suffix, uses in history.suffixes[:8]),
        "kept_label": str(history.kept_label),
        "kept_suffix": str(history.kept_suffix),
        "moves": str(history.moves),
    }
    if not history.moves:
        return Reason("dossier.suffix", "Only one name is known, under {suffixes}.", values)
    template = "Suffixes: {suffixes}. Of {moves} moves, {kept_suffix} kept the suffix and {kept_label} the label."
    return Reason("dossier.suffixes", template, values)


def _gap_words(history: History) -> Reason | None:
    if history.usual_gap is None:
        return None
    values = {
        "usual": f"{history.usual_gap:.0f}",
        "shortest": str(min(history.gaps)),
        "longest": str(max(history.gaps)),
    }
    template = (
        "Half of the moves came within {usual} days of the one before; the shortest took {shortest} days, "
        "the longest {longest}."
    )
    return Reason("dossier.gaps", template, values)


def dearest_stems(index: NameIndex, most: int) -> tuple[tuple[tuple[str, Reason], ...], int]:
    """The `most` commonest stems of a whole watch list as (site's label, warning), and how many there are in all."""
    found = []
    for watched in index.candidates.watched:
        stem = watched.profile.stem
        told = StemHistory(stem.letters, stem.label, stem.uses, watched.profile.whole, ())
        if told.is_common:
            found.append((told.alike, index.candidates.dossiers[watched.site], told))
    found.sort(key=lambda each: (-each[0], each[1].site))
    warned = [
        (dossier.site, warning)
        for _, dossier, stem in found[:most]
        for warning in _warnings([stem], dossier, index.model)
    ]
    return tuple(warned), len(found)


def _warnings(stems: Iterable[StemHistory], dossier: Dossier, model: Model) -> tuple[Reason, ...]:
    """A warning for each stem that ordinary names share: what it costs at the usual threshold, in alerts and recall."""
    common = [stem for stem in stems if stem.is_common]
    if not all(stem.letters for stem in common):
        silent = [domain for domain in dossier.domains if not stem_letters(domain)]
        template = (
            "{names}: no letters are left that names could be compared by, so no name like it is told. "
            "The site's pages, old addresses and TLS keys can still give it away."
        )
        shown = ", ".join(unicode_of(domain) or domain for domain in silent[:3])
        others = _warnings([stem for stem in common if stem.letters], dossier, model)
        return (Reason("dossier.no_letters", template, {"names": shown}), *others)
    if not common:
        return ()
    costs = {cost.stem.letters: cost.alerts for cost in stem_costs(dossier, model)}
    missed = f"{100 * missed_share(dossier, model):.0f}"
    template = (
        "“{stem}” is short or an everyday word: of 100,000 new names about {alike} read so by chance. "
        "Watching it costs about {alerts} false alerts for as many names, and recall: of what the site may be called "
        "next, about {missed} % would not be told, because it could be anybody's name."
    )
    return tuple(
        Reason(
            "dossier.common_stem",
            template,
            {
                "stem": stem.shown,
                "alike": _rounded(stem.alike),
                "alerts": _rounded(costs[stem.letters]),
                "missed": missed,
            },
        )
        for stem in common
    )


def _rounded(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 9.5 else f"{value:.1g}"
