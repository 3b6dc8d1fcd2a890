"""Which closed site a page may be, whatever its host is called: its rare signs looked up among those of all references.

The same keys and the same ranking as the index of `rempart pages index`; of each page the keys alone are in memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from rempart.engines.pages import Family, Kind, PageFeatures, PageInput, SharedSign
from rempart.engines.pages.index import index_keys
from rempart.engines.pages.pointers import built_from
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict import Verdict, VerdictKind, judge
from rempart.engines.verdict.calibration import calibration_of
from rempart.engines.verdict.owners import unworded_marks
from rempart.engines.verdict.thirds import gives_as_its_own
from rempart.glances.known import KnownPage, KnownPages
from rempart.glances.reopenings import GIVEN, Reopening, reopening_of
from rempart.watchlist.contracts import Site

PRIOR = 0.02  # nothing but the page points to the site (as in matches)
SIGHTED_FROM = 0.1  # an unclear page below this is no lead
MOST_COMPARED, MOST_REOPENINGS = 10, 5
KEPT = 0.3  # the score of a page that keeps something of the site's own, and tells nothing else of whose it is
LEAST_TEXT, LEAST_FORM = 2.5, 1.5  # weights in powers of ten: several rare sentences, and a rare form or its choices
KEPT_CHOICES = 0.2  # of one that asks to choose from the site's lists, which a program may bring to all who use it
MOSTLY, LEAST_WORDS = 0.5, 60  # of what two texts say together, and words of each, from which they say mostly the same
KEPT_TEXT = 0.2  # of one that says mostly the same, which a template may bring to all who use it
BORNE = 0.2  # of one that bears the site's made-up name in its marks, as whoever writes about it hardly does
KNOWN_NETWORK = 0.5  # the score of a host that holds a key of a closed site and shows nothing


class Lead(Enum):
    """What makes a page a lead where the judgement alone does not."""

    CONTACTS = "contacts"
    WORDS = "words"
    CHOICES = "choices"
    TEXT = "text"
    NAME = "name"


_SCORES = {
    Lead.CONTACTS: KEPT,
    Lead.WORDS: KEPT,
    Lead.CHOICES: KEPT_CHOICES,
    Lead.TEXT: KEPT_TEXT,
    Lead.NAME: BORNE,
}
_TOO_LITTLE = (Lead.CHOICES, Lead.TEXT, Lead.NAME)  # of a reopening: a program may have brought it, far from the site


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that may be a closed site: which, by which page of it, and the whole judgement.

    `compared_id` is the reference's, or the match's of the `reopening` that it was compared with. `given`: the contact
    points and accounts that make it a lead. `borne`: the name that no language has and that the marks of the page and
    of the closed site bear; "" where none is. `words`: of the page that has fewer.
    """

    site_id: UUID
    compared_id: UUID
    verdict: Verdict
    given: tuple[SharedSign, ...] = ()
    borne: str = ""
    words: int = 0
    reopening: Reopening | None = None

    @property
    def is_likely(self) -> bool:
        """Whether the judgement alone makes it a lead."""
        if self.verdict.kind is VerdictKind.SAME:
            return True
        return self.verdict.kind is VerdictKind.UNCLEAR and self.verdict.probability >= SIGHTED_FROM

    @property
    def keeps_words(self) -> bool:
        """Whether it has rare sentences of the site and its form: a lead, whatever it calls itself, since who reopens
        under another name hardly writes all anew."""
        kept = self.verdict.comparison.kept
        weights = {family.family: family.weight for family in self.verdict.families}
        form = max(weights.get(Family.FORM, 0.0), weights.get(Family.CHOICES, 0.0))
        asks = form >= LEAST_FORM or kept.asks
        if kept.nearly:  # with breaks or a word otherwise, and its form
            return True
        return weights.get(Family.TEXT, 0.0) >= LEAST_TEXT and asks

    @property
    def keeps_choices(self) -> bool:
        """Whether its form has rare lists to choose from that the site's has: a lead that a program may bring, too."""
        return any(one.is_strong and one.family is Family.CHOICES for one in self.verdict.families)

    @property
    def keeps_text(self) -> bool:
        """Whether it says mostly what the site says, rare sentences among it: who reopens under another name may change
        nothing but that. A lead that a template may bring, too."""
        weight = sum(family.weight for family in self.verdict.families if family.family is Family.TEXT)
        said = weight >= LEAST_TEXT and self.words >= LEAST_WORDS
        return said and self.verdict.comparison.text_jaccard >= MOSTLY

    @property
    def gives_its_contacts(self) -> bool:
        """Whether it gives contact points or accounts that are the site's own: a lead, whatever it is called or looks
        like. Whoever warns of the site gives them too; nobody else does."""
        return bool(self.given)

    @property
    def rests_on_contacts(self) -> bool:
        """Whether nothing but contact points or accounts makes it a lead."""
        return self.gives_its_contacts and not (self.is_likely or self.keeps_words)

    @property
    def kept_besides(self) -> float:
        """What both pages share beside contact points and accounts, in powers of ten; whatever it calls itself, since
        a site that reopens under another name gives up its name."""
        return sum(family.weight for family in self.verdict.families if family.family not in GIVEN)

    @property
    def lead(self) -> Lead | None:
        """The strongest lead beside a likely judgement; None where there is none."""
        leads = (
            (Lead.CONTACTS, self.gives_its_contacts),
            (Lead.WORDS, self.keeps_words),
            (Lead.CHOICES, self.keeps_choices),
            (Lead.TEXT, self.keeps_text),
            (Lead.NAME, bool(self.borne)),
        )
        found = next((lead for lead, holds in leads if holds), None)
        return None if self.reopening is not None and found in _TOO_LITTLE else found

    @property
    def score(self) -> float:
        """How much of a lead it is, 0 to 1."""
        if self.is_likely:
            return self.verdict.probability
        return _SCORES[self.lead] if self.lead else 0.0


