"""What sort of page it is: a site, or a page that says nothing about who is behind it.

Parked, default, error, login and consent pages look alike on millions of unrelated hosts. Each mark is a phrase or
a shape with a weight; a page full of words of its own is a site whatever phrase it quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from rempart.engines.pages.forms import form_count
from rempart.engines.pages.markup import Markup
from rempart.engines.pages.page import PageInput
from rempart.engines.pages.phrases import PHRASES, PLATFORM_MARKS
from rempart.engines.pages.text import words_of
from rempart.kernel.reasons import Reason


class PageKind(StrEnum):
    """What sort of page. ``parked`` includes pages that offer the name for sale."""

    SITE = "site"
    PARKED = "parked"
    DEFAULT = "default"
    ERROR = "error"
    CONSENT = "consent"
    LOGIN = "login"


_HOSTNAME = re.compile(r"(?:welcome to )?(?:[\w-]+\.)+[a-z]{2,24}")
EMPTY_KINDS = frozenset({PageKind.PARKED, PageKind.DEFAULT, PageKind.ERROR, PageKind.CONSENT})


@dataclass(frozen=True, slots=True)
class KindJudgement:
    """The most probable kind, its probability, and the marks that led there as (mark code, what was found)."""

    kind: PageKind
    probability: float
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether such a page can tell nothing about who runs the host."""
        return self.kind in EMPTY_KINDS

    def reasons(self) -> tuple[Reason, ...]:
        """The marks as sentences."""
        if not self.marks:
            return (Reason("pages.own_content", "The page has content of its own and no mark of a placeholder."),)
        return tuple(
            Reason(f"pages.{mark}", _SENTENCES[mark], {"found": found})
            for mark, found in self.marks
            if mark in _SENTENCES
        )


_SENTENCES = {
    "phrase": 'It says "{found}", as placeholder pages do.',
    "title": 'Its title is "{found}".',
    "platform": 'It carries the mark "{found}" of a service for placeholder pages.',
    "short": "It has only {found} words.",
    "empty": "It has no readable text.",
    "password": "It asks for a password and little else ({found} words).",
    "status": "The server answered with the status {found}.",
    "redirect": "It only sends the reader on ({found}).",
}


def classify_page(markup: Markup, page: PageInput, words: Sequence[str]) -> KindJudgement:
    """The sort of page that `markup` is; `words` are its visible words in order."""
    scores = dict.fromkeys(PageKind, 0.0)
    marks: dict[PageKind, list[tuple[str, str]]] = {kind: [] for kind in PageKind}
    _count_phrases(markup, words, scores, marks)
    _count_shape(markup, page, words, scores, marks)
    # The more a page says of its own, the less a phrase in it says: 40 words halve, 400 leave almost nothing.
    scores[PageKind.SITE] = 1.2 + min(8.0, len(words) / 60.0) + min(1.5, form_count(markup.forms) * 0.5)
    best = max(PageKind, key=lambda kind: (scores[kind], kind is PageKind.SITE))
    weight = {kind: exp(1.6 * (score - scores[best])) for kind, score in scores.items()}
    return KindJudgement(best, round(1.0 / sum(weight.values()), 4), tuple(marks[best][:6]))


def _count_phrases(
    markup: Markup, words: Sequence[str], scores: dict[PageKind, float], marks: dict[PageKind, list[tuple[str, str]]]
) -> None:
    text = " " + " ".join(words[:1500]) + " "
    title = " " + " ".join(words_of(markup.title)) + " "
    begins = {*words[:1500], *words_of(markup.title)}
    for kind_name, phrases in PHRASES.items():
        kind, found = PageKind(kind_name), []
        for phrase, weight in phrases:
            if phrase.partition(" ")[0] not in begins:
                continue
            if f" {phrase} " in title:
                found.append(weight * 1.3)
                marks[kind].append(("title", markup.title[:80]))
            elif f" {phrase} " in text:
                found.append(weight)
                marks[kind].append(("phrase", phrase))
        # Phrases overlap and come together: the strongest counts, the others hardly.
        scores[kind] += max(found, default=0.0) + min(2.5, 0.3 * (sum(found) - max(found, default=0.0)))
    source = " ".join(
        (*markup.script_urls, *markup.links[:200], *markup.frames, *(target for _, target in markup.relations))
    ).lower()
    source += " " + " ".join(text[:5000] for text in markup.script_texts[:8]).lower()
    source += " " + markup.metas.get("generator", "").lower() + " " + " ".join(markup.element_ids[:80]).lower()
    for kind_name, platforms in PLATFORM_MARKS.items():
        for mark, weight in platforms:
            if mark in source:
                scores[PageKind(kind_name)] += weight
                marks[PageKind(kind_name)].append(("platform", mark))


def _count_shape(
    markup: Markup,
    page: PageInput,
    words: Sequence[str],
    scores: dict[PageKind, float],
    marks: dict[PageKind, list[tuple[str, str]]],
) -> None:
    if page.status >= 400:
        scores[PageKind.ERROR] += 4.0
        marks[PageKind.ERROR].append(("status", str(page.status)))
    passwords = sum(item.kind == "password" for form in markup.forms for item in form.fields)
    if passwords and len(words) < 100 and len(markup.links) < 25 and len(markup.images) < 8:
        scores[PageKind.LOGIN] += 4.0 + min(1.0, len(words) / 100)
        marks[PageKind.LOGIN].append(("password", str(len(words))))
    asks = form_count(markup.forms)
    if len(words) <= 4 and not asks and not markup.script_urls and len(markup.images) < 3:
        scores[PageKind.DEFAULT] += 1.6
        marks[PageKind.DEFAULT].append(("empty", "") if not words else ("short", str(len(words))))
    title = markup.title.strip().lower()
    if _HOSTNAME.fullmatch(title) and len(words) < 80:
        scores[PageKind.PARKED] += 2.4
        marks[PageKind.PARKED].append(("title", markup.title[:80]))
    for kind in (PageKind.PARKED, PageKind.DEFAULT, PageKind.ERROR):
        if scores[kind] > 0 and len(words) < 60:
            scores[kind] += 0.8
            marks[kind].append(("short", str(len(words))))
