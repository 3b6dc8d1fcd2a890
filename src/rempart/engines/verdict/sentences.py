"""The verdict in words: one sentence for each family that says anything, and what would settle an unclear case."""

from rempart.engines.pages import Comparison, Family, Kind, PageFeatures, SharedSign
from rempart.engines.pages.comparing.second_words import are_others_words
from rempart.engines.pages.reading.naming import is_called_wholly
from rempart.engines.verdict.as_said import NUMBERED, as_said, leaves_out
from rempart.engines.verdict.branches import branches_reason
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.differing import differ_in_what_they_give
from rempart.engines.verdict.evidence import Evidence, FamilyEvidence, lacks_of_its_own
from rempart.engines.verdict.from_its_host import spoken_for_reasons
from rempart.engines.verdict.name_sentences import name_reason, names_apart
from rempart.engines.verdict.one_host import are_two_users
from rempart.engines.verdict.own_menu import menu_reasons
from rempart.engines.verdict.owners import made_up_mark, names_of_both
from rempart.engines.verdict.posted import posted_on
from rempart.engines.verdict.renaming import kept_reason
from rempart.engines.verdict.revisited import shown_address
from rempart.engines.verdict.showing import are_customers, is_a_customer, shows_at
from rempart.engines.verdict.words_alone import words_alone_reasons
from rempart.kernel.reasons import Reason

_LN10 = 2.302585092994046
_RENAMED = 0.29  # just below what other names count for where the same people are behind both

_KIND_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.SENTENCE: ("verdict.sentence", 'Both say "{found}"; {rarity}.'),
    Kind.FORM_FIELDS: ("verdict.form_fields", "Both ask for the same fields ({found}); {rarity}."),
    Kind.FORM_SHAPE: ("verdict.form_shape", "Both have a form of the same build ({found}); {rarity}."),
    Kind.FORM_QUESTIONS: ("verdict.form_questions", "Both ask the same questions ({found}); {rarity}."),
    Kind.OPTIONS: ("verdict.options", "Both offer the same choices ({found}); {rarity}."),
    Kind.ENDPOINT: ("verdict.endpoint", "Both send what is entered to the path {found}; {rarity}."),
    Kind.EMAIL: ("verdict.email", "Both give the e-mail address {found}; {rarity}."),
    Kind.PHONE: ("verdict.phone", "Both give the telephone number {found}; {rarity}."),
    Kind.HANDLE: ("verdict.handle", "Both lead to the account {found}; {rarity}."),
    Kind.WALLET: ("verdict.wallet", "Both take money at the address {found}; {rarity}."),
    Kind.MESSENGER: ("verdict.messenger", "Both are reached at {found}; {rarity}."),
    Kind.ANALYTICS: ("verdict.analytics", "Both count visits under the account {found}; {rarity}."),
    Kind.ADVERTISEMENT: ("verdict.advertisement", "Both earn from advertisements under {found}; {rarity}."),
    Kind.PAYMENT: ("verdict.payment", "Both take payments under {found}; {rarity}."),
    Kind.CAPTCHA: ("verdict.captcha", "Both use the service account {found}; {rarity}."),
    Kind.VERIFICATION: ("verdict.verification", "Both prove ownership to a service with {found}; {rarity}."),
    Kind.CANONICAL_HOST: ("verdict.own_address", "Both name {found} as their own address; {rarity}."),
    Kind.CERTIFICATE_KEY: ("verdict.certificate_key", "Both servers hold the same TLS key {found}; {rarity}."),
    Kind.CERTIFICATE: ("verdict.certificate", "Both servers show the same TLS certificate {found}; {rarity}."),
    Kind.SERVER_KEY: (
        "verdict.server_key",
        "Both servers show the TLS key {found} in a certificate that does not name both hosts; {rarity}.",
    ),
    Kind.REGISTRANT: ("verdict.registrant", "Both names are registered to {found}; {rarity}."),
    Kind.REGISTRAR: ("verdict.registrar", "Both names were registered through {found}; {rarity}."),
    Kind.REGISTERED_ON: (
        "verdict.registered_on",
        "Both names were registered at about the same time ({found}); {rarity}.",
    ),
    Kind.ERROR_PAGE: (
        "verdict.error_page",
        'Both answer with the same error page where nothing is ("{found}"); {rarity}.',
    ),
}
_OTHER_WORDS: dict[Family, tuple[str, str]] = {
    Family.CODE: ("verdict.code", "Both are made with the same parts ({found}); {rarity}."),
    Family.NETWORK: ("verdict.network", "Both use {found}; {rarity}."),
}
_HEADERS = ("verdict.headers", "Both servers begin their answers alike (headers {found}); {rarity}.")
_OF_SIGNS = frozenset(code for code, _ in (*_KIND_WORDS.values(), *_OTHER_WORDS.values(), _HEADERS))
_AGAINST: dict[str, tuple[str, str]] = {
    "name_differs": ("verdict.name_differs", "They call themselves differently: {a} and {b}."),
    "text_differs": ("verdict.text_differs", "Their texts have almost nothing in common, in the same language."),
    "form_differs": ("verdict.form_differs", "Their forms ask for different things."),
    "contact_differs": ("verdict.contact_differs", "They give different contact points."),
    "account_differs": ("verdict.account_differs", "They use different accounts of the same services."),
    "structure_differs": ("verdict.structure_differs", "They are built differently."),
    "strangers": (
        "verdict.strangers",
        "One maker built both for different customers: the texts hardly share a run of words, the contact points none.",
    ),
    "anybodys": (
        "verdict.anybodys",
        "Both say so little that a host, or whoever wrote the software, may show the same under any name.",
    ),
    "untouched": (
        "verdict.untouched",
        "Both bear the title of a template: what they share may have come with it, and tells nothing.",
    ),
}


