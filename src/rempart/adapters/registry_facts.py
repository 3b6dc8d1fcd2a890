"""What registries' answers (RDAP, RFC 9083) tell that another name can share.

Of a name: the holder's organisation or address, registrar, day of registration, status, name servers. Of an address:
its network and who announces it. A person's name is not taken, nor what a registrar put in place of the holder.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from rempart.engines.pages import Fact

# What services of privacy, registrars and registries write in a holder's place: many names have it, of whoever.
# Parts of words, without accents.
_WITHHELD_TEXT = """
    redacted ; privacy ; perfect privacy ; proxy ; withheld ; withhold ; protected ; domain protection ; whois ; gdpr ;
    masked ; anonym ; ano nymous ; undisclosed ; not disclosed ; not-disclosed ; non disclosed ; statutory ; registrar ;
    abuse ; private by design ; private person ; private individual ; private registration ; registration private ;
    secret registration ; be publicly ; not public ; non-public ; nonpublic ; not shown ; not available ; confidential ;
    hidden upon ; hidden by ; identity ; id shield ; domain shield ; restreinte ; divulgue ; veroffentlicht ;
    veroeffentlicht ; no publicad ; nao publicad ; non pubblic ; nezverejn ; niepubliczn ; скрыт ; не раскрыва ;
    natural person ; personne physique ; persona fisica ; persona natural ; pessoa fisica ; pessoa singular ;
    osoba fizyczna ; fyzicka osoba ; fizicka osoba ; soukroma osoba ; naturliche person ; natuurlijk persoon ;
    частное лицо ; физическое лицо ; physical person ; persoana fizica ; yksityishenkil ; privatperson ; eraisik ;
    tieredaccess ; rdds service ; rdap service ; request email form ; 1337 services ; njalla
"""
_WITHHELD = tuple(part.strip() for part in _WITHHELD_TEXT.split(";"))
# Words that name nobody, of which one alone, or some and numbers, stand where no holder is given.
_NOBODYS_TEXT = """
    a account admin administrator an anonymous applicable client contact customer data dns domain domaincontact
    domainholder e email for hidden holder hostmaster individual inhaber is known mail manager masked n name no none
    not null of org organisation organization owner particular particulier person persona private registrant
    registrants service services the titulaire titular unavailable unknown user web webmaster whois
"""
_NOBODYS = frozenset(_NOBODYS_TEXT.split())
MAX_ENTITIES = 40
_SHORTEST = 3  # letters of a holder
_SELLERS = frozenset({"registrar", "reseller", "sponsor"})
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
    sellers = set(_of_sellers(document))
    for entity in _rows(document, "entities"):
        roles = _roles(entity)
        if "registrant" in roles:
            values = (value for value in _card_values(entity, "org", "email") if _names_somebody(value))
            yield from (("registrant", value) for value in values if not {value, _after_at(value)} & sellers)
        if "registrar" in roles and (registrar := _registrar(entity)):
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


def _of_sellers(document: dict[str, Any]) -> Iterator[str]:
    """What the registrar and the reseller are called, and where their addresses are: some write it for each holder."""
    for entity in _rows(document, "entities"):
        if _roles(entity) & _SELLERS:
            for part in (entity, *_rows(entity, "entities")):
                values = list(_card_values(part, "fn", "org", "email"))
                yield from values
                yield from filter(None, map(_after_at, values))


def _after_at(value: str) -> str:
    return value.partition("@")[2]


def _roles(entity: dict[str, Any]) -> set[str]:
    roles = entity.get("roles")
    return {role for role in roles if isinstance(role, str)} if isinstance(roles, list) else set()


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
    return next(_card_values(entity, "fn"), "")


def _card_values(entity: dict[str, Any], *names: str) -> Iterator[str]:
    """The values of the properties `names` of an entity's card, in lower case."""
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else []
    for row in rows[:MAX_ENTITIES]:
        if isinstance(row, list) and len(row) > 3 and row[0] in names:
            yield " ".join(str(row[3]).lower().split())[:120]


def _names_somebody(value: str) -> bool:
    """Whether `value` can be who holds a name: no address of a form to reach whom, and not words that name nobody."""
    plain = unicodedata.normalize("NFKD", value)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"[^\W\d_]+", plain)
    is_withheld = "://" in plain or any(part in plain for part in _WITHHELD)
    return not is_withheld and len("".join(words)) >= _SHORTEST and not _NOBODYS.issuperset(words)
