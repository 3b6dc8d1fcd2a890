"""Which closed site a page may be, whatever its host is called: its rare signs looked up among those of all references.

The same keys and the same ranking as the index of `rempart pages index`, held in memory: closed sites are thousands.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages import (
    FAMILY_OF,
    Background,
    Family,
    Kind,
    PageFeatures,
    PageInput,
    SharedSign,
    features_from_json,
)
from rempart.engines.pages.index import LEAST_RARITY, index_keys, rank_candidates
from rempart.engines.pages.pointers import built_from
from rempart.engines.pages.words.word_list import word_list
from rempart.engines.verdict import Verdict, VerdictKind, judge
from rempart.engines.verdict.calibration import calibration_of
from rempart.engines.verdict.owners import unworded_marks
from rempart.engines.verdict.thirds import gives_as_its_own
from rempart.glances.reopenings import GIVEN, Reopening, Reopenings
from rempart.kernel.actors import Actor
from rempart.watchlist.contracts import Reference, Site
from rempart.watchlist.queries import list_references

PRIOR = 0.02  # nothing but the page points to the site (as in matches)
SIGHTED_FROM = 0.1  # an unclear page below this is no lead
MOST_COMPARED = 10
KEPT = 0.3  # the score of a page that keeps something of the site's own, and tells nothing else of whose it is
LEAST_TEXT, LEAST_FORM = 2.5, 1.5  # weights in powers of ten: several rare sentences, and a rare form or its choices
KEPT_CHOICES = 0.2  # of one that asks to choose from the site's lists, which a program may bring to all who use it
BORNE = 0.2  # of one that bears the site's made-up name in its marks, as whoever writes about it hardly does
KNOWN_NETWORK = 0.5  # the score of a host that holds a key of a closed site and shows nothing


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that may be a closed site: which, by which page of it, and the whole judgement.

    `compared_id` is the reference's, or the match's of the `reopening` that it was compared with. `given`: the contact
    points and accounts that make it a lead. `borne`: the name that no language has and that the marks of the page and
    of the closed site bear; "" where none is.
    """

    site_id: UUID
    compared_id: UUID
    verdict: Verdict
    given: tuple[SharedSign, ...] = ()
    borne: str = ""
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
        weights = {family.family: family.weight for family in self.verdict.families}
        form = max(weights.get(Family.FORM, 0.0), weights.get(Family.CHOICES, 0.0))
        asks = form >= LEAST_FORM or self.verdict.comparison.kept.asks
        return weights.get(Family.TEXT, 0.0) >= LEAST_TEXT and asks

    @property
    def keeps_choices(self) -> bool:
        """Whether its form has rare lists to choose from that the site's has: a lead that a program may bring, too."""
        return any(one.is_strong and one.family is Family.CHOICES for one in self.verdict.families)

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
    def score(self) -> float:
        """How much of a lead it is, 0 to 1."""
        if self.is_likely:
            return self.verdict.probability
        if self.gives_its_contacts or self.keeps_words:
            return KEPT
        if self.reopening is not None:  # what a program may have brought is too little, so far from the closed site
            return 0.0
        if self.keeps_choices:
            return KEPT_CHOICES
        return BORNE if self.borne else 0.0


