"""The words of a notice, per recipient, in French and English. Plain text, no medium, the exact address.

What a notice has to hold follows article 16(2) of Regulation (EU) 2022/2065: the reasons, the exact address, and the
good faith of the sender. Its point (c) asks for no name and no e-mail address where articles 3 to 7 of
Directive 2011/93/EU are concerned.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import override

from rempart.kernel.days import exact_moment, short_day
from rempart.kernel.reasons import Reason
from rempart.referrals.contracts import ANSWER_WITHIN, Grounds, Recipient, Sender


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice in two languages."""

    french: str
    english: str


_ASKED_FR = {
    Recipient.POLICE: "Nous vous signalons ces faits. Dites-nous si une enquête demande de surseoir à toute"
    " notification à l’hébergeur ou au bureau d’enregistrement.",
    Recipient.HOTLINE: "Nous vous transmettons ces faits pour le pays dont vous avez la charge. Dites-nous si l’adresse"
    " vous est connue et ce que vous entreprenez.",
    Recipient.HOSTER: "Nous vous demandons de retirer ce contenu ou d’en rendre l’accès impossible, et de conserver les"
    " données utiles à l’autorité judiciaire.",
    Recipient.REGISTRAR: "Nous vous demandons de suspendre ce nom de domaine et de conserver les données du titulaire"
    " utiles à l’autorité judiciaire.",
    Recipient.SEARCH_ENGINE: "Nous vous demandons de faire cesser le référencement de cette adresse.",
}
_ASKED_EN = {
    Recipient.POLICE: "We report these facts to you. Tell us whether an investigation asks us to hold back any"
    " notice to the hosting provider or the registrar.",
    Recipient.HOTLINE: "We pass these facts on to you for the country in your care. Tell us whether the address is"
    " known to you and what you will do.",
    Recipient.HOSTER: "We ask you to remove this content or to disable access to it, and to preserve what may serve the"
    " judicial authority.",
    Recipient.REGISTRAR: "We ask you to suspend this domain name, and to preserve the holder's data that may serve the"
    " judicial authority.",
    Recipient.SEARCH_ENGINE: "We ask you to stop listing this address in your results.",
}

_FRENCH = """\
Objet\xa0: réouverture d’un site fermé – {hostname}
De\xa0: {organisation}
Référence\xa0: {case_id}

Adresse exacte\xa0: {url}
Adresse du serveur\xa0: {server}

Les faits
Un site fermé pour avoir facilité des abus sexuels sur mineurs répond de nouveau sous ce nom. La page a été constatée \
le {captured_at}. Nos motifs\xa0:
{reasons}

La preuve
Constat scellé, empreinte SHA-256\xa0: {exhibit_sha256}
Horodatage\xa0: {stamped_at}
Comparaison avec le site fermé, constat distinct, empreinte SHA-256 de son manifeste\xa0: {comparisons}
Il prouve que ce constat existait à cette date et n’a pas changé depuis\xa0; il ne prouve pas qui exploite le site.
Aucune image n’est jointe ni conservée.

Base légale
{legal_basis}
Une mesure de blocage est en vigueur jusqu’au {expires_at}.

Ce que nous demandons
{asked}
Nous attendons une réponse dans les {hours} heures suivant l’envoi\xa0; à défaut, nous saisirons l’échelon suivant.

Cette notification est faite de bonne foi\xa0; nous tenons son contenu pour exact et complet.
Répondre\xa0: {desk_url}
"""

_ENGLISH = """\
Subject: reopening of a closed site – {hostname}
From: {organisation}
Reference: {case_id}

Exact address: {url}
Server address: {server}

The facts
A site that was closed for enabling sexual abuse of minors answers again under this name. The page was recorded \
on {captured_at}. Our reasons:
{reasons}

The evidence
Sealed record, SHA-256 digest: {exhibit_sha256}
Timestamp: {stamped_at}
Comparison with the closed site, a record of its own, SHA-256 digest of its manifest: {comparisons}
It proves that this record existed at that time and has not changed since; it does not prove who runs the site.
No image is enclosed or kept.

Legal basis
{legal_basis}
A block is in force until {expires_at}.

What we ask
{asked}
We expect an answer within {hours} hours of sending; without one we turn to the next in line.

This notice is given in good faith; we hold what it says to be accurate and complete.
Answer to: {desk_url}
"""


def write_letter(recipient: Recipient, grounds: Grounds, sender: Sender, in_words: Callable[[Reason], str]) -> Letter:
    """The notice to `recipient`; `in_words` says a reason in the language that is active."""
    return Letter(
        french=_FRENCH.format(
            **_facts(recipient, grounds, sender, "fr"),
            reasons=_listed(grounds.reasons, "fr", in_words),
            server=grounds.server or "inconnue",
            stamped_at=_stamped(grounds, "fr") or "aucune autorité configurée",
            comparisons=", ".join(grounds.comparisons) or "aucune",
            asked=_ASKED_FR[recipient],
        ),
        english=_ENGLISH.format(
            **_facts(recipient, grounds, sender, "en"),
            reasons=_listed(grounds.reasons, "en", in_words),
            server=grounds.server or "unknown",
            stamped_at=_stamped(grounds, "en") or "no authority configured",
            comparisons=", ".join(grounds.comparisons) or "none",
            asked=_ASKED_EN[recipient],
        ),
    )


def _facts(recipient: Recipient, grounds: Grounds, sender: Sender, language: str) -> dict[str, object]:
    """What both languages tell alike, but for the words of days."""
    return {
        "hostname": grounds.hostname,
        "organisation": sender.organisation,
        "desk_url": sender.desk_url,
        "case_id": grounds.case_id,
        "url": grounds.url,
        "captured_at": exact_moment(grounds.captured_at, language),
        "exhibit_sha256": grounds.exhibit_sha256,
        "legal_basis": grounds.legal_basis,
        "expires_at": short_day(grounds.expires_at, language),
        "hours": int(ANSWER_WITHIN[recipient].total_seconds() // 3600),
    }


def _stamped(grounds: Grounds, language: str) -> str:
    return exact_moment(grounds.stamped_at, language) if grounds.stamped_at else ""


def _listed(reasons: Iterable[Reason], language: str, in_words: Callable[[Reason], str]) -> str:
    """The reasons as a list, in `language`."""
    with override(language):
        lines = [f"- {in_words(reason)}" for reason in reasons]
    return "\n".join(lines) or "-"
