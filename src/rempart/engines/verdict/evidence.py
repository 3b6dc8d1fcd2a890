"""From two pages side by side to a few measures: for each family of signs, how much what is shared weighs.

Signs of a family come together, so within one each further sign counts half of the one before, and the family has a
ceiling. Without that, a template's forty scripts would outvote everything.
"""

from dataclasses import dataclass, replace

from rempart.engines.pages import FAMILY_OF, Comparison, Family, Kind, PageFeatures, SharedSign
from rempart.engines.pages.similarity import COPY_SHARE

# How much of its rarity a kind may claim: 1 where two unrelated sites practically never agree by chance or by a
# common supplier, less where a template, an agency or a copied example brings it.
_RELIABILITY: dict[Kind, float] = {
    Kind.SENTENCE: 0.6,
    Kind.FORM_FIELDS: 0.7,
    Kind.FORM_SHAPE: 0.25,
    Kind.FORM_QUESTIONS: 0.7,
    Kind.OPTIONS: 0.8,
    Kind.ENDPOINT: 0.4,
    Kind.EMAIL: 1.0,
    Kind.PHONE: 1.0,
    Kind.HANDLE: 0.9,
    Kind.WALLET: 1.0,
    Kind.MESSENGER: 1.0,
    Kind.ANALYTICS: 1.0,
    Kind.ADVERTISEMENT: 1.0,
    Kind.PAYMENT: 1.0,
    Kind.CAPTCHA: 0.8,
    Kind.VERIFICATION: 1.0,
    Kind.INLINE_SCRIPT: 0.4,
    Kind.SCRIPT_FILE: 0.25,
    Kind.SCRIPT_HASH: 0.4,
    Kind.STYLE_FILE: 0.15,
    Kind.STYLE_HASH: 0.3,
    Kind.VARIABLE: 0.3,
    Kind.STORAGE_KEY: 0.4,
    Kind.COOKIE: 0.3,
    Kind.GENERATOR: 0.0,
    Kind.IMAGE_FILE: 0.25,
    Kind.FAVICON: 0.6,
    Kind.CERTIFICATE_KEY: 1.0,
    Kind.CERTIFICATE: 1.0,
    Kind.NAME_SERVER: 0.15,
    Kind.MAIL_SERVER: 0.2,
    Kind.ADDRESS: 0.3,
    Kind.REGISTRANT: 0.8,
    Kind.HEADER_ORDER: 0.1,
}
_CEILING: dict[Family, float] = {
    Family.NAME: 2.5,
    Family.TEXT: 3.0,
    Family.FORM: 3.0,
    Family.CHOICES: 3.0,
    Family.CONTACT: 3.0,
    Family.ACCOUNT: 3.0,
    Family.CODE: 2.0,
    Family.STRUCTURE: 0.5,
    Family.NETWORK: 2.5,
    Family.LINK: 1.5,
}
_FADE = 0.5
_RARE_FROM = 1.0  # a sign that one in ten hosts has says nothing, however many such signs come together
STRONG_WEIGHT = 0.8  # log10 units from which a family can be a reason of its own …
STRONG_RARITY = 1.9  # … if its rarest sign is on no more than about one host in eighty
COPY_WORDS = 100
SURELY_A_SITE = 0.95
# Below this a page may be a host's or a registrar's own in a wording never met: what it says is then no reason, since
# a name, a sentence and a form that two such pages share are their supplier's.
PERHAPS_A_PLACEHOLDER = 0.8
_LONG = 60  # words from which a text says something by its whole
SUPPLIED = 0.25  # what an identifier keeps of its weight where whoever made both pages may have put it there
RENAMED = 0.3
FIRM_SHARED = 2.2  # how firmly a shared name must stand on both pages: a heading's word alone does not
_FOREIGN = 0.5  # pages whose texts differ this much share no more than what could be copied onto one of them
_BUILD_TREE = 0.6
LEAST_ALIKE = 0.3  # of the element paths, below which a build says nothing
LAYOUT_SHARE = 0.5
_PERSONAL = frozenset({Family.CONTACT, Family.NETWORK})
_ASKED = frozenset({Family.FORM, Family.CHOICES})
_COPYABLE = frozenset({Family.CONTACT, Family.ACCOUNT})
_MADE = frozenset({Family.TEXT, Family.FORM, Family.CHOICES, Family.CODE, Family.STRUCTURE})