class Recogniser:
    """The captures of closed sites, ready to be looked up, and the `reopenings` that two people confirmed: of all
    `sites`, or of `site_id` alone."""

    def __init__(
        self,
        references: KnownPages,
        reopenings: KnownPages,
        sites: Iterable[Site] = (),
        site_id: UUID | None = None,
    ) -> None:
        self._references, self._reopenings, self._site_id = references, reopenings, site_id
        self._background = references.background
        self._names = {name.hostname: site.id for site in sites for name in site.names}
        self._network = _sites_of(references, site_id)
        # Of a reopening the keys alone: what else its server has, its hoster gives to many.
        kept = _sites_of(reopenings, site_id)
        self._reopened = {sign: found for sign, found in kept.items() if sign[0] == Kind.CERTIFICATE_KEY}

    def __len__(self) -> int:
        return len(self._references)

    def find(self, page: PageFeatures, *, weak: bool = False) -> Recognised | None:
        """The closed site that `page` most probably is, or of `weak` leads whose contact points it gives, or whose
        words or choices it keeps; None where it says nothing, or is none of them."""
        if page.kind.says_nothing and not weak:
            return None
        keys = index_keys(page, self._background)
        near = self._references.near(keys, MOST_COMPARED, site_id=self._site_id)
        beside = self._reopenings.near(keys, MOST_REOPENINGS, site_id=self._site_id)
        found = [self._judge(*one, page) for one in near] + [self._judge_beside(*one, page) for one in beside]
        leads = (one for one in found if one.is_likely or (weak and one.score > 0))
        if page.kind.says_nothing:  # it may send visitors on to the site's channel all the same
            leads = (one for one in found if one.gives_its_contacts)
        return max(leads, key=lambda one: (one.score, one.gives_its_contacts, str(one.compared_id)), default=None)

    def built_from(self, page: PageInput) -> tuple[UUID, str] | None:
        """The closed site under one of whose names lies something that `page`, at another, shows, loads or sends its
        visitors' words to, with that host; None where there is none."""
        for host in built_from(page):
            labels = host.split(".")
            for name in (".".join(labels[start:]) for start in range(len(labels) - 1)):
                if name in self._names and not f".{page.host}".endswith(f".{name}"):
                    return self._names[name], host
        return None

    def site_of(self, kind: str, value: str) -> UUID | None:
        """The closed site that has the rare network sign, or a reopening of which has it; None where none has."""
        return self._network.get((kind, value)) or self._reopened.get((kind, value))

    def is_of_reopening(self, kind: str, value: str) -> bool:
        """Whether a confirmed reopening alone has the network sign: no capture of the closed site does."""
        return (kind, value) in self._reopened and (kind, value) not in self._network

    def knows_error_pages(self) -> bool:
        """Whether any reference has an error page of its own, so that one of another host can tell anything."""
        return any(page.has_error_page for page in self._references.pages)

    def network_signs(self) -> frozenset[tuple[str, str]]:
        """Every rare network sign of the references and reopenings as (kind, value)."""
        return frozenset(self._network.keys() | self._reopened.keys())

    def _judge(self, reference: KnownPage, its_page: PageFeatures, page: PageFeatures) -> Recognised:
        verdict = judge(its_page, page, self._background, PRIOR)
        trades = calibration_of().comparison.trades
        names = unworded_marks(verdict.comparison.name, its_page, page, trades)
        borne = min((name for name in names if word_list().is_made_up(name, trades.words)), default="")
        words = min(its_page.word_count, page.word_count)
        return Recognised(reference.site_id, reference.id, verdict, _given(verdict, its_page), borne, words)

    def _judge_beside(self, known: KnownPage, its_page: PageFeatures, page: PageFeatures) -> Recognised:
        verdict = judge(its_page, page, self._background, PRIOR)
        given = _given(verdict, its_page)
        return Recognised(known.site_id, known.id, verdict, given, reopening=reopening_of(known))


def _given(verdict: Verdict, known: PageFeatures) -> tuple[SharedSign, ...]:
    """The contact points and accounts of both pages that tell of one owner, without those that the `known` page gives
    as a third's: who takes its reports, or made its software."""
    least = calibration_of().rules.strong_rarity
    leads = (one for one in verdict.families if one.is_lead and one.family in GIVEN)
    shared = [item for one in leads for item in one.signs if gives_as_its_own(item.sign, known)]
    return tuple(shared) if any(item.rarity >= least for item in shared) else ()


def _sites_of(pages: KnownPages, site_id: UUID | None) -> dict[tuple[str, str], UUID]:
    """The closed site of each rare network sign."""
    return {sign: page.site_id for sign, page in pages.network(site_id).items()}
