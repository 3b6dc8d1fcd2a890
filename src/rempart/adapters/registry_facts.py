"""What registries' answers (RDAP, RFC 9083) tell that another name can share.

Of a name: the holder's organisation or address, registrar, day of registration, status, name servers. Of an address:
its network and who announces it. A person's name is not taken, nor what a registrar put in place of the holder.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from rempart.engines.pages import Fact

# What services of privacy, registrars and registries write in a holder's place: many names have it, of whoever.
_WITHHELD_TEXT = """
    redacted ; privacy ; proxy ; withheld ; protected ; whois ; gdpr ; masked ; anonym ; ano nymous ; not disclosed ;
    not-disclosed ; statutory ; registrar ; abuse ; private by design ; private person ; private registration ;
    registration private ; be publicly ; not public ; non-public ; identity ; restreinte ; 1337 services ; njalla
"""
_WITHHELD = tuple(part.strip() for part in _WITHHELD_TEXT.split(";"))
_NOBODY = frozenset({"customer", "domain admin", "hidden", "individual", "none", "not applicable", "owner", "unknown"})
MAX_ENTITIES = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def registry_facts(answer: bytes, record: str = "") -> Iterator[Fact]:
    """Facts of one answer, in lower case; nothing where it is withheld or unreadable."""
    try:
        document = json.loads(answer)
    except (ValueError, RecursionError):
        return
    if not isinstance(document, dict):
        return
    found = {"domain": _name_facts, "ip network": _network_facts}.get(str(document.get("objectClassName")))
    for kind, value in dict.fromkeys(found(document) if found else ()):
        yield Fact(kind, value, record)


def _name_facts(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for entity in _rows(document, "entities"):
        roles = entity.get("roles")
        if isinstance(roles, list) and "registrant" in roles:
            yield from (("registrant", value) for value in _card_values(entity))
        if isinstance(roles, list) and "registrar" in roles and (registrar := _registrar(entity)):
            yield "registrar", registrar
    for event in _rows(document, "events"):
        day = str(event.get("eventDate"))[:10]
        if event.get("eventAction") == "registration" and _DAY.fullmatch(day):
            yield "registered-on", day
    statuses = document.get("status")
    if isinstance(statuses, list) and statuses:
        yield "registry-status", ", ".join(sorted({str(status).lower()[:60] for status in statuses[:20]}))
    for server in _rows(document, "nameservers"):
        if host := str(server.get("ldhName") or "").rstrip(".").lower():
            yield "name-server", host[:253]


def _network_facts(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The holder of a network is its host, so of that nothing is taken but the network itself."""
    start, end = (str(document.get(key) or "")[:60] for key in ("startAddress", "endAddress"))
    if start and end:
        yield "network", f"{start}-{end}"
    numbers = document.get("arin_originas0_originautnums")
    for number in (numbers if isinstance(numbers, list) else [])[:4]:
        if isinstance(number, int) and number > 0:
            yield "autonomous-system", f"AS{number}"


def _rows(document: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    rows = document.get(name)
    yield from (row for row in (rows if isinstance(rows, list) else [])[:MAX_ENTITIES] if isinstance(row, dict))


def _registrar(entity: dict[str, Any]) -> str:
    """By the number that IANA gave it, which never changes; else by its name."""
    for row in _rows(entity, "publicIds"):
        number = str(row.get("identifier") or "")
        if "iana" in str(row.get("type")).lower() and number.isdigit():
            return f"iana {number}"
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    names = (row[3] for row in rows[:MAX_ENTITIES] if isinstance(row, list) and len(row) > 3 and row[0] == "fn")
    return " ".join(str(next(names, "")).lower().split())[:120]


def _card_values(entity: dict[str, Any]) -> Iterator[str]:
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    for row in rows[:MAX_ENTITIES]:
        if isinstance(row, list) and len(row) > 3 and row[0] in {"org", "email"}:
            value = " ".join(str(row[3]).lower().split())[:120]
            if len(value) >= 4 and value not in _NOBODY and not any(word in value for word in _WITHHELD):
                yield value
