"""What would settle an unclear verdict, in words.

In: the evidence, what "same" lacks. Out: sentences. Never: a verdict.
"""

from rempart.engines.pages import Comparison, PageFeatures
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.evidence import COPYABLE, Evidence
from rempart.engines.verdict.one_text import have_one_text
from rempart.engines.verdict.sentences import rarity_words
from rempart.engines.verdict.thirds import third_wish
from rempart.kernel.reasons import Reason

_WISHES: dict[str, tuple[str, str]] = {
    "own_mark": (
        "verdict.wish_own_mark",
        "A contact point, an account number, a TLS key or a name that both share would settle it: look for one.",
    ),
    "second_source": (
        "verdict.wish_second_source",
        "One kind of sign alone is never enough: a second, independent one is needed.",
    ),
    "common": (
        "verdict.wish_second_source",
        "Others may share what both share: find out who runs each, or what is theirs alone (a TLS key, a contact).",
    ),
    "name": (
        "verdict.wish_name",
        "They use different names: an identifier or a network fact that both share would settle it.",
    ),
    "renamed": (
        "verdict.wish_name",
        "One text under two names is a site renamed, or two of one maker: find out who runs each, and since when.",
    ),
    "voice": (
        "verdict.wish_voice",
        "Find out who runs the page that speaks for another: a TLS key that both share would settle it.",
    ),
    "marks": (
        "verdict.wish_marks",
        "A form, an account number or a TLS key that both share would settle it, or the name in the marks of both.",
    ),
    "guarded_voice": (
        "verdict.wish_voice",
        "Find out who runs the page that speaks for another, and since when: a TLS key of both would settle it.",
    ),
    "guarded_marks": (
        "verdict.wish_marks",
        "A form, a TLS key or the same make would settle it, or the name in the title and in a mark of both pages.",
    ),
    "unmarked": (
        "verdict.wish_unmarked",
        (
            "Find out who runs the host: a TLS key, rare code or the same make would settle it, or the name in a mark "
            "of both pages."
        ),
    ),
    "shown": (
        "verdict.wish_shown",
        "Find out who runs the host, and compare the page that it shows at its own address.",
    ),
    "customers": (
        "verdict.wish_customers",
        "Find out whether one person runs both: a TLS key that both share would settle it.",
    ),
    "posted": (
        "verdict.wish_posted",
        "Look at who wrote it there, and find out who runs each page: a TLS key or a name of both would settle it.",
    ),
    "served": (
        "verdict.wish_served",
        "Find out who asked for the certificate: a contact point, an account number or a name of both would settle it.",
    ),
    "owner": (
        "verdict.wish_owner",
        "Look at further pages of both hosts, or capture them again once a site stands there.",
    ),
    "content": (
        "verdict.wish_content",
        "Capture it again when it shows content of its own.",
    ),
    "more": (
        "verdict.wish_more",
        "Capture further pages of both (rules, contact, entry form): more shared or differing signs would settle it.",
    ),
}


def wishes_for(
    evidence: Evidence,
    comparison: Comparison,
    missing: tuple[str, ...],
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    *,
    common: bool = False,
) -> tuple[Reason, ...]:
    """What would change an unclear verdict; `common`: other owners may have all that both share."""
    silent = a.kind.says_nothing or b.kind.says_nothing or min(a.word_count, b.word_count) < 8
    alike = {"placed": "voice", "house": "customers", "branches": "customers", "maker": "owner"}
    lacking = [alike.get(code, code) for code in missing]
    if calibration.rules.guarded:
        lacking = ["guarded_" + code if code in {"voice", "marks"} else code for code in lacking]
    if common and calibration.rules.tells_written:
        lacking = ["common" if code == "second_source" else code for code in lacking]
    if have_one_text(a, b, evidence, comparison, calibration.rules):
        lacking = ["renamed" if code == "name" else code for code in lacking]
    codes = ["content"] if silent or comparison.untouched else lacking or ["more"]
    if not evidence.families and "more" not in codes and "content" not in codes:
        codes.append("more")
    rules = calibration.rules
    why = _no_name(comparison, rules) if rules.tells_names else None
    why = why or third_wish(evidence.thirds) or (_not_theirs(evidence) if rules.tells_suppliers else None)
    return tuple((code == "own_mark" and why) or Reason(*_WISHES[code]) for code in codes)


def _no_name(comparison: Comparison, rules: Rules) -> Reason | None:
    """Why what both pages call themselves is no own mark yet, where that is so."""
    if comparison.nameless:
        a, b = comparison.nameless
        if rules.tells_exactly and a == b:
            template = (
                "The hostname {a} is short or made of words that any site of the trade may use, so it is no name: a "
                "contact point, an account number or a TLS key that both share would settle it."
            )
            return Reason("verdict.wish_host_words", template, {"a": a})
        template = (
            "The hostnames {a} and {b} are short or made of words that any site of the trade may use, so they are no "
            "name: a contact point, an account number or a TLS key that both share would settle it."
        )
        return Reason("verdict.wish_host_words", template, {"a": a, "b": b})
    name = comparison.name
    if name.shared and name.firmness >= rules.firm_shared:
        template = (
            'Both say "{found}", but so do too many others ({rarity}): a contact point, an account number or a TLS key '
            "that both share would settle it."
        )
        rarity = rarity_words(name.shared_count, comparison.hosts)
        return Reason("verdict.wish_rarer_name", template, {"found": name.shared, "rarity": rarity})
    if found := name.shared:
        template = (
            'Both say "{found}", but not in enough of the places where a name stands: a contact point, an account '
            "number, a TLS key, or pages that say the name more often would settle it."
        )
        return Reason("verdict.wish_firmer_name", template, {"found": found})
    return None


def _not_theirs(evidence: Evidence) -> Reason | None:
    """Why a contact point or an account that both give is no own mark yet, where that is so."""
    given = [item.signs[0].sign.text[:160] for item in evidence.families if item.family in COPYABLE and item.supplied]
    if not given:
        return None
    template = (
        "Both give {given}, which may be their supplier's, since the pages are made alike and share no name: find out "
        "whose it is. A name or a TLS key that both share would settle it too."
    )
    return Reason("verdict.wish_whose_it_is", template, {"given": ", ".join(given)})