def reasons_for(
    evidence: Evidence,
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    *,
    unfinished: bool = False,
    missing: tuple[str, ...] = (),
    common: bool = False,
) -> tuple[Reason, ...]:
    """Reasons, heaviest first, those against after those for; each cites the records that show it. `unfinished`: the
    placeholder among the pages is the site's own; `missing`: what "same" lacks; `common`: other owners may have all
    that both share."""
    found: list[Reason] = []
    if common:
        template = (
            'Others may be called "{found}" too, and what both pages say, ask or give may have come with a template, a '
            "program, a supplier or a document that many copy."
        )
        found.append(Reason("verdict.common", template, {"found": comparison.name.shared}))
    for side, page in (("first", a), ("second", b)):
        if page.kind.says_nothing:
            found.append(_placeholder_reason({"side": side, "kind": page.kind.kind.value}, unfinished=unfinished))
    if calibration.rules.guarded:
        found += _shown_reasons(missing, evidence, comparison, a, b, calibration)
    else:
        found += _borrowed_reasons(missing, comparison, calibration)
    if calibration.rules.voiced:
        sides = (("first", a, b), ("second", b, a))
        found += [reason for side in sides for reason in _quoting_reasons(*side, calibration.rules)]
    for item in sorted(evidence.families, key=lambda item: -item.weight):
        found.extend(_family_reasons(item, comparison, a, b, calibration))
    found += _one_place_reasons(evidence, comparison, a, b, calibration)
    if not (calibration.rules.menu_undisputed and differ_in_what_they_give(evidence.measures)):
        found += menu_reasons(a, b, calibration)
    if evidence.renamed:
        weight = evidence.measures.get("kept", 0.0) * calibration.weights["kept"] / _LN10
        found.append(kept_reason(comparison, round(weight, 2), rarity_words(comparison.kept.count, comparison.hosts)))
    found += _reasons_against(evidence, comparison, a, b, calibration)
    return tuple(found) or (Reason("verdict.nothing_shared", "Nothing rare is on both pages."),)


