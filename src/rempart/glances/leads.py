"""Why a host that a sweep looked at is a lead, in sentences.

In: what was recognised. Out: reasons, before those of the judgement itself. Never: a verdict, which is a person's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rempart.engines.verdict import VerdictKind
from rempart.glances.recognition import Lead, Recognised
from rempart.glances.reopenings import Reopening
from rempart.kernel.reasons import Reason

MOST_GIVEN = 3  # contact points and accounts in a reason

FOUND = Reason("glances.found_by_page", "A sweep found it under a name that says nothing: its page carries the signs.")
GIVES_CONTACTS = Reason(
    "glances.gives_contacts",
    "It gives contact points or accounts of the closed site. Nothing else says whose it is: it may be a page about it.",
)
GIVEN_BY_MANY = Reason(
    "glances.given_by_many",
    "More than {owners} owners of this sweep give the same: it may be an agency's, or somebody wrote it on many pages.",
)
BUILT_FROM = Reason(
    "glances.built_from",
    "Its page takes frames, files or pictures from {host}, a host of the closed site, or sends there what is written.",
)
KEEPS_WORDS = Reason(
    "glances.keeps_words", "It has sentences and the form of the closed site, but nothing else tells whose it is."
)
KEEPS_CHOICES = Reason(
    "glances.keeps_choices",
    "Its form asks to choose from lists of the closed site's. A program that others use too may have brought them.",
)
KEEPS_TEXT = Reason(
    "glances.keeps_text",
    "It says mostly what the closed site says ({share} of both texts), under a name or marks of its own. A template "
    "may have brought the text to both.",
)
BEARS_NAME = Reason(
    "glances.bears_name",
    'It bears "{found}" in its marks as the closed site does, a name that no language has as a word. Another owner may '
    "have it too.",
)
_KEEPS = {
    Lead.CONTACTS: GIVES_CONTACTS,
    Lead.WORDS: KEEPS_WORDS,
    Lead.CHOICES: KEEPS_CHOICES,
    Lead.TEXT: KEEPS_TEXT,
    Lead.NAME: BEARS_NAME,
}
LEFT_OUT = Reason(
    "glances.left_out",
    "Beside its own address it gives others of private or reserved networks, to which nothing was sent: {addresses}.",
)
MOST_LEFT_OUT = 5  # addresses in a reason
# A name server or an address alone is no lead: they only say which hosts are looked at first.
SHARES = {
    "certificate-key": Reason("glances.shares_key", "Its server holds the TLS key {found} of the closed site."),
    "certificate": Reason(
        "glances.shares_certificate", "Its server shows the TLS certificate {found} of the closed site."
    ),
}
HELD = {"server-key": "certificate-key"}  # its server holds it, whichever hosts the certificate names
SAME_AS_REOPENING = Reason(
    "glances.same_as_reopening",
    "It is judged the same as {reopening}, a reopening of the closed site that two people confirmed, by its page in "
    "exhibit {exhibit}.",
)
LIKE_REOPENING = Reason(
    "glances.like_reopening",
    "It may be the same as {reopening}, a reopening of the closed site that two people confirmed, by its page in "
    "exhibit {exhibit}.",
)
KEEPS_REOPENED = Reason(
    "glances.keeps_reopened_words",
    "It has sentences and the form of {reopening}, a reopening of the closed site that two people confirmed (exhibit "
    "{exhibit}), but nothing else tells whose it is.",
)
GIVES_REOPENED = Reason(
    "glances.gives_reopened",
    "It gives {found}, as {reopening} does in exhibit {exhibit}, {record}: a reopening of the closed site that two "
    "people confirmed. A page about it, or one that wants to pass for it, may give the same.",
)
SHARES_REOPENED = Reason(
    "glances.shares_reopened_key", "Its server holds the TLS key {found} of a reopening that two people confirmed."
)

_OF_REOPENINGS = frozenset(why.code for why in (SAME_AS_REOPENING, LIKE_REOPENING, KEEPS_REOPENED, GIVES_REOPENED))


def told_by(recognised: Recognised) -> tuple[Reason, ...]:
    """What of the closed site the page keeps, where the judgement of both alone is no lead; in any case, where it keeps
    that of a reopening."""
    if recognised.reopening is not None:
        return _by_reopening(recognised, recognised.reopening)
    if recognised.is_likely or recognised.lead is None:
        return ()
    values = {"share": f"{recognised.verdict.comparison.text_jaccard:.0%}", "found": recognised.borne}
    why = _KEEPS[recognised.lead]
    return (replace(why, values={name: value for name, value in values.items() if f"{{{name}}}" in why.template}),)


def of_reopenings(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Those of a sighting's `reasons` that say which confirmed reopening the page is like, and by what."""
    return tuple(reason for reason in reasons if reason.code in _OF_REOPENINGS)


def _by_reopening(recognised: Recognised, reopening: Reopening) -> tuple[Reason, ...]:
    """By which signs of which confirmed reopening a page was found."""
    told: list[Reason] = []
    if recognised.verdict.kind is VerdictKind.SAME:
        told.append(SAME_AS_REOPENING)
    elif recognised.is_likely:
        told.append(LIKE_REOPENING)
    elif recognised.keeps_words:
        told.append(KEEPS_REOPENED)
    if recognised.given:
        told.append(GIVES_REOPENED)
    given = recognised.given[:MOST_GIVEN]
    values = {
        "reopening": reopening.hostname,
        "exhibit": str(reopening.exhibit_id),
        "found": ", ".join(shared.sign.text for shared in given),
        "record": ", ".join(dict.fromkeys(shared.record_a for shared in given)),
    }
    return tuple(replace(why, values=values) for why in told)


def say_left_out(addresses: Sequence[str]) -> tuple[Reason, ...]:
    """Which addresses of a host were not asked; nothing where all were."""
    if not addresses:
        return ()
    shown = ", ".join((*addresses[:MOST_LEFT_OUT], *(["…"] if len(addresses) > MOST_LEFT_OUT else [])))
    return (replace(LEFT_OUT, values={"addresses": shown}),)