@dataclass(frozen=True, slots=True)
class FamilyEvidence:
    """What one family says: `weight` in log10 units, the signs behind it, and the `rarity` of the rarest.

    `supplied`: the signs may be of whoever made both pages (a site builder, a template's seller), or too
    weak by themselves, so that they are no reason. `measure`: what it counts under; "" where another family of the
    same origin counts for both.
    """

    family: Family
    weight: float
    signs: tuple[SharedSign, ...] = ()
    rarity: float = 0.0
    supplied: bool = False
    measure: str = ""

    @property
    def is_strong(self) -> bool:
        """Whether the family can stand as one of the two independent reasons."""
        return self.weight >= STRONG_WEIGHT and self.rarity >= STRONG_RARITY and not self.supplied


@dataclass(frozen=True, slots=True)
class Evidence:
    """`families` that say anything, in the order of `Family`; `measures` feed the calibrated sum."""

    families: tuple[FamilyEvidence, ...]
    measures: dict[str, float]

    def weight(self, family: Family) -> float:
        """The family's weight for one site, 0 where it says nothing."""
        return next((item.weight for item in self.families if item.family is family), 0.0)


def weigh(comparison: Comparison, a: PageFeatures, b: PageFeatures) -> Evidence:
    """Measures and family weights of a comparison of `a` with `b`."""
    found = [item for item in (_family(comparison, family) for family in Family) if item is not None]
    if min(a.kind.site_probability, b.kind.site_probability) < PERHAPS_A_PLACEHOLDER:
        found = [replace(item, supplied=True) if item.family in _MADE else item for item in found]
    families = _counted_once(_without_supplied(found, comparison), comparison)
    measures = {item.measure: item.weight for item in families if item.measure}
    long = min(a.word_count, b.word_count) >= _LONG
    measures["text_share"] = comparison.text_jaccard if long else 0.0
    measures["copy"] = 1.0 if is_copy(comparison, a, b) else 0.0
    measures |= _oppositions(comparison, a, b)
    personal = any(item.family in _PERSONAL and item.is_strong for item in families)
    if measures["name_differs"] and personal and measures.get("text_differs", 0.0) < _FOREIGN:
        measures["name_differs"] = (
            RENAMED  # the same people or the same server behind both: a new name is what they took
        )
    return Evidence(tuple(families), {name: round(value, 6) for name, value in measures.items()})


def is_copy(comparison: Comparison, a: PageFeatures, b: PageFeatures) -> bool:
    """Whether both show one long text that is surely no placeholder's: nobody else has a reason to have it whole."""
    long = min(a.word_count, b.word_count) >= COPY_WORDS
    site = min(a.kind.site_probability, b.kind.site_probability) >= SURELY_A_SITE
    return long and site and comparison.text_jaccard >= COPY_SHARE and not comparison.name.differs


def _without_supplied(families: list[FamilyEvidence], comparison: Comparison) -> list[FamilyEvidence]:
    """Identifiers count little where both pages are of one make and nothing says whose they are.

    A builder's own counters, captcha keys and support address are on every page that is made with it. An identifier
    is the site's own where the pages share a name, where it carries the name of one of them, or where the two pages
    are made differently.
    """
    if (comparison.name.shared and comparison.name.firmness >= FIRM_SHARED) or not _is_one_make(families, comparison):
        return families
    names = [name for name in (*comparison.name.of_a, *comparison.name.of_b) if len(name) >= 4]
    return [item if _is_own(item, names) else _as_supplied(item) for item in families]


def _counted_once(families: list[FamilyEvidence], comparison: Comparison) -> list[FamilyEvidence]:
    """Of families of one origin the heaviest counts for them all.

    Where both pages are of one make, text, forms and code came together, unless the same people or the same server
    are behind both: then the make is theirs. A form brings its choices. Under different names, contact points and
    accounts may have been copied together.
    """
    personal = any(item.family in _PERSONAL and item.is_strong for item in families)
    origins = [_MADE] if not personal and _is_one_make(families, comparison) else [_ASKED]
    if comparison.name.differs:
        origins.append(_COPYABLE)
    measures = {item.family: item.family.value for item in families}
    for origin in origins:
        together = sorted((item for item in families if item.family in origin), key=lambda item: -item.weight)
        measures |= dict.fromkeys([item.family for item in together[1:]], "")
        if origin is _MADE and together:
            measures[together[0].family] = "make"
    return [replace(item, measure=measures[item.family]) for item in families]


