"""The sorts of pages, how a page is judged to be of one, and the scores behind it."""

from dataclasses import dataclass
from enum import StrEnum
from math import exp

from rempart.kernel.reasons import Reason


class PageKind(StrEnum):
    """What sort of page. ``parked`` includes pages that offer the name for sale."""

    SITE = "site"
    PARKED = "parked"
    DEFAULT = "default"
    ERROR = "error"
    CONSENT = "consent"
    LOGIN = "login"


EMPTY_KINDS = frozenset({PageKind.PARKED, PageKind.DEFAULT, PageKind.ERROR, PageKind.CONSENT})
EMPTY = tuple(kind for kind in PageKind if kind in EMPTY_KINDS)  # in one order, the parked first


@dataclass(frozen=True, slots=True)
class KindJudgement:
    """The most probable kind, its probability, and the marks that led there as (mark code, what was found).

    `site_probability`: how surely it is a site (or a site's login), 0 to 1, whatever kind is the most probable.
    """

    kind: PageKind
    probability: float
    marks: tuple[tuple[str, str], ...] = ()
    site_probability: float = 1.0

    @property
    def says_nothing(self) -> bool:
        """Whether such a page can tell nothing about who runs the host."""
        return self.kind in EMPTY_KINDS

    def reasons(self) -> tuple[Reason, ...]:
        """The marks as sentences; a phrase within a longer one is told by that."""
        if not self.marks:
            return (Reason("pages.own_content", "The page has content of its own and no mark of a placeholder."),)
        return tuple(
            Reason(f"pages.{mark}", _SENTENCES[mark], {"found": found})
            for mark, found in self.marks
            if mark in _SENTENCES and not (mark == "phrase" and self._says_around(found))
        )

    def _says_around(self, phrase: str) -> bool:
        said = (found for mark, found in self.marks if mark == "phrase" and found != phrase)
        return any(f" {phrase} " in f" {found} " for found in said)


_SENTENCES = {
    "phrase": 'It says "{found}", as placeholder pages do.',
    "title": 'Its title is "{found}".',
    "platform": 'It carries the mark "{found}" of a service for placeholder pages.',
    "state": 'It says of its site that it is away, shut, gone or not yet there ("{found}").',
    "failure": 'It says what programs say when they cannot show what was asked for ("{found}").',
    "domain": 'It begins by speaking of a domain name ("{found}").',
    "start": 'It speaks to whoever set its software up ("{found}").',
    "terms": "Of its words, {found} speak of domains, servers, sales, building sites or errors.",
    "countdown": 'It counts down to something, and says little else ("{found}").',
    "scripts": 'It asks that scripts be let run, and says little else ("{found}").',
    "opens": 'It says that something opens soon, and little else ("{found}").',
    "samples": 'It is as its builder brought it along ("{found}").',
    "shelves": 'It says of its wares that there are none, and shows no price ("{found}").',
    "short": "It has few words: {found}.",
    "empty": "It has no readable text.",
    "password": "It asks for a password and little else ({found} words).",
    "entrance": 'It speaks of signing in, and of little else ("{found}").',
    "gateway": 'It speaks as a device that lets onto a network does ("{found}").',
    "consent": 'It speaks of cookies or consent, and of nothing else ("{found}").',
    "age": 'It asks how old its reader is, and little else ("{found}").',
    "status": "The server answered with the status {found}.",
    "redirect": "It only sends the reader on ({found}).",
}


class Tally:
    """Scores by kind, in natural-log odds up to a common factor, with the marks behind them."""

    def __init__(self) -> None:
        self.scores = dict.fromkeys(PageKind, 0.0)
        self.marks: dict[PageKind, list[tuple[str, str]]] = {kind: [] for kind in PageKind}
        self._services = dict.fromkeys(PageKind, 0.0)

    def add(self, kind: PageKind, score: float, mark: str, found: str) -> None:
        """Let `found`, a `mark` of it, speak for `kind` by `score`."""
        self.scores[kind] += score
        if mark == "platform":
            self._services[kind] += score
        if found or mark == "empty":
            self.marks[kind].append((mark, found))

    def marked(self, least: float) -> set[PageKind]:
        """The kinds for which marks of services speak by `least` and more."""
        return {kind for kind, score in self._services.items() if score >= least}

    def states(self, kind: PageKind) -> bool:
        """Whether a sentence of the page says that it is of `kind`."""
        return any(mark == "state" for mark, _ in self.marks[kind])

    def judged(self) -> KindJudgement:
        """The kind that most speaks for."""
        best = max(PageKind, key=lambda kind: (round(self.scores[kind], 6), kind is PageKind.SITE))
        weight = {kind: exp(1.6 * (score - self.scores[best])) for kind, score in self.scores.items()}
        total = sum(weight.values())
        site = sum(value for kind, value in weight.items() if kind not in EMPTY_KINDS) / total
        marks = sorted(
            dict.fromkeys(self.marks[best]), key=lambda mark: mark[0] != "platform"
        )  # a service's tells most
        return KindJudgement(best, round(1.0 / total, 4), tuple(marks[:6]), round(site, 4))
