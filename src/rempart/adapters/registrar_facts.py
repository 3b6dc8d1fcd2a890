"""What a registrar's answer (RDAP, RFC 9083) tells that another name can share: the holder's organisation or address.

A person's name is not taken, nor what a registrar put in place of the holder.
"""

import json
from collections.abc import Iterator
from typing import Any

from rempart.engines.pages import Fact

_WITHHELD_TEXT = (
    "redacted privacy proxy withheld protected whois gdpr masked anonym not-disclosed statutory registrar abuse"
)
_WITHHELD = tuple(_WITHHELD_TEXT.split())
MAX_ENTITIES = 40


def registrar_facts(answer: bytes, record: str = "") -> Iterator[Fact]:
    """Organisation and e-mail address of the holder in lower case; nothing where they are withheld or unreadable."""
    try:
        document = json.loads(answer)
    except (ValueError, RecursionError):
        return
    if not isinstance(document, dict) or document.get("objectClassName") != "domain":
        return  # the holder of a network is its host
    entities = document.get("entities")
    for entity in (entities if isinstance(entities, list) else [])[:MAX_ENTITIES]:
        if isinstance(entity, dict) and "registrant" in (entity.get("roles") or ()):
            yield from (Fact("registrant", value, record) for value in dict.fromkeys(_card_values(entity)))


def _card_values(entity: dict[str, Any]) -> Iterator[str]:
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    for row in rows[:MAX_ENTITIES]:
        if isinstance(row, list) and len(row) > 3 and row[0] in {"org", "email"}:
            value = " ".join(str(row[3]).lower().split())[:120]
            if len(value) >= 4 and not any(word in value for word in _WITHHELD):
                yield value