def _is_one_make(families: list[FamilyEvidence], comparison: Comparison) -> bool:
    code = next((item.weight for item in families if item.family is Family.CODE), 0.0)
    return code >= STRONG_WEIGHT or comparison.tree_jaccard >= _BUILD_TREE


def _is_own(item: FamilyEvidence, names: list[str]) -> bool:
    if item.family not in {Family.CONTACT, Family.ACCOUNT}:
        return True
    values = ["".join(filter(str.isalnum, shared.sign.value.lower())) for shared in item.signs]
    return any(name in value for name in names for value in values)


def _as_supplied(item: FamilyEvidence) -> FamilyEvidence:
    return replace(item, weight=round(item.weight * SUPPLIED, 6), supplied=True)


def _family(comparison: Comparison, family: Family) -> FamilyEvidence | None:
    if family is Family.NAME:
        name = comparison.name
        firm = min(1.0, name.firmness / 3.5)
        weight = min(_CEILING[family], name.shared_rarity * firm)
        weak = name.firmness < FIRM_SHARED
        return (
            FamilyEvidence(family, round(weight, 6), rarity=name.shared_rarity, supplied=weak) if name.shared else None
        )
    if family is Family.STRUCTURE:
        alike = max(comparison.tree_jaccard, _layout_share(comparison))
        return FamilyEvidence(family, round(_CEILING[family] * alike, 6)) if alike >= LEAST_ALIKE else None
    if family is Family.LINK:
        weight = {"canonical": 1.5, "linked": 0.4}.get(comparison.refers, 0.0)
        return FamilyEvidence(family, weight) if weight else None
    signs = comparison.of_family(family)
    rare = [item for item in signs if item.rarity >= _RARE_FROM]
    claims = sorted(((_RELIABILITY.get(s.sign.kind, 0.2) * s.rarity, s) for s in rare), key=lambda c: -round(c[0], 6))
    weight = sum(claim * _FADE**place for place, (claim, _) in enumerate(claims[:12]))
    weight = min(_CEILING[family], weight)
    if weight < 0.05:
        return None
    shown = tuple(s for claim, s in claims[:8] if claim > 0.05)
    return FamilyEvidence(family, round(weight, 6), shown, claims[0][1].rarity)


def _layout_share(comparison: Comparison) -> float:
    """What a shared layout counts for, as a share of the element paths: less the more hosts show it.

    It is a template's like the paths, so it never adds to them.
    """
    return min(1.0, comparison.layout.rarity / STRONG_RARITY) * LAYOUT_SHARE if comparison.layout else 0.0


def _oppositions(comparison: Comparison, a: PageFeatures, b: PageFeatures) -> dict[str, float]:
    """What speaks against one site, each 0 to 1."""
    kinds_a, kinds_b = {sign.kind for sign in a.signs}, {sign.kind for sign in b.signs}
    found = {"name_differs": 1.0 if comparison.name.differs else 0.0}
    if comparison.same_language and min(a.word_count, b.word_count) >= _LONG:
        found["text_differs"] = max(0.0, 1.0 - comparison.text_cover / 0.1)
    for family, name in ((Family.CONTACT, "contact_differs"), (Family.ACCOUNT, "account_differs")):
        kinds = _kinds_of(family) & kinds_a & kinds_b
        found[name] = 1.0 if kinds and not comparison.of_family(family) else 0.0
    if {Kind.FORM_SHAPE} <= kinds_a & kinds_b and not comparison.of_family(Family.FORM):
        found["form_differs"] = 1.0
    if min(a.elements, b.elements) >= 30:
        found["structure_differs"] = max(0.0, 1.0 - comparison.tree_jaccard / 0.3)
    return found


def _kinds_of(family: Family) -> set[Kind]:
    return {kind for kind, of in FAMILY_OF.items() if of is family}
