"""Statements of reasons in the vocabulary of the DSA Transparency Database, one an order; the site is not named.

The database takes statements of platforms (article 24(5) of Regulation (EU) 2022/2065), not of those who order blocks:
this is the same form for the same questions, so that both can be counted side by side. Rules: StatementStoreRequest of
the database's published source.
"""

import re
from typing import Any

from rempart.orders.contracts import Order

_HIDDEN = "[name]"
# A label is of any letters, as owners write their names; a dot may be another script's, or in brackets, as analysts
# write it who want nobody to follow an address.
_LABEL = r"[^\s!-,./:-@\[-^`{-~。．｡]"
_DOT = r"(?:\.|。|．|｡|[\[({](?:\.|dot|point)[\])}])"
_NAMED = re.compile(
    rf"(?:{_LABEL}{{1,63}}{_DOT})+(?!\d){_LABEL}{{2,63}}"
    r"|\b\d{1,3}(?:(?:\.|\[\.\])\d{1,3}){3}\b"
    r"|(?<![\w:])(?:[0-9a-f]{0,4}:){1,7}:[0-9a-f:.]*|(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}",
    re.IGNORECASE,
)
_EEA = frozenset(
    re.findall(r"\w\w", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
)


def to_statement(order: Order, *, country: str) -> dict[str, Any]:
    """The statement of an order that took effect; `country` is that of its legal basis, "" where it has none."""
    ended_at = order.ended_at or order.expires_at
    began_at = order.in_force_at or order.proposed_at
    return {
        "puid": str(order.id),
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": order.basis_title[:500],
        "illegal_content_explanation": _without_name(order.scope or order.necessity, order)[:2000],
        "content_type": ["CONTENT_TYPE_OTHER"],
        "content_type_other": "domain name, refused by resolvers",
        "category": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        "territorial_scope": [country] if country in _EEA else [],
        "content_date": f"{order.proposed_at:%Y-%m-%d}",
        "application_date": f"{began_at:%Y-%m-%d}",
        "end_date_visibility_restriction": f"{ended_at:%Y-%m-%d}",
        "decision_facts": _without_name(order.necessity, order)[:5000],
        "source_type": "SOURCE_TYPE_OTHER_NOTIFICATION",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }


def _without_name(words: str, order: Order) -> str:
    """The words without the site's name, and without whatever else looks like a hostname or an address."""
    named = re.sub(re.escape(order.hostname), _HIDDEN, words, flags=re.IGNORECASE)
    return _NAMED.sub(_HIDDEN, named)