def _one_place_reasons(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    """What the make of both, one host or one address tells."""
    found: list[Reason] = []
    if evidence.measures.get("branded"):
        found += _branded_reasons(comparison, a, b, calibration)
    if evidence.measures.get("housed"):
        template = 'Both stand at {host} under the name "{found}", and are of one make: a new holder makes other pages.'
        weight = round(calibration.weights["housed"] / _LN10, 2)
        values = {"found": comparison.name.shared, "host": a.host, **_cited(a, b, "html")}
        found.append(Reason("verdict.housed", template, values, weight))
    if evidence.measures.get("led"):
        template = "At {host} one page leads to the other, and both to the same further pages: they have one menu."
        weight = round(calibration.weights["led"] / _LN10, 2)
        found.append(Reason("verdict.led", template, {"host": a.host, **_cited(a, b, "html")}, weight))
    if evidence.revisited:
        template = "Both were captured at {address}: whoever copies a page shows it at an address of his own."
        values = {"address": shown_address(a, route=calibration.rules.tells_words), **_cited(a, b, "html")}
        found.append(Reason("verdict.revisited", template, values))
    return found


def _reasons_against(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    found: list[Reason] = []
    for measure, sentence in _AGAINST.items():
        value = evidence.measures.get(measure, 0.0)
        if value <= (_RENAMED if calibration.rules.tells_more else 0.3):
            continue
        perhaps = measure == "strangers" and calibration.rules.strangers_marked and value < 1
        code, template = _PERHAPS_STRANGERS if perhaps else sentence
        if measure == "contact_differs" and calibration.rules.tells_sounds and comparison.of_family(Family.CONTACT):
            code, template = _DIFFERS_BESIDE
        values = names_apart(comparison.name, a, b, calibration.rules) if measure == "name_differs" else {}
        found.append(Reason(code, template, values, round(value * calibration.weights[measure] / _LN10, 2)))
    return found


_DIFFERS_BESIDE = (
    "verdict.contact_differs_beside",
    "Beside what both give, each page gives contact points that the other has not.",
)
_PERHAPS_STRANGERS = (
    "verdict.perhaps_strangers",
    "The texts hardly share a run of words, the contact points none: one maker may have built both for two customers.",
)


def is_counted_elsewhere(reason: Reason) -> bool:
    """Whether what both pages share weighs nothing by itself: another reason counts for it too, as a sign of the same
    family, or of another of the same origin (`evidence._counted_once`: one make, one form, one act of copying).
    """
    return not reason.weight and reason.code in _OF_SIGNS | {"verdict.structure", "verdict.layout"}


def _placeholder_reason(values: dict[str, str], *, unfinished: bool) -> Reason:
    if unfinished:
        template = (
            "The {side} page is a placeholder ({kind}) that the site itself left: it bears the other page's name and "
            "another of its marks."
        )
        return Reason("verdict.unfinished", template, values)
    template = "The {side} page is a placeholder ({kind}): it tells nothing about who is behind it."
    return Reason("verdict.says_nothing", template, values)


def _borrowed_reasons(missing: tuple[str, ...], comparison: Comparison, calibration: Calibration) -> list[Reason]:
    """That what both share may merely be shown on one of the pages, and by whom."""
    weights = {code: round(calibration.weights.get(f"missing_{code}", 0.0) / _LN10, 2) for code in missing}
    if "marks" in missing:
        template = (
            "What both share are words, which anybody can copy, and only a title, headings and texts say whose both "
            "pages are: one may be a report, a post or an archive that shows the other."
        )
        return [Reason("verdict.unmarked", template, {}, weights["marks"])]
    template = (
        'The {side} page speaks for "{name}", whom the other never names: what both share may only be shown there, as '
        "in a report, a post or an archive, or have been copied."
    )
    sides = zip(("first", "second"), comparison.voices, strict=True)
    values = [{"side": side, "name": name} for side, name in sides if name and weights.keys() & {"voice", "placed"}]
    weight = weights.get("voice", 0.0) / max(1, len(values))
    return [Reason("verdict.voice", template, said, weight) for said in values]


_UNMARKED = (
    "verdict.unmarked",
    "Anybody can copy what both share, and no mark of the {side} page (logo, site name, host) bears their name.",
)
_UNOWNED: dict[str, tuple[str, str]] = {
    "mark": _UNMARKED,
    "apart": _UNMARKED,
    "title": (
        "verdict.untitled",
        "Anybody can copy what both share, and the title of the {side} page does not call it by their name: {title}.",
    ),
    "text": (
        "verdict.unsaid",
        "Anybody can copy what both share, and no text of the {side} page says the name that it bears.",
    ),
}
# What is so where more is told: a mark that lacks may say the name beside other words, or be the host's alone.
_UNOWNED_EXACTLY: dict[str, tuple[str, str]] = {
    "mark": (
        "verdict.unmarked",
        (
            "Anybody can copy what both share, and the marks of the {side} page (logo, site name, host) say their name "
            "beside other words, or not at all."
        ),
    ),
    "host": (
        "verdict.unmarked",
        (
            "Anybody can copy what both share, and of the marks of the {side} page its host alone bears their name and "
            "hardly anything else."
        ),
    ),
    "apart": (
        "verdict.unmarked",
        "Anybody can copy what both share, and the marks of the two pages (logo, site name, host) say no name alike.",
    ),
    "titled": (
        "verdict.untitled",
        "Anybody can copy what both share, and the title that both bear calls the {side} page by no name: {title}.",
    ),
}


_LACKING = {
    "served": (
        "verdict.served",
        "One certificate names both hosts, on pages of one make and no one name: an agency has such for its customers.",
    ),
    "owner": (
        "verdict.nobodys",
        (
            "Neither page says who runs it: no link to a further page of its host, no form, no contact point or "
            "account of its own. So are start pages of frameworks, panels and servers, and anybody may have the same."
        ),
    ),
    "maker": (
        "verdict.makers",
        "One maker may show both to all its customers, in its frame or under its name at hosts called otherwise.",
    ),
}


def _others_reason(
    missing: tuple[str, ...], comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> Reason:
    """Why both pages may be of two owners of one name: branches of a body, users of a host, customers of a service."""
    if "branches" in missing:
        return branches_reason(comparison, a, b, calibration.comparison)
    users = calibration.rules.users and are_two_users(a, b)
    labelled = calibration.rules.labelled and is_a_customer(comparison, a, b, calibration.comparison)
    if labelled and not (users or are_customers(a, b, calibration.comparison.trades)):
        template = (
            "Both hosts are labels below one name, and by its title one page stands before that name under one of its "
            "own: it may be a customer's of the service whose name and make they share."
        )
        return Reason("verdict.customer", template)
    template = (
        "The addresses look like those of two users of one host: its name, its make and what it counts visits by "
        "would stand on the pages of all."
        if users
        else "Each page is called what the other never says, in a contact point or a host of its own: both may be "
        "of customers of one service, whose name and make they share."
    )
    return Reason("verdict.users" if users else "verdict.customers", template)


def _shown_reasons(
    missing: tuple[str, ...],
    evidence: Evidence,
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
) -> list[Reason]:
    """That what both share may merely be shown on one of the pages, and what on which page says so."""
    trades = calibration.comparison.trades
    if unmarked := {"marks": _unowned_reasons, "unmarked": words_alone_reasons}.get(missing[0] if missing else ""):
        return unmarked(evidence, comparison, a, b, calibration)
    if "shown" in missing:
        side, host = shows_at(a, b, comparison, trades)
        template = (
            "The {side} page stands at an address that names {host}: it may be a copy that an archive, a cache or a "
            "translator shows, and not be run by whoever runs the site."
        )
        return [Reason("verdict.shown_at", template, {"side": side, "host": host})]
    if told := min(_LACKING.keys() & missing, default=""):
        return [Reason(*_LACKING[told])]
    if not {"customers", "branches"}.isdisjoint(missing):
        return [_others_reason(missing, comparison, a, b, calibration)]
    found = _borrowed_reasons(missing, comparison, calibration)
    if "voice" in missing and not found:
        found = spoken_for_reasons(comparison, a, b, calibration)
    if "posted" in missing:
        side, given = posted_on(comparison, a, b, trades)
        template = (
            "Both give {given}, but the {side} page gives contact points of its own beside it, and they share no name: "
            "a visitor may have written it there."
        )
        found.append(Reason("verdict.posted", template, {"side": side, "given": given}))
    if "house" in missing:
        template = (
            'Each page says "{found}" with a word of its own each time ({a}, {b}), and others speak of a site by such '
            "words: a page may be theirs."
            if are_others_words(comparison.name.in_full, calibration.comparison)
            else 'Each page says "{found}" with a word of its own each time ({a}, {b}): both may be brands of a house.'
        )
        called = dict(zip(("found", "a", "b"), (comparison.name.shared, *comparison.name.in_full), strict=True))
        found.append(Reason("verdict.house", template, called))
    if "placed" in missing and not found:
        template = (
            "What both share may have been built into a stranger's page: one calls itself otherwise, or says that it "
            "speaks of the other."
        )
        return [Reason("verdict.placed", template)]
    return found


def _unowned_reasons(
    evidence: Evidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    """What each page lacks of one that is the site's own, where what both share can be copied."""
    lacking = list(lacks_of_its_own(evidence.families, comparison, a, b, calibration))
    pages, told = {"first": a, "second": b}, _UNOWNED
    if calibration.rules.tells_sounds:
        told = _UNOWNED | _UNOWNED_EXACTLY
        lacking = [(side, _lack(code, pages[side], comparison, calibration)) for side, code in lacking]
        lacking = lacking[:1] if any(code == "apart" for _, code in lacking) else lacking
    share = round(round(calibration.weights.get("missing_marks", 0.0) / _LN10, 2) / max(1, len(lacking)), 2)
    found: list[Reason] = []
    for side, code in lacking:
        title = {"title": pages[side].title[:80] or "-"} if code in {"title", "titled"} else {}
        found.append(Reason(*told[code], {"side": side} | title, share))
    return found


def _lack(code: str, page: PageFeatures, comparison: Comparison, calibration: Calibration) -> str:
    """What `page` lacks, as the key of the sentence that says no more than is so."""
    trades, names = calibration.comparison.trades, names_of_both(comparison.name)
    if code == "mark" and page.host and is_called_wholly(page.read_host, names, trades):
        return "host"
    return "titled" if code == "title" and comparison.name.titled else code


def _quoting_reasons(side: str, page: PageFeatures, other: PageFeatures, rules: Rules) -> list[Reason]:
    """That `page` shows words of `other` as somebody else's: a reader of both sees them, and they weigh nothing."""
    quoted = [sign for sign in page.signs if sign.kind is Kind.QUOTED]
    if not quoted:  # as most show nobody's words
        return []
    said, own = ({sign.value for sign in of.signs if sign.kind is Kind.SENTENCE} for of in (other, page))
    said -= own  # what the page says itself too is its own
    shown = [sign for sign in quoted if sign.value in said]
    if not shown:
        return []
    template = (
        "The {side} page shows sentences of the other ({count}) in a quote or a box, as somebody else's words: they "
        'tell nothing. One is "{found}".'
    )
    longest = as_said(max(shown, key=lambda sign: (len(sign.value), sign.value)), rules)[:160]
    return [Reason("verdict.quoted", template, {"side": side, "count": str(len(shown)), "found": longest})]


def _family_reasons(
    item: FamilyEvidence, comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    weight = round(item.weight * calibration.weights.get(item.measure, 0.0) / _LN10, 2)
    if item.family is Family.NAME:
        hosts = comparison.hosts if calibration.rules.tells_more else _hosts_of(item, comparison)
        values = {"rarity": rarity_words(comparison.name.shared_count, hosts), **_cited(a, b, "html")}
        return [name_reason(comparison.name, a, b, weight, values, calibration.rules)]
    if item.family is Family.STRUCTURE:
        return _build_reasons(comparison, weight, calibration.rules.least_alike)
    if item.family is Family.LINK and not item.signs:
        code = "verdict.canonical" if comparison.refers == "canonical" else "verdict.linked"
        canonical = comparison.refers == "canonical"
        template = "One page names the other's address as its own." if canonical else "One page links to the other."
        return [Reason(code, template, _cited(a, b, "html"), weight)]
    return _sign_reasons(item, weight, calibration.rules)


def _branded_reasons(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration
) -> list[Reason]:
    """That the make is a reason beside this name, and why."""
    template = (
        'Both bear "{found}" where only whoever runs a page writes, a name that none of some forty languages has as a '
        "word, on pages of one build: it is hardly given twice."
    )
    name = made_up_mark(comparison.name, a, b, calibration.comparison.trades)
    if not name:
        template = 'Both bear "{found}" in their marks and name one address of it as their own, on pages of one build.'
    weight = round(calibration.weights["branded"] / _LN10, 2)
    return [
        Reason("verdict.branded", template, {"found": name or comparison.name.shared, **_cited(a, b, "html")}, weight)
    ]


def _build_reasons(comparison: Comparison, weight: float, least_alike: float) -> list[Reason]:
    """Element paths and layout say one thing: the weight of both stands on the first sentence."""
    found: list[Reason] = []
    if comparison.tree_jaccard >= least_alike:
        values = {"share": f"{comparison.tree_jaccard:.0%}"}
        template = "They are built alike ({share} of the element paths); a template alone explains that."
        found.append(Reason("verdict.structure", template, values, weight))
    if comparison.layout:
        template = "They are laid out alike, as their grey pictures show; {rarity}. A template alone explains that."
        shown = _sign_values(comparison.layout)
        found.append(Reason("verdict.layout", template, shown, 0.0 if found else weight))
    return found


def _sign_reasons(item: FamilyEvidence, weight: float, rules: Rules) -> list[Reason]:
    """At most three sentences a family; the weight of the family stands on the first."""
    cuts = rules.tells_cuts
    if item.family in _OTHER_WORDS and item.signs[0].sign.kind not in _KIND_WORDS:
        code, template = _OTHER_WORDS[item.family]
        told = [shared for shared in item.signs[:4] if not rules.tells_rest or _is_cited_with(shared, item.signs[0])]
        if cuts and all(shared.sign.kind is Kind.HEADER_ORDER for shared in told):
            code, template = _HEADERS
        shown = ", ".join(_cut(shared.sign.text, 60, marked=cuts) for shared in told)
        return [Reason(code, template, {"found": shown, **_sign_values(item.signs[0])}, weight)]
    found: list[Reason] = []
    for shared in item.signs[:3]:
        if shared.sign.kind in _KIND_WORDS:
            words = NUMBERED if leaves_out(shared.sign, rules) else _KIND_WORDS
            code, template = words[shared.sign.kind]
            values = {"found": _cut(as_said(shared.sign, rules), 160, marked=cuts), **_sign_values(shared)}
            found.append(Reason(code, template, values, weight if not found else 0.0))
    return found


def _is_cited_with(shared: SharedSign, first: SharedSign) -> bool:
    """Whether the records that show the `first` of a sentence's signs show this one too."""
    return (shared.record_a, shared.record_b) == (first.record_a, first.record_b)


def _cut(text: str, most: int, *, marked: bool) -> str:
    return f"{text[: most - 1]}…" if marked and len(text) > most else text[:most]


def _sign_values(shared: SharedSign) -> dict[str, str]:
    return {
        "rarity": rarity_words(shared.count, shared.hosts),
        "record_a": shared.record_a,
        "record_b": shared.record_b,
    }


def _cited(a: PageFeatures, b: PageFeatures, part: str) -> dict[str, str]:
    return {"record_a": a.parts.get(part, part), "record_b": b.parts.get(part, part)}


def _hosts_of(item: FamilyEvidence, comparison: Comparison) -> int:
    return item.signs[0].hosts if item.signs else (comparison.shared[0].hosts if comparison.shared else 0)


def rarity_words(count: int, hosts: int) -> str:
    """How rare a sign is, for a reader: "3 of 41,000 other hosts share this"."""
    if not hosts:
        return "how rare it is was not counted"
    if not count:
        return f"at most one of {hosts:,} other hosts shares this"
    return f"{count:,} of {hosts:,} other hosts share this"
