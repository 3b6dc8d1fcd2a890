"""What the former names of a closed site teach: its stems, number series, suffixes and affixes.

In: domains, oldest first. Out: a `Dossier`, made from the names alone. Nothing is guessed from content.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rempart.engines.names.forms import HostForm, host_form

_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Series:
    """Labels that differ only in one number: `template` has ``#`` in its place; `numbers` in order of use."""

    template: str
    numbers: tuple[int, ...]

    @property
    def highest(self) -> int:
        """The largest number used so far."""
        return max(self.numbers)


@dataclass(frozen=True, slots=True)
class Stem:
    """A label that the site used, without its digits and hyphens.

    `letters` is that form; `label` the latest label as it was written, `domain` the latest domain with it,
    `domain_of` the latest domain of each label. `uses` of the site's domains have it; `recency` is 0.0 (oldest) to 1.0
    (the latest domain); `streak` of the latest domains in a row have it, none where the latest has another.
    """

    letters: str
    label: str
    domain: str
    domain_of: dict[str, str]
    uses: int
    recency: float
    streak: int
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One closed site as its names tell it. `domains` is the history, `endings` the public suffix of each of them;
    `suffixes` counts those.
    """

    site: str
    domains: tuple[str, ...]
    stems: tuple[Stem, ...]
    suffixes: dict[str, int]
    endings: tuple[str, ...]

    @property
    def latest_suffix(self) -> str:
        """The public suffix of the latest domain, empty where it has none."""
        return self.endings[-1] if self.endings else ""

    @property
    def moves(self) -> int:
        """How many domains the site had before the latest."""
        return max(len(self.domains) - 1, 0)


def numbers_in(label: str) -> list[tuple[str, int]]:
    """Every (template, number) of a label: one for each run of digits."""
    return [
        (f"{label[: found.start()]}#{label[found.end() :]}", int(found.group())) for found in _NUMBER.finditer(label)
    ]


def open_dossier(site: str, domains: Sequence[str]) -> Dossier:
    """The dossier of `site` from its `domains`, oldest first, in normal form; repeated names count once."""
    unique = tuple(dict.fromkeys(domains))
    forms = [host_form(domain) for domain in unique]
    by_letters: dict[str, list[tuple[int, HostForm]]] = {}
    for at, form in enumerate(forms):
        if form.labels:
            by_letters.setdefault(form.label.letters, []).append((at, form))
    stems = tuple(_stem(letters, used, len(unique)) for letters, used in by_letters.items())
    endings = tuple([form.suffix for form in forms])
    return Dossier(site, unique, stems, dict(Counter(filter(None, endings))), endings)


def _stem(letters: str, used: list[tuple[int, HostForm]], total: int) -> Stem:
    latest_at, latest = used[-1]
    numbers: dict[str, list[int]] = {}
    for _, form in used:
        for template, number in numbers_in(form.label.plain):
            numbers.setdefault(template, []).append(number)
    return Stem(
        letters=letters,
        label=latest.label.plain,
        domain=latest.hostname,
        domain_of={form.label.plain: form.hostname for _, form in used},
        uses=len(used),
        recency=(latest_at + 1) / total,
        streak=_streak([at for at, _ in used], total),
        series=tuple(Series(template, tuple(values)) for template, values in numbers.items()),
    )


def _streak(places: Sequence[int], total: int) -> int:
    """How many of `places`, ascending, are the last of `total` without a gap."""
    found = 0
    for at in reversed(places):
        if at != total - 1 - found:
            break
        found += 1
    return found