class Recogniser:
    """The references of `sites`, ready to be looked up, and the pages of `reopenings` that two people confirmed."""

    def __init__(
        self,
        references: Iterable[Reference],
        background: Background,
        reopenings: Iterable[Reference] = (),
        sites: Iterable[Site] = (),
    ) -> None:
        self._background = background
        self._names = {name.hostname: site.id for site in sites for name in site.names}
        self._references: list[Reference] = []
        self._features: list[PageFeatures] = []
        postings: dict[int, list[int]] = {}
        self._network: dict[tuple[str, str], UUID] = {}
        for number, reference in enumerate(references):
            features = features_from_json(json.dumps(reference.features))
            self._references.append(reference)
            self._features.append(features)
            for key in index_keys(features, background):
                postings.setdefault(key, []).append(number)
            for sign in features.signs:
                if FAMILY_OF[sign.kind] is Family.NETWORK and _is_rare(sign.kind, sign.value, background):
                    self._network.setdefault((sign.kind.value, sign.value), reference.site_id)
        self._reopenings = Reopenings(reopenings, background)
        self._postings = {key: np.array(numbers, np.uint32) for key, numbers in postings.items()}

    def __len__(self) -> int:
        return len(self._references)

    def find(self, page: PageFeatures, *, weak: bool = False) -> Recognised | None:
        """The closed site that `page` most probably is, or of `weak` leads whose contact points it gives, or whose
        words or choices it keeps; None where it says nothing, or is none of them."""
        if page.kind.says_nothing and not weak:
            return None
        none: NDArray[np.uint32] = np.empty(0, np.uint32)
        keys = index_keys(page, self._background)
        postings = [self._postings.get(key, none) for key in keys]
        found = [self._judge(number, page) for number in rank_candidates(postings, len(self), MOST_COMPARED)]
        found += [self._judge_beside(*near, page) for near in self._reopenings.near(keys)]
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
        return self._network.get((kind, value)) or self._reopenings.keys.get((kind, value))

    def is_of_reopening(self, kind: str, value: str) -> bool:
        """Whether a confirmed reopening alone has the network sign: no capture of the closed site does."""
        return (kind, value) in self._reopenings.keys and (kind, value) not in self._network

    def knows_error_pages(self) -> bool:
        """Whether any reference has an error page of its own, so that one of another host can tell anything."""
        return any(sign.kind is Kind.ERROR_PAGE for page in self._features for sign in page.signs)

    def hosts_linked_by(self, site_id: UUID) -> frozenset[str]:
        """The hosts that the captured pages of a closed site link to."""
        return frozenset(
            sign.value
            for reference, page in zip(self._references, self._features, strict=True)
            for sign in (page.signs if reference.site_id == site_id else ())
            if sign.kind is Kind.LINKED_HOST
        )

    def network_signs(self) -> frozenset[tuple[str, str]]:
        """Every rare network sign of the references and reopenings as (kind, value)."""
        return frozenset(self._network.keys() | self._reopenings.keys.keys())

    def _judge(self, number: int, page: PageFeatures) -> Recognised:
        reference = self._references[number]
        verdict = judge(self._features[number], page, self._background, PRIOR)
        trades = calibration_of().comparison.trades
        names = unworded_marks(verdict.comparison.name, self._features[number], page, trades)
        borne = min((name for name in names if word_list().is_made_up(name, trades.words)), default="")
        given = _given(verdict, self._features[number])
        return Recognised(reference.site_id, reference.id, verdict, given, borne)

    def _judge_beside(self, reopening: Reopening, its_page: PageFeatures, page: PageFeatures) -> Recognised:
        verdict = judge(its_page, page, self._background, PRIOR)
        given = _given(verdict, its_page)
        return Recognised(reopening.site_id, reopening.match_id, verdict, given, reopening=reopening)


def _given(verdict: Verdict, known: PageFeatures) -> tuple[SharedSign, ...]:
    """The contact points and accounts of both pages that tell of one owner, without those that the `known` page gives
    as a third's: who takes its reports, or made its software."""
    least = calibration_of().rules.strong_rarity
    leads = (one for one in verdict.families if one.is_lead and one.family in GIVEN)
    shared = [item for one in leads for item in one.signs if gives_as_its_own(item.sign, known)]
    return tuple(shared) if any(item.rarity >= least for item in shared) else ()


def recogniser_of(
    sites: Iterable[Site], background: Background, viewer: Actor, reopenings: Iterable[Reference] = ()
) -> Recogniser:
    """A recogniser over every reference of `sites`, and over the pages of `reopenings`."""
    sites = tuple(sites)
    references = (one for site in sites if site.references for one in list_references(site.id, viewer=viewer))
    return Recogniser(references, background, reopenings, sites)


def _is_rare(kind: Kind, value: str, background: Background) -> bool:
    return background.rarity(kind, value) >= LEAST_RARITY
